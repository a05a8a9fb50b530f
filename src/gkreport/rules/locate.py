"""From failing sums to their cause, where only one cause fits.

Each wrong cell disturbs exactly the equations it stands in, by the same amount. Everything here is
generic over any form: it knows cells by index and equations by their sides.
"""

from typing import TYPE_CHECKING, NamedTuple

from gkreport.identity import TOTAL
from gkreport.sums import Sum, Values, add, closed, failing, filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.finding import Number
    from gkreport.form import Equation, Grid


class Wrong(NamedTuple):
    """One cell, and the value that makes every sum hold."""

    cell: int
    stated: "Number"
    proposed: "Number"
    certain: bool
    """False where a gap had to be taken as 0."""


class ZeroTotals(NamedTuple):
    """Totals left at 0 under parts that add up to more; `also` is one more wrong cell."""

    totals: "tuple[tuple[int, Number], ...]"
    sole: bool
    """One cell whose equations have no gap left."""
    also: Wrong | None


class Shifted(NamedTuple):
    """Figures that may stand one row or column away from their place: (stands at, belongs to)."""

    readings: tuple[tuple[int, int], ...]


Cause = Wrong | ZeroTotals | Shifted | None


def diagnose(grid: "Grid", equations: "Sequence[Equation]", values: Values) -> Cause:
    """The cause of all failing sums, if exactly one kind of mistake explains them."""
    zero = zero_totals(equations, values)
    wrong = locate(equations, values)
    if zero and not failing(equations, filled(values, dict(zero))):
        if _gaps(equations, values) and set(fitting(equations, values)) - dict(zero).keys():
            return None  # two causes fit, as gaps allow
        return ZeroTotals(zero, _sole(zero, equations, values), None)
    if wrong is not None:
        return wrong
    readings = shifted(grid, equations, values)
    fits = set(fitting(equations, values))
    alone = _gaps(equations, values) and all(fits <= set(pair) for pair in readings)
    if 1 <= len(readings) <= 2 and (alone or not fits):  # noqa: PLR2004
        return Shifted(readings)
    if zero:
        also = locate(equations, filled(values, dict(zero)))
        if also is not None and also.cell not in dict(zero):
            return ZeroTotals(zero, sole=False, also=also)
    return None


def _gaps(equations: "Sequence[Equation]", values: Values) -> bool:
    """Whether equations that check one another have gaps; one by itself never tells parts apart."""
    cells = {n for e in equations for n in (*e.left, *e.right)}
    return len(equations) > 1 and any(values[n] is None for n in cells)


def locate(equations: "Sequence[Equation]", values: Values) -> Wrong | None:
    """The one cell whose change makes nothing fail, if its equations leave no doubt.

    First no other cell may fit, gaps counted as unknown; then the cell's own equations must be
    complete and all be off by the same amount, and the proposed value be >= 0.
    """
    zeros = closed(equations, values)
    settled = filled(values, zeros)
    wrong = [s for e in equations if (s := add(e, settled)).fails]
    if not wrong:
        return None
    raw = [add(equation, values) for equation in equations]
    if sum(s.fails for s in raw) != len(wrong):
        return None  # a failure that rests on a gap taken as 0 may have its cause elsewhere
    fits = fitting(equations, values)
    if len(fits) != 1:
        return None
    return _proposal(fits[0], [add(e, settled) for e in equations], values, zeros)


def fitting(equations: "Sequence[Equation]", values: Values) -> tuple[int, ...]:
    """The cells each of which, with some other value >= 0, would let nothing fail."""
    sums = [add(equation, values) for equation in equations]
    wrong = [set(s.signs()) for s in sums if s.fails]
    shared = set.intersection(*wrong) if wrong else set()
    return tuple(n for n in sorted(shared) if values[n] is not None and _fits(n, sums, values))


def _fits(cell: int, sums: "Sequence[Sum]", values: Values) -> bool:
    """Whether some other value >= 0 in the cell lets every equation hold, gaps being unknown."""
    stated = values[cell]
    assert stated is not None
    low: Number = -stated
    high: Number | None = None
    for s in sums:
        sign = s.signs().get(cell)
        if sign is None:
            if s.fails:
                return False
            continue
        if s.gaps_left and s.gaps_right:
            continue
        exact = -sign * s.difference  # the change that makes the stated sides equal
        rising = (sign > 0) == bool(s.gaps_right)
        if not s.gaps or rising:
            low = max(low, exact)
        if not s.gaps or not rising:
            high = exact if high is None else min(high, exact)
    return high is None or low <= high


def _proposal(
    cell: int, sums: "Sequence[Sum]", values: Values, zeros: "dict[int, int]"
) -> Wrong | None:
    own = [s for s in sums if cell in s.signs()]
    changes = {-s.signs()[cell] * s.difference for s in own}
    stated = values[cell]
    assert stated is not None
    if any(s.gaps for s in own) or len(changes) != 1:
        return None
    change = changes.pop()
    if not change or stated + change < 0:
        return None
    used = {n for s in own for n in s.signs()} & zeros.keys()
    return Wrong(cell, stated, stated + change, certain=not used)


def zero_totals(
    equations: "Sequence[Equation]", values: Values
) -> "tuple[tuple[int, Number], ...]":
    """Totals stated 0 under parts that sum to more, each with the sum; totals of totals last."""
    sums = [e for e in equations if len(e.left) == 1 and _names_total(e)]
    zeros = closed(equations, values)
    current = list(filled(values, zeros))
    found: dict[int, Number] = {}
    for _ in range(3):  # a line's totals, then the total they add up to
        for equation in sums:
            cell = equation.left[0]
            if values[cell] != 0:
                continue
            s = add(equation, current)
            if s.right > s.left and (cell not in found or not s.gaps):
                found[cell] = current[cell] = s.right
    return tuple(sorted(found.items()))


def _names_total(equation: "Equation") -> bool:
    """Whether the left side is a total by its name and not, say, last year's figure."""
    term = equation.identity.sides.left[0]
    return term.id.rpartition(".")[2] == TOTAL


def _sole(
    zero: "tuple[tuple[int, Number], ...]", equations: "Sequence[Equation]", values: Values
) -> bool:
    """Whether it is one total, and its equations have no gaps."""
    if len(zero) != 1:
        return False
    cell = zero[0][0]
    own = (s for e in equations if cell in (s := add(e, values)).signs())
    return not any(s.gaps for s in own)


def shifted(
    grid: "Grid", equations: "Sequence[Equation]", values: Values
) -> tuple[tuple[int, int], ...]:
    """The pairs of neighbouring cells whose exchange makes nothing fail: (stands at, belongs to).

    A gap counts as an empty neighbour that the figure may have missed.
    """
    checked = {n for e in equations for n in (*e.left, *e.right)}
    suspects = {n for s in failing(equations, values) for n in s.signs()}
    found = []
    for a, b in _neighbours(grid):
        if not {a, b} <= checked or not {a, b} & suspects:
            continue
        if (values[a] or 0) == (values[b] or 0):
            continue
        swapped = filled(values, {a: values[b] or 0, b: values[a] or 0})
        if not failing(equations, swapped):
            found.append((a, b) if (values[a] or 0) > (values[b] or 0) else (b, a))
    return tuple(found)


def _neighbours(grid: "Grid") -> "list[tuple[int, int]]":
    """Cells beside and below one another as printed."""
    width, size = len(grid.columns.leaves), len(grid.addresses)
    if grid.table.across:
        return [(n, n + 1) for n in range(size - 1)]
    right = [(n, n + 1) for n in range(size) if (n + 1) % width]
    below = [(n, n + width) for n in range(size - width)]
    return right + below
