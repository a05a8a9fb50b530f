"""Texts and tables as Markdown: whatever a report says is text, and no mark."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gkreport.renderers.page import Table

_MARKS: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>&#|~$!^"})
_LEADING: Final = re.compile(r"^(?:[-+=:]|[0-9]{1,9}[.)](?=\s|$))")
"""What would make a list, a rule or a heading at the beginning of a line."""


def escaped(text: str) -> str:
    """A text that stands alone, as Markdown that shows just this."""
    marked = text.translate(_MARKS)
    return _LEADING.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", marked)


def piped(table: "Table") -> str:
    """A pipe table; of a merged cell the first place holds the text, and the others are blank."""
    grid = [[""] * table.layout.width for _ in range(table.layout.height)]
    for slot in table.layout.slots:
        grid[slot.row][slot.col] = table.texts[slot].translate(_MARKS)
    lines = [f"| {' | '.join(row)} |" for row in grid]
    return "\n".join((lines[0], "|" + " --- |" * table.layout.width, *lines[1:]))
