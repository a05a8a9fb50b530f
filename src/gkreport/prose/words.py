"""Sets of words, looked for without a compiled pattern: short texts, many sets, a cold start."""

from itertools import compress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SPACES: Final = " \u3000" + chr(0xA0)


class Words:
    """A set of words by their first character, longest first."""

    def __init__(self, words: "Iterable[str]") -> None:
        heads: dict[str, list[str]] = {}
        for word in sorted((*words, *_SPACES), key=len, reverse=True):
            heads.setdefault(word[0], []).append(word)
        self._heads = heads
        self._is_head = frozenset(heads).difference(_SPACES).__contains__

    def first(self, text: str, at: int) -> str:
        """The longest word of the set that stands at a place, or an empty string."""
        for word in self._heads.get(text[at], ()):
            if text.startswith(word, at):
                return word
        return ""

    def cover(self, text: str, start: int, end: int) -> bool:
        """Whether the stretch is made of nothing but words of the set, and spaces."""
        heads = self._heads
        while start < end:
            for word in heads.get(text[start], ()):
                if text.startswith(word, start, end):
                    start += len(word)
                    break
            else:
                return False
        return True

    def occur(self, text: str, start: int, end: int) -> bool:
        """Whether a word of the set stands in the stretch."""
        heads = self._heads
        for at in compress(range(start, end), map(self._is_head, text[start:end])):
            for word in heads[text[at]]:
                if text.startswith(word, at, end):
                    return True
        return False


class Kinds:
    """Words with a kind each, found in the order of a text, the longest at each place."""

    def __init__(self, kinds: "Mapping[str, str]") -> None:
        starts: dict[str, list[tuple[str, str]]] = {}
        for word in sorted(kinds, key=len, reverse=True):
            starts.setdefault(word[:2], []).append((word, kinds[word]))
        self._starts = starts
        self._is_head = frozenset([start[0] for start in starts]).__contains__

    def find(self, text: str, start: int, end: int) -> "Iterator[tuple[str, int, int]]":
        """Kind, start and end of every word in the stretch."""
        get, free = self._starts.get, start
        for at in compress(range(start, end), map(self._is_head, text[start:end])):
            if at < free:
                continue
            for word, kind in get(text[at : at + 2]) or get(text[at]) or ():
                if text.startswith(word, at, end):
                    free = at + len(word)
                    yield kind, at, free
                    break
