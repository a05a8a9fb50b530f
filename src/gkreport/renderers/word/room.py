"""About how high things are: Word cannot be asked how much of a page is left."""

from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Final

from gkreport.layout.width import width
from gkreport.renderers import breaks
from gkreport.renderers.measures import CELL_LINE, CHARACTERS, LINE, LINES, ROW
from gkreport.renderers.widths import fit

if TYPE_CHECKING:
    from gkreport.layout import Slot
    from gkreport.renderers.page import Table

PAGE: Final = LINES * LINE
_INDENT: Final = 2


class Room:
    """Follows what a document shows down its pages."""

    def __init__(self) -> None:
        self.used = 0

    def flow(self, high: int) -> None:
        """What goes over to the next page wherever a page ends."""
        self.used = (self.used + high) % PAGE

    def told(self, text: str) -> None:
        """A paragraph."""
        self.flow(LINE * ceil((width(text) / 2 + _INDENT) / CHARACTERS))

    def whole(self, high: int) -> bool:
        """Whether a table stays in one piece: not where more than a third of a page were blank."""
        blank = PAGE - self.used
        if high > PAGE or (high > blank > PAGE / 3):
            self.flow(high)
            return False
        self.used = self.used + high if high <= blank else high
        return True


def rows(table: "Table", columns: tuple[int, ...]) -> list[int]:
    """The height of each row, but for what labels over several rows would add to it."""
    high = [ROW] * table.layout.height
    for slot in table.layout.slots:
        if slot.rowspan == 1:
            high[slot.row] = max(high[slot.row], CELL_LINE * count(table, columns, slot))
    return high


def count(table: "Table", columns: tuple[int, ...], slot: "Slot") -> int:
    """In how many lines the text of a cell breaks."""
    room = fit(sum(columns[slot.col : slot.col + slot.colspan]))
    pieces = breaks.lines(table.texts[slot], room)
    return sum(max(1, ceil(width(piece) / 2 / room)) for piece in pieces)


class Cuts:
    """Where a page may end inside a table that is not kept in one piece.

    It ends at no place where a label over several rows would be cut in two: short ones keep their
    rows together, long ones stand at their top.
    """

    def __init__(self, table: "Table", columns: tuple[int, ...]) -> None:
        high = rows(table, columns)
        last = table.layout.height - 1
        spans = [s for s in table.layout.slots if s.role == "row" and s.rowspan > 1]
        outer = {
            s for s in spans
            if sum(_within(high, s)) > PAGE / 2
            or any(s.row <= o.row < s.row + s.rowspan and o.col > s.col for o in spans)
        }  # fmt: skip
        self.tops = frozenset(outer)
        self.kept = {*range(table.layout.head), last - 1}
        for slot in spans:
            need = CELL_LINE * count(table, columns, slot)
            for n, reached in enumerate(accumulate(_within(high, slot)[:-1]), slot.row):
                if slot in outer and reached >= need:
                    break
                self.kept.add(n)


def _within(high: list[int], slot: "Slot") -> list[int]:
    return high[slot.row : slot.row + slot.rowspan]
