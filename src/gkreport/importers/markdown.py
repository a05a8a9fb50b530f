"""Markdown: paragraphs, headings and pipe tables. Emphasis and other marks are taken off."""

import re
from typing import TYPE_CHECKING, Final

from gkreport.importers import limits, ruled
from gkreport.importers.blocks import Document, Line, Origin, Table
from gkreport.importers.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.importers.blocks import Cell

_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_COMMENT: Final = re.compile(r"<!--.*?-->")
_MERGED: Final = re.compile(r"<!-- 合为 ([1-9][0-9]?) 格 -->$")
"""How our own documents say that cells are one, which Markdown cannot show."""


def read(data: bytes, name: str) -> Document:  # noqa: ARG001 - all readers are called alike
    """The blocks of a Markdown file. Raises Refused where it is too long."""
    limits.small_enough(data, limits.TEXT)
    decoded = decode(data)
    texts = decoded.text.splitlines()
    limits.within(len(texts), limits.BLOCKS, "文件的行数", "行")
    lines = [_line(text, n) for n, text in enumerate(texts, 1)]
    blocks = tuple(_plain(ruled.blocks(lines)))
    return Document(blocks, "markdown", notes=decoded.notes)


def _line(text: str, number: int) -> Line:
    match = _HEADING.fullmatch(text)
    level = 0 if match is None else len(match[1])
    return Line(text if match is None else match[2], Origin(line=number), level)


def _plain(blocks: "Iterator[Line | Table]") -> "Iterator[Line | Table]":
    """The blocks without marks of emphasis."""
    for block in blocks:
        if isinstance(block, Line):
            yield block._replace(text=_bare(block.text))
        else:
            cells = tuple(cell._replace(text=_bare(cell.text)) for cell in _whole(block.cells))
            yield Table(cells, block.height, block.width, block.origin)


def _whole(cells: "Sequence[Cell]") -> "Iterator[Cell]":
    """The cells of a table, those that are said to be one as one where nothing stands in them."""
    covered = 0
    for n, cell in enumerate(cells):
        if covered:
            covered -= 1
            continue
        merged = _MERGED.search(cell.text)
        size = int(merged[1]) if merged else 1
        rest = cells[n + 1 : n + size]
        blank = len(rest) == size - 1 and all(c.row == cell.row and not c.text for c in rest)
        covered = size - 1 if blank else 0
        text = cell.text[: merged.start()].rstrip() if merged else cell.text
        yield cell._replace(text=text, colspan=1 + covered)


def _bare(text: str) -> str:
    return _ESCAPE.sub(r"\1", _STRONG.sub(r"\2", _COMMENT.sub("", text)))
