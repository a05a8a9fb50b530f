"""Cheap looks at days and years: whether one of them is anything but the report's own.

The rules about them ask the same questions; a look asks them all before a rule is loaded.
"""

from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.rules import codepage
from gkreport.rules.lexicon import lists
from gkreport.rules.looks_sections import has

if TYPE_CHECKING:
    from gkreport.rules import Case
    from gkreport.rules.days import Day
    from gkreport.rules.whole import Whole

BEGINS: Final = "。；;！!？?\n \u3000）)：:"
"""After such a sign a sentence may begin."""
WHOLE_YEAR: Final = ((1, 1), (12, 31))
_SPACES: Final = codepage.encode(codepage.SPACES)
_YEARS: Final = tuple(map(codepage.encode, "年度"))
_DAYS: Final = tuple(map(codepage.encode, "月日"))
_ENDS: Final = tuple(map(codepage.encode, ("年1月1日", "年12月31日")))
_LAST: Final = tuple(map(codepage.encode, ("月1日", "月31日")))
_BARE: Final = frozenset("共全本我")
"""A word begins so that may stand behind a year without 年."""
_OPENING: Final = tuple(map(codepage.encode, "（("))


def days(case: "Case", text: "Whole") -> bool:
    """Whether a year or a day is told that a rule about them may have a word to say about."""
    report = case.report
    if report.title or report.headings or report.publication.period:
        return True
    if any(map(text.has, lists("dates")["relative"]["words"])) or _plans(case):
        return True
    if (
        report.year
        and _may_lack_sign(text.coded, report.year)
        and bare_years(text.text, report.year)
    ):
        return True
    if report.year is None or (text.odd and text.odd.translate(None, _SPACES) != text.odd):
        return _are_odd(case)
    return _has_odd_years(text.coded, report.year) or (_names_days(text.coded) and _are_odd(case))


def _may_lack_sign(coded: bytes, year: int) -> bool:
    """Whether a word that is not 年 stands right behind the year, or the last."""
    own, last = _signless(year)
    return own in coded or last in coded


@cache
def _signless(year: int) -> tuple[bytes, bytes]:
    return b"%d" % year + codepage.WORD, b"%d" % (year - 1) + codepage.WORD


def bare_years(text: str, year: int) -> list[tuple[int, int]]:
    """Where a sentence or a part of one begins with the year, or the last, but lacks 年."""
    found = []
    for named in (str(year), str(year - 1)):
        at = text.find(named)
        while at >= 0:
            end = at + len(named)
            behind = text[end : end + 1]
            if behind in _BARE and (not at or text[at - 1] in BEGINS + "，,"):
                found += _bare(text, at, end)
            at = text.find(named, end)
    return sorted(found)


def _bare(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = lists("dates")["bare"]["behind"]
    return [(start, end + len(word)) for word in words if text.startswith(word, end)]


def _plans(case: "Case") -> bool:
    """Whether a sentence of section five that begins with the report's year may tell a plan."""
    passage, own = case.passage("improvements"), str(case.report.year)
    written = passage.text if passage else ""
    at = written.find(own)
    while at >= 0:
        begins = not at or written[at - 1] in BEGINS
        if begins and has(written[at:].partition("。")[0], lists("dates")["next"]["plans"]):
            return True
        at = written.find(own, at + 1)
    return False


def _has_odd_years(coded: bytes, year: int) -> bool:
    """Whether a text names another year, or one in brackets behind such a word."""
    own = b"%d" % year
    for sign in _YEARS:
        at = coded.find(sign)
        while at >= 0:
            if coded[at + 1 : at + 2] in _OPENING:
                return True
            if coded[at - 1 : at].isdigit() and coded[at - 4 : at] != own:
                return True
            at = coded.find(sign, at + 1)
    return False


def _names_days(coded: bytes) -> bool:
    """Whether a text names any day but the first and the last of a year, as often."""
    month, day = _DAYS
    at, ends = coded.find(day), [0, 0]
    while at >= 0:
        if coded[at - 1 : at].isdigit():
            if not coded.endswith(_ENDS, 0, at + 1):
                return True
            ends[coded.endswith(_ENDS[0], 0, at + 1)] += 1
        at = coded.find(day, at + 1)
    at = coded.find(month)
    while at >= 0:
        if coded[at - 1 : at].isdigit() and not coded.startswith(_LAST, at):
            return True
        at = coded.find(month, at + 1)
    return ends[0] != ends[1]


def _are_odd(case: "Case") -> bool:
    """Whether a day is of another year, impossible or damaged, or a period not the whole year."""
    from gkreport.rules.days import days, ranges  # noqa: PLC0415 - only where days are named

    year = case.report.year
    if any(_is_odd(day, year) for passage in case.passages for day in days(passage.text)):
        return True
    preface = case.passage("preface")
    pairs = ranges(preface.text) if preface else ()
    return any(((a.month, a.day), (b.month, b.day)) != WHOLE_YEAR for a, b in pairs)


def _is_odd(day: "Day", year: int | None) -> bool:
    return day.state != "whole" or day.year not in (0, year)
