"""A laid-out table as a Word table: merged cells, a head that every page repeats."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.renderers import breaks
from gkreport.renderers.measures import AREA, CELL, PADDING, POINT, ROW
from gkreport.renderers.widths import Measures, fit, shrunk
from gkreport.renderers.word.elements import Element, paragraph, run, w
from gkreport.renderers.word.room import Cuts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.layout import Layout, Slot
    from gkreport.renderers.page import Table

_THICK, _THIN = 8, 4
"""Rules in eighths of a point."""
_SLACK: Final = CELL // 3
"""Room that a line has beyond its characters, for what a program rounds."""
_TITLE: Final = "C6D9F1"
"""The shade behind the title of a stacked table, as on the printed form."""
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


class _Drawing(NamedTuple):
    """A table, its measures, and where it may be cut; None where it stays in one piece."""

    table: "Table"
    measures: Measures
    cuts: Cuts | None

    def across(self, slot: "Slot") -> int:
        """The width of a cell."""
        return sum(self.measures.columns[slot.col : slot.col + slot.colspan])


def drawn(table: "Table", wide: Measures, *, whole: bool) -> Element:
    """The table, as wide as the type area, and in one piece where it is to be kept so."""
    drawing = _Drawing(table, wide, None if whole else Cuts(table, wide.columns))
    rows = (_row(drawing, cells, n) for n, cells in enumerate(_grid(table.layout)))
    columns = (w("gridCol", w=width) for width in drawing.measures.columns)
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


def _row(drawing: _Drawing, cells: "list[Slot]", n: int) -> Element:
    properties = w(
        "trPr",
        w("cantSplit"),
        w("trHeight", val=ROW, hRule="atLeast"),
        w("tblHeader") if n < drawing.table.layout.head else None,
    )
    return w("tr", properties, *(_cell(drawing, slot, n) for slot in cells))


def _cell(drawing: _Drawing, slot: "Slot", n: int) -> Element:
    merged = None
    if slot.rowspan > 1:
        merged = w("vMerge", val="restart") if slot.row == n else w("vMerge", val="continue")
    top = drawing.cuts is not None and slot in drawing.cuts.tops
    properties = w(
        "tcPr",
        w("tcW", w=drawing.across(slot), type="dxa"),
        w("gridSpan", val=slot.colspan) if slot.colspan > 1 else None,
        merged,
        w("shd", val="clear", color="auto", fill=_TITLE) if slot.role == "title" else None,
        w("vAlign", val="top" if top else "center"),
    )
    content = _content(drawing, slot) if slot.row == n else ()
    kept = (w("keepNext"),) if _kept(drawing, n) else ()
    told = (*kept, *_even(drawing, slot))
    return w("tc", properties, paragraph(_style(drawing.table, slot), *content, properties=told))


def _content(drawing: _Drawing, slot: "Slot") -> "Iterator[Element]":
    text, wide = drawing.table.texts[slot], drawing.across(slot)
    most = drawing.measures.figures if slot.role == "figure" else 1.0
    less = shrunk(text, wide, most)
    size = int(CELL * less * 2 / POINT) if less < 1 else 0
    pieces = breaks.lines(text, fit(wide)) if slot.role == "row" else (text,)
    for n, piece in enumerate(pieces):
        if n:
            yield w("r", w("br"))
        if piece:
            yield run(piece, size)


def _even(drawing: _Drawing, slot: "Slot") -> tuple[Element, ...]:
    """A heading over figures has no more room than its lines are to be long."""
    wide, length = drawing.across(slot), len(drawing.table.texts[slot])
    room = fit(wide)
    if slot.role != "column" or length <= room:
        return ()
    spare = wide - 2 * PADDING - breaks.across(length, room) * CELL - _SLACK
    return (w("ind", left=spare // 2, right=spare // 2),) if spare > 1 else ()


def _kept(drawing: _Drawing, n: int) -> bool:
    """Whether a row stays on a page with the next one."""
    if drawing.cuts is None:
        return n < drawing.table.layout.height - 1
    return n in drawing.cuts.kept


def _style(table: "Table", slot: "Slot") -> str:
    stacked = not table.layout.head
    if slot.role == "corner" and not stacked:
        return "TableNote"
    left = slot.role == "title" or (slot.role == "row" and not stacked)
    return "TableLabel" if left else "TableText"
