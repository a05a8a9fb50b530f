"""What copying from a page does to dates and numbers: mended where only one reading is left."""

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.form import NUMERALS
from gkreport.importers.blocks import Note, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

_WAY: Final = "请对照原文核对"
_MONTHS: Final = 12
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_AROUND: Final = 8


class Mended(NamedTuple):
    """A text after mending, and what was done."""

    text: str
    notes: tuple[Note, ...]


def mend(text: str, place: str, origin: Origin = Origin()) -> Mended:  # noqa: B008 - frozen
    """Mend dates and document numbers; `place` is said in the notes."""
    notes: list[Note] = []
    for name, put in _MENDERS:
        parts, at = [], 0
        for match in _pattern(name).finditer(text):
            after = put(match)
            if after != match[0]:
                notes.append(_mending(place, match[0], after, origin))
                parts += [text[at : match.start()], after]
                at = match.end()
        text = "".join((*parts, text[at:]))
    notes.extend(_doubt(match, place, origin) for match in _pattern("doubtful").finditer(text))
    return Mended(text, tuple(notes))


def _mending(place: str, before: str, after: str, origin: Origin) -> Note:
    message = f"{place}：“{before.strip()}”像是复制网页时丢了字，已补成“{after}”，{_WAY}"
    return Note("damage-mended", message, origin)


def _doubt(match: "re.Match[str]", place: str, origin: Origin) -> Note:
    start, end = max(0, match.start() - _AROUND), match.end() + _AROUND
    near = match.string[start:end].strip()
    message = f"{place}：“{near}”里的日期像是丢了字，看不出原来怎么写，没有改动，{_WAY}"
    return Note("damage-left", message, origin)


def _lost_year(match: "re.Match[str]") -> str:
    return f"{match[1]}年{match[2]}月"


def _lost_month(match: "re.Match[str]") -> str:
    """20191231日, 2019年1231日: where the digits are one day of the calendar in one way only."""
    splits = list(_splits(match[2]))
    if len(splits) != 1:
        return match[0]
    month, day = splits[0]
    return f"{match[1]}年{month}月{day}日"


def _splits(digits: str) -> "Iterator[tuple[str, str]]":
    for at in (1, 2):
        month, day = digits[:at], digits[at:]
        plain = bool(day) and "0" not in (month[0], day[0]) and int(month) <= _MONTHS
        if plain and int(day) <= _DAYS[int(month) - 1]:
            yield month, day


def _whole_year(match: "re.Match[str]") -> str:
    return f"{match[1]}年1月1日{match[2]}{match[1]}年12月31日"


def _number(match: "re.Match[str]") -> str:
    return f"〔{match[1]}〕{match[2]}号"


_MENDERS: Final = (
    ("whole year", _whole_year),
    ("lost year", _lost_year),
    ("lost month", _lost_month),
    ("number", _number),
)


def lost_numbers(paragraphs: list[str], place: str) -> tuple[list[str], tuple[Note, ...]]:
    """Put back （四） where a paragraph begins with its bracket's end and one number is left.

    The paragraphs before and after must number on without a gap.
    """
    marks = [_pattern("item").match(text) for text in paragraphs]
    numbered = [(n, NUMERALS.find(m[1]) + 1 if m[1] else 0) for n, m in enumerate(marks) if m]
    found, notes = list(paragraphs), []
    for i, (n, number) in enumerate(numbered):
        if number:
            continue
        before = numbered[i - 1][1] if i else 0
        after = numbered[i + 1][1] if i + 1 < len(numbered) else 0
        text = paragraphs[n]
        fits = 0 < before < len(NUMERALS) and after in (0, 1, before + 2)
        if fits and _steady(numbered[:i]):
            opening = "（" if text[0] == "）" else "("
            found[n] = f"{opening}{NUMERALS[before]}{text}"
            notes.append(_mending(place, text[:_AROUND], found[n][: _AROUND + 2], Origin()))
        else:
            message = f"{place}：“{text[:12]}”前面像是丢了序号，看不出是几，没有改动，{_WAY}"
            notes.append(Note("damage-left", message))
    return found, tuple(notes)


def _steady(numbered: list[tuple[int, int]]) -> bool:
    """Whether numbers go on one by one."""
    return all(b == a + 1 for (_, a), (_, b) in pairwise(numbered))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    year = r"(?<![0-9])(20[0-9]{2})"
    return re.compile(
        {
            "whole year": rf"{year}11日((?:起)?[至到])\1(?:年?)1231日",
            "lost year": rf"{year}[^\S\n]*(1[0-2]|0?[1-9])[^\S\n]*月",
            "lost month": rf"{year}年?([0-9]{{3,4}})日",
            "number": r"〔(20[0-9]{2})(?!〕)([1-9][0-9]{0,2})号?(?![0-9〕])",
            "doubtful": r"(?<![0-9])20[0-9]{2}年?[0-9]{2,4}日|(?<![0-9])20[0-9]{2}年[0-9]{1,2}日"
            r"|〔20[0-9]{2}(?![0-9〕])",
            "item": rf"[（(]([{NUMERALS}])[）)]|[）)](?=[\u4e00-\u9fff])",
        }[name]
    )
