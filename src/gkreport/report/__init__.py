"""A report as frozen values: who, which year, the texts, and the figures of every table."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.report.cells import LEFT_OUT, Gap

if TYPE_CHECKING:
    from gkreport.finding import Hit, Number
    from gkreport.form import Address, Form, Grid
    from gkreport.source import Source
    from gkreport.source.positions import KeyPath

DRAFT_MARK: Final = "【以下是上年报告的文字，改写之后请删去这一行】"
"""The line that a scaffold puts above last year's prose."""
FIELD: Final = "{{"
"""What a field in a text begins with; `report.fields` knows the rest."""


_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Organ(NamedTuple):
    """The organ that reports. Empty strings are unknown."""

    name: str = ""
    kind: str = ""
    level: str = ""
    region: str = ""
    former: tuple[str, ...] = ()
    contact: Mapping[str, str] = _NOTHING

    def same_as(self, other: "Organ") -> bool:
        """Whether both may be one organ: equal or former names, with or without a place before."""
        mine, theirs = (self.name, *self.former), (other.name, *other.former)
        pairs = [(a.strip(), b.strip()) for a in mine for b in theirs]
        return any(not a or not b or a.endswith(b) or b.endswith(a) for a, b in pairs)


class Publication(NamedTuple):
    """When the report was written and published, and the days it covers."""

    date: dt.date | None = None
    written: dt.date | None = None
    period: tuple[dt.date, dt.date] | None = None


class Allow(NamedTuple):
    """A finding that was looked into and is none: which rule, where, and why."""

    rule: str
    place: str
    reason: str


class Extra(NamedTuple):
    """A section beyond the form's own."""

    heading: str
    text: str


class Figures(NamedTuple):
    """The figures of one table in the flat order of its grid; None where there is a gap."""

    grid: "Grid"
    values: "tuple[Number | None, ...]"
    gaps: Mapping[int, Gap]

    def at(self, row: str, column: str) -> "Number | Gap":
        """One cell. A cell that the grid does not have counts as left out."""
        n = self.grid.index.get((row, column))
        if n is None:
            return LEFT_OUT
        value = self.values[n]
        return self.gaps[n] if value is None else value

    def path(self, n: int) -> "KeyPath":
        """Where the report states the cell with that index."""
        address = self.grid.addresses[n]
        row = (address.table, *address.row.split("."))
        width = len(self.grid.columns.leaves)
        return row if width == 1 else (*row, n % width)


class _Report(NamedTuple):
    form: "Form"
    year: int | None
    organ: Organ
    publication: Publication
    title: str
    headings: Mapping[str, str]
    sections: Mapping[str, str]
    extra: tuple[Extra, ...]
    figures: Mapping[str, Figures]
    forms: "Mapping[str, Form]"
    """The form of each printed table; differs from `form` where a report mixes editions."""
    allow: tuple[Allow, ...] = ()


class Report(_Report):
    """A report that could be read. `figures` has one entry per table of the form."""

    def printed(self, key: str) -> tuple[Figures, ...]:
        """The figures of the tables printed under that key."""
        return tuple(self.figures[table.id] for table in self.forms[key].printed(key))

    @cached_property
    def folded(self) -> frozenset[str]:
        """The branches that are stated as one row."""
        return frozenset(
            branch
            for figures in self.figures.values()
            for branch in figures.grid.table.foldable
            if branch in {leaf.id for leaf in figures.grid.rows.leaves}
        )

    def cell(self, address: "Address") -> "Number | Gap":
        """One figure by its address."""
        for figures in self.printed(address.table):
            if (address.row, address.column) in figures.grid.index:
                return figures.at(address.row, address.column)
        return LEFT_OUT

    @property
    def full_title(self) -> str:
        """The title as stated, or the usual one."""
        if self.title:
            return self.title
        usual = self.form.title if self.year else self.form.title.replace("{year}年", "")
        return usual.format(organ=self.organ.name, year=self.year)

    def heading(self, section: str) -> str:
        """A section's heading as stated, or the form's."""
        return self.headings.get(section) or next(
            s.heading for s in self.form.sections if s.id == section
        )


class Reading(NamedTuple):
    """What reading a file gave: a report, or None where the text is broken; and what was wrong."""

    source: "Source"
    report: Report | None
    hits: "tuple[Hit, ...]"
    data: Mapping[str, Any] = _NOTHING
    """The plain values, for what only passes through."""

    @property
    def is_report(self) -> bool:
        """Whether a file that could be read looks like a report at all."""
        report = self.report
        return report is not None and any(
            key in self.data for key in ("form", "year", *report.form.keys)
        )
