"""Numbered paragraphs, and items of 一是、二是: which number stands where, in what style."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.form import NUMERALS
from gkreport.rules import Passage, codepage
from gkreport.rules.order import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

INLINE: Final = 4
"""The level of 一是、二是; the levels of paragraphs are 0 to 3."""
_STYLES: Final = ("{}、", "（{}）", "{}.", "（{}）", "{}是")
_CHINESE: Final = (0, 1, INLINE)
_DIGITS: Final = "0123456789"
_BOUNDS: Final = "，。；：、！？（“,;:( \n"
"""What stands before 一是 where it begins an item."""
_LONGEST: Final = 3
"""Numbers of more than two figures, and 二十一 and more, are none of a list."""


class Mark(NamedTuple):
    """The number at the beginning of a line."""

    level: int
    number: int
    length: int
    odd: bool = False
    """Written otherwise than usual."""
    sure: bool = True
    """False where it may be a figure: 2.5万."""


class Item(NamedTuple):
    """A mark and where it stands."""

    passage: Passage
    start: int
    mark: Mark

    @property
    def words(self) -> str:
        """The number as it should be written."""
        return written(self.mark.level, self.mark.number)


def written(level: int, number: int) -> str:
    """A number in the style of its level."""
    return _STYLES[level].format(_numeral(number) if level in _CHINESE else number)


def paragraphs(passage: Passage) -> "Iterator[Item]":
    """The numbered paragraphs of a text; one whose number got lost in copying is the next."""
    at, level, last = 0, 0, [0] * INLINE
    for line in passage.text.split("\n"):
        body = line.lstrip(codepage.SPACES)
        start = at + len(line) - len(body)
        at += len(line) + 1
        mark = _mark(body)
        if mark is None and body[:1] in (")", "）") and last[level]:
            mark = Mark(level, last[level] + 1, 1)
        if mark is not None:
            level = mark.level
            last[level] = mark.number
            yield Item(passage, start, mark)


def _mark(line: str) -> Mark | None:
    first = line[:1]
    if first in ("（", "("):
        return _bracketed(line)
    if first and first in NUMERALS:
        return _top(line)
    if first and first in _DIGITS:
        return _dotted(line)
    return None


def _bracketed(line: str) -> Mark | None:
    """（一） or （1）."""
    end = max(line.find("）", 1, _LONGEST + 2), line.find(")", 1, _LONGEST + 2))
    inside, odd = line[1:end] if end > 0 else "", line[end + 1 : end + 2] in STOPS
    if inside.isascii() and inside.isdigit():
        return Mark(3, int(inside), end + 1 + odd, odd) if len(inside) < _LONGEST else None
    number = _value(inside)
    return Mark(1, number, end + 1 + odd, odd) if number else None


def _top(line: str) -> Mark | None:
    """一、 but not 一、二季度."""
    length = _run(line, NUMERALS)
    sign, after = line[length : length + 1], line[length + 1 : length + 2]
    number = _value(line[:length])
    if not number or sign not in ("、", ".", "．") or (after and after in NUMERALS):
        return None
    return Mark(0, number, length + 1, odd=sign != "、")


def _dotted(line: str) -> Mark | None:
    """1. but not 2025."""
    length = _run(line, _DIGITS)
    sign, after = line[length : length + 1], line[length + 1 : length + 2]
    if length >= _LONGEST or sign not in (".", "．", "、"):
        return None
    return Mark(2, int(line[:length]), length + 1, sign == "、", not after.isdigit())


def _run(line: str, signs: str) -> int:
    """How many of the signs a line begins with."""
    return len(line) - len(line.lstrip(signs))


def inline(passage: Passage) -> "Iterator[Item]":
    """The items 一是、二是 inside the paragraphs, as far as a list begins with 一是."""
    due = 0
    for match in _item().finditer(passage.text):
        number, start = _value(match[1]), match.start()
        bound = start == 0 or passage.text[start - 1] in _BOUNDS
        if bound and (number == 1 or (due and number)):
            yield Item(passage, start, Mark(INLINE, number, match.end() - start))
            due = number + 1
        elif number == due:  # 同时二是: an item all the same
            yield Item(passage, start, Mark(INLINE, number, match.end() - start))
            due += 1


@cache
def _item() -> re.Pattern[str]:
    return re.compile(f"([{NUMERALS}]+)是(?!否)")


def is_list_mark(line: str, at: int) -> bool:
    """Whether the bracket there ends a mark of a list that has no other bracket: `1）` or `a)`."""
    return _marked().search(line, 0, at) is not None


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(r"(?:^|[，。、；：,;:\s])[0-9A-Za-z一二三四五六七八九十]{1,3}$")


def _value(text: str) -> int:
    """A Chinese numeral below a hundred as a number, or 0."""
    tens, ten, ones = text.rpartition("十")
    if max(len(tens), len(ones)) > 1 or "十" in tens or not text:
        return 0
    digits = [NUMERALS.find(c) + 1 for c in (tens, ones) if c]
    if not all(digits):
        return 0
    if not ten:
        return digits[0]
    return 10 * (digits[0] if tens else 1) + (digits[-1] if ones else 0)


def _numeral(number: int) -> str:
    """A number below a hundred in Chinese."""
    tens, ones = divmod(number, 10)
    upper = ("" if tens == 1 else NUMERALS[tens - 1]) + "十" if tens else ""
    return upper + (NUMERALS[ones - 1] if ones else "")
