"""The tables of a report as a workbook: each as the printed form, its totals live.

Texts are left to the other formats: a cell cuts a long paragraph off when it is printed.
"""

from typing import TYPE_CHECKING

from gkreport.need import need

if TYPE_CHECKING:
    from gkreport.renderers.page import Page
    from gkreport.report import Report


def document(page: "Page", report: "Report") -> bytes:
    """The whole workbook; the same report gives the same bytes. Raises Missing without its part."""
    need("xlsxwriter", "excel")
    from gkreport.renderers.excel import book  # noqa: PLC0415 - loads the extra

    return book.made(page, report)
