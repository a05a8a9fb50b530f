"""A glance at wholes and parts: whether what follows 其中 or 分别 adds up as it stands."""

from bisect import bisect_left
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.prose.figures import Figure

OF_WHICH: Final = "其中"
EACH: Final = "分别"
PART: Final = "part."
"""Before what a figure counts: it is that of some of them only."""
_START: Final = attrgetter("start")


def adds_up(text: str, figures: "Sequence[Figure]") -> bool:
    """Whether every list of parts in a text adds up at a glance, or there is none."""
    for word in (OF_WHICH, EACH):
        at = text.find(word)
        while at >= 0:
            if not _sum(text, figures, at):
                return False
            at = text.find(word, at + len(word))
    return True


def places(text: str, word: str) -> "Iterator[int]":
    """Where a word stands."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _sum(text: str, figures: "Sequence[Figure]", at: int) -> bool:
    """Whether the figures right after a place add up to the one right before it, or to far less."""
    n = bisect_left(figures, at, key=_START)
    if not n or figures[n - 1].unit == "%":
        return not n
    whole, left, stop = figures[n - 1], figures[n - 1].value, text.find("。", at)
    for figure in islice(figures, n, None):
        if figure.start > stop >= 0 or figure.unit != whole.unit:
            break
        if figure.value > left:
            return False
        left -= figure.value
        if not left:
            return True
    return left * 10 > whole.value and not text.startswith(EACH, at)
