"""A table of the document cut into rows: labels on the left, figures on the right, heads above."""

import re
from typing import TYPE_CHECKING, Final

from gkreport.importers.figures.fold import bare, fold
from gkreport.importers.figures.items import Beside, Item

if TYPE_CHECKING:
    from gkreport.importers.blocks import Cell, Table

_FIGURE: Final = re.compile(
    r"(?:[+-]|增加?|减少?)? ?[0-9][0-9,]*(?:\.[0-9]+)? ?[^0-9()\s]{0,4} ?(?:\([^()]{1,60}\))?"
    r"|[/\\-]{1,2}|无|[0-9+-][0-9 +-]*"
)
_NUMBERED: Final = re.compile(r"[0-9][.、]")


def looks_like_figure(text: str) -> bool:
    """Whether a cell holds a figure, a mark, or figures only."""
    folded = " ".join(fold(text).split())
    return _FIGURE.fullmatch(folded) is not None and not _NUMBERED.match(folded)


def items(table: "Table", block: int, wordings: frozenset[str]) -> tuple[Item, ...]:
    """The rows of a grid: each one's own label, and all cells behind it.

    The label is the last text before the first figure, or before that a known wording: what stands
    between it and the figures is then a cell without a figure.
    """
    return tuple(_row(table, number, block, wordings) for number in range(table.height))


def _row(table: "Table", number: int, block: int, wordings: frozenset[str]) -> Item:
    cells = distinct(table.dense[number])
    first = next((n for n, c in enumerate(cells) if looks_like_figure(c.text)), len(cells))
    texts = [n for n, c in enumerate(cells[:first]) if c.text.strip()]
    known = [n for n in texts if bare(cells[n].text) in wordings]
    last = (known or texts or [-1])[-1]
    beside = cells[last + 1 :]
    line = table.origin.row + number + (not table.origin.row)
    return Item(
        bare(cells[last].text) if last >= 0 else "",
        block,
        table.origin._replace(row=line),
        cells=tuple(Beside(c.text, c.col, c.colspan, looks_like_figure(c.text)) for c in beside),
        grid=True,
        raw=" | ".join(" ".join(c.text.split()) for c in beside),
        start=number,
        end=cells[last].col + cells[last].colspan if last >= 0 else 0,
        parents=tuple(bare(cells[n].text) for n in texts if n < last),
    )


def distinct(row: "tuple[Cell | None, ...]") -> "list[Cell]":
    """The cells of a row, each once."""
    found: list[Cell] = []
    for cell in row:
        if cell is not None and (not found or cell is not found[-1]):
            found.append(cell)
    return found


def has_gaps(table: "Table", number: int, start: int) -> bool:
    """Whether a row lacks cells at or right of a column: nothing tells which."""
    return any(cell is None for cell in table.dense[number][start:])


def mixed(table: "Table") -> bool:
    """Whether cells hold labels and figures together, so that it reads better as text."""
    if table.width == 1:
        return True
    if any(looks_like_figure(cell.text) for cell in table.cells):
        return False
    return any(re.search(r"[0-9]{3}", fold(cell.text)) for cell in table.cells)
