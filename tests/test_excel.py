"""`render --xlsx`: the printed tables with live totals, and what is wrong is never put right."""

import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import SAMPLES
from python_calamine import CalamineWorkbook
from strategies import FORMS, grids, holes, load, report, reports, text, zero

from gkreport.form import Address
from gkreport.importers.compare import compare
from gkreport.importers.reading import read_report
from gkreport.layout import lay_out
from gkreport.renderers import document
from gkreport.renderers.excel.places import ranges
from gkreport.renderers.excel.sizes import sizes
from gkreport.renderers.excel.totals import exact, totals
from gkreport.renderers.page import build
from gkreport.report import Report

ironcalc: Any = pytest.importorskip("ironcalc", reason='pip install -e ".[dev]"')
TRUE = Path(__file__).parent / "true_reports"
FILES = sorted((*SAMPLES.glob("*.toml"), *TRUE.glob("*.toml")))
BIG = TRUE / "qingjiang-shi-2024.toml"
BARE = 'form = "2021"\nyear = 2025\n'
EVIL = "=cmd|' /C calc'!A0<script>alert(1)</script>{{7*7}}]]>#[&L\u202e_x0041_@SUM(1)"
CHECKS = "核对（公布前删去）"
TOP = 2


def read(path: Path) -> Report:
    return report(path.read_text("utf-8"))


def workbook(ours: Report) -> bytes:
    return document(ours, "xlsx")


def shown(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return parts.read(name).decode()


def formulas(data: bytes) -> dict[str, dict[str, str]]:
    """The formulas of each sheet by their cells."""
    return {
        name: dict(re.findall(r'<c r="([A-Z]+[0-9]+)"[^>]*><f>([^<]*)</f>', part(data, file)))
        for n, name in enumerate(shown(data), 1)
        for file in [f"xl/worksheets/sheet{n}.xml"]
    }


def spots(ours: Report, key: str) -> dict[Address, tuple[int, int]]:
    layout = lay_out(ours.forms[key], key, ours.folded)
    return {s.address: (TOP + s.row, s.col) for s in layout.slots if s.address}


def recomputed(data: bytes, tmp_path: Path) -> Any:
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    return model


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_imported_is_what_it_shows(path: Path) -> None:
    """Every figure, the organ, the year and the title; the texts stand in other formats."""
    ours = read(path)
    imported = read_report("report.xlsx", workbook(ours))
    assert imported.unresolved == ()
    told = compare(ours, imported).differences
    assert [d for d in told if d.kind not in ("text", "date", "contact")] == []
    assert imported.told.title == ours.full_title
    assert imported.sheet.year == ours.year


@given(data=st.data())
def test_any_figures_come_back(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([f.id for f in FORMS]))
    folded = data.draw(st.sampled_from(((), ("outcome.otherwise",))))
    cells = data.draw(reports(name, folded))
    cells = cells | dict.fromkeys(data.draw(holes(load(name))).blank & cells.keys(), "")
    cells = {a: 10 if value == "+10" else value for a, value in cells.items()}  # the same figure
    ours = report(text(load(name), cells))
    imported = read_report("a.xlsx", workbook(ours))
    told = compare(ours, imported).differences
    assert [d for d in told if d.kind not in ("text", "date", "contact")] == []
    assert imported.unresolved == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_formulas_come_to_what_is_stated(path: Path, tmp_path: Path) -> None:
    """Another engine computes the workbook: every number is the one that stands in the file."""
    data = workbook(read(path))
    model = recomputed(data, tmp_path)
    compared = 0
    for n, rows in enumerate(shown(data).values()):
        for row, line in enumerate(rows, 1):
            for col, value in enumerate(line, 1):
                if isinstance(value, (int, float)):
                    assert model.get_cell_value(n, row, col) == value
                    compared += 1
    assert compared >= 75


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_total_of_a_true_report_is_a_formula(form: Any) -> None:
    ours = report(text(form, zero(form)))
    live = {
        figs.grid.addresses[n]
        for key in form.keys for figs in ours.printed(key) for n in totals(figs)
    }  # fmt: skip
    expected = {
        grid.addresses[e.left[0]]
        for grid in grids(form)
        for e in grid.in_year
        if len(e.left) == 1 and len(e.right) > 1
    }
    assert live == expected
    assert len(live) == {"2021": 34, "2019": 32}[form.id]
    assert sum(map(len, formulas(workbook(ours)).values())) == len(live)


def test_a_total_is_the_sum_of_whole_ranges() -> None:
    ours = read(SAMPLES / "complete.toml")
    places = spots(ours, "applications")
    row, col = places[Address("applications", "outcome.total", "natural_person")]
    assert (row + 1, col) == (29, 3)
    _, applications, remedies, *_ = formulas(workbook(ours)).values()
    assert applications["D29"] == "SUM(D8:D28)"
    assert applications["J6"] == "SUM(D6:I6)"
    assert remedies["E6"] == "SUM(A6:D6)"


def test_what_is_stated_wrong_stays_and_is_pointed_out(tmp_path: Path) -> None:
    """No figure of a report is changed: it stands as a number, and a sheet tells the difference."""
    ours = read(SAMPLES / "wrong-cell.toml")
    data = workbook(ours)
    sheets, live = shown(data), formulas(data)
    assert list(sheets)[-1] == CHECKS
    rows = sheets[CHECKS][2:]
    assert [row[2] - row[4] for row in rows] == [row[5] for row in rows]
    assert all(row[5] for row in rows)
    [stated] = ours.printed("applications")
    places = spots(ours, "applications")
    for n, value in enumerate(stated.values):
        row, col = places[stated.grid.addresses[n]]
        assert list(sheets.values())[1][row][col] == value
    formula_count = sum(map(len, live.values())) - len(live[CHECKS])
    whole = workbook(read(SAMPLES / "complete.toml"))
    assert formula_count == sum(map(len, formulas(whole).values())) - 2
    assert CHECKS not in shown(whole)
    recomputed(data, tmp_path)


def test_sums_turn_red_when_a_figure_is_changed(tmp_path: Path) -> None:
    """The rules of the sheet, each computed as a formula: false as it is, true where it is not."""
    data = workbook(read(SAMPLES / "complete.toml"))
    sheet = part(data, "xl/worksheets/sheet2.xml")
    found = re.findall(r'<cfRule type="expression"[^>]*><formula>([^<]*)', sheet)
    rules = {unescape(rule) for rule in found}
    assert len(rules) == 39
    model = recomputed(data, tmp_path)

    def red() -> int:
        for n, rule in enumerate(sorted(rules), 1):
            model.set_user_input(1, n, 30, f"={rule}")
        model.evaluate()
        return sum(model.get_cell_value(1, n, 30) is True for n in range(1, len(rules) + 1))

    assert red() == 0
    model.set_user_input(1, 6, 4, "99")  # newly received: the flow no longer comes out
    assert red() == 2
    model.set_user_input(1, 6, 4, "")
    assert red() == 1


@pytest.mark.parametrize(
    ("raw", "stands"),
    [
        ('"=1+1"', "=1+1"), ('"/"', "/"), ('"+10"', "+10"), ('"12件"', "12件"), ('"0012"', "0012"),
        ('"@SUM(1)"', "@SUM(1)"), ('"http://a.example"', "http://a.example"), ('""', ""),
        ("7", 7.0), ("1234567890123456", "1234567890123456"), ("-1", "-1"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_text(raw: str, stands: object) -> None:
    data = workbook(report(f"{BARE}[proactive_disclosure]\nrules = [{raw}, 7, 1]\n"))
    assert next(iter(shown(data).values()))[TOP + 2][1] == stands
    assert formulas(data)["主动公开政府信息情况"] == {}
    assert "<hyperlink" not in part(data, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("value", [10**15 + 1, 123456789012345678])
def test_a_number_that_a_spreadsheet_would_round_is_written_out(value: int) -> None:
    assert exact(value) == (value < 10**15)
    assert exact(Decimal("18.50"))
    data = workbook(report(f"{BARE}[proactive_disclosure]\nlicensing = {value}\n"))
    assert str(value) in [cell for row in next(iter(shown(data).values())) for cell in row]


def test_decimals_stand_as_stated() -> None:
    data = workbook(report(f"{BARE}[proactive_disclosure]\nfees = 18.50\n"))
    assert 'formatCode="0.00"' in part(data, "xl/styles.xml")
    zero = workbook(report(f"{BARE}[proactive_disclosure]\nfees = 0.0\n"))
    assert 'formatCode="0.0"' not in part(zero, "xl/styles.xml")  # nothing is 0
    assert 18.5 in [cell for row in next(iter(shown(data).values())) for cell in row]


def evil() -> Report:
    quoted = f"'''{EVIL}'''"
    return report(
        f"{BARE}title = {quoted}\n[organ]\nname = {quoted}\n[headings]\nremedies = {quoted}\n"
        f"[remedies]\nreconsideration = [{quoted}, 1, {quoted}, 0, 1]\n"
    )


def test_malice_comes_out_as_text() -> None:
    data = workbook(evil())
    cells = [cell for rows in shown(data).values() for row in rows for cell in row]
    assert cells.count(EVIL.replace("\u202e", "")) == 3 + 3  # the titles, a heading, two cells
    written = [formula for live in formulas(data).values() for formula in live.values()]
    assert all(formula.startswith(("SUM(", "C")) for formula in written)
    names = list(shown(data))
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_a_row_that_was_never_split_takes_no_part_in_sums() -> None:
    """Its cells are one; what it is part of stays a number, and nothing turns red for it."""
    whole = (SAMPLES / "complete.toml").read_text("utf-8")
    torn, count = re.subn(r"(?m)^(received\s*=) .*$", r'\1 "1 2 3"', whole)
    assert count == 1
    data = workbook(report(torn))
    [row] = [row for row in list(shown(data).values())[1] if "1 2 3" in row]
    assert len(list(filter(None, row))) == 2
    assert part(data, "xl/worksheets/sheet2.xml").count('type="expression"') < 39 + 7 * 3


def test_headings_that_are_alike_make_names_that_are_not() -> None:
    same = "".join(f'{key} = "甲[乙]"\n' for key in load("2021").keys)
    taken = workbook(report(f'{BARE}[headings]\nremedies = "{CHECKS}"\n'))
    assert list(shown(taken))[-1] == f"{CHECKS}2"
    names = list(shown(workbook(report(f"{BARE}[headings]\n{same}"))))
    assert len(set(names)) == 3
    assert (
        len(set(shown(workbook(report(f"{BARE}[headings]\n" + same.replace("甲[乙]", "*")))))) == 3
    )


@pytest.mark.parametrize("ours", [read(BIG), read(SAMPLES / "wrong-cell.toml"), evil()])
def test_it_opens_cleanly(ours: Report, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(ours))
    command = [sys.executable, "-m", "openxml_audit", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "no findings" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0


def test_the_same_report_gives_the_same_bytes() -> None:
    assert workbook(read(BIG)) == workbook(read(BIG))
    bare = workbook(report(BARE))
    assert "2000-01-01" in part(bare, "docProps/core.xml")


def test_it_is_printed_as_the_form() -> None:
    data = workbook(read(BIG))
    for n, wide in enumerate((False, False, True), 1):
        sheet = part(data, f"xl/worksheets/sheet{n}.xml")
        assert ('orientation="landscape"' in sheet) == wide
        assert 'paperSize="9"' in sheet
        assert 'fitToHeight="0"' in sheet
    names = part(data, "xl/workbook.xml")
    assert names.count("_xlnm.Print_Area") == 3
    assert names.count("_xlnm.Print_Titles") == 2
    assert "$3:$5" in names
    assert "fullCalcOnLoad" not in names


def test_rows_grow_with_their_texts() -> None:
    """Every text has the lines it needs in the rows that it covers."""
    ours = report(f"{BARE}[remedies]\nreconsideration = ['{'长' * 60}', 1, 2, 3, 6]\n")
    table = next(p.table for p in build(ours).parts if p.table and p.table.key == "remedies")
    made = sizes(table)
    assert made.rows[-1] > 3 * made.rows[0]
    assert max(made.rows) <= 409
    assert made.sideways


@pytest.mark.parametrize(
    ("places", "found"),
    [
        (["A1", "B1", "C1"], ["A1:C1"]), (["A1", "A2", "A4"], ["A1:A2", "A4"]),
        (["A1", "B2"], ["A1", "B2"]), (["D4"], ["D4"]),
    ],
)  # fmt: skip
def test_cells_in_a_row_are_a_range(places: list[str], found: list[str]) -> None:
    assert ranges(places) == found


def test_labels_end_no_line_inside_a_word() -> None:
    cells = {c for rows in shown(workbook(read(BIG))).values() for row in rows for c in row}
    told = {c for c in cells if isinstance(c, str) and "\n" in c}
    assert {"社会\n公益\n组织", "法律\n服务\n机构", "（三）\n不予公开", "尚未\n审结"} <= told
    assert {"三、本年度\n办理结果", "5.要求行政机关确认\n或重新出具已获取信息"} <= told


def test_the_sheet_looks_like_the_printed_form() -> None:
    """Titles of stacked tables shaded at the left, their labels in the middle."""
    data = workbook(read(BIG))
    looks = part(data, "xl/styles.xml")
    fills = re.findall("<fill>.*?</fill>", looks)
    shade = next(n for n, fill in enumerate(fills) if "C6D9F1" in fill)
    styles = re.findall("<xf [^>]*/>|<xf .*?</xf>", looks.partition("<cellXfs")[2])

    def cells(sheet: int) -> dict[str, str]:
        told = part(data, f"xl/worksheets/sheet{sheet}.xml")
        found = re.findall(r'<c r="([A-Z]+[0-9]+)" s="([0-9]+)"( t=|>)', told)
        return {place: styles[int(style)] for place, style, _ in found}

    stacked = {place: style for place, style in cells(1).items() if int(place[1:]) > TOP}
    shaded = [style for style in stacked.values() if f'fillId="{shade}"' in style]
    assert len(shaded) == 4
    assert all('horizontal="left"' in style for style in shaded)
    assert all('horizontal="center"' in s for s in stacked.values() if s not in shaded)
    assert 'horizontal="left"' in cells(2)["A3"]


@pytest.mark.parametrize(("figure", "most"), [(0, 108), (1234567, 116)])
def test_labels_give_way_before_the_page_is_made_smaller(figure: int, most: float) -> None:
    """Down to the width in which most of them stand in one line."""
    row = ", ".join([str(figure)] * 7)
    ours = report(f"{BARE}[applications]\nreceived = [{row}]\n")
    table = next(p.table for p in build(ours).parts if p.table and p.table.layout.head == 3)
    made = sizes(table)
    assert made.columns[2] == 29
    assert sum(made.columns) < most
