"""The table that is printed across: one line of figures under its heads, or one for each."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.blocks import Line
from gkreport.importers.blocks import Table as Drawn
from gkreport.importers.figures import columns, heads, labels, listed, runs, solve
from gkreport.importers.figures.cuts import TooMany, cuts
from gkreport.importers.figures.fold import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkreport.form import Form, Grid, Table
    from gkreport.importers.figures.cuts import Cut
    from gkreport.importers.figures.items import Beside, Item
    from gkreport.importers.figures.pages import Page
    from gkreport.importers.figures.sheet import Sheet
    from gkreport.importers.figures.stubbed import Habits

_HEADS: Final = 3
"""So many different heads before a line of figures show that it belongs to the table."""

_ABOVE: Final = 4
"""In so many blocks above a table without heads its section's heading is looked for."""
_LOOK: Final = 60
"""Of such a block so many letters or cells are read."""
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
    more: int = 0
    """How many items behind it hold figures of its rows."""

    @property
    def items(self) -> set[int]:
        """Its item and those behind it that belong to it."""
        return set(range(self.at, self.at + self.more + 1))


class Place(NamedTuple):
    """The document, the form it follows, the items that other tables took, and its habits."""

    page: "Page"
    form: "Form"
    taken: frozenset[int]
    known: "Habits"
    filled: "Mapping[int, frozenset[int]]"
    """For each block of a grid the rows that hold figures."""


def filled(page: "Page") -> "dict[int, frozenset[int]]":
    """For each block of a grid the rows that hold figures."""
    found: dict[int, set[int]] = {}
    for item in page.items:
        if item.grid and item.filled:
            found.setdefault(item.block, set()).add(item.start)
    return {block: frozenset(rows) for block, rows in found.items()}


def read(place: Place, table: "Table", sheet: "Sheet") -> set[int]:
    """Read the table into the sheet. Gives the items it stands in."""
    after = max(place.taken, default=-1)
    pieces = [p for p in _pieces(place, table) if p.run.cells or p.run.digits or p.sure]
    if any(p.sure for p in pieces):
        pieces = [p for p in pieces if p.sure]
    else:
        pieces = [p for p in pieces if p.at > after] or pieces
    pieces = pieces or list(_blank_form(place, table))
    used: set[int] = set()
    done: dict[str, tuple[_Piece, tuple[object, ...]]] = {}
    for piece in pieces:
        sheet.forms[table.key] = place.form
        used |= piece.items
        if piece.run.why == runs.ORDER:
            sheet.disordered(place.form, table, piece.item)
        for n, (row, what) in enumerate(_values(table.grid, piece)):
            if row in done and done[row][1] != what:
                _again(sheet, table.grid, row, done[row][0])
            elif row not in done:
                done[row] = (piece, what)
                _state(sheet, table.grid, n, piece, what)
    return used


def _state(sheet: "Sheet", grid: "Grid", n: int, piece: _Piece, what: tuple[object, ...]) -> None:
    row, width = piece.rows[n], len(grid.columns.leaves)
    if piece.run.cells is not None:
        columns = piece.run.columns[n * width : (n + 1) * width]
        sheet.state(grid, row, runs.Run(tuple(map(str, what)), columns=columns), piece.item)
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


def _blank_form(place: Place, table: "Table") -> "Iterator[_Piece]":
    """A row of nothing but blank cells under the heads of all the table: a form not filled in."""
    for at, item in enumerate(place.page.items):
        bare_row = item.grid and not item.label and not any(c.text.strip() for c in item.cells)
        piece = _of_grid(place, table, at) if bare_row and at not in place.taken else None
        if piece is not None and piece.sure and len(piece.rows) == len(table.rows.leaves):
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
    count = sum(any(w.full in words for w in name.wordings) for name in leaves)
    sure = bool(rows) and count >= _HEADS and labels.closeness(words, leaves[-1]) > 0
    if not sure:
        return None
    size = len(rows) * len(leaves)
    whole = listed.whole(page, at, place.taken)
    item, more = item._replace(raw=whole.raw), whole.last - at
    if not heads.ordered(words, table, len(rows)):
        return _Piece(at, item, rows, runs.Run(why=runs.ORDER), sure=True, more=more)
    clean = at + 1 >= len(page.items) or page.items[at + 1].label.startswith(labels.landmarks(form))
    run = runs.read(item, size, known.spacings, clean=clean, glued=known.glued)
    return _Piece(at, item, rows, run, sure=True, more=more)


def _of_grid(place: Place, table: "Table", at: int) -> _Piece | None:
    page, item = place.page, place.page.items[at]
    block = page.blocks[item.block]
    assert isinstance(block, Drawn)
    above = columns.heads_above(item.start, place.filled.get(item.block, frozenset()))
    words = columns.words(block, above) + "".join(item.parents) + item.label
    every = tuple(leaf.id for leaf in table.rows.leaves)
    leaves = [labels.name(leaf) for leaf in table.columns.leaves]
    count = sum(any(w.full in words for w in name.wordings) for name in leaves)
    if not count and (words or not _announced(place, table, item.block)):
        return None
    named = _rows_in(table, words)
    for rows in (every, named):
        cells = _cells(block, item, len(rows) * len(leaves))
        if rows and cells:
            told = (block, above) if words else heads.before(page.blocks, item.block)
            run = _under_heads(told, table, rows, cells)
            return _Piece(at, item, rows, run, sure=bool(named) and count >= _HEADS)
    return None


def _under_heads(
    told: "tuple[Drawn, Sequence[int]] | str",
    table: "Table",
    rows: tuple[str, ...],
    cells: "tuple[Beside, ...]",
) -> runs.Run:
    """The cells in the form's order; `told`: a grid and its heads, or the text of heads above."""
    if isinstance(told, str):
        return _run(cells) if heads.ordered(told, table, len(rows)) else runs.Run(why=runs.ORDER)
    ways = [(row, leaf.id) for row in rows for leaf in table.columns.leaves]
    placed = [(cell.col, way) for cell, way in zip(cells, ways, strict=True)]
    order = heads.across(*told, table, placed)
    return runs.Run(why=runs.ORDER) if order is None else _run(tuple(cells[n] for n in order))


def _run(cells: "tuple[Beside, ...]") -> runs.Run:
    return runs.Run(tuple(c.text for c in cells), columns=tuple(c.col for c in cells))


def _announced(place: Place, table: "Table", block: int) -> bool:
    """Whether the heading of the table's section, or its heads alone, stand shortly above."""
    section = place.form.sections[table.section - 1]
    above = heads.stated(place.page.blocks, block, _ABOVE)
    words = "".join(
        bare(b.text[:_LOOK])
        if isinstance(b, Line)
        else "".join(bare(c.text) for c in b.cells[:_LOOK])
        for b in above
    )
    named = (section.heading, section.title, *section.aliases)
    return any(bare(text) in words for text in named) or len(_rows_in(table, words)) > 1


def _cells(block: Drawn, item: "Item", wanted: int) -> "tuple[Beside, ...]":
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
            return tuple(kept)
    return ()


def _rows_in(table: "Table", words: str) -> tuple[str, ...]:
    """The rows whose labels stand in some heads; all of them where none is told apart."""
    return tuple(
        leaf.id for leaf in table.rows.leaves
        if any(w.full in words for w in labels.name(leaf).wordings)
    )  # fmt: skip
