"""The table that is printed across: one line of figures under its heads, or one for each."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.blocks import Table as Drawn
from gkreport.importers.figures import columns, labels, runs, solve
from gkreport.importers.figures.cuts import TooMany, cuts
from gkreport.importers.figures.fold import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.form import Form, Grid, Table
    from gkreport.importers.figures.cuts import Cut
    from gkreport.importers.figures.items import Item
    from gkreport.importers.figures.pages import Page
    from gkreport.importers.figures.sheet import Sheet
    from gkreport.importers.figures.stubbed import Habits

_HEADS: Final = 3
"""So many different heads before a line of figures show that it belongs to the table."""

_PIECES: Final = 3
"""Into so many pieces a line of single digits may be broken by stray spaces."""


class _Piece(NamedTuple):
    """An item that holds the figures of some rows."""

    at: int
    item: "Item"
    rows: tuple[str, ...]
    run: runs.Run
    sure: bool
    """Whether heads say so, and not only the number of cells."""


class Place(NamedTuple):
    """The document, the form it follows, the items that other tables took, and its habits."""

    page: "Page"
    form: "Form"
    taken: frozenset[int]
    known: "Habits"


def read(place: Place, table: "Table", sheet: "Sheet") -> set[int]:
    """Read the table into the sheet. Gives the items it stands in."""
    after = max(place.taken, default=-1)
    pieces = [p for p in _pieces(place, table) if p.run.cells or p.run.digits or p.sure]
    behind = [p for p in pieces if p.at > after]
    pieces = behind or pieces
    if any(p.sure for p in pieces):
        pieces = [p for p in pieces if p.sure]
    used: set[int] = set()
    done: dict[str, tuple[_Piece, tuple[object, ...]]] = {}
    for piece in pieces:
        sheet.forms[table.key] = place.form
        used.add(piece.at)
        for row, what in _values(table.grid, piece):
            if row in done and done[row][1] != what:
                _again(sheet, table.grid, row, done[row][0])
            elif row not in done:
                done[row] = (piece, what)
                _state(sheet, table.grid, row, piece, what)
    return used


def _state(sheet: "Sheet", grid: "Grid", row: str, piece: _Piece, what: tuple[object, ...]) -> None:
    if piece.run.cells is not None:
        sheet.state(grid, row, tuple(map(str, what)), piece.item)
    elif what and isinstance(what[0], int):
        numbers = [n for n in what if isinstance(n, int)]
        size = len(piece.rows) * len(grid.columns.leaves)
        only = sum(map(len, piece.run.digits or ())) == size
        sheet.count(grid, row, numbers, piece.item, "only-cut" if only else "cut-by-sums")
    else:
        readings = [c for c in what if isinstance(c, tuple)]
        sheet.leave(grid.table.key, row, piece.item, readings)


def _again(sheet: "Sheet", grid: "Grid", row: str, piece: _Piece) -> None:
    """A row that stands twice, with different figures."""
    for address in grid.addresses:
        if address.row == row:
            sheet.values.pop(address, None)
    sheet.evidence = [e for e in sheet.evidence if (e.table, e.row) != (grid.table.key, row)]
    sheet.leave(grid.table.key, row, piece.item)


def _values(grid: "Grid", piece: _Piece) -> "Iterator[tuple[str, tuple[object, ...]]]":
    """Each row of a piece with its texts, its numbers, or its possible readings."""
    size = len(grid.columns.leaves)
    readings = () if piece.run.digits is None else _cut(grid, piece)
    for n, row in enumerate(piece.rows):
        part = slice(n * size, (n + 1) * size)
        if piece.run.cells is not None:
            yield row, piece.run.cells[part]
            continue
        parts = tuple(dict.fromkeys(reading[part] for reading in readings))
        yield row, parts[0] if len(parts) == 1 else parts


def _cut(grid: "Grid", piece: _Piece) -> "tuple[Cut, ...]":
    tokens, size = piece.run.digits or (), len(piece.rows) * len(grid.columns.leaves)
    sums = solve.within(grid, piece.rows)
    try:
        holding = cuts(tokens, size, sums)
        if holding or sum(map(len, tokens)) != size or len(tokens) > _PIECES:
            return holding
        plain = cuts(tokens, size)
    except TooMany:
        return ()
    broken = [part for part in sums.parts(plain[0]) if not part.holds]
    lacking = any(solve.may_lack(part.digits) for part in broken)
    return () if lacking or len(broken) > 1 else plain


def _pieces(place: Place, table: "Table") -> "Iterator[_Piece]":
    for at, item in enumerate(place.page.items):
        if at in place.taken or not item.filled:
            continue
        piece = (_of_grid if item.grid else _of_text)(place, table, at)
        if piece is not None:
            yield piece


def _of_text(place: Place, table: "Table", at: int) -> _Piece | None:
    page, form, known = place.page, place.form, place.known
    item = page.items[at]
    words = item.label
    for section in form.sections:
        for text in (section.heading, section.title, *section.aliases):
            words = words.replace(bare(text), "")
    rows = _rows_in(table, words)
    leaves = [labels.name(leaf) for leaf in table.columns.leaves]
    heads = sum(any(w.full in words for w in name.wordings) for name in leaves)
    sure = bool(rows) and heads >= _HEADS and labels.closeness(words, leaves[-1]) > 0
    if not sure:
        return None
    size = len(rows) * len(leaves)
    clean = at + 1 >= len(page.items) or page.items[at + 1].label.startswith(labels.landmarks(form))
    run = runs.read(item, size, known.spacings, clean=clean, glued=known.glued)
    return _Piece(at, item, rows, run, sure=True)


def _of_grid(place: Place, table: "Table", at: int) -> _Piece | None:
    page, item = place.page, place.page.items[at]
    block = page.blocks[item.block]
    assert isinstance(block, Drawn)
    figures = frozenset(i.start for i in page.items if i.block == item.block and i.filled)
    above = columns.heads_above(item.start, figures)
    words = columns.words(block, above) + "".join(item.parents) + item.label
    every = tuple(leaf.id for leaf in table.rows.leaves)
    leaves = [labels.name(leaf) for leaf in table.columns.leaves]
    heads = sum(any(w.full in words for w in name.wordings) for name in leaves)
    if words and not heads:
        return None
    named = _rows_in(table, words)
    for rows in (every, named):
        cells = _cells(block, item, len(rows) * len(leaves))
        if rows and any(cells):
            return _Piece(at, item, rows, runs.Run(cells), sure=bool(named) and heads >= _HEADS)
    return None


def _cells(block: Drawn, item: "Item", wanted: int) -> tuple[str, ...]:
    """The cells of a row of figures, if they are as many as wanted: all, or those with a head."""
    stub = item.end if item.label else 0
    if None in block.dense[item.start][stub:]:
        return ()
    cells = [cell for cell in item.cells if cell.col >= stub]
    near = block.dense[max(item.start - 1, 0) : item.start + 1]
    blank = {
        column for column in range(block.width)
        if not any((cell := row[column]) and cell.text.strip() for row in near)
    }  # fmt: skip
    narrow = [c for c in cells if not blank.issuperset(range(c.col, c.col + c.colspan))]
    for kept in (cells, narrow):
        if len(kept) == wanted:
            return tuple(cell.text for cell in kept)
    return ()


def _rows_in(table: "Table", words: str) -> tuple[str, ...]:
    """The rows whose labels stand in some heads; all of them where none is told apart."""
    return tuple(
        leaf.id for leaf in table.rows.leaves
        if any(w.full in words for w in labels.name(leaf).wordings)
    )  # fmt: skip
