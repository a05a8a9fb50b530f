"""Places in a source and figures of a report, as a person calls them."""

from typing import TYPE_CHECKING, Final

from gkreport.report.tables import name as cell_name
from gkreport.report.tables import row_name

if TYPE_CHECKING:
    from gkreport.form import Form
    from gkreport.importers.blocks import Origin


_PARAGRAPHS: Final = frozenset(("html", "docx"))
"""The kinds of documents whose lines are paragraphs."""


def place(origin: "Origin", kind: str) -> str:
    """Where something stood in a document of that kind; empty where nothing is known of it."""
    parts = (
        (origin.page, "第 {} 页"),
        (origin.table, "第 {} 张表"),
        (0 if origin.table else origin.line, "第 {} 段" if kind in _PARAGRAPHS else "第 {} 行"),
        (origin.row, "第 {} 行"),
        (origin.column, "第 {} 格"),
    )
    return "".join(word.format(number) for number, word in parts if number)


def figure(form: "Form", key: str, row: str, column: str) -> str:
    """A cell, or a whole row where the column is empty."""
    grids = (table.folded(frozenset((row,)) & set(table.foldable)) for table in form.printed(key))
    found = ((grid, n) for grid in grids for n, a in enumerate(grid.addresses) if a.row == row
             and column in ("", a.column))  # fmt: skip
    grid, n = next(found)
    return cell_name(grid, n) if column else f"{row_name(grid, n)}一行"
