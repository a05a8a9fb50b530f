"""Rows of cells written as text: between pipes, or with tabulators."""

import re
from typing import TYPE_CHECKING, Final

from gkreport.importers.blocks import Cell, Line, Origin, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RULE: Final = re.compile(r"(?=[^-]*-)[\s|+:=-]+")
_PIPE: Final = re.compile(r"(?<!\\)[|｜]")
_BREAK: Final = re.compile(r"<br */?>", re.IGNORECASE)


def cut(line: str) -> tuple[str, ...] | None:
    """The cells of a line, or None where it is not a row."""
    bare = line.strip()
    if len(_PIPE.findall(bare)) > 1 or (bare[:1] in ("|", "｜") and len(bare) > 1):
        framed = bare[:1] in ("|", "｜")
        inner = bare[1:] if framed else bare
        inner = inner[:-1] if framed and inner[-1:] in ("|", "｜") else inner
        return tuple(_text(cell) for cell in _PIPE.split(inner))
    if bare and "\t" in line:
        return tuple(cell.strip() for cell in line.rstrip("\r\n").split("\t"))
    return None


def _text(cell: str) -> str:
    return _BREAK.sub("\n", cell).replace("\\|", "|").strip()


def is_rule(line: str) -> bool:
    """Whether a line only draws the border of a table."""
    bare = line.strip()
    return len(bare) > 1 and ("|" in bare or "+" in bare) and _RULE.fullmatch(bare) is not None


def blocks(lines: "Sequence[Line]", *, ragged: bool = False) -> "Iterator[Line | Table]":
    """The lines, with rows of cells that follow each other gathered into tables.

    Where they are not `ragged` a row of another width begins a new table: without merged cells its
    columns are not those of the row before.
    """
    rows: list[tuple[str, ...]] = []
    first = Origin()
    number = 0
    for line in lines:
        cells = None if is_rule(line.text) else cut(line.text)
        if cells is not None:
            if rows and not ragged and len(rows[-1]) != len(cells):
                yield _table(rows, first)
                rows = []
            if not rows:
                number += 1
                first = line.origin._replace(table=number)
            rows.append(cells)
        elif not (rows and is_rule(line.text)):
            if rows:
                yield _table(rows, first)
                rows = []
            yield line
    if rows:
        yield _table(rows, first)


def _table(rows: "Sequence[tuple[str, ...]]", origin: Origin) -> Table:
    """Cells that a row does not have are absent at its end."""
    cells = tuple(Cell(text, n, m) for n, row in enumerate(rows) for m, text in enumerate(row))
    return Table(cells, len(rows), max(map(len, rows)), origin)
