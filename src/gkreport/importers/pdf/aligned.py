"""Tables without ruling lines, where the columns are plain to see; else the lines stay lines."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from gkreport.importers import limits
from gkreport.importers.blocks import Cell, Table
from gkreport.importers.pdf.lines import TextLine

ROWS = 3
COLUMNS = 3
FULL = 0.5
"""Of the rows: a column that fewer of them fill is none."""


def groups(lines: Sequence[TextLine]) -> Iterator[Sequence[TextLine] | Table]:
    """The lines in order, those that stand in plain columns as tables."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and len(lines[end].runs) >= COLUMNS:
            end += 1
        table = _table(lines[start:end]) if end - start >= ROWS else None
        if table:
            yield table
        else:
            end = max(end, start + 1)
            yield lines[start:end]
        start = end


def _table(lines: Sequence[TextLine]) -> Table | None:
    """A table where every run of every line falls into one column that others share."""
    columns: list[list[float]] = []
    for x0, x1 in sorted((run.x0, run.x1) for line in lines for run in line.runs):
        if columns and x0 < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], x1)
        else:
            columns.append([x0, x1])
    starts = [x0 for x0, _ in columns]
    cells = []
    filled = [0] * len(columns)
    if len(columns) * len(lines) > limits.CELLS:
        return None
    for row, line in enumerate(lines):
        texts = [""] * len(columns)
        for run in line.runs:
            at = bisect_right(starts, run.x0) - 1
            if texts[at]:
                return None
            texts[at] = run.text
            filled[at] += 1
        cells += [Cell(text, row, col) for col, text in enumerate(texts)]
    if len(columns) < COLUMNS or min(filled) < len(lines) * FULL:
        return None
    return Table(tuple(cells), len(lines), len(columns))
