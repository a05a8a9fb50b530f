"""Words that are wrong wherever they stand."""

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.rules.lexicon import load
from gkreport.rules.signs import FIXED, LISTS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.rules.signs import Signs

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


@cache
def _by_wrong() -> dict[str, list[Word]]:
    """The lines by what is wrong."""
    found: dict[str, list[Word]] = {}
    for word in words():
        found.setdefault(word.wrong, []).append(word)
    return found


@cache
def _sought() -> Words:
    return Words(_by_wrong())


def find(signs: "Signs") -> dict[str, list[Found]]:
    """What is wrong in a text, by list, in the order of the text."""
    found: dict[str, list[Found]] = {}
    for wrong in _sought().found(signs):
        for word in _by_wrong()[wrong]:
            name = "damaged" if word.list == FIXED else word.list
            found.setdefault(name, []).extend(_places(signs.text, word))
    if signs.has_traditional:
        others = load("language")[TRADITIONAL]
        found[TRADITIONAL] = [
            Found(n, n + 1, c, "") for n, c in enumerate(signs.text) if c in others
        ]
    return {name: _apart(places) for name, places in found.items() if places}


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
