"""Word documents in the format of official documents (GB/T 9704-2012), with python-docx."""

import io
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from gkreport.need import need

if TYPE_CHECKING:
    from gkreport.renderers.fonts import Fonts
    from gkreport.renderers.page import Page
    from gkreport.report import Report

SUFFIX: Final = ".docx"
_WRITER: Final = b"<Application>gkreport</Application>"


def document(page: "Page", report: "Report", fonts: "Fonts") -> bytes:
    """The whole document: the same bytes for the same report, whatever the time.

    Raises Missing where the extra "word" is not installed.
    """
    need("docx", "word")
    from gkreport.renderers.word import body, package  # noqa: PLC0415 - they load python-docx

    return package.packed(body.body(page), page, report, fonts)


def ours(data: bytes) -> bool:
    """Whether a file is a document of ours, which may be replaced."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _WRITER in archive.read("docProps/app.xml")
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return False
