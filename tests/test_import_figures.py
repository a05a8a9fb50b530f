"""Figures found in documents: exactly right, or left open; never wrong."""

import os
import sys
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import printed_figures as printed
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import FORMS, Cells

from gkreport.form import Address, Form
from gkreport.importers import markdown, text
from gkreport.importers.blocks import Block, Cell, Document, Line, Origin, Table
from gkreport.importers.figures import Found, find
from gkreport.importers.figures.cells import read as read_cell
from gkreport.layout import lay_out, split

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
scoreboard = import_module("scoreboard")

CORPUS = os.environ.get("GKREPORT_CORPUS")
NEW, OLD = FORMS
CLEAN_TEXTS = (
    printed.cells_a_line, printed.spread, printed.spread_figures, printed.rows_spaced,
    printed.tabs, printed.spaced,
)  # fmt: skip
"""Printers that keep cells apart."""
LOSSY = (printed.repeats_lost, printed.blanks_lost, printed.mixed)
GLUED = (printed.glued, printed.half, printed.rows_glued)


def figures(source: str) -> Found:
    return find(text.read(source.encode(), "x.txt"), FORMS)


def wrong(found: Found, cells: Cells) -> list[tuple[Any, ...]]:
    """Each figure that is not the printed one."""
    return [
        (*address, value, cells.get(address))
        for address, value in found.values.items()
        if address not in cells
        or (value, isinstance(value, str)) != (cells[address], isinstance(cells[address], str))
    ]


def row(found: Found, key: str, name: str) -> list[Any]:
    return [value for address, value in found.values.items() if address[:2] == (key, name)]


def folds(form: Form) -> st.SearchStrategy[frozenset[str]]:
    branches = frozenset(b for table in form.tables for b in table.foldable)
    return st.sampled_from((frozenset(), branches))


@st.composite
def documents(draw: st.DrawFn) -> tuple[Random, Form, frozenset[str], Cells]:
    """A report, true or with one figure wrong."""
    random = Random(draw(st.integers(0, 2**32)))  # noqa: S311 - figures, no secrets
    form = draw(st.sampled_from(FORMS))
    folded = draw(folds(form))
    cells = printed.report(random, form, folded)
    return random, form, folded, printed.err(random, cells) if draw(st.booleans()) else cells


@settings(deadline=None, max_examples=60)
@given(documents(), st.sampled_from(CLEAN_TEXTS))
def test_cells_that_stand_apart_are_read_exactly(
    document: tuple[Random, Form, frozenset[str], Cells], printer: Any
) -> None:
    """Law: where nothing is lost, every figure comes back, wrong sums and all."""
    random, form, folded, cells = document
    found = figures(printer(random, printed.pieces(form, folded, cells)))
    assert wrong(found, cells) == []
    assert found.values.keys() == cells.keys()


@settings(deadline=None, max_examples=80)
@given(documents(), st.sampled_from((*GLUED, *LOSSY)))
def test_glued_and_lossy_texts_never_give_a_wrong_figure(
    document: tuple[Random, Form, frozenset[str], Cells], printer: Any
) -> None:
    """Law: what cannot be cut in one way only stays open."""
    random, form, folded, cells = document
    found = figures(printer(random, printed.pieces(form, folded, cells)))
    assert wrong(found, cells) == []


@settings(deadline=None, max_examples=60)
@given(documents(), st.sampled_from((*CLEAN_TEXTS, *GLUED)))
def test_damaged_labels_never_give_a_wrong_figure(
    document: tuple[Random, Form, frozenset[str], Cells], printer: Any
) -> None:
    """Law: a label that lost letters is still itself, or its row stays out."""
    random, form, folded, cells = document
    pieces = printed.damage(random, printed.pieces(form, folded, cells))
    assert wrong(figures(printer(random, pieces)), cells) == []


@settings(deadline=None, max_examples=60)
@given(documents(), st.sampled_from((*CLEAN_TEXTS, printed.blanks_lost)))
def test_blank_cells_stay_blank_or_open(
    document: tuple[Random, Form, frozenset[str], Cells], printer: Any
) -> None:
    """Law: a blank is no zero, and no blank moves."""
    random, form, folded, cells = document
    cells = printed.blank(random, cells)
    found = figures(printer(random, printed.pieces(form, folded, cells)))
    assert wrong(found, cells) == []


@settings(deadline=None, max_examples=80)
@given(documents(), st.booleans())
def test_grids_never_give_a_wrong_figure(
    document: tuple[Random, Form, frozenset[str], Cells], blanks: bool
) -> None:
    """Law: merged, unmerged, with spacer columns, cut in two, or with a cell lost."""
    random, form, folded, cells = document
    cells = printed.blank(random, cells) if blanks else cells
    blocks = printed.blocks(random, form, folded, cells)
    assert wrong(find(Document(blocks, "html"), FORMS), cells) == []


@settings(deadline=None, max_examples=40)
@given(documents())
def test_markdown_and_plain_grids_are_read_exactly(
    document: tuple[Random, Form, frozenset[str], Cells],
) -> None:
    """Law: the printed table, as grid and between pipes, gives every figure back."""
    random, form, folded, cells = document
    blocks = tuple(printed.printed_table(form, key, folded, cells) for key in form.keys)
    found = find(Document(blocks, "docx"), FORMS)
    assert wrong(found, cells) == []
    assert found.values.keys() == cells.keys()
    assert found.used == frozenset(range(len(blocks)))
    source = printed.markdown(random, form, folded, cells)
    again = find(markdown.read(source.encode(), "x.md"), FORMS)
    assert wrong(again, cells) == []


@pytest.mark.skipif(CORPUS is None, reason="GKREPORT_CORPUS is not set")
def test_real_documents_have_no_wrong_figure() -> None:
    exact = left = 0
    for name, _, document, truth in scoreboard.reports(Path(CORPUS or "")):
        score = scoreboard.score(document, truth)
        assert score.wrong == (), name
        if name.endswith(".md"):
            assert score.unresolved == (), name
        stubs = [line for line in score.unresolved if not line.startswith("proactive_disclosure")]
        exact += score.exact
        left += len(stubs)
    assert exact > 8000
    assert left < 0.02 * exact


def glued_page(**rows: str) -> str:
    """Section three glued, with nothing but zeros save in the named rows."""
    parts = []
    table = NEW.printed(NEW.keys[1])[0]
    for node in table.rows.nodes:
        parts.append(node.label)
        if node.id not in table.rows.branches:
            last = node.id.rpartition(".")[2]
            parts.append(rows.get(last, "0" * len(table.grid.columns.leaves)))
    return "".join(parts)


def test_glued_digits_are_cut_by_their_sums() -> None:
    rows = {"received": "640020470", "granted": "630020469", "carried_forward": "1000001"}
    found = figures(glued_page(**rows, total="630020469"))
    assert not found.rows
    key = NEW.keys[1]
    assert row(found, key, "received") == [64, 0, 0, 2, 0, 4, 70]
    assert row(found, key, "carried_forward") == [1, 0, 0, 0, 0, 0, 1]
    assert {e.how for e in found.evidence if e.raw == "640020470"} == {"cut-by-sums"}
    assert {e.how for e in found.evidence if e.raw == "1000001"} == {"only-cut"}


def test_the_sums_across_rows_choose_between_cuts() -> None:
    """A run that adds up in two ways; only one agrees with the other rows."""
    key = NEW.keys[1]
    found = figures(glued_page(received="110000011", granted="1000001", total="110000011",
                               duplicate="10000010"))  # fmt: skip
    assert row(found, key, "received") in ([], [1, 10, 0, 0, 0, 0, 11], [11, 0, 0, 0, 0, 0, 11])
    found = figures(glued_page(received="110000011", granted="110000011", total="110000011"))
    assert (key, "received") in found.rows
    assert len(found.unresolved[0].candidates) == 2


def test_a_wrong_total_stays_visible() -> None:
    """Exactly as many digits as columns: one digit a cell, if the other sums say so."""
    found = figures(glued_page(received="3000003", granted="3000004", total="3000003"))
    assert row(found, NEW.keys[1], "outcome.granted") == [3, 0, 0, 0, 0, 0, 4]


def test_a_run_that_may_be_several_things_is_left_open_with_its_readings() -> None:
    found = figures(
        "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件2023"
    )
    key = NEW.keys[0]
    assert row(found, key, "rules") == [0, 0, 0]
    assert found.rows == {(key, "normative_documents"): "2023"}
    assert [e.candidates for e in found.unresolved] == [("2 0 23", "20 2 3")]


def test_text_behind_a_table_may_begin_with_a_year() -> None:
    labels = "第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费"
    key = NEW.keys[0]
    assert row(figures(labels + "02025年，本机关"), key, "fees") == [0]
    assert row(figures(labels + "12.5附件"), key, "fees") == [Decimal("12.5")]
    assert figures(labels + "03次会议").rows == {(key, "fees"): "03"}


def test_units_remarks_signs_and_marks() -> None:
    source = (
        "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t/\t-\t无\n规范性文件\t２２（其中修订16件）\t1,234\t3个\n"
        "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t53\t减12\t\n其他对外管理服务事项\t7\t+3/-2\t1\n"
        "信息内容\t采购项目数量\t采购总金额\n政府集中采购\t2笔\t984361元\n"
    )
    found = figures(source)
    key = OLD.keys[0]
    assert found.forms[key] is OLD
    assert row(found, key, "rules") == ["/", "-", "无"]
    assert row(found, key, "normative_documents") == [22, 1234, 3]
    assert row(found, key, "licensing") == [53, -12, ""]
    assert row(found, key, "other_management") == [7, "+3/-2", 1]
    assert row(found, key, "procurement") == [2, "984361元"]
    hows = {e.raw: e.how for e in found.evidence}
    assert hows["/"] == "mark"
    assert hows[""] == "blank"
    assert hows["1,234"] == hows["减12"] == "sign-read"
    assert hows["3个"] == "remark-removed"


def test_no_year_but_the_labels_say_which_edition_a_table_follows() -> None:
    for form in FORMS:
        cells = printed.report(Random(1), form, frozenset())  # noqa: S311
        for printer in (printed.cells_a_line, printed.glued):
            found = figures(printer(Random(1), printed.pieces(form, frozenset(), cells)))  # noqa: S311
            assert found.forms[form.keys[0]] is form


def test_one_row_for_a_branch_under_the_newer_form() -> None:
    folded = frozenset(NEW.printed(NEW.keys[1])[0].foldable)
    cells = printed.report(Random(2), NEW, folded)  # noqa: S311
    found = figures(printed.rows_spaced(Random(2), printed.pieces(NEW, folded, cells)))  # noqa: S311
    assert set(found.forms.values()) == {NEW}
    assert found.values == cells


def test_a_table_that_stands_twice_with_other_figures_is_left_open() -> None:
    cells = printed.report(Random(3), NEW, frozenset())  # noqa: S311
    other = printed.report(Random(4), NEW, frozenset())  # noqa: S311
    key = NEW.keys[1]
    tables = tuple(printed.printed_table(NEW, key, frozenset(), c) for c in (cells, other))
    found = find(Document(tables, "html"), FORMS)
    assert found.values == {}
    assert [note.code for note in found.notes] == ["table-twice"]
    assert len(found.unresolved) == len(found.rows) == 25
    same = find(Document((tables[0], tables[0]), "html"), FORMS)
    assert wrong(same, cells) == []
    assert not same.notes


def test_a_row_without_a_readable_label_is_told_by_its_neighbours() -> None:
    key = NEW.keys[1]
    cells = printed.report(Random(5), NEW, frozenset())  # noqa: S311
    table = printed.printed_table(NEW, key, frozenset(), cells)
    stub = next(c for c in table.cells if c.row == 10 and c.col == 2)
    spoilt = Table(
        tuple(c._replace(text="??") if c == stub else c for c in table.cells),
        table.height,
        table.width,
    )
    found = find(Document((spoilt,), "html"), FORMS)
    assert found.values == {a: v for a, v in cells.items() if a.table == key}


def test_sentences_are_no_tables() -> None:
    prose = "本年制发规范性文件13件，办理行政许可120件、行政处罚5件，收到申请7件。"
    found = figures(prose)
    assert found.values == {}
    assert not found.forms
    assert not found.used
    assert not found.spans


def test_stretches_of_a_line_that_are_tables_are_told() -> None:
    source = (
        "二、主动公开政府信息情况第二十条第（五）项信息内容本年处理决定数量行政许可97"
        "第二十条第（六）项信息内容本年处理决定数量行政处罚0行政强制0三、收到和处理政府信息公开申请情况"
    )
    found = figures(source)
    ((start, end),) = found.spans[0]
    assert source[start:end].startswith("第二十条第（五）项")
    assert source[start:end].endswith("行政强制0")


def test_page_marks_are_no_figures_and_a_row_of_six_cells_is_left_open() -> None:
    key = NEW.keys[1]
    labels = [row.label for row in NEW.printed(key)[0].rows.leaves]
    whole, six = ["1", "0", "0", "— 4 —"], ["0"] * 6
    lines = [labels[0], *whole, "0", "0", "0", "1", labels[1], *six, labels[-1], "第 5 页"]
    found = figures("\n".join(lines))
    assert row(found, key, "received") == [1, 0, 0, 0, 0, 0, 1]
    spread = figures("\n\n".join(lines))
    assert row(spread, key, "received") == [1, 0, 0, 0, 0, 0, 1]
    assert row(found, key, "brought_forward") == []
    assert found.rows[key, "brought_forward"] == "0\n0\n0\n0\n0\n0"


def test_origins_point_at_the_source() -> None:
    lines: tuple[Block, ...] = (
        Line("信息内容 本年处理决定数量", Origin(line=3)),
        Line("行政许可 97", Origin(line=4)),
        Table(
            (Cell("行政处罚", 0, 0), Cell("3", 0, 1), Cell("行政强制", 1, 0), Cell("4", 1, 1)), 2, 2
        ),
    )
    found = find(Document(lines, "text"), FORMS)
    places = {e.row: (e.origin.line, e.origin.row) for e in found.evidence}
    assert places == {"licensing": (4, 0), "penalties": (0, 1), "compulsion": (0, 2)}


@pytest.mark.parametrize("digits", ["1" * 5000, "12" * 40, "10" * 200, "9" * 60])
def test_long_runs_are_left_open_soon(digits: str) -> None:
    found = figures(glued_page(received=digits, granted=digits, total=digits))
    assert (NEW.keys[1], "received") in found.rows
    assert found.values[Address(NEW.keys[1], "carried_forward", "total")] == 0


def remedies(texts: list[str], height: int = 1) -> Table:
    """A table of nothing but figures, each row of them."""
    cells = tuple(
        Cell(text, n, m) for n in range(height) for m, text in enumerate(texts[n::height])
    )
    return Table(cells, height, len(texts) // height)


def test_figures_alone_are_the_table_printed_across_if_their_number_says_so() -> None:
    key = NEW.keys[2]
    alone = (remedies([str(n) for n in range(15)]),)
    assert not find(Document(alone, "html"), FORMS).values
    found = find(Document((Line(NEW.sections[3].heading), *alone), "html"), FORMS)
    assert row(found, key, "reconsideration") == [0, 1, 2, 3, 4]
    assert row(found, key, "litigation.after_reconsideration") == [10, 11, 12, 13, 14]
    short = find(Document((remedies(["1"] * 14),), "html"), FORMS)
    assert short.values == {}
    assert not short.forms


def test_the_table_printed_across_may_come_in_pieces() -> None:
    key = NEW.keys[2]
    cells = printed.report(Random(6), NEW, frozenset())  # noqa: S311
    layout = lay_out(NEW, key)
    pieces = []
    for piece in split(layout, 5):
        slots = [
            Cell(printed.show(cells[s.address]) if s.address else s.text, s.row, s.col, s.rowspan,
                 s.colspan)
            for s in piece.slots
        ]  # fmt: skip
        pieces.append(Table(tuple(slots), piece.height, piece.width))
    found = find(Document(tuple(pieces), "html"), FORMS)
    assert found.values == {a: v for a, v in cells.items() if a.table == key}


def test_the_table_printed_across_twice_with_other_figures_is_left_open() -> None:
    key = NEW.keys[2]
    heading = Line(NEW.sections[3].heading)
    blocks = (heading, remedies(["0"] * 15), remedies(["0"] * 14 + ["3"]))
    found = find(Document(blocks, "html"), FORMS)
    assert set(found.rows) == {(key, "litigation.after_reconsideration")}
    assert row(found, key, "reconsideration") == [0] * 5


def heads_across() -> str:
    """Heads behind a row that shows that figures are glued."""
    heads = "".join(slot.text for slot in lay_out(NEW, NEW.keys[2]).slots if not slot.address)
    return "信息内容规章000" + heads


def test_glued_digits_of_the_table_printed_across() -> None:
    key = NEW.keys[2]
    found = figures(heads_across() + "10203120001200000")
    assert row(found, key, "litigation.direct") == [12, 0, 0, 0, 12]
    broken = figures(heads_across() + "100000000000000")
    assert row(broken, key, "reconsideration") == [1, 0, 0, 0, 0]
    several = figures(heads_across() + "1100110000000000000")
    assert len(several.rows) == 3
    assert len(figures(heads_across() + "9" * 70).rows) == 3


def test_a_grid_whose_cells_are_texts_is_read_as_one() -> None:
    key = NEW.keys[1]
    labels = [leaf.label for leaf in NEW.printed(key)[0].rows.leaves]
    narrow = Table(
        tuple(
            Cell(text, n, 0) for n, text in enumerate((labels[0], *"1000001", labels[1], *"0" * 7))
        ),
        16,
        1,
    )
    found = find(Document((narrow,), "html"), FORMS)
    assert row(found, key, "received") == [1, 0, 0, 0, 0, 0, 1]
    texts = Table((Cell(labels[0] + "1000001", 0, 0), Cell(labels[1] + "0000000", 0, 1)), 1, 2)
    assert row(find(Document((texts,), "html"), FORMS), key, "brought_forward") == [0] * 7
    glued = Table((Cell(labels[0], 0, 0), Cell("1 0 0 0 0 0 1", 0, 1)), 1, 2)
    assert row(find(Document((glued,), "html"), FORMS), key, "received") == [1, 0, 0, 0, 0, 0, 1]


def test_a_figure_under_no_head_or_in_the_stub_leaves_its_row_open() -> None:
    key = NEW.keys[0]
    heads = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "备注")
    rows = (heads, ("规章", "1", "2", "3", ""), ("行政规范性文件", "4", "5", "6", "7"))
    cells = tuple(Cell(text, n, m) for n, texts in enumerate(rows) for m, text in enumerate(texts))
    found = find(Document((Table(cells, 3, 5),), "xlsx"), FORMS)
    assert row(found, key, "rules") == [1, 2, 3]
    assert set(found.rows) == {(key, "normative_documents")}


def test_heads_and_count_must_agree() -> None:
    """One head that could be read stands over another column than the count says."""
    key = NEW.keys[0]
    rows = (("信息内容", "现行有效件数", "甲", "乙"), ("规章", "1", "2", "3"))
    cells = tuple(Cell(text, n, m) for n, texts in enumerate(rows) for m, text in enumerate(texts))
    found = find(Document((Table(cells, 2, 4),), "xlsx"), FORMS)
    assert set(found.rows) == {(key, "rules")}


@pytest.mark.parametrize(
    ("raw", "kind", "value", "how"),
    [
        ("　71", "count", 71, "cell"),
        ("0", "count", 0, "cell"),
        ("", "count", "", "blank"),
        (" \u3000", "count", "", "blank"),
        ("—", "count", "—", "mark"),
        ("－", "count", "－", "mark"),
        ("22（其中修订16件）", "count", 22, "remark-removed"),
        ("2笔", "count", 2, "remark-removed"),
        ("3%", "count", "3%", "text"),
        ("5万", "count", "5万", "text"),
        ("1.5", "count", "1.5", "text"),
        ("-3", "count", "-3", "text"),
        ("007", "count", "007", "text"),
        ("12 34", "count", "12 34", "text"),
        ("9" * 30, "count", "9" * 30, "text"),
        ("9116.36万元", "money", Decimal("9116.36"), "remark-removed"),
        ("16.2208元", "money", "16.2208元", "text"),
        ("减12", "change", -12, "sign-read"),
        ("+43", "change", 43, "sign-read"),
        ("-1942", "change", -1942, "cell"),
        ("+3/-2", "change", "+3/-2", "text"),
        ("984361元", "amount", "984361元", "text"),
        ("1,234.5", "amount", Decimal("1234.5"), "sign-read"),
        ("详见附件", "count", "详见附件", "text"),
    ],
)
def test_cells(raw: str, kind: Any, value: Any, how: str) -> None:
    found = read_cell(raw, kind)
    assert (found.value, found.how) == (value, how)
    assert isinstance(found.value, str) == isinstance(value, str)
