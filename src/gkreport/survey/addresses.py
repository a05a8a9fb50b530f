"""Every cell that any shipped form can have, numbered: what is written down for each figure."""

from functools import cache
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from gkreport import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gkreport.form import Form, Grid, Table


T = TypeVar("T")


class Place(NamedTuple):
    """A cell of a form, by the ids that a report file uses."""

    form: str
    table: str
    row: str
    column: str


@cache
def places() -> tuple[Place, ...]:
    """All of them, in the order of the forms. A number is an index into this."""
    return tuple(place for form in _forms() for place in _places(form))


def _forms() -> "Iterator[Form]":
    for id in sorted(forms.ids()):  # noqa: A001
        form = forms.load(id)
        assert form is not None
        yield form


def _places(form: "Form") -> "Iterator[Place]":
    for table in form.tables:
        for row in _rows(table):
            for column in table.columns.leaves:
                yield Place(form.id, table.key, row, column.id)


def _rows(table: "Table") -> "Iterator[str]":
    """The rows that may have figures: the leaves, and branches that may be stated as one."""
    leaves = {leaf.id for leaf in table.rows.leaves}
    return (node.id for node in table.rows.nodes if node.id in leaves or node.foldable)


@cache
def _numbers() -> dict[Place, int]:
    return {place: n for n, place in enumerate(places())}


class PerGrid(Generic[T]):
    """What is worked out once for each grid: to hash one costs more than to look at it."""

    def __init__(self, make: "Callable[[Grid, str], T]") -> None:
        self._make = make
        self._known: dict[int, tuple[Grid, T]] = {}

    def __call__(self, grid: "Grid", form: str) -> T:
        """Of a grid of the form with that id."""
        known = self._known.get(id(grid))
        if known is None:
            known = self._known[id(grid)] = (grid, self._make(grid, form))
        return known[1]


def _of(grid: "Grid", form: str) -> tuple[str, ...]:
    return tuple(str(_numbers()[Place(form, *address)]) for address in grid.addresses)


numbers: "Final" = PerGrid(_of)
"""The number of every cell of a grid, as it is written, in the order of the grid."""
