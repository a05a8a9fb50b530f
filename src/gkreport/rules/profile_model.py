"""A local requirement (a profile) as frozen values, made from data that `profile_read` accepted."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from gkreport import identity, resources
from gkreport.form import Grid
from gkreport.identity import Identity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gkreport.form import Equation, Severity
    from gkreport.report import Organ

SUM: Final = ("GK793", "profile-sum")
"""Code and name of the rule that a further sum belongs to."""


class Scope(NamedTuple):
    """The organs that an item is for, and its weight. Empty means every kind or level."""

    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    severity: "Severity"

    def covers(self, organ: "Organ") -> bool:
        """Whether the item is for that organ; where it matters and is unknown, it is not."""
        return (not self.kinds or organ.kind in self.kinds) and (
            not self.levels or organ.level in self.levels
        )


class Deadline(NamedTuple):
    """The last day, as (month, day) of the year after the report's, to hand in and to publish."""

    scope: Scope
    submit: tuple[int, int] | None
    publish: tuple[int, int] | None


class Length(NamedTuple):
    """How many characters, spaces apart, the text of a section has at least and at most."""

    scope: Scope
    section: str
    least: int
    most: int | None


class Figure(NamedTuple):
    """A number that the text of a section states: near one of the words, before a measure word."""

    scope: Scope
    section: str
    what: str
    words: tuple[str, ...]
    measures: tuple[str, ...]


class Total(NamedTuple):
    """A further sum over one table of the form, by the table's id."""

    scope: Scope
    table: str
    identity: Identity


class Profile(NamedTuple):
    """One local requirement."""

    id: str
    title: str
    basis: str
    first_year: int
    last_year: int | None
    deadlines: tuple[Deadline, ...]
    lengths: tuple[Length, ...]
    figures: tuple[Figure, ...]
    totals: tuple[Total, ...]

    @property
    def years(self) -> str:
        """The years whose reports it is for, in words."""
        if self.last_year is None:
            return f"{self.first_year} 年起的报告"
        to = "" if self.last_year == self.first_year else f"至 {self.last_year} "
        return f"{self.first_year} {to}年的报告"

    def governs(self, year: int) -> bool:
        """Whether it is for that year's report."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


def shipped() -> "tuple[Path, ...]":
    """The files of the shipped profiles; a file's stem is the profile's id."""
    return tuple(sorted((resources.PACKAGE / "profiles").glob("*.toml")))


def month_day(text: object) -> tuple[int, int] | None:
    """`01-28` as month and day; None where it is no day of every year."""
    month, _, day = str(text).partition("-")
    try:
        found = dt.date(2001, int(month), int(day))
    except ValueError:
        return None
    return found.month, found.day


def equations(grid: Grid, scheme: Identity) -> "tuple[Equation, ...]":
    """An identity over a table that need not know it. Raises ValueError where a term is missing."""
    table = grid.table._replace(identities=(scheme,))
    return Grid(table, grid.rows, grid.columns).equations


def make(id: str, data: "Mapping[str, Any]") -> Profile:  # noqa: A002 - the field's own word
    """The profile of data in the right shape."""
    return Profile(
        data.get("id", id),
        data["title"],
        data["basis"],
        data["years"]["from"],
        data["years"].get("to"),
        tuple(
            Deadline(_scope(d), month_day(d.get("submit")), month_day(d.get("publish")))
            for d in data.get("deadlines", ())
        ),
        tuple(
            Length(_scope(d), d["section"], d.get("least", 0), d.get("most"))
            for d in data.get("lengths", ())
        ),
        tuple(
            Figure(_scope(d), d["section"], d["what"], tuple(d["words"]), tuple(d["measures"]))
            for d in data.get("figures", ())
        ),
        tuple(Total(_scope(d), d["table"], scheme(d, data["basis"])) for d in data.get("sums", ())),
    )


def scheme(raw: "Mapping[str, Any]", basis: str) -> Identity:
    """A further sum as an identity. Raises ValueError where it cannot be read."""
    axis: Literal["rows", "columns"] = "rows" if "rows" in raw else "columns"
    left, right = raw["sides"]
    severity = _scope(raw).severity
    sides = identity.parse(raw[axis])
    return Identity(*SUM, basis, axis, raw[axis], sides, (left, right), severity, {})


def _scope(raw: "Mapping[str, Any]") -> Scope:
    kinds, levels = tuple(raw.get("kinds", ())), tuple(raw.get("levels", ()))
    return Scope(kinds, levels, raw.get("severity", "warning"))
