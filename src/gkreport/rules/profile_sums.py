"""Further sums that a local requirement asks for, over this year's and last year's figures."""

from typing import TYPE_CHECKING

from gkreport.identity import Sides
from gkreport.report.cells import Gap
from gkreport.rules.profile_model import equations
from gkreport.rules.years import restated
from gkreport.sums import failing

if TYPE_CHECKING:
    from gkreport.finding import Number
    from gkreport.form import Equation, Grid
    from gkreport.identity import Identity
    from gkreport.report import Figures
    from gkreport.rules import Case
    from gkreport.sums import Sum


def wrong(figures: "Figures", scheme: "Identity", case: "Case") -> "tuple[Sum, ...]":
    """The equations of a further sum that fail in a table; cells of last year stand behind it.

    Nothing where last year's report is needed and not there, or the table lacks the cells: it is on
    another form, or states a branch as one row.
    """
    grid = figures.grid
    if scheme.across_years and case.last is None:
        return ()
    try:
        found = _joined(grid, scheme)
    except ValueError:
        return ()
    values = (*figures.values, *_before(grid, case))
    plain = {e.where: e for e in _joined(grid, _without_signs(scheme))}
    return tuple(_as_written(s, plain[s.equation.where], values) for s in failing(found, values))


def _joined(grid: "Grid", scheme: "Identity") -> "tuple[Equation, ...]":
    """The equations with last year's cells behind this year's."""
    size = len(grid.addresses)
    return tuple(
        e._replace(
            left=(*e.left, *(n + size for n in e.last_left)),
            right=(*e.right, *(n + size for n in e.last_right)),
        )
        for e in equations(grid, scheme)
    )


def _before(grid: "Grid", case: "Case") -> "list[Number | None]":
    """Last year's figures as far as they are known, corrected where this report says so."""
    if case.last is None:
        return [None] * len(grid.addresses)
    corrected = restated(case.reading, case.report)
    cells = (corrected.get(a, case.last.cell(a)) for a in grid.addresses)
    return [None if isinstance(cell, Gap) else cell for cell in cells]


def _without_signs(scheme: "Identity") -> "Identity":
    sides = (tuple(term._replace(sign=1) for term in side) for side in scheme.sides)
    return scheme._replace(sides=Sides(*sides))


def _as_written(s: "Sum", plain: "Equation", values: "tuple[Number | None, ...]") -> "Sum":
    """A sum whose subtracted cells, moved to the other side to be added, are back on their own."""
    moved = [values[n] for n in set(plain.left) ^ set(s.equation.left)]
    known = [value for value in moved if value is not None]
    if len(known) < len(moved):
        return s
    return s._replace(left=s.left - sum(known), right=s.right - sum(known))
