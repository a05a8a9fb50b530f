"""Texts and tables as Markdown: whatever a report says is text, and no mark."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gkreport.layout import Slot
    from gkreport.renderers.page import Table

_MARKS: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>&#|~$!^"})
_LEADING: Final = re.compile(r"^(?:[-+=:]|[0-9]{1,9}[.)](?=\s|$))")
"""What would make a list, a rule or a heading at the beginning of a line."""


def escaped(text: str) -> str:
    """A text that stands alone, as Markdown that shows just this."""
    marked = text.translate(_MARKS)
    return _LEADING.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", marked)


def piped(table: "Table") -> str:
    """A pipe table; of a merged cell the first place holds the text, and the others are blank.

    Of a row that was never split into figures a comment says so: its text may look like a figure.
    """
    grid = [[""] * table.layout.width for _ in range(table.layout.height)]
    for slot in table.layout.slots:
        text = table.texts[slot].translate(_MARKS)
        whole = slot.role == "figure" and text and _columns(table, slot) > 1
        grid[slot.row][slot.col] = f"{text} <!-- 合为 {slot.colspan} 格 -->" if whole else text
    lines = [f"| {' | '.join(row)} |" for row in grid]
    return "\n".join((lines[0], "|" + " --- |" * table.layout.width, *lines[1:]))


def _columns(table: "Table", slot: "Slot") -> int:
    """How many columns of the form a figure's cell covers, by the heads right above it."""
    if slot.colspan == 1:
        return 1
    heads = [
        head.row + head.rowspan
        for head in table.layout.slots
        if head.role == "column"
        and head.row < slot.row
        and slot.col < head.col + head.colspan
        and head.col < slot.col + slot.colspan
    ]
    return heads.count(max(heads, default=0))
