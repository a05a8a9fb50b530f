"""What may be one row of a table: a label and what stands beside it."""

from typing import NamedTuple

from gkreport.importers.blocks import Origin


class Token(NamedTuple):
    """A figure, or several glued together, as it stands in a text."""

    text: str
    gap: str
    """The white space before it."""


class Beside(NamedTuple):
    """One cell of a grid to the right of a label."""

    text: str
    col: int
    colspan: int
    figure: bool
    """Whether it looks like a figure or a mark."""


class Item(NamedTuple):
    """A label and its figures. Either `tokens` (of a text) or `cells` (of a grid) are filled."""

    label: str
    """Folded, without white space. Of a text: all since the last figures, the label at the end."""
    block: int
    origin: Origin
    tokens: tuple[Token, ...] = ()
    cells: tuple[Beside, ...] = ()
    grid: bool = False
    raw: str = ""
    """The figures as they stand in the source."""
    blank: str = ""
    """The white space behind a label of a text without figures."""
    trail: str = ""
    """The white space behind the last figure."""
    tail: str = ""
    """Text that follows without white space and may have begun with digits, else empty."""
    start: int = 0
    end: int = 0
    """Where the item stands in the stream."""
    parents: tuple[str, ...] = ()
    """Labels of a grid further left."""

    @property
    def filled(self) -> bool:
        """Whether there is anything like a figure."""
        return bool(self.tokens) or any(cell.figure for cell in self.cells)
