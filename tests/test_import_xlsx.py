"""Reading spreadsheets: what their cells show, how a sheet is cut up, and what is refused."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from judging import judge, tally
from printed_truth import REPORT
from python_calamine import CalamineWorkbook
from strategies import report as stated
from test_import_variants import FORMS, REPORTS
from variants import Printed, truth
from variants_office import OFFICE
from xlsxwriter import Workbook

from gkreport.importers import limits
from gkreport.importers.blocks import Document, Line, Origin, Refused, Table
from gkreport.importers.figures import find
from gkreport.importers.reading import read_report
from gkreport.importers.texts import tell
from gkreport.importers.xlsx import apart, read
from gkreport.renderers import document as made

FIXTURES = Path(__file__).parent / "fixtures" / "printed"
NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
MANY = 1_000_000


def book(write: Callable[[Any], object], **properties: str) -> bytes:
    """A workbook as its author saves it: the values of its formulas computed."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(2025, 3, 4, tzinfo=UTC), **properties})
        write(workbook)
    return edited(out.getvalue(), {"xl/workbook.xml": (b' fullCalcOnLoad="1"', b"")})


def edited(data: bytes, changes: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    """The package with something replaced in its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            before, after = changes.get(name, (b"", b""))
            content = old.read(name)
            new.writestr(name, content.replace(before, after) if before else content)
    return out.getvalue()


def sheet(*rows: tuple[Any, ...], merge: tuple[tuple[Any, ...], ...] = ()) -> bytes:
    """A workbook of one sheet."""

    def write(workbook: Any) -> None:
        page = workbook.add_worksheet()
        for row, cells in enumerate(rows):
            for col, value in enumerate(cells):
                if value is not None:
                    page.write(row, col, value)
        for place in merge:
            page.merge_range(*place)

    return book(write)


def open_document(body: str) -> bytes:
    """An OpenDocument spreadsheet."""
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def sheet_names(data: bytes) -> list[str]:
    """What the sheets of a workbook are called."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names


def said(data: bytes) -> Document:
    """What is read."""
    return read(data, "report.xlsx")


def shown(data: bytes) -> list[Any]:
    """Lines as text, tables as rows of the texts of the cells that begin there."""
    return [
        block.text
        if isinstance(block, Line)
        else [[c.text for c in block.cells if c.row == row] for row in range(block.height)]
        for block in said(data).blocks
    ]


def refusal(data: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(Refused) as caught:
        said(data)
    return str(caught.value)


@pytest.mark.parametrize("layout", [name for name in OFFICE if name.startswith("xlsx")])
def test_workbooks_give_every_figure(layout: str) -> None:
    make: Callable[[Printed], bytes] = OFFICE[layout]
    for report in REPORTS[::6]:
        verdicts = judge(find(said(make(report)), FORMS), truth(report))
        assert set(tally(verdicts)) == {"exact"}


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_kinds_of_workbooks_give_every_figure(kind: str) -> None:
    found = said((FIXTURES / f"office.{kind}").read_bytes())
    assert set(tally(judge(find(found, FORMS), truth(REPORT)))) == {"exact"}
    assert found.blocks[0] == Line(REPORT.title, Origin(line=1))


# Sheets


def test_what_every_sheet_bears_at_its_head_is_read_once() -> None:
    def write(workbook: Any) -> None:
        for heading in ("一、总体情况", "二、主动公开", "二、主动公开"):
            page = workbook.add_worksheet()
            page.write_column(0, 0, ("某县某局年度报告", "单位：件", heading))
            page.write_row(3, 0, ("规章", 1))
            page.write(5, 0, "单位：件")

    once = ["某县某局年度报告", "单位：件", "一、总体情况", [["规章", "1"]], "单位：件"]
    again = ["二、主动公开", [["规章", "1"]], "单位：件"]
    assert shown(book(write)) == [*once, *again, *again]


def test_a_sheet_for_checking_is_none_of_the_report() -> None:
    def write(workbook: Any) -> None:
        workbook.add_worksheet("年报").write(0, 0, "甲")
        workbook.add_worksheet("核对").write(0, 0, "乙")

    found = said(book(write))
    assert [block.text for block in found.blocks if isinstance(block, Line)] == ["甲"]
    assert [(note.code, note.serious) for note in found.notes] == [("sheets-aside", False)]
    assert "核对" in found.notes[0].message
    alone = book(lambda workbook: workbook.add_worksheet("核对").write(0, 0, "乙"))
    assert shown(alone) == ["乙"]


def test_our_own_workbook_has_no_text_of_the_report() -> None:
    """Neither the titles of its sheets nor the page about sums that do not agree."""
    given = stated(
        'form = "2021"\nyear = 2025\n[organ]\nname = "云溪县数据局"\n'
        "[remedies]\nreconsideration = [1, 0, 0, 0, 9]\n"
    )
    data = made(given, "xlsx")
    assert any("核对" in name for name in sheet_names(data))
    found = read_report("a.xlsx", data)
    assert (found.sheet.organ.name, found.sheet.year) == ("云溪县数据局", 2025)
    assert not "".join(found.told.sections.values())
    assert found.sheet.rows["remedies", "reconsideration"] == (1, 0, 0, 0, 9)


def test_titles_of_their_own_above_sheets_are_no_text() -> None:
    title = "云溪县数据局2024年政府信息公开工作年度报告"
    texts = [
        text
        for n, section in enumerate(FORMS[0].sections)
        for text in (f"{title}（表{n}）", section.heading)
    ]
    found = tell(Document(tuple(map(Line, texts)), "xlsx"), frozenset(), {}, FORMS)
    assert (found.organ, found.year) == ("云溪县数据局", 2024)
    assert not "".join(found.sections.values())


# Cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"), (0.1, "0.1"), (7730.28, "7730.28"), (0.1 + 0.2, "0.3"), (-12, "-12"),
        (123456789012345, "123456789012345"), (1e20, "1" + "0" * 20), (0, "0"), (-0.0, "0"),
        (True, "TRUE"), (False, "FALSE"), ("/", "/"), (" 12 ", " 12 "), ("22（其中修订16件）",) * 2,
        ("甲\n乙", "甲\n乙"), ("\u3000", ""),
    ],
)  # fmt: skip
def test_a_cell_as_it_shows(value: object, text: str) -> None:
    assert shown(sheet(("a", "b"), ("c", value), ("d", "e")))[0][1][1] == text


def test_days_and_times_are_texts() -> None:
    def write(workbook: Any) -> None:
        page = workbook.add_worksheet()
        days = (date(2024, 3, 5), datetime(2024, 3, 5, 12, 30), time(12, 30))  # noqa: DTZ001
        for row, (day, look) in enumerate(zip(days, ("y-m-d", "y-m-d h:m", "h:m"), strict=True)):
            page.write(row, 0, "日期")
            page.write_datetime(row, 1, day, workbook.add_format({"num_format": look}))

    texts = [row[1] for row in shown(book(write))[0]]
    assert texts == ["2024-03-05", "2024-03-05 12:30", "12:30:00"]


def test_errors_are_their_text() -> None:
    def write(workbook: Any) -> None:
        page = workbook.add_worksheet()
        page.write_row(0, 0, ("甲", "乙"))
        page.write(1, 0, "丙")
        page.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    assert shown(book(write))[0][1] == ["丙", "#DIV/0!"]


def formula(workbook: Any) -> None:
    """A sum and the value it had."""
    page = workbook.add_worksheet()
    page.write_row(0, 0, (1, 2))
    page.write(1, 0, "总计")
    page.write_formula(1, 1, "=SUM(A1:B1)", None, 3)


def test_formulas_give_the_value_they_had() -> None:
    assert (shown(book(formula))[0][1], said(book(formula)).notes) == (["总计", "3"], ())


def test_formulas_that_were_never_computed_are_no_figures() -> None:
    out = io.BytesIO()
    with Workbook(out) as workbook:
        formula(workbook)
    found = said(out.getvalue())
    assert shown(out.getvalue())[0][1] == ["总计", "=SUM(A1:B1)"]
    assert [(note.code, note.serious) for note in found.notes] == [("formulas-not-computed", True)]
    bare = edited(book(formula), {"xl/worksheets/sheet1.xml": (b"<v>3</v>", b"")})
    assert shown(bare)[0][1] == ["总计", "=SUM(A1:B1)"]


# Sheets


def test_hidden_sheets_rows_and_columns_are_left_out() -> None:
    def write(workbook: Any) -> None:
        page = workbook.add_worksheet("年报")
        for row in range(3):
            page.write_row(row, 0, (f"行{row}", "旧", row))
        page.set_row(1, None, None, {"hidden": True})
        page.set_column(1, 1, None, None, {"hidden": True})
        workbook.add_worksheet("草稿").hide()
        workbook.add_chartsheet("图")

    found = said(book(write))
    assert shown(book(write)) == [[["行0", "0"], ["行2", "2"]]]
    assert [note.code for note in found.notes] == ["hidden-cells", "hidden-sheets"]
    assert "草稿" in found.notes[1].message


def test_a_merged_cell_keeps_what_is_seen_of_it() -> None:
    def write(workbook: Any) -> None:
        page = workbook.add_worksheet()
        page.merge_range(0, 0, 2, 0, "三")
        for row in range(3):
            page.write_row(row, 1, (f"行{row}", row))
        page.set_row(1, None, None, {"hidden": True})

    (table,) = said(book(write)).blocks
    assert isinstance(table, Table)
    assert (table.height, table.width) == (2, 3)
    assert table.cells[0] == ("三", 0, 0, 2, 1)


def test_a_sheet_is_cut_into_lines_and_tables() -> None:
    rows = (
        ("年度报告",), (),
        ("一、总体情况",), ("全年公开12条。",), (),
        ("二、主动公开",),
        ("信息内容", "制发"), ("规章", 0), ("文件",), (),
        ("五、问题",), ("目录更新不够及时。",),
    )  # fmt: skip
    assert shown(sheet(*rows)) == [
        "年度报告", "一、总体情况", "全年公开12条。", "二、主动公开",
        [["信息内容", "制发"], ["规章", "0"], ["文件", ""]],
        "五、问题", "目录更新不够及时。",
    ]  # fmt: skip


def test_a_heading_across_the_sheet_parts_two_tables() -> None:
    rows = (("甲", "乙"), (1, 2), ("",), ("丙", "丁"), (3, 4))
    assert shown(sheet(*rows, merge=((2, 0, 2, 1, "三、收到"),))) == [
        [["甲", "乙"], ["1", "2"]], "三、收到", [["丙", "丁"], ["3", "4"]],
    ]  # fmt: skip


def test_a_band_across_a_table_stays_in_it() -> None:
    rows = (("甲", "乙"), (1, 2), ("",), ("丙", 4))
    (table,) = said(sheet(*rows, merge=((2, 0, 2, 1, "第二项"),))).blocks
    assert isinstance(table, Table)
    assert (table.cells[4], table.height) == (("第二项", 2, 0, 1, 2), 4)


def test_a_row_that_a_merged_cell_covers_parts_nothing() -> None:
    rows = (("", "甲"), ("", ""), ("", "乙"))
    (table,) = said(sheet(*rows, merge=((0, 0, 2, 0, "三"),))).blocks
    assert isinstance(table, Table)
    assert table.cells[0] == ("三", 0, 0, 3, 1)


def test_sheets_follow_each_other() -> None:
    def write(workbook: Any) -> None:
        for name in ("一", "二"):
            workbook.add_worksheet(name).write_row(0, 0, (name, 1))

    found = said(book(write, title="年度报告", author="办公室"))
    assert [block.origin.table for block in found.blocks] == [1, 2]
    assert dict(found.meta) == {"title": "年度报告", "author": "办公室", "created": "2025-03-04"}


def cell(text: str, value: str = "", more: str = "") -> str:
    """A cell of an OpenDocument sheet."""
    kind = f'float" office:value="{value}' if value else "string"
    return (
        f'<table:table-cell office:value-type="{kind}" {more}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def row(*cells: str, more: str = "") -> str:
    """A row of an OpenDocument sheet."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


REST = f'<table:table-cell table:number-columns-repeated="{MANY}"/>'
OFTEN = f'table:number-rows-repeated="{MANY}"'


def test_an_open_document_with_merged_and_repeated_cells() -> None:
    two = 'table:number-columns-spanned="2"'
    body = (
        row(cell("甲", more=two), "<table:covered-table-cell/>", cell("5", "5"), REST),
        row(cell("乙"), cell("5", "5"), cell("5", "5"), REST),
        row(cell("藏"), more='table:visibility="collapse"'),
        row(REST, more=OFTEN),
    )
    data = open_document(f'<table:table table:name="年报">{"".join(body)}</table:table>')
    (table,) = said(data).blocks
    assert isinstance(table, Table)
    assert table.cells[0] == ("甲", 0, 0, 1, 2)
    assert [cell.text for cell in table.cells] == ["甲", "5", "乙", "5", "5"]


# What is refused


def test_a_cell_far_away_is_refused() -> None:
    def write(workbook: Any) -> None:
        page = workbook.add_worksheet()
        page.write(0, 0, 1)
        page.write(1_048_575, 16_383, 2)

    assert "格的上限" in refusal(book(write))
    far = row("<table:table-cell/>", more=OFTEN) + row(cell("1"))
    assert "格的上限" in refusal(open_document(f'<table:table table:name="a">{far}</table:table>'))


def test_cells_that_cover_each_other_without_end_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = sheet(*[(1, 2, 3)] * 3, merge=((0, 0, 2, 2, "大"),))
    monkeypatch.setattr(limits, "CELLS", 9)
    assert shown(data) == ["大"]
    more = b'<mergeCell ref="A1:C3"/>' * 3
    twice = edited(data, {"xl/worksheets/sheet1.xml": (b"<mergeCell ", more + b"<mergeCell ")})
    assert "合并单元格" in refusal(twice)


def test_cells_that_do_not_say_where_they_are_come_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = sheet((1, 2), (3, 4))
    bare = edited(data, {"xl/worksheets/sheet1.xml": (b' r="B2"', b"")})
    assert shown(bare) == [[["1", "2"], ["3", "4"]]]
    monkeypatch.setattr(limits, "CELLS", 3)
    assert "格的上限" in refusal(bare)


def test_a_bomb_is_refused() -> None:
    bomb = edited(sheet((1, 2)), {})
    out = io.BytesIO(bomb)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/bomb.xml", b" " * (30 << 20))
    assert "大得不正常" in refusal(out.getvalue())


def test_parts_that_are_too_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = sheet((1, 2))
    monkeypatch.setattr(limits, "UNPACKED", 1000)
    assert "大得不正常" in refusal(data)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"x" * 300, b"\xd0\xcf\x11\xe0" + b"\0" * 600]
)
def test_what_is_no_spreadsheet_is_refused(data: bytes) -> None:
    assert "损坏" in refusal(data)


def test_a_package_without_a_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.xml", "<a/>")
    assert "损坏" in refusal(out.getvalue())


def test_a_binary_workbook_is_refused_with_what_to_do() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.bin", b"")
    assert "另存为 .xlsx" in refusal(out.getvalue())


def test_an_empty_workbook_is_refused() -> None:
    assert "没有内容" in refusal(sheet())


def test_a_broken_sheet_is_refused() -> None:
    data = edited(sheet((1, 2)), {"xl/worksheets/sheet1.xml": (b"</sheetData>", b"")})
    assert "损坏" in refusal(data)


def test_an_old_workbook_that_reaches_far_or_is_locked_is_refused() -> None:
    """Looked up before it is opened: opening takes the memory of every place up to the last."""
    old = (FIXTURES / "office.xls").read_bytes()
    reach = bytes(4) + (1 << 16).to_bytes(4, "little") + b"\x00\x00\x00\x01\x00\x00"
    wide = b"\x00\x02\x0e\x00" + reach
    assert "格的上限" in refusal(old + wide)
    last = b"\xfd\x00\x0a\x00" + (65_535).to_bytes(2, "little") + (255).to_bytes(2, "little")
    assert "格的上限" in refusal(old + last)
    assert "密码" in refusal(old + "EncryptedPackage".encode("utf-16-le"))


def test_a_package_of_two_kinds_is_the_one_that_was_looked_at() -> None:
    out = io.BytesIO(sheet(("甲", 1)))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("content.xml", "<x/>")
    assert shown(out.getvalue()) == [[["甲", "1"]]]


def test_a_locked_package_is_refused() -> None:
    data = bytearray(sheet(("甲", 1)))
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    assert "密码" in refusal(bytes(data))


def test_a_paragraph_beside_nothing_is_a_line() -> None:
    long = "全年公开信息" * 60
    assert shown(sheet(("甲", "乙"), (1, 2), (long,), ("丙", 3))) == [
        [["甲", "乙"], ["1", "2"]], long, [["丙", "3"]],
    ]  # fmt: skip


def test_an_old_workbook_that_is_damaged_or_takes_too_long_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = (FIXTURES / "office.xls").read_bytes()
    assert "损坏" in refusal(old[:3000])
    monkeypatch.setattr(apart, "SECONDS", 0.001)
    assert "损坏" in refusal(old)
