"""What has been found out so far, gathered while the tables are read."""

from typing import TYPE_CHECKING

from gkreport.form import Address
from gkreport.importers.figures import cells
from gkreport.importers.figures.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.finding import Number
    from gkreport.form import Form, Grid
    from gkreport.importers.blocks import Note
    from gkreport.importers.figures.items import Item
    from gkreport.importers.figures.model import How


class Sheet:
    """The figures of a document, filled row by row. Becomes a `Found` in the end."""

    def __init__(self) -> None:
        self.forms: dict[str, Form] = {}
        self.values: dict[Address, Number | str] = {}
        self.rows: dict[tuple[str, str], str] = {}
        self.evidence: list[Evidence] = []
        self.notes: list[Note] = []

    def state(self, grid: "Grid", row: str, texts: "Sequence[str]", item: "Item") -> None:
        """A row whose cells stand apart."""
        start = grid.index[row, grid.columns.leaves[0].id]
        for n, text in enumerate(texts):
            address = grid.addresses[start + n]
            read = cells.read(text, grid.kinds[start + n])
            self.values[address] = read.value
            self.evidence.append(Evidence(*address, text.strip(), item.origin, read.how))

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
