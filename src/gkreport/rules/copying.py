"""Texts of this year against those of the last: what was copied instead of written."""

from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.finding import Hit
from gkreport.report import DRAFT_MARK, FIELD
from gkreport.rules import Case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Pattern

    from gkreport.report import Report

_ALIKE: Final = "国办公开办函〔2021〕30号：年度报告内容雷同的，按条例第四十七条处理"
_SHINGLE: Final = 6
"""Texts are compared by their runs of so many characters."""
_SHORTEST: Final = 200
"""Below that a text says too little for its likeness to mean anything."""
_COPIED: Final = {"overview": 80, "improvements": 80}
"""From which likeness, in per cent, a section counts as copied."""
_SIMILAR: Final = 60


@cache
def _noise() -> "Pattern[str]":
    import re  # noqa: PLC0415 - compiled only where last year's report is there

    return re.compile(r"[0-9０-９\s，。、；：！？“”‘’（）《》〈〉〔〕,.;:!?()\"'-]+")


def _settled(report: "Report") -> "Report":
    """A report as it was shown, with the values of its fields."""
    if not any(FIELD in text for text in report.sections.values()):
        return report
    from gkreport.report.fields import settled  # noqa: PLC0415 - only where there are fields

    return settled(report)


def likeness(new: str, old: str) -> int:
    """How much of a text stands in another, in per cent; digits and marks do not count."""
    mine, theirs = _noise().sub("", new), _noise().sub("", old)
    if len(mine) < _SHINGLE:
        return 0
    known = {theirs[n : n + _SHINGLE] for n in range(len(theirs) - _SHINGLE + 1)}
    size = len(mine) - _SHINGLE + 1
    return round(100 * sum(mine[n : n + _SHINGLE] in known for n in range(size)) / size)


@rule("GK905", name="copied-prose", basis=_ALIKE, severity="warning")
def copied_prose(case: Case) -> "Iterator[Hit]":
    """这一部分的文字与上年报告大半相同。

    年度报告要写当年的工作。内容雷同是国家通知明确要追究的情形。比较时不计数字和标点；短的文字
    不比较。相同的字数在六成以上作提示，八成以上作警告。

    改法：按今年的情况重写，尤其是存在的问题和改进的情况。
    """
    if case.last is None:
        return
    before = _settled(case.last).sections
    for section, limit in _COPIED.items():
        passage, old = case.passage(section), before.get(section, "")
        if passage is None or len(passage.text) < _SHORTEST or DRAFT_MARK in old:
            continue
        percent = likeness(passage.text, old)
        if percent >= _SIMILAR:
            heading = case.report.heading(section)
            yield Hit(
                "copied-prose", f"“{heading}”有 {percent}% 与上年报告相同", passage.path,
                severity="warning" if percent >= limit else "note",
                found=f"{percent}%", hint="请按今年的情况改写",
            )  # fmt: skip
