"""What every reader of a published document gives: text lines and tables, in the order of reading.

A reader knows its file type and nothing of the form; what follows knows the form and no file type.
"""

from functools import cached_property
from typing import Literal, NamedTuple

STRETCHED = chr(0x2003)
"""A space that takes the room of a wide one: its line was filled, or it is several."""
Held = Literal["", "near", "alike", "broken"]
"""A line and the one below: nothing is known, they stand together, both are set alike on one axis,
or a page's width broke what they are."""


class Origin(NamedTuple):
    """Where something stood in the source. Numbers count from 1; 0 is unknown or does not apply."""

    page: int = 0
    line: int = 0
    table: int = 0
    row: int = 0
    column: int = 0


class Line(NamedTuple):
    """One paragraph or one line of text; an empty one keeps its place.

    In plain text and in a PDF every line is one; elsewhere a paragraph is, its own line breaks
    kept as newlines. White space stands as in the source.
    """

    text: str
    origin: Origin = Origin()
    level: int = 0
    """The level of a heading where the source says so, else 0."""
    free: bool = True
    """Whether the line's end is an end of paragraph; False where a page's width broke it."""
    held: Held = ""
    """Whether a centred line goes on in the one below, of which a name's end could be left."""
    joint: str | None = None
    """What stands between the line and the one that goes on from it, where the source says so."""


class Cell(NamedTuple):
    """One cell of a table, with the rows and columns it covers. `text` as in the source."""

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


class _Table(NamedTuple):
    cells: tuple[Cell, ...]
    height: int
    width: int
    origin: Origin = Origin()


class Table(_Table):
    """A table whose cells do not overlap; places that none covers are absent, not blank.

    `height` and `width` are in grid units. A table that only lays out a page is no table: its
    reader gives what stands in its cells as lines and tables of their own.
    """

    @cached_property
    def dense(self) -> tuple[tuple[Cell | None, ...], ...]:
        """The grid: every place holds the cell that covers it, or None."""
        grid: list[list[Cell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rowspan, self.height)):
                for col in range(cell.col, min(cell.col + cell.colspan, self.width)):
                    grid[row][col] = cell
        return tuple(map(tuple, grid))


Block = Line | Table


class Note(NamedTuple):
    """Something a person should know about how the document was read, in Chinese."""

    code: str
    """Kebab-case: what was met."""
    message: str
    origin: Origin = Origin()
    serious: bool = False
    """Whether it leaves something unresolved (exit 1)."""


class Document(NamedTuple):
    """A source as blocks. `meta` is what the file says of itself: title, date, source."""

    blocks: tuple[Block, ...]
    kind: str
    """"html", "docx", "pdf", "xlsx", "markdown" or "text"."""
    meta: tuple[tuple[str, str], ...] = ()
    """Pairs of a lower-case name ("title", "pubdate", "source") and a value, as found."""
    notes: tuple[Note, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Text and address of each link of the content, where that matters (list pages)."""
    images: int = 0


class Refused(Exception):  # noqa: N818 - it is what the program does, no mishap
    """A source that holds no readable report: the message says what it is and what to do."""
