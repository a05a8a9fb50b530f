"""The workbook: one sheet a table, and one for sums that do not come out, where there are any."""

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter import Workbook

from gkreport import __version__
from gkreport.renderers import mark
from gkreport.renderers.excel.checks import NAME, checks
from gkreport.renderers.excel.sheet import Sheet
from gkreport.renderers.excel.styles import Styles
from gkreport.renderers.page import in_line

if TYPE_CHECKING:
    from gkreport.form import Address
    from gkreport.renderers.page import Page
    from gkreport.report import Report

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""What a report says is text, whatever it looks like."""
_NAME: Final = 31
"""Characters that the name of a sheet can have."""
_MADE: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Where a report states no day: the same report gives the same bytes."""


def made(page: "Page", report: "Report") -> bytes:
    """The file."""
    stream = BytesIO()
    with Workbook(stream, _OPTIONS) as book:
        book.calc_on_load = False  # what stands in the cells is right
        book.set_size(2400, 1600)
        _properties(book, page, report)
        styles = Styles(book)
        names = {NAME}
        places: dict[Address, str] = {}
        for part in page.parts:
            if part.table is not None:
                name = _named(part.table.caption, names)
                sheet = Sheet(book.add_worksheet(name), part.table, report, styles)
                sheet.draw("".join(page.title), part.heading)
                places |= {a: f"'{name}'!{where}" for a, where in sheet.places.items()}
        checks(book, report, styles, places)
    return mark.office(stream.getvalue())


def _properties(book: Any, page: "Page", report: "Report") -> None:  # noqa: ANN401 - an extra's
    day = report.publication.date or report.publication.written
    created = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) if day else _MADE
    book.set_properties(
        {
            "title": "".join(page.title),
            "author": in_line(report.organ.name),
            "created": created,
            "comments": f"gkreport {__version__}",
        }
    )


def _named(caption: str, taken: set[str]) -> str:
    """A name that a sheet may have and none has yet."""
    plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in caption).strip()[:_NAME]
    name, n = plain or "表", 1
    while name.casefold() in taken:
        n += 1
        name = f"{plain[: _NAME - 3]}{n}"
    taken.add(name.casefold())
    return name
