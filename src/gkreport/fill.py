"""Write into a report file what was left out and follows from the rest, and nothing else.

Comments, order, alignment and line ends stay as they are.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkreport.finding import plain
from gkreport.report.tables import name
from gkreport.source.positions import Positions, index
from gkreport.sums import derive

if TYPE_CHECKING:
    from gkreport.finding import Number
    from gkreport.form import Address, Node
    from gkreport.report import Figures, Report
    from gkreport.source.positions import KeyPath


class Written(NamedTuple):
    """One cell that was filled."""

    address: "Address"
    name: str
    value: "Number"


@dataclass(frozen=True)
class Filled:
    """The new text, what was written, and the left-out cells that stay so."""

    text: str
    written: tuple[Written, ...]
    remaining: tuple[str, ...]
    disputed: tuple[str, ...]
    """Cells that two sums would fill differently."""


class _Edit(NamedTuple):
    """Text to put in at an offset."""

    at: int
    text: str


def fill(text: str, report: "Report") -> Filled:
    """The text with every left-out cell that can be derived written in.

    Raises ValueError where the places of the rows cannot be found.
    """
    positions = index(text)
    if _lost(report, positions):
        raise ValueError("a stated row has no place in the text")
    edits: list[_Edit] = []
    written: list[Written] = []
    remaining: list[str] = []
    disputed: list[str] = []
    for figures in report.figures.values():
        grid = figures.grid
        gaps = frozenset(n for n, gap in figures.gaps.items() if gap.why == "left-out")
        equations = grid.in_year
        derived = derive(equations, figures.values, gaps)
        done = _Table(text, positions, figures, derived.values)
        edits += done.edits()
        written += (
            Written(grid.addresses[n], name(grid, n), derived.values[n]) for n in done.cells
        )
        remaining += (name(grid, n) for n in sorted(gaps - set(done.cells)))
        disputed += (name(grid, n) for n in derived.disputed)
    return Filled(_apply(text, edits), tuple(written), tuple(remaining), tuple(disputed))


def _lost(report: "Report", positions: Positions) -> bool:
    """Whether a row is stated that the index did not come to: then nothing may be written."""
    return any(
        (*figures.path(n)[: 1 + figures.grid.addresses[n].row.count(".") + 1],)
        not in positions.values
        for figures in report.figures.values()
        for n, value in enumerate(figures.values)
        if value is not None
    )


def _apply(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda e: e.at, reverse=True):
        text = text[: edit.at] + edit.text + text[edit.at :]
    return text


class _Table:
    """The edits for one table. `cells` are those that the edits write."""

    def __init__(
        self, text: str, positions: Positions, figures: "Figures", values: "dict[int, Number]"
    ) -> None:
        self.text = text
        self.positions = positions
        self.figures = figures
        self.values = values
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.rows = figures.grid.rows.leaves
        self.width = len(figures.grid.columns.leaves)
        self.cells: list[int] = []

    def edits(self) -> list[_Edit]:
        """One edit per row that is one short or left out; rows put in at one place join up."""
        edits: list[_Edit] = []
        for n, row in enumerate(self.rows):
            cells = range(n * self.width, (n + 1) * self.width)
            missing = [cell for cell in cells if cell in self.figures.gaps]
            if not missing or any(cell not in self.values for cell in missing):
                continue
            stated = self.path(row) in self.positions.values
            edit = self.total(row, missing[0]) if stated else self.row(n, row, edits)
            if edit is not None:
                edits.append(edit)
                self.cells += missing
        return edits

    @cached_property
    def aligned(self) -> bool:
        """Whether the rows' equals signs stand under one another."""
        keys = [k for row in self.rows if (k := self.positions.keys.get(self.path(row)))]
        signs = {self.text.find("=", key.end) - key.start for key in keys}
        return len(signs) == 1 and len({key.end - key.start for key in keys}) > 1

    def path(self, row: "Node") -> "KeyPath":
        """Where a row stands in the file."""
        return (self.figures.grid.table.key, *row.id.split("."))

    def total(self, row: "Node", cell: int) -> _Edit | None:
        """The total of an array that is one short, as wide as the number before it."""
        path = self.path(row)
        last = self.positions.values.get((*path, self.width - 2))
        if last is None:
            return None
        return _Edit(last.end, "," + self.spaced(path, self.width - 1, self.values[cell]))

    def spaced(self, path: "KeyPath", column: int, value: "Number") -> str:
        """A number as wide as the one that stands in the same column of another row."""
        items = self.positions.values
        column = min(column, self.width - 2) if (*path, column) not in items else column
        here = items[(*path, column)]
        before = items[(*path, column - 1)].end + 1 if column else items[path].start + 1
        lead = self.text[before : here.start]
        if "\n" in lead or not lead:
            return lead + plain(value)
        return " " + plain(value).rjust(here.end - before - 1)

    def row(self, n: int, row: "Node", edits: list[_Edit]) -> _Edit | None:
        """A new line after the nearest row above that is written alike, or before one below."""
        above = [(r, True) for r in reversed(self.rows[:n])]
        below = [(r, False) for r in self.rows[n + 1 :]]
        for anchor, after in above + below:
            line = self.line_like(anchor, row, n)
            if line is None:
                continue
            path = self.path(anchor)
            if not after:
                return _Edit(self.positions.keys[path].start, line + self.newline)
            end = self.line_end(self.positions.values[path].end, row)
            joined = next((e for e in edits if e.at == end), None)
            if joined is not None:  # keep the order of the form among rows put in at one place
                edits.remove(joined)
                line = joined.text.removeprefix(self.newline) + self.newline + line
            return _Edit(end, self.newline + line)
        return None

    def line_end(self, at: int, row: "Node") -> int:
        """The end of a line, or of comments below it that are headings of the row's branches."""
        headings = {node.label for node in self.figures.grid.rows.path(row.id)[:-1]}
        end = self.text.find("\n", at)
        while end >= 0:
            below = self.text.find("\n", end + 1)
            comment = self.text[end + 1 : below].strip()
            if below < 0 or comment.lstrip("# ") not in headings:
                break
            end = below
        end = len(self.text) if end < 0 else end
        return end - (self.text[end - 1 : end] == "\r")

    def line_like(self, anchor: "Node", row: "Node", n: int) -> str | None:
        """The line of a row, laid out like that of another; None where it cannot be copied."""
        path, wanted = self.path(anchor), self.path(row)
        items, keys = self.positions.values, self.positions.keys
        if path not in items or (*path, self.width - 2) not in items:
            return None
        key, value = keys[path], items[path]
        head = path[: len(path) - self.text[key.start : key.end].count(".") - 1]
        start = self.text.rfind("\n", 0, key.start) + 1
        if wanted[: len(head)] != head or self.text[start : key.start].strip():
            return None
        between = self.text[key.end : value.start]
        sign = between.lstrip()
        room = key.end - key.start + len(between) - len(sign)
        name = ".".join(map(str, wanted[len(head) :]))
        name = name.ljust(room) if self.aligned else name + between[: len(between) - len(sign)]
        known = (
            self.values[cell] if cell in self.values else self.figures.values[cell] or 0
            for cell in range(n * self.width, (n + 1) * self.width)
        )  # fmt: skip
        numbers = ",".join(self.spaced(path, column, v) for column, v in enumerate(known))
        indent = self.text[start : key.start]
        return f"{indent}{name}{sign}[{numbers}]{self.remark(path, row)}"

    def remark(self, path: "KeyPath", row: "Node") -> str:
        """The row's label as a comment, where the other line ends in one."""
        end = self.positions.values[path].end
        rest = self.text[end:].split("\n", 1)[0]
        gap = len(rest) - len(rest.lstrip())
        return f"{' ' * gap}# {row.short}" if rest.lstrip().startswith("#") else ""
