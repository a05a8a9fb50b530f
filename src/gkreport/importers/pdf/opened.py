"""A PDF opened within bounds: its pages as sheets, and what the file says of itself."""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1

from gkreport.importers import limits
from gkreport.importers.blocks import Refused
from gkreport.importers.pdf import engine
from gkreport.importers.pdf.sheet import Sheet, sheet

NAMES = {"Title": "title", "Author": "author", "CreationDate": "created"}
OWN = "gkreport"
"""The key word that this program's own documents carry."""
DATE = re.compile(r"(?:D:)?([0-9]{4})([0-9]{2})([0-9]{2})")
LONGEST = 500
"""Characters of a title that are kept."""


class Opened(NamedTuple):
    """The pages of a file."""

    sheets: tuple[Sheet, ...]
    meta: tuple[tuple[str, str], ...]
    hidden: int
    """Glyphs that are placed and not drawn."""


def open_pdf(data: bytes) -> Opened:
    """Every page of a PDF. Refused where it cannot be opened, with what to do."""
    budget = engine.Budget()
    try:
        with engine.bounded(budget):
            sheets, meta = _pages(data, budget)
    except Refused:
        raise
    except Exception as error:
        raise _refusal(error) from error
    return Opened(tuple(sheets), meta, budget.hidden)


def _pages(data: bytes, budget: engine.Budget) -> tuple[list[Sheet], tuple[tuple[str, str], ...]]:
    with pdfplumber.open(BytesIO(data), raise_unicode_errors=False) as pdf:
        count = len(pdf.pages)
        limits.within(count, limits.PAGES, "这个 PDF 的篇幅", "页")
        if not count:
            raise Refused("这个 PDF 一页也没有，可能已损坏。请重新下载，或向制作的人要一份完好的")
        sheets = []
        for page in pdf.pages:
            engine.draw(page, budget)
            sheets.append(sheet(page))
            page.close()
        return sheets, tuple(_meta(pdf.doc.info))


def _meta(infos: Sequence[Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    """Title, author and day of making, where they are more than blanks; and whose own it is."""
    for key, name in NAMES.items():
        for info in infos:
            text = _text(resolve1(info.get(key))).strip()[:LONGEST]
            if name == "created":
                day = DATE.match(text)
                text = "-".join(day.groups()) if day else ""
            if text:
                yield name, text
                break
    if any(_text(resolve1(info.get("Keywords"))).strip() == OWN for info in infos):
        yield "maker", OWN


def _text(value: object) -> str:
    """A text of the file's own description: with a byte order mark, or as the locals write it."""
    if not isinstance(value, bytes):
        return ""
    for mark, encoding in (
        (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF8, "utf-8"),
    ):  # fmt: skip
        if value.startswith(mark):
            return value[len(mark) :].decode(encoding, "replace").strip("\0")
    try:
        return value.decode("utf-8").strip("\0")
    except UnicodeDecodeError:
        return value.decode("gb18030", "replace").strip("\0")


def _refusal(error: Exception) -> Refused:
    """What the parser stumbled over, said for a person."""
    for cause in (error, *error.args, error.__cause__, error.__context__):
        if isinstance(cause, Refused):
            return cause
        if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
            return Refused("这个 PDF 设了密码，打不开。请用密码打开，另存为没有密码的 PDF 再导入")
    return Refused(engine.DAMAGED)
