"""One file as rows of the tables. Whatever is wrong with it becomes a row too."""

import os
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.finding import SEVERITIES
from gkreport.report.keys import KINDS, PREFACE
from gkreport.rules.deadlines import last_day
from gkreport.survey.addresses import numbers
from gkreport.survey.sketch import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Finding, Number
    from gkreport.report import Figures, Report
    from gkreport.report.cells import Gap
    from gkreport.rules.engine import Outcome
    from gkreport.survey.read import Read

Row = tuple[Any, ...]
_KINDS: Final = frozenset(kind for kind, _ in KINDS)
GAP: Final = "~"
"""Stands before what is no number in a line of the table of cells."""
_PLACED: Final = re.compile("^国家|^中华|.[省市区县旗州盟镇乡]")
_NO_PLACE: Final = re.compile("城市|城乡|市场|乡村|地区")
LONGEST: Final = 2000
"""So many characters of a text go into a table; the texts of a report do not."""
_LARGEST: Final = 10**12
"""A number from here on is no figure of a report: it is kept as a text."""
_PLACES: Final = 6
"""How many digits after the point a number of that table has at most."""


def short(value: object) -> object:
    """A value of a table; of a text without end, the beginning."""
    if type(value) is str and len(value) > LONGEST:
        return value[:LONGEST] + "……"
    return value


class Rows(NamedTuple):
    """The rows of one input. `cells` are lines already: there are two hundred of them."""

    report: Row
    cells: list[str]
    findings: list[Row]
    sources: list[Row]


class Input(NamedTuple):
    """A file of a survey."""

    id: int
    path: str
    root: str = ""

    @property
    def place(self) -> str:
        """Where it is, for a process that may stand in another folder."""
        return os.path.join(self.root, self.path) if self.root else self.path  # noqa: PTH118 - quick

    @property
    def shown(self) -> str:
        """The path as it can be written down: a name may hold bytes that are no text."""
        return self.path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

    @property
    def ending(self) -> str | None:
        """What it says it is by its name."""
        return self.shown.rpartition(".")[2].lower() if "." in self.path else None


def failed(file: Input, status: str, reason: str) -> Rows:
    """The rows of a file that could not be read."""
    return Rows((file.id, file.shown, file.ending, status, reason, *(None,) * 17), [], [], [])


def rows(file: Input, read: "Read", outcome: "Outcome") -> Rows:
    """The rows of a file that was read and checked."""
    findings = [_finding(file.id, finding) for finding in outcome.findings]
    report = read.reading.report
    if report is None:
        worst = outcome.findings[0].hit.message if outcome.findings else ""
        told = failed(file, "broken", worst)
        return told._replace(report=_counted(told.report, outcome), findings=findings)
    return Rows(
        _counted(_report(file, read, report), outcome),
        [line for figures in report.figures.values() for line in _cells(file.id, report, figures)],
        findings,
        [*_tables(file.id, read, report), *_texts(file.id, read, report)],
    )


def _report(file: Input, read: "Read", report: "Report") -> Row:
    organ, publication = report.organ, report.publication
    due = last_day(report) if organ.kind in _KINDS else None
    late = (publication.date - due).days if due and publication.date else None
    characters = sum(map(len, report.sections.values())) + sum(len(e.text) for e in report.extra)
    return (
        file.id, file.shown, read.format, read.status, read.reason, organ.name, organ.kind,
        organ.level, organ.region, report.year, report.form.id, _title(report),
        publication.date, publication.written, due, late, None, None, None, None, characters,
        owner(organ.name, organ.region),
    )  # fmt: skip


def owner(name: str, region: str) -> str:
    """What tells an organ from all others; empty where two may have the same name."""
    if _PLACED.search(_NO_PLACE.sub("", name)):
        return name
    return region + name if region and name else ""


def _title(report: "Report") -> str:
    """The title; the usual one only where it is known whose it is."""
    return report.full_title if report.organ.name else report.title


def _counted(row: Row, outcome: "Outcome") -> Row:
    """A report's row, with how many findings of each severity there are."""
    told = [finding.severity for finding in outcome.findings]
    counts = (*(told.count(severity) for severity in SEVERITIES), len(outcome.allowed))
    return (*row[:16], *counts, *row[20:])


def _cells(id: int, report: "Report", figures: "Figures") -> "Iterator[str]":  # noqa: A002
    """Report, number of the place, and what stands there; nothing where nothing is stated."""
    own = numbers(figures.grid, report.forms[figures.grid.table.key].id)
    for n, (number, value) in enumerate(zip(own, figures.values, strict=True)):
        if type(value) is int and value < _LARGEST:
            yield f"{id},{number},{value}\n"
        elif value is not None:
            yield _line(id, number, _written(value))
        elif figures.gaps[n].why != "left-out":
            yield _line(id, number, GAP + _raw(figures.gaps[n]))


def _line(id: int, number: str, text: str) -> str:  # noqa: A002
    quoted = text.replace('"', '""')
    return f'{id},{number},"{quoted}"\n'


def _written(value: "Number") -> str:
    """A number that the column holds exactly, else a text."""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    fits = -_LARGEST < value < _LARGEST and len(text.partition(".")[2]) <= _PLACES
    return text if fits else GAP + text


def _raw(gap: "Gap") -> str:
    return str(short(gap.raw if isinstance(gap.raw, str) else str(gap.raw)))


def _finding(id: int, finding: "Finding") -> Row:  # noqa: A002
    hit = finding.hit
    address: Row = hit.address or (None, None, None)
    told = (hit.message, hit.found, hit.expected, finding.fingerprint)
    return (
        id, finding.code, finding.name, finding.severity, _place(finding), *address, *told
    )  # fmt: skip


def _place(finding: "Finding") -> str | None:
    at = finding.hit.at
    return None if at is None or hasattr(at, "start") else ".".join(map(str, at))


def _tables(id: int, read: "Read", report: "Report") -> "Iterator[Row]":  # noqa: A002
    """Where each table comes from."""
    for key in report.form.keys:
        printed = report.printed(key)
        cells = sum(len(figures.values) for figures in printed)
        left = sum(gap.why == "left-out" for f in printed for gap in f.gaps.values())
        yield (
            id, key, "table", read.how(key) if cells > left else "missing",
            cells - left, read.open(key), None, None, None,
        )  # fmt: skip


def _texts(id: int, read: "Read", report: "Report") -> "Iterator[Row]":  # noqa: A002
    """Where each text comes from, with the marks by which copies are found."""
    organ = report.organ.name
    for part in (PREFACE, *(s.id for s in report.form.sections if s.prose)):
        text = report.sections.get(part, "").strip()
        if not text:
            yield (id, part, "text", "missing", None, None, 0, None, None)
            continue
        told = marks(text, organ)
        yield (id, part, "text", read.how(part), None, None, len(text), *told)
