"""Tables drawn with signs: borders of `+`, `-` and `|`, or of box characters, cells merged."""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gkreport.importers import limits, piped
from gkreport.importers.blocks import Cell, Line, Table
from gkreport.layout.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PLAIN: Final = str.maketrans(
    "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛─━═│┃║", "+++++++++++++++++++++++++++---|||"
)
_EDGES: Final = frozenset("+|")
_RULE: Final = frozenset("+-")
_LEAST: Final = 3
"""How many lines the smallest table has."""


def blocks(lines: "Sequence[Line]") -> "Iterator[Line | Table]":
    """The lines, with what is drawn as a table gathered; rows between pipes are left to `piped`."""
    loose: list[Line] = []
    at, number = 0, 0
    while at < len(lines):
        end = _end(lines, at)
        table = _Drawn(lines[at:end], number + 1).table() if end - at >= _LEAST else None
        if table is None:
            loose.append(lines[at])
            at += 1
            continue
        for block in piped.blocks(loose):
            number += isinstance(block, Table)
            yield _numbered(block, number)
        loose, at, number = [], end, number + 1
        yield _numbered(table, number)
    for block in piped.blocks(loose):
        number += isinstance(block, Table)
        yield _numbered(block, number)


def _numbered(block: "Line | Table", number: int) -> "Line | Table":
    if isinstance(block, Line):
        return block
    return Table(*block[:3], block.origin._replace(table=number))


def _end(lines: "Sequence[Line]", start: int) -> int:
    """Where the drawing ends that begins with a rule at `start`, or `start` if none does."""
    first = _plain(lines[start])
    if not first.startswith("+") or not set(first) <= _RULE:
        return start
    at = start
    while at < len(lines) and {*_plain(lines[at])[:1], *_plain(lines[at])[-1:]} & _EDGES:
        at += 1
    while not set(_plain(lines[at - 1])) <= _RULE:
        at -= 1
    return at


def _plain(line: Line) -> str:
    return line.text.translate(_PLAIN).strip()


class _Drawn:
    """A drawing as a canvas of columns, as a terminal shows it."""

    def __init__(self, lines: "Sequence[Line]", number: int) -> None:
        self.origin = lines[0].origin._replace(table=number)
        self.canvas = [_columns(_plain(line)) for line in lines]
        self.right = len(self.canvas[0])
        crossings = {n for line in self.canvas for n, sign in enumerate(line) if sign == "+"}
        self.xs = sorted(x for x in crossings if x < self.right and self._wall_somewhere(x))
        self.ys = [n for n, line in enumerate(self.canvas) if "+" in line and self._ruled(n)]

    def table(self) -> Table | None:
        """The table, or None where the lines do not tile it."""
        height, wide = len(self.ys) - 1, len(self.xs) - 1
        if any(len(line) != self.right for line in self.canvas) or height < 1 or wide < 1:
            return None
        limits.within(height * wide, limits.CELLS, "表格的格数", "格")
        cells: list[Cell] = []
        taken: set[tuple[int, int]] = set()
        for row in range(height):
            for col in range(wide):
                if (row, col) not in taken:
                    cell = self._cell(row, col)
                    places = {
                        (r, c)
                        for r in range(row, row + cell.rowspan)
                        for c in range(col, col + cell.colspan)
                    }
                    if places & taken:
                        return None
                    taken |= places
                    cells.append(cell)
        return Table(tuple(cells), height, wide, self.origin)

    def _cell(self, row: int, col: int) -> Cell:
        """The cell whose upper left corner is there: to the right and down to the next walls."""
        right, below = col + 1, row + 1
        while right < len(self.xs) - 1 and not self._wall(row, right):
            right += 1
        while below < len(self.ys) - 1 and not self._floor(below, col):
            below += 1
        lines = self.canvas[self.ys[row] + 1 : self.ys[below]]
        texts = ("".join(line[self.xs[col] + 1 : self.xs[right]]).strip() for line in lines)
        text = "\n".join(filter(None, texts))
        return Cell(text, row, col, below - row, right - col)

    def _wall(self, row: int, x: int) -> bool:
        """Whether a wall stands at a crossing's column, through a row."""
        inside = self.canvas[self.ys[row] + 1 : self.ys[row + 1]]
        return all(line[self.xs[x]] in _EDGES for line in inside)

    def _floor(self, y: int, x: int) -> bool:
        """Whether a rule runs below a row, from one crossing's column to the next."""
        line = self.canvas[self.ys[y]]
        return all(sign in _RULE for sign in line[self.xs[x] : self.xs[x + 1] + 1])

    def _wall_somewhere(self, x: int) -> bool:
        """Whether a column has a wall: a plus sign in a text has none below or above."""
        column = [line[x] if x < len(line) else "" for line in self.canvas]
        return any(a in _EDGES and b in _EDGES for a, b in pairwise(column))

    def _ruled(self, y: int) -> bool:
        """Whether a line has a rule between two crossings."""
        line = "".join(sign or "x" for sign in self.canvas[y])
        return "+-" in line and "-+" in line


def _columns(text: str) -> list[str]:
    """Each column of the terminal with its sign; the second of a wide sign is empty."""
    columns: list[str] = []
    for sign in text:
        wide = width(sign)
        if wide:
            columns += [sign, *[""] * (wide - 1)]
        elif columns:
            columns[-1] += sign
    return columns
