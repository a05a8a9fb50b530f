"""`render --html`: a page that browsers, checkers and programs take, and a fragment for editors."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from browser import axe, chromium, nu
from hypothesis import given
from hypothesis import strategies as st
from program import SAMPLES, Program, program
from strategies import FORMS, load, report, reports, text, zero

from gkreport.finding import plain
from gkreport.importers.compare import compare
from gkreport.importers.reading import read_report
from gkreport.renderers import Wishes, render
from gkreport.renderers.machine import figures
from gkreport.renderers.page import build
from gkreport.report import Report

__all__ = ["program"]
TRUE = Path(__file__).parent / "true_reports"
BIG = TRUE / "qingjiang-shi-2024.toml"
BARE = 'form = "2021"\nyear = 2025\n'
EVIL = "</script><script>alert(1)</script>{{ 7*7 }}&amp;]]>#[=cmd()\u2028\"'<!--"
PLACES = (
    "[organ]\nname = {}", "title = {}", "[sections]\npreface = {}", "[headings]\nremedies = {}",
    "[sections]\noverview = {}", "[[sections.extra]]\nheading = {}\ntext = ''",
    "[organ.contact]\noffice = {}", "[proactive_disclosure]\nlicensing = {}",
)  # fmt: skip
LINKS = Wishes(beside=(("Word 文档", "年报 2024.docx"), ("PDF", "a&b.pdf")))


class Tags(HTMLParser):
    """Every tag with its attributes, and what stands in scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.text: list[str] = []
        self._script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._script = tag == "script"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - as HTMLParser calls it
        self._script = False

    def handle_data(self, data: str) -> None:
        (self.scripts if self._script else self.text).append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def read(path: Path) -> Report:
    return report(path.read_text("utf-8"))


def wrapped(fragment: str) -> str:
    """A fragment in the page of a site."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>某网站</title>'
        f"</head><body><main><h1>年报</h1>{fragment}</main></body></html>"
    )


# What the page says to programs


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@given(data=st.data())
def test_the_figures_for_machines_are_those_of_the_report(form: Any, data: st.DataObject) -> None:
    cells = data.draw(reports(form.id))
    [script] = Tags(render(report(text(form, cells)), "html")).scripts
    body = json.loads(script)
    assert (body["version"], body["form"], body["organ"]) == (1, form.id, "某某县某某局")
    found = {
        (table["key"], row, column): value
        for table in body["tables"]
        for row, values in table["rows"].items()
        for column, value in zip(table["columns"], values, strict=True)
    }
    stated = {
        tuple(address): value if isinstance(value, (int, str)) else plain(value)
        for address, value in cells.items()
    }
    assert found == stated


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("12", 12), ('"/"', "/"), ('""', ""), ("18.50", "18.50"), ("true", "true"),
        ('"</script>"', "</script>"), ("0.0", "0"),
    ],
)  # fmt: skip
def test_what_is_no_whole_number_is_a_string(raw: str, told: object) -> None:
    body = json.loads(figures(report(f"{BARE}[proactive_disclosure]\nfees = {raw}\n")))
    [table] = [t for t in body["tables"] if "fees" in t["rows"]]
    assert table["rows"]["fees"] == [told]
    assert body["tables"][0]["rows"]["rules"] == [None, None, None]


def test_it_says_of_itself_what_is_stated() -> None:
    ours = read(BIG)
    stated = {a["name"]: a["content"] for a in Tags(render(ours, "html")).named("meta")
              if "name" in a}  # fmt: skip
    assert stated["ArticleTitle"] == ours.full_title
    assert stated["PubDate"] == str(ours.publication.date)
    assert stated["ContentSource"] == ours.organ.name
    bare = {a.get("name") for a in Tags(render(report(BARE), "html")).named("meta")}
    assert bare & {"PubDate", "ContentSource", "SiteName", "ColumnName"} == set()


def test_it_links_to_what_stands_beside_it(program: Program, tmp_path: Path) -> None:
    """Word and PDF of the same name, where they are there; never to itself."""
    (tmp_path / "报告 1.toml").write_bytes(BIG.read_bytes())
    (tmp_path / "报告 1.docx").write_bytes(b"PK")
    (tmp_path / "报告.pdf").write_bytes(b"%PDF")
    assert program("render", "报告 1.toml", "--html").code == 0
    links = Tags((tmp_path / "报告 1.html").read_text("utf-8")).named("a")
    assert links == [{"href": "%E6%8A%A5%E5%91%8A%201.docx"}]
    assert Tags(program("render", "报告 1.toml", "--html", "-o", "-").out).named("a") == []


def test_links_are_no_part_of_what_is_read_back() -> None:
    ours = read(BIG)
    page = render(ours, "html", LINKS)
    assert "下载本报告" in page
    assert 'href="a%26b.pdf"' in page
    assert compare(ours, read_report("a.html", page.encode())).differences == ()


def test_the_page_with_what_machines_read_says_nothing_else() -> None:
    """The block of figures and the metadata are in agreement with what is shown."""
    ours = read(BIG)
    imported = read_report("a.html", render(ours, "html").encode())
    assert compare(ours, imported).differences == ()


# Malice


@pytest.mark.parametrize("form", ["html", "fragment"])
@pytest.mark.parametrize("place", PLACES)
def test_malice_comes_out_as_text(place: str, form: str) -> None:
    quoted = f"'''{EVIL}'''"
    found = Tags(render(report(BARE + place.format(quoted)), form))
    shown = "".join(found.text)
    assert all(line in shown for line in EVIL.split("\u2028"))  # in a text it ends a line
    scripts = found.named("script")
    assert scripts == ([{"type": "application/json", "id": "figures"}] if form == "html" else [])
    for script in found.scripts:
        json.loads(script)


@given(st.text(alphabet=st.sampled_from("</script><!--&\u2028\"'\\ 甲=x"), max_size=30))
def test_no_organ_ends_the_script(name: str) -> None:
    ours = report(f"{BARE}[organ]\nname = {json.dumps(name, ensure_ascii=False)}\n")
    assert not set("<>&\u2028") & set(figures(ours))
    json.loads(figures(ours))


# The fragment


def test_a_fragment_has_nothing_that_an_editor_takes_away() -> None:
    """No style element, no class, no script, no whole page: what it needs stands in the tags."""
    fragment = render(read(BIG), "fragment")
    found = Tags(fragment)
    assert {tag for tag, _ in found.tags} <= {
        "div", "h2", "h3", "h4", "p", "span", "table", "thead", "tbody", "tr", "th", "td"
    }  # fmt: skip
    assert {name for _, attributes in found.tags for name in attributes} <= {
        "style", "lang", "role", "aria-label", "tabindex", "scope", "rowspan", "colspan", "id",
        "headers",
    }  # fmt: skip
    assert all("border:1px" in a["style"] for a in found.named("td") + found.named("th"))
    assert not re.search(r"url\(|expression|position:|javascript", fragment)


@pytest.mark.parametrize(
    "stripped", ["", " style", " (?:style|id|headers|role|aria-label|tabindex)"]
)
@pytest.mark.parametrize("path", [BIG, SAMPLES / "2019.toml"], ids=lambda path: path.stem)
def test_a_fragment_outlives_its_styles(path: Path, stripped: str) -> None:
    """A system that strips attributes, too, leaves a report that is read back whole."""
    ours = read(path)
    pattern = f'{stripped}="[^"]*"' if stripped else "(?!)"
    page = wrapped(re.sub(pattern, "", re.sub(r"<!--.*?-->", "", render(ours, "fragment"))))
    assert compare(ours, read_report("a.html", page.encode())).differences == ()


def test_page_and_fragment_show_the_same() -> None:
    def words(form: str) -> list[str]:
        found = Tags(re.sub(r"<head>.*?</head>|<caption.*?</caption>", "",
                            render(read(BIG), form), flags=re.DOTALL))  # fmt: skip
        return "".join(found.text).split()

    assert words("html") == words("fragment")


def test_subheadings_are_headings() -> None:
    ours = report(f"{BARE}[sections]\noverview = '''（一）主动公开\n甲。'''")
    assert len(Tags(render(ours, "fragment")).named("h4")) == 1


# Real checkers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report as a page and as a fragment in a site's page; empty and evil ones beside them."""
    folder = tmp_path_factory.mktemp("pages")
    quoted = f"'''{EVIL}'''"
    evil = report(f"{BARE}[organ]\nname = {quoted}\n[sections]\noverview = {quoted}\n")
    for name, ours in (("big", read(BIG)), ("old", report(text(load("2019"), zero(load("2019"))))),
                       ("bare", report(BARE)), ("evil", evil)):  # fmt: skip
        (folder / f"{name}.html").write_text(render(ours, "html", LINKS), "utf-8")
        fragment = wrapped(render(ours, "fragment"))
        (folder / f"{name}-fragment.html").write_text(fragment, "utf-8")
    return folder


def test_the_nu_checker_has_nothing_to_say(folder: Path) -> None:
    assert nu(*sorted(folder.glob("*.html"))) == []


def test_axe_has_nothing_to_say_and_nothing_is_cut_off(folder: Path) -> None:
    """In a real browser, on a desk and a telephone: no violation, nothing wider than the page."""
    wide = "document.documentElement.scrollWidth <= innerWidth"
    with chromium() as browser:
        for path in sorted(folder.glob("big*.html")):
            for width in (1100, 390):
                page = browser.new_page(viewport={"width": width, "height": 800})
                page.goto(path.as_uri())
                assert axe(page) == [], path.name
                assert page.evaluate(wide), (path.name, width)
                page.close()


def test_the_print_view_has_no_orphaned_head(folder: Path, tmp_path: Path) -> None:
    """On paper no heading stands at the foot of a page, the links are gone."""
    pdfplumber = pytest.importorskip("pdfplumber", reason='pip install -e ".[dev]"')
    with chromium() as browser:
        page = browser.new_page()
        page.goto((folder / "big.html").as_uri())
        page.pdf(path=str(tmp_path / "a.pdf"), prefer_css_page_size=True)
    headings = {normalize("NFKC", section.heading) for section in load("2021").sections}
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        texts = [normalize("NFKC", p.extract_text()).splitlines() for p in pdf.pages]
        feet = [max(p.chars, key=lambda c: c["top"])["x0"] for p in pdf.pages]  # outer side
    assert [x > 300 for x in feet] == [n % 2 == 0 for n in range(len(feet))]
    assert len(texts) == 6
    assert headings <= {line for lines in texts for line in lines}
    for n, lines in enumerate(texts, 1):
        assert lines[-1] == f"— {n} —"
        assert lines[-2] not in headings
        assert "下载本报告" not in "".join(lines)


def test_on_paper_a_head_is_repeated_and_never_alone(tmp_path: Path) -> None:
    """However much text stands before; the great table goes over to the next page where it may."""
    pdfplumber = pytest.importorskip("pdfplumber", reason='pip install -e ".[dev]"')
    ours = read(SAMPLES / "complete.toml")
    great = build(ours).parts[2].table
    assert great
    corner = normalize("NFKC", great.layout.slots[0].text)
    found = []
    with chromium() as browser:
        page = browser.new_page()
        for lines in (0, 3, 9, 18):
            more = ours.sections["overview"] + "\n全年工作有序。" * lines
            longer = ours._replace(sections={**ours.sections, "overview": more})
            (tmp_path / "a.html").write_text(render(longer, "html"), "utf-8")
            page.goto((tmp_path / "a.html").as_uri())
            page.pdf(path=str(tmp_path / "a.pdf"), prefer_css_page_size=True)
            with pdfplumber.open(tmp_path / "a.pdf") as pdf:
                texts = [normalize("NFKC", "".join(p.extract_text().split())) for p in pdf.pages]
                heads = [text.count(corner[:12]) for text in texts]
                rows = [len(table.rows) for p in pdf.pages for table in p.find_tables()]
            assert max(heads) == 1
            last = [
                text.partition(corner[:12])[2] for text, n in zip(texts, heads, strict=True) if n
            ]
            assert all(re.search("一、本年新收|总计[0-9]{7}", normalize("NFKC", t)) for t in last)
            found.append((sum(heads), rows))
    assert {heads for heads, _ in found} == {1, 2}


def test_the_checkers_find_what_is_wrong(tmp_path: Path) -> None:
    """The tests above are no comfort if they cannot fail."""
    path = tmp_path / "bad.html"
    path.write_text(wrapped("<img src='a.png'><table><tr><td id=a><td id=a></table>"), "utf-8")
    assert len(nu(path)) >= 2
    with chromium() as browser:
        page = browser.new_page()
        page.goto(path.as_uri())
        assert [told.split(":")[0] for told in axe(page)] == ["image-alt"]


@pytest.mark.parametrize(("form", "sign"), [("html", 'class="ragged"'), ("fragment", "align:left")])
def test_the_line_before_a_long_address_is_not_pulled_apart(form: str, sign: str) -> None:
    prose = "详见https://www.example.gov.cn/zwgk/2025.html。\\n\\n没有其他事项。"
    ours = report(f'form = "2021"\nyear = 2025\n[sections]\nother_matters = "{prose}"\n')
    lines = render(ours, form).splitlines()
    long = next(line for line in lines if line.startswith("<p") and "详见" in line)
    short = next(line for line in lines if line.startswith("<p") and "没有其他" in line)
    assert sign in long
    assert sign not in short
