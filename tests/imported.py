"""Published reports as values: what finding and reading give, made up for tests."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from strategies import Cells, grids, holes, load, reports

from gkreport.form import Address, Form
from gkreport.importers.blocks import Document, Line, Note, Origin
from gkreport.importers.compare.figures import cell_shown
from gkreport.importers.compose import Imported, Source, compose
from gkreport.importers.figures.model import Evidence, Found
from gkreport.importers.missing import Given
from gkreport.importers.texts.told import Told
from gkreport.report import Extra, Report
from gkreport.report.cells import Gap
from gkreport.report.keys import CONTACT

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="\"'\\\n\r\t \x00\x7f\u2028甲，“”#=[]{}1", max_size=60),
    st.sampled_from(('"""', "'''", 'a"', "a\\", "甲  \n\n乙 ", "\r\n", "\ufeff甲", "\ud800")),
)
"""Any text at all, and often what a TOML file must not hold as it is."""
RAW = st.one_of(TEXTS.filter(bool), st.sampled_from(("", "/", "-", "251000元", "2/0/23")))
DAYS = st.dates()
NOTHING, ASKED, EMPTY = Told(), Given(), Document((), "html")


def found(
    cells: Mapping[Address, Any],
    forms: Mapping[str, Form],
    *,
    rows: Mapping[tuple[str, str], str] | None = None,
    doubts: tuple[Evidence, ...] = (),
    notes: tuple[Note, ...] = (),
) -> Found:
    """Figures as `figures.find` gives them, each from a cell of a table."""
    evidence = [
        Evidence(*address, str(value), Origin(table=1, row=2, column=3), "cell")
        for address, value in cells.items()
        if address not in {Address(d.table, d.row, d.column) for d in doubts}
    ]
    return Found(forms, cells, rows or {}, (*evidence, *doubts), frozenset(), {}, notes)


def doubt(key: str, row: str, column: str, raw: str, *candidates: str) -> Evidence:
    """Something that could not be read."""
    return Evidence(key, row, column, raw, Origin(line=12), "unresolved", candidates)


def imported(
    figures: Found,
    told: Told = NOTHING,
    given: Given = ASKED,
    *,
    name: str = "page.html",
    document: Document = EMPTY,
) -> Imported:
    """A report made of such values."""
    return compose(Source(name, document, figures, told), given)


@st.composite
def tellings(draw: st.DrawFn, form: Form) -> Told:
    """Any texts, for any of the places that a report has for them."""
    ids = [s.id for s in form.sections]
    some = draw(st.dictionaries(st.sampled_from(ids), TEXTS, max_size=6))
    headings = draw(st.dictionaries(st.sampled_from(ids), TEXTS, max_size=2))
    contact = draw(st.dictionaries(st.sampled_from([k.name for k in CONTACT]), TEXTS, max_size=2))
    extra = draw(st.lists(st.builds(Extra, TEXTS, TEXTS), max_size=2))
    optional = st.one_of(st.none(), DAYS)
    return Told(
        title=draw(TEXTS), organ=draw(TEXTS), kind=draw(st.sampled_from(("", "department"))),
        year=draw(st.one_of(st.none(), st.integers(2019, 2030))),
        period=draw(st.one_of(st.none(), st.tuples(DAYS, DAYS))),
        published=draw(optional), written=draw(optional), preface=draw(TEXTS),
        sections=some, headings=headings, extra=tuple(extra), contact=contact,
    )  # fmt: skip


@st.composite
def findings(draw: st.DrawFn) -> Found:
    """Figures of tables on either form, some blank, some raw, some rows missing or unsplit."""
    ids = draw(st.tuples(*[st.sampled_from(("2019", "2021"))] * 3))
    folded = draw(st.sampled_from(((), ("outcome.otherwise",))))
    forms: dict[str, Form] = {}
    cells: Cells = {}
    unsplit: dict[tuple[str, str], str] = {}
    for key, name in zip(load("2021").keys, ids, strict=True):
        form = load(name)
        if draw(st.integers(0, 5)) == 0:
            continue
        forms[key] = form
        whole = draw(reports(name, folded))
        mine = draw(holes(form)).cut({a: v for a, v in whole.items() if a.table == key})
        some = draw(st.dictionaries(st.sampled_from(sorted(mine)), RAW, max_size=5)) if mine else {}
        cells |= mine | some
        wide = {(a.table, a.row) for g in grids(form, folded) for a in g.addresses} & {
            a[:2] for a in mine
        }
        if wide:
            unsplit |= draw(st.dictionaries(st.sampled_from(sorted(wide)), RAW, max_size=2))
    cells = {a: v for a, v in cells.items() if a[:2] not in unsplit}
    return found(cells, forms, rows=unsplit)


def published(report: Report) -> Imported:
    """A report as it is read from a page that shows it as it is."""
    cells: dict[Address, Any] = {}
    for figures in report.figures.values():
        for address in figures.grid.addresses:
            cell = figures.at(address.row, address.column)
            cells[address] = cell_shown(cell) if isinstance(cell, Gap) else cell
    day, written, period = report.publication
    told = Told(
        report.full_title, report.organ.name, report.organ.kind, report.year, period, day,
        written, report.sections.get("preface", ""),
        {k: v for k, v in report.sections.items() if k != "preface"}, report.headings,
        report.extra, report.organ.contact,
    )  # fmt: skip
    lines = [Line(line, Origin(line=n)) for n, line in enumerate(_lines(report), 1)]
    return imported(found(cells, report.forms), told, document=Document(tuple(lines), "html"))


def _lines(report: Report) -> list[str]:
    return [line for text in report.sections.values() for line in text.splitlines()]
