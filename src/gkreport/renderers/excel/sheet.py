"""One table on a sheet of its own, as the printed form."""

from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from gkreport.renderers.excel.places import fixed, ranges
from gkreport.renderers.excel.sizes import TALLEST, height, sizes
from gkreport.renderers.excel.totals import exact, totals
from gkreport.report.cells import Gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkreport.finding import Number
    from gkreport.form import Address, Equation
    from gkreport.renderers.excel.sizes import Sizes
    from gkreport.renderers.excel.styles import Styles
    from gkreport.renderers.page import Table
    from gkreport.report import Report

_TOP: Final = 2
"""The rows above a table: the title of the report and the heading of the section."""
_LONGEST: Final = 32767
"""Characters that a cell can hold."""
_TOPS: Final = ((34.0, 1.6), (24.0, 1.2))
"""The least height of each, and how much larger its type is than that of the table."""
_A4: Final = 9
_FOOTER: Final = "&C第 &P 页，共 &N 页"


class Sheet:
    """One table on a sheet of its own."""

    def __init__(self, sheet: Any, table: "Table", report: "Report", styles: "Styles") -> None:  # noqa: ANN401
        self.sheet, self.table, self.styles = sheet, table, styles
        self.figures = report.printed(table.key)
        self.report = report
        self.places = {
            slot.address: xl_rowcol_to_cell(_TOP + slot.row, slot.col)
            for slot in table.layout.slots
            if slot.address is not None
        }

    def draw(self, title: str, heading: str) -> None:
        """Everything: sizes, headings, cells, what prints, what turns red."""
        wide = sizes(self.table)
        self._sizes(wide, title, heading)
        last = self.table.layout.width - 1
        self._write((0, 0, 0, last), title, self.styles.title)
        self._write((1, 0, 1, last), heading, self.styles.heading)
        formulas = dict(self._formulas())
        for slot in self.table.layout.slots:
            top = _TOP + slot.row
            box = (top, slot.col, top + slot.rowspan - 1, slot.col + slot.colspan - 1)
            if slot.address is None:
                style = self.styles.label(slot, stacked=not self.table.layout.head)
                self._write(box, wide.broken(self.table, slot), style)
            else:
                self._figure(box, slot.address, self.table.texts[slot], formulas)
        self._printing(wide)
        for figures in self.figures:
            for equation in figures.grid.in_year:
                self._flag(equation, figures.grid.addresses)

    def _sizes(self, wide: "Sizes", title: str, heading: str) -> None:
        for n, each in enumerate(wide.columns):
            self.sheet.set_column(n, n, each)
        across = sum(wide.columns)
        tops = (
            max(least, scale * height(text, across / scale))
            for (least, scale), text in zip(_TOPS, (title, heading), strict=True)
        )
        for n, high in enumerate((*tops, *wide.rows)):
            self.sheet.set_row(n, min(TALLEST, high))

    def _printing(self, wide: "Sizes") -> None:
        sheet, layout = self.sheet, self.table.layout
        sheet.set_paper(_A4)
        if wide.sideways:
            sheet.set_landscape()
        sheet.set_margins(0.59, 0.59, 0.79, 0.79)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(_FOOTER)
        sheet.print_area(0, 0, _TOP + layout.height - 1, layout.width - 1)
        if layout.head:
            sheet.repeat_rows(_TOP, _TOP + layout.head - 1)
            sheet.freeze_panes(_TOP + layout.head, 0)
        sheet.hide_gridlines(2)

    def _write(self, box: tuple[int, int, int, int], text: str, style: Any) -> None:  # noqa: ANN401
        if box[:2] != box[2:]:
            self.sheet.merge_range(*box, "", style)
        if text:
            self.sheet.write_string(*box[:2], text[:_LONGEST], style)
        else:
            self.sheet.write_blank(*box[:2], None, style)

    def _figure(
        self, box: tuple[int, int, int, int], address: "Address", text: str,
        formulas: "Mapping[Address, str]",
    ) -> None:  # fmt: skip
        """A number, a sum that comes to it, or the text that stands in its place."""
        value = self.report.cell(address)
        if isinstance(value, Gap) or not exact(value):
            self._write(box, text, self.styles.text)
            return
        style = self.styles.number(value)
        if box[:2] != box[2:]:
            self.sheet.merge_range(*box, "", style)
        if address in formulas:
            self.sheet.write_formula(*box[:2], formulas[address], style, _plain(value))
        else:
            self.sheet.write_number(*box[:2], _plain(value), style)

    def _formulas(self) -> "Iterator[tuple[Address, str]]":
        for figures in self.figures:
            addresses = figures.grid.addresses
            for total, parts in totals(figures).items():
                where = [self.places[addresses[n]] for n in parts if addresses[n] in self.places]
                yield addresses[total], f"=SUM({','.join(ranges(where))})"

    def _flag(self, equation: "Equation", addresses: "Sequence[Address]") -> None:
        """Make the sums of an equation red where they are not equal and no figure is missing."""
        sides = [
            [self.places[addresses[n]] for n in side if addresses[n] in self.places]
            for side in (equation.left, equation.right)
        ]
        whole = len(equation.left) + len(equation.right)
        if len(sides[0]) + len(sides[1]) < whole:
            return
        left, right = (",".join(map(fixed, ranges(side))) for side in sides)
        shown = min(sides, key=len) if 1 in map(len, sides) else [*sides[0], *sides[1]]
        self.sheet.conditional_format(
            shown[0],
            {
                "type": "formula",
                "criteria": f"=AND(COUNT({left},{right})={whole},"
                f"ROUND(SUM({left})-SUM({right}),6)<>0)",
                "format": self.styles.wrong,
                "multi_range": " ".join(shown),
            },
        )


def _plain(value: "Number") -> int | float:
    return value if isinstance(value, int) else float(value)
