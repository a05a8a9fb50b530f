"""Whether a word of the lists may stand in a text: what the lists need not be loaded for.

Each word has one character that is rare in reports; only where that stands is the word looked for.
"""

import codecs
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.rules.lexicon import load

if TYPE_CHECKING:
    from typing import Any

_LISTS: Final = ("misspelled", "confusable", "damaged", "garbled")
_FIXED: Final = "fixed"


def are_in(text: str) -> bool:
    """Whether a wrong word, a broken set phrase or a Traditional character stands in a text."""
    page, signs = _page()
    for byte in {*codecs.charmap_encode(text, "ignore", page)[0]} - {0}:
        if byte > len(signs) or _is_wrong(text, signs[byte - 1]):
            return True
    return False


def _is_wrong(text: str, sign: str) -> bool:
    """Whether a word stands around a sign: to go from sign to sign is quicker than to search."""
    at = text.find(sign)
    while at >= 0:
        for word, before, lawful in _words(sign):
            start = at - before
            if start < 0 or not text.startswith(word, start):
                continue
            if not text.startswith(lawful, start + len(word)):
                return True
        at = text.find(sign, at + 1)
    return False


@cache
def _page() -> "tuple[Any, str]":
    """A code page of the signs, then of Traditional characters, as far as there is room."""
    lists = load("language")
    signs = lists["signs"]
    every = chr(0) + signs + lists["traditional"][: 255 - len(signs)]
    return codecs.charmap_build(every.ljust(256, chr(0xFFFE))), signs


@cache
def _words(sign: str) -> list[tuple[str, int, tuple[str, ...]]]:
    """What is looked for where a sign stands, and how far before it: wrong words, set phrases.

    Nothing makes a wrong word right; a set phrase is, where it goes on as it may.
    """
    lists = load("language")
    lines = (line for name in _LISTS for line in lists[name].splitlines() if sign in line)
    phrases = (line.split() for line in lists[_FIXED].splitlines() if sign in line)
    found: list[tuple[str, tuple[str, ...]]]
    found = [(line.partition(" ")[0], ()) for line in lines]
    found += ((begin, tuple(lawful)) for begin, *lawful in phrases)
    return [
        (word, word.index(sign), lawful)
        for word, lawful in found
        if sign in word and _rarest(word) == sign
    ]


def _rarest(word: str) -> str:
    """The rarest of the signs in a word: common characters are listed by how common they are."""
    lists = load("language")
    common = lists["common"]
    signs = [char for char in word if char in lists["signs"]]
    return max(signs, key=lambda char: common.find(char) % (len(common) + 1))
