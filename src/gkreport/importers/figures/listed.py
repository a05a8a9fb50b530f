"""Rows of a text whose figures are parted by signs: kept whole, read where nothing is in doubt."""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.figures import runs, solve

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from gkreport.form import Grid
    from gkreport.importers.figures.align import Match
    from gkreport.importers.figures.pages import Page

_SIGN: Final = re.compile(r"[ ,、;|]+")
_PARTED: Final = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:(?P<sign>[，、])(?:0|[1-9][0-9]{0,8}))+")
"""No comma of a thousand: that one is narrow."""


class Whole(NamedTuple):
    """All that stands behind a label, and the last item of it."""

    raw: str
    last: int


def whole(page: "Page", at: int, taken: "AbstractSet[int]") -> Whole:
    """The figures of a row as they stand, with those behind stray signs."""
    item, last = page.items[at], at
    while (
        not item.grid
        and last + 1 < len(page.items)
        and last + 1 not in taken
        and page.where[last + 1] == page.where[at]
        and page.items[last + 1].tokens
        and _SIGN.fullmatch(_between(page, last))
    ):
        last += 1
    if last == at:
        return Whole(item.raw, at)
    text = page.streams[page.where[at]].original
    return Whole(text[item.end - len(item.raw) : page.items[last].end], last)


def _between(page: "Page", at: int) -> str:
    """What stands between the figures of an item and those of the next."""
    behind = page.items[at + 1]
    text = page.streams[page.where[at]].text
    return text[page.items[at].end : behind.end - len(behind.raw)]


def read(page: "Page", match: "Match", taken: "AbstractSet[int]", grid: "Grid") -> runs.Run | None:
    """A row whose figures wide commas part, as many as cells, where its sums hold; else None."""
    found = whole(page, match.item, taken)
    parted = _PARTED.fullmatch(found.raw)
    if found.last == match.item or parted is None:
        return None
    cells = tuple(found.raw.split(parted["sign"]))
    sums = solve.within(grid, (match.row,))
    fit = len(cells) == len(grid.columns.leaves) and all(map(str.isdecimal, cells))
    if not fit or not sums.totals or not sums.holds(tuple(map(int, cells))):
        return None
    return runs.Run(cells)
