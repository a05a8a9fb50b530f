"""Of which text a Word file or a PDF is: a digest of what it shows, kept in the file itself.

A file's time says nothing: copies and site uploads change it. In a Word file the digest stands
among the keywords, which Word keeps when somebody saves it again; in a PDF in a comment before its
end, which stays where it is when somebody puts a seal on it.
"""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.renderers.page import Page, Paragraph, Part, Table

_LENGTH: Final = 32
_WORD: Final = "gkreport-text-"
_KEPT: Final = re.compile(rb"gkreport-text-([0-9a-f]{%d})" % _LENGTH)
_CORE: Final = "docProps/core.xml"
_CORE_END: Final = b"</cp:coreProperties>"
_PDF: Final = b"%PDF-"
_PDF_END: Final = b"\nstartxref\n"
_ZIP: Final = b"PK\x03\x04"
_MOST: Final = 1 << 20
"""Bytes of properties that are looked at."""


def digest(page: "Page") -> str:
    """A name for everything that a document shows; another one as soon as a character differs."""
    import json  # noqa: PLC0415 - only where documents are made
    from hashlib import sha256  # noqa: PLC0415 - the same

    values = [
        "".join(page.title), page.facts, [*_texts(page.preface)],
        [_part(part) for part in page.parts], page.signature, page.contact,
    ]  # fmt: skip
    return sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:_LENGTH]


def _texts(paragraphs: "tuple[Paragraph, ...]") -> "Iterator[str]":
    return (paragraph.text for paragraph in paragraphs)


def _part(part: "Part") -> list[Any]:
    table = part.table
    return [part.heading, [*_texts(part.paragraphs)], table and [table.caption, [*_cells(table)]]]


def _cells(table: "Table") -> "Iterator[list[int | str]]":
    for slot in table.layout.slots:
        yield [slot.row, slot.col, slot.rowspan, slot.colspan, table.texts[slot]]


def kept(made: bytes, page: "Page") -> bytes:
    """The same Word file or PDF with the digest of its page in it."""
    mark = f"{_WORD}{digest(page)}".encode()
    if made.startswith(_PDF):
        body, end, rest = made.rpartition(_PDF_END)
        return b"".join((body, b"\n% ", mark, end, rest))  # behind all that has an offset
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == _CORE:
                told = b"<cp:keywords>%s</cp:keywords>%s" % (mark, _CORE_END)
                content = content.replace(_CORE_END, told)
            new.writestr(member, content)
    return out.getvalue()


def read(path: Path) -> str:
    """The digest that a file bears; empty where it bears none or cannot be read."""
    try:
        with path.open("rb") as stream:
            is_archive = stream.read(len(_ZIP)) == _ZIP
            content = b"" if is_archive else stream.read()
        if is_archive:
            with zipfile.ZipFile(path) as parts, parts.open(_CORE) as core:
                content = core.read(_MOST)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return ""
    found = _KEPT.findall(content)
    return found[-1].decode() if found else ""
