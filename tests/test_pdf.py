"""`render --pdf`: the sheet of GB/T 9704, PDF/A and PDF/UA, nothing but what the report shows."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import pdfplumber
import pikepdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pdfua import validate
from pieces import rejoined
from program import SAMPLES
from strategies import load, report, text, zero

from gkreport import resources
from gkreport.importers.compare import compare
from gkreport.importers.reading import read_report
from gkreport.importers.toml import reading
from gkreport.need import Missing
from gkreport.renderers import document, pdf
from gkreport.renderers.fonts import Fonts, fonts, profiles
from gkreport.renderers.page import Page, Table, build
from gkreport.renderers.pdf import typefaces
from gkreport.renderers.refusals import Unrenderable
from gkreport.report import Report

TRUE = Path(__file__).parent / "true_reports"
FILES = sorted((*SAMPLES.glob("*.toml"), *TRUE.glob("*.toml")))
BIG = TRUE / "qingjiang-shi-2024.toml"
ZERO = text(load("2021"), zero(load("2021")))
EVIL = "<script>alert(1)</script>{{7*7}}]]>#[a]#panic()$x$*b*_c_@d`e`=cmd()\\"
LONG_NAME = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人力资源和社会保障局"
BARE = 'form = "2021"\nyear = 2025\n'
MILLIMETRE = 72 / 25.4
LINES, CHARACTERS = 22, 28
ROW = "[     12,    3,"
FREE = {"NotoSerif", "NotoSans"}


def read(path: Path) -> Report:
    return report(path.read_text("utf-8"))


def made(ours: Report, profile: str = "free", template: Path | None = None) -> bytes:
    return pdf.document(build(ours), ours, fonts(profile), template)


def filled(ours: Report, **sections: str) -> Report:
    return ours._replace(sections={**ours.sections, **sections})


def packed(told: str) -> str:
    return "".join(told.split())


def body_of(page: Any) -> list[Any]:
    """The characters of the type area."""
    foot = page.height - 34 * MILLIMETRE
    return [c for c in page.chars if c["bottom"] < foot and c["text"].strip()]


def paper(data: bytes) -> str:
    """All that stands in the type areas."""
    with pdfplumber.open(BytesIO(data)) as opened:
        return "".join(c["text"] for page in opened.pages for c in body_of(page))


def faults(data: bytes, folder: Path) -> list[str]:
    """What stands between the file and readers that read aloud."""
    path = folder / "faults.pdf"
    path.write_bytes(data)
    return [finding.rule_id for finding in validate(str(path)).findings]


def tables(shown: Page) -> list[Table]:
    return [part.table for part in shown.parts if part.table]


# what it shows


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_read_back_is_what_it_shows(path: Path) -> None:
    """Every figure exactly, every text; only where paragraphs end, a PDF does not say."""
    ours = read(path)
    imported = read_report("report.pdf", made(ours))
    told = [d for d in compare(ours, imported).differences if d.status != "note"]
    assert told == []
    assert imported.unresolved == ()
    again = reading(imported).report
    assert again is not None
    shown, back = build(ours), build(again)
    assert _figures(back) == _figures(shown)
    assert _texts(back) == _texts(shown)
    told_back = {(name, packed(value)) for name, value in back.contact}
    assert {
        (name, packed(value)) for name, value in shown.contact
    } <= told_back  # the preface may tell more


def _figures(page: Page) -> list[list[str]]:
    return [list(table.texts.values()) for table in tables(page)]


def _texts(page: Page) -> tuple[str, ...]:
    """Everything but the tables, up to white space."""
    told = ["".join(page.title), *map("：".join, page.facts), *(p.text for p in page.preface)]
    for part in page.parts:
        told += [part.heading, *(p.text for p in part.paragraphs)]
    return packed("".join(told)), *page.signature


@given(
    st.lists(st.sampled_from(["", 0, 3, 1234567, "/", "约三十件，未核"]), min_size=7, max_size=7)
)
def test_whatever_stands_in_a_cell_is_on_paper(cells: list[Any]) -> None:
    ours = report(f"{BARE}[applications]\nreceived = {cells!r}\n")
    found = paper(made(ours))
    assert [c for c in cells if str(c) and str(c) not in found] == []


@pytest.mark.parametrize("path", [SAMPLES / "qidong-2024.toml", BIG], ids=lambda path: path.stem)
def test_everything_is_on_paper(path: Path) -> None:
    ours = read(path)
    data, shown = made(ours), build(ours)
    whole = paper(data)
    told = [*_texts(shown)[1:], *map("：".join, (*shown.facts, *shown.contact))]
    told += ["".join(shown.title), *(part.heading for part in shown.parts)]
    told += [p.text for part in shown.parts for p in part.paragraphs]
    assert [line for line in told if packed(line) not in whole] == []
    with pdfplumber.open(BytesIO(data)) as opened:
        drawn = [t for page in opened.pages for t in page.extract_tables()]
    grids = [[packed(c) for row in grid for c in row if c] for grid in rejoined(drawn, shown)]
    labels = {packed(t) for table in tables(shown) for t in table.texts.values()}
    again = {c for grid in grids for c in grid if c.endswith("（续）")}
    assert again <= {f"{label}（续）" for label in labels}
    assert [[c for c in grid if c not in again] for grid in grids] == [
        [packed(t) for t in table.texts.values() if t] for table in tables(shown)
    ]


@pytest.mark.parametrize("figure", [99999, 1234567, 8765432109])
def test_long_figures_stand_side_by_side(figure: int) -> None:
    """In smaller letters where a column is narrow, rather than one over the other."""
    row = ", ".join([str(figure)] * 7)
    ours = report(f"{BARE}[applications]\nreceived = [{row}]\noutcome.granted = [{row}]\n")
    with pdfplumber.open(BytesIO(made(ours))) as opened:
        cells = [c for p in opened.pages for t in p.extract_tables() for r in t for c in r if c]
    assert cells.count(str(figure)) == 14


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    """No markup, no turned order of reading, nothing that breaks the file."""
    hostile = f"{EVIL}\u202e颠倒\u200b\ufeff\x07\ufffe".encode("unicode_escape").decode()
    hostile = hostile.replace("\\x07", "\\u0007").replace('"', '\\"')
    source = text(load("2021"), zero(load("2021")), organ="ORGAN").replace("ORGAN", hostile)
    ours = report(re.sub('overview = "[^"]*"', lambda _: f'overview = "{hostile}"', source))
    data = made(ours)
    assert packed(paper(data)).count(packed(f"{EVIL}颠倒")) >= 4
    assert faults(data, tmp_path) == []
    with pikepdf.open(BytesIO(data)) as opened:
        assert opened.docinfo["/Author"] == f"{EVIL}颠倒"
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(opened.Root.keys())


def test_a_report_with_hardly_anything_is_a_document_too() -> None:
    found = paper(made(report('form = "2021"\n')))
    assert packed("".join(build(report('form = "2021"\n')).title)) in found


# the file


@pytest.mark.parametrize(
    "source", [ZERO, BIG.read_text("utf-8"), BARE], ids=["zero", "big", "bare"]
)
def test_archives_and_readers_that_read_aloud_can_use_it(source: str, tmp_path: Path) -> None:
    data = made(report(source))
    assert faults(data, tmp_path) == []
    with pikepdf.open(BytesIO(data)) as opened:
        meta = opened.open_metadata()
        assert (meta.pdfa_status, meta["pdfuaid:part"]) == ("2B", "1")
        assert opened.Root.Lang == "zh-CN"
        assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_the_oracle_of_accessibility_does_speak(tmp_path: Path) -> None:
    """The test above is no comfort if it cannot fail."""
    untagged = typst.compile(b"a", format="pdf", pdf_tags=False)
    assert set(faults(untagged, tmp_path)) >= {"UA-01-005", "UA-28-004"}


def test_headings_and_tables_are_tagged() -> None:
    """Headings in order, under each table's head cells that speak for their columns."""
    ours = read(BIG)
    kinds = _kinds(made(ours))
    shown = build(ours)
    below = [p for part in shown.parts for p in part.paragraphs if p.subheading]
    assert kinds.count("/H1") == len(shown.parts)
    assert kinds.count("/H2") == len(below)
    assert kinds.count("/Table") == len(tables(shown))
    cells = [(table, slot) for table in tables(shown) for slot in table.layout.slots]
    heads = [slot for _, slot in cells if slot.role in {"title", "corner", "column"}]
    assert kinds.count("/TH") == len(heads)
    assert kinds.count("/TD") == len(cells) - len(heads)


def _kinds(data: bytes) -> list[str]:
    """The kinds of the elements of a document's structure, in order of reading."""

    def below(element: Any) -> Iterator[str]:
        if isinstance(element, pikepdf.Array):
            for each in element:
                yield from below(each)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                yield str(element.S)
            yield from below(element.get("/K"))

    with pikepdf.open(BytesIO(data)) as opened:
        return list(below(opened.Root.StructTreeRoot))


def test_what_the_file_says_of_itself() -> None:
    ours = read(BIG)
    with pikepdf.open(BytesIO(made(ours))) as opened:
        info = {str(k): str(v) for k, v in opened.docinfo.items()}
    assert (info["/Title"], info["/Author"]) == (ours.full_title, ours.organ.name)
    assert info["/Keywords"] == "gkreport"
    day = ours.publication.date
    assert day is not None
    assert info["/CreationDate"].startswith(f"D:{day:%Y%m%d}")
    with pikepdf.open(BytesIO(made(report(BARE)))) as opened:
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20251231")


def test_the_same_report_is_the_same_file_at_any_time(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from gkreport.renderers import document;"
        "from gkreport.report.read import read; from gkreport.source import decode;"
        "one = read(decode('a.toml', Path(sys.argv[1]).read_bytes())).report;"
        "Path(sys.argv[2]).write_bytes(document(one, 'pdf'))"
    )
    out = tmp_path / "later.pdf"
    made(report(ZERO))  # what was made before leaves nothing behind
    env = {**os.environ, "TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "1"}
    subprocess.run([sys.executable, "-c", code, str(BIG), str(out)], check=True, env=env)
    assert out.read_bytes() == document(read(BIG), "pdf")


# fonts


def embedded(data: bytes) -> dict[str, bool]:
    """The fonts of a file without the tag of the subset, and whether they are inside."""
    found = {}
    with pikepdf.open(BytesIO(data)) as opened:
        for each in opened.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                name = str(each.FontName).lstrip("/").partition("+")[2]
                found[name] = bool({"/FontFile2", "/FontFile3"} & set(each.keys()))
    return found


def only(monkeypatch: pytest.MonkeyPatch, folder: Path | None = None) -> None:
    """A machine without a font of its own, with those of a folder as its own, or of none."""
    own = [folder] if folder else []

    def load(folders: tuple[Path, ...]) -> Any:
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[*own, *folders]
        )

    monkeypatch.setattr(typefaces, "load", load)
    for kept in (typefaces._families, pdf._compiler):
        kept.cache_clear()
        monkeypatch.setattr(sys.modules[kept.__module__], kept.__name__, kept.__wrapped__)


def test_the_wanted_fonts_are_in_the_file() -> None:
    inside = embedded(made(read(BIG)))
    assert {re.split("CJK|SC|-", name)[0] for name in inside} == FREE
    assert all(inside.values())


@pytest.mark.parametrize("profile", profiles())
def test_a_font_that_is_not_there_is_asked_for(
    profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing else takes its place."""
    only(monkeypatch)
    monkeypatch.setattr(typefaces, "find_spec", lambda _: None)
    with pytest.raises(Missing) as told:
        made(report(ZERO), profile)
    wanted = fonts(profile)
    assert all(f"“{family}”" in str(told.value) for family in wanted[1:])
    assert str(told.value).endswith(wanted.install)


def test_the_extra_stands_in_where_the_system_has_no_chinese_font(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    only(monkeypatch)
    data = made(read(BIG))
    assert set(embedded(data)) == {"NotoSerifSC-Regular", "NotoSansSC-Regular"}
    assert faults(data, tmp_path) == []
    assert compare(read(BIG), read_report("report.pdf", data)).of("different") == ()


def test_a_part_may_have_a_font_of_its_own() -> None:
    """Where one is wanted for a part, it is there, and rare characters come from the others."""
    sans = "Noto Sans SC"
    wanted = Fonts("free", sans, "Noto Serif SC", sans, sans, sans, sans)
    faces = typefaces.find(wanted)
    assert faces.families["title"][0] in {"Noto Sans SC", "Noto Sans CJK SC"}
    assert [names[0] for names in faces.families.values()].count(faces.families["body"][0]) == 1
    assert all(len(names) == 2 for names in faces.families.values())
    ours = read(BIG)
    inside = embedded(pdf.document(build(ours), ours, wanted))
    assert {re.split("CJK|SC|-", name)[0] for name in inside} == FREE


@pytest.mark.parametrize(("strange", "named"), [("\U0001f436", "“\U0001f436”"), ("\ue000", "e000")])
def test_a_character_that_no_font_has_is_named(strange: str, named: str) -> None:
    """Rather than an empty box in an archive."""
    ours = filled(report(ZERO), overview=f"全年{strange}办理，{strange}没有结转。")
    with pytest.raises(Unrenderable, match="字体里没有的字") as told:
        made(ours)
    assert str(told.value).count(named) == 1


def test_a_missing_part_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Missing, match=re.escape('pip install "gkreport[pdf]"')):
        made(report(ZERO))


# a template of the user's own


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("甲\n#json(bytes(sys.inputs.page)).none", "第 3 行：数据里没有“none”这一项"),
        ('#set text(font: "没有这种字体")\n甲', "第 2 行：没有名为“没有这种字体”的字体"),
        ('#read("/etc/hostname")', "第 2 行：找不到要用的文件 .+hostname"),
        ('#image("logo.png")', "第 2 行：找不到要用的文件 .+logo.png"),
        ('#include "../a.typ"', "第 2 行：只能用 templates 文件夹里的文件"),
        ("#set document(date: none)", "模板有问题：PDF/A 要求写明标题和日期"),
        ("#nichts", "第 2 行：没有“nichts”这个名字"),
        ("#let x = (", "第 2 行：括号、引号或者 \\$ 没有配成对"),
        ("#set text(gross: 1)", "第 2 行：不认识“gross”这个参数"),
        ("#while true {}", "第 2 行：循环没有尽头"),
        ("#let f(n) = f(n) + 1\n#f(1)", "没有尽头：模板用到了自己"),
        ("#(1/0)", "第 2 行：算不出来：除数是 0"),
        ('#("a" + 1)', "第 2 行：这两样东西不能这样算"),
        ('#panic("stop")', "第 2 行：模板里写明在这种情况下停下"),
        ("#table(columns: 2, table.cell(x: 9)[a])", "第 2 行：写法有错，请照自带的模板核对"),
    ],
)
def test_a_faulty_template_is_told_with_its_line(tmp_path: Path, source: str, told: str) -> None:
    path = tmp_path / "report.typ"
    head = '#set document(title: "甲", date: datetime(year: 2025, month: 1, day: 1))'
    path.write_text(f"{head}\n{source}", "utf-8")
    with pytest.raises(Unrenderable, match=told) as error:
        made(report(ZERO), template=path)
    assert "模板有问题" in str(error.value)
    assert not re.search("[a-z]{3,} [a-z]{2,} ", str(error.value))


def test_a_fault_in_a_part_of_a_template_is_told_there(tmp_path: Path) -> None:
    (tmp_path / "report.typ").write_text('甲\n#include "other.typ"\n', "utf-8")
    (tmp_path / "other.typ").write_text("甲\n\n#nichts\n", "utf-8")
    with pytest.raises(Unrenderable, match=r"other\.typ 第 3 行：没有“nichts”"):
        made(report(ZERO), template=tmp_path / "report.typ")


def test_a_template_that_would_go_online_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.typ"
    path.write_text('#include "other.typ"\n', "utf-8")
    (tmp_path / "other.typ").write_text('甲\n#import "@preview/cetz:0.2.0": *\n', "utf-8")
    with pytest.raises(Unrenderable, match=r"other\.typ 第 2 行：“@preview/cetz:0.2.0”.+不联网"):
        made(report(ZERO), template=path)


@pytest.mark.parametrize("part", ["report.typ", "part.txt"])
def test_a_package_that_no_look_finds_reaches_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """Whoever listens where this computer's way to the internet begins hears nothing."""
    (tmp_path / "report.typ").write_text('#include "part.txt"\n', "utf-8")
    hidden = '#import "@" + "preview/gibtesnicht:0.1.0"\n'
    (tmp_path / part).write_text(hidden, "utf-8")
    heard: list[object] = []

    def listen() -> None:
        with suppress(OSError), listening.accept()[0] as caller:
            heard.append(caller)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=listen, daemon=True).start()
        way = f"http://127.0.0.1:{listening.getsockname()[1]}"
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, way)
        monkeypatch.setenv("NO_PROXY", "localhost")
        with pytest.raises(Unrenderable, match="第 1 行：要用网上的排版包，本程序不联网"):
            made(report(ZERO), template=tmp_path / "report.typ")
    assert heard == []
    assert (os.environ["HTTPS_PROXY"], os.environ["NO_PROXY"]) == (way, "localhost")
    assert "HTTP_PROXY" not in os.environ or os.environ["HTTP_PROXY"] != "http://127.0.0.1:0"


def test_an_address_in_a_template_is_no_package(tmp_path: Path) -> None:
    shutil.copy(resources.templates() / "report.typ", tmp_path)
    with (tmp_path / "report.typ").open("a", encoding="utf-8") as stream:
        stream.write("// https://example.gov.cn/@zhengwu/2025\n")
    assert made(report(ZERO), template=tmp_path / "report.typ") == made(report(ZERO))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("2019.toml", ""),
        ("complete.toml", ""),
        ("complete.toml", "[     123456789,    3,"),
        ("complete.toml", '["见附件一、二、三、四、五、六、七的说明", 3,'),
    ],
)
def test_rows_are_as_high_as_is_reckoned(tmp_path: Path, name: str, row: str) -> None:
    """Where a page ends in a table is reckoned: what typst makes of the same rows is as high."""
    template = (resources.templates() / "report.typ").read_text("utf-8")
    for place, asked in (
        ("  high.slice(from, to).sum(default: 0pt)\n", """
  let sum = high.slice(from, to).sum(default: 0pt)
  let laid = measure(piece(it, from, to), width: width).height - head(it, width)
  if calc.abs((sum - laid) / 1pt) > 0.01 { panic(from, to, sum, laid) }
  sum
"""),
        ("    let left = left()\n", """
    let left = left()
    for from in if it.repeat { range(it.head, it.height) } else { () } {
      for to in (from + 1, calc.min(from + 9, it.height), it.height) {
        let _ = tall(it, from, to, width)
      }
    }
"""),
    ):  # fmt: skip
        assert template.count(place) == 1
        template = template.replace(place, asked)
    (tmp_path / "report.typ").write_text(template, "utf-8")
    told = (SAMPLES / name).read_text("utf-8")
    assert not row or ROW in told
    ours = report(told.replace(ROW, row or ROW))
    assert made(ours, template=tmp_path / "report.typ") == made(ours)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "secret").write_text("机密", "utf-8")
    (own / "report.typ").write_text('#read("part")', "utf-8")
    (own / "part").symlink_to(tmp_path / "secret")
    with pytest.raises(Unrenderable, match="part 是通到文件夹外面的链接"):
        made(report(ZERO), template=own / "report.typ")
    (own / "part").unlink()
    (own / "report.typ").unlink()
    (own / "report.typ").symlink_to(tmp_path / "secret")
    with pytest.raises(Unrenderable, match=r"report\.typ 是通到文件夹外面的链接"):
        made(report(ZERO), template=own / "report.typ")


# how it is printed


@pytest.fixture(scope="module")
def printed() -> Iterator[tuple[list[Any], Page]]:
    """A long report, with pages of nothing but text in front."""
    ours = filled(read(BIG), preface="政务公开" * 400)
    with pdfplumber.open(BytesIO(made(ours))) as opened:
        yield opened.pages, build(ours)


def test_the_sheet_is_that_of_official_documents(printed: tuple[list[Any], Page]) -> None:
    page = printed[0][1]
    assert (round(page.width / MILLIMETRE), round(page.height / MILLIMETRE)) == (210, 297)
    body = body_of(page)
    rows: dict[int, list[Any]] = {}
    for char in body:
        rows.setdefault(round(char["top"]), []).append(char)
    assert len(rows) == LINES
    assert {len(row) for row in rows.values()} == {CHARACTERS}
    assert {round(c["size"], 3) for c in body} == {16}
    assert min(c["x0"] for c in body) / MILLIMETRE == pytest.approx(28, abs=0.2)
    right = (page.width - max(c["x1"] for c in body)) / MILLIMETRE
    assert right == pytest.approx(26, abs=0.5)
    tops = sorted(rows)
    pitch = (tops[-1] - tops[0]) / (LINES - 1)
    assert pitch == pytest.approx(28.95, abs=0.1)
    first, last = rows[tops[0]][0], rows[tops[-1]][0]
    assert first["top"] / MILLIMETRE == pytest.approx(37, abs=2)
    room = (page.height - last["bottom"]) / MILLIMETRE - (pitch - 16) / MILLIMETRE
    assert room == pytest.approx(35, abs=2)


def test_pages_are_numbered_on_the_outer_side(printed: tuple[list[Any], Page]) -> None:
    for n, page in enumerate(printed[0], 1):
        foot = [c for c in page.chars if c["bottom"] >= page.height - 34 * MILLIMETRE]
        line = [c for c in foot if c["text"].strip()]
        assert "".join(c["text"] for c in line) == f"—{n}—"
        assert {round(c["size"]) for c in line} == {14}
        assert ((line[0]["x0"] + line[-1]["x1"]) / 2 > page.width / 2) == (n % 2 == 1)
        below = (line[0]["top"] + line[0]["bottom"]) / 2 - (page.height - 35 * MILLIMETRE)
        assert below / MILLIMETRE == pytest.approx(7, abs=1)


@pytest.mark.parametrize("lines", range(0, 24, 4))
def test_pages_break_where_nothing_is_torn_and_little_is_blank(lines: int) -> None:
    """However much text stands before: no heading alone, no head of a table alone."""
    ours = filled(read(BIG), overview="全年工作有序。\n" * (30 + lines))
    shown = build(ours)
    headings = {packed(part.heading) for part in shown.parts}
    with pdfplumber.open(BytesIO(made(ours))) as opened:
        pieces = []
        for page in opened.pages:
            body = body_of(page)
            lowest = max(c["top"] for c in body)
            assert packed("".join(c["text"] for c in body if c["top"] > lowest - 3)) not in headings
            blank = (page.height - 35 * MILLIMETRE - lowest) / (225 * MILLIMETRE)
            assert blank < 0.36 or page.page_number + 1 >= len(opened.pages)
            pieces += [table.extract() for table in page.find_tables()]
    assert [len(table) for table in rejoined(pieces, shown)] == [
        t.layout.height for t in tables(shown)
    ]
    assert 3 <= len(pieces) <= 5


@pytest.mark.parametrize("lines", range(0, 20, 3))
def test_whoever_reads_one_page_knows_whose_rows_these_are(lines: int) -> None:
    """A label over several rows that a page cuts is repeated, and said to be."""
    ours = filled(read(SAMPLES / "complete.toml"), overview="全年工作有序。\n" * (8 + lines))
    table = tables(build(ours))[1]
    spans = [s for s in table.layout.slots if s.role == "row" and s.rowspan > 1]
    corner = next(packed(s.text) for s in table.layout.slots if s.role == "corner")
    with pdfplumber.open(BytesIO(made(ours))) as opened:
        pieces = [t for page in opened.pages for t in page.extract_tables()]
    pieces = [p[table.layout.head :] for p in pieces if packed(p[0][0] or "") == corner]
    assert sum(map(len, pieces)) == table.layout.height - table.layout.head
    start = table.layout.head
    for n, rows in enumerate(pieces):
        end = start + len(rows)
        told = {packed(c) for row in rows for c in row if c}
        here = [s for s in spans if s.row < end and s.row + s.rowspan > start]
        for slot in here:
            assert packed(slot.text) + ("（续）" if slot.row < start else "") in told
        assert sum(c.endswith("（续）") for c in told) == sum(s.row < start for s in here)
        assert len(rows) > 1 or n == 0
        start = end


def test_a_line_before_a_long_word_is_not_stretched() -> None:
    long = f"见 https://example.gov.cn/{'a' * 50}/{'bc_' * 30} for {'Internationalization ' * 3}"
    for sections in ({"overview": f"{long}。"}, {"other_matters": long.strip()}):
        data = made(filled(read(BIG), **sections))
        assert packed(long) in paper(data)
        with pdfplumber.open(BytesIO(data)) as opened:
            words = [w for page in opened.pages for w in page.extract_words(x_tolerance=1)]
            right = opened.pages[0].width - 26 * MILLIMETRE + 1
        lines = [w for w in words if w["text"].isascii()]
        assert max(w["x1"] for w in lines) <= right
        gaps = [
            b["x0"] - a["x1"]
            for a, b in pairwise(lines)
            if abs(a["top"] - b["top"]) < 1 and b["x0"] > a["x1"]
            and {"for", "Internationalization"} & {a["text"], b["text"]}
        ]  # fmt: skip
        assert gaps
        assert max(gaps) < 10


@pytest.mark.parametrize("figure", [12, 83456, 183973])
def test_headings_over_figures_break_between_words(figure: int) -> None:
    row = ", ".join([str(figure)] * 7)
    ours = report(f"{BARE}[applications]\nreceived = [{row}]\n")
    with pdfplumber.open(BytesIO(made(ours))) as opened:
        cells = {c for page in opened.pages for t in page.extract_tables() for r in t for c in r}
    assert {"商业\n企业", "科研\n机构", "社会\n公益\n组织", "法律\n服务\n机构"} <= cells
    assert {"（三）\n不予公开", "（四）\n无法提供"} <= cells


@pytest.mark.parametrize("address", [60, 300, 1000])
@pytest.mark.parametrize("last", ["没有。", "长" * 900])
def test_nothing_of_a_long_address_is_lost(address: int, last: str) -> None:
    """What no page holds together goes over to the next one."""
    ours = filled(read(BIG), other_matters=last)
    long = "很长的地址" * address
    ours = ours._replace(organ=ours.organ._replace(contact={"address": long}))
    assert paper(made(ours)).endswith(
        f"{packed(last)}{packed(''.join(build(ours).signature))}地址：{long}"
    )


@pytest.mark.parametrize("last", ["没有其他需要报告的事项。", "其他需要报告的事项如下，" * 40])
@pytest.mark.parametrize("lines", range(0, 22, 4))
def test_who_signs_never_stands_alone_on_a_page(lines: int, last: str, tmp_path: Path) -> None:
    """However much text stands before, and however long the last paragraph is."""
    ours = filled(read(BIG), improvements="工作有序。\n" * (12 + lines), other_matters=last)
    data, shown = made(ours), build(ours)
    with pdfplumber.open(BytesIO(data)) as opened:
        end = packed("".join(c["text"] for c in body_of(opened.pages[-1])))
    signed = packed("".join((*shown.signature, *map("：".join, shown.contact))))
    assert end.endswith(signed)
    assert packed(last).endswith(end.removesuffix(signed)[-5:])
    assert paper(data).endswith(packed(last) + signed)
    assert faults(data, tmp_path) == []


def test_a_table_longer_than_a_page_repeats_its_head_and_tears_no_row() -> None:
    long = ", ".join([f'"{"约三十件，原件模糊" * 3}"'] * 7)
    rows = "".join(
        f"outcome.{row} = [{long}]\n"
        for row in ("granted", "refused.state_secret", "unavailable.not_held")
    )
    ours = report(f"{BARE}[applications]\nreceived = [{long}]\n{rows}")
    table = tables(build(ours))[1]
    corner = next(packed(s.text) for s in table.layout.slots if s.role == "corner")
    with pdfplumber.open(BytesIO(made(ours))) as opened:
        pieces = [t for page in opened.pages for t in page.extract_tables()]
    pieces = [p for p in pieces if p[0][0] and packed(p[0][0]) == corner]
    assert len(pieces) >= 2
    cells = [packed(c) for piece in pieces for row in piece for c in row if c]
    assert cells.count(packed("约三十件，原件模糊" * 3)) == 4 * 7


@pytest.mark.parametrize("organ", ["甲县数据局", "甲县" * 9, "甲乙丙丁" * 12, LONG_NAME])
def test_a_title_stands_in_the_middle(organ: str) -> None:
    """In one line, or else broken after the organ."""
    ours = report(text(load("2021"), zero(load("2021")), organ=organ))
    with pdfplumber.open(BytesIO(made(ours))) as opened:
        page = opened.pages[0]
        title = [c for c in page.chars if round(c["size"]) == 22]
    assert "".join(c["text"] for c in title if c["text"].strip()) == "".join(build(ours).title)
    for top in {round(c["top"]) for c in title}:
        line = [c for c in title if round(c["top"]) == top]
        middle = (min(c["x0"] for c in line) + max(c["x1"] for c in line)) / 2
        assert middle / MILLIMETRE == pytest.approx(28 + 156 / 2, abs=1.5)


def test_poppler_finds_the_fonts_inside(tmp_path: Path) -> None:
    """A second opinion."""
    tool = shutil.which("pdffonts")
    if not tool:
        if os.environ.get("CI"):
            pytest.fail("poppler-utils is missing")
        pytest.skip("`apt-get install poppler-utils` installs pdffonts")
    path = tmp_path / "report.pdf"
    path.write_bytes(made(read(BIG)))
    done = subprocess.run([tool, path], check=True, capture_output=True, text=True)
    lines = [line.split() for line in done.stdout.splitlines()[2:]]
    assert {re.split("CJK|SC|-", line[0].partition("+")[2])[0] for line in lines} == FREE
    assert {tuple(line[-5:-2]) for line in lines} == {("yes", "yes", "yes")}
