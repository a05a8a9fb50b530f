"""Words that are wrong wherever they stand, found by the one rare character in each."""

import codecs
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.rules.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LISTS: Final = ("misspelled", "confusable", "damaged", "garbled")
FIXED: Final = "fixed"
_MARKS: Final = "，。、；：！？》”）,;:)\n"
TRADITIONAL: Final = "traditional"


class Word(NamedTuple):
    """One line of a list."""

    list: str
    wrong: str
    right: str
    lawful: tuple[str, ...]
    """Words that make it right where they overlap it; in `fixed`, what may follow."""


class Found(NamedTuple):
    """Where, what stands there, and what is right."""

    start: int
    end: int
    wrong: str
    right: str


@cache
def words() -> tuple[Word, ...]:
    """Every line of every list."""
    lists = load("language")
    return tuple(
        Word(name, line[0], "".join(line[1:2]), tuple(line[1 if name == FIXED else 2 :]))
        for name in (*LISTS, FIXED)
        for line in map(str.split, lists[name].splitlines())
        if line
    )


class _Trigger(NamedTuple):
    """The rarest character of some words, and how far into each of them it stands."""

    char: str
    words: tuple[tuple[int, str, Word], ...]


class _Triggers(NamedTuple):
    """A code page of the triggers, then of Traditional characters."""

    page: "Any"
    by_byte: tuple[_Trigger, ...]
    """The triggers, each by its byte less one."""
    others: str
    """The Traditional characters that found room."""


@cache
def _triggers() -> _Triggers:
    common = load("language")["common"]
    rank = {char: len(common) - n for n, char in enumerate(common)}
    rank |= dict.fromkeys("0123456789", len(common))
    by_char: dict[str, list[tuple[int, str, Word]]] = {}
    for word in words():
        char = min(word.wrong, key=lambda char: rank.get(char, 0))
        by_char.setdefault(char, []).append((word.wrong.index(char), word.wrong, word))
    others = load("language")[TRADITIONAL][: 255 - len(by_char)]
    signs = chr(0) + "".join(by_char) + others
    page = codecs.charmap_build(signs.ljust(256, chr(0xFFFE)))
    return _Triggers(page, tuple(_Trigger(c, tuple(w)) for c, w in by_char.items()), others)


def find(text: str) -> dict[str, list[Found]]:
    """What is wrong in a text, by list, in the order of the text."""
    page, by_byte, others = _triggers()
    found: dict[str, list[Found]] = {}
    for byte in set(codecs.charmap_encode(text, "ignore", page)[0]):
        if byte > len(by_byte):
            found[TRADITIONAL] = [Found(n, n + 1, c, "") for n, c in enumerate(text) if c in others]
        elif byte:
            for word in _present(text, by_byte[byte - 1]):
                name = "damaged" if word.list == FIXED else word.list
                found.setdefault(name, []).extend(_places(text, word))
    return {name: _apart(places) for name, places in found.items() if places}


def _present(text: str, trigger: _Trigger) -> set[Word]:
    """The words that stand around a character; each of its places is looked at."""
    char, candidates = trigger
    present = set()
    at = text.find(char)
    while at >= 0:
        for offset, wrong, word in candidates:
            if text.startswith(wrong, at - offset) and at >= offset:
                present.add(word)
        at = text.find(char, at + 1)
    return present


def _places(text: str, word: Word) -> "Iterator[Found]":
    at = text.find(word.wrong)
    while at >= 0:
        end = at + len(word.wrong)
        if word.list == FIXED:
            after = "".join(text[end : end + 24].split())
            if not after.startswith(word.lawful):
                end = _cut(text, end, word.right)
                yield Found(at, end, text[at:end], word.wrong + word.right)
        elif not any(_overlaps(text, at, end, lawful) for lawful in word.lawful):
            yield Found(at, end, word.wrong, word.right)
        at = text.find(word.wrong, end)


def _cut(text: str, start: int, right: str) -> int:
    """Where what stands in place of the right words ends: as they do, at a mark, or as long."""
    stretch = text[start : start + len(right)]
    at = stretch.find(right[-2:])
    ends = (n for n, char in enumerate(stretch) if char in _MARKS)
    return start + (at + 2 if at >= 0 else next(ends, len(stretch)))


def _overlaps(text: str, start: int, end: int, lawful: str) -> bool:
    return lawful in text[max(0, start - len(lawful) + 1) : end + len(lawful) - 1]


def _apart(places: list[Found]) -> list[Found]:
    """The places in order; of two that overlap, the first."""
    kept: list[Found] = []
    for place in sorted(places):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept
