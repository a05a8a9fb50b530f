"""An imported report as a file: what is read from it is what was imported, exactly."""

import tomllib
from decimal import Decimal
from typing import Any

from golden import compare
from hypothesis import example, given
from hypothesis import strategies as st
from imported import doubt, findings, found, imported, tellings
from strategies import load, patterned, zero

from gkreport.form import Address
from gkreport.importers.blocks import Document, Line, Note, Origin
from gkreport.importers.compose import Imported
from gkreport.importers.evidence import entry
from gkreport.importers.figures.model import Found
from gkreport.importers.missing import Given
from gkreport.importers.texts.told import Told
from gkreport.importers.toml import reading, text
from gkreport.report import Extra
from gkreport.report.fields import escape

FORM, OLD = load("2021"), load("2019")
ALL = dict.fromkeys(FORM.keys, FORM)
FULL = Told(
    title="云溪县数据局2024年政府信息公开工作年度报告", organ="云溪县数据局", kind="department",
    year=2024, preface="本报告依据条例编制。",
    sections={s.id: "甲。" for s in FORM.sections if s.prose},
)  # fmt: skip


def stated(made: Imported) -> dict[str, Any]:
    """The plain values that are read from the file."""
    return tomllib.loads(text(made), parse_float=Decimal)


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            rows |= flat(value, f"{prefix}{name}.")
        else:
            rows[prefix + name] = tuple(value) if isinstance(value, list) else value
    return rows


def whole(surrogates: str) -> str:
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in surrogates)


def codes(made: Imported) -> list[str]:
    return [note.code for note in made.notes]


@given(findings(), tellings(FORM))
@example(found({}, {}), Told())
def test_what_is_read_from_the_file_is_what_was_imported(figures: Found, told: Told) -> None:
    data = stated(made := imported(figures, told))
    rows = {
        (key, row): value
        for key in FORM.keys
        for row, value in flat({k: v for k, v in data[key].items() if k != "form"}).items()
    }
    assert rows == made.sheet.rows
    for (key, row), value in rows.items():
        if (key, row) in figures.rows:
            assert value == whole(figures.rows[key, row])
    forms = {key: data[key].get("form", data["form"]) for key in figures.forms}
    assert forms == {key: form.id for key, form in figures.forms.items()}
    cells = {a: v for a, v in figures.values.items() if a[:2] in rows}
    assert cells.keys() == figures.values.keys()
    own = {a: c for a, c in figures.values.items() if a[:2] not in figures.rows}
    assert all(_same(made, rows, a, value) for a, value in own.items())


def _same(made: Imported, rows: dict[tuple[str, str], Any], at: Address, value: object) -> bool:
    """Whether the file states at an address what was found there."""
    form = made.sheet.forms.get(at.table, made.sheet.form)
    table = next(t for t in form.printed(at.table) if at.row in t.rows.by_id)
    columns = [c.id for c in table.columns.leaves]
    row = rows[at[:2]]
    there = row[columns.index(at.column)] if len(columns) > 1 else row
    return bool(there == (whole(value) if isinstance(value, str) else value))


@given(tellings(FORM))
@example(
    Told(preface="{{ 新收 }}", sections={"overview": "{{{"}, extra=(Extra("{{", "{{{{ 1 }}"),))
)
def test_texts_come_back_exactly(told: Told) -> None:
    data = stated(imported(found(zero(FORM), ALL), told))
    ended = {name: escape(whole(t)) + "\n" if t else "" for name, t in told.sections.items()}
    if told.preface:
        ended["preface"] = escape(whole(told.preface)) + "\n"
    extra = data["sections"].pop("extra", [])
    assert [tuple(e.values()) for e in extra] == [
        (whole(e.heading), escape(whole(e.text)) + "\n" if e.text else "") for e in told.extra
    ]
    assert data["sections"] == ended
    assert data["organ"]["name"] == whole(told.organ)
    known = {name: whole(t) for name, t in told.contact.items() if t}
    assert data["organ"].get("contact", {}) == known
    assert data.get("headings", {}) == {k: whole(v) for k, v in told.headings.items() if v}
    assert data.get("year") == told.year
    days = {"date": told.published, "written": told.written}
    wanted: dict[str, Any] = {name: day for name, day in days.items() if day}
    if told.period:
        wanted["period"] = list(told.period)
    assert data["publication"] == wanted


@given(findings(), tellings(FORM))
def test_the_file_reads_as_a_report(figures: Found, told: Told) -> None:
    read = reading(imported(figures, told))
    assert read.report is not None
    assert {h.rule for h in read.hits} <= {
        "not-a-figure", "unread-row", "missing-key", "section-missing", "wrong-length",
    }  # fmt: skip


@given(st.text(max_size=20))
@example('"""\n[applications]\n# x')
def test_any_name_of_a_source_is_a_comment(name: str) -> None:
    made = imported(found(zero(FORM), ALL), FULL, name=name)
    assert stated(made) == stated(imported(found(zero(FORM), ALL), FULL))


def test_the_file_looks_like_the_scaffold() -> None:
    cells: dict[Address, Any] = patterned(FORM, every=3)
    cells[Address("applications", "received", "organization.other")] = ""
    cells[Address("proactive_disclosure", "fees", "amount")] = Decimal("12.50")
    doubts = (
        doubt("proactive_disclosure", "normative_documents", "", "2023", "2 0 23", "20 2 3"),
        doubt("remedies", "reconsideration", "total", "1O"),
    )
    cells[Address("remedies", "reconsideration", "total")] = "1O"
    unsplit = {("proactive_disclosure", "normative_documents"): "2023"}
    cells = {a: v for a, v in cells.items() if a[:2] not in unsplit}
    made = imported(found(cells, ALL, rows=unsplit, doubts=doubts), FULL)
    compare("import/doubts.toml", text(made))
    assert [e.raw for e in made.unresolved] == ["2023", "1O"]
    assert not made.exact


def test_a_report_of_two_editions_says_so_in_the_table() -> None:
    """The edition of most tables is the report's; of as many, the one that governs the year."""
    cells = {a: v for a, v in zero(OLD).items() if a.table == "proactive_disclosure"}
    cells |= {a: v for a, v in zero(FORM).items() if a.table != "proactive_disclosure"}
    made = imported(found(cells, ALL | {"proactive_disclosure": OLD}), FULL)
    data = stated(made)
    assert (data["form"], data["proactive_disclosure"]["form"]) == ("2021", "2019")
    assert made.exact
    two = {"applications": FORM, "remedies": OLD}
    assert imported(found({}, two), FULL).sheet.form is FORM
    assert imported(found({}, two), FULL._replace(year=2020)).sheet.form is OLD
    assert imported(found({}, {}), FULL._replace(year=2019)).sheet.form is OLD


def test_a_folded_branch_stays_one_row() -> None:
    made = imported(found(zero(FORM, ("outcome.otherwise",)), ALL), FULL)
    assert stated(made)["applications"]["outcome"]["otherwise"] == [0] * 7
    assert made.exact


def test_a_branch_beside_its_leaves_gives_way() -> None:
    cells = zero(FORM) | zero(FORM, ("outcome.otherwise",))
    outcome = stated(imported(found(cells, ALL), FULL))["applications"]["outcome"]
    assert set(outcome["otherwise"]) == {"uncorrected", "fee_unpaid", "other"}


def test_what_is_missing_is_said() -> None:
    cells = {a: v for a, v in zero(FORM).items() if a.row != "rules" and a.table != "remedies"}
    forms = {key: form for key, form in ALL.items() if key != "remedies"}
    told = FULL._replace(organ="", year=None, sections={"overview": "甲。"})
    made = imported(found(cells, forms), told)
    assert codes(made) == [
        "organ-missing", "year-missing", "table-missing", "section-missing", "row-missing",
    ]  # fmt: skip
    assert not made.exact
    assert "# 原文里没有读到。" in text(made)


def test_a_cell_that_is_not_there_is_blank_and_said() -> None:
    gone = Address("applications", "received", "organization.other")
    cells = {a: v for a, v in zero(FORM).items() if a != gone}
    made = imported(found(cells, ALL), FULL)
    assert stated(made)["applications"]["received"] == [0, 0, 0, 0, 0, "", 0]
    assert codes(made) == ["cell-missing"]


def test_what_the_person_says_fills_gaps_and_contradicts_nothing() -> None:
    bare = FULL._replace(organ="", year=None)
    figures = found(zero(FORM), ALL)
    made = imported(figures, bare, Given("云溪县数据局", 2024))
    assert (made.sheet.organ.name, made.sheet.year, made.exact) == ("云溪县数据局", 2024, True)
    longer = imported(figures, FULL, Given("湖南省云溪县数据局"))
    assert (longer.sheet.organ.name, longer.exact) == ("湖南省云溪县数据局", True)
    other = imported(figures, FULL, Given("云溪县财政局", 2023))
    assert (other.sheet.organ.name, other.sheet.year) == ("云溪县数据局", 2024)
    assert codes(other) == ["organ-contradicted", "year-contradicted"]


def test_the_usual_title_is_not_stated() -> None:
    figures = found(zero(FORM), ALL)
    assert "title" not in stated(imported(figures, FULL))
    assert stated(imported(figures, FULL._replace(title="年报")))["title"] == "年报"


def test_an_impossible_year_is_no_year() -> None:
    assert "year" not in stated(imported(found({}, {}), FULL._replace(year=20241)))


def test_notes_of_every_part_are_kept_in_order() -> None:
    notes = [Note(code, code, Origin(), serious=False) for code in ("read", "found", "told")]
    figures = found(zero(FORM), ALL, notes=(notes[1],))
    document = Document((Line("甲"),), "html", notes=(notes[0],))
    made = imported(figures, FULL._replace(notes=(notes[2],)), document=document)
    assert codes(made) == ["read", "found", "told"]
    assert made.exact


def test_extra_sections_stand_after_the_others() -> None:
    made = imported(found(zero(FORM), ALL), FULL._replace(extra=(Extra("七、附表", "乙。"),)))
    report = reading(made).report
    assert report is not None
    assert report.extra == (Extra("七、附表", "乙。\n"),)


def test_evidence_names_every_figure() -> None:
    cells: dict[Address, Any] = zero(FORM)
    cells[Address("proactive_disclosure", "fees", "amount")] = Decimal("12.50")
    cells = {a: v for a, v in cells.items() if a.row != "normative_documents"}
    row = ("proactive_disclosure", "normative_documents")
    unsplit = found(cells, ALL, rows={row: "2023"}, doubts=(doubt(*row, "", "2023", "2 0 23"),))
    told = entry(imported(unsplit, FULL))
    by_row = {figure["row"]: figure for figure in told["figures"]}
    assert len(told["figures"]) == len(cells) + 1
    assert by_row["fees"]["value"] == "12.50"
    assert by_row["received"]["value"] == 0
    assert by_row["received"]["place"] == {
        "page": None, "line": None, "table": 1, "row": 2, "column": 3,
    }  # fmt: skip
    assert by_row["normative_documents"] == {
        "table": "proactive_disclosure", "row": "normative_documents", "column": None,
        "raw": "2023", "value": "2023", "how": "unresolved", "candidates": ["2 0 23"],
        "place": {"page": None, "line": 12, "table": None, "row": None, "column": None},
    }  # fmt: skip
    assert (told["kind"], told["organ"], told["year"]) == ("html", "云溪县数据局", 2024)
    assert told["forms"] == dict.fromkeys(FORM.keys, "2021")
