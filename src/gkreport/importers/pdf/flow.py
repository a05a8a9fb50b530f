"""Where a paragraph ends: the margins of the pages, and whether a line was broken by them."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gkreport.importers.blocks import Held
from gkreport.importers.pdf.lines import WIDE_SPACE, TextLine

TOGETHER = 3
"""Points by which lines that begin or end together may differ."""
INDENTED = 1.2
"""Of the size: a line that begins so far in begins a paragraph."""
SLACK = 0.3
"""Of the size: room that a full line may leave all the same."""
DEEPEST = 40
LONG = 0.5
"""Of the page's width: a line as long as this may have been broken."""
LIKE = 20
"""Sizes that differ by less than one in so many are the same."""
AXIS = 0.6
"""Of the size: how far the middles of two centred lines may be apart."""
LEADING = 1.5
"""Of the size: the most room between the lines of a title."""
FEWEST = 3
"""With fewer lines the margins of a kind of page are those of all pages."""
WORD = re.compile(r"[!-~]+|.[，。、；：？！）》〉”’】〕,.;:?!)\]]*")


class Margins(NamedTuple):
    """Where lines begin and end, in points from the left."""

    left: float
    right: float


def margins(lines: Sequence[TextLine], width: float) -> Margins:
    """Where lines begin, and where long lines end at most: the outermost place two of them share.

    `width` is the page's. Without a long line no line was broken, however far they all go.
    """
    long = [-line.x1 for line in lines if line.x1 - line.x0 >= LONG * width]
    right = -_outermost(long) if long else width
    return Margins(min((line.x0 for line in lines), default=0.0), right)


def _outermost(places: Iterable[float]) -> float:
    ordered = sorted(places)
    for one, other in pairwise(ordered):
        if other - one <= TOGETHER:
            return one
    return ordered[0]


def indent(line: TextLine, edge: Margins) -> str:
    """The spaces before a line, as wide as a character of it."""
    return WIDE_SPACE * min(DEEPEST, max(0, round((line.x0 - edge.left) / line.size)))


def free(line: TextLine, edge: Margins, after: TextLine | None, below: Margins) -> bool:
    """Whether a paragraph ends with the line: the next line's first word had still had room.

    `after` is the next line of text, which may stand on the next page with the margins `below`.
    """
    if after is None or abs(after.size - line.size) > line.size / 5:
        return True
    if after.x0 - below.left >= INDENTED * after.size:
        return True
    return line.x1 + _first(after) * line.size <= edge.right - SLACK * line.size


def _first(line: TextLine) -> float:
    """How wide a line's first word is, in sizes."""
    word = WORD.match(line.text)
    return sum(0.5 if c.isascii() else 1 for c in word[0]) if word else 1


def held(line: TextLine, edge: Margins, after: TextLine | None) -> Held:
    """Whether a line of a title goes on in the next, both on one axis and close together.

    It was broken where it had no room for the next line's first word.
    """
    if after is None or abs(after.size - line.size) > line.size / LIKE:
        return ""
    apart = abs((line.x0 + line.x1) - (after.x0 + after.x1)) / 2
    if apart > AXIS * line.size or not 0 <= after.top - line.bottom <= LEADING * line.size:
        return ""
    room = edge.right - edge.left - SLACK * line.size
    return "broken" if line.x1 - line.x0 + _first(after) * line.size > room else "alike"
