"""What may look like a figure or a blank and is none: it stays out, or open."""

from typing import Any

import pytest
from judging import judge, tally
from printed_truth import REPORT
from strategies import load
from test_import_variants import FORMS
from variants import Sheet, truth

from gkreport.importers import text
from gkreport.importers.blocks import Cell, Document, Line, Origin, Table
from gkreport.importers.figures import Found, find

KEY = load("2021").keys[1]
SHEET = REPORT.sheet(KEY)
ROWS = [
    ("".join(t for slot, t in row if slot.address is None), [t for s, t in row if s.address])
    for row in SHEET.rows()[SHEET.head :]
]
HEADS = "\n".join(t for slot, t in SHEET.slots if slot.row < SHEET.head)


def read(lines: list[str]) -> Found:
    """The figures of a text."""
    return find(text.read("\n".join([HEADS, *lines]).encode(), "x.txt"), FORMS)


def verdicts(found: Found) -> set[str]:
    right = {address: value for address, value in truth(REPORT).items() if address.table == KEY}
    return set(tally(judge(found, right)))


def drawn(sheet: Sheet, rows: range, table: int, page: int = 0) -> Table:
    """Some rows of a printed table, cells that reach beyond them cut off."""
    cells = []
    for slot, shown in sheet.slots:
        top, end = max(slot.row, rows.start), min(slot.row + slot.rowspan, rows.stop)
        if top < end:
            cells.append(Cell(shown, top - rows.start, slot.col, end - top, slot.colspan))
    return Table(tuple(cells), len(rows), sheet.width, Origin(page=page, table=table))


def test_a_text_of_rows_is_read_exactly() -> None:
    assert verdicts(read([" ".join((label, *figures)) for label, figures in ROWS])) == {"exact"}


def test_figures_above_their_labels_are_left_open() -> None:
    lines = [line for label, figures in ROWS for line in (" ".join(figures), label)]
    assert verdicts(read(lines)) == {"unresolved"}


def test_rows_in_another_order_never_take_each_others_figures() -> None:
    lines = [" ".join((label, *figures)) for label, figures in ROWS]
    found = read([lines[1], lines[0], *lines[2:]])
    assert "wrong" not in verdicts(found)


@pytest.mark.parametrize("blank", ["", " ", "\n", "\n" * 6])
def test_a_label_alone_is_no_row_of_blanks(blank: str) -> None:
    """Its figures may stand in the table beside it."""
    lines = ["\n".join((label, *figures)) for label, figures in ROWS]
    found = read([*lines[:4], ROWS[4][0] + blank, *lines[5:]])
    assert verdicts(found) == {"exact", "unresolved"}


def test_a_label_with_a_line_for_each_cell_is_one() -> None:
    lines = ["\n".join((label, *figures)) for label, figures in ROWS]
    found = read([*lines[:4], ROWS[4][0] + "\n" * 7, *lines[5:]])
    assert sum(value == "" for value in found.values.values()) == 7


@pytest.mark.parametrize("wrong", ["1O", "l2", "5,8", "9.(6"])
def test_a_garbled_figure_leaves_its_row_open(wrong: str) -> None:
    for at in (0, 6):
        figures = [*ROWS[4][1][:at], wrong, *ROWS[4][1][at + 1 :]]
        lines = [
            " ".join((label, *(figures if n == 4 else own))) for n, (label, own) in enumerate(ROWS)
        ]
        assert verdicts(read(lines)) == {"exact", "unresolved"}


def _second(change: Any) -> Found:
    """A table cut by a page's end, its first row on the next page changed."""
    cut = SHEET.head + 9
    first, rest = (
        drawn(SHEET, range(cut), 1, page=1), drawn(SHEET, range(cut, SHEET.height), 2, page=2),
    )  # fmt: skip
    return find(Document(change(first, rest), "pdf"), FORMS)


def _parted(first: Table, rest: Table, *, keep: int) -> tuple[Table, Table]:
    """A row's label cut after some letters, its figures on the other page."""
    last = first.height - 1
    label = max((c for c in first.cells if c.row == last and c.col <= 2), key=lambda c: c.col)
    moved = [c for c in first.cells if c.row == last and c.col > 2]
    kept = [c for c in first.cells if c not in (*moved, label)]
    kept += [label._replace(text=label.text[:keep]), *(c._replace(text="") for c in moved)]
    below = [c._replace(row=c.row + 1) for c in rest.cells]
    below += [Cell(label.text[keep:], 0, label.col), *(c._replace(row=0) for c in moved)]
    below += [Cell("", 0, col) for col in range(label.col)]
    return (
        Table(tuple(kept), *first[1:]),
        Table(tuple(below), rest.height + 1, rest.width, rest.origin),
    )


@pytest.mark.parametrize("keep", [5, 40])
def test_a_row_cut_by_the_end_of_a_page_is_joined(keep: int) -> None:
    """Half of its label stands on the next page, or all its figures do."""
    assert verdicts(_second(lambda *pieces: _parted(*pieces, keep=keep))) == {"exact"}


def test_a_row_in_two_tables_of_one_page_is_left_out() -> None:
    def beside(first: Table, rest: Table) -> tuple[Table, ...]:
        one, other = _parted(first, rest, keep=40)
        return one, Table(*other[:3], Origin(page=1, table=2))

    assert verdicts(_second(beside)) == {"exact", "unresolved"}


def test_every_figure_of_a_grid_tells_its_place() -> None:
    found = find(Document((drawn(SHEET, range(SHEET.height), 3),), "html"), FORMS)
    places = {e.origin[2:] for e in found.evidence}
    first = next(slot for slot, _ in SHEET.slots if slot.address)
    assert (3, first.row + 1, first.col + 1) in places
    assert len(places) == len(found.evidence)


def test_a_blank_form_is_blank_throughout() -> None:
    sheet = REPORT.sheet(load("2021").keys[2], lambda _: "")
    found = find(Document((Line("四"), drawn(sheet, range(sheet.height), 1)), "docx"), FORMS)
    assert set(found.values.values()) == {""}
    assert len(found.values) == 15
