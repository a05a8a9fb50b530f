"""A text cut into the sentences that hold a figure, each with its words in order."""

import re
from bisect import bisect_left
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from gkreport.prose.figures import Marks
from gkreport.prose.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.prose.figures import Figure
    from gkreport.prose.lexicon import Lexicon, Token

_FULL_STOPS: Final = "。！？"
_HEAD: Final = 24
_HEADED: Final = tuple("（(一二三四五六七八九十123456789")
_START: Final = attrgetter("start")


class Sentence:
    """A sentence by its place in the text, with the figures and denials in it."""

    def __init__(self, text: str, start: int, end: int, marks: Marks, lexicon: "Lexicon") -> None:
        self.text, self.start, self.end, self.lexicon = text, start, end, lexicon
        self._marks = marks

    @lazy
    def figures(self) -> "tuple[Figure, ...]":
        """The figures, in order."""
        figures = self._marks.figures
        first = bisect_left(figures, self.start, key=_START)
        return tuple(figures[first : bisect_left(figures, self.end, key=_START)])

    @property
    def denials(self) -> tuple[int, ...]:
        """The places of words that deny, in order."""
        denials = self._marks.denials
        return tuple(denials[bisect_left(denials, self.start) : bisect_left(denials, self.end)])

    @lazy
    def tokens(self) -> "tuple[Token, ...]":
        """The known words, in order."""
        return tuple(self.lexicon.tokens(self.text, self.start, self.end))


def around(text: str, at: int) -> tuple[int, int]:
    """Where the sentence begins and ends that holds a place."""
    start = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at)
    if stop < 0:
        stop = len(text)
    for mark in _FULL_STOPS:
        last = text.rfind(mark, start, at)
        if last >= 0:
            start = last + 1
        first = text.find(mark, at, stop)
        if first >= 0:
            stop = first
    return start, stop


def sentences(
    text: str, marks: Marks, lexicon: "Lexicon", start: int = 0, stop: int | None = None
) -> "Iterator[Sentence]":
    """Every sentence of a stretch that has a figure or a denial in it."""
    figures, denials = marks.figures, marks.denials
    stop = len(text) if stop is None else stop
    first, last = (bisect_left(figures, at, key=_START) for at in (start, stop))
    places = [figure.start for figure in figures[first:last]]
    places += denials[bisect_left(denials, start) : bisect_left(denials, stop)]
    end = start
    for at in sorted(places):
        if at >= end:
            begin, end = around(text, at)
            yield Sentence(text, begin, end, marks, lexicon)


@cache
def _title() -> re.Pattern[str]:
    return re.compile("《[^》]*》")


def blotted(text: str) -> str:
    """The text with titles in 《》 blotted out; places stay."""
    if "《" not in text:
        return text
    return _title().sub(lambda m: "《" + "□" * (len(m.group()) - 2) + "》", text)


def heading(text: str, at: int) -> str:
    """The start of the paragraph around a place, or of the one before if that is a heading."""
    start = text.rfind("\n", 0, at) + 1
    head = text[start : start + _HEAD]
    if head[:1] in _HEADED or not start:
        return head
    before = text[:start].rstrip()
    start = before.rfind("\n") + 1
    return text[start : start + _HEAD] if text[start : start + 1] in _HEADED else head
