"""How wide the columns of a table are: figures stay whole, the rest goes to the labels."""

import re
from typing import TYPE_CHECKING, Final

from gkreport.layout.width import width
from gkreport.renderers.measures import AREA, CELL, PADDING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkreport.layout import Slot
    from gkreport.renderers.page import Table

_HEAD: Final = 2.4
"""Headings above figures break after two characters at the earliest."""
_STUB: Final = 4
"""Labels that reach over several rows break after so many at the latest."""
_LEFT: Final = 9
"""What no figure, however long, takes away from the labels of single rows, in characters."""
_DIGIT: Final = 1.15
"""Digits are a little wider than half a character in some fonts."""
LONG: Final = re.compile(r"[0-9.,-]{5,}")
"""A figure that a narrow column may have no room for, and that must not be broken."""
_RULE: Final = 40
"""Room for the rules, and for what a program rounds."""


def widths(table: "Table") -> tuple[int, ...]:
    """The columns of a table, which together fill the type area."""
    layout = table.layout
    stub = _stub(layout.slots) if layout.head else 0
    figures = [_figures(table, column) for column in range(stub, layout.width)]
    if not stub:
        return _spread(figures)
    labels = [_labels(layout.slots, column) for column in range(stub - 1)]
    left = AREA - sum(labels) - _room(_LEFT)
    most = left // len(figures)
    if max(figures) <= most:
        figures = [max(figures)] * len(figures)
    elif sum(figures) > left:
        figures = [min(figure, most) for figure in figures]
    return (*labels, AREA - sum(labels) - sum(figures), *figures)


def shrunk(text: str, wide: int) -> float:
    """By how much a figure must be smaller to stand in a column whole; 1 where it need not be."""
    if not LONG.fullmatch(text):
        return 1.0
    return min(1.0, (wide - 2 * PADDING) / (width(text) / 2 * _DIGIT * CELL))


def _spread(needs: list[int]) -> tuple[int, ...]:
    """Even shares where they are enough, or else shares as large as the needs are."""
    count, asked = len(needs), sum(needs)
    if max(needs) <= AREA // count:
        shares = [AREA // count] * count
    else:
        shares = [AREA * need // asked for need in needs]
    return (*shares[:-1], AREA - sum(shares[:-1]))


def _stub(slots: "Iterable[Slot]") -> int:
    """How many columns stand before the figures."""
    return min((slot.col for slot in slots if slot.role == "figure"), default=0)


def _labels(slots: "Iterable[Slot]", column: int) -> int:
    """Labels over several rows break into lines of much the same length."""
    texts = [s.text for s in slots if s.col == column and s.colspan == 1 and s.role == "row"]
    return max((_room(_balanced(len(text))) for text in texts), default=_room(_STUB))


def _balanced(length: int) -> int:
    lines = max(1, -(-length // _STUB))
    return -(-length // lines)


def _figures(table: "Table", column: int) -> int:
    """The longest figure by itself in a column, or the words above it in short lines."""
    texts = (
        table.texts[slot]
        for slot in table.layout.slots
        if slot.col == column and slot.colspan == 1 and slot.role == "figure"
    )
    wide = max(map(width, texts), default=0)
    return max(_room(_HEAD), _room(wide / 2 * _DIGIT))


def _room(characters: float) -> int:
    return round(characters * CELL) + 2 * PADDING + _RULE
