"""The figures of 45 published reports: exactly the sums that fail there are found to fail."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from strategies import Cells, grids, load, text
from strategies import core as check

from gkreport.finding import Finding, Number
from gkreport.form import Address, Axis, Form

CORPUS = Path(__file__).parent / "corpus"
FIGURES = json.loads((CORPUS / "figures.json").read_text("utf-8"), parse_float=Decimal)
REPORTS = [pytest.param(r, id=f"{r['organ']}-{r['year']}") for r in FIGURES["reports"]]
WRONG = [p for p, r in zip(REPORTS, FIGURES["reports"], strict=True) if r["violations"]]
ON_PAGE = [
    p
    for p, r in zip(REPORTS, FIGURES["reports"], strict=True)
    if str(r["document"]).endswith(".tables.txt")
]
CODES = {"sum_of_results": "GK302", "balance": "GK301", "table4_total": "GK401"}
REMEDIES = ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
OTHER_ERRORS = {
    ("福建省平潭综合实验区财政金融局", 2020): [("not-a-figure", '"2笔"')],
}
"""What else is wrong in a report as published: a unit inside a cell that holds a number."""


def named(axis: Axis, label: str) -> str:
    """The id of a leaf by its label or by another wording of it."""
    return next(n.id for n in axis.leaves if label in (n.label, *n.aliases))


def cells_of(published: dict[str, Any], form: Form) -> Cells:
    """The figures of a report; what was blank on the page is an empty string."""
    rows = dict(published["applications"])
    rows |= {REMEDIES[n]: published["remedies"][5 * n : 5 * n + 5] for n in range(3)}
    folded = [row for row in rows if any(row in t.foldable for t in form.tables)]
    found: Cells = {}
    for grid in grids(form, folded):
        section_two = grid.table.section == 2
        labels = published["proactive_disclosure"]
        stated = {named(grid.rows, k): v for k, v in labels.items() if _has(grid.rows, k)}
        for address in grid.addresses:
            row = (stated if section_two else rows)[address.row]
            column = [leaf.id for leaf in grid.columns.leaves].index(address.column)
            found |= _cell(address, row, column)
    return found


def _has(axis: Axis, label: str) -> bool:
    return any(label in (n.label, *n.aliases) for n in axis.leaves)


def _cell(address: Address, row: Any, column: int) -> Cells:
    """One cell; of a row that could not be cut into cells, the first one holds it whole."""
    if row is None:
        return {}
    if isinstance(row, list):
        return {address: "" if row[column] is None else row[column]}
    return {address: row} if column == 0 else {}


def source(published: dict[str, Any]) -> str:
    """A report file with those figures and prose of our own."""
    form = load(published["form"])
    whole = text(form, cells_of(published, form))
    lines = re.sub(r'^(\w+ = )\[("[^"]*")\]$', r"\1\2", whole, flags=re.MULTILINE)
    return re.sub(r"^year = .*$", f"year = {published['year']}", lines, flags=re.MULTILINE)


def failing(findings: tuple[Finding, ...]) -> dict[tuple[str, str], set[Number]]:
    """Every equation that a finding speaks for, by code and line of the table, with both sums."""
    return {(e.code, e.where): {e.left, e.right} for f in findings for e in f.hit.equations}


def violations(published: dict[str, Any]) -> dict[tuple[str, str], set[Number]]:
    """The same as the corpus lists them, its Chinese names turned into ids."""
    tables = {t.id: t for t in load(published["form"]).tables}
    axes = {"GK401": tables["remedies"].rows, "GK301": tables["applications"].columns}
    axes["GK302"] = axes["GK301"]
    listed = [(CODES[v["identity"]], v) for v in published["violations"]]
    return {(c, named(axes[c], v["where"])): {v["left"], v["right"]} for c, v in listed}


def test_the_corpus_is_whole() -> None:
    """45 reports, six of them with sums that fail, and the tables of those that are not PDF."""
    assert len(REPORTS) == 45
    assert len(WRONG) == 6
    names = [Path(r["document"] or "").name for r in FIGURES["reports"]]
    tables = {name for name in names if name.endswith((".tables.txt", ".md"))}
    assert {path.name for path in CORPUS.iterdir()} == {"figures.json", *tables}


@pytest.mark.parametrize("published", REPORTS)
def test_exactly_the_listed_sums_fail(published: dict[str, Any]) -> None:
    """No sum is blamed that holds, none that fails is missed, both figures are as listed."""
    assert violations(published) == failing(check(source(published)))


@pytest.mark.parametrize("published", REPORTS)
def test_no_other_error_but_true_ones(published: dict[str, Any]) -> None:
    """Every other error of a published report has been read and is one."""
    found = [f for f in check(source(published)) if f.severity == "error" and not f.hit.equations]
    expected = OTHER_ERRORS.get((published["organ"], published["year"]), [])
    assert expected == [(f.name, f.hit.found) for f in found]


@pytest.mark.parametrize("published", WRONG)
def test_totals_left_at_zero_are_one_finding_per_table(published: dict[str, Any]) -> None:
    """Where the totals of a table are 0 under parts that are not, that is said once."""
    listed = {CODES[v["identity"]] for v in published["violations"] if v["right"] == 0}
    expected = sorted({"GK302": "GK308", "GK401": "GK408"}.get(c, "") for c in listed - {"GK301"})
    found = [f for f in check(source(published)) if f.name == "total-left-at-zero"]
    assert expected == sorted(f.code for f in found)


@pytest.mark.parametrize("published", ON_PAGE)
def test_the_published_tables_bear_the_labels_of_their_form(published: dict[str, Any]) -> None:
    """Each label, or a tolerated wording of it, is on the page but for rows left out there."""
    page = (CORPUS / Path(published["document"]).name).read_text("utf-8")
    tables = load(published["form"]).tables
    nodes = [node for t in tables for axis in (t.rows, t.columns) for node in axis.nodes]
    lost = {n.label for n in nodes if not any(w in page for w in (n.label, *n.aliases))}
    assert lost == {k for k, v in published["proactive_disclosure"].items() if v is None}
