"""The language of identities (勾稽关系): `a`, `a.*`, `a.**`, `last.a`, `+`, `-`, `=`. No more.

`a.*` are the children of `a` but its total, `a.**` all leaves below `a` but totals, `last.a` the
same cell in last year's report.
"""

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Holds = Callable[[Sequence[Any]], bool]

Severity = Literal["error", "warning", "note"]
TOTAL = "total"
_TERM = re.compile(r"\s*([+-]?)\s*(last\.)?([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)(\.\*\*?)?\s*")


class Term(NamedTuple):
    """One term of an identity: which nodes of the axis, of which year, with which sign."""

    sign: int
    id: str
    expand: str
    """"" for the node itself, "*" for its children, "**" for the leaves below it."""
    last: bool


class Sides(NamedTuple):
    """An identity's two sides."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]


class Identity(NamedTuple):
    """One scheme of sums, along one axis, for every leaf of the other."""

    code: str
    name: str
    basis: str
    axis: Literal["rows", "columns"]
    text: str
    sides: Sides
    words: tuple[str, str]
    """What the two sides are called in a message."""
    severity: Severity
    severity_at: "Mapping[str, Severity]"

    @property
    def across_years(self) -> bool:
        """Whether a term stands in last year's report."""
        return any(term.last for side in self.sides for term in side)


def parse(text: str) -> Sides:
    """Read an identity. Raises ValueError where the text is not one."""
    left, equals, right = text.partition("=")
    if not equals:
        raise ValueError(f"an identity needs '=': {text!r}")
    return Sides(_side(left, text), _side(right, text))


def _side(side: str, text: str) -> tuple[Term, ...]:
    terms: list[Term] = []
    at = 0
    while at < len(side):
        match = _TERM.match(side, at)
        if match is None or bool(match[1]) != bool(terms):
            raise ValueError(f"cannot read {side[at:]!r} in identity {text!r}")
        expand = (match[4] or "").lstrip(".")
        terms.append(Term(-1 if match[1] == "-" else 1, match[3], expand, bool(match[2])))
        at = match.end()
    if not terms:
        raise ValueError(f"an identity needs two sides: {text!r}")
    return tuple(terms)


def expand(term: Term, leaves: tuple[str, ...]) -> tuple[str, ...]:
    """The leaf ids that a term stands for. Raises ValueError where there are none."""
    if not term.expand:
        found = tuple(leaf for leaf in leaves if leaf == term.id)
    else:
        prefix = term.id + "."
        below = (leaf for leaf in leaves if leaf.startswith(prefix) and not _is_total(leaf))
        found = tuple(x for x in below if term.expand == "**" or "." not in x[len(prefix) :])
    if not found:
        raise ValueError(f"identity term {term.id!r} names no figure of the form")
    return found


def _is_total(leaf: str) -> bool:
    return leaf.rpartition(".")[2] == TOTAL


def balance(left: tuple[int, ...], right: tuple[int, ...]) -> "Holds":
    """Whether two sums over a table's values are equal."""
    one, other = _added(left), _added(right)
    return lambda values: one(values) == other(values)


def _added(cells: tuple[int, ...]) -> "Callable[[Sequence[Any]], Any]":
    """The sum of some cells of a table's values."""
    if len(cells) == 1:
        return itemgetter(cells[0])
    get = itemgetter(*cells)
    return lambda values: sum(get(values))


def balance_all(left: tuple[int, ...], right: tuple[int, ...], width: int, axis: str) -> "Holds":
    """The same for all the cells of two sums' rows or columns at once, by the first of each."""
    one, other = _added_lines(left, width, axis), _added_lines(right, width, axis)
    return lambda values: one(values) == other(values)


def _added_lines(
    firsts: tuple[int, ...], width: int, axis: str
) -> "Callable[[Sequence[Any]], list[Any]]":
    """The sums of some rows or columns of a table that is so wide, one for each of their places."""
    by_row = axis == "rows"
    lines = [slice(n, n + width) if by_row else slice(n, None, width) for n in firsts]
    if len(lines) == 1:
        return lambda values: list(values[lines[0]])
    get = itemgetter(*lines)
    return lambda values: list(map(sum, zip(*get(values), strict=True)))
