"""The tables of a report in the terminal: the form's own grid, findings marked in it."""

from typing import TYPE_CHECKING, Final

from rich.text import Text

from gkreport.finding import plain
from gkreport.layout import Slot, lay_out, split
from gkreport.layout.draw import draw, least
from gkreport.output import visible
from gkreport.report.cells import Gap
from gkreport.sums import derive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Finding, Number
    from gkreport.form import Address
    from gkreport.layout import Layout
    from gkreport.report import Figures, Report

_SUSPECT, _ERROR, _WARNING = "?", "!", "*"
_LEGEND: Final = {
    _SUSPECT: "疑似填错的一格",
    _ERROR: "检查发现错误",
    _WARNING: "检查有警告",
}
_STYLES: Final = {_SUSPECT: "bold white on red", _ERROR: "bold red", _WARNING: "yellow"}
_LEFT_OUT: Final = "未填"
_BLANK: Final = "空白"


class Painter:
    """Shows one report's tables. Marks are signs as well as colours, for paper and pipes."""

    def __init__(self, report: "Report", findings: "tuple[Finding, ...]") -> None:
        self.report = report
        self.marks = _marks(findings)
        self.derived = {
            address: value
            for figures in report.figures.values()
            for address, value in _derived(figures).items()
        }

    def table(self, key: str, columns: int) -> "Iterator[Text]":
        """One printed table under its heading, with a legend of the marks it uses."""
        yield Text(self.report.heading(key), "bold")
        for layout in self._pieces(key, columns):
            for line in draw(layout, self.text, columns):
                yield Text.assemble(*(self._styled(p.text, p.slot) for p in line))
        legend = self._legend(key)
        if legend:
            yield Text(legend, "dim")

    def _pieces(self, key: str, columns: int) -> "tuple[Layout, ...]":
        """The table whole, or in pieces where it is printed across and too wide."""
        form = self.report.forms[key]
        layout = lay_out(form, key, self.report.folded)
        table = form.printed(key)[0]
        if table.across and least(layout, self.text) > columns:
            return split(layout, len(table.columns.leaves))
        return (layout,)

    def text(self, slot: Slot) -> str:
        """What a slot shows: a label, or a figure with room for its mark."""
        if slot.address is None:
            return slot.text
        return self._figure(slot.address) + (self.marks.get(slot.address, " "))

    def _figure(self, address: "Address") -> str:
        cell = self.report.cell(address)
        if not isinstance(cell, Gap):
            return plain(cell)
        if address in self.derived:
            return f"({plain(self.derived[address])})"
        if cell.why == "left-out":
            return _LEFT_OUT
        return _BLANK if cell.why == "blank" else visible(str(cell.raw))

    def _styled(self, text: str, slot: Slot | None) -> tuple[str, str]:
        if slot is None or slot.address is None:
            return text, "dim" if slot is None else ""
        if slot.address in self.marks:
            return text, _STYLES[self.marks[slot.address]]
        return text, "cyan" if slot.address in self.derived else ""

    def _legend(self, key: str) -> str:
        used = {mark for address, mark in self.marks.items() if address.table == key}
        told = [f"{mark} {words}" for mark, words in _LEGEND.items() if mark in used]
        if any(address.table == key for address in self.derived):
            told.insert(0, "(括号) 报告里没有写，由程序推算")
        return "；".join(told)


def _marks(findings: "tuple[Finding, ...]") -> "dict[Address, str]":
    """The mark of each cell that a finding points at; the worst one wins."""
    found: dict[Address, str] = {}
    for wanted in ("warning", "error"):
        sign = _ERROR if wanted == "error" else _WARNING
        for finding in (f for f in findings if f.severity == wanted):
            cells = finding.hit.cells or ((finding.hit.address,) if finding.hit.address else ())
            found |= dict.fromkeys(cells, sign)
    for finding in findings:
        if finding.hit.suspect is not None:
            found[finding.hit.suspect.address] = _SUSPECT
    return found


def _derived(figures: "Figures") -> "dict[Address, Number]":
    """The left-out cells that follow from what is stated."""
    grid = figures.grid
    gaps = frozenset(n for n, gap in figures.gaps.items() if gap.why == "left-out")
    equations = grid.in_year
    values = derive(equations, figures.values, gaps).values
    return {grid.addresses[n]: value for n, value in values.items()}
