"""The cells of an HTML table placed as browsers place them, whatever their spans say."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from gkreport.importers import limits
from gkreport.importers.blocks import Block
from gkreport.importers.grids import Box

_SPANS: Final = re.compile(r'\s(col|row)span="\s*\+?([0-9]{1,9})')
_TALLEST: Final = 65534
"""The most rows that a cell may cover, in HTML."""


Drawn = tuple[str, tuple[int, int], Sequence[Block]]
"""A cell without its place: text, rows and columns that it covers (0 rows: all below), blocks."""


class Row(NamedTuple):
    """One row: the number of its group (a span ends with its group) and its cells."""

    group: int
    cells: list[Drawn]
    unseen: bool = False
    """Whether the row is drawn without height, as Word draws one to fix the columns."""


@lru_cache(maxsize=256)
def spans(tag: str) -> tuple[int, int]:
    """The rows and columns that a cell's tag says it covers; what makes no sense is one."""
    found = {"row": 1, "col": 1}
    for axis, figures in _SPANS.findall(tag):
        found[axis] = int(figures)
    columns = found["col"] if 0 < found["col"] <= limits.SPAN else 1
    return min(found["row"], _TALLEST), columns


def place(rows: list[Row]) -> list[Box]:
    """Every cell at its place, by the algorithm of HTML. Where two would overlap the first stays.

    Raises Refused where the cells ask for too many columns.
    """
    rows = [row for row in rows if not (row.unseen and not any(c[0] for c in row.cells))]
    placed: list[Box] = []
    taken: list[int] = []
    """For each column the row from which on it is free."""
    ends = _ends(rows)
    asked = 0
    for y, row in enumerate(rows):
        x = 0
        for text, (rowspan, colspan), blocks in row.cells:
            while x < len(taken) and taken[x] > y:
                x += 1
            below = ends[y] if rowspan == 0 else min(y + rowspan, ends[y])
            right = 1 if colspan == 1 else _free(taken, x, colspan, y)
            if len(taken) < x + right:
                taken.extend([0] * (x + right - len(taken)))
            taken[x : x + right] = [below] * right
            placed.append(Box(text, y, x, below - y, right, blocks))
            x += colspan
        asked += x
        limits.within(asked, limits.CELLS, "一个表格的大小", "格")
    return placed


def _ends(rows: list[Row]) -> list[int]:
    """For each row the number of the row after its group."""
    ends: list[int] = []
    for _, group in groupby(rows, key=lambda row: row.group):
        size = sum(1 for _ in group)
        ends += [len(ends) + size] * size
    return ends


def _free(taken: list[int], start: int, wanted: int, row: int) -> int:
    """How many columns from a start on are free, up to the number wanted."""
    for n in range(1, min(wanted, len(taken) - start)):
        if taken[start + n] > row:
            return n
    return wanted
