"""`render --docx`: the sheet of GB/T 9704, valid files, and nothing but what the report shows."""

import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pdfplumber
import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator
from pieces import rejoined
from program import SAMPLES
from strategies import report

from gkreport.importers import sniff
from gkreport.importers.compare import compare
from gkreport.importers.reading import read_report
from gkreport.importers.toml import reading
from gkreport.renderers import document, word
from gkreport.renderers.fonts import fonts, profiles
from gkreport.renderers.measures import AREA, CELL, PADDING
from gkreport.renderers.page import Page, build
from gkreport.renderers.widths import fit, measures
from gkreport.report import Extra, Report

TRUE = Path(__file__).parent / "true_reports"
FILES = sorted((*SAMPLES.glob("*.toml"), *TRUE.glob("*.toml")))
BIG = TRUE / "qingjiang-shi-2024.toml"
EVIL = "=cmd|'/C calc'!A0<script>alert(1)</script>{{7*7}}]]>#[&L;_x0041_"
BARE = 'form = "2021"\nyear = 2025\n'
MILLIMETRE = 72 / 25.4
LINES, CHARACTERS = 22, 28


def read(path: Path) -> Report:
    return report(path.read_text("utf-8"))


def made(ours: Report, profile: str = "free") -> bytes:
    return word.document(build(ours), ours, fonts(profile))


def part(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as parts:
        return parts.read(name).decode()


def names(data: bytes) -> set[str]:
    with ZipFile(BytesIO(data)) as parts:
        return set(parts.namelist())


def faults(data: bytes, folder: Path) -> list[str]:
    path = folder / "report.docx"
    path.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def evil() -> Report:
    """A report whose texts would like to be something else."""
    prose = f"（一）{EVIL[:20]}\n\n{EVIL}\u202e颠倒\u0007\uffff"
    ours = report(BARE + '[applications]\nreceived = "=1+1\\u202E"\n')
    organ = ours.organ._replace(name=f"{EVIL}\u202e")
    return ours._replace(organ=organ, sections={"overview": prose}, extra=(Extra("", "又及"),))


# the file


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_word_is_expected_to_open_it(path: Path, tmp_path: Path) -> None:
    assert faults(made(read(path), "official"), tmp_path) == []


@pytest.mark.parametrize("profile", profiles())
def test_word_is_expected_to_open_it_in_any_fonts(profile: str, tmp_path: Path) -> None:
    assert faults(made(read(BIG), profile), tmp_path) == []


@pytest.mark.parametrize(
    ("profile", "wanted"),
    [
        ("official", {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}),
        ("windows", {"宋体", "仿宋", "黑体", "楷体"}),
        ("free", {"Noto Serif CJK SC", "Noto Sans CJK SC"}),
    ],
)
def test_the_fonts_are_those_of_the_profile_and_no_others(profile: str, wanted: set[str]) -> None:
    data = made(read(BIG), profile)
    told = {part(data, f"word/{name}.xml") for name in ("styles", "document", "fontTable")}
    asian = {
        name for text in told for name in re.findall(r'<w:rFonts[^>]* w:eastAsia="([^"]+)"', text)
    }
    assert asian == wanted
    listed = set(re.findall(r'<w:font w:name="([^"]+)"', part(data, "word/fontTable.xml")))
    assert listed == wanted | ({"Times New Roman"} if profile != "free" else set())


@pytest.mark.parametrize("source", [BARE, BARE + '[applications]\nreceived = "看不清"\n'])
def test_a_report_with_hardly_anything_is_valid_too(source: str, tmp_path: Path) -> None:
    assert faults(made(report(source)), tmp_path) == []


def test_the_audit_finds_a_wrong_order(tmp_path: Path) -> None:
    """The tests above are no comfort if they cannot fail."""
    before, data = BytesIO(made(read(BIG))), BytesIO()
    with ZipFile(before) as old, ZipFile(data, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "word/document.xml":
                held = held.replace(b"<w:cantSplit/>", b"<w:cantSplit/><w:jc/>")
            new.writestr(name, held)
    assert faults(data.getvalue(), tmp_path)


def test_the_same_report_is_the_same_file_at_any_time(tmp_path: Path) -> None:
    code = (
        "import sys, time; time.time = time.time_ns = lambda: 2**31;"
        "time.localtime = lambda *_: time.struct_time((2038, 1, 19, 3, 14, 7, 1, 19, 0));"
        "from pathlib import Path; from gkreport.renderers import document;"
        "from gkreport.report.read import read; from gkreport.source import decode;"
        "one = read(decode('a.toml', Path(sys.argv[1]).read_bytes())).report;"
        "Path(sys.argv[2]).write_bytes(document(one, 'docx'))"
    )
    out = tmp_path / "later.docx"
    subprocess.run([sys.executable, "-c", code, str(BIG), str(out)], check=True)
    assert out.read_bytes() == document(read(BIG), "docx")


def test_nothing_is_left_of_a_default_template() -> None:
    data = made(read(BIG))
    assert names(data) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
        "word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml",
        "word/footer-default.xml", "word/footer-even.xml", "word/settings.xml", "word/styles.xml",
        "word/theme/theme1.xml",
    }  # fmt: skip
    everything = "".join(part(data, name) for name in names(data))
    assert "python-docx" not in everything
    assert "Theme=" not in everything


def test_what_the_file_says_of_itself() -> None:
    ours = read(BIG)
    told = WordFile(BytesIO(made(ours))).core_properties
    assert (told.title, told.author, told.language) == (ours.full_title, ours.organ.name, "zh-CN")
    assert told.created.date() == told.modified.date() == ours.publication.date
    undated = part(made(report(BARE)), "docProps/core.xml")
    assert "created" not in undated
    assert "modified" not in undated


def test_our_own_file_is_known() -> None:
    assert word.ours(made(read(BIG)))
    other = BytesIO()
    WordFile().save(other)
    assert not word.ours(other.getvalue())
    assert not word.ours(b"not an archive")


def test_a_missing_part_is_asked_for() -> None:
    code = (
        "import sys; sys.modules['docx'] = None;"
        "from gkreport.need import Missing; from gkreport.renderers import word\n"
        "try: word.document(None, None, None)\nexcept Missing as missing: print(missing)"
    )
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], check=True, capture_output=True, text=True,
        encoding="utf-8",
    )  # fmt: skip
    assert 'pip install "gkreport[word]"' in told.stdout


# what it shows


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_read_back_is_what_it_shows(path: Path) -> None:
    """Every figure exactly, every paragraph by itself, and nothing else."""
    ours = read(path)
    imported = read_report("report.docx", made(ours))
    assert compare(ours, imported).differences == ()
    assert imported.unresolved == ()
    again = reading(imported).report
    assert again is not None
    shown, back = build(ours), build(again)
    assert back._replace(contact=()) == shown._replace(contact=())
    assert set(shown.contact) <= set(back.contact)  # the preface may tell more


def test_a_row_that_could_not_be_read_is_one_wide_cell() -> None:
    ours = report(BARE + '[applications]\nreceived = "看不清，约三十件"\n')
    cells = [c for c in _cells(made(ours)) if _text(c) == "看不清，约三十件"]
    assert [int(cell.find(f".//{qn('w:gridSpan')}").get(qn("w:val"))) for cell in cells] == [7]


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    data = made(evil())
    assert faults(data, tmp_path) == []
    lines = [p.text for p in WordFile(BytesIO(data)).paragraphs]
    assert f"{EVIL}颠倒" in lines
    assert [_text(c) for c in _cells(data) if "1+1" in _text(c)] == ["=1+1"]
    assert lines.count("又及") == 1
    assert f"{EVIL}2025年政府信息公开工作年度报告" in [line.replace("\n", "") for line in lines]
    body = part(data, "word/document.xml")
    assert "<script" not in body
    assert "instrText" not in body
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\uffff]", body)


def _cells(data: bytes) -> list[Any]:
    return list(WordFile(BytesIO(data)).element.body.iter(qn("w:tc")))


def _text(cell: Any) -> str:
    return "".join(piece.text for piece in cell.iter(qn("w:t")))


# how it is set


@pytest.mark.parametrize("profile", profiles())
def test_a_profile_sets_every_font(profile: str) -> None:
    wanted, data = fonts(profile), made(read(BIG), profile)
    styles = WordFile(BytesIO(data)).styles
    told = {s.name: s.element.find(f".//{qn('w:rFonts')}") for s in styles}
    asian = {name: e.get(qn("w:eastAsia")) for name, e in told.items() if e is not None}
    assert (asian["Title"], asian["Heading 1"], asian["Heading 2"], asian["Table Text"]) == (
        wanted.title, wanted.heading1, wanted.heading2, wanted.table,
    )  # fmt: skip
    default = styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert default.get(qn("w:eastAsia")) == wanted.body
    assert default.get(qn("w:ascii")) == default.get(qn("w:hAnsi")) == wanted.number
    assert 'eastAsia="zh-CN"' in part(data, "word/styles.xml")


def test_headings_are_headings() -> None:
    ours = read(BIG)
    document: Any = WordFile(BytesIO(made(ours)))
    found = [p for p in document.paragraphs if p.text]
    page = build(ours)
    firsts = [p.text for p in found if p.style.name == "Heading 1"]
    assert firsts == [part.heading for part in page.parts]
    told = [p for part in page.parts for p in part.paragraphs if p.subheading]
    assert [p.text for p in found if p.style.name == "Heading 2"] == [p.text for p in told]
    outline = {s.name: s.element.find(f".//{qn('w:outlineLvl')}") for s in document.styles}
    assert outline["Heading 1"].get(qn("w:val")) == "0"
    assert outline["Heading 2"].get(qn("w:val")) == "1"


def test_rows_repeat_and_are_not_torn() -> None:
    ours = read(BIG)
    tables = WordFile(BytesIO(made(ours))).tables
    shown = [part.table for part in build(ours).parts if part.table]
    heads = [len(table._tbl.findall(f".//{qn('w:tblHeader')}")) for table in tables]
    assert heads == [table.layout.head for table in shown]
    for table in tables:
        assert len(table._tbl.findall(f".//{qn('w:cantSplit')}")) == len(table.rows)


def _kept(ours: Report) -> list[list[int]]:
    """For each table the rows that stay on a page with the next one."""
    return [
        [n for n, row in enumerate(t._tbl.tr_lst) if row.find(f".//{qn('w:keepNext')}") is not None]
        for t in WordFile(BytesIO(made(ours))).tables
    ]


@pytest.mark.parametrize("lines", range(0, 22, 2))
def test_a_table_is_cut_where_no_label_is(lines: int) -> None:
    """A page that holds a table keeps it whole, but where much of the page before were blank."""
    ours = read(SAMPLES / "complete.toml")
    ours = ours._replace(sections={**ours.sections, "overview": "全年工作有序。\n" * lines})
    shown = [part.table.layout for part in build(ours).parts if part.table]
    kept = _kept(ours)
    assert [kept[0], kept[2]] == [list(range(shown[n].height - 1)) for n in (0, 2)]
    great, rows = shown[1], kept[1]
    assert {*range(great.head), great.height - 2} <= set(rows)
    labels = [s for s in great.slots if s.role == "row" and s.rowspan > 1]
    outer = max(labels, key=lambda slot: slot.rowspan)
    for slot in labels:
        inside = set(range(slot.row, slot.row + slot.rowspan - 1))
        assert inside <= set(rows) or (
            slot is outer and set(range(outer.row, outer.row + 1)) <= inside
        )
    told = part(made(ours), "word/document.xml")
    whole = len(rows) == great.height - 1
    assert ('<w:vAlign w:val="top"/>' in told) == (not whole)


def test_tables_are_cut_and_kept_whole() -> None:
    """Each happens."""
    ours = read(SAMPLES / "complete.toml")
    seen = set()
    for lines in range(0, 22, 2):
        filled = ours._replace(sections={**ours.sections, "overview": "全年工作有序。\n" * lines})
        seen.add(len(_kept(filled)[1]) == build(filled).parts[2].table.layout.height - 1)  # type: ignore[union-attr]
    assert seen == {True, False}


@pytest.mark.parametrize("figure", [12, 83456, 183973])
def test_headings_over_figures_break_between_words(figure: int) -> None:
    """A heading has as much room as two characters need, and not half a character more."""
    row = ", ".join([str(figure)] * 7)
    ours = report(f"{BARE}[applications]\nreceived = [{row}]\n")
    for cell in _cells(made(ours)):
        if _text(cell) in {"商业企业", "科研机构", "社会公益组织", "法律服务机构"}:
            wide = int(cell.find(f".//{qn('w:tcW')}").get(qn("w:w"))) - 2 * PADDING
            indent = cell.find(f".//{qn('w:ind')}")
            if indent is not None:
                wide -= sum(int(indent.get(qn(f"w:{side}"))) for side in ("left", "right"))
            assert 2 * CELL <= wide < 2.5 * CELL


def test_labels_break_after_their_numerals() -> None:
    cells = [[t.tag for t in c.iter(qn("w:t"), qn("w:br"))] for c in _cells(made(read(BIG)))
             if _text(c).startswith("（三）不予")]  # fmt: skip
    assert cells == [[qn("w:t"), qn("w:br"), qn("w:t")]]


def test_figures_give_way_to_labels_before_labels_are_squeezed() -> None:
    row = ", ".join(["83456"] * 6 + ["183973"])
    ours = report(f"{BARE}[applications]\nreceived = [{row}]\n")
    table = next(p.table for p in build(ours).parts if p.table and p.table.layout.head == 3)
    found = measures(table)
    assert found.figures == pytest.approx(0.9)
    assert fit(found.columns[2]) >= 11
    runs = [c.find(f".//{qn('w:sz')}") for c in _cells(made(ours)) if _text(c) == "83456"]
    assert {size.get(qn("w:val")) for size in runs} == {"18"}


def test_long_words_may_break_and_stretch_no_line() -> None:
    ours = read(BIG)
    told = "网址是 https://www.example.gov.cn/zwgk/index.html，共 126 条。"
    ours = ours._replace(sections={**ours.sections, "overview": f"{told}\n共 126 条。"})
    found: dict[str, Any] = {p.text: p._p.pPr for p in WordFile(BytesIO(made(ours))).paragraphs}
    assert found[told].find(qn("w:wordWrap")).get(qn("w:val")) == "0"
    assert found[told].find(qn("w:jc")).get(qn("w:val")) == "left"
    assert found["共 126 条。"].find(qn("w:wordWrap")) is None


def test_a_long_title_breaks_between_words() -> None:
    ours = read(BIG)
    name = "内蒙古自治区鄂尔多斯市鄂托克前旗市场监督管理局"
    ours = ours._replace(organ=ours.organ._replace(name=name), title="")
    title = WordFile(BytesIO(made(ours))).paragraphs[0].text.splitlines()
    assert title == ["内蒙古自治区鄂尔多斯市", "鄂托克前旗市场监督管理局", build(ours).title[1]]
    back = reading(read_report("report.docx", made(ours))).report
    assert back is not None
    assert back.organ.name == name


@pytest.mark.parametrize("contact", [True, False])
def test_who_signs_is_kept_with_the_last_paragraph(contact: bool) -> None:
    ours = read(SAMPLES / "complete.toml")
    page = build(ours)
    page = page if contact else page._replace(contact=())
    found = WordFile(BytesIO(word.document(page, ours, fonts("free")))).paragraphs
    end = found[-len(page.signature) - len(page.contact) - 1 :]
    assert end[0].text == page.parts[-1].paragraphs[-1].text
    assert [p.paragraph_format.keep_with_next for p in end] == [True] * (len(end) - 1) + [None]
    assert end[0].paragraph_format.widow_control
    assert not found[-len(end) - 1].paragraph_format.keep_with_next


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_columns_fill_the_type_area(path: Path) -> None:
    for part in build(read(path)).parts:
        if part.table:
            wide = measures(part.table).columns
            assert sum(wide) == AREA
            assert min(wide) > AREA // 20


@pytest.mark.parametrize("figure", ["123456", "1234567890", "约" * 40])
def test_long_figures_leave_room_for_labels(figure: str) -> None:
    row = ", ".join([f'"{figure}"'] * 7)
    one, five = ", ".join(["0"] * 7), ", ".join([f'"{figure}"', *["0"] * 4])
    ours = report(
        f"{BARE}[applications]\nreceived = [{row}]\nbrought_forward = [{one}]\n"
        f"[remedies]\nreconsideration = [{five}]\n"
    )
    tables = [measures(part.table).columns for part in build(ours).parts if part.table]
    assert [sum(wide) for wide in tables] == [AREA] * 3
    assert tables[1][2] >= AREA // 5
    assert tables[2][0] > tables[2][1]


@pytest.mark.parametrize(("figure", "smaller"), [(1234, False), (12345678, True)])
def test_a_figure_is_smaller_rather_than_broken(figure: int, smaller: bool, tmp_path: Path) -> None:
    row = ", ".join([str(figure)] * 7)
    data = made(report(f"{BARE}[applications]\nreceived = [{row}]\n"))
    runs = [
        r for r in WordFile(BytesIO(data)).element.body.iter(qn("w:r")) if str(figure) in _text(r)
    ]
    assert len(runs) == 7
    sizes = {r.rPr.sz.get(qn("w:val")) if r.rPr is not None else None for r in runs}
    assert sizes == {None} if not smaller else all(8 <= int(size or 0) < 20 for size in sizes)
    assert faults(data, tmp_path) == []


def test_one_long_figure_widens_its_own_column() -> None:
    row = ", ".join([*["0"] * 6, "12345678"])
    ours = report(f"{BARE}[applications]\nreceived = [{row}]\n")
    wide = [measures(part.table).columns for part in build(ours).parts if part.table][1]
    assert wide[-1] > wide[-2] == wide[-7]
    assert sum(wide) == AREA


# how it is printed


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A long report as LibreOffice prints it, with pages of nothing but text in front."""
    office = shutil.which("soffice")
    if not office or not _noto():
        if os.environ.get("CI"):
            pytest.fail("LibreOffice or fonts-noto-cjk is missing")
        pytest.skip("install libreoffice-writer-nogui and fonts-noto-cjk")
    folder = tmp_path_factory.mktemp("print")
    ours = read(BIG)
    filled = ours._replace(sections={**ours.sections, "preface": "政务公开" * 400})
    (folder / "report.docx").write_bytes(made(filled))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "report.docx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    with pdfplumber.open(folder / "report.pdf") as pdf:
        yield pdf.pages, build(filled)


def _noto() -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(
        ["fc-list", ":family=Noto Serif CJK SC"],  # noqa: S607 - wherever it is
        check=True,
        capture_output=True,
    )
    return bool(listed.stdout.strip())


def body_of(page: Any) -> list[Any]:
    """The characters of the type area."""
    return [
        c for c in page.chars if c["bottom"] < page.height - 33 * MILLIMETRE and c["text"] != " "
    ]


def test_the_sheet_is_that_of_official_documents(printed: Any) -> None:
    page = printed[0][1]
    assert (round(page.width / MILLIMETRE), round(page.height / MILLIMETRE)) == (210, 297)
    body = body_of(page)
    rows: dict[int, list[Any]] = {}
    for char in body:
        rows.setdefault(round(char["top"]), []).append(char)
    assert len(rows) == LINES
    assert {len(row) for row in rows.values()} == {CHARACTERS}
    left = min(c["x0"] for c in body) / MILLIMETRE
    right = (page.width - max(c["x1"] for c in body)) / MILLIMETRE
    assert left == pytest.approx(28, abs=0.5)
    assert right == pytest.approx(26, abs=0.7)
    tops = sorted(rows)
    pitch = (tops[-1] - tops[0]) / (LINES - 1)
    first = (rows[tops[0]][0]["top"] + rows[tops[0]][0]["bottom"] - pitch) / 2 / MILLIMETRE
    last = rows[tops[-1]][0]
    foot = (page.height - (last["top"] + last["bottom"] + pitch) / 2) / MILLIMETRE
    assert first == pytest.approx(37, abs=2)
    assert foot == pytest.approx(35, abs=2)


def test_everything_is_on_paper(printed: Any) -> None:
    pages, shown = printed
    paper = _packed("".join(c["text"] for page in pages for c in body_of(page)))
    told = ["".join(shown.title), *(f"{name}：{value}" for name, value in shown.facts)]
    told += [p.text for p in _paragraphs(shown)]
    told += [part.heading for part in shown.parts]
    told += [*shown.signature, *(f"{name}：{value}" for name, value in shown.contact)]
    assert [line for line in told if _packed(line) not in paper] == []


def test_every_cell_is_on_paper(printed: Any) -> None:
    pages, shown = printed
    drawn = rejoined([table for page in pages for table in page.extract_tables()], shown)
    for part in shown.parts:
        if part.table:
            labels = [_packed(part.table.texts[slot]) for slot in part.table.layout.slots]
            grids = [[_packed(c or "") for row in g for c in row if c is not None] for g in drawn]
            assert [label for label in labels if label] in [[c for c in g if c] for g in grids]


def test_pages_are_numbered_on_the_outer_side(printed: Any) -> None:
    pages, _ = printed
    for n, page in enumerate(pages, 1):
        foot = [c for c in page.chars if c["bottom"] >= page.height - 33 * MILLIMETRE]
        line = [c for c in foot if c["text"].strip()]
        assert "".join(c["text"] for c in line) == f"—{n}—"
        middle = (line[0]["x0"] + line[-1]["x1"]) / 2
        assert (middle > page.width / 2) == (n % 2 == 1)
        below = (line[0]["top"] + line[0]["bottom"]) / 2 - (page.height - 35 * MILLIMETRE)
        assert below / MILLIMETRE == pytest.approx(7, abs=1)


def test_a_heading_never_ends_a_page(printed: Any) -> None:
    pages, shown = printed
    headings = {_packed(part.heading) for part in shown.parts}
    for page in pages:
        body = body_of(page)
        lowest = max(c["top"] for c in body)
        line = "".join(c["text"] for c in body if c["top"] > lowest - 3)
        assert _packed(line) not in headings


def _paragraphs(shown: Page) -> list[Any]:
    return [*shown.preface, *(p for part in shown.parts for p in part.paragraphs)]


def _packed(told: str) -> str:
    return "".join(told.split())


def test_a_table_longer_than_a_page_repeats_its_head(tmp_path: Path, printed: Any) -> None:
    assert printed  # LibreOffice is there
    long = ", ".join([f'"{"约三十件，原件模糊" * 4}"'] * 7)
    rows = "".join(
        f"outcome.{row} = [{long}]\n"
        for row in ("granted", "partial", "refused.state_secret", "unavailable.not_held")
    )
    ours = report(f"{BARE}[applications]\nreceived = [{long}]\n{rows}")
    (tmp_path / "long.docx").write_bytes(made(ours))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "long.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    corner = next(s for s in build(ours).parts[2].table.layout.slots if s.role == "corner")  # type: ignore[union-attr]
    with pdfplumber.open(tmp_path / "long.pdf") as pdf:
        texts = [_packed(page.extract_text()) for page in pdf.pages]
    assert sum(corner.text[:12] in told for told in texts) >= 2


def test_no_head_and_no_signature_stands_alone(tmp_path: Path, printed: Any) -> None:
    """However much text stands before."""
    assert printed  # LibreOffice is there
    ours = read(SAMPLES / "complete.toml")
    shown = build(ours)
    corner = next(s for s in shown.parts[2].table.layout.slots if s.role == "corner")  # type: ignore[union-attr]
    signed = _packed("".join((*shown.signature, *map("：".join, shown.contact))))
    slots = shown.parts[2].table.layout.slots  # type: ignore[union-attr]
    labels = {_packed(s.text) for s in slots if s.role == "row" and s.rowspan > 1}
    names = []
    for lines in range(0, 20, 3):
        more = ours.sections["overview"] + "\n全年工作有序。" * lines
        filled = ours._replace(sections={**ours.sections, "overview": more})
        names.append(f"a{lines}.docx")
        (tmp_path / names[-1]).write_bytes(made(filled))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", *names]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    pieces = []
    for name in names:
        with pdfplumber.open((tmp_path / name).with_suffix(".pdf")) as pdf:
            end = _packed("".join(c["text"] for c in body_of(pdf.pages[-1])))
            found = [table.extract() for page in pdf.pages for table in page.find_tables()]
        assert end.endswith(signed)
        assert len(end) > len(signed) + 5
        great = [rows for rows in found if _packed(rows[0][0] or "") == _packed(corner.text)]
        cells = {_packed(cell or "") for rows in great for row in rows for cell in row}
        assert labels <= cells  # none is cut in two
        assert all(len(rows) > shown.parts[2].table.layout.head for rows in great)  # type: ignore[union-attr]
        pieces.append(len(great))
    assert set(pieces) == {1, 2}


def test_the_document_is_read_as_word() -> None:
    assert sniff.read("report", made(read(BIG))).kind == "docx"
