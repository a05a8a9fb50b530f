"""Figures of made-up reports: those of published ones, their leaves scaled at random.

Totals are made anew by the identities of the form. The identities are linear, so that the sum of
two such reports is one again: a few prepared ones give any number of them.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Final

from gkreport.form import Form, Grid, Node
from gkreport.report.cells import Gap, read
from gkreport.sums import derive

Values = tuple[Any, ...]
"""The figures of a report, table by table, row by row."""
Cell = Sequence[str]
"""The key of a table, a row with all rows below it, and a column; an empty text stands for all."""
KEPT: Final = Path(__file__).parents[1] / "tests" / "corpus" / "figures.json"
_TRIES: Final = 200
_LEAST, _MOST = 0.4, 1.6
"""By what a figure is scaled."""


class Layout:
    """A form's cells in one line, and how a file states them."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.grids = tuple(table.grid for table in form.tables)
        self.starts = (0, *accumulate(len(g.addresses) for g in self.grids))
        self.index = {a: n for n, a in enumerate(a for g in self.grids for a in g.addresses)}

    @cached_property
    def template(self) -> str:
        """The tables of a file with a place for each figure."""
        lines: list[str] = []
        for key in self.form.keys:
            lines += ("", f"[{key}]")
            for table in self.form.printed(key):
                places = ", ".join(["%s"] * len(table.columns.leaves))
                whole = f"[{places}]" if "," in places else places
                lines += [f"{row.id} = {whole}" for row in table.rows.leaves]
        return "\n".join(lines) + "\n"

    def cells(self, cell: Cell) -> tuple[int, ...]:
        """Where a named cell, or all that it stands for, is found; nowhere on other forms."""
        key, row, column = cell
        return tuple(
            n
            for a, n in self.index.items()
            if a.table == key
            and (not row or a.row == row or a.row.startswith(f"{row}."))
            and (not column or a.column == column)
        )

    def parted(self, values: Sequence[Any]) -> Iterator[tuple[Grid, Sequence[Any]]]:
        """Each table with its own figures."""
        for grid, start in zip(self.grids, self.starts, strict=False):
            yield grid, values[start : start + len(grid.addresses)]

    @cached_property
    def derived(self) -> tuple[frozenset[int], ...]:
        """By table, the cells that follow from others: totals, and what came in of what went."""
        return tuple(
            frozenset(
                n
                for e in grid.in_year
                for n in e.left
                if len(e.left) == 1 or n == e.left[0]
            )
            for grid in self.grids
        )  # fmt: skip


def published(layout: Layout) -> list[Values]:
    """The figures of the published reports on a form, those of GKREPORT_CORPUS where it is set."""
    folder = os.environ.get("GKREPORT_CORPUS")
    path = Path(folder) / "figures.json" if folder else KEPT
    told = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    reports = [r for r in told["reports"] if r["form"] == layout.form.id]
    return [
        tuple(f for grid in layout.grids for f in _table(r, grid)) for r in reports
    ]  # fmt: skip


def _table(told: Mapping[str, Any], grid: Grid) -> Iterator[Any]:
    """The figures of a table; 0 where the cells of a row could not be told apart."""
    width = len(grid.columns.leaves)
    for n, node in enumerate(grid.rows.leaves):
        if grid.table.across:
            row = told["remedies"][n * width : n * width + width]
        elif grid.in_year:
            row = told["applications"].get(node.id)
        else:
            row = _labelled(told["proactive_disclosure"], node)
        cells = row if isinstance(row, list) else [row] if width == 1 else [0] * width
        yield from (_figure(cell) for cell in cells)


def _labelled(rows: Mapping[str, Any], node: Node) -> object:
    return next((rows[label] for label in (node.label, *node.aliases) if label in rows), None)


def _figure(cell: object) -> "int | Decimal":
    found = read(cell, "money")
    return 0 if isinstance(found, Gap) else found


def made(
    layout: Layout, told: Values, luck: Random, settle: Callable[[list[Any]], bool]
) -> Values | None:
    """Another report like a published one, or None where chance makes none that is sound.

    `settle` may change figures that others do not follow from, and says whether the rest will do.
    """
    for _ in range(_TRIES):
        values: list[Any] = [_scaled(value, luck) for value in told]
        if not settle(values):
            continue
        whole = [v for n in range(len(layout.grids)) for v in _settled(layout, n, values)]
        if None not in whole and settle(whole):
            return tuple(whole)
    return None


def _scaled(value: "int | Decimal", luck: Random) -> "int | Decimal":
    if not value:
        return value
    times = luck.uniform(_LEAST, _MOST)
    if isinstance(value, Decimal):
        return round(value * Decimal(times), 2)
    return int(value * times + luck.random())


def _settled(layout: Layout, n: int, values: list[Any]) -> list[Any]:
    """A table with its totals made anew; None where there would have to be less than nothing."""
    grid, gaps, start = layout.grids[n], layout.derived[n], layout.starts[n]
    own = values[start : start + len(grid.addresses)]
    holes = [None if m in gaps else value for m, value in enumerate(own)]
    found = derive(grid.in_year, holes, gaps).values
    return [found.get(m, value) for m, value in enumerate(holes)]


def added(one: Values, other: Values) -> list[Any]:
    """The sum of two reports."""
    return [a + b for a, b in zip(one, other, strict=True)]
