"""Every form file proves itself: a new year is tested by existing."""

import re
from collections import Counter
from collections.abc import Iterable

import pytest
from strategies import FORMS, foldings, grids, in_year, load

from gkreport import forms
from gkreport.form import Axis, Form, Grid
from gkreport.identity import Identity
from gkreport.layout import lay_out

WORD = "[a-z]+(_[a-z]+)*"
EVERY = [pytest.param(form, id=form.id) for form in FORMS]
AXES = [
    pytest.param(axis, id=f"{form.id}-{table.id}-{name}")
    for form in FORMS
    for table in form.tables
    for name, axis in (("rows", table.rows), ("columns", table.columns))
]
IDENTITIES = [
    pytest.param(form, table.section, scheme, id=f"{form.id}-{table.id}-{scheme.code}")
    for form in FORMS
    for table in form.tables
    for scheme in table.identities
]


def repeated(words: Iterable[str]) -> list[str]:
    """What stands there more than once."""
    return [word for word, n in Counter(words).items() if n > 1]


@pytest.mark.parametrize("axis", AXES)
def test_ids_are_unique_and_well_formed(axis: Axis) -> None:
    ids = [node.id for node in axis.nodes]
    assert not repeated(ids)
    assert not [x for x in ids if not re.fullmatch(rf"{WORD}(\.{WORD})*", x)]


@pytest.mark.parametrize("axis", AXES)
def test_parents_precede_children_and_branches_stay_together(axis: Axis) -> None:
    """Leaving a branch and coming back to it would tear its printed cell in two."""
    ids = [node.id for node in axis.nodes]
    for n, child in enumerate(ids):
        parent = child.rpartition(".")[0]
        if parent:
            assert parent in ids[:n]
            assert all(i.startswith(f"{parent}.") for i in ids[ids.index(parent) + 1 : n])


@pytest.mark.parametrize("axis", AXES)
def test_labels_are_there_and_no_two_siblings_share_one(axis: Axis) -> None:
    """An importer must be able to tell siblings apart by any wording that is tolerated."""
    for parent in ("", *(node.id for node in axis.nodes)):
        words = [w for node in axis.below(parent) for w in {node.label, *node.aliases}]
        assert all(w == w.strip() and w for w in words)
        assert not repeated(words)


@pytest.mark.parametrize("form", EVERY)
def test_every_row_of_a_printed_table_has_an_id_of_its_own(form: Form) -> None:
    """Tables that share a key share its rows, so one id may not stand for two of them."""
    for key in form.keys:
        assert not repeated(leaf.id for table in form.printed(key) for leaf in table.rows.leaves)


@pytest.mark.parametrize("form", EVERY)
def test_every_identity_expands_folded_or_not(form: Form) -> None:
    for branches in foldings(form):
        for table in grids(form, branches):
            expected = sum(len(_other(table, i).leaves) for i in table.table.identities)
            assert expected == len(table.equations)
            for e in table.equations:
                cells = [*e.left, *e.right]
                assert len(set(cells)) == len(cells)
                assert set(cells) <= set(range(len(table.addresses)))


def _other(table: Grid, scheme: Identity) -> Axis:
    return table.columns if scheme.axis == "rows" else table.rows


@pytest.mark.parametrize(("form", "section", "scheme"), IDENTITIES)
def test_an_identity_has_a_code_of_its_section_and_a_basis(
    form: Form, section: int, scheme: Identity
) -> None:
    codes = [i.code for t in form.tables for i in t.identities]
    assert codes.count(scheme.code) == 1
    assert re.fullmatch(r"GK[0-9]{3}", scheme.code)
    assert (9 if scheme.across_years else section) == int(scheme.code[2])
    assert scheme.basis.strip()
    assert all(words.strip() for words in scheme.words)
    assert re.fullmatch(r"(?!no-|invalid-|bad-)[a-z]+(-[a-z]+)*", scheme.name)
    assert {scheme.severity, *scheme.severity_at.values()} <= {"error", "warning", "note"}


@pytest.mark.parametrize("form", EVERY)
def test_the_form_itself_is_complete(form: Form) -> None:
    assert form.basis.strip()
    assert str(form.first_year) == form.id
    assert form.title.format(organ="某局", year=2030) == "某局2030年政府信息公开工作年度报告"
    assert form.period.format(year=2030).count("2030") == 2
    assert [s.number for s in form.sections] == [1, 2, 3, 4, 5, 6]
    assert {table.section for table in form.tables} <= {s.number for s in form.sections}
    assert all(s.prose != any(t.section == s.number for t in form.tables) for s in form.sections)
    assert all(s.title and "".join(s.guide) for s in form.sections)


def test_each_year_is_governed_by_one_form() -> None:
    """Forms follow one another without gap or overlap, from 2019 on."""
    assert forms.governing(2018) is None
    for year in range(2019, 2040):
        assert [forms.governing(year)] == [form for form in FORMS if form.governs(year)]
    assert (load("2019"), load("2021")) == (forms.governing(2020), forms.governing(2021))
    assert forms.load("1999") is None


@pytest.mark.parametrize(
    ("form_id", "figures", "grids_"),
    [
        ("2021", [10, 175, 15], [(14, 4), (28, 10), (4, 15)]),
        ("2019", [22, 161, 15], [(18, 4), (26, 10), (4, 15)]),
    ],
    ids=["2021", "2019"],
)
def test_the_size_of_a_form(
    form_id: str, figures: list[int], grids_: list[tuple[int, int]]
) -> None:
    form = load(form_id)
    layouts = [lay_out(form, key) for key in form.keys]
    assert figures == [sum(len(t.grid.addresses) for t in form.printed(key)) for key in form.keys]
    assert figures == [sum(slot.role == "figure" for slot in each.slots) for each in layouts]
    assert grids_ == [(each.height, each.width) for each in layouts]


@pytest.mark.parametrize(("form_id", "rows"), [("2021", 25), ("2019", 23)], ids=["2021", "2019"])
def test_the_equations_of_a_form(form_id: str, rows: int) -> None:
    """Seven columns in two sums and each row in one; table four once per block."""
    found = Counter(e.identity.code for t in grids(load(form_id)) for e in in_year(t))
    expected = {"GK301": 7, "GK302": 7, "GK303": rows, "GK401": 3}
    assert expected == found
