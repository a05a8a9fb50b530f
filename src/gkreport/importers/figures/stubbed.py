"""The tables with a stub: each matched row read, the glued ones of a table together."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.blocks import Table as Drawn
from gkreport.importers.figures import (
    cells,
    columns,
    editions,
    heads,
    labels,
    listed,
    runs,
    solve,
    units,
)
from gkreport.importers.figures.fold import bare
from gkreport.importers.figures.items import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gkreport.form import Form, Grid, Kind, Table
    from gkreport.importers.figures.align import Match
    from gkreport.importers.figures.columns import Frame
    from gkreport.importers.figures.editions import Chosen
    from gkreport.importers.figures.items import Item
    from gkreport.importers.figures.pages import Page
    from gkreport.importers.figures.sheet import Sheet
    from gkreport.importers.figures.solve import Line

_NOT_READ: Final = runs.Run()
_HEADS: Final = 300
"""So many letters before a row's figures may be heads."""
_NEAR: Final = 2
"""So many rows above and below a blank one are looked at."""


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
    """The items that are rows of this form, branches too."""
    rows: frozenset[int]
    """Those of them whose figures are read."""
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
    parts = list(_parts(page, chosen, key))
    listed = frozenset(match.item for _, rows in parts for match in rows)
    for grid, rows in parts:
        frames = _frames(page, grid.table, rows, chosen)
        _table(_Place(page, chosen, known, taken, listed, frames), grid, rows, sheet)


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
    disordered = not all(_in_order(place, grid, match) for match in rows)
    if disordered:
        sheet.disordered(place.chosen.form, grid.table, place.page.items[rows[0].item])
    if disordered or _shifted(place, grid, rows):
        for match in rows:
            sheet.leave(grid.table.key, match.row, place.page.items[match.item])
        return
    found = {match.row: _run(place, grid, match) for match in rows}
    stated = {row: _line(grid, row, run) for row, run in found.items() if run.cells is not None}
    digits = {row: run.digits for row, run in found.items() if run.digits is not None}
    solved = solve.solve(grid, stated, digits, lacking=place.known.lacking)
    unsure = {match.item for match in rows if not _settled(found[match.row], solved, match.row)}
    for match in rows:
        item = place.page.items[match.item]
        between = unsure.intersection((match.item - 1, match.item + 1))
        if between and not item.grid and not item.filled:
            continue  # whose figures stand beside which label is in doubt
        _state(place, grid, match, (found[match.row], solved.get(match.row)), sheet)


def _state(
    place: _Place,
    grid: "Grid",
    match: "Match",
    read: "tuple[runs.Run, solve.Solved | None]",
    sheet: "Sheet",
) -> None:
    """One row: its cells, its cut, or its text."""
    (run, cut), item = read, place.page.items[match.item]
    if run.why == runs.UNSEEN:
        return
    whole = listed.whole(place.page, match.item, place.taken)
    if run.cells is None or len(item.tokens) < len(run.cells):
        sheet.used |= set(range(match.item, whole.last + 1))
    if run.cells is not None:
        sheet.state(grid, match.row, run._replace(unit=_unit(place, grid, match, item)), item)
    elif cut is None or cut.cut is None:
        left = item._replace(raw=whole.raw)
        sheet.leave(grid.table.key, match.row, left, cut.candidates if cut else ())
    else:
        sheet.count(grid, match.row, cut.cut, item, "only-cut" if cut.only else "cut-by-sums")


def _in_order(place: _Place, grid: "Grid", match: "Match") -> bool:
    """Whether the heads that stand apart from a row's grid, or in its text, follow the form."""
    item = place.page.items[match.item]
    if not item.grid:
        return heads.ordered(_text_above(place, match.item), grid.table)
    if any(place.frames[item.block].heads):
        return True
    return heads.ordered(heads.before(place.page.blocks, item.block), grid.table)


def _text_above(place: _Place, at: int) -> str:
    """The label of a row and the text before it, up to the nearest figures."""
    items, texts = place.page.items, [place.page.items[at].label]
    while at and not items[at - 1].grid and not items[at - 1].filled:
        at -= 1
        texts.append(items[at].label)
    return "".join(reversed(texts))[-_HEADS:]


def _unit(place: _Place, grid: "Grid", match: "Match", item: "Item") -> str:
    """The unit of a row's figures of money, where its heads name another than the form's."""
    kinds = [kind for kind in _kinds(grid, match.row) if kind in units.KINDS]
    first = place.page.items[place.chosen.matches[0].item]
    return units.foreign(place.page, item, first, kinds[0]) if kinds else ""


def _shifted(place: _Place, grid: "Grid", rows: "Sequence[Match]") -> bool:
    """Whether figures stand before their labels: some before the first label, none behind the last.

    Between the figures above and the first label there are no heads then.
    """
    items, first = place.page.items, rows[0]
    before = items[first.item - 1] if first.item else None
    if before is None or items[first.item].grid or before.grid or not before.filled:
        return False
    name = labels.name(grid.rows.by_id[first.row])
    alone = labels.closeness(items[first.item].label, name) > 1
    filled = {match.row for match in rows if items[match.item].filled}
    return alone and first.item - 1 not in place.taken and grid.rows.leaves[-1].id not in filled


def _settled(run: runs.Run, solved: "Mapping[str, solve.Solved]", row: str) -> bool:
    """Whether a row's figures are known."""
    return run.cells is not None or (row in solved and solved[row].cut is not None)


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
        if _beside_loose(place, match.item):
            return runs.Run(why=runs.UNSEEN)
        if any(_is_label(cell.text, place.chosen.form) for cell in item.cells if not cell.figure):
            return _NOT_READ
        return _of_grid(place.frames[item.block], item, size)
    run = listed.read(place.page, match, place.taken, grid) or runs.read(
        item, size, place.known.spacings, clean=_clean(place, match.item), glued=place.known.glued
    )
    kinds = _kinds(grid, match.row)
    if run.cells is not None and any(map(_garbled, run.cells, kinds)):
        return _NOT_READ
    if place.known.glued and item.filled and not _followed(place, grid, match):
        return _NOT_READ
    return run


def _followed(place: _Place, grid: "Grid", match: "Match") -> bool:
    """Whether the row that comes next in the form is there, so that its figures ran into none.

    Sums guard rows of several figures at the end of what is left of a table.
    """
    leaves = [leaf.id for leaf in grid.rows.leaves]
    behind = leaves[leaves.index(match.row) + 1 :]
    found = {m.row for m in place.chosen.matches if m.table is grid.table}
    there = not found.isdisjoint(behind) or len(grid.columns.leaves) == 1
    return not behind or behind[0] in found or not there


def _beside_loose(place: _Place, at: int) -> bool:
    """Whether a grid's row is blank and rows of figures near it have no label that is known."""
    item, items = place.page.items[at], place.page.items
    if any(cell.text.strip() for cell in item.cells):
        return False
    near = range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(items)))
    loose = (n for n in near if n not in place.rows and items[n].block == item.block)
    return any(items[n].filled for n in loose)


def _is_label(text: str, form: "Form") -> bool:
    """Whether a cell beside a label holds the label of another row: two rows ran together."""
    own = bare(text)
    return len(own) > 1 and any(near > 1 for _, near in labels.fits(own, form))


def _garbled(text: str, kind: "Kind") -> bool:
    """Whether digits of a text are no figure: other digits ran into them."""
    return text[:1].isdecimal() and kind != "amount" and cells.read(text, kind).how == "text"


def _of_grid(frame: "Frame", item: "Item", size: int) -> runs.Run:
    own = columns.of_row(frame, item)
    if own is not None:
        return runs.Run(tuple(c.text for c in own), columns=tuple(c.col for c in own))
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
