"""From two trees to the printed grid, and the grid against the official form."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from strategies import load, printings

from gkreport.form import Form
from gkreport.layout import Layout, Slot, lay_out

HERE = Path(__file__).parent
FIXTURE = HERE / "fixtures" / "official-2021.json"
OFFICIAL: dict[str, Any] = json.loads(FIXTURE.read_text("utf-8"))
PRINTED = [
    pytest.param(form, key, folded, id=f"{form.id}-{key}{'-folded' if folded else ''}")
    for form, key, folded in printings()
]


def covered(layout: Layout) -> list[tuple[int, int]]:
    """Every place of the grid, once for each slot that lies on it."""
    return [
        (row, col)
        for s in layout.slots
        for row in range(s.row, s.row + s.rowspan)
        for col in range(s.col, s.col + s.colspan)
    ]


@pytest.mark.parametrize(("form", "key", "folded"), PRINTED)
def test_slots_tile_the_grid_exactly(form: Form, key: str, folded: frozenset[str]) -> None:
    layout = lay_out(form, key, folded)
    every = [(row, col) for row in range(layout.height) for col in range(layout.width)]
    assert every == sorted(covered(layout))


@pytest.mark.parametrize(("form", "key", "folded"), PRINTED)
def test_every_figure_has_one_slot_in_reading_order(
    form: Form, key: str, folded: frozenset[str]
) -> None:
    layout = lay_out(form, key, folded)
    grids = [t.folded(folded & set(t.foldable)) for t in form.printed(key)]
    shown = [slot.address for slot in layout.slots if slot.role == "figure"]
    assert [a for grid in grids for a in grid.addresses] == shown
    assert sorted(layout.slots, key=lambda s: (s.row, s.col)) == list(layout.slots)
    assert layout.slots == tuple(slot for row in layout.rows for slot in row)
    assert all(bool(slot.text) != (slot.role == "figure") for slot in layout.slots)


@pytest.mark.parametrize(("form", "key", "folded"), PRINTED)
def test_a_heading_spans_what_is_below_it(form: Form, key: str, folded: frozenset[str]) -> None:
    """A row label lies left of its figures, a column label above its own."""
    layout = lay_out(form, key, folded)
    for figure in (s for s in layout.slots if s.address):
        assert figure.address
        above = {slot.node for slot in layout.slots if _above(slot, figure)}
        left = {slot.node for slot in layout.slots if _above(_turned(slot), _turned(figure))}
        assert figure.address.column in above
        assert figure.address.row in (left if "row" in _roles(layout) else above)


def _above(label: Slot, figure: Slot) -> bool:
    inside = label.col <= figure.col < label.col + label.colspan
    return inside and label.row + label.rowspan <= figure.row


def _turned(slot: Slot) -> Slot:
    """The slot of the same table with rows and columns exchanged."""
    return slot._replace(row=slot.col, col=slot.row, rowspan=slot.colspan, colspan=slot.rowspan)


def _roles(layout: Layout) -> set[str]:
    return {slot.role for slot in layout.slots}


@pytest.mark.parametrize("n", [0, 1, 2], ids=["section two", "section three", "section four"])
def test_labels_stand_where_the_official_form_prints_them(n: int) -> None:
    """Every label slot of the form of 2021 is one of the official file, with the same merges."""
    form, official = load("2021"), OFFICIAL["tables"][n]
    layout = lay_out(form, form.keys[n])
    labels = [[s.row, s.col, s.rowspan, s.colspan, s.text] for s in layout.slots if s.text]
    assert official["labels"] == labels
    assert (official["height"], official["width"]) == (layout.height, layout.width)


def test_headings_are_the_official_ones() -> None:
    assert OFFICIAL["headings"] == [section.heading for section in load("2021").sections]


def test_the_fixture_is_what_the_script_writes(documents: Path, tmp_path: Path) -> None:
    """The transcription is made from the official file, not by hand."""
    script = HERE.parent / "scripts" / "official_labels.py"
    source, target = documents / "官方格式模板-2021.docx", tmp_path / "official.json"
    subprocess.run([sys.executable, script, source, target], check=True, capture_output=True)
    assert FIXTURE.read_bytes() == target.read_bytes()


def test_the_2019_form_prints_one_branch_as_one_row() -> None:
    """（六）is a single row there, and the folded form of 2021 has the same 26 x 10 grid."""
    old = lay_out(load("2019"), "applications")
    folded = lay_out(load("2021"), "applications", frozenset(("outcome.otherwise",)))
    assert [s._replace(address=None) for s in old.slots] == [
        s._replace(address=None) for s in folded.slots
    ]
