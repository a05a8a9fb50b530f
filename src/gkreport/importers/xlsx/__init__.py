"""Reads spreadsheets: .xlsx and .ods, and the older .xls and .et."""

from gkreport.importers import limits
from gkreport.importers.blocks import Document
from gkreport.importers.need import need


def read(data: bytes, name: str) -> Document:
    """The blocks of a spreadsheet. `name` is its file name and is not looked at.

    Raises Refused where it cannot be read; the message says why and what to do.
    """
    del name
    limits.small_enough(data)
    need("python_calamine")
    from gkreport.importers.xlsx import book  # noqa: PLC0415 - loads the extra

    return book.read(data)
