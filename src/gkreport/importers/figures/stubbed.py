"""The tables with a stub: each matched row read, the glued ones of a table together."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.blocks import Table as Drawn
from gkreport.importers.figures import cells, columns, editions, labels, runs, solve
from gkreport.importers.figures.items import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gkreport.form import Grid, Kind, Table
    from gkreport.importers.figures.align import Match
    from gkreport.importers.figures.columns import Frame
    from gkreport.importers.figures.editions import Chosen
    from gkreport.importers.figures.items import Item
    from gkreport.importers.figures.pages import Page
    from gkreport.importers.figures.sheet import Sheet
    from gkreport.importers.figures.solve import Line

_NOT_READ: Final = runs.Run()


class Habits(NamedTuple):
    """How a whole document writes its figures."""

    spacings: runs.Spacings
    glued: bool
    """Whether figures stand without anything between them."""
    lacking: bool
    """Whether some row has fewer digits than cells, so that others may lack some too."""


class _Place(NamedTuple):
    """All that is known where one table is read."""

    page: "Page"
    chosen: "Chosen"
    known: Habits
    taken: frozenset[int]
    frames: "dict[int, Frame]"


def habits(page: "Page", chosen: "Iterable[Chosen]") -> Habits:
    """What all rows together show."""
    rows = [
        (page.items[match.item], len(grid.columns.leaves))
        for tables in chosen
        for key in dict.fromkeys(m.table.key for m in tables.matches)
        for grid, matches in _parts(page, tables, key)
        for match in matches
    ]
    texts = [[token.text for token in item.tokens] for item, _ in rows]
    return Habits(
        runs.spacings(rows),
        any(map(runs.proves_gluing, texts)),
        any(
            not item.grid and sum(c.isdecimal() for token in item.tokens for c in token.text) < size
            for item, size in rows
        ),
    )


def read(page: "Page", chosen: "Chosen", key: str, known: Habits, sheet: "Sheet") -> None:
    """Read every table printed under a key into the sheet."""
    sheet.forms[key] = chosen.form
    taken = frozenset(match.item for match in chosen.matches)
    for grid, rows in _parts(page, chosen, key):
        frames = _frames(page, grid.table, rows, chosen)
        _table(_Place(page, chosen, known, taken, frames), grid, rows, sheet)


def _parts(page: "Page", chosen: "Chosen", key: str) -> "Iterator[tuple[Grid, list[Match]]]":
    """Each table with its matched rows, branches folded as printed."""
    for table in chosen.form.printed(key):
        own = [match for match in chosen.matches if match.table is table]
        grid = table.folded(editions.folded(table, own, page.items))
        leaves = {leaf.id for leaf in grid.rows.leaves}
        rows = [match for match in own if match.row in leaves]
        if rows:
            yield grid, rows


def _table(place: _Place, grid: "Grid", rows: "Sequence[Match]", sheet: "Sheet") -> None:
    found = {match.row: _run(place, grid, match) for match in rows}
    stated = {row: _line(grid, row, run) for row, run in found.items() if run.cells is not None}
    digits = {row: run.digits for row, run in found.items() if run.digits is not None}
    solved = solve.solve(grid, stated, digits, lacking=place.known.lacking)
    for match in rows:
        item, run = place.page.items[match.item], found[match.row]
        if run.cells is not None:
            sheet.state(grid, match.row, run.cells, item)
            continue
        cut = solved.get(match.row)
        if cut is None or cut.cut is None:
            sheet.leave(grid.table.key, match.row, item, cut.candidates if cut else ())
        else:
            sheet.count(grid, match.row, cut.cut, item, "only-cut" if cut.only else "cut-by-sums")


def _line(grid: "Grid", row: str, run: runs.Run) -> "Line":
    """The stated numbers of a row, gaps for what is none."""
    kinds = _kinds(grid, row)
    return tuple(
        cells.read(text, kind).number for text, kind in zip(run.cells or (), kinds, strict=True)
    )


def _kinds(grid: "Grid", row: str) -> "tuple[Kind, ...]":
    start = grid.index[row, grid.columns.leaves[0].id]
    return grid.kinds[start : start + len(grid.columns.leaves)]


def _run(place: _Place, grid: "Grid", match: "Match") -> runs.Run:
    item = place.page.items[match.item]
    size = len(grid.columns.leaves)
    if item.grid:
        return _of_grid(place.frames[item.block], item, size)
    run = runs.read(
        item, size, place.known.spacings, clean=_clean(place, match.item), glued=place.known.glued
    )
    kinds = _kinds(grid, match.row)
    if run.cells is not None and any(map(_garbled, run.cells, kinds)):
        return _NOT_READ
    return run


def _garbled(text: str, kind: "Kind") -> bool:
    """Whether digits of a text are no figure: other digits ran into them."""
    return text[:1].isdecimal() and kind != "amount" and cells.read(text, kind).how == "text"


def _of_grid(frame: "Frame", item: "Item", size: int) -> runs.Run:
    texts = columns.texts(frame, item)
    if texts is not None:
        return runs.Run(texts)
    stated = [cell.text for cell in item.cells if cell.text.strip()]
    if len(stated) == len(item.cells) == 1 and size > 1:
        pieces = tuple(Token(piece, " ") for piece in stated[0].split())
        whole = item._replace(tokens=pieces)
        return runs.read(whole, size, runs.Spacings(), clean=True, glued=False)
    return _NOT_READ


def _clean(place: _Place, item: int) -> bool:
    """Whether a label of the form follows an item's figures."""
    items = place.page.items
    if item + 1 in place.taken or item + 1 >= len(items):
        return True
    return items[item + 1].label.startswith(labels.landmarks(place.chosen.form))


def _frames(
    page: "Page", table: "Table", rows: "Sequence[Match]", chosen: "Chosen"
) -> "dict[int, Frame]":
    """For each block that holds rows of a table, where its columns are."""
    names = [labels.name(leaf) for leaf in table.columns.leaves]
    by_block: dict[int, list[Item]] = {}
    for match in rows:
        item = page.items[match.item]
        if item.grid:
            by_block.setdefault(item.block, []).append(item)
    found = {}
    for block, items in by_block.items():
        drawn = page.blocks[block]
        assert isinstance(drawn, Drawn)
        matched = (page.items[match.item] for match in chosen.matches)
        taken = frozenset(item.start for item in matched if item.block == block)
        above = columns.heads_above(items[0].start, taken)
        found[block] = columns.frame(drawn, items, above, names)
    return found
