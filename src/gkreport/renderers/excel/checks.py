"""The sheet of sums that do not come out: both sides live, and the difference."""

from typing import TYPE_CHECKING, Any, Final

from gkreport.renderers.excel.sizes import height
from gkreport.renderers.excel.totals import wrong
from gkreport.report.tables import row_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkreport.form import Address, Grid
    from gkreport.renderers.excel.styles import Styles
    from gkreport.report import Report
    from gkreport.sums import Sum

NAME: Final = "核对（公布前删去）"
_SAID: Final = (
    "下面几处合计与分项对不上。表里的数字都照报告原样，没有改动。"
    "请对照原始材料改正报告文件，再重新生成；这一页不要公布。"
)
_HEADS: Final = ("在哪里", "左边是", "左边", "右边是", "右边", "相差")
_WIDTHS: Final = (34, 26, 12, 26, 12, 12)


def checks(
    book: Any,  # noqa: ANN401 - of an extra
    report: "Report",
    styles: "Styles",
    places: "Mapping[Address, str]",
) -> None:
    """Add the sheet where it is needed: a report whose sums are right has none."""
    found = [
        (figures.grid, each)
        for key in report.form.keys
        for figures in report.printed(key)
        for each in wrong(figures)
    ]
    if not found:
        return
    sheet = book.add_worksheet(NAME)
    for n, wide in enumerate(_WIDTHS):
        sheet.set_column(n, n, wide)
    sheet.merge_range(0, 0, 0, len(_WIDTHS) - 1, "", styles.line)
    sheet.write_string(0, 0, _SAID, styles.line)
    sheet.set_row(0, 36)
    for n, head in enumerate(_HEADS):
        sheet.write_string(1, n, head, styles.style(align="center"))
    for row, (grid, each) in enumerate(found, 2):
        _line(sheet, row, grid, each, styles, places)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _line(  # noqa: PLR0913, PLR0917 - what one line is made of
    sheet: Any, row: int, grid: "Grid", each: "Sum", styles: "Styles",  # noqa: ANN401
    places: "Mapping[Address, str]",
) -> None:  # fmt: skip
    left, right = (
        styles.style(align="left", indent=1),
        styles.style(align="center", num_format="General"),
    )
    where = _where(grid, each)
    words = each.equation.identity.words
    sheet.write_string(row, 0, where, left)
    sides = ((each.equation.left, each.left), (each.equation.right, each.right))
    for n, (cells, value) in enumerate(sides):
        sheet.write_string(row, 1 + 2 * n, words[n], left)
        sheet.write_formula(row, 2 + 2 * n, _sum(grid, cells, places), right, float(value))
    formula = f"=C{row + 1}-E{row + 1}"
    sheet.write_formula(row, 5, formula, right, float(each.difference))
    sheet.set_row(
        row, max(height(t, w) for t, w in zip((where, *words), (34, 26, 26), strict=True))
    )


def _where(grid: "Grid", each: "Sum") -> str:
    """The column or the row that the sum stands in."""
    equation = each.equation
    if equation.identity.axis == "rows":
        return f"{grid.table.name}“{grid.columns.by_id[equation.where].label}”一列"
    return f"{grid.table.name}{row_name(grid, equation.left[0])}一行"


def _sum(grid: "Grid", cells: tuple[int, ...], places: "Mapping[Address, str]") -> str:
    known = (places.get(grid.addresses[n]) for n in cells)
    return f"=SUM({','.join(place for place in known if place) or '0'})"
