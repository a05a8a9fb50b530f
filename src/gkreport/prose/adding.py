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
WITHIN: Final = PART + "flow.brought.answered"
"""Those of last year that were answered: no more than there were."""
_ALL_TOLD: Final = ("其他", "其它", "当面", "现场", "转")
_BUT: Final = "除"
"""Where one of these stands, a list may be meant to leave nothing out."""
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


def may_be_closed(text: str, figures: "Sequence[Figure]") -> bool:
    """Whether a list that does not add up may be meant to leave nothing out."""
    for at in places(text, OF_WHICH):
        stop = text.find("。", at)
        stretch = text[at : stop if stop >= 0 else len(text)]
        if any(word in stretch for word in _ALL_TOLD) and not _sum(text, figures, at, whole=True):
            return True
    return any(text.endswith(_BUT, 0, figure.start) for figure in figures)


def _sum(text: str, figures: "Sequence[Figure]", at: int, *, whole: bool = False) -> bool:
    """Whether the figures right after a place add up to the one right before it, or to far less.

    With `whole`, far less does not do.
    """
    n = bisect_left(figures, at, key=_START)
    if not n or figures[n - 1].unit == "%":
        return not n
    before, left, stop = figures[n - 1], figures[n - 1].value, text.find("。", at)
    for figure in islice(figures, n, None):
        if figure.start > stop >= 0 or figure.unit != before.unit:
            break
        if figure.value > left:
            return False
        left -= figure.value
        if not left:
            return True
    return not whole and left * 10 > before.value and not text.startswith(EACH, at)
