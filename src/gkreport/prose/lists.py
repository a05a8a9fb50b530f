"""How many items a text announces, and how many it lists."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose import numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST: Final = "一是"
_ORDINALS: Final = "一二三四五六七八九十"
_KINDS: Final = "大类"
_JOINING: Final = ("和", "及", "与")
_VERBS: Final = ("公开", "发布", "公布", "包括", "涵盖", "包含", "分为", "设", "涉及", "含")
"""One of these opens a list; without it, the list may have begun in the clause before."""
_NAMED: Final = ("问题", "不足", "困难", "短板", "弱项")
_ASPECTS: Final = ("方面：", "方面:")
"""四个方面：一是……: right before a list."""
_STOPS: Final = "。\n"
_MARKS: Final = "，,。；;：:（）()“”《》\n"
_NEAR: Final = 12
_BEFORE: Final = 32
"""How far before a list its number may stand."""
_ITEMS: Final = 3
_ENDLESS: Final = 10_000


class Listing(NamedTuple):
    """A number of items announced, and how many are listed."""

    announced: int
    least: int
    most: int
    start: int
    end: int
    """Where the number stands with its measure word."""

    @property
    def wrong(self) -> bool:
        """Whether the list cannot have that many items."""
        return not self.least <= self.announced <= self.most


@cache
def _announced() -> re.Pattern[str]:
    return re.compile(
        "([0-9]+|[一二两三四五六七八九十百]+)(?:(?:个|点|项|大|条|种)(?:方面)?|方面)的?"
        "(?:主要|突出|共性)?(?:问题|不足|困难|短板|弱项)"
        "|([0-9]+|[一二两三四五六七八九十百]+)个?大?方面(?=[：:]$)"
    )


def listings(text: str) -> "Iterator[Listing]":
    """两个问题：一是……二是……; 机构职能、政策文件、工作动态三大类."""
    if _FIRST in text:
        yield from _problems(text)
    if _KINDS in text:
        yield from _kinds(text)


def _problems(text: str) -> "Iterator[Listing]":
    first = text.find(_FIRST)
    while first >= 0:
        start = max(0, first - _BEFORE, text.rfind("。", 0, first) + 1)
        for match in _announced().finditer(text, start, first) if _named(text[start:first]) else ():
            number = numerals.read(match[1] or match[2])
            if first - match.end() <= _NEAR and number is not None:
                count, nested = _counted(text, first)
                most = _ENDLESS if nested else count
                yield Listing(int(number.value), count, most, match.start(), match.end())
        first = text.find(_FIRST, first + len(_FIRST))


def _named(text: str) -> bool:
    if text.endswith(_ASPECTS):
        return True
    for word in _NAMED:  # noqa: SIM110 - a generator takes twice as long
        if word in text:
            return True
    return False


def _counted(text: str, at: int) -> tuple[int, bool]:
    """How far a list 一是, 二是, 三是 goes before another one begins, and if that is within it."""
    end = text.find(_FIRST, at + 1)
    stretch = text[at : end if end >= 0 else len(text)]
    count, last = 0, 0
    for ordinal in _ORDINALS:
        place = stretch.find(ordinal + "是", last)
        if place < 0:
            break
        count, last = count + 1, place
    return count, end >= 0 and not any(stop in stretch[last:] for stop in _STOPS)


def _kinds(text: str) -> "Iterator[Listing]":
    """A list before its number; without 等 it is whole, with it only too many is wrong."""
    for match in _clauses(text):
        clause, open_end, number = match[1], bool(match[2]), numerals.read(match[3])
        items = clause.count("、") + 1
        begins = any(verb in clause.partition("、")[0] for verb in _VERBS)
        if number is None or items < _ITEMS or not begins:
            continue
        joined = sum(clause.count(word) for word in _JOINING)
        most = _ENDLESS if open_end else items + joined
        if number.value > most:  # 甲、乙、丙及丁: the last one is joined
            items += any(word in clause.rpartition("、")[2] for word in _JOINING)
        yield Listing(int(number.value), items, most, match.start(3), match.end())


def _clauses(text: str) -> "Iterator[re.Match[str]]":
    """The clauses that end with a number of kinds, each from its beginning."""
    before, at = 0, text.find(_KINDS)
    while at >= 0:
        start = at
        while start > before and text[start - 1] not in _MARKS:
            start -= 1
        match = _kind().match(text, start)
        if match:
            yield match
            before = match.end()
        at = text.find(_KINDS, max(before, at + len(_KINDS)))


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(f"([^{_MARKS}]*?)(等)?([0-9]+|[一二两三四五六七八九十百]+)(?:个)?大类")
