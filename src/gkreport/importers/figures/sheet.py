"""What has been found out so far, gathered while the tables are read."""

from typing import TYPE_CHECKING

from gkreport.form import Address
from gkreport.importers.blocks import Note
from gkreport.importers.figures import cells, units
from gkreport.importers.figures.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.finding import Number
    from gkreport.form import Form, Grid, Kind, Table
    from gkreport.importers.figures.items import Item
    from gkreport.importers.figures.model import How
    from gkreport.importers.figures.runs import Run


class Sheet:
    """The figures of a document, filled row by row. Becomes a `Found` in the end."""

    def __init__(self) -> None:
        self.forms: dict[str, Form] = {}
        self.values: dict[Address, Number | str] = {}
        self.rows: dict[tuple[str, str], str] = {}
        self.evidence: list[Evidence] = []
        self.notes: list[Note] = []
        self.used: set[int] = set()
        """Items that belong to rows besides those that begin them."""

    def state(self, grid: "Grid", row: str, run: "Run", item: "Item") -> None:
        """A row whose cells stand apart."""
        start = grid.index[row, grid.columns.leaves[0].id]
        if _out_of_step(run.cells or (), grid.kinds[start:]):
            self.leave(grid.table.key, row, item)
            return
        places = [item.origin._replace(column=column + 1) for column in run.columns]
        for n, text in enumerate(run.cells or ()):
            address, kind = grid.addresses[start + n], grid.kinds[start + n]
            read = cells.read(text, kind)
            other = units.with_unit(read, text, run.unit, kind) if kind in units.KINDS else None
            self.values[address] = other.value if other else read.value
            how = "unresolved" if other or units.doubtful(read, kind) else read.how
            place = places[n] if places else item.origin
            candidates = other.candidates if other else ()
            self.evidence.append(Evidence(*address, text.strip(), place, how, candidates))
            if other:
                self._in_unit(run.unit, units.KINDS[kind], item)

    def _in_unit(self, unit: str, usual: str, item: "Item") -> None:
        """Say that the heads name another unit than the form's."""
        message = f"表头写的单位是“{unit}”，格式的单位是“{usual}”，没有换算，请换算以后再填"
        self.notes.append(Note("unit-differs", message, item.origin, serious=True))

    def count(
        self, grid: "Grid", row: str, numbers: "Sequence[int]", item: "Item", how: "How"
    ) -> None:
        """A row whose digits were cut."""
        for column, number in zip(grid.columns.leaves, numbers, strict=True):
            address = Address(grid.table.key, row, column.id)
            self.values[address] = number
            self.evidence.append(Evidence(*address, item.raw, item.origin, how))

    def leave(
        self, key: str, row: str, item: "Item", candidates: "Sequence[Sequence[int]]" = ()
    ) -> None:
        """A row that could not be cut into cells."""
        self.rows[key, row] = item.raw
        readings = tuple(" ".join(map(str, c)) for c in candidates)
        self.evidence.append(Evidence(key, row, "", item.raw, item.origin, "unresolved", readings))

    def disordered(self, form: "Form", table: "Table", item: "Item") -> None:
        """Say that a table's heads stand in another order than the form's."""
        name = form.sections[table.section - 1].heading
        message = (
            f"“{name}”的表头和格式的次序不一样，无法判断哪个数字归哪一栏，没有填。"
            "请对照原文的表头填写"
        )
        self.notes.append(Note("heads-disordered", message, item.origin, serious=True))


def _out_of_step(texts: "Sequence[str]", kinds: "Sequence[Kind]") -> bool:
    """Whether a text cannot stand in its own column but could in another: a cell was lost."""
    row = tuple(zip(texts, kinds, strict=False))
    others = set(kinds[: len(row)])
    return len(others) > 1 and any(
        units.doubtful(cells.read(text, kind), kind)
        and any(not units.doubtful(cells.read(text, other), other) for other in others - {kind})
        for text, kind in row
    )
