"""How wide columns and how high rows are: a spreadsheet grows neither by itself."""

from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.layout.width import width
from gkreport.renderers import breaks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.layout import Slot
    from gkreport.renderers.page import Table

_FIGURE: Final = (7, 22)
"""Half-width characters in a column of figures, at least and at most."""
_HEADING: Final = 12
"""A heading over one column breaks into lines beyond this."""
_LABEL: Final = (8, 34)
_NARROW: Final = 29
"""What long figures leave to the labels of single rows; beyond it the page is made smaller."""
_SIDE: Final = 9
"""A label beside several rows."""
_PADDING: Final = 2
_MANY: Final = 10
"""More columns of figures than this lie on a page turned sideways."""
_WHOLE: Final = {False: 92, True: 132}
_LINE: Final = 15.0
"""Points of one line."""
_LEAST: Final = 23.0
TALLEST: Final = 409.0
"""The highest row that a spreadsheet allows."""


class Sizes(NamedTuple):
    """Widths in half-width characters, heights in points; whether the page lies sideways."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    sideways: bool

    def across(self, slot: "Slot") -> float:
        """The width that a slot has."""
        return sum(self.columns[slot.col : slot.col + slot.colspan])

    def broken(self, table: "Table", slot: "Slot") -> str:
        """The text of a slot; a label in lines that do not end inside its words."""
        text, room = table.texts[slot], int(self.across(slot) - _PADDING / 2) // 2
        if slot.role == "row":
            return "\n".join(breaks.lines(text, room if slot.rowspan > 1 else room - 1))
        if slot.role == "column" and slot.colspan == 1 and len(text) > room:
            step = breaks.across(len(text), room)
            return "\n".join(text[n : n + step] for n in range(0, len(text), step))
        return text


def sizes(table: "Table") -> Sizes:
    """What a table needs so that nothing in it is cut off."""
    figures = {
        slot.col + n
        for slot in table.layout.slots if slot.role == "figure" for n in range(slot.colspan)
    }  # fmt: skip
    sideways = len(figures) > _MANY
    wanted = [
        _figures(table, figures) if column in figures else _labels(table, column)
        for column in range(table.layout.width)
    ]
    _narrow(table, wanted, sideways=sideways)
    spare = max(0, _WHOLE[sideways] - sum(wanted)) / len(wanted)
    columns = tuple(each + spare for each in wanted)
    rows = [_LEAST] * table.layout.height
    made = Sizes(columns, (), sideways)
    for slot in sorted(table.layout.slots, key=lambda slot: slot.rowspan):
        lacking = height(made.broken(table, slot), made.across(slot)) - sum(_span(rows, slot))
        if lacking > 0:
            for n in range(slot.row, slot.row + slot.rowspan):
                rows[n] += lacking / slot.rowspan
    return made._replace(rows=tuple(min(TALLEST, round(row, 2)) for row in rows))


def _narrow(table: "Table", wanted: list[float], *, sideways: bool) -> None:
    """Take from the widest labels what the page has no room for, or it were printed smaller."""
    labels = {s.col for s in table.layout.slots if s.role == "row"}
    widest = max(labels, key=lambda column: wanted[column], default=None)
    if widest is not None:
        over = max(0, sum(wanted) - _WHOLE[sideways])
        wanted[widest] -= min(over, max(0, wanted[widest] - _NARROW))


def height(text: str, across: float) -> float:
    """How high a text is that breaks into lines of that width."""
    inside = max(1, across - _PADDING // 2)
    lines = sum(max(1, ceil(width(line) / inside)) for line in text.split("\n"))
    return lines * _LINE + _LEAST - _LINE


def _span(rows: list[float], slot: "Slot") -> list[float]:
    return rows[slot.row : slot.row + slot.rowspan]


def _single(table: "Table", role: str) -> "Iterator[Slot]":
    return (s for s in table.layout.slots if s.role == role and s.colspan == 1)


def _figures(table: "Table", columns: set[int]) -> float:
    """The same for all columns of figures: wide enough for the widest of them."""
    least, most = _FIGURE
    own = max((width(table.texts[s]) for s in _single(table, "figure")), default=0)
    heads = (width(s.text) for s in _single(table, "column") if s.col in columns)
    wanted = max(own + _PADDING, min(_HEADING, max(heads, default=0)) / 2 + _PADDING)
    return max(least, min(most, wanted))


def _labels(table: "Table", column: int) -> float:
    """What the labels of a column ask for; long ones break into lines."""
    least, most = _LABEL
    own = [
        min(_SIDE, width(s.text)) if s.rowspan > 1 else width(s.text)
        for s in _single(table, "row")
        if s.col == column
    ]
    return max(least, min(most, max(own, default=0) + _PADDING))
