"""A laid-out table as lines of text with ruled borders: spans and all, for any width.

Each line is a tuple of pieces, so that a terminal can colour single cells.
"""

from typing import TYPE_CHECKING, NamedTuple

from gkreport.layout.width import fold, pad, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from gkreport.layout import Layout, Slot

_MIN_LABEL = 4
"""Two Chinese characters: narrower than that, no label is readable."""
_LONG_RUN = 8
"""A bracket that holds a whole sentence is no number."""
_STEP = 2
"""Columns grow by whole Chinese characters."""
_JOINTS = {
    (0, 0, 0, 0): " ", (1, 1, 0, 0): "│", (0, 0, 1, 1): "─", (0, 1, 0, 1): "┌", (0, 1, 1, 0): "┐",
    (1, 0, 0, 1): "└", (1, 0, 1, 0): "┘", (1, 1, 0, 1): "├", (1, 1, 1, 0): "┤", (0, 1, 1, 1): "┬",
    (1, 0, 1, 1): "┴", (1, 1, 1, 1): "┼",
}  # fmt: skip


class Piece(NamedTuple):
    """A stretch of a line; `slot` is None for borders."""

    text: str
    slot: "Slot | None"


Line = tuple[Piece, ...]


def least(layout: "Layout", text: "Callable[[Slot], str]") -> int:
    """The narrowest width that cuts no label and no figure."""
    return sum(_floor(layout, text)) + layout.width + 1


def draw(layout: "Layout", text: "Callable[[Slot], str]", columns: int) -> list[Line]:
    """The table in at most `columns`, if `least` allows; `text` says what a slot shows."""
    widths = _trimmed(layout, text, _widths(layout, text, columns))
    cells = _folded(layout, text, widths)
    heights = _heights(layout, cells)
    return _Painting(layout, cells, widths, heights).lines()


def _inner(widths: list[int], slot: "Slot") -> int:
    """The width inside a slot: its columns and the borders between them."""
    return sum(widths[slot.col : slot.col + slot.colspan]) + slot.colspan - 1


def _need(slot: "Slot", text: str) -> int:
    """A figure may not be broken; a label may, but not below two characters."""
    if slot.role == "figure":
        return max(1, width(text))
    longest = max((width(run) for run in _runs(text)), default=1)
    short = longest if longest <= _LONG_RUN else 1
    return min(width(text), max(_MIN_LABEL, short))


def _runs(text: str) -> list[str]:
    """What stays whole in a label: runs of ASCII, and a leading number in brackets."""
    runs = "".join(sign if sign.isascii() else " " for sign in text).split()
    return [*runs, text[: text.find("）") + 1]] if text.startswith("（") else runs


def _floor(layout: "Layout", text: "Callable[[Slot], str]") -> list[int]:
    """The least width of each column, narrow slots first."""
    widths = [1] * layout.width
    for slot in sorted(layout.slots, key=lambda s: s.colspan):
        _stretch(widths, slot, _need(slot, text(slot)))
    return widths


def _stretch(widths: list[int], slot: "Slot", wanted: int) -> None:
    """Widen the narrowest columns of a slot until it is as wide as wanted."""
    span = range(slot.col, slot.col + slot.colspan)
    while _inner(widths, slot) < wanted:
        widths[min(span, key=lambda n: widths[n])] += 1


def _widths(layout: "Layout", text: "Callable[[Slot], str]", columns: int) -> list[int]:
    """Column widths: the least that holds, then the rest where it saves the most lines."""
    widths = _floor(layout, text)
    room = columns - sum(widths) - layout.width - 1
    full = {slot: width(text(slot)) for slot in layout.slots if slot.role != "figure"}
    while True:
        steps = [s for n in range(layout.width) if (s := _step(widths, n, full)).size <= room]
        best = max(steps, key=lambda step: step.gain, default=_Step(0, 0, 0.0))
        if not best.gain:
            return widths
        widths[best.column] += best.size
        room -= best.size


def _folded(
    layout: "Layout", text: "Callable[[Slot], str]", widths: list[int]
) -> "dict[Slot, list[str]]":
    """What every slot shows, in lines."""
    return {slot: fold(text(slot), _inner(widths, slot)) for slot in layout.slots}


def _trimmed(layout: "Layout", text: "Callable[[Slot], str]", widths: list[int]) -> list[int]:
    """The widths without what saves no line in the end."""
    height = sum(_heights(layout, _folded(layout, text, widths)))
    for column, least_width in enumerate(_floor(layout, text)):
        narrower = [*widths[:column], least_width, *widths[column + 1 :]]
        if sum(_heights(layout, _folded(layout, text, narrower))) <= height:
            widths = narrower
    return widths


class _Step(NamedTuple):
    """Widening one column by `size` would save a line of the label that needs it most."""

    column: int
    size: int
    gain: float


def _step(widths: list[int], column: int, full: "dict[Slot, int]") -> _Step:
    """The next width of a column that saves a line; lines over few rows weigh most."""
    best = _Step(column, 0, 0.0)
    for slot, wanted in full.items():
        inner = _inner(widths, slot)
        if wanted <= inner or not slot.col <= column < slot.col + slot.colspan:
            continue
        lines = -(-wanted // inner)
        size = max(_STEP, -(-wanted // (lines - 1)) - inner)
        best = max(best, _Step(column, size + size % 2, lines / slot.rowspan / size),
                   key=lambda step: step.gain)  # fmt: skip
    return best


def _heights(layout: "Layout", cells: "dict[Slot, list[str]]") -> list[int]:
    """Row heights, so that every slot's lines fit into the rows it covers."""
    heights = [1] * layout.height
    for slot in sorted(layout.slots, key=lambda s: s.rowspan):
        rows = range(slot.row, slot.row + slot.rowspan)
        missing = len(cells[slot]) - sum(heights[n] for n in rows) - slot.rowspan + 1
        for n in range(max(0, missing)):
            heights[rows[n % slot.rowspan]] += 1
    return heights


class _Painting:
    """One table being painted: what every slot shows, and how wide and high everything is."""

    def __init__(
        self, layout: "Layout", cells: "dict[Slot, list[str]]", widths: list[int],
        heights: list[int],
    ) -> None:  # fmt: skip
        self.layout = layout
        self.cells = cells
        self.widths = widths
        self.heights = heights
        self.owner = {
            (row, col): slot
            for slot in layout.slots
            for row in range(slot.row, slot.row + slot.rowspan)
            for col in range(slot.col, slot.col + slot.colspan)
        }

    def lines(self) -> list[Line]:
        """The whole table, borders included."""
        found: list[Line] = []
        for row in range(self.layout.height + 1):
            found.append(self.border(row))
            if row < self.layout.height:
                found += (self.inside(row, n) for n in range(self.heights[row]))
        return found

    def text(self, slot: "Slot", row: int, n: int) -> str:
        """The line of a slot that stands at line `n` of a row; -1 is the border above it."""
        lines, heights = self.cells[slot], self.heights
        at = sum(heights[slot.row : row]) + row - slot.row + n
        tall = sum(heights[slot.row : slot.row + slot.rowspan]) + slot.rowspan - 1
        at -= (tall - len(lines)) // 2
        text = lines[at] if 0 <= at < len(lines) else ""
        align = {"figure": "right", "row": "left", "corner": "left"}.get(slot.role, "center")
        return pad(text, _inner(self.widths, slot), align)

    def inside(self, row: int, n: int) -> Line:
        """One line of a row."""
        pieces = [Piece("│", None)]
        col = 0
        while col < self.layout.width:
            slot = self.owner[row, col]
            pieces += Piece(self.text(slot, row, n), slot), Piece("│", None)
            col = slot.col + slot.colspan
        return tuple(pieces)

    def border(self, row: int) -> Line:
        """The line above a row: ruled, but for slots that reach across it."""
        pieces: list[Piece] = []
        col = 0
        while col <= self.layout.width:
            joint = self.joint(row, col)
            pieces.append(Piece(_JOINTS[joint], None))
            if col == self.layout.width:
                break
            if joint[3]:
                pieces.append(Piece("─" * self.widths[col], None))
                col += 1
            else:
                slot = self.owner[row, col]
                pieces.append(Piece(self.text(slot, row, -1), slot))
                col = slot.col + slot.colspan
        return tuple(pieces)

    def joint(self, row: int, col: int) -> tuple[bool, bool, bool, bool]:
        """Where rules meet: whether one goes up, down, left and right from here."""
        corners = [self.owner.get(at) for at in
                   ((row - 1, col - 1), (row - 1, col), (row, col - 1), (row, col))]  # fmt: skip
        above_left, above, left, here = corners
        return (above_left is not above, left is not here,
                above_left is not left, above is not here)  # fmt: skip
