"""Rules about what does not belong into a report: template text, placeholders, page noise."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.finding import Hit
from gkreport.rules import Case, rule
from gkreport.rules.lexicon import lists, short_lines
from gkreport.rules.looks_words import is_left, is_noise
from gkreport.rules.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.source.positions import KeyPath

_SHOWN: Final = 3

_Place = tuple["KeyPath", int, int, str, bool]
"""Where, from, to, the words, and whether they are certain."""


@rule("GK717", name="template-text-left", basis="年度报告的内容应当完整、准确")
def template_text_left(case: Case) -> "Iterator[Hit]":
    """报告里留着模板的说明、没有填的占位，或者没有写完的记号。

    写给填报人看的说明（如“该部分以表格形式报告”）、没有填的数字（如“公开信息XX条”），公布出去就成了
    笑话。看得准的是错误，拿不准的（如正文里的“XX”）是警告。

    错例：“全年主动公开政府信息XX条。”
    正例：“全年主动公开政府信息126条。”
    改法：填上实际的内容，删去说明。
    """
    places = list(_leftovers(case))
    if not places:
        return
    path, start, end, _, _ = places[0]
    certain = any(place[-1] for place in places)
    yield Hit(
        "template-text-left", f"留着没有填写的内容或模板的说明：{_listed(places)}", path,
        within=(start, end), found="、".join(dict.fromkeys(place[3] for place in places)),
        severity=None if certain else "warning", hint="请填上实际的内容，或者删去",
    )  # fmt: skip


def _leftovers(case: Case) -> "Iterator[_Place]":
    report = case.report
    texts: list[tuple[KeyPath, str]] = [(("title",), report.title)] if report.title else []
    texts += [(("headings", id), text) for id, text in report.headings.items()]  # noqa: A001
    texts += [(passage.path, passage.text) for passage in case.passages]
    for path, text in texts if is_left(whole(case)) else ():
        yield from _in(path, text)


def _in(path: "KeyPath", text: str) -> "Iterator[_Place]":
    words = lists("leftovers")
    for word in (*words["instructions"], *words["unfinished"]):
        at = text.find(word)
        if at >= 0:
            yield path, at, at + len(word), word, word in words["instructions"]
    for match in _placeholder().finditer(text):
        unit = match["unit"] or ""
        yield path, match.start("blank"), match.end(), match["blank"] + unit, bool(unit)


@cache
def _placeholder() -> re.Pattern[str]:
    """A run of one blank sign between characters that are no part of an ASCII word."""
    words = lists("leftovers")
    signs = "|".join(f"{re.escape(word[0])}{{2,}}" for word in words["placeholders"])
    units = "|".join(re.escape(unit) for unit in words["units"])
    return re.compile(f"(?<![A-Za-z./_-])(?P<blank>{signs})(?![A-Za-z0-9./-])(?P<unit>{units})?")


@rule("GK718", name="page-noise", basis="年度报告只写报告的内容", severity="note")
def page_noise(case: Case) -> "Iterator[Hit]":
    """文字里夹着网页上的按钮、栏目或页脚。

    从网页复制来的文字，常带着“扫一扫在手机打开当前页”“打印本页”“相关稿件”这类字。

    改法：删去。
    """
    places = [
        (passage.path, start, end, line, True)
        for passage in case.passages
        for line, start, end in _noise(passage.text)
    ]
    if places:
        path, start, end, _, _ = places[0]
        yield Hit(
            "page-noise", f"夹着网页上的字：{_listed(places)}", path, within=(start, end),
            found="、".join(dict.fromkeys(place[3] for place in places)), hint="请删去",
        )  # fmt: skip


def _noise(text: str) -> "Iterator[tuple[str, int, int]]":
    """Short lines that hold a word of a page's frame."""
    for start, line in short_lines(text):
        if is_noise(line):
            yield line, start, start + len(line)


def _listed(places: "list[_Place]") -> str:
    words = list(dict.fromkeys(place[3] for place in places))
    shown = "、".join(f"“{word}”" for word in words[:_SHOWN])
    more = "等" if len(words) > _SHOWN else ""
    many = f"{more}，共 {len(places)} 处" if len(places) > min(len(words), _SHOWN) else ""
    return shown + many
