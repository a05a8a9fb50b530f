"""`render --markdown`: what is shown is what is said, and nothing said is a mark."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from strategies import report

from gkreport.importers.blocks import Table
from gkreport.importers.reading import read_report
from gkreport.importers.sniff import read
from gkreport.renderers import render
from gkreport.renderers.markdown import escaped
from gkreport.renderers.page import build

BARE = 'form = "2021"\nyear = 2025\n'
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
EVIL = (
    "<script>alert(1)</script>{{ 7*7 }}&amp;|a|b|]]>#[x](y)\u202e=cmd()"
    "*a*__b__~~c~~`d`\\\\<!-- e -->"
)
LINES = st.text(
    alphabet=st.sampled_from("甲乙1.)-+=#*_`|~<>&[]()!\\:{}^$\"' x，。"), min_size=1, max_size=30
)


def paragraph(markdown: str) -> str:
    """The text of a document that is one paragraph of plain text."""
    kinds = [token.type for token in PARSER.parse(markdown)]
    assert kinds == ["paragraph_open", "inline", "paragraph_close"], markdown
    [inline] = [token for token in PARSER.parse(markdown) if token.type == "inline"]
    assert {child.type for child in inline.children or []} <= {"text", "text_special"}, markdown
    return "".join(child.content for child in inline.children or [])


@given(LINES)
@example(EVIL)
@example("1. 甲")
@example("2) 甲")
@example("- 甲")
@example("---")
@example("===")
@example("+ 甲")
@example("http://a.example/b_c_d")
@example("a\\|b")
def test_any_line_is_one_paragraph_of_text(line: str) -> None:
    """As another parser reads it, and as our own importer does."""
    line = " ".join(line.split(" ")).strip()
    if line:
        assert paragraph(escaped(line)) == line


@given(LINES)
@example("a\\|b")
@example("|")
@example("\\")
@example("a|b|c")
def test_any_text_in_a_cell_is_its_text(text: str) -> None:
    text = text.strip()
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    source = f'{BARE}[remedies]\nreconsideration = ["{quoted}", 1, 2, 3, 6]\n'
    tokens = PARSER.parse(render(report(source), "markdown"))
    cells = [
        "".join(child.content for child in tokens[n + 1].children or [])
        for n, token in enumerate(tokens)
        if token.type == "td_open"
    ]
    assert text in cells


def test_the_tables_are_whole() -> None:
    """Every row has every column; the first place of a merged cell holds its text."""
    shown = build(report(BARE))
    tokens = PARSER.parse(render(report(BARE), "markdown"))
    widths = []
    for token in tokens:
        if token.type == "tr_open":
            widths.append(0)
        elif token.type in ("td_open", "th_open"):
            widths[-1] += 1
    expected = [t.layout for part in shown.parts if (t := part.table)]
    assert widths == [layout.width for layout in expected for _ in range(layout.height)]


@pytest.mark.parametrize(
    "place",
    [
        "[organ]\nname = {}", "title = {}", "[sections]\npreface = {}", "[headings]\nremedies = {}",
        "[sections]\noverview = {}", "[[sections.extra]]\nheading = {}\ntext = ''",
        "[organ.contact]\noffice = {}", "[proactive_disclosure]\nlicensing = {}",
    ],
)  # fmt: skip
def test_malice_comes_out_as_text(place: str) -> None:
    found = render(report(BARE + place.format(f"'''{EVIL}'''")), "markdown")
    html = PARSER.render(found)
    assert not re.search(r"<(?:script|em|strong|code|del|a)\b|<!--", html)
    texts = [
        "".join(child.content for child in token.children or [])
        for token in PARSER.parse(found)
        if token.type == "inline"
    ]
    assert any(EVIL.replace("\u202e", "") in text for text in texts)


@pytest.mark.parametrize("text", [EVIL, "甲|乙|丙", "1. 甲", "- 甲", "a\\|b", "#甲#", "&amp;"])
def test_our_importer_reads_it_back(text: str) -> None:
    text = text.replace("\u202e", "")  # it is in nothing that is published
    found = render(report(f"{BARE}[sections]\noverview = '''{text}'''"), "markdown")
    assert text in [getattr(block, "text", "") for block in read("a.md", found.encode()).blocks]


WHOLE = f"""{BARE}[proactive_disclosure]
rules = [1, 0, 2]
normative_documents = "7777166"
licensing = "35 号"
fees = 12.5
"""


def test_a_row_that_was_never_split_comes_back_whole() -> None:
    """It looks like a figure and two blank cells: a comment says that it is none."""
    made = render(report(WHOLE), "markdown")
    assert made.count("<!--") == 1
    found = read_report("a.md", made.encode()).sheet.rows
    assert found["proactive_disclosure", "normative_documents"] == "7777166"
    assert found["proactive_disclosure", "rules"] == (1, 0, 2)
    assert found["proactive_disclosure", "fees"] == Decimal("12.5")
    assert "合为" not in re.sub(r"<!--.*?-->", "", PARSER.render(made))


@pytest.mark.parametrize(
    ("row", "widths"),
    [
        ("| 甲 <!-- 合为 3 格 --> |  |  |", [3]),
        ("| 甲 <!-- 合为 2 格 --> |  | 乙 |", [2, 1]),
        ("| 甲 <!-- 合为 3 格 --> | 乙 |  |", [1, 1, 1]),
        ("| 甲 <!-- 合为 9 格 --> |  |  |", [1, 1, 1]),
        (r"| 甲 \<\!-- 合为 3 格 --\> |  |  |", [1, 1, 1]),
    ],
)
def test_only_blank_cells_are_taken_for_one(row: str, widths: list[int]) -> None:
    [table] = read("a.md", f"{row}\n| --- | --- | --- |\n".encode()).blocks
    assert isinstance(table, Table)
    assert [cell.colspan for cell in table.cells] == widths
    assert table.cells[0].text.startswith("甲")
    assert table.cells[0].text == table.cells[0].text.strip()
