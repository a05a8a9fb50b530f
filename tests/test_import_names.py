"""Organs with long names: read in full wherever a page broke them, and never by a part alone."""

from pathlib import Path

import pytest
from pdf_pages import PdfPage, advance, pdf
from strategies import FORMS, report

from gkreport.importers.blocks import Document, Held, Line, Table
from gkreport.importers.pdf import read
from gkreport.importers.reading import read_report
from gkreport.importers.text import read as read_text
from gkreport.importers.texts import Told, tell
from gkreport.renderers import FORMATS, document

SAMPLE = Path(__file__).parents[1] / "samples" / "complete.toml"
SHORT = "云溪县数据局"
LONG = (
    "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人力资源和社会保障局"
    "劳动保障监察与仲裁信访联合接待综合服务大厅管理局"
)
SIZES = (21, 25, 30, 36, 44, len(LONG))
REGION, BUREAU = "新疆维吾尔自治区伊犁哈萨克自治州", "察布查尔锡伯自治局"
SUBJECT = "2025年政府信息公开工作年度报告"
BODY = "本报告依照规定编制。"


def long(size: int) -> str:
    """A name of so many characters."""
    return LONG if size == len(LONG) else LONG[: size - 1] + "局"


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "xlsx"])
@pytest.mark.parametrize("size", SIZES)
def test_our_own_documents_give_a_long_name_back(form: str, size: int) -> None:
    organ = long(size)
    given = report(SAMPLE.read_text("utf-8").replace(SHORT, organ))
    found = read_report(f"a{FORMATS[form].suffix}", document(given, form))
    sheet = found.sheet
    assert (sheet.organ.name, sheet.title, sheet.year) == (organ, "", 2025)
    assert sheet.organ.contact == given.organ.contact
    assert sheet.publication.written == given.publication.date
    assert sheet.sections["other_matters"].strip() == given.sections["other_matters"].strip()
    assert not found.told.notes
    assert found.exact


def told(*found: tuple[str, Held] | str) -> Told:
    """What is told of a page that begins so; below come a heading and two texts."""
    lines = [Line(f) if isinstance(f, str) else Line(f[0], held=f[1]) for f in found]
    return tell(Document(tuple(lines), "pdf"), frozenset(), {}, FORMS)


def organ(found: Told) -> tuple[str, list[str]]:
    """The name, and what is seriously in doubt of it."""
    return found.organ, [n.code for n in found.notes if n.serious and n.code.startswith("organ")]


HEAD: tuple[tuple[str, Held], ...] = ((REGION, "alike"), (BUREAU, "alike"))
REST = ("一、总体情况", BODY)


def test_a_name_broken_by_hand_is_read_where_something_else_says_it() -> None:
    whole = REGION + BUREAU
    for more in (
        (SUBJECT, f"发布机构：{whole}", *REST),
        (SUBJECT, *REST, f"请与{whole}办公室联系。"),
        (SUBJECT, *REST, whole, "2026年1月16日"),
        (SUBJECT, f"{whole}现将{whole}2025年政府信息公开工作年度报告公布如下。", *REST),
    ):
        found = told(*HEAD, *more)
        assert organ(found) == (whole, [])
        assert found.title == whole + SUBJECT


def test_what_stands_above_a_title_is_no_part_of_a_name_that_is_said_without() -> None:
    found = told(("云溪县人民政府", "alike"), f"{SHORT}{SUBJECT}", *REST, SHORT, "2026年1月16日")
    assert (organ(found), found.title) == ((SHORT, []), SHORT + SUBJECT)


def test_a_name_whose_beginning_is_not_certain_is_left_out() -> None:
    for found in told(*HEAD, SUBJECT, *REST), told(HEAD[0], BUREAU + SUBJECT, *REST):
        assert organ(found) == ("", ["organ-cut"])
        note = next(note for note in found.notes if note.code == "organ-cut")
        assert REGION in note.message


def test_a_name_broken_by_the_width_is_one() -> None:
    found = told((REGION, "broken"), (BUREAU, "alike"), SUBJECT, *REST)
    assert organ(found) == (REGION + BUREAU, [])
    found = told((REGION, "broken"), ("察布查尔锡伯自治", "broken"), f"局{SUBJECT}", *REST)
    assert organ(found) == (REGION + BUREAU, [])


def test_paragraphs_right_above_a_title_are_of_it_only_if_its_name_says_so() -> None:
    """As in a document that was typed: whoever signs in full settles it."""
    lines = [REGION, BUREAU, SUBJECT, *REST, REGION + BUREAU, "2026年1月16日"]
    typed = Document(tuple(map(Line, lines)), "docx")
    assert organ(tell(typed, frozenset(), {}, FORMS)) == (REGION + BUREAU, [])
    lines.insert(1, "")
    typed = Document(tuple(map(Line, lines)), "docx")
    assert tell(typed, frozenset(), {}, FORMS).organ == BUREAU


def test_the_lines_of_one_paragraph_are_no_name_by_halves() -> None:
    title = Line(f"{REGION}\n{BUREAU}\n{SUBJECT}")
    typed = Document((title, *map(Line, REST)), "docx")
    assert organ(tell(typed, frozenset(), {}, FORMS)) == ("", ["organ-cut"])


def test_the_rest_of_a_fact_is_no_name() -> None:
    """Where the title names nobody, the whole of a broken line of facts does."""
    broken = f"发布机构：{REGION}"
    found = told(SUBJECT, (broken, "broken"), BUREAU, *REST)
    assert organ(found) == (REGION + BUREAU, [])
    found = told(SUBJECT, (REGION, "alike"), BUREAU, *REST)
    assert organ(found) == ("", ["organ-missing"])


def test_half_a_signature_is_none() -> None:
    day = "2026年1月16日"
    found = told(SUBJECT, *REST, *HEAD, day)
    assert organ(found) == ("", ["organ-missing"])
    found = told(SUBJECT, f"发布机构：{REGION}{BUREAU}", *REST, *HEAD, day)
    assert organ(found) == (REGION + BUREAU, [])
    assert found.written is not None
    assert BUREAU not in "".join(found.sections.values())


def centred(page: PdfPage, y: float, text: str, size: float = 22) -> None:
    """A line in the middle."""
    page.text((page.width - advance(text, size)) / 2, y, text, size)


def held(found: Document) -> list[str]:
    """How the lines of a document go on in the next."""
    return [line.held for line in found.blocks if not isinstance(line, Table)]


def test_a_pdf_says_which_lines_of_a_title_belong_together() -> None:
    body = ["　　" + "本局按照要求做好政府信息公开各项工作同时继续加强平台建设提高质量。"[:26]]
    body += ["县政府门户网站公开机构职能财政预算重点项目并且及时更新内容信息保"] * 3
    page = PdfPage()
    full = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔"
    centred(page, 100, full)
    centred(page, 130, "锡伯自治局")
    centred(page, 160, SUBJECT)
    centred(page, 260, "发布机构：云溪县数据局", 16)
    for n, text in enumerate(body):
        page.text(77, 300 + 20 * n, text, 14)
    assert held(read(pdf([page]), "a.pdf"))[:4] == ["broken", "alike", "", ""]


def test_a_text_says_which_lines_of_a_title_belong_together() -> None:
    def line(text: str) -> str:
        return " " * (40 - len(text.encode("gbk")) // 2) + text

    title = "\n".join(map(line, (LONG[:36], "劳动保障局", SUBJECT)))
    found = read_text(f"{title}\n\n左边的一行\n".encode(), "a.txt")
    assert held(found) == ["broken", "alike", "", "", ""]
