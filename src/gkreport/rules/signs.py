"""Rare characters: what tells in one pass which of the words of the lists may stand in a text.

Of a text only its rare characters are kept, one byte each. A word can only stand in the text where
its own rare characters stand next to each other in that.
"""

import codecs
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.rules.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterable

LISTS: Final = ("misspelled", "confusable", "damaged", "garbled")
FIXED: Final = "fixed"
"""The lists of wrong words, and of set phrases that go on as they do."""
_SIZE: Final = 256


class Signs(NamedTuple):
    """A text with its rare characters."""

    text: str
    coded: bytes
    """The rare characters, in order: the higher a byte, the rarer."""
    present: frozenset[int]
    """Each of them once."""

    def has(self, word: str) -> bool:
        """Whether a word stands in the text."""
        return _CODED[word] in self.coded and word in self.text

    @property
    def has_traditional(self) -> bool:
        """Whether one of the usual Traditional characters stands in the text."""
        return bool(codecs.charmap_encode(self.text, "ignore", _pages()[1])[0].strip(b"\0"))


def read(text: str) -> Signs:
    """Look for all rare characters of a text in one pass."""
    coded = encode(text)
    return Signs(text, coded, frozenset(coded))


def encode(text: str) -> bytes:
    """The rare characters of a text, in order."""
    return codecs.charmap_encode(text, "ignore", _pages()[0])[0]


class Words:
    """Words to look for, by the rarest character of each."""

    def __init__(self, words: "Iterable[str]") -> None:
        by_sign: dict[int, list[tuple[frozenset[int], bytes, str]]] = {}
        for word in words:
            coded = _CODED[word]
            by_sign.setdefault(max(coded, default=0), []).append((frozenset(coded), coded, word))
        self._common = [word for _, _, word in by_sign.pop(0, [])]
        """The words without a rare character."""
        self._by_sign, self._signs = by_sign, frozenset(by_sign)

    def found(self, signs: Signs) -> list[str]:
        """The words that stand in a text."""
        text, coded, present = signs
        found = [word for word in self._common if word in text]
        for sign in self._signs & present:
            for every, rare, word in self._by_sign[sign]:
                if every <= present and rare in coded and word in text:
                    found.append(word)
        return found


class _Coded(dict[str, bytes]):
    """Words with their rare characters, kept from the first time that they are asked for."""

    def __missing__(self, word: str) -> bytes:
        self[word] = coded = encode(word)
        return coded


_CODED: Final = _Coded()


def is_wrong(signs: Signs) -> bool:
    """Whether a wrong word stands there, or a set phrase that does not go on as it may."""
    text, (words, phrases) = signs.text, _wrong()
    for word in words.found(signs):
        lawful = phrases.get(word, ())
        at = text.find(word)
        while at >= 0:
            if not text.startswith(lawful, at + len(word)):
                return True
            at = text.find(word, at + 1)
    return False


@cache
def _wrong() -> tuple[Words, dict[str, tuple[str, ...]]]:
    """The words that are wrong, and how set phrases go on by their beginning."""
    lists = load("language")
    lines = [line.split() for name in (*LISTS, FIXED) for line in lists[name].splitlines() if line]
    phrases = [line.split() for line in lists[FIXED].splitlines() if line]
    return Words(line[0] for line in lines), {begin: tuple(on) for begin, *on in phrases}


@cache
def _pages() -> tuple[Any, Any]:
    """Code pages: of the rare characters, and of Traditional ones."""
    lists = load("language")
    return _page(lists["signs"]), _page(lists["traditional"])


def _page(signs: str) -> Any:  # noqa: ANN401 - the standard library has no name for it
    return codecs.charmap_build((chr(0) + signs).ljust(_SIZE, chr(0xFFFE)))
