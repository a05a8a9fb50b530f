"""The grid of a sheet cut into tables and lines of text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gkreport.importers.blocks import Block, Cell, Line, Table
from gkreport.importers.grids import PROSE, shown

HEADING = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
SENTENCE = "。；："
"""What only running text ends in."""


class _Row(NamedTuple):
    number: int
    cells: tuple[Cell, ...]
    """The cells that begin in the row, from left to right."""

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells if shown(cell.text)]


def blocks(cells: Iterable[Cell]) -> list[Block]:
    """The tables and lines of a sheet, from top to bottom."""
    out: list[Block] = []
    for region in _regions(_rows(cells)):
        out += _settle(region)
    return out


def _rows(cells: Iterable[Cell]) -> list[_Row]:
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    return [_Row(row, tuple(sorted(by_row[row], key=_column))) for row in sorted(by_row)]


def _column(cell: Cell) -> int:
    return cell.col


def _regions(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows in which something stands, parted by those in which nothing does."""
    region: list[_Row] = []
    below = 0
    for row in rows:
        if row.filled or row.number < below:
            region.append(row)
            below = max([below, *(cell.row + cell.rowspan for cell in row.filled)])
        elif region:
            yield region
            region = []
    if region:
        yield region


def _settle(region: Sequence[_Row]) -> Iterator[Block]:
    """A region's lines of text and the tables between them."""
    left = min(cell.col for row in region for cell in row.filled)
    right = max(cell.col + cell.colspan for row in region for cell in row.filled)
    rows: list[_Row] = []
    for row in region:
        if _is_line(row, right - left, leading=not rows):
            yield from _table(rows, left, right)
            yield Line(row.filled[0].text)
            rows = []
        else:
            rows.append(row)
    yield from _table(rows, left, right)


def _is_line(row: _Row, width: int, *, leading: bool) -> bool:
    """Whether a row is text and no row of a table: a title, a heading, a paragraph."""
    if len(row.filled) != 1:
        return False
    cell = row.filled[0]
    text = shown(cell.text)
    if cell.rowspan > 1 and cell.colspan < width:
        return False
    if len(text) >= PROSE or text.endswith(tuple(SENTENCE)):
        return True
    return leading or (cell.colspan >= width and bool(HEADING.match(text)))


def _table(rows: Sequence[_Row], left: int, right: int) -> Iterator[Block]:
    """The rows as a table; a single filled cell is a line."""
    filled = [cell for row in rows for cell in row.filled]
    if len(filled) == 1:
        yield Line(filled[0].text)
    elif filled:
        numbers = [row.number for row in rows]
        cells = []
        for cell in (cell for row in rows for cell in row.cells if left <= cell.col < right):
            top = bisect_left(numbers, cell.row)
            down = bisect_left(numbers, cell.row + cell.rowspan) - top
            text = cell.text if shown(cell.text) else ""
            across = min(cell.colspan, right - cell.col)
            cells.append(Cell(text, top, cell.col - left, down, across))
        yield Table(tuple(cells), len(rows), right - left)
