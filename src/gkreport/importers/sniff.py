"""Which reader a source needs: by what is in it, since names and endings are often wrong."""

from importlib import import_module
from typing import Final

from gkreport.importers import limits, refusals
from gkreport.importers.blocks import Document, Refused
from gkreport.importers.characters import written
from gkreport.importers.zipped import Parts

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF: Final = b"%PDF-"
_HEAD: Final = 1024
"""Where in a PDF its mark may stand."""
_ZIPS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PARTS: Final = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsx",
    "ppt/presentation.xml": "slides",
    "OFD.xml": "ofd",
}
"""What an archive with such a part is."""
_BLANK: Final = b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"
_READERS: Final = {
    "html": "html", "mhtml": "html.mhtml", "docx": "docx", "pdf": "pdf", "xlsx": "xlsx",
    "markdown": "markdown", "text": "text",
}  # fmt: skip
"""The module of each reader, loaded when it is needed: most load an extra."""


def read(name: str, data: bytes) -> Document:
    """A published document as blocks.

    Raises Refused for whatever is none, and where a limit is passed.
    """
    limits.small_enough(data)
    if not data.strip(_BLANK):
        raise Refused(refusals.say("empty", name))
    try:
        kind = kind_of(name, data)
        if kind not in _READERS:
            raise Refused(refusals.say(kind, name))
        found: Document = import_module(f"{__package__}.{_READERS[kind]}").read(data, name)
    except RecursionError as error:
        raise Refused(refusals.say("deep", name)) from error
    except MemoryError as error:
        raise Refused(refusals.say("memory", name)) from error
    return found


def kind_of(name: str, data: bytes) -> str:
    """What a source is: a reader's word, or one of `refusals`. Raises Refused for a broken zip."""
    if data.startswith(_ZIPS):
        return _packed(Parts(data))
    if data.startswith(_OLE):
        return _compound(data)
    if _PDF in data[:_HEAD]:
        return "pdf"
    return refusals.magic(data) or written(name, data)


def _packed(parts: Parts) -> str:
    """What a zip archive is: Office files are some."""
    if parts.encrypted:
        return "locked"
    if mimetype := parts.find("mimetype"):
        said = parts.read(mimetype)
        if b"opendocument" in said:
            return "xlsx" if b"spreadsheet" in said else "old-word"
    known = (kind for part, kind in _PARTS.items() if parts.find(part))
    return next(known, "docx" if parts.main.startswith("word/") else "archive")


def _compound(data: bytes) -> str:
    """What the archive of an old Office file is: only tables are read as they are."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "locked"
    if holds("WordDocument"):
        return "old-word"
    if holds("PowerPoint Document"):
        return "slides"
    return "xlsx" if holds("Workbook\0") or holds("Book\0") else "old-word"
