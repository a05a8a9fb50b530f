"""Glued rows cut by the form's own sums: within each row first, then across the rows.

A reading is taken only if it is the only one, and dropped again where another reading of the same
digits would mend a sum across the rows that fails.
"""

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport import sums as adding
from gkreport.importers.figures.cuts import Cut, Sums, TooMany, cuts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkreport.finding import Number
    from gkreport.form import Equation, Grid

_MOST: Final = 1500
"""So many combinations of readings are tried."""

Line = tuple["Number | None", ...]


class Solved(NamedTuple):
    """One glued row: its figures, or the readings that stay possible."""

    cut: Cut | None
    only: bool
    """Whether there is no other cut at all, sums or no sums."""
    candidates: tuple[Cut, ...] = ()


class _Choice(NamedTuple):
    """A glued row's readings that fit it alone, and whether its own sums hold in them."""

    readings: tuple[Cut, ...]
    holds: bool
    only: bool


def within(grid: "Grid", rows: "Sequence[str]") -> Sums:
    """The sums that stand within those rows, by places in the run of their cells."""
    leaves = [column.id for column in grid.columns.leaves]
    cells = [grid.index[row, column] for row in rows for column in leaves]
    place = {cell: n for n, cell in enumerate(cells)}
    return Sums(
        tuple(
            (tuple(place[n] for n in e.left), tuple(place[n] for n in e.right))
            for e in grid.in_year
            if all(n in place for n in (*e.left, *e.right))
        )
    )


def solve(
    grid: "Grid",
    stated: "Mapping[str, Line]",
    glued: "Mapping[str, tuple[str, ...]]",
    *,
    lacking: bool = False,
) -> "dict[str, Solved]":
    """Cut the glued rows of a grid. `stated` are the rows that need no cutting.

    `lacking`: rows of the document have fewer digits than cells, so that without a sum a row is
    read only where its digits cannot be fewer cells either.
    """
    size = len(grid.columns.leaves)
    choices = {
        row: choose(tokens, size, within(grid, (row,)), lacking=lacking)
        for row, tokens in glued.items()
    }
    across = _Across(grid, stated)
    found = {row: Solved(None, False, c.readings) for row, c in choices.items()}  # noqa: FBT003
    single = {row: c.readings[0] for row, c in choices.items() if len(c.readings) == 1}
    several = {row: c.readings for row, c in choices.items() if len(c.readings) > 1}
    settled = {**single, **across.settle(single, several)}
    sure = across.sceptical(settled, glued)
    sure -= {row for row in settled if not choices[row].holds and not across.one_cell(settled, row)}
    odd = bool(several) and not settled.keys() & several.keys()
    if odd or across.failing(settled) or not all(c.holds for c in choices.values()):
        sure &= across.complete(settled) | {row for row, c in choices.items() if c.only}
    for row, cut in settled.items():
        if row in sure:
            found[row] = Solved(cut, choices[row].only)
        else:
            found[row] = Solved(None, False, (cut, *_others(glued[row], size, cut)))  # noqa: FBT003
    return found


def _others(tokens: tuple[str, ...], size: int, cut: Cut) -> tuple[Cut, ...]:
    try:
        return tuple(other for other in cuts(tokens, size) if other != cut)[:8]
    except TooMany:
        return ()


def choose(tokens: "Sequence[str]", size: int, sums: Sums, *, lacking: bool) -> _Choice:
    """What a run may be by itself. Without any sum only a run that cuts in one way is readable."""
    none = _Choice((), False, False)  # noqa: FBT003
    try:
        if not sums.totals:
            every = cuts(tokens, size)
            if lacking and any(_bounded(tokens, fewer) for fewer in range(1, size)):
                return none._replace(readings=(every * 2)[:2])
            return _Choice(every, True, True) if every else none  # noqa: FBT003
        holding = cuts(tokens, size, sums)
        if holding:
            return _Choice(holding, True, len(holding) == 1 and _is_only(tokens, size))  # noqa: FBT003
        every = cuts(tokens, size)
    except TooMany:
        return none
    if len(every) == 1 and not may_lack(*tokens):
        return _Choice(every, False, True)  # noqa: FBT003
    return none._replace(readings=every) if len(every) > 1 else none


def _is_only(tokens: "Sequence[str]", size: int) -> bool:
    return sum(map(len, tokens)) == size


def may_lack(*tokens: str) -> bool:
    """Whether the digits are parts and their total, with blank cells that show no digit."""
    return any(
        any(cut[:-1]) and sum(cut[:-1]) == cut[-1]
        for fewer in range(2, sum(map(len, tokens)))
        for cut in _bounded(tokens, fewer)
    )


def _bounded(tokens: "Sequence[str]", size: int) -> tuple[Cut, ...]:
    try:
        return cuts(tokens, size)
    except TooMany:
        return ()


class _Across:
    """The sums across the rows of one grid."""

    def __init__(self, grid: "Grid", stated: "Mapping[str, Line]") -> None:
        self.rows = [row.id for row in grid.rows.leaves]
        self.size = len(grid.columns.leaves)
        self.stated = stated
        self.equations: list[Equation] = [
            e for e in grid.in_year if len({n // self.size for n in (*e.left, *e.right)}) > 1
        ]

    def values(self, cut: "Mapping[str, Line]") -> "list[Number | None]":
        """The whole grid, gaps where nothing is known."""
        gap: Line = (None,) * self.size
        return [n for row in self.rows for n in cut.get(row, self.stated.get(row, gap))]

    def settle(
        self, single: "Mapping[str, Cut]", several: "Mapping[str, tuple[Cut, ...]]"
    ) -> "dict[str, Cut]":
        """The rows of several readings for which the sums across leave one."""
        if not several or prod(map(len, several.values())) > _MOST or not self.equations:
            return {}
        good: list[dict[str, Cut]] = []
        for chosen in product(*several.values()):
            cut = dict(zip(several, chosen, strict=True))
            if not adding.failing(self.equations, self.values({**single, **cut})):
                good.append(cut)
        complete = self.complete({**single, **{row: c[0] for row, c in several.items()}})
        return {
            row: good[0][row]
            for row in several
            if good and row in complete and len({cut[row] for cut in good}) == 1
        }

    def complete(self, cut: "Mapping[str, Line]") -> set[str]:
        """The rows each of whose cells stands in a sum without gaps."""
        values = self.values(cut)
        whole: set[int] = set()
        for e in self.equations:
            cells = (*e.left, *e.right)
            if all(values[n] is not None for n in cells):
                whole.update(cells)
        return {
            row for n, row in enumerate(self.rows)
            if all(n * self.size + m in whole for m in range(self.size))
        }  # fmt: skip

    def sceptical(
        self, settled: "Mapping[str, Cut]", glued: "Mapping[str, tuple[str, ...]]"
    ) -> set[str]:
        """The settled rows of whose digits no other reading mends a failing sum across rows."""
        failing = self.failing(settled)
        if not failing:
            return set(settled)
        return {
            row for row in settled
            if not self.doubtful(failing, settled, row, glued[row])
        }  # fmt: skip

    def doubtful(
        self, failing: set[int], settled: "Mapping[str, Cut]", row: str, tokens: "Sequence[str]"
    ) -> bool:
        """Whether digits read otherwise make a failing sum hold, and break none."""
        try:
            return any(
                self.mends(failing, {**settled, row: other}, row)
                for other in self.others(tokens, settled[row], self.held(failing, settled, row))
            )
        except TooMany:
            return True

    def held(self, failing: set[int], settled: "Mapping[str, Cut]", row: str) -> dict[int, int]:
        """The figures of a row, by place, that a sum without gaps confirms."""
        values = self.values(settled)
        start = self.rows.index(row) * self.size
        confirmed = {
            n for place, e in enumerate(self.equations) if place not in failing
            for n in (*e.left, *e.right)
            if all(values[m] is not None for m in (*e.left, *e.right))
        }  # fmt: skip
        return {n: cut for n, cut in enumerate(settled[row]) if start + n in confirmed}

    def one_cell(self, cut: "Mapping[str, Line]", row: str) -> bool:
        """Whether the sums across say that at most one cell of a row is wrong."""
        if row not in self.complete(cut):
            return False
        start = self.rows.index(row) * self.size
        failing = [self.equations[n] for n in self.failing(cut)]
        wrong = {n for e in failing for n in (*e.left, *e.right) if start <= n < start + self.size}
        return len(wrong) <= 1

    def failing(self, cut: "Mapping[str, Line]") -> set[int]:
        """The sums that fail, by their place in `equations`."""
        failed = {id(s.equation) for s in adding.failing(self.equations, self.values(cut))}
        return {n for n, e in enumerate(self.equations) if id(e) in failed}

    def others(
        self, tokens: "Sequence[str]", cut: Cut, held: "Mapping[int, int]"
    ) -> "Iterator[Line]":
        """Other readings of the digits: cut elsewhere, or with one cell lost."""
        for other in cuts(tokens, self.size, fixed=held):
            if other != cut:
                yield other
        for place in range(self.size):
            fixed = {n - (n > place): figure for n, figure in held.items() if n != place}
            for fewer in cuts(tokens, self.size - 1, fixed=fixed):
                yield (*fewer[:place], None, *fewer[place:])

    def mends(self, failing: set[int], cut: "Mapping[str, Line]", row: str) -> bool:
        """Whether a reading makes a failing sum hold that has no gap, and breaks none."""
        values = self.values(cut)
        now = self.failing(cut)
        if now - failing:
            return False
        start = self.rows.index(row) * self.size
        gaps = {n for n in range(start, start + self.size) if values[n] is None}
        return any(
            gaps.isdisjoint((*self.equations[n].left, *self.equations[n].right))
            for n in failing - now
        )
