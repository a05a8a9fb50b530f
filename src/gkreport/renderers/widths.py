"""How wide the columns of a table are: figures stay whole, the rest goes to the labels."""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.layout.width import width
from gkreport.renderers.measures import AREA, CELL, PADDING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkreport.layout import Slot
    from gkreport.renderers.page import Table

_HEAD: Final = 2.2
"""Headings above figures break after two characters at the earliest."""
_WORD: Final = 3
"""A heading of so many characters is one word: it is broken only where labels lack the room."""
_STUB: Final = 4
"""Labels that reach over several rows break after so many at the latest."""
_LEFT: Final = 9
"""What no figure, however long, takes away from the labels of single rows, in characters."""
_EASE: Final = 12
"""With so many most labels of single rows stand in one line: figures are set smaller for it."""
_SMALLER: Final = (1.0, 0.95, 0.9)
_DIGIT: Final = 1.15
"""Digits are a little wider than half a character in some fonts."""
LONG: Final = re.compile(r"[0-9.,-]{5,}")
"""A figure that a narrow column may have no room for, and that must not be broken."""
_RULE: Final = 40
"""Room for the rules, and for what a program rounds."""


class Measures(NamedTuple):
    """The columns of a table, which together fill the type area, and the size of its figures."""

    columns: tuple[int, ...]
    figures: float = 1.0
    """As a share of the size of the labels."""


def measures(table: "Table") -> Measures:
    """What a table needs: all its figures are smaller where labels would have little room."""
    layout = table.layout
    stub = _stub(layout.slots) if layout.head else 0
    if not stub:
        return Measures(_spread([_figures(table, column, 1.0) for column in range(layout.width)]))
    labels = [_labels(layout.slots, column) for column in range(stub - 1)]
    left = AREA - sum(labels)
    for scale in _SMALLER:
        figures = [_figures(table, column, scale) for column in range(stub, layout.width)]
        if max(figures) * len(figures) <= left - _room(_EASE):
            figures = [max(figures)] * len(figures)
        if sum(figures) <= left - _room(_EASE):
            break
    else:
        figures = [
            _figures(table, column, scale, whole=False) for column in range(stub, layout.width)
        ]
    left -= _room(_LEFT)
    most = left // len(figures)
    if sum(figures) > left:
        figures = [min(figure, most) for figure in figures]
    return Measures((*labels, AREA - sum(labels) - sum(figures), *figures), scale)


def fit(wide: int) -> int:
    """How many characters stand in one line of a column."""
    return max(1, (wide - 2 * PADDING) // CELL)


def shrunk(text: str, wide: int, most: float = 1.0) -> float:
    """The size at which a figure stands in a column whole, as a share; `most` where it does."""
    if not LONG.fullmatch(text):
        return most
    return min(most, (wide - 2 * PADDING) / (width(text) / 2 * _DIGIT * CELL))


def in_one_line(text: str, wide: int) -> bool:
    """Whether a text stands in one line of a column; a figure does in any, made small enough."""
    return bool(LONG.fullmatch(text)) or width(text) / 2 * _DIGIT * CELL <= wide - 2 * PADDING


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


def _figures(table: "Table", column: int, scale: float, *, whole: bool = True) -> int:
    """The longest figure by itself in a column, or the words above it in short lines.

    `whole` leaves room for words of three characters.
    """
    texts = (
        table.texts[slot]
        for slot in table.layout.slots
        if slot.col == column and slot.colspan == 1 and slot.role == "figure"
    )
    wide = max(map(width, texts), default=0)
    heads = (s.text for s in table.layout.slots if s.col == column and s.role == "column")
    head = _WORD if whole and _WORD in map(len, heads) else _HEAD
    return max(_room(head), _room(wide / 2 * _DIGIT * scale))


def _room(characters: float) -> int:
    return round(characters * CELL) + 2 * PADDING + _RULE
