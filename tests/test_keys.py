"""The keys around the tables: unknown ones, wrong types, what is missing, other forms."""

import datetime as dt

import pytest
from strategies import core as check
from strategies import report
from whole import CHANGE, FORM, LICENSING, OLD, OLD_WHOLE, ROW, WHOLE, bare, only, place, swap, told

from gkreport.form import Section
from gkreport.report import DRAFT_MARK


@pytest.mark.parametrize(
    ("old", "new", "found", "close"),
    [
        ("received = ", "<recieved> = ", "recieved", "received"),
        ("outcome.granted = ", "<outcome.grantd> = ", "outcome.grantd", "outcome.granted"),
        ("licensing = ", "<lisencing> = ", "lisencing", "licensing"),
        ("[remedies]", "<[remedy]>", "remedy", "remedies"),
        ("overview = ", "<overveiw> = ", "overveiw", "overview"),
        ("kind = ", "<knid> = ", "knid", "kind"),
        ("date = ", "<dat> = ", "dat", "date"),
        ("level = ", "<xyz> = ", "xyz", ""),
    ],
)
def test_an_unknown_key(old: str, new: str, found: str, close: str) -> None:
    """It is an error at the key that says what is not counted and what may have been meant."""
    written = swap(old, bare(new))
    [unknown] = [f for f in check(written) if f.name == "unknown-key"]
    assert ("GK006", "error", *place(written, new)) == (
        unknown.code, unknown.severity, unknown.line, unknown.column,
    )  # fmt: skip
    assert (found, close) == (unknown.hit.found, unknown.hit.expected)
    assert (f"是不是想写 {close}？" in unknown.hit.hint) == bool(close)
    assert "没有计入报告" in unknown.hit.message


def test_an_empty_unknown_table_loses_nothing() -> None:
    assert "没有计入" not in only(swap("[organ]", "[other]\n[organ]")).hit.message


TYPES = [
    ('form = "2021"', 'form = <"1999">', "2021、2019"),
    ('form = "2021"', "form = <2021>", "文字"),
    ("year = 2021", 'year = <"2021">', "年份"),
    ("year = 2021", "year = <99>", "年份"),
    ("year = 2021", "year = <2021.5>", "年份"),
    ("year = 2021", "year = <true>", "年份"),
    ('kind = "department"', 'kind = <"bureau">', "government、department、township、authorized"),
    ('kind = "department"', "kind = <3>", "government、department、township、authorized"),
    ('level = "county"', 'level = <"village">', "national、province、city、county、township"),
    ('level = "county"', "region = <3>", "文字"),
    ('level = "county"', 'former = <"甲局">', "一组文字"),
    ('level = "county"', 'former = <["甲局", 3]>', "一组文字"),
    ('level = "county"', 'contact = <"x">', "一个表"),
    ('level = "county"', "contact.phone = <123>", "文字"),
    ("date = 2022-01-16", 'date = <"2026年1月16日">', "日期"),
    ("date = 2022-01-16", "date = <2022-01-16T08:00:00>", "日期"),
    ("date = 2022-01-16", "written = <2022>", "日期"),
    ("date = 2022-01-16", "period = <[2021-01-01]>", "两个日期"),
    ("date = 2022-01-16", 'period = <[2021-01-01, "x"]>', "两个日期"),
    ('form = "2021"', 'title = <3>\nform = "2021"', "文字"),
    ('form = "2021"', 'headings = <3>\nform = "2021"', "一个表"),
    ('form = "2021"', 'headings.overview = <[]>\nform = "2021"', "文字"),
    ("preface = ", "extra = <3>\npreface = ", "一个或多个表"),
    ("preface = ", "extra = <[3]>\npreface = ", "一个或多个表"),
    ("preface = ", "extra = [{heading = <3>}]\npreface = ", "文字"),
    ('overview = "', 'overview = <3> # "', "文字"),
    ("rules = ", 'form = <"1999">\nrules = ', "2021、2019"),
    ("rules = ", "form = <2021>\nrules = ", "2021、2019"),
]


@pytest.mark.parametrize(("old", "new", "wanted"), TYPES, ids=[new for _, new, _ in TYPES])
def test_a_value_of_the_wrong_type(old: str, new: str, wanted: str) -> None:
    """One error at the value, which says what belongs there."""
    written = swap(old, bare(new))
    assert [("wrong-type", "error", *place(written, new))] == told(written)
    assert wanted in only(written).hit.expected
    assert wanted in only(written).hit.message


@pytest.mark.parametrize("name", ["organ", "publication", "sections", "remedies", "applications"])
def test_a_value_where_a_table_belongs(name: str) -> None:
    """It is said once, at the value, and everything else is still read."""
    start = WHOLE.index(f"\n[{name}]")
    end = WHOLE.find("\n[", start + 1)
    written = f"{name} = 3\n" + WHOLE[:start] + (WHOLE[end:] if end > 0 else "")
    wrong = [(f.line, f.column) for f in check(written) if f.name == "wrong-type"]
    assert wrong == [(1, len(name) + 4)]
    assert report(written).cell(LICENSING) == 0


ALLOWED = [
    ('form = "2021"', 'form = "2021"\ntitle = "某局报告"'),
    ('level = "county"', 'former = ["甲局"]\nregion = "某县"'),
    ('kind = "department"\nlevel = "county"\n', ""),
    (
        'level = "county"',
        'contact = {office = "室", address = "路", postcode = "1", phone = "1", email = "a@b"}',
    ),
    ("date = 2022-01-16", "written = 2022-01-10\nperiod = [2021-01-01, 2021-12-31]"),
    ("[organ]", '[headings]\noverview = "一、工作概述"\n[organ]'),
    ("preface = ", 'applications = "表前的话"\nremedies = "表前的话"\npreface = '),
    ("[remedies]", '[[sections.extra]]\nheading = "七、附件"\ntext = "无"\n[remedies]'),
    ("[organ]", "[adjust]\nany = 1\n[organ]"),
    ("[remedies]", '[remedies]\nform = "2019"'),
]


@pytest.mark.parametrize(("old", "new"), ALLOWED, ids=[new[:20] for _, new in ALLOWED])
def test_what_may_be_stated_or_left_out(old: str, new: str) -> None:
    assert check(swap(old, new)) == ()


def test_the_values_around_the_tables() -> None:
    """What is stated is there, in the types of the core."""
    changes = swap('level = "county"', 'former = ["甲局"]\ncontact.phone = "1"')
    read = report(changes.replace("date = 2022-01-16", "period = [2021-01-01, 2021-12-31]"))
    assert (read.organ.name, read.organ.former, read.organ.level) == ("某某县某某局", ("甲局",), "")
    assert read.organ.contact == {"phone": "1"}
    assert read.publication.period == (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    assert read.publication.date is None
    assert read.full_title == "某某县某某局2021年政府信息公开工作年度报告"


@pytest.mark.parametrize("name", ["form", "year"])
def test_a_key_that_has_to_be_there(name: str) -> None:
    """Form and year; without a form the year says which one, without a year the form is taken."""
    line = 'form = "2021"\n' if name == "form" else "year = 2021\n"
    found = only(swap(line, ""))
    assert (found.code, found.name, found.severity) == ("GK008", "missing-key", "error")
    assert f"缺少 {name}" in found.hit.message
    assert report(swap(line, "")).form is FORM


def test_the_form_follows_from_the_year_where_it_is_not_named() -> None:
    old = OLD_WHOLE.replace('form = "2019"\n', "")
    assert report(old).form is OLD
    assert [f.name for f in check(old)] == ["missing-key"]


def test_one_table_on_another_form() -> None:
    """A report that mixes editions states the form inside the table that differs."""
    start, end = OLD_WHOLE.index("[proactive_disclosure]\n"), OLD_WHOLE.index("[applications]")
    table = OLD_WHOLE[start:end].replace("]\n", ']\nform = "2019"\n', 1)
    cut, keep = WHOLE.index("[proactive_disclosure]"), WHOLE.index("[applications]")
    written = WHOLE[:cut] + table + WHOLE[keep:]
    assert check(written) == ()
    assert (
        report(written).forms["proactive_disclosure"], report(written).form,
    ) == (OLD, FORM)  # fmt: skip
    assert report(written).cell(CHANGE) == 0


@pytest.mark.parametrize("section", [s for s in FORM.sections if s.prose], ids=lambda s: s.id)
def test_a_section(section: Section) -> None:
    """Absent is an error, empty a note at its text; both name the heading."""
    [line] = [row for row in WHOLE.splitlines() if row.startswith(f"{section.id} = ")]
    absent, empty = only(swap(f"{line}\n", "")), only(swap(line, f'{section.id} = " "'))
    assert (absent.code, absent.severity) == ("GK701", "error")
    assert (empty.code, empty.severity) == ("GK702", "note")
    where = place(swap(line, f'{section.id} = " "'), f'{section.id} = <" ">')
    assert where == (empty.line, empty.column)
    assert all(section.heading in f.hit.message for f in (absent, empty))


def test_a_draft_mark_and_a_missing_name_are_notes() -> None:
    """What is merely unfinished is a note."""
    draft = swap('preface = "', f'preface = "{DRAFT_MARK}')
    assert [("section-draft", "note", *place(draft, f'preface = <"{DRAFT_MARK}>'))] == told(draft)
    unnamed = swap('name = "某某县某某局"', 'name = ""')
    assert [("organ-unnamed", "note", *place(unnamed, 'name = <"">'))] == told(unnamed)


def test_everything_wrong_is_told_in_one_go_in_the_order_of_the_file() -> None:
    written = swap("year = 2021", "year = 1").replace("kind = ", "knid = ")
    written = written.replace("licensing = 0", 'licensing = "12件"').replace(ROW, "received = [0]")
    written = written.replace("[remedies]\n", "[remedies]\nx = 1\n")
    found = check(written)
    assert [f.code for f in found] == ["GK007", "GK006", "GK011", "GK010", "GK006"]
    places = [(f.line or 0, f.column or 0) for f in found]
    assert sorted(places) == places
