"""The laws of checking: what holds for every report."""

import random
from collections.abc import Callable
from copy import deepcopy

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import (
    Cells,
    Holes,
    arithmetic,
    grid,
    holes,
    load,
    patterned,
    reading,
    reports,
    text,
    zero,
)
from strategies import (
    core as check,
)

from gkreport.finding import Finding
from gkreport.form import Address
from gkreport.rules.engine import run

FORM = load("2021")
TABLE_THREE = grid("2021", "applications").addresses
BASES = {
    "all zero": zero(FORM),
    "sparse": patterned(FORM, every=9),
    "dense": patterned(FORM, every=1),
}
CHANGES: dict[str, Callable[[int], int]] = {
    "one more": lambda value: value + 1,
    "ten more": lambda value: value + 10,
    "zero or two": lambda value: 0 if value else 2,
}
any_cell = st.sampled_from(TABLE_THREE)
any_step = st.integers(-40, 40).filter(bool)


def stepped(value: int, step: int) -> int:
    """Another figure, the other way round where it would fall below 0."""
    return value + step if value + step >= 0 else value - step


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Address, Address]:
    """Two cells of table three, often of one row or one column."""
    one = draw(any_cell)
    near = [a for a in TABLE_THREE if (a.row == one.row) != (a.column == one.column)]
    other = draw(st.one_of(st.sampled_from(near), any_cell))
    assume(one != other)
    return one, other


def suspects(findings: list[Finding]) -> list[tuple[Address, object]]:
    """Each suspect with the value that is proposed for it."""
    return [(s.address, s.proposed) for f in findings if (s := f.hit.suspect)]


def said(findings: tuple[Finding, ...]) -> list[str]:
    """Findings without their places in the file."""
    return sorted(f"{f.code} {f.severity} {f.hit.message} {f.hit.equations}" for f in findings)


@pytest.mark.parametrize("form_id", ["2021", "2019"])
@given(data=st.data())
def test_a_consistent_report_has_no_finding(form_id: str, data: st.DataObject) -> None:
    """Whatever consistent figures a report states, nothing is said about it."""
    assert check(text(load(form_id), data.draw(reports(form_id)))) == ()


@given(cells=reports("2021", folded=("outcome.otherwise",)))
def test_a_branch_in_one_row_is_only_a_warning(cells: Cells) -> None:
    """A report that prints （六） as one row adds up all the same."""
    found = check(text(FORM, cells))
    assert [(f.name, f.severity) for f in found] == [("folded-branch", "warning")]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("base", BASES.values(), ids=BASES)
def test_every_single_error_of_table_three_is_located(
    base: Cells, change: Callable[[int], int]
) -> None:
    """Any one changed cell gives one finding, which names that cell and the old value."""
    for cell in TABLE_THREE:
        found = check(text(FORM, base | {cell: change(base[cell])}))
        assert [(cell, base[cell])] == suspects(list(found))
        assert len(found) == 1
        assert found[0].hit.address == cell
        assert found[0].severity == "error"


@given(cells=reports("2021"), cell=any_cell, step=any_step)
def test_any_single_error_is_located(cells: Cells, cell: Address, step: int) -> None:
    """In any report, any one changed cell of table three is found and put right."""
    found = check(text(FORM, cells | {cell: stepped(cells[cell], step)}))
    assert [(cell, cells[cell])] == suspects(list(found))
    assert len(found) == 1


@given(cells=reports("2021"), pair=pairs(), steps=st.tuples(any_step, any_step))
def test_two_errors_never_blame_a_third_cell(
    cells: Cells, pair: tuple[Address, Address], steps: tuple[int, int]
) -> None:
    """A suspect, if there is one, is one of the changed cells, with its old value."""
    changed = {a: stepped(cells[a], step) for a, step in zip(pair, steps, strict=True)}
    found = arithmetic(check(text(FORM, cells | changed)))
    assert found
    assert set(suspects(found)) <= {(a, cells[a]) for a in pair}


@given(cells=reports("2021"), pair=pairs())
def test_two_exchanged_figures_never_blame_a_third_place(
    cells: Cells, pair: tuple[Address, Address]
) -> None:
    """Where figures are said to be exchanged, one of the readings is what happened."""
    one, other = pair
    found = check(text(FORM, cells | {one: cells[other], other: cells[one]}))
    assert suspects(arithmetic(found)) == []
    assert all(set(pair) <= set(f.hit.cells) for f in found if f.name == "shifted-figure")


@pytest.mark.parametrize("form_id", ["2021", "2019"])
@given(data=st.data())
def test_a_true_report_with_gaps_raises_no_alarm(form_id: str, data: st.DataObject) -> None:
    """Blank cells, rows and totals left out of a true report never make a sum fail."""
    form = load(form_id)
    cells = data.draw(holes(form)).cut(data.draw(reports(form_id)))
    found = check(text(form, cells))
    assert arithmetic(found) == []
    assert {f.name for f in found if f.severity == "error"} <= {"blank-table"}


@given(cells=reports("2021"), gaps=holes(FORM), cell=any_cell, step=any_step)
def test_with_gaps_a_suspect_is_still_right(
    cells: Cells, gaps: Holes, cell: Address, step: int
) -> None:
    """One changed cell among any gaps: whoever is blamed is that cell, with its old value."""
    stated = gaps.cut(cells | {cell: stepped(cells[cell], step)})
    assert suspects(arithmetic(check(text(FORM, stated)))) in ([], [(cell, cells[cell])])


def shuffled(seed: int) -> Callable[..., list[str]]:
    """An order of lines and tables."""
    luck = random.Random(seed)  # noqa: S311 - no secret is at stake
    return lambda lines: luck.sample(sorted(lines), len(lines))


@given(cells=reports("2021"), gaps=holes(FORM), cell=any_cell, seed=st.integers(0, 99))
def test_key_order_does_not_matter(cells: Cells, gaps: Holes, cell: Address, seed: int) -> None:
    """The same report in another order of lines gets the same findings."""
    wrong = gaps.cut(cells | {cell: cells[cell] + 1})
    assert said(check(text(FORM, wrong))) == said(check(text(FORM, wrong, order=shuffled(seed))))


@given(cells=reports("2021"), gaps=holes(FORM), cell=any_cell)
def test_checking_is_idempotent_and_changes_nothing(
    cells: Cells, gaps: Holes, cell: Address
) -> None:
    """A second check of the same reading says the same, and the reading stays as it was."""
    once = reading(text(FORM, gaps.cut(cells | {cell: cells[cell] + 1})))
    assert once.report
    before = deepcopy((once.data, once.hits, {k: f.values for k, f in once.report.figures.items()}))
    assert run(once) == run(once)
    after = (once.data, once.hits, {k: f.values for k, f in once.report.figures.items()})
    assert before == after
