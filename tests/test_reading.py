"""What is wrong with the shape of a report, each thing with its place; raw values are kept."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

import pytest
from strategies import Cells, reading, report, text, zero
from strategies import core as check
from whole import CHANGE, FORM, LICENSING, OLD_WHOLE, ROW, WHOLE, bare, only, place, swap, told

from gkreport.form import Address
from gkreport.report.cells import Gap

FIRST = Address("applications", "received", "natural_person")
LAST = Address("applications", "received", "total")
FEES = Address("proactive_disclosure", "fees", "amount")
AMOUNT = Address("proactive_disclosure", "procurement", "amount")


def test_a_whole_report_has_no_finding() -> None:
    assert check(WHOLE) == ()


NO_COUNT = {
    '"12件"': "请改写成 12（不加引号，去掉“件”）",
    '"１２"': "请改写成 12（不加引号）",
    '"1,234"': "请改写成 1234（不加引号）",
    '"12"': "请改写成 12（不加引号）",
    "3.0": "请写成整数 3",
    **dict.fromkeys(('"十二"', '"+3/-2"', "3.5", "-1", "true", "inf", "nan", "2026-01-16"), ""),
}
BLANK = ['""', '" "', '"\u3000"']
MARKS = ['"/"', '"-"', '"—"', '"——"', '"无"', '"／"', '"－"', '" / "']


class Case(NamedTuple):
    """What stands in a cell, what is said of it, and what kind of gap it is."""

    value: str
    rule: str
    severity: str
    why: str
    hint: str


CASES = [
    *(Case(value, "not-a-figure", "error", "unreadable", hint) for value, hint in NO_COUNT.items()),
    *(Case(v, "blank-cells", "warning", "blank", "没有的请填 0，漏填的请补上") for v in BLANK),
    *(Case(v, "marked-none", "warning", "marked", "没有的请填 0") for v in MARKS),
]
SPOTS = {
    "in a row": (ROW, "received = [<{}>, 0, 0, 0, 0, 0, 0]", FIRST),
    "alone": ("licensing = 0", "licensing = <{}>", LICENSING),
}


@pytest.mark.parametrize("case", CASES, ids=[case.value for case in CASES])
@pytest.mark.parametrize("spot", SPOTS.values(), ids=SPOTS)
def test_a_cell_that_is_no_count(case: Case, spot: tuple[str, str, Address]) -> None:
    """It is a gap that keeps what stands there, with one finding at the value itself."""
    old, marked, address = spot
    written = swap(old, bare(marked.format(case.value)))
    found, cell = only(written), report(written).cell(address)
    assert [(case.rule, case.severity, *place(written, marked.format(case.value)))] == told(written)
    assert (case.hint, len(case.value)) == (found.hit.hint, found.width)
    assert isinstance(cell, Gap)
    assert case.why == cell.why


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        ('"12件"', "12件"),
        ('" "', " "),
        ('"/"', "/"),
        ("3.50", Decimal("3.50")),
        ("-1", -1),
        ("true", True),
        ("2026-01-16", dt.date(2026, 1, 16)),
        ("[1, 2]", [1, 2]),
    ],
)
def test_what_stands_there_is_never_lost(value: str, raw: object) -> None:
    """A gap keeps the value as the file states it, type and all."""
    cell = report(swap(ROW, f"received = [{value}, 0, 0, 0, 0, 0, 0]")).cell(FIRST)
    assert isinstance(cell, Gap)
    assert (raw, type(raw)) == (cell.raw, type(cell.raw))


@pytest.mark.parametrize("value", ["{a = 'b'}", "[{a = 'b'}]", "['a']", "[true]"])
@pytest.mark.parametrize("old", ["received = [0", "licensing = 0", 'kind = "department"'])
def test_a_message_never_speaks_python(old: str, value: str) -> None:
    """What stands there is shown in the file's own notation."""
    written = swap(old, f"{old.rpartition(' ')[0]} {'[' * old.startswith('rec')}{value}")
    said = "".join(f.hit.message + f.hit.found for f in check(written))
    assert "'" not in said
    assert "True" not in said


@pytest.mark.parametrize("value", ["0", "7", "3.25", "0.0", "1_000.5"])
def test_money_may_have_decimals_and_stays_exact(value: str) -> None:
    written = swap("fees = 0", f"fees = {value}")
    assert check(written) == ()
    assert report(written).cell(FEES) == Decimal(value)


@pytest.mark.parametrize("value", ["-0.5", "true", "nan", "inf", '"3万元"', '"3.5"', "2026-01-16"])
def test_what_is_no_money(value: str) -> None:
    written = swap("fees = 0", f"fees = {value}")
    assert [("not-a-figure", "error", *place(written, f"fees = <{value}>"))] == told(written)


@pytest.mark.parametrize("value", ["1e400", "1e9999", "-1e-9999", "1e9999999999999999999999"])
@pytest.mark.parametrize("old", ["licensing = 0", "fees = 0", "year = 2021"])
def test_numbers_out_of_all_bounds(old: str, value: str) -> None:
    """They are findings of a readable length, not crashes."""
    for found in check(swap(old, f"{old.partition(' ')[0]} = {value}")):
        assert len(found.hit.message) < 200


@pytest.mark.parametrize(
    ("line", "address", "value"),
    [
        pytest.param("penalties = [3, -2, 0]", CHANGE, -2, id="a change below 0"),
        pytest.param(
            'penalties = [3, "+3/-2", 0]', CHANGE, Gap("text", "+3/-2"), id="a change, both ways"
        ),
        pytest.param("procurement = [2, 251000]", AMOUNT, 251000, id="an amount"),
        pytest.param(
            'procurement = [2, "251000元"]', AMOUNT, Gap("text", "251000元"), id="with its unit"
        ),
        pytest.param(
            'procurement = [2, "1,234.5万元"]', AMOUNT, Gap("text", "1,234.5万元"), id="in 万元"
        ),
    ],
)
def test_the_kinds_of_2019(line: str, address: Address, value: object) -> None:
    """A signed change and an amount with a unit of its own are what the form of 2019 prints."""
    name = line.partition(" ")[0]
    [old] = [row for row in OLD_WHOLE.splitlines() if row.startswith(f"{name} = ")]
    written = OLD_WHOLE.replace(old, line)
    assert check(written) == ()
    assert value == report(written).cell(address)


@pytest.mark.parametrize(
    ("new", "rule", "severity", "words"),
    [
        ("<[0, 0, 0, 0, 0]>", "wrong-length", "error", "少 2 个"),
        ("<[0, 0, 0, 0, 0, 0, 0, 0]>", "wrong-length", "error", "多 1 个"),
        ("<[]>", "wrong-length", "error", "少 7 个"),
        ("<[[0, 0, 0, 0, 0, 0, 0]]>", "wrong-length", "error", "少 6 个"),
        ("<3>", "wrong-length", "error", "写在方括号里"),
        ("<true>", "wrong-length", "error", "写在方括号里"),
        ('<"0 0 0">', "unread-row", "warning", "整行按空缺处理"),
        ('<"12件">', "unread-row", "warning", "整行按空缺处理"),
    ],
)
def test_a_row_that_is_no_row(new: str, rule: str, severity: str, words: str) -> None:
    """All its cells are gaps that keep the whole, with one finding at the value."""
    value = new.strip("<>")
    written = swap(ROW, f"received = {value}")
    assert [(rule, severity, *place(written, f"received = {new}"))] == told(written)
    assert words in only(written).hit.message
    figures = report(written).figures["applications"]
    assert all(isinstance(figures.at("received", c.id), Gap) for c in figures.grid.columns.leaves)


def test_only_a_total_may_be_left_off_a_row() -> None:
    """Where the columns do not end in 总计, an array one short is an error."""
    written = swap("rules = [0, 0, 0]", "rules = [0, 0]")
    assert [("wrong-length", "error", *place(written, "rules = <[0, 0]>"))] == told(written)


@pytest.mark.parametrize("value", ["[1]", "[]", "[1, 2]"])
def test_a_row_with_a_single_cell_is_a_bare_number(value: str) -> None:
    written = swap("licensing = 0", f"licensing = {value}")
    assert [("wrong-length", "error", *place(written, f"licensing = <{value}>"))] == told(written)
    assert report(written).cell(LICENSING) == Gap(
        "unreadable", reading(written).data["proactive_disclosure"]["licensing"]
    )


@pytest.mark.parametrize(
    ("new", "cells"),
    [
        pytest.param("received = [0, 0, 0, 0, 0, 0]\n", 1, id="the total"),
        pytest.param("", 7, id="a row"),
    ],
)
def test_what_is_left_out_of_a_draft_is_a_note(new: str, cells: int) -> None:
    written = swap(f"{ROW}\n", new)
    found = only(written)
    assert (found.code, found.severity, len(found.hit.cells)) == ("GK016", "note", cells)
    assert report(written).cell(LAST) == Gap("left-out")


def test_all_that_is_left_out_of_a_table_is_one_note() -> None:
    """Table by table, at the header of the table where a row is not there at all."""
    cells = {
        a: v
        for a, v in zero(FORM).items()
        if not a.row.startswith("outcome") and a.column != "total"
    }
    written = text(FORM, {a: v for a, v in cells.items() if a.row != "rules"}, order=list)
    found = check(written)
    assert {f.name for f in found} == {"left-out"}
    assert [f.hit.address and f.hit.address.table for f in found] == list(FORM.keys)
    assert [len(f.hit.cells) for f in found] == [3, 22 * 7 + 3, 3]


def blanked(table: str) -> Cells:
    """A report with a whole printed table blank."""
    return zero(FORM) | {a: "" for a in zero(FORM) if a.table == table}


@pytest.mark.parametrize("key", FORM.keys)
def test_a_table_that_is_blank_throughout_is_an_error(key: str) -> None:
    """All four tables of section two count as one; one figure makes it a warning again."""
    cells = blanked(key)
    [found] = check(text(FORM, cells))
    size = sum(a.table == key for a in cells)
    assert (found.code, found.severity, len(found.hit.cells)) == ("GK014", "error", size)
    one = next(a for a in cells if a.table == key)
    [found] = check(text(FORM, cells | {one: 0}))
    assert (found.code, found.severity, len(found.hit.cells)) == ("GK013", "warning", size - 1)


def test_a_branch_stated_as_one_row() -> None:
    """It is a warning at its key; its leaves are no gaps then."""
    row = "outcome.otherwise = [0, 0, 0, 0, 0, 0, 0]"
    lines = [line for line in WHOLE.splitlines() if not line.startswith("outcome.otherwise.")]
    written = "\n".join(lines).replace(ROW, f"{ROW}\n{row}")
    assert [("folded-branch", "warning", *place(written, f"<{row}>"))] == told(written)
    assert report(written).folded == {"outcome.otherwise"}


def test_dotted_keys_and_headers_are_the_same() -> None:
    """A table of its own for each branch reads as the dotted keys do."""
    figures = report(WHOLE).figures["applications"]
    rows = {leaf.id: f"[{', '.join(['0'] * 7)}]" for leaf in figures.grid.rows.leaves}
    heads: dict[str, list[str]] = {}
    for row, value in rows.items():
        parent, _, name = row.rpartition(".")
        heads.setdefault(f"applications.{parent}".rstrip("."), []).append(f"{name} = {value}")
    nested = "".join(f"[{head}]\n" + "\n".join(lines) + "\n" for head, lines in heads.items())
    start, end = WHOLE.index("[applications]"), WHOLE.index("[remedies]")
    written = WHOLE[:start] + nested + WHOLE[end:]
    assert check(written) == ()
    assert figures.values == report(written).figures["applications"].values
