"""What a web page says to programs: who, when and what it is, and every figure."""

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from gkreport.finding import plain
from gkreport.renderers import page
from gkreport.report.cells import Gap, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.finding import Number
    from gkreport.report import Figures, Report

VERSION: Final = 1
_CAREFUL: Final = {
    "<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029",
}  # fmt: skip
"""What could end the script that the figures stand in, as JSON may write it too."""


def meta(report: "Report") -> tuple[tuple[str, str], ...]:
    """What government sites ask an article's page to say of itself, as far as the report does."""
    organ = page.in_line(report.organ.name)
    day = report.publication.date
    stated = (
        ("ArticleTitle", page.in_line(report.full_title)),
        ("PubDate", day.isoformat() if day else ""),
        ("ContentSource", organ),
    )
    return tuple(pair for pair in stated if pair[1])


def links(beside: "Iterable[tuple[str, str]]") -> tuple[tuple[str, str], ...]:
    """Name and address of each document beside the page."""
    return tuple((name, quote(file)) for name, file in beside)


def figures(report: "Report") -> str:
    """All figures as JSON that may stand in a script, whatever the report says.

    Rows and columns are named as in a report file; money is a string, and so is what is no number.
    """
    body = {
        "version": VERSION,
        "form": report.form.id,
        "year": report.year,
        "organ": page.in_line(report.organ.name),
        "tables": [table for key in report.form.keys for table in _tables(report, key)],
    }
    written = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _CAREFUL.items():
        written = written.replace(sign, escape)
    return written


def _tables(report: "Report", key: str) -> "Iterator[dict[str, Any]]":
    form = report.forms[key].id
    for figures_ in report.printed(key):
        grid = figures_.grid
        columns = [column.id for column in grid.columns.leaves]
        yield {
            "key": key,
            "table": grid.table.id,
            "form": form,
            "columns": columns,
            "rows": dict(_rows(figures_, len(columns))),
        }


def _rows(figures_: "Figures", wide: int) -> "Iterator[tuple[str, list[int | str | None]]]":
    cells = [
        value if type(value) is int else _stated(figures_.gaps[n] if value is None else value)
        for n, value in enumerate(figures_.values)
    ]
    for n, row in enumerate(figures_.grid.rows.leaves):
        yield row.id, cells[n * wide : (n + 1) * wide]


def _stated(cell: "Number | Gap") -> str | None:
    """What stands in a cell that is no whole number; nothing where it was left out."""
    if not isinstance(cell, Gap):
        return plain(cell)
    return None if cell.why == "left-out" else _raw(cell.raw)


def _raw(raw: object) -> str:
    """What stands in place of a figure, in the file's own notation where it is no text."""
    return page.in_line(raw) if isinstance(raw, str) else shown(raw)
