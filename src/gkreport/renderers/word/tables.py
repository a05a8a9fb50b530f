"""A laid-out table as a Word table: merged cells, a head that every page repeats."""

from typing import TYPE_CHECKING, Final

from gkreport.renderers.measures import AREA, CELL, POINT, ROW
from gkreport.renderers.widths import shrunk, widths
from gkreport.renderers.word.elements import Element, paragraph, run, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.layout import Layout, Slot
    from gkreport.renderers.page import Table

_THICK, _THIN = 8, 4
"""Rules in eighths of a point."""
_TITLE: Final = "C6D9F1"
"""The shade behind the title of a stacked table, as on the printed form."""
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def drawn(table: "Table") -> Element:
    """The table, as wide as the type area."""
    wide = widths(table)
    rows = (_row(table, cells, n, wide) for n, cells in enumerate(_grid(table.layout)))
    columns = (w("gridCol", w=width) for width in wide)
    return w("tbl", _properties(table), w("tblGrid", *columns), *rows)


def _properties(table: "Table") -> Element:
    named = any(slot.role == "row" for slot in table.layout.slots)
    rule = _THICK if named else _THIN
    edges = (w(edge, val="single", sz=rule, space=0, color="000000") for edge in _EDGES)
    first = 1 if table.layout.head else 0
    return w(
        "tblPr",
        w("tblStyle", val="ReportTable"),
        w("tblW", w=AREA, type="dxa"),
        w("jc", val="center"),
        w("tblBorders", *edges),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020" if first else "0000", firstRow=first, lastRow=0, firstColumn=0,
          lastColumn=0, noHBand=0, noVBand=0),
        w("tblCaption", val=table.caption),
    )  # fmt: skip


def _grid(layout: "Layout") -> "Iterator[list[Slot]]":
    """For each row the slots that cover it, from the left."""
    rows: list[list[Slot]] = [[] for _ in range(layout.height)]
    for slot in layout.slots:
        for row in range(slot.row, slot.row + slot.rowspan):
            rows[row].append(slot)
    for cells in rows:
        cells.sort(key=lambda slot: slot.col)
        yield cells


def _row(table: "Table", cells: "list[Slot]", n: int, wide: tuple[int, ...]) -> Element:
    properties = w(
        "trPr",
        w("cantSplit"),
        w("trHeight", val=ROW, hRule="atLeast"),
        w("tblHeader") if n < table.layout.head else None,
    )
    return w("tr", properties, *(_cell(table, slot, n, wide) for slot in cells))


def _cell(table: "Table", slot: "Slot", n: int, wide: tuple[int, ...]) -> Element:
    merged = None
    if slot.rowspan > 1:
        merged = w("vMerge", val="restart") if slot.row == n else w("vMerge", val="continue")
    properties = w(
        "tcPr",
        w("tcW", w=sum(wide[slot.col : slot.col + slot.colspan]), type="dxa"),
        w("gridSpan", val=slot.colspan) if slot.colspan > 1 else None,
        merged,
        w("shd", val="clear", color="auto", fill=_TITLE) if slot.role == "title" else None,
        w("vAlign", val="center"),
    )
    text = table.texts[slot] if slot.row == n else ""
    less = shrunk(text, sum(wide[slot.col : slot.col + slot.colspan]))
    size = int(CELL * less * 2 / POINT) if less < 1 else 0
    content = (run(text, size),) if text else ()
    kept = (w("keepNext"),) if _kept(table.layout, n) else ()
    return w("tc", properties, paragraph(_style(table, slot), *content, properties=kept))


def _kept(layout: "Layout", n: int) -> bool:
    """Whether a row stays on a page with the next one.

    Where a head is repeated, a page may cut anywhere but under the head and above the last row;
    stacked tables have no head to repeat: what a page holds is not cut.
    """
    before = layout.height - 1
    return n < before if not layout.head else n < layout.head or n == before - 1


def _style(table: "Table", slot: "Slot") -> str:
    stacked = not table.layout.head
    if slot.role == "corner" and not stacked:
        return "TableNote"
    left = slot.role == "title" or (slot.role == "row" and not stacked)
    return "TableLabel" if left else "TableText"
