"""Findings: what the engine stamps on a hit, how they are ordered, and the rules as a whole."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import (
    Cells,
    arithmetic,
    holes,
    in_year,
    literal,
    load,
    patterned,
    report,
    reports,
    text,
    zero,
)
from strategies import (
    core as check,
)
from whole import WHOLE

from gkreport import resources
from gkreport.finding import Finding, Number, plain, worst
from gkreport.form import Address
from gkreport.rules import Rule
from gkreport.rules.engine import catalogue
from gkreport.sums import failing

FORM = load("2021")
BASE = patterned(FORM, every=3)
RULES = [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in catalogue()]
FIXED = {
    "GK300": "wrong-cell", "GK301": "flow-imbalance", "GK302": "outcome-total",
    "GK303": "applicant-total", "GK308": "total-left-at-zero", "GK309": "shifted-figure",
    "GK400": "wrong-cell", "GK401": "remedy-total", "GK408": "total-left-at-zero",
    "GK901": "opening-balance-changed",
}  # fmt: skip


def at(row: str, column: str) -> Address:
    """A cell of table three."""
    return Address("applications", row, column)


def test_codes_are_unique_sorted_and_the_fixed_ones_are_there() -> None:
    codes = [rule.code for rule in catalogue()]
    assert sorted(set(codes)) == codes
    assert {r.code: r.name for r in catalogue() if r.code in FIXED} == FIXED


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_complete(rule: Rule) -> None:
    """Code, name, basis and a manual page in Chinese that says what to do."""
    assert re.fullmatch(r"GK[0-9]{3}", rule.code)
    assert re.fullmatch(r"(?!no-|invalid-|bad-)[a-z]+(-[a-z]+)*", rule.name)
    assert rule.severity in ("error", "warning", "note")
    assert rule.basis.strip()
    assert re.search("[\u4e00-\u9fff]{4}", rule.manual)
    assert rule.manual == rule.manual.strip()


@st.composite
def mistakes(draw: st.DrawFn) -> Cells:
    """A report with up to four wrong figures anywhere, and perhaps with gaps."""
    cells = draw(reports("2021"))
    places = st.sampled_from([a for a in cells if a.table != "proactive_disclosure"])
    wrong = cells | draw(st.dictionaries(places, st.integers(0, 9), max_size=4))
    return draw(holes(FORM)).cut(wrong) if draw(st.booleans()) else wrong


@given(cells=mistakes())
def test_every_failing_sum_is_spoken_for_exactly_once(cells: Cells) -> None:
    """However findings are folded, no failing sum gets lost and none is told twice."""
    found = arithmetic(check(text(FORM, cells)))
    told = [(e.code, e.table, e.where) for f in found for e in f.hit.equations]
    figures = report(text(FORM, cells)).figures.values()
    expected = {
        (s.equation.identity.code, f.grid.table.key, s.equation.where)
        for f in figures
        for s in failing(in_year(f.grid), f.values)
    }
    assert (len(told), expected) == (len(set(told)), set(told))


SHIFTED = {("upheld", 1), ("pending", 2), ("total", 1)}
BLOCK = {Address("remedies", "reconsideration", column): n for column, n in SHIFTED}


@given(cells=mistakes())
@example(cells=zero(FORM) | BLOCK)
def test_a_finding_about_sums_has_the_code_of_its_table(cells: Cells) -> None:
    """The first digit is the section; the severity is an error; a basis is named."""
    sections = {table.key: table.section for table in FORM.tables}
    for f in arithmetic(check(text(FORM, cells))):
        assert {sections[e.table] for e in f.hit.equations} == {int(f.code[2])}
        assert (f.severity, bool(f.basis)) == ("error", True)
        assert f.hit.address == f.hit.cells[0]


@given(cells=mistakes())
def test_findings_are_in_the_order_of_the_file_and_point_into_it(cells: Cells) -> None:
    """A finding about a stated cell stands at that cell's value."""
    written = text(FORM, cells)
    found = check(written)
    assert list(found) == sorted(found, key=lambda f: (f.line or 0, f.column or 0, f.code))
    for f in arithmetic(found):
        assert f.line
        assert f.column
        value = cells.get(f.hit.cells[0])
        if value is not None:
            at = written.splitlines()[f.line - 1][f.column - 1 :]
            assert at.startswith(literal(value))
            assert f.width == len(literal(value))


@given(cells=mistakes())
def test_a_fingerprint_stays_where_the_line_moves(cells: Cells) -> None:
    """Fingerprints do not know lines, and tell different matters apart."""
    written = text(FORM, cells)
    prints = [f.fingerprint for f in check(written)]
    assert prints == [f.fingerprint for f in check(f"# 说明\n\n{written}")]
    assert len(set(prints)) == len(prints)


CARRIED = at("carried_forward", "natural_person")
BROUGHT = at("brought_forward", "natural_person")


def opening(brought: object, carried: object) -> list[Finding]:
    """What is said where a column opens with one figure and last year's closed with another."""
    now, before = zero(FORM), zero(FORM)
    now |= {BROUGHT: brought, at("received", "natural_person"): "", at("received", "total"): ""}
    before |= {CARRIED: carried}
    found = check(text(FORM, now), report(text(FORM, before)))
    return [f for f in found if f.name == "opening-balance-changed"]


@pytest.mark.parametrize(
    ("brought", "carried"), [(0, 0), (3, 3), ("", 3), (3, ""), ("", "")], ids=str
)
def test_a_year_that_opens_as_the_last_one_closed(brought: object, carried: object) -> None:
    """Equal figures, or a gap on either side: nothing is said."""
    assert opening(brought, carried) == []


@pytest.mark.parametrize(("brought", "carried"), [(3, 2), (0, 2), (3, 0)], ids=str)
def test_a_year_that_opens_otherwise(brought: int, carried: int) -> None:
    """One warning at the figure of this year, with both figures and never with a suspect."""
    [found] = opening(brought, carried)
    assert (found.code, found.severity, found.hit.suspect) == ("GK901", "warning", None)
    assert found.hit.cells == (BROUGHT,)
    [failed] = found.hit.equations
    assert (brought, carried) == (failed.left, failed.right)
    assert str(brought) in found.hit.message
    assert str(carried) in found.hit.message


def test_all_columns_that_differ_are_one_finding() -> None:
    before = report(text(FORM, zero(FORM)))
    found = [f for f in check(text(FORM, BASE), before) if f.code == "GK901"]
    differ = [a for a in BASE if a.row == "brought_forward" and BASE[a]]
    assert [differ] == [list(f.hit.cells) for f in found]


def test_last_year_may_be_on_the_form_before() -> None:
    """Rows are compared by their id, whatever form printed them."""
    old = load("2019")
    before = zero(old) | {CARRIED: 4, at("carried_forward", "total"): 4}
    found = check(text(FORM, zero(FORM)), report(text(old, before)))
    assert [(f.code, len(f.hit.equations)) for f in found] == [("GK901", 2)]


def test_an_identity_may_weigh_more_in_one_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`severity_at` in the form file overrides the identity's own severity for one leaf."""
    [path] = [path for path in resources.forms() if path.stem == FORM.id]
    old = 'severity = "warning"\nrows = "brought'
    heavier = path.read_text("utf-8").replace(old, f'severity_at = {{ total = "error" }}\n{old}')
    (tmp_path / path.name).write_text(heavier, "utf-8")
    monkeypatch.setattr(resources, "forms", lambda: (tmp_path / path.name,))
    total = at("brought_forward", "total")
    found = check(text(FORM, zero(FORM) | {BROUGHT: 1, total: 1}), report(text(FORM, zero(FORM))))
    assert [f.severity for f in found if f.code == "GK901"] == ["error"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (12, "12"),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-7"), "0.0000001"),
    ],
    ids=str,
)
def test_plain_figures(value: Number, written: str) -> None:
    assert written == plain(value)


def test_the_worst_severity() -> None:
    found = check(WHOLE.replace("rules = [0", 'rules = [""').replace("licensing = 0\n", ""))
    assert {f.severity for f in found} == {"warning", "note"}
    assert worst(found) == "warning"
    assert worst([]) is None
