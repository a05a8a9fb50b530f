"""`gkreport render`: what is read back from a page is what it shows, and files that are kept."""

import io
import sys
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest
from golden import FOLDER, compare
from hypothesis import given
from hypothesis import strategies as st
from program import Program, program
from strategies import FORMS, Cells, holes, load, report, reports, text, zero

from gkreport import renderers
from gkreport.finding import plain
from gkreport.form import Form
from gkreport.layout import Layout, lay_out
from gkreport.layout.width import width
from gkreport.renderers import render
from gkreport.renderers.html import groups
from gkreport.renderers.page import Table
from gkreport.renderers.text import COLUMNS
from gkreport.report import DRAFT_MARK

__all__ = ["program"]
REPORT = (FOLDER / "render" / "report.toml").read_text("utf-8")
BARE = 'form = "2021"\nyear = 2025\n'
EVIL = "<script>alert(1)</script>{{ 7*7 }}&amp;{% raw %}\"'"
FORM_IDS = [form.id for form in FORMS]


class Cell(NamedTuple):
    """A cell of a page as it was written."""

    tag: str
    attributes: dict[str, str]
    text: str

    def span(self, name: str) -> int:
        return int(self.attributes.get(name, "1"))


class Page(HTMLParser):
    """The tables of a page by the id of their caption, and all text outside of them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[Cell]]] = {}
        self.tags: list[str] = []
        self.texts: list[str] = []
        self._rows: list[list[Cell]] = []
        self._into = self.texts
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        stated = {name: value or "" for name, value in attrs}
        if tag == "caption":
            self._rows = self.tables[stated["id"]] = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("th", "td"):
            self._rows[-1].append(Cell(tag, stated, ""))
            self._into = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._rows[-1][-1] = self._rows[-1][-1]._replace(text="".join(self._into))
            self._into = self.texts

    def handle_data(self, data: str) -> None:
        self._into.append(data)


def dense(rows: list[list[Cell]]) -> dict[tuple[int, int], Cell]:
    """Every place of a grid with the cell that covers it; two cells on one place are an error."""
    grid: dict[tuple[int, int], Cell] = {}
    for row, cells in enumerate(rows):
        col = 0
        for cell in cells:
            while (row, col) in grid:
                col += 1
            for place in places(row, col, cell.span("rowspan"), cell.span("colspan")):
                assert place not in grid
                grid[place] = cell
    return grid


def places(row: int, col: int, rowspan: int, colspan: int) -> list[tuple[int, int]]:
    return [(r, c) for r in range(row, row + rowspan) for c in range(col, col + colspan)]


def expected(layout: Layout, cells: Cells) -> dict[tuple[int, int], str]:
    """What stands on every place of a printed table that states those cells."""
    grid: dict[tuple[int, int], str] = {}
    for slot in layout.slots:
        value = cells.get(slot.address, "") if slot.address else slot.text
        shown = value if isinstance(value, str) else plain(value)
        grid |= dict.fromkeys(places(slot.row, slot.col, slot.rowspan, slot.colspan), shown)
    return grid


def read_back(form: Form, cells: Cells) -> None:
    page = Page(render(report(text(form, cells)), "html"))
    assert tuple(page.tables) == form.keys
    for key in form.keys:
        shown = {place: cell.text for place, cell in dense(page.tables[key]).items()}
        assert expected(lay_out(form, key), cells) == shown


@pytest.mark.parametrize("form_id", FORM_IDS)
@given(data=st.data())
def test_what_is_read_back_is_what_is_stated(form_id: str, data: st.DataObject) -> None:
    """Each figure, gap and label stands on its place of the printed grid, and nothing else does."""
    read_back(load(form_id), data.draw(reports(form_id)))


@given(data=st.data())
def test_gaps_stay_gaps(data: st.DataObject) -> None:
    """What is blank or left out is empty on the page, never 0."""
    form = load("2021")
    read_back(form, data.draw(holes(form)).cut(data.draw(reports("2021"))))


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_headings_speak_for_their_cells(form_id: str) -> None:
    """Each heading has a scope, and where tables stack, each figure names its own headings."""
    form = load(form_id)
    page = Page(render(report(text(form, zero(form))), "html"))
    for key, rows in page.tables.items():
        stacked = lay_out(form, key).head == 0
        heads = [c for row in rows for c in row if c.tag == "th"]
        ids = [c.attributes["id"] for c in heads] if stacked else []
        assert {c.attributes["scope"] for c in heads} <= {"col", "row", "rowgroup"}
        assert len(ids) == len(set(ids))
        for cell in (c for row in rows for c in row if c.tag == "td"):
            names = cell.attributes.get("headers", "").split()
            assert len(names) == 3 * stacked
            assert set(names) <= set(ids)


def test_an_empty_corner_is_no_heading() -> None:
    form = load("2021")
    layout = lay_out(form, "applications")
    texts = {s: "" if s.role == "corner" else s.text or "0" for s in layout.slots}
    first = groups(Table("applications", "", layout, texts))[0].rows[0]
    assert [cell.tag for cell in first] == ["td", "th"]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ('""', ""), ('" "', ""), ('"/"', "/"), ('"—"', "—"), ('"12件"', "12件"), ("-1", "-1"),
        ("3.5", "3.5"), ("true", "true"), ('"<b>"', "<b>"), ('"a\\nb\\u001bc"', "a bc"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_shown_as_it_stands(raw: str, shown: str) -> None:
    source = f"{BARE}[proactive_disclosure]\nrules = [{raw}, 7, 1234567]\n"
    row = Page(render(report(source), "html")).tables["proactive_disclosure"][2]
    assert [shown, "7", "1234567"] == [c.text for c in row if c.tag == "td"]


@pytest.mark.parametrize(
    ("key", "row", "raw", "shown", "wide"),
    [
        ("applications", "received", '"0 0 3"', "0 0 3", 7),
        ("applications", "received", "[1, 2]", "1 2", 7),
        ("remedies", "reconsideration", '"未填"', "未填", 5),
        ("proactive_disclosure", "rules", "5.0", "5.0", 3),
    ],
)
def test_a_row_that_was_never_split_is_one_cell(
    key: str, row: str, raw: str, shown: str, wide: int
) -> None:
    found = report(f"{BARE}[{key}]\n{row} = {raw}\n")
    cells = [c for r in Page(render(found, "html")).tables[key] for c in r if c.text == shown]
    assert [wide] == [c.span("colspan") for c in cells]
    assert render(found, "text").count(shown) == 1


def test_equal_cells_stay_apart() -> None:
    found = report(f"{BARE}[remedies]\nreconsideration = [-1, -1, -1, -1, -1]\n")
    shown = [c.text for row in Page(render(found, "html")).tables["remedies"] for c in row]
    assert shown.count("-1") == 5


@pytest.mark.parametrize(
    "place",
    [
        "[organ]\nname = {}", "title = {}", "[sections]\npreface = {}", "[headings]\nremedies = {}",
        "[sections]\noverview = {}", "[[sections.extra]]\nheading = {}\ntext = ''",
        "[organ.contact]\noffice = {}", "[proactive_disclosure]\nlicensing = {}",
    ],
)  # fmt: skip
def test_whatever_a_report_says_is_text(place: str) -> None:
    """Nothing stated is markup, and nothing stated is a template."""
    found = report(BARE + place.format(f"'''{EVIL}'''"))
    page = Page(render(found, "html"))
    cells = [c.text for rows in page.tables.values() for row in rows for c in row]
    assert page.tags.count("script") == 1  # the figures, for machines
    assert EVIL in "\n".join((*page.texts, *cells))
    assert EVIL in render(found, "text")


@pytest.mark.parametrize("form", renderers.SUFFIXES)
def test_the_document_whole(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderers, "__version__", "0.0.0")
    compare(f"render/report{renderers.SUFFIXES[form]}", render(report(REPORT), form))


@pytest.mark.parametrize("form", renderers.SUFFIXES)
def test_the_mark_of_a_draft_is_never_printed(form: str) -> None:
    prose = f"甲段。\n{DRAFT_MARK}\n乙段。{DRAFT_MARK}丙。\n"
    found = render(report(f"{BARE}[sections]\noverview = '''{prose}'''"), form)
    assert DRAFT_MARK not in found
    assert "甲段。" in found
    assert "乙段。丙。" in found


@pytest.mark.parametrize("form", renderers.SUFFIXES)
def test_nothing_is_invented(form: str) -> None:
    """A report that states next to nothing shows its headings and empty tables."""
    found = render(report(BARE), form)
    assert not any(word in found for word in ("发布机构", "日期", "期限", "电话", "None"))
    assert "六、其他需要报告的事项" in found


@pytest.mark.parametrize(
    ("preface", "shown"),
    [("", True), ("期限自2025年1月1日起至12月31日止。", False), ("至2024年12月31日。", True)],
)
def test_the_period_is_stated_once(preface: str, shown: bool) -> None:
    period = "[publication]\nperiod = [2025-01-01, 2025-12-31]\n"
    found = report(f"{BARE}{period}[sections]\npreface = '{preface}'")
    assert shown == ("统计期限：2025年1月1日至2025年12月31日" in render(found, "text"))


def test_a_long_title_breaks_after_the_organ() -> None:
    name = "某某某某某某某某" * 3 + "管理委员会"
    lines = render(report(f"{BARE}[organ]\nname = '{name}'"), "text").splitlines()
    assert [name, "2025年政府信息公开工作年度报告"] == [line.strip() for line in lines[:2]]


@given(data=st.data())
def test_text_is_aligned(data: st.DataObject) -> None:
    """Every line of a table is as wide as the others, and prose keeps to 80 columns."""
    form = load("2021")
    lines = render(report(text(form, data.draw(reports("2021")))), "text").splitlines()
    blocks = [(ruled, {*map(width, block)}) for ruled, block in groupby(lines, is_ruled)]
    assert [1] * len(form.keys) == [len(widths) for ruled, widths in blocks if ruled]
    assert max(max(widths) for ruled, widths in blocks if not ruled) <= COLUMNS


def is_ruled(line: str) -> bool:
    return line[:1] in ("+", "|")


PAGE = "<!DOCTYPE html>"
TEXT = " " * 15


@pytest.mark.parametrize(
    ("options", "name", "start"),
    [
        ((), None, TEXT),
        (("--text", "-o", "-"), None, TEXT),
        (("--html", "-o", "-"), None, PAGE),
        (("--text",), "report.txt", TEXT),
        (("--html",), "report.html", PAGE),
        (("--html", "-o", "年报.txt"), "年报.txt", PAGE),
        (("-o", "年报.html"), "年报.html", TEXT),
    ],
    ids=str,
)
def test_where_it_goes(
    program: Program, tmp_path: Path, options: tuple[str, ...], name: str | None, start: str
) -> None:
    """The flag chooses the format; the document is all that stdout gets, and its path is said."""
    (tmp_path / "report.toml").write_text(REPORT, "utf-8")
    done = program("render", *options)
    assert done.code == 0
    written = (tmp_path / name).read_text("utf-8") if name else done.out
    assert written.startswith(start)
    assert (done.out == "") == bool(name)
    assert done.err.startswith(f"已写入 {name}\n" if name else "")
    assert ("写成了纯文本" in done.err) == (name == "年报.html")
    assert {"report.toml", *([name] if name else [])} == {p.name for p in tmp_path.iterdir()}


def test_stdin_goes_to_stdout(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    done = program("render", "-", "--html")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(PAGE)


@pytest.mark.parametrize(
    ("before", "options", "replaced"),
    [
        ("html", ("--html", "-o", "out"), True),
        ("html", ("--text", "-o", "out"), True),
        ("text", ("--text", "-o", "out"), False),
        ("text", ("--text", "-o", "out", "--force"), True),
        ("text", ("--html", "-o", "out"), False),
        (None, ("--html", "-o", "out"), False),
        (None, ("--html", "-o", "out", "--force"), True),
    ],
    ids=str,
)
def test_only_marked_files_are_replaced(
    program: Program, tmp_path: Path, before: str | None, options: tuple[str, ...], replaced: bool
) -> None:
    (tmp_path / "report.toml").write_text(REPORT, "utf-8")
    old = render(report(BARE), before) if before else "<title>别人的网页</title>"
    (tmp_path / "out").write_text(old, "utf-8")
    done = program("render", *options)
    assert done.code == (0 if replaced else 2)
    assert replaced == ((tmp_path / "out").read_text("utf-8") != old)
    assert replaced or "--force" in done.err


@pytest.mark.parametrize(
    ("source", "options", "said"),
    [
        (REPORT, ("--html", "--text"), "一次只能生成一种"),
        (REPORT, ("--text", "-o", "report.toml", "--force"), "报告文件本身"),
        (REPORT, ("--text", "-o", "."), "文件夹"),
        (REPORT, ("missing.toml",), "找不到 missing.toml"),
        ("year = = 2025", ("--html",), "先改正"),
    ],
)
def test_what_is_not_done(
    program: Program, tmp_path: Path, source: str, options: tuple[str, ...], said: str
) -> None:
    """Exit code 2, a reason, and no file touched."""
    (tmp_path / "report.toml").write_text(source, "utf-8")
    done = program("render", *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert [source] == [path.read_text("utf-8") for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("received = [8,", "received = [9,", "report.toml 有 1 个错误。运行 gkreport check report"),
        ("rules = [0,", 'rules = ["/",', "report.toml 有 1 个警告。"),
        ("carried_forward = [1, 1, 0, 0, 0, 0, 2]\n", "", ""),
    ],
)
def test_findings_are_spoken_of(
    program: Program, tmp_path: Path, old: str, new: str, said: str
) -> None:
    """A report with errors or warnings still renders, and says so; notes are no matter here."""
    assert old in REPORT
    (tmp_path / "report.toml").write_text(REPORT.replace(old, new), "utf-8")
    done = program("render")
    assert done.code == 0
    assert done.out.startswith(TEXT)
    assert said in done.err
    assert bool(said) == bool(done.err)
