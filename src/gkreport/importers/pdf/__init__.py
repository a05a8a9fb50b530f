"""Reads a PDF with a text layer: text lines, and tables by their ruling lines."""

from gkreport.importers import limits
from gkreport.importers.blocks import Document
from gkreport.importers.need import need


def read(data: bytes, name: str) -> Document:
    """The blocks of a PDF. `name` is its file name and is not looked at.

    Raises Refused where it cannot be read; the message says why and what to do.
    """
    del name
    limits.small_enough(data)
    need("pdfplumber")
    from gkreport.importers.pdf import document  # noqa: PLC0415 - loads the extra

    return document.read(data)
