"""Which cell of a grid's row stands in which column of the form: by heads, else by exact count."""

from typing import TYPE_CHECKING, NamedTuple

from gkreport.importers.figures import labels
from gkreport.importers.figures.fold import bare
from gkreport.importers.figures.grids import distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.importers.blocks import Table
    from gkreport.importers.figures.items import Beside, Item
    from gkreport.importers.figures.labels import Name

_LEAST = 0.75
_HEADS = 40
"""So many rows above a row are looked at."""

Cells = tuple["Beside", ...]


class Frame(NamedTuple):
    """What is known of a grid's columns for one table of the form."""

    block: "Table"
    stub: int
    """The first column that may hold figures."""
    spacers: frozenset[int]
    """Columns that are blank in every row of the table, heads included."""
    beyond: int
    """The first column that no row of the table reaches: spans run over it, that is all."""
    heads: tuple[tuple[int, ...], ...]
    """For each column of the form, the grid's columns under its label; empty if there is none."""

    @property
    def flat(self) -> bool:
        """Whether nothing is merged, so that a cell repeated under one head is one figure."""
        return all(cell.rowspan == cell.colspan == 1 for cell in self.block.cells)

    @property
    def headed(self) -> bool:
        """Whether every column of the form has its label, in the form's order."""
        return all(self.heads) and all(
            max(left) < min(right) for left, right in zip(self.heads, self.heads[1:], strict=False)
        )


def frame(
    block: "Table", items: "Sequence[Item]", heads: "Sequence[int]", names: "Sequence[Name]"
) -> Frame:
    """The frame for rows of one table, `heads` being the grid's rows above them."""
    stub = max((item.end for item in items), default=0)
    stacks = {column: _stack(block, heads, column) for column in range(stub, block.width)}
    filled = {
        column
        for item in items
        for cell in item.cells
        if cell.text.strip()
        for column in range(cell.col, cell.col + cell.colspan)
    }
    spacers = frozenset(c for c, stack in stacks.items() if not stack and c not in filled)
    reached = [
        column + 1
        for row in {*(item.start for item in items), *heads[-1:]}
        for column, cell in enumerate(block.dense[row])
        if cell is not None and (cell.colspan == 1 or len(names) == 1)
    ]
    beyond = max(reached, default=block.width)
    return Frame(block, stub, spacers, beyond, tuple(_under(name, names, stacks) for name in names))


def _stack(block: "Table", heads: "Sequence[int]", column: int) -> str:
    cells = [block.dense[row][column] for row in heads]
    seen = dict.fromkeys(cell for cell in cells if cell is not None)
    return "".join(bare(cell.text) for cell in seen)


def _under(name: "Name", names: "Sequence[Name]", stacks: "dict[int, str]") -> tuple[int, ...]:
    """The columns whose heads end in a label, and in no other label as well."""
    return tuple(
        column
        for column, stack in stacks.items()
        if (near := labels.closeness(stack, name)) >= _LEAST
        and near == max(labels.closeness(stack, other) for other in names)
    )


def of_row(frame: Frame, item: "Item") -> Cells | None:
    """A row's cells in the form's order, or None where there is any doubt."""
    cells = [cell for cell in item.cells if cell.col >= frame.stub]
    counted = _by_count(frame, item, cells)
    if any(cell.text.strip() for cell in item.cells if cell.col < frame.stub):
        return counted if counted == item.cells else None
    if frame.headed:
        headed = _by_heads(frame, item, cells)
        agree = None in (counted, headed) or _texts(counted) == _texts(headed)
        return headed if agree else None
    if counted is None or not any(frame.heads):
        return counted
    return counted if _agrees(frame, counted, cells) else None


def _texts(cells: Cells | None) -> tuple[str, ...]:
    return tuple(cell.text for cell in cells or ())


def _by_count(frame: Frame, item: "Item", cells: "Sequence[Beside]") -> Cells | None:
    wanted = len(frame.heads)
    stated = [cell for cell in cells if cell.text.strip()]
    if wanted == 1:
        return ((stated or cells)[0],) if cells and len(stated) <= 1 else None
    if None in frame.block.dense[item.start][frame.stub : frame.beyond]:
        own = item.cells
        return own if len(own) == wanted and all(map(str.strip, _texts(own))) else None
    narrow = [cell for cell in cells if not frame.spacers.issuperset(_columns(cell))]
    for kept in (cells, narrow):
        if len(kept) == wanted:
            return tuple(kept)
    return None


def _by_heads(frame: Frame, item: "Item", cells: "Sequence[Beside]") -> Cells | None:
    found: list[Beside] = []
    used: list[Beside] = []
    for columns in frame.heads:
        under = [cell for cell in cells if not _columns(cell).isdisjoint(columns)]
        stated = [cell for cell in under if cell.text.strip()]
        same = len({cell.text for cell in stated}) == 1 and frame.flat
        if not under or (len(stated) > 1 and not same):
            return None
        found.append((stated or under)[0])
        used += stated
    rest = [cell for cell in cells if cell.text.strip() and cell not in used]
    gaps = None in frame.block.dense[item.start][frame.stub : frame.beyond]
    moved = gaps and not all(cell.text.strip() for cell in found)
    return None if rest or moved or len(set(used)) != len(used) else tuple(found)


def _agrees(frame: Frame, counted: Cells, cells: "Sequence[Beside]") -> bool:
    """Whether the cells stand under those heads that could be read."""
    kept = cells
    if len(kept) != len(counted):
        kept = [cell for cell in cells if not frame.spacers.issuperset(_columns(cell))]
    if len(kept) != len(counted):
        return True  # a single figure, wherever it stands
    return all(
        not columns or not _columns(cell).isdisjoint(columns)
        for columns, cell in zip(frame.heads, kept, strict=True)
    )


def _columns(cell: "Beside") -> set[int]:
    return set(range(cell.col, cell.col + cell.colspan))


def heads_above(number: int, taken: frozenset[int]) -> tuple[int, ...]:
    """The rows right above one up to the nearest row of figures, from the top."""
    found = []
    row = number - 1
    while row >= max(0, number - _HEADS) and row not in taken:
        found.append(row)
        row -= 1
    return tuple(found[::-1])


def words(block: "Table", rows: "Sequence[int]") -> str:
    """The text of some rows of a grid, each cell once."""
    cells = dict.fromkeys(cell for row in rows for cell in distinct(block.dense[row]))
    return "".join(bare(cell.text) for cell in cells)
