"""A tally of reports that can be added to others: what the page for people is drawn from."""

import json
import tomllib
from collections import Counter
from functools import cache
from heapq import nlargest
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport import forms
from gkreport.finding import worst
from gkreport.form import Address
from gkreport.report.cells import Gap
from gkreport.survey.addresses import PerGrid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.form import Grid
    from gkreport.identity import Identity
    from gkreport.report import Report
    from gkreport.rules.engine import Outcome
    from gkreport.survey.read import Read
    from gkreport.survey.rows import Row, Rows

KEPT: Final = 20
"""How many reports of each sort of outlier are kept, and how many files of each that is unread."""
LARGEST: Final = 10**12
"""A number from here on is no figure of a report: it is not added up."""
COUNTED: Final = 1000
"""Up to this value, and of numbers too large, it is counted how many stand out by as much."""
_REASON: Final = 300
"""How many characters of a reason are kept."""
_LATE: Final = ((0, "in-time"), (7, "week"), (30, "month"))
"""Up to how many days after the deadline each class goes."""
_LATEST: Final = "later"
Key = tuple[str, ...]


class Outlier(NamedTuple):
    """A report that stands out, by how much."""

    value: float
    id: int
    path: str
    organ: str
    year: int | None


class Unread(NamedTuple):
    """A file that was not read, or not with certainty."""

    id: int
    path: str
    reason: str


class Summary:
    """Counts by keys, the reports that stand out, and the first files of each status but "read".

    The first word of a key says what is counted:
    ("input", format, status): inputs; ("report", year, kind, worst severity or "clean"): reports;
    ("rule", code, year, kind): reports with such a finding; ("finding", code): findings;
    ("due", year, class): reports with a known deadline and date, by how late they are;
    ("failing", code, year, kind): reports where an identity fails, whatever finding tells of it;
    ("uneven", year, kind): reports where any does;
    ("having", year, kind, table): reports that have a table with identities, "" for any of them;
    ("standing", name, value): reports that stand out by so much, where that is counted;
    ("sum", year, kind, table, row, column): sums of figures; no key where nobody states one;
    ("stating", year, kind, table): reports that state any of them.
    Years and kinds that are unknown are "".
    """

    def __init__(self) -> None:
        self.counts: Counter[Key] = Counter()
        self.outliers: dict[str, list[Outlier]] = {}
        self.unread: dict[str, list[Unread]] = {}

    def count_input(self, row: "Row") -> None:
        """Count an input by the row of the table of reports."""
        self.counts["input", row[2] or "", row[3]] += 1
        if row[3] != "read":
            kept = self.unread.setdefault(row[3], [])
            kept.append(Unread(row[0], row[1], (row[4] or "")[:_REASON]))
            if len(kept) > KEPT * 4:
                self.unread[row[3]] = _first(kept)

    def inputs(self) -> Counter[str]:
        """How many inputs there are of each status."""
        found: Counter[str] = Counter()
        for key, number in self.counts.items():
            if key[0] == "input":
                found[key[2]] += number
        return found

    def count_report(self, rows: "Rows", read: "Read", outcome: "Outcome") -> None:
        """Count a report that was read: its findings, its deadline, its figures."""
        report, row = read.reading.report, rows.report
        assert report is not None
        year, kind = str(report.year or ""), report.organ.kind
        self.counts["report", year, kind, worst(outcome.findings) or "clean"] += 1
        for code in {finding.code for finding in outcome.findings}:
            self.counts["rule", code, year, kind] += 1
        self.counts.update(("finding", finding.code) for finding in outcome.findings)
        if row[15] is not None and row[12].year > row[9]:  # before that, the date is a slip
            self.counts["due", year, _class(row[15])] += 1
        self._tables(rows, year, kind)
        self._sums(outcome, year, kind)
        self._figures(report, year, kind)
        for name, value in _standing(report, row):
            if value > 0:
                if value <= COUNTED or value >= LARGEST:
                    self.counts["standing", name, str(int(value))] += 1
                told = Outlier(value, row[0], row[1], report.organ.name, report.year)
                self._stand_out(name, told)

    def _tables(self, rows: "Rows", year: str, kind: str) -> None:
        """Count the tables that the report has, of those whose figures must add up."""
        summed = summed_tables()
        told = [row[1] for row in rows.sources if row[4] and row[1] in summed]
        for table in ("", *told) if told else ():
            self.counts["having", year, kind, table] += 1

    def _sums(self, outcome: "Outcome", year: str, kind: str) -> None:
        """Count the identities that fail."""
        failing = {e.code for finding in outcome.findings for e in finding.hit.equations}
        if failing:
            self.counts["uneven", year, kind] += 1
            for code in failing:
                self.counts["failing", code, year, kind] += 1

    def _figures(self, report: "Report", year: str, kind: str) -> None:
        """Add up the figures of the columns that the page shows."""
        counts = self.counts
        for figures in report.figures.values():
            watched = _watched(figures.grid, "")
            if not watched:
                continue
            values, stated = figures.values, False
            for n, key in watched:
                value = values[n]
                if type(value) is int and value < LARGEST:
                    stated = True
                    counts["sum", year, kind, *key] += value
            if stated:
                counts["stating", year, kind, figures.grid.table.key] += 1

    def _stand_out(self, name: str, outlier: Outlier) -> None:
        kept = self.outliers.setdefault(name, [])
        kept.append(outlier)
        if len(kept) > KEPT * 4:
            self.outliers[name] = _largest(kept)

    def merge(self, other: "Summary") -> None:
        """Add what another tally counted."""
        self.counts.update(other.counts)
        for name, outliers in other.outliers.items():
            self.outliers[name] = _largest([*self.outliers.get(name, ()), *outliers])
        for status, unread in other.unread.items():
            self.unread[status] = _first([*self.unread.get(status, ()), *unread])

    def dump(self) -> str:
        """The tally as JSON."""
        counts = [[*key, number] for key, number in sorted(self.counts.items())]
        outliers = {name: _largest(kept) for name, kept in sorted(self.outliers.items())}
        unread = {status: _first(kept) for status, kept in sorted(self.unread.items())}
        told = {"counts": counts, "outliers": outliers, "unread": unread}
        return json.dumps(told, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> "Summary":
        """What `dump` gave."""
        raw = json.loads(text)
        summary = cls()
        summary.counts.update({tuple(key): number for *key, number in raw["counts"]})
        for name, kept in raw["outliers"].items():
            summary.outliers[name] = [Outlier(*entry) for entry in kept]
        for status, kept in raw["unread"].items():
            summary.unread[status] = [Unread(*entry) for entry in kept]
        return summary


def _largest(outliers: list[Outlier]) -> list[Outlier]:
    """The first of them, the earlier of two equal ones before."""
    return nlargest(KEPT, outliers, key=lambda o: (o.value, -o.id))


def _first(unread: list[Unread]) -> list[Unread]:
    return sorted(unread)[:KEPT]


def _class(days: int) -> str:
    return next((name for most, name in _LATE if days <= most), _LATEST)


@cache
def data() -> dict[str, Any]:
    """What `data/page.toml` says."""
    return tomllib.loads((files(__package__) / "data" / "page.toml").read_text("utf-8"))


@cache
def summed_tables() -> "dict[str, tuple[Identity, ...]]":
    """The tables whose figures must add up within a year, with what should equal what."""
    found: dict[str, dict[str, Identity]] = {}
    for form in filter(None, map(forms.load, forms.ids())):
        for table in form.tables:
            for identity in table.identities:
                if not identity.across_years:
                    found.setdefault(table.key, {}).setdefault(identity.code, identity)
    return {table: tuple(identities.values()) for table, identities in found.items()}


def _added(grid: "Grid", form: str) -> "tuple[tuple[int, Key], ...]":  # noqa: ARG001
    """The figures of a grid that are added up: index and ids."""
    wanted = {s["table"]: s["columns"] for s in data()["sums"]}
    columns = wanted.get(grid.table.key, [])
    return tuple(
        (n, tuple(address))
        for n, address in enumerate(grid.addresses)
        if address.column in columns or "*" in columns
    )


_watched: Final = PerGrid(_added)


def _standing(report: "Report", row: "Row") -> "Iterator[tuple[str, float]]":
    """The values by which a report may stand out."""
    yield "late", row[15] or 0
    yield "errors", row[16]
    for name, address in _places():
        value = report.cell(address)
        if not isinstance(value, Gap):
            yield name, float(min(value, LARGEST))


@cache
def _places() -> tuple[tuple[str, Address], ...]:
    """The figures that may make a report stand out."""
    return tuple(
        (entry["name"], Address(entry["table"], entry["row"], entry["column"]))
        for entry in data()["outliers"]
    )
