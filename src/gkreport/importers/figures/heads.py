"""What the heads of a table say of the order of its figures, and of the unit of money."""

import re
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from gkreport.importers.blocks import Line, Table
from gkreport.importers.figures import labels
from gkreport.importers.figures.fold import bare
from gkreport.importers.figures.grids import distinct, looks_like_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkreport.form import Axis, Node
    from gkreport.form import Table as Printed
    from gkreport.importers.blocks import Cell

_ABOVE: Final = 6
"""In so many blocks above a table without heads of its own they are looked for."""
_FAR: Final = 30
"""Among so many, empty lines counted."""
_SHORT: Final = 60
"""Longer lines are no heads."""
_LEAST: Final = 0.6
_LONGER: Final = 3
"""A head is longer than its label by no more letters than this."""
Way = tuple[str, str]
"""A row and a column of the form."""


def _named(axis: "Axis", cell: str) -> "tuple[Node | None, bool]":
    """The node whose label a head is, and whether it is so exactly."""
    near = [(labels.closeness(cell, labels.name(node)), node) for node in axis.nodes]
    near = [
        (how, node) for how, node in near
        if how >= _LEAST and len(cell) <= _LONGER + max(map(len, (node.label, *node.aliases)))
    ]  # fmt: skip
    best = max((how for how, _ in near), default=0.0)
    nodes = [node for how, node in near if how == best]
    return (nodes[0], best > 1) if len(nodes) == 1 else (None, False)


def _path(one: str, other: str) -> bool:
    """Whether one node is the other, or stands above or below it."""
    return one == other or one.startswith(other + ".") or other.startswith(one + ".")


def across(
    block: Table, above: "Sequence[int]", table: "Printed", ways: "Sequence[tuple[int, Way]]"
) -> "tuple[int, ...] | None":
    """For each place in the form's order the cell whose heads name it, by the cells' order.

    `ways`: the grid's column of each cell, and the place that the form's order gives it. None where
    the heads contradict that order and do not name every place exactly. Without heads, or where
    nothing speaks against it, the order is the form's.
    """
    told = [_way(block, above, table, column) for column, _ in ways]
    size = len({row for _, (row, _) in ways})
    agree = all(
        (row is None or _path(row.id, way[0])) and (column is None or column.id == way[1])
        for (row, column, _), (_, way) in zip(told, ways, strict=True)
    )
    text = "".join(bare(cell.text) for cell in _cells(block, above))
    if agree and ordered(text, table, size):
        return tuple(range(len(ways)))
    named = [
        (ways[n][1][0] if size == 1 and row is None else row.id if row else "", column.id)
        if exact and column is not None else ("", "")
        for n, (row, column, exact) in enumerate(told)
    ]  # fmt: skip
    wanted = [way for _, way in ways]
    if sorted(named) == sorted(wanted):
        return tuple(named.index(way) for way in wanted)
    return tuple(range(len(ways))) if _plain(text, table) else None


def _cells(block: Table, rows: "Sequence[int]") -> "Iterator[Cell]":
    return iter(dict.fromkeys(cell for row in rows for cell in distinct(block.dense[row])))


def _way(
    block: Table, above: "Sequence[int]", table: "Printed", column: int
) -> "tuple[Node | None, Node | None, bool]":
    """The row and column of the form that the heads over a column of the grid name."""
    stack = dict.fromkeys(cell for row in above if (cell := block.dense[row][column]))
    rows, columns, sure = [], [], True
    for text in filter(None, (bare(cell.text) for cell in stack)):
        row, exact = _named(table.rows, text)
        leaf, sharp = _named(table.columns, text)
        if row is not None and not (leaf is not None and sharp):
            rows.append(row)
            sure &= exact
        elif leaf is not None:
            columns.append(leaf)
            sure &= sharp
    deepest = max(rows, key=lambda node: node.id.count("."), default=None)
    crossed = any(not _path(row.id, deepest.id) for row in rows if deepest is not None)
    column_of = columns[-1] if len({leaf.id for leaf in columns}) == 1 else None
    return deepest, column_of, sure and not crossed


def ordered(text: str, table: "Printed", rows: int = 1) -> bool:
    """Whether the labels that stand in the heads are in no other order than the form's.

    In a table that is printed across the heads may begin anew for each of so many rows.
    """
    found = _labels(table.columns).findall(text)
    size = len(table.columns.leaves)
    if table.across:
        if not _last_in_order(_labels(table.rows).findall(text), _ids(table.rows)):
            return False
        leaves = [_ids(table.columns)[label] for label in found][-rows * size :]
        order = [node.id for node in table.columns.leaves]
        anew = sum(order.index(a) >= order.index(b) for a, b in pairwise(leaves))
        return anew < rows
    return _last_in_order(found, _ids(table.columns))


def _last_in_order(found: "Sequence[str]", ids: "Mapping[str, str]") -> bool:
    """Whether labels follow each other in the form's order among those of one parent."""
    last = {ids[label]: n for n, label in enumerate(found)}
    groups: dict[str, list[int]] = {}
    for one in dict.fromkeys(ids.values()):
        if one in last:
            groups.setdefault(one.rpartition(".")[0], []).append(last[one])
    return all(group == sorted(group) for group in groups.values())


def _plain(text: str, table: "Printed") -> bool:
    """Whether all heads stand there once for each row, in the form's order, whatever is merged."""
    found = [_ids(table.columns)[label] for label in _labels(table.columns).findall(text)]
    rows = [_ids(table.rows)[label] for label in _labels(table.rows).findall(text)]
    leaves = [leaf.id for leaf in table.columns.leaves]
    return found == leaves * len(table.rows.leaves) and rows == [n.id for n in table.rows.nodes]


@cache
def _ids(axis: "Axis") -> "Mapping[str, str]":
    """The node of each wording; the first has it where two share it."""
    found: dict[str, str] = {}
    for node in axis.nodes:
        for wording in labels.name(node).wordings:
            found.setdefault(wording.full, node.id)
    return found


@cache
def _labels(axis: "Axis") -> re.Pattern[str]:
    longest = sorted(_ids(axis), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)))


def before(blocks: "Sequence[Line | Table]", block: int) -> str:
    """The text of what stands above a block by itself: heads in tables or lines of their own."""
    found: list[str] = []
    for other in reversed(stated(blocks, block, _ABOVE)):
        texts = [other.text] if isinstance(other, Line) else [cell.text for cell in other.cells]
        drawn = isinstance(other, Table) and any(map(looks_like_figure, texts))
        if drawn or (isinstance(other, Line) and len(other.text) > _SHORT):
            break
        found.append("".join(map(bare, texts)))
    return "".join(reversed(found))


def stated(blocks: "Sequence[Line | Table]", block: int, count: int) -> "Sequence[Line | Table]":
    """The nearest blocks above one, empty lines left out."""
    near = (b for b in reversed(blocks[max(block - _FAR, 0) : block])
            if isinstance(b, Table) or b.text.strip())  # fmt: skip
    return tuple(islice(near, count))[::-1]
