"""Days as prose writes them: years, months, days, ranges, and what copying does to them."""

import datetime as dt
import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from gkreport.rules.bounds import quoted, sentence

__all__ = ["Day", "days", "introduced", "quoted", "ranges", "sentence", "years"]

_CENTURIES: Final = ("19", "20")
_YEAR: Final = 4
_MONTHS: Final = 12
_REPORT: Final = "政府信息公开"
_STOPS: Final = "。；，\n"
_NEAR: Final = 40
"""So far a title goes before and behind the report that it is about."""
_EVERY_MONTH: Final = 28
"""Every month has so many days."""
_DIGITS: Final = "0123456789"
_CHINESE: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TO: Final = frozenset(("至", "到", "起至", "起到", "—", "——", "-", "--", "–", "－", "~", "～"))


class Day(NamedTuple):
    """A year, a month or a day in a text. What is not stated is 0."""

    year: int
    month: int
    day: int
    start: int
    end: int
    state: Literal["whole", "impossible", "damaged"] = "whole"
    """Damaged: signs are lost, as copying from a page does it."""

    @property
    def date(self) -> dt.date | None:
        """The day of the calendar, where all of it is stated."""
        full = self.state == "whole" and self.year and self.month and self.day
        return dt.date(self.year, self.month, self.day) if full else None


@lru_cache(maxsize=32)
def days(text: str) -> tuple[Day, ...]:
    """Every year of four digits, month and day of a text, in order."""
    found, end = [], 0
    begin = _pattern("day").match
    for sign in _pattern("sign").finditer(text):
        start = sign.start()
        if start < end:
            continue  # belongs to the day before
        while start and text[start - 1] in _DIGITS:
            start -= 1
        match = begin(text, start)
        assert match is not None
        end = match.end()
        if (day := _day(match)) is not None:
            found.append(day)
    return tuple(found)


@lru_cache(maxsize=4)
def ranges(text: str) -> tuple[tuple[Day, Day], ...]:
    """Days joined by 至, the year of the first holding for the second where it has none."""
    found = []
    every = [day for day in days(text) if day.state == "whole"]
    for first, last in pairwise(every):
        between = "".join(text[first.end : last.start].replace("，", "").replace(",", "").split())
        if first.date and last.month and last.day and between in _TO:
            found.append((first, last._replace(year=last.year or first.year)))
    return tuple(found)


def introduced(text: str) -> list[tuple[int, int, int]]:
    """The yearly reports that a text names by year: the year, and from where to where."""
    found = []
    at = text.find(_REPORT)
    while at >= 0:
        before = text[:at].removesuffix("度").removesuffix("年")
        named = text.startswith(("工作年度报告", "年度报告"), at + len(_REPORT))
        digits = before[-_YEAR:]
        if named and text[len(before) : at] and digits.isdigit() and len(digits) == _YEAR:
            end = text.index("年度报告", at) + len("年度报告")
            found.append((int(digits), len(before) - _YEAR, end))
        at = text.find(_REPORT, at + 1)
    return found


def of_notice(text: str, start: int, end: int) -> bool:
    """Whether a report is named in the title of a document about it: 关于做好2025年……的通知."""
    first = max(text.rfind(stop, max(0, start - _NEAR), start) for stop in _STOPS)
    lead = text[max(first + 1, start - _NEAR) : start]
    rest = text[end : end + _NEAR]
    if _pattern("titled").match(rest):
        return True
    if not _pattern("about").search(lead):
        return False
    return bool(_pattern("asked").match(rest) or _pattern("doing").search(lead))


def years(text: str) -> tuple[int, ...]:
    """The years that a title names, in digits or in Chinese numerals."""
    found = (int(match[0].translate(_CHINESE)) for match in _pattern("year").finditer(text))
    return tuple(year for year in found if str(year)[:2] in _CENTURIES)


def _day(match: re.Match[str]) -> Day | None:
    run, sign, month, day, of_month, lost = match.groups()
    place = match.span()
    if sign == "年":
        if len(run) != _YEAR or run[:2] not in _CENTURIES:
            return None
        if lost:
            return Day(int(run), 0, int(lost), *place, "damaged")
        year = int(run)
        return Day(year, 0, 0, *place) if month is None else _checked(year, month, day, place)
    if len(run) > _YEAR:
        torn = run[:2] in _CENTURIES and len(run) <= 8  # noqa: PLR2004 - YYYYMMDD
        return Day(int(run[:_YEAR]), 0, 0, *place, "damaged") if torn else None
    if sign == "月" and len(run) <= 2 and int(run):  # noqa: PLR2004 - two digits
        return _checked(0, run, of_month, place)
    return None


def _checked(
    year: int, named_month: str, named_day: str | None, place: tuple[int, int]
) -> Day | None:
    """A day, impossible where the calendar does not have it."""
    month, day = int(named_month), int(named_day or 0)
    if not year and not day and month > _MONTHS:
        return None  # an age in months, or the like
    right = 1 <= month <= _MONTHS
    if right and day > _EVERY_MONTH:
        try:
            dt.date(year or 2024, month, day)  # a leap year where none is stated
        except ValueError:
            right = False
    elif named_day and not day:
        right = False
    return Day(year, month, day, *place, "whole" if right else "impossible")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    gap, two = r"[^\S\n]?", "[0-9]{1,2}"
    within = "(?:(?!是|系|根据|依据|按照|依照|遵照|遵循|参照|结合|由|已|将|现|本)[^。；，《\n])*?"
    """Between the report and the word for the document about it: no clause of its own."""
    title = "(?:(?!要求|通知|意见|部署|精神|规定|文件|现)[^《》]){0,12}$"
    """Between what a document asks for and the year of the report."""
    return re.compile(
        {
            "day": rf"([0-9]+){gap}(年|月|日)"
            rf"(?:(?<=年){gap}({two}){gap}月(?:{gap}({two}){gap}日)?"
            rf"|(?<=月){gap}({two}){gap}日|(?<=年){gap}({two}){gap}日)?",
            "titled": f"{within}(?:通知(?!书)|(?<=[的〉》])意见(?!建议|或|和|、)"
            "|(?:(?<=[的〉》])|(?<=工作|编制|发布|实施))(?:方案|函|要点|指南))",
            "asked": f"{within}(?:的|工作|事项)(?:具体|有关|相关|统一)?(?:要求|部署|安排|精神)",
            "about": f"关于{title}",
            "doing": "关于(?:进一步|切实|认真|扎实|全面|统筹|及时|组织|开展|报送|编制|编写|编报"
            f"|做好|印发|下发|转发|规范|加强|落实|推进|抓好|启动|填报){title}",
            "sign": r"[0-9][^\S\n]?[年月日]",
            "year": r"[0-9]{4}(?![0-9])|[〇○零一二三四五六七八九]{4}(?=年)",
        }[name]
    )
