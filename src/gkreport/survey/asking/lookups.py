"""What `ask` lays beside the tables of a survey: names in Chinese, sums of the forms, one each."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport import forms
from gkreport.report.keys import KINDS, LEVELS, PREFACE
from gkreport.survey.addresses import Place, places
from gkreport.survey.schema import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gkreport.form import Form, Grid

    Rows = Iterator[tuple[Any, ...]]


_PREFACE: Final = "编制说明"


class Lookup(NamedTuple):
    """One of them: made by SQL from the tables, or from rows that the program knows."""

    table: Table
    sql: str

    @property
    def rows(self) -> "Rows":
        """Its rows, where there is no SQL."""
        return _ROWS[self.table.name]()


@cache
def lookups() -> tuple[Lookup, ...]:
    """All of them, in the order in which they build on each other."""
    raw = tomllib.loads((files(__package__) / "data" / "lookups.toml").read_text("utf-8"))
    return tuple(
        Lookup(
            Table(t["name"], t["title"], t["about"], tuple(Column(*c) for c in t["columns"])),
            t.get("sql", ""),
        )
        for t in raw["tables"]
    )


def _forms() -> "Iterator[Form]":
    for id in sorted(forms.ids()):  # noqa: A001 - the form's own word
        form = forms.load(id)
        assert form is not None
        yield form


def _parts() -> "Rows":
    """The names of tables and texts, as the newest form has them."""
    named = {PREFACE: _PREFACE}
    for form in _forms():
        named |= {section.id: section.title for section in form.sections}
    yield from named.items()


def _places() -> "Rows":
    """Every figure's place with the names of its table, row and column, in printed order."""
    named = {place: words for form in _forms() for place, words in _named(form)}
    yield from ((*place, n, *named[place]) for n, place in enumerate(places()))


def _named(form: "Form") -> "Iterator[tuple[Place, tuple[str, str, str]]]":
    for table in form.tables:
        title = next(s.title for s in form.sections if s.number == table.section)
        for row in table.rows.nodes:
            path = table.rows.path(row.id)
            words = " ".join(node.short for node in path[1:] or path)
            for column in table.columns.leaves:
                yield Place(form.id, table.key, row.id, column.id), (title, words, column.label)


def _equations() -> "Rows":
    """Every figure of every sum within a year, with its sign; both ways to state a branch."""
    known: dict[tuple[str, frozenset[tuple[Place, int]]], int] = {}
    for form in _forms():
        for grid in _grids(form):
            for equation in grid.in_year:
                signs = ((1, equation.left), (-1, equation.right))
                terms = frozenset(
                    (Place(form.id, *grid.addresses[n]), sign) for sign, side in signs for n in side
                )
                known.setdefault((equation.identity.code, terms), len(known))
    for (code, terms), number in known.items():
        yield from ((number, code, len(terms), *place, sign) for place, sign in sorted(terms))


def _grids(form: "Form") -> "Iterator[Grid]":
    for table in form.tables:
        yield table.grid
        if table.foldable:
            yield table.folded(frozenset(table.foldable))


def _rules() -> "Rows":
    """Every rule with what it finds, in one sentence."""
    from gkreport.survey import words  # noqa: PLC0415 - loads every rule

    yield from words.rules().items()


_ROWS: "Final[dict[str, Callable[[], Rows]]]" = {
    "kinds": lambda: iter(KINDS),
    "levels": lambda: iter(LEVELS),
    "parts": _parts,
    "places": _places,
    "equations": _equations,
    "rules": _rules,
}
