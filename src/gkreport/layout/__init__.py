"""From a table's two trees to the printed grid: where every label and every figure sits.

A renderer is a loop over slots; it knows nothing of the tables' meaning.
"""

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from gkreport.form import Address

if TYPE_CHECKING:
    from gkreport.form import Axis, Form, Grid, Node

Role = Literal["title", "corner", "column", "row", "figure"]
Folded = frozenset[str]


class Slot(NamedTuple):
    """One printed cell: a label or the address of a figure, with the rows and columns it covers."""

    row: int
    col: int
    rowspan: int
    colspan: int
    role: Role
    text: str = ""
    address: Address | None = None
    node: str = ""
    """The id of the node whose label this is."""


class Layout(NamedTuple):
    """A printed table. Slots tile `height` x `width` exactly, in reading order."""

    slots: tuple[Slot, ...]
    height: int
    width: int
    head: int
    """How many leading rows are headings that a page break should repeat; 0 where tables stack."""

    @property
    def rows(self) -> tuple[tuple[Slot, ...], ...]:
        """The slots that begin in each row, from the top."""
        return tuple(
            tuple(slot for slot in self.slots if slot.row == n) for n in range(self.height)
        )


def split(layout: Layout, step: int) -> tuple[Layout, ...]:
    """A table cut into pieces of `step` columns, headings above a cut repeated in each piece."""
    return tuple(
        Layout(
            tuple(_cut(slot, start, start + step) for slot in layout.slots
                  if slot.col < start + step and slot.col + slot.colspan > start),
            layout.height, step, layout.head,
        )
        for start in range(0, layout.width, step)
    )  # fmt: skip


def _cut(slot: Slot, start: int, end: int) -> Slot:
    left, right = max(slot.col, start), min(slot.col + slot.colspan, end)
    return slot._replace(col=left - start, colspan=right - left)


class _Heading(NamedTuple):
    """A label of an axis: place along the axis, leaves it covers, level, levels it covers."""

    at: int
    size: int
    level: int
    depth: int
    node: "Node"


@cache
def lay_out(form: "Form", key: str, folded: Folded = frozenset()) -> Layout:
    """The printed table of that key; several tables stack, the last column taking the rest."""
    grids = [table.folded(folded & set(table.foldable)) for table in form.printed(key)]
    single = [_across(grid) if grid.table.across else _table(grid) for grid in grids]
    if len(single) == 1:
        return single[0]
    width = max(layout.width for layout in single)
    slots: list[Slot] = []
    top = 0
    for layout in single:
        slots += (_place(slot, top, layout.width, width) for slot in layout.slots)
        top += layout.height
    return Layout(tuple(slots), top, width, 0)


def _place(slot: Slot, top: int, width: int, wanted: int) -> Slot:
    """A slot of one stacked table moved down, and widened where it ends at the right edge."""
    wider = wanted - width if slot.col + slot.colspan == width else 0
    return slot._replace(row=slot.row + top, colspan=slot.colspan + wider)


def _table(grid: "Grid") -> Layout:
    """A table with a stub on the left and headings above."""
    table, stub = grid.table, grid.rows.depth
    width = stub + len(grid.columns.leaves)
    title, band = bool(table.title), bool(table.band)
    head = title + band + grid.columns.depth
    slots: list[Slot] = []
    if title:
        slots.append(Slot(0, 0, 1, width, "title", table.title))
    slots.append(Slot(title, 0, head - title, stub, "corner", table.corner))
    if band:
        slots.append(Slot(title, stub, 1, width - stub, "column", table.band))
    slots += (
        Slot(title + band + h.level, stub + h.at, h.depth, h.size, "column", h.node.label, None,
             h.node.id)
        for h in headings(grid.columns)
    )  # fmt: skip
    slots += (
        Slot(head + h.at, h.level, h.size, h.depth, "row", h.node.label, None, h.node.id)
        for h in headings(grid.rows)
    )
    columns = len(grid.columns.leaves)
    slots += (
        Slot(head + n // columns, stub + n % columns, 1, 1, "figure", "", address)
        for n, address in enumerate(grid.addresses)
    )
    height = head + len(grid.rows.leaves)
    return Layout(_sorted(slots), height, width, head)


def _across(grid: "Grid") -> Layout:
    """A table printed in one row: the column axis grafted under each leaf of the row axis."""
    per_row = len(grid.columns.leaves)
    under = grid.columns.depth
    top = grid.rows.depth
    slots: list[Slot] = []
    for h in headings(grid.rows):
        is_leaf = h.node in grid.rows.leaves
        depth = 1 if is_leaf else h.depth
        slots.append(
            Slot(h.level, h.at * per_row, depth, h.size * per_row, "column", h.node.label, None,
                 h.node.id)
        )  # fmt: skip
        if is_leaf:
            start = h.level + 1
            slots += (
                Slot(start + c.level, h.at * per_row + c.at,
                     c.depth + top + under - start - grid.columns.depth, c.size, "column",
                     c.node.label, None, c.node.id)
                for c in headings(grid.columns)
            )  # fmt: skip
    head = top + under
    slots += (Slot(head, n, 1, 1, "figure", "", a) for n, a in enumerate(grid.addresses))
    return Layout(_sorted(slots), head + 1, len(grid.addresses), head)


def headings(axis: "Axis") -> tuple[_Heading, ...]:
    """Where each heading sits: a parent is as wide as its leaves, a leaf as deep as the axis."""
    place = {leaf.id: n for n, leaf in enumerate(axis.leaves)}
    found = []
    for node in axis.nodes:
        branch = node.id + "."
        inside = [n for leaf, n in place.items() if leaf == node.id or leaf.startswith(branch)]
        level = node.depth - 1
        depth = axis.depth - level if node.id in place else 1
        found.append(_Heading(inside[0], len(inside), level, depth, node))
    return tuple(found)


def _sorted(slots: list[Slot]) -> tuple[Slot, ...]:
    return tuple(sorted(slots, key=lambda slot: (slot.row, slot.col)))
