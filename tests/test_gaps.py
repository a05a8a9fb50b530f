"""Arithmetic with gaps, and what may be said about a cause."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Cells, arithmetic, grid, in_year, load, patterned, text, zero
from strategies import core as check

from gkreport.finding import Finding, Number
from gkreport.form import Address
from gkreport.rules.locate import Wrong, ZeroTotals, diagnose, fitting, locate, shifted
from gkreport.sums import add, closed, failing, filled

FORM = load("2021")
REMEDIES = grid("2021", "remedies")
BLOCK = in_year(REMEDIES)[0]
APPLICATIONS = grid("2021", "applications")
COLUMNS = [leaf.id for leaf in APPLICATIONS.columns.leaves]
GRANTED, PARTIAL, SECRET = (
    "outcome.granted",
    "outcome.partially_granted",
    "outcome.refused.state_secret",
)
PERSON, ENTERPRISE, RESEARCH = COLUMNS[:3]
X = None


def block(*cells: "Number | None") -> "tuple[Number | None, ...]":
    """Table four with one block stated and the rest 0."""
    return (*cells, *[0] * 10)


def at(row: str, column: str) -> Address:
    """A cell of table three."""
    return Address("applications", row, column)


def wide(changes: "dict[tuple[str, str], int]", every: int = 0) -> Cells:
    """A report of zeros (or of a pattern) with some cells of table three replaced."""
    base = patterned(FORM, every=every) if every else zero(FORM)
    return base | {at(*place): value for place, value in changes.items()}


def told(cells: Cells) -> list[Finding]:
    """The findings about sums."""
    return arithmetic(check(text(FORM, cells)))


def names(found: list[Finding]) -> list[str]:
    return [f.name for f in found]


@pytest.mark.parametrize(
    ("values", "zeros", "fails"),
    [
        pytest.param((1, 0, 0, 0, 1), {}, False, id="holds"),
        pytest.param((1, 0, 0, 0, 2), {}, True, id="fails"),
        pytest.param((1, X, X, 0, 1), {1: 0, 2: 0}, False, id="stated sides equal, gaps are 0"),
        pytest.param((0, 0, 0, 0, X), {4: 0}, False, id="a total over nothing is 0"),
        pytest.param((X, 0, 0, 0, 1), {}, False, id="a part is open"),
        pytest.param((1, 0, 0, 0, X), {}, False, id="a total is open"),
        pytest.param((X, 0, 0, 0, X), {}, False, id="gaps on both sides"),
        pytest.param((2, X, 0, 0, 1), {}, True, id="parts exceed the total already"),
        pytest.param((X, X, X, X, X), {}, False, id="nothing stated"),
        pytest.param((Decimal("0.1"), Decimal("0.2"), 0, 0, Decimal("0.3")), {}, False, id="exact"),
    ],
)
def test_one_equation(
    values: "tuple[Number | None, ...]", zeros: dict[int, int], fails: bool
) -> None:
    assert zeros == closed([BLOCK], block(*values))
    assert fails == bool(failing([BLOCK], block(*values)))


@pytest.mark.parametrize("total", [X, 0, 1, 2], ids=str)
def test_an_equation_fails_only_if_no_numbers_in_its_gaps_make_it_hold(total: "int | None") -> None:
    """Against trying every number: blank is not 0 but any number that is not negative."""
    for parts in product((X, 0, 1, 2), repeat=4):
        choices = [range(9) if value is None else (value,) for value in (*parts, total)]
        possible = any(sum(c[:4]) == c[4] for c in product(*choices))
        assert possible != add(BLOCK, block(*parts, total)).fails


@given(
    gaps=st.lists(st.booleans(), min_size=175, max_size=175),
    every=st.sampled_from((3, 30, 200)),
)
def test_closing_one_gap_may_close_others(gaps: list[bool], every: int) -> None:
    """It goes on until nothing changes, so the order of the sums makes no difference."""
    base = patterned(FORM, every=every)
    values = [None if gaps[n] else base[a] for n, a in enumerate(APPLICATIONS.addresses)]
    equations = in_year(APPLICATIONS)
    zeros = closed(equations, values)
    assert zeros == closed(equations[::-1], values)
    assert all(base[APPLICATIONS.addresses[n]] == 0 for n in zeros)
    assert closed(equations, filled(values, zeros)) == {}


def test_zeros_found_serve_arithmetic_only() -> None:
    """A blank that can only be 0 is reported as blank all the same."""
    cells = zero(FORM) | {Address("remedies", "reconsideration", "upheld"): ""}
    assert names(list(check(text(FORM, cells)))) == ["blank-cells"]


def test_a_failing_sum_says_both_figures_and_the_difference() -> None:
    """Two unrelated errors are two failing constellations, and nothing is guessed."""
    found = told(wide({(GRANTED, PERSON): 4, (SECRET, RESEARCH): 3}))
    assert {"outcome-total", "applicant-total"} == set(names(found))
    assert len(found) == 4
    assert all(f.hit.suspect is None and len(f.hit.equations) == 1 for f in found)
    row = next(f for f in found if f.hit.address == at(SECRET, "total"))
    assert (row.hit.found, row.hit.expected) == ("0", "3")
    assert "总计为 0，自然人与法人或其他组织之和为 3" in row.hit.message
    assert "法律服务机构" not in row.hit.hint


@pytest.mark.parametrize(
    ("every", "place", "value"),
    [
        (3, (GRANTED, PERSON), 99),
        (3, ("outcome.total", "total"), 0),
        (5, ("received", RESEARCH), 7),
    ],
    ids=["a leaf", "the grand total", "an intake"],
)
def test_one_wrong_cell(every: int, place: tuple[str, str], value: int) -> None:
    base = patterned(FORM, every=every)
    [found] = told(base | {at(*place): value})
    suspect = found.hit.suspect
    assert suspect
    assert (at(*place), value, base[at(*place)]) == (
        suspect.address,
        suspect.stated,
        suspect.proposed,
    )
    assert {e.code for e in found.hit.equations} <= {"GK301", "GK302", "GK303"}
    assert len(found.hit.details) == len(found.hit.equations)


@pytest.mark.parametrize(
    ("blank", "word"), [(0, "疑应为"), ("", "疑可能应为")], ids=["none", "one"]
)
def test_a_gap_taken_as_zero_makes_the_advice_a_perhaps(blank: object, word: str) -> None:
    """A blank in the cell's own column, which the blank's row shows to be 0."""
    cells = small({GRANTED: (2, 0, 0), PARTIAL: (3, 0, 0)}) | {at(GRANTED, PERSON): 5}
    [found] = told(cells | {at(SECRET, PERSON): blank})
    assert f"写的是 5，{word} 2" in found.hit.message
    assert found.hit.suspect
    assert ("空缺" in found.hit.hint) == (blank == "")


def test_a_suspect_needs_complete_sums_and_no_rival() -> None:
    """With the row's own cells blank the value is open, so no cell is named."""
    equations = in_year(APPLICATIONS)
    values: list[int | None] = [0] * len(APPLICATIONS.addresses)
    values[APPLICATIONS.index[GRANTED, PERSON]] = 5
    assert (APPLICATIONS.index[GRANTED, PERSON],) == fitting(equations, values)
    assert Wrong(APPLICATIONS.index[GRANTED, PERSON], 5, 0, certain=True) == locate(
        equations, values
    )
    values[APPLICATIONS.index[GRANTED, "total"]] = None
    assert locate(equations, values) is None


ZERO_TOTALS = {
    "one cell": [(GRANTED, "total")],
    "the column of totals": [(leaf.id, "total") for leaf in APPLICATIONS.rows.leaves],
    "the row of totals": [("outcome.total", column) for column in COLUMNS],
}
ZERO_TOTALS["both"] = ZERO_TOTALS["the column of totals"] + ZERO_TOTALS["the row of totals"][:-1]


@pytest.mark.parametrize("places", ZERO_TOTALS.values(), ids=ZERO_TOTALS)
def test_totals_left_at_zero_are_one_finding(places: list[tuple[str, str]]) -> None:
    """However many totals were forgotten: one finding, with each cell and its sum."""
    base = patterned(FORM, every=4)
    [found] = told(base | {at(*place): 0 for place in places})
    wrong = {at(*place) for place in places if base[at(*place)]}
    assert (found.code, found.name, found.severity) == ("GK308", "total-left-at-zero", "error")
    assert wrong == set(found.hit.cells)
    assert all(str(base[address]) in found.hit.message for address in wrong)
    assert (len(wrong) == 1) == (found.hit.suspect is not None)


def test_one_more_wrong_cell_joins_the_totals_left_at_zero() -> None:
    """A forgotten total in one row and a wrong figure in another: one finding says both."""
    base = patterned(FORM, every=2)
    one, total = at(GRANTED, PERSON), at(SECRET, "total")
    [found] = told(base | {total: 0, one: base[one] + 30})
    assert found.name == "total-left-at-zero"
    assert found.hit.suspect is None
    assert {one, total} == set(found.hit.cells)
    assert f"{base[one] + 30} 可能应为 {base[one]}" in found.hit.message


def test_zero_totals_of_several_blocks_are_one_finding_per_table() -> None:
    """Two blocks of table four whose totals were forgotten are one finding, without suspect."""
    cells = zero(FORM)
    for row in ("reconsideration", "litigation.direct"):
        cells[Address("remedies", row, "upheld")] = 2
    [found] = told(cells)
    assert (found.code, len(found.hit.equations), found.hit.suspect) == ("GK408", 2, None)


@pytest.mark.parametrize(
    ("parts", "suspect"),
    [
        pytest.param((0, 3, 0, 0), True, id="complete"),
        pytest.param((0, 3, "", 0), False, id="a gap"),
    ],
)
def test_a_forgotten_total_over_gaps_has_no_suspect(parts: tuple[Any, ...], suspect: bool) -> None:
    cells = zero(FORM)
    row = [a for a in cells if a[:2] == ("remedies", "reconsideration")]
    [found] = told(cells | dict(zip(row, (*parts, 0), strict=True)))
    assert ("total-left-at-zero", suspect) == (found.name, found.hit.suspect is not None)


def small(outcomes: dict[str, tuple[int, int, int]]) -> Cells:
    """A true table three of a few outcomes, each by person, enterprise and research."""
    sums = tuple(sum(column) for column in zip(*outcomes.values(), strict=True))
    rows = {"received": sums, **outcomes, "outcome.total": sums}
    cells = {(r, c): v for r, vs in rows.items() for c, v in zip(COLUMNS, vs, strict=False)}
    return wide(cells | {(r, "total"): sum(vs) for r, vs in rows.items()})


@pytest.mark.parametrize(
    ("changes", "readings"),
    [
        pytest.param({(GRANTED, ENTERPRISE): 0, (GRANTED, RESEARCH): 5}, 1, id="the next column"),
        pytest.param({(PARTIAL, PERSON): 1, (SECRET, PERSON): 8}, 2, id="rows: leaf or total"),
        pytest.param({(GRANTED, ENTERPRISE): 0, (PARTIAL, ENTERPRISE): 5}, 1, id="the next row"),
    ],
)
def test_a_shifted_figure(changes: dict[tuple[str, str], int], readings: int) -> None:
    """All readings that fit are told in one finding, and none of them is a suspect."""
    cells = small({GRANTED: (0, 5, 0), PARTIAL: (8, 0, 0), SECRET: (1, 0, 0)})
    assert told(cells) == []
    [found] = told(cells | {at(*place): value for place, value in changes.items()})
    assert (found.code, found.name) == ("GK309", "shifted-figure")
    assert found.hit.suspect is None
    assert {at(*place) for place in changes} <= set(found.hit.cells)
    assert 2 * readings == len(found.hit.cells)
    assert readings == found.hit.message.count("也可能是") + 1


def test_more_readings_than_two_are_left_to_the_sums() -> None:
    """Three rows that could each have been exchanged: nothing is guessed."""
    cells = small({GRANTED: (0, 5, 0), PARTIAL: (6, 1, 0), SECRET: (7, 2, 0)})
    assert told(cells) == []
    found = told(cells | {at(GRANTED, PERSON): 5, at(GRANTED, ENTERPRISE): 0})
    assert names(found) == ["outcome-total"] * 2


def test_a_reading_makes_every_sum_of_the_table_hold() -> None:
    """A figure is not moved into a block of table four that was right without it."""
    assert shifted(REMEDIES, in_year(REMEDIES), block(1, 0, 0, 2, 1)) == ((3, 4),)
    row = [a for a in zero(FORM) if a[:2] == ("remedies", "reconsideration")]
    found = told(zero(FORM) | dict(zip(row, (1, 0, 0, 2, 1), strict=True)))
    assert {"reconsideration"} == {cell.row for f in found for cell in f.hit.cells}


def test_diagnose_names_each_kind_of_cause() -> None:
    """The causes as values: none, totals left at 0, none again where five cells would do."""
    equations = in_year(REMEDIES)
    zero_total = ZeroTotals(((4, 3),), sole=True, also=None)
    assert diagnose(REMEDIES, equations, block(0, 0, 0, 0, 0)) is None
    assert zero_total == diagnose(REMEDIES, equations, block(1, 2, 0, 0, 0))
    assert diagnose(REMEDIES, equations, block(1, 2, 0, 0, 7)) is None
    assert diagnose(REMEDIES, equations, block(1, 0, 0, 2, 1)) is None


def test_with_gaps_a_forgotten_total_must_be_the_only_cause() -> None:
    """Where the part may be wrong as well as its total, the sum is told and nothing else."""
    rows = ("received", "outcome.total", PARTIAL)
    opened = {at(row, column): "" for row in rows for column in (PERSON, ENTERPRISE, "total")}
    [found] = told(wide({(GRANTED, PERSON): 3}) | opened)
    assert (found.name, found.hit.suspect) == ("applicant-total", None)


def test_with_gaps_an_exchange_must_be_the_only_cause() -> None:
    """Where one wrong cell would do as well as two exchanged ones, nothing is guessed."""
    cells = small({GRANTED: (5, 4, 0), PARTIAL: (2, 0, 0)}) | {at(PARTIAL, "total"): ""}
    assert told(cells) == []
    [found] = told(cells | {at(GRANTED, "total"): 6})
    assert (found.name, found.hit.suspect) == ("applicant-total", None)
