"""Rules about the texts: that each section is there, and is finished."""

from typing import TYPE_CHECKING

from gkreport.finding import FILE_FORMAT, Hit
from gkreport.report import DRAFT_MARK
from gkreport.rules import Case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTENTS = "《政府信息公开条例》第五十条，以及统一格式的六个部分"


@rule("GK701", name="section-missing", basis=_CONTENTS, reads=False)
def section_missing(_: Case) -> "Iterator[Hit]":
    """缺少格式规定的一个部分。

    年度报告的六个部分缺一不可。没有内容可写的部分也要保留，写明没有；最常漏掉的是第六部分。

    改法：补上这一部分，例如第六部分写“本年度没有收取信息处理费。”
    """
    yield from ()


@rule("GK702", name="section-empty", basis=_CONTENTS, severity="note")
def section_empty(case: Case) -> "Iterator[Hit]":
    """这一部分还没有写文字。

    起草时可以先空着；公布之前要写。

    改法：写上这一部分；没有内容的，写明没有。
    """
    for section in case.report.form.sections:
        text = case.report.sections.get(section.id)
        if section.prose and text is not None and not _written(text):
            yield Hit(
                "section-empty", f"“{section.heading}”还没有写", ("sections", section.id),
                section=section.number, hint="".join(section.guide),
            )  # fmt: skip


@rule("GK703", name="section-draft", basis=FILE_FORMAT, severity="note")
def section_draft(case: Case) -> "Iterator[Hit]":
    """这一部分还留着上年报告的文字。

    由上年报告生成的文件，会把上年的文字放在一行标记下面，供改写时参考。

    改法：按今年的情况改写，然后删去标记那一行。
    """
    for section, text in case.report.sections.items():
        if DRAFT_MARK in text:
            title = {s.id: f"“{s.heading}”" for s in case.report.form.sections}.get(section, "引言")
            yield Hit(
                "section-draft", f"{title}还留着上年报告的文字", ("sections", section),
                hint="请按今年的情况改写，然后删去标记那一行",
            )  # fmt: skip


@rule("GK704", name="organ-unnamed", basis=FILE_FORMAT, severity="note")
def organ_unnamed(case: Case) -> "Iterator[Hit]":
    """还没有写明是哪个机关的报告。

    改法：在 [organ] 下写 `name = "某某县某某局"`，用机关全称。
    """
    if not case.report.organ.name.strip():
        yield Hit(
            "organ-unnamed", "还没有写机关名称", ("organ", "name"),
            hint="请在 [organ] 的 name 里写机关全称",
        )  # fmt: skip


def _written(text: str) -> str:
    return text.replace(DRAFT_MARK, "").strip()
