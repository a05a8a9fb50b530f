"""A whole document as items: texts and grids in the order of reading."""

from typing import TYPE_CHECKING, NamedTuple

from gkreport.importers.blocks import Line, Origin, Table
from gkreport.importers.figures import breaks, grids, labels, lines
from gkreport.importers.figures.fold import Stream, bare, stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.form import Form
    from gkreport.importers.blocks import Document
    from gkreport.importers.figures.items import Item


class Page(NamedTuple):
    """The items of a document. `streams` are the texts that items of lines stand in."""

    items: "tuple[Item, ...]"
    streams: tuple[Stream, ...]
    where: tuple[int, ...]
    """For each item the index of its stream, -1 for an item of a grid."""
    blocks: "tuple[Line | Table, ...]"
    text: str
    """All text, folded, without white space."""


def read(document: "Document", forms: "Sequence[Form]") -> Page:
    """Cut a document into items."""
    wordings = frozenset(
        wording.full
        for form in forms
        for _, named, branch in labels.rows(form)
        if named.node.foldable or not branch
        for wording in named.wordings
    )
    items: list[Item] = []
    streams: list[Stream] = []
    where: list[int] = []
    pending: list[tuple[int, Line]] = []

    def flush() -> None:
        if pending:
            source = stream(pending)
            found = lines.items(source, forms)
            where.extend([len(streams)] * len(found))
            items.extend(found)
            streams.append(source)
            pending.clear()

    for index, block in enumerate(document.blocks):
        if isinstance(block, Line):
            pending.append((index, block))
        elif grids.mixed(block):
            pending.extend((index, line) for line in _lines(block))
        else:
            flush()
            rows = grids.items(block, index, wordings)
            where.extend([-1] * len(rows))
            items.extend(rows)
    flush()
    text = "".join(
        bare(block.text) if isinstance(block, Line) else "".join(bare(c.text) for c in block.cells)
        for block in document.blocks
    )
    labelled = {
        w.full for form in forms for _, named, _ in labels.rows(form) for w in named.wordings
    }
    whole = breaks.joined(items, document.blocks, labelled)
    return Page(whole, tuple(streams), tuple(where), document.blocks, text)


def _lines(table: Table) -> list[Line]:
    """The cells of a table that reads better as text, each a line."""
    row = table.origin.row
    return [
        Line(cell.text, Origin(table.origin.page, table.origin.line, table.origin.table,
                               row + cell.row + (not row), cell.col + 1))
        for cell in table.cells
    ]  # fmt: skip
