"""Days as a page states them: alone after a word, in Chinese numerals, or as a period."""

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.importers.texts.words import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHINESE: Final = str.maketrans("〇○ＯO零一二三四五六七八九", "00000123456789")
_YEARS: Final = range(1990, 2100)
_ABOUT: Final = ("期限", "时限", "起止")
_OF_DATA: Final = (*_ABOUT, "统计", "数据", "时间")
_WHOLE_YEAR: Final = ((1, 1), (12, 31))
_STOPS: Final = "。；;\n"
_TENS: Final = 10


def date(text: str) -> dt.date | None:
    """The first day that a text states in full, in digits."""
    for match in _pattern("day").finditer(text):
        found = _date(*match.groups())
        if found:
            return found
    return None


def only_date(text: str) -> dt.date | None:
    """The day that a line is, with or without brackets, in digits or in Chinese numerals."""
    line = squeezed(text).strip("（）()[]【】")
    if _pattern("alone").fullmatch(line):
        return date(line)
    match = _pattern("chinese").fullmatch(line)
    if match is None:
        return None
    year, month, day = match[1].translate(_CHINESE), _numeral(match[2]), _numeral(match[3])
    return _date(year, str(month), str(day))


def periods(text: str) -> "Iterator[tuple[dt.date, dt.date]]":
    """The ranges of days that a text states where it speaks of a period, or of a year's data."""
    for match in _pattern("range").finditer(text):
        year, month, day, *last = match.groups()
        first = _date(year, month, day)
        end = _date(last[0] or year, last[1], last[2])
        if first is None or end is None or first >= end:
            continue
        ends = ((first.month, first.day), (end.month, end.day))
        about = _OF_DATA if ends == _WHOLE_YEAR and first.year == end.year else _ABOUT
        if any(word in _sentence(text, match.start(), match.end()) for word in about):
            yield first, end


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a stretch."""
    left = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    rights = [at for stop in _STOPS if (at := text.find(stop, end)) >= 0]
    return text[left : min(rights, default=len(text))]


def _date(year: str, month: str, day: str) -> dt.date | None:
    if int(year) not in _YEARS:
        return None
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _numeral(text: str) -> int:
    """A Chinese numeral below a hundred."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(text.translate(_CHINESE))
    return int((tens or "一").translate(_CHINESE)) * _TENS + int(ones.translate(_CHINESE) or 0)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    gap = r"[^\S\n]*"
    year, month = rf"([0-9]{{4}}){gap}[年./\-]{gap}", rf"([0-9]{{1,2}}){gap}[月./\-]{gap}"
    last = rf"([0-9]{{1,2}})(?![0-9]){gap}日?"
    day, clock = f"{year}{month}{last}", r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?"
    to = r"(?:至|到|—+|–+|－+|-+|~|～)"
    numeral, digit = "[一二三四五六七八九十]", "[〇○ＯO零一二三四五六七八九]"
    return re.compile(
        {
            "day": rf"(?<![0-9]){day}",
            "alone": rf"{day}(?:{clock})?",
            "range": rf"(?<![0-9]){day}{gap}起?{gap}[，,]?{gap}{to}{gap}(?:{year})?{month}{last}",
            "chinese": rf"({digit}{{4}})年({numeral}{{1,2}})月({numeral}{{1,3}})日",
        }[name]
    )
