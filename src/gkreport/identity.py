"""The language of identities (勾稽关系): `a`, `a.*`, `a.**`, `last.a`, `+`, `-`, `=`. No more.

`a.*` are the children of `a` but its total, `a.**` all leaves below `a` but totals, `last.a` the
same cell in last year's report.
"""

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def balance(left: tuple[int, ...], right: tuple[int, ...]) -> "Callable[[Sequence[Any]], bool]":
    """Whether two sums over a table's values are equal."""
    one, other = _added(left), _added(right)
    return lambda values: one(values) == other(values)


def _added(cells: tuple[int, ...]) -> "Callable[[Sequence[Any]], Any]":
    """The sum of some cells of a table's values."""
    if len(cells) == 1:
        return itemgetter(cells[0])
    get = itemgetter(*cells)
    return lambda values: sum(get(values))
