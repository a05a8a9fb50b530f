"""Whether equations hold, with gaps: a blank or left-out cell is an unknown whole number >= 0."""

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkreport.finding import Number
    from gkreport.form import Equation

Values: TypeAlias = "Sequence[Number | None]"


class Sum(NamedTuple):
    """One equation over some values: what is stated on either side, and the gaps left there."""

    equation: "Equation"
    left: "Number"
    right: "Number"
    gaps_left: tuple[int, ...]
    gaps_right: tuple[int, ...]

    @property
    def difference(self) -> "Number":
        """Left less right, of what is stated."""
        return self.left - self.right

    @property
    def gaps(self) -> tuple[int, ...]:
        """All gaps."""
        return self.gaps_left + self.gaps_right

    @property
    def fails(self) -> bool:
        """Whether no numbers >= 0 in the gaps could make both sides equal."""
        if self.gaps_left and self.gaps_right:
            return False
        if self.gaps_left:
            return self.difference > 0
        if self.gaps_right:
            return self.difference < 0
        return self.difference != 0

    def signs(self) -> "dict[int, int]":
        """Each cell with its sign in left less right."""
        found: dict[int, int] = {}
        for sign, side in ((1, self.equation.left), (-1, self.equation.right)):
            for n in side:
                found[n] = found.get(n, 0) + sign
        return {n: sign for n, sign in found.items() if sign}


def add(equation: "Equation", values: Values) -> Sum:
    """Both sides of one equation."""
    left, gaps_left = _side(equation.left, values)
    right, gaps_right = _side(equation.right, values)
    return Sum(equation, left, right, gaps_left, gaps_right)


def _side(cells: tuple[int, ...], values: Values) -> "tuple[Number, tuple[int, ...]]":
    total: Number = 0
    gaps: tuple[int, ...] = ()
    for n in cells:
        value = values[n]
        if value is None:
            gaps = (*gaps, n)
        else:
            total += value
    return total, gaps


def closed(equations: "Sequence[Equation]", values: Values) -> "dict[int, int]":
    """The gaps that can only be 0: all of an equation's gaps on one side, its sums equal already.

    Closing one gap may close others, so this repeats until nothing changes.
    """
    zero: dict[int, int] = {}
    current = list(values)
    if None not in current:
        return zero
    open_equations = list(equations)
    while True:
        still = []
        for equation in open_equations:
            s = add(equation, current)
            if s.gaps and not (s.gaps_left and s.gaps_right) and not s.difference:
                for n in s.gaps:
                    zero[n] = current[n] = 0
            elif s.gaps:
                still.append(equation)
        if len(still) == len(open_equations):
            return zero
        open_equations = still


def filled(values: Values, known: "Mapping[int, Number]") -> "tuple[Number | None, ...]":
    """The values with some replaced."""
    if not known:
        return tuple(values)
    return tuple(known.get(n, value) for n, value in enumerate(values))


def failing(equations: "Sequence[Equation]", values: Values) -> tuple[Sum, ...]:
    """The equations that fail, after gaps that can only be 0 are taken as 0."""
    if None not in values:
        return tuple(add(e, values) for e in equations if not e.holds(values))
    settled = filled(values, closed(equations, values))
    sums = (add(equation, settled) for equation in equations)
    return tuple(s for s in sums if s.fails)


class Derived(NamedTuple):
    """What gaps can be worked out, and where two sums disagree about one."""

    values: "dict[int, Number]"
    disputed: tuple[int, ...]


def derive(equations: "Sequence[Equation]", values: Values, wanted: "frozenset[int]") -> Derived:
    """The wanted gaps that follow from what is stated: totals from their parts, then the rest.

    A gap that two sums would fill differently is left alone.
    """
    current = list(values)
    found: dict[int, Number] = {}
    disputed: set[int] = set()
    for defining in (True, False):
        while True:
            proposals = _proposals(equations, current, defining=defining)
            news = {n: v for n, v in proposals.items() if n not in disputed}
            for n, several in news.items():
                if len(several) > 1 or min(several) < 0:
                    disputed.add(n)
                else:
                    current[n] = min(several)
                    if n in wanted:
                        found[n] = min(several)
            if not news:
                break
    return Derived(found, tuple(sorted(disputed & wanted)))


def _proposals(
    equations: "Sequence[Equation]", values: Values, *, defining: bool
) -> "dict[int, set[Number]]":
    """What each gap must be by the equations in which it is the only one, or all are 0."""
    found: dict[int, set[Number]] = {}
    for equation in equations:
        s = add(equation, values)
        if defining and s.gaps != equation.left:
            continue
        if len(s.gaps) == 1:
            sign = -1 if s.gaps_left else 1
            found.setdefault(s.gaps[0], set()).add(sign * s.difference)
    if not defining:
        for n in closed(equations, values):
            found.setdefault(n, set()).add(0)
    return found
