"""Tables as pages and word processors draw them, made into grids; layout tables taken apart.

The readers of HTML and Word build cells that hold blocks of their own; `settle` says what each
table is: figures and labels, or a frame that text was laid out in.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from gkreport.importers import limits
from gkreport.importers.blocks import Block, Cell, Line, Origin, Table

PROSE: Final = 300
"""A cell with so many characters holds running text; the longest label has a third of them."""
_UNSEEN: Final = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


class Box(NamedTuple):
    """A cell as it was drawn: its text, its place in grid units, and the blocks within it."""

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    blocks: Sequence[Block] = ()
    """What stands in the cell, where that is more than one line of plain text."""

    @property
    def nested(self) -> bool:
        """Whether a table stands in the cell."""
        return len(self.blocks) > 0 and Table in map(type, self.blocks)

    @property
    def content(self) -> Sequence[Block]:
        """What stands in the cell."""
        return self.blocks or ([Line(self.text)] if self.text else [])


def cell_text(blocks: Sequence[Block]) -> str:
    """The paragraphs of a cell, one a line; nothing where only blanks stand."""
    if not blocks:
        return ""
    first = blocks[0]
    simple = len(blocks) == 1 and isinstance(first, Line)
    text = str(first[0]) if simple else "\n".join(_flat(blocks))
    return text if text.isalnum() or shown(text) else ""


def shown(text: str) -> str:
    """The text without blanks at its ends and without characters that nobody sees."""
    bare = text.strip()
    return bare if bare.isascii() else bare.translate(_UNSEEN).strip()


def _flat(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)


def settle(boxes: Sequence[Box]) -> list[Block]:
    """What a drawn table holds: one table, or the lines and tables that it only laid out.

    Raises Refused where the grid is too large.
    """
    if len(boxes) == 1:
        return list(boxes[0].content)
    if all(len(box.text) < PROSE and not (box.blocks and box.nested) for box in boxes):
        return [_grid(boxes)] if boxes else []
    return [block for piece in _pieces(boxes) for block in piece]


def _pieces(boxes: Sequence[Box]) -> Iterator[list[Block]]:
    """The runs of rows of a layout table: rows of several cells stay one, others become text."""
    bands = _bands(boxes)
    loose = [_loose(band) for band in bands]
    for order in (range(1, len(bands)), range(len(bands) - 2, -1, -1)):
        step = order.step
        for n in order:  # a title beside running text is text too
            loose[n] = loose[n] or (loose[n - step] and len(_filled(bands[n])) <= 1)
    for text, run in groupby(range(len(bands)), key=loose.__getitem__):
        rows = [box for n in run for box in bands[n]]
        if text or len(rows) == 1:
            yield [block for box in rows for block in box.content]
        else:
            yield [_grid(rows)]


def _bands(boxes: Sequence[Box]) -> list[list[Box]]:
    """Rows that no cell ties together, from top to bottom."""
    bands: list[list[Box]] = []
    end = 0
    for box in sorted(boxes, key=lambda b: (b.row, b.col)):
        if box.row >= end or not bands:
            bands.append([])
        bands[-1].append(box)
        end = max(end, box.row + box.rowspan)
    return bands


def _filled(band: list[Box]) -> list[Box]:
    return [box for box in band if box.text or box.nested]


def _loose(band: list[Box]) -> bool:
    """Whether a band of rows is laid out text: a table within, or long cells above all."""
    filled = _filled(band)
    if any(box.nested for box in filled):
        return True
    return 0 < len(filled) <= 2 * sum(len(box.text) >= PROSE for box in filled)


def _grid(boxes: Sequence[Box]) -> Table:
    """A table of the boxes without the rows and columns in which no cell begins."""
    rows = sorted({box.row for box in boxes})
    cols = sorted({box.col for box in boxes})
    limits.within(len(rows) * len(cols), limits.CELLS, "一个表格的大小", "格")
    cells = []
    for text, top, left, rowspan, colspan, _ in boxes:
        row, col = bisect_left(rows, top), bisect_left(cols, left)
        down = 1 if rowspan == 1 else bisect_left(rows, top + rowspan) - row
        right = 1 if colspan == 1 else bisect_left(cols, left + colspan) - col
        cells.append(Cell(text, row, col, down, right))
    return Table(tuple(cells), len(rows), len(cols))


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the number of each paragraph and each table, empty paragraphs left out."""
    limits.within(len(blocks), limits.BLOCKS, "段落", "个")
    found: list[Block] = []
    lines = tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            found.append(Table(*block[:3], Origin(table=tables)))
        elif shown(block.text):
            lines += 1
            found.append(block._replace(origin=Origin(line=lines)))
    return tuple(found)
