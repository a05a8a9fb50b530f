"""The texts of published reports: who, which year, every section, whatever the page did to them."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import FORMS, literal, load, report

from gkreport.form import NUMERALS
from gkreport.importers.blocks import Cell, Document, Line, Origin, Refused, Table
from gkreport.importers.texts import Told, tell
from gkreport.importers.texts.refuse import refuse
from gkreport.renderers.page import build
from gkreport.renderers.text import centred, indented, signed, titled

FORM = load("2021")
CORPUS = os.environ.get("GKREPORT_CORPUS")
TITLE = "云溪县水利局2024年政府信息公开工作年度报告"
PREFACE = (
    "本报告根据《中华人民共和国政府信息公开条例》编制，由六个部分组成。所列数据的统计期限自"
    "2024年1月1日起至2024年12月31日止。"
)
OVERVIEW = ("2024年，本局做好水库、河道的信息公开。", "（一）主动公开。公布工程信息三十条。")
IMPROVEMENTS = ("存在的问题是更新不够及时。", "下一步每月核对一次，由专人负责。")
OTHER = ("没有收取信息处理费。",)
TABLE = Table((Cell("规章", 0, 0), Cell("0", 0, 1)), 1, 2)
MARK = "<表格>"
HEADINGS = tuple(section.heading for section in FORM.sections)


def lines(text: str, *, free: bool = True, kind: str = "html", **more: object) -> Document:
    """A document of lines; a line that is `MARK` stands for a table of the form."""
    blocks = tuple(
        TABLE if line == MARK else Line(line, Origin(line=n), free=free)
        for n, line in enumerate(text.split("\n"), 1)
    )
    return Document(blocks, kind, **more)  # type: ignore[arg-type]


def told(document: Document) -> Told:
    """What is told of a document whose every table of that one kind is the form's."""
    used = frozenset(n for n, block in enumerate(document.blocks) if block is TABLE)
    return tell(document, used, {}, FORMS)


def page(  # noqa: PLR0913 - each part of a page may differ
    *, above: str = "", title: str = TITLE, preface: str = PREFACE,
    overview: tuple[str, ...] = OVERVIEW, headings: tuple[str, ...] = HEADINGS,
    improvements: tuple[str, ...] = IMPROVEMENTS, other: tuple[str, ...] = OTHER, below: str = "",
) -> str:  # fmt: skip
    """A whole published page; an empty heading is lost."""
    parts = (*headings[:1], *overview, headings[1], MARK, headings[2], MARK, headings[3], MARK)
    rest = (headings[4], *improvements, headings[5], *other)
    return "\n".join(part for part in (above, title, preface, *parts, *rest, below) if part)


def codes(found: Told) -> list[str]:
    """The notes, each code once."""
    return list(dict.fromkeys(note.code for note in found.notes))


def plain(found: Told) -> None:
    """Nothing of the whole page is lost, moved or added."""
    assert found.preface == PREFACE
    assert found.sections == {
        "overview": "\n\n".join(OVERVIEW),
        "improvements": "\n\n".join(IMPROVEMENTS),
        "other_matters": "\n\n".join(OTHER),
    }


def test_a_plain_page_is_told_as_it_stands() -> None:
    found = told(lines(page()))
    plain(found)
    assert (found.title, found.organ, found.kind, found.year) == (
        TITLE, "云溪县水利局", "department", 2024,
    )  # fmt: skip
    assert found.period == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert (found.headings, found.extra, found.notes) == ({}, (), ())


def test_menus_facts_and_footers_stay_out() -> None:
    above = f"""首页
政务公开
当前位置：首页 > 政府信息公开 > 政府信息公开年报
索引号：000014349/2025-00012
{TITLE}
来源：云溪县水利局　发布时间：2025-01-17 13:33　字号：[大 中 小] 打印 浏览次数：12"""
    below = """附件：年度报告.docx
扫一扫在手机打开当前页
上一篇：没有了。
主办：云溪县人民政府
云公网安备 000000号
var a = 1;"""
    found = told(lines(page(above=above, below=below)))
    plain(found)
    assert found.published == dt.date(2025, 1, 17)
    assert found.title == TITLE
    assert [note for note in found.notes if note.serious] == []


def test_a_table_of_facts_above_the_title_is_read() -> None:
    facts = Table(
        (Cell("发文机关", 0, 0), Cell("云溪县水利局", 0, 1), Cell("成文日期", 1, 0),
         Cell("2025年01月10日", 1, 1), Cell("发布日期", 2, 0), Cell("2025-01-12", 2, 1)), 3, 2,
    )  # fmt: skip
    document = lines(page(title="2024年政府信息公开工作年度报告"))
    found = told(document._replace(blocks=(facts, *document.blocks)))
    plain(found)
    assert (found.organ, found.year) == ("云溪县水利局", 2024)
    assert (found.published, found.written) == (dt.date(2025, 1, 12), dt.date(2025, 1, 10))
    assert codes(found) == ["organ-elsewhere"]


def flat(mark: str = " ") -> tuple[str, dict[int, tuple[tuple[int, int], ...]]]:
    """A page whose whole text is one line, with the stretches of its tables."""
    text = page(
        above="当前位置： 首页政务公开政府信息公开年报", below="分享到： 微信 附件下载",
        title=f"{TITLE} 来源：云溪县水利局 时间：2025-01-17 13:33 微信 微博 相关链接： -->",
    ).replace("\n", mark)  # fmt: skip
    return text, {0: tuple((m.start(), m.end()) for m in re.finditer(MARK, text))}


@pytest.mark.parametrize("mark", [" ", ""])
def test_a_flattened_page_is_cut_at_its_headings(mark: str) -> None:
    text, spans = flat(mark)
    if not mark:
        text = text.replace("报告 来源", "报告\u3000来源")
        spans = {0: tuple((m.start(), m.end()) for m in re.finditer(MARK, text))}
    found = tell(Document((Line(text, Origin(line=1)),), "text"), frozenset(), spans, FORMS)
    assert found.title == TITLE
    assert found.published == dt.date(2025, 1, 17)
    assert found.preface == PREFACE
    assert list(found.sections) == ["overview", "improvements", "other_matters"]
    assert found.sections["overview"] == mark.join(OVERVIEW)
    assert found.sections["improvements"] == mark.join(IMPROVEMENTS)
    assert found.sections["other_matters"].startswith(OTHER[0])
    assert found.headings == {}


WORDINGS = [
    (3, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    (3, "四、政府信息公开行政法复议、行政诉讼情况"),
    (3, "四、政府信息公开行政许可情况"),
    (3, "四、政府信息公开行政复议与行政诉讼情况"),
    (4, "五、政府信息公开工作存在的问题及整改措施"),
    (4, "五、存在问题及明年工作计划"),
    (4, "五、存在的主要问题及改情况"),
    (5, "六、需要说明的其他事项与附表"),
    (5, "六、其它需要报告的事项"),
    (0, "一、工作概述"),
    (0, "一、总体情况概述"),
    (0, "一.总体情况"),
    (2, "三、收到和处理政府信息公开申请情况统计表"),
    (1, "l二、主动公开政府信息情况"),
    (1, "第二部分　主动公开政府信息情况"),
]


@pytest.mark.parametrize(("n", "heading"), WORDINGS)
def test_a_heading_of_another_wording_is_kept_as_published(n: int, heading: str) -> None:
    headings = (*HEADINGS[:n], heading, *HEADINGS[n + 1 :])
    found = told(lines(page(headings=headings)))
    plain(found)
    assert found.headings == {FORM.sections[n].id: heading}


@pytest.mark.parametrize(
    "change",
    [
        lambda heading: heading.replace("、", "、 ", 1),
        lambda heading: "　　" + heading + " ",
        lambda heading: heading[:4] + " " + heading[4:],
    ],
)
def test_spaces_make_no_other_heading(change) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    found = told(lines(page(headings=tuple(map(change, HEADINGS)))))
    plain(found)
    assert found.headings == {}


def test_a_heading_may_go_on_in_the_next_line_or_be_glued_to_text() -> None:
    headings = (*HEADINGS[:3], "四、政府信息公开行政复议、\n行政诉讼情况", *HEADINGS[4:])
    plain(told(lines(page(headings=headings))))
    text = page().replace(f"{HEADINGS[0]}\n", HEADINGS[0]).replace(f"{HEADINGS[5]}\n", HEADINGS[5])
    found = told(lines(text))
    plain(found)
    assert found.headings == {}


def test_numbering_inside_the_first_section_is_no_heading_of_the_form() -> None:
    inner = (
        "一、主动公开情况", "公布三十条。", "二、依申请公开情况", "收到三件。",
        "三、政府信息管理情况", "四、平台建设情况", "五、监督保障情况", "六、其他工作情况",
    )  # fmt: skip
    found = told(lines(page(overview=(OVERVIEW[0], *inner))))
    assert found.sections["overview"] == "\n\n".join((OVERVIEW[0], *inner))
    assert found.sections["improvements"] == "\n\n".join(IMPROVEMENTS)
    assert (found.headings, found.extra) == ({}, ())


def test_rows_of_the_table_are_no_headings() -> None:
    """Even where the rows are not known to belong to a table."""
    rows = """一、本年新收政府信息公开申请数量
0
二、上年结转政府信息公开申请数量
0
三、本年度办理结果
四、结转下年度继续办理
0"""
    text = page().replace(f"{HEADINGS[2]}\n{MARK}", f"{HEADINGS[2]}\n{MARK}\n{rows}")
    found = told(lines(text))
    plain(found)
    assert found.extra == ()


def test_a_seventh_section_and_one_in_between_are_extra() -> None:
    found = told(lines(page(below="七、附录\n本局的公开指南随报告公布。")))
    assert [(e.heading, e.text) for e in found.extra] == [
        ("七、附录", "本局的公开指南随报告公布。")
    ]
    moved = tuple(NUMERALS[n + 1] + HEADINGS[n][1:] for n in range(1, 6))
    overview = (*OVERVIEW, "二、政务公开重点工作", "公布了重点工作。")
    found = told(lines(page(overview=overview, headings=(HEADINGS[0], *moved))))
    plain(found)
    assert [(e.heading, e.text) for e in found.extra] == [
        ("二、政务公开重点工作", "公布了重点工作。")
    ]
    assert found.headings == {s.id: h for s, h in zip(FORM.sections[1:], moved, strict=True)}
    assert codes(found) == ["extra-section"]


def test_text_around_the_tables_belongs_to_their_sections() -> None:
    text = page().replace(MARK, f"表前的一段文字，说明数字的来源。\n{MARK}\n表后的一段。", 1)
    found = told(lines(text))
    assert found.sections["proactive_disclosure"] == (
        "表前的一段文字，说明数字的来源。\n\n表后的一段。"
    )


def test_a_lost_heading_is_told() -> None:
    found = told(lines(page(headings=("", *HEADINGS[1:]))))
    plain(found)
    assert codes(found) == ["heading-lost"]
    long = ("存在的主要问题是更新不够及时，查找不便，" * 3 + "需要改进。", IMPROVEMENTS[1])
    found = told(lines(page(headings=(*HEADINGS[:4], "", HEADINGS[5]), improvements=long)))
    assert found.sections["improvements"] == "\n\n".join(long)
    assert codes(found) == ["heading-lost"]
    found = told(lines(page(headings=(*HEADINGS[:5], ""), other=())))
    assert "other_matters" not in found.sections
    assert codes(found) == ["heading-missing"]
    found = told(lines(f"{TITLE}\n{PREFACE}\n{MARK}"))
    assert [note.code for note in found.notes if note.serious] == ["no-headings"]


BROKEN = """\
                     云溪县水利局
          2024 年政府信息公开工作年度报告

    本报告根据《中华人民共和国政府信息公开条例》编制，
由六个部分组成。所列数据的统计期限自2024年1月1日起
至2024年12月31日止。
    一、总体情况
    2024年，本局做好水库、河道的信息公开。
    （一）主动公开。公布工程信
                              - 1 -
息三十条。
    二、主动公开政府信息情况
<表格>
    三、收到和处理政府信息公开申请情况
<表格>
    四、政府信息公开行政复议、行政诉讼情况
<表格>
    五、存在的主要问题及改进情况
    存在的问题是更新不够及时。
    下一步每月核对一次，由专人负责。
                              第 2 页 共 2 页
    六、其他需要报告的事项
    没有收取信息处理费。
                              云溪县水利局
                              2025 年 1 月 16 日"""


def test_lines_that_a_page_broke_are_joined() -> None:
    found = told(lines(BROKEN, free=False, kind="pdf"))
    plain(found)
    assert (found.title, found.written) == (TITLE, dt.date(2025, 1, 16))
    assert found.notes == ()


def test_a_line_break_inside_a_paragraph_is_healed_only_within_a_sentence() -> None:
    broken = "本局在全县范围内组织了一次水库和河道信息公开工作的专项检查\n并公布了结果。\n第二段。"
    document = Document((Line(HEADINGS[0]), Line(broken), Line(HEADINGS[1]), TABLE), "html")
    found = told(document)
    assert found.sections["overview"] == broken.replace("\n", "", 1).replace("\n", "\n\n")


@pytest.mark.parametrize("space", ["\u3000\u3000", "\u00a0\u00a0", "    ", "\t", "\ufeff"])
def test_white_space_at_the_ends_goes_and_inside_stays(space: str) -> None:
    inside = "收到 3 件,其中\u00a0自然人2件；全部答复。"
    found = told(lines(page(overview=(space + inside + space,))))
    assert found.sections["overview"] == inside


DAMAGE = [
    ("统计期限自20241月1日起至202412月31日止。", "统计期限自2024年1月1日起至2024年12月31日止。"),
    ("统计期限自202411日起至20241231日止。", "统计期限自2024年1月1日起至2024年12月31日止。"),
    ("依据国办公开办函〔202130号的要求。", "依据国办公开办函〔2021〕30号的要求。"),
    ("于20251 月16日公布。", "于2025年1月16日公布。"),
    ("于2024年1231日公布。", "于2024年12月31日公布。"),
]


@pytest.mark.parametrize(("before", "after"), DAMAGE)
def test_damage_with_one_reading_is_mended_and_told(before: str, after: str) -> None:
    found = told(lines(page(preface=before)))
    assert found.preface == after
    assert set(codes(found)) == {"damage-mended"}
    assert all(note.message.startswith("引言：") for note in found.notes)


@pytest.mark.parametrize("text", ["于202419日公布。", "于2024年19日公布。", "于2024111日公布。"])
def test_damage_with_several_readings_stays_and_is_told(text: str) -> None:
    found = told(lines(page(preface=text)))
    assert found.preface == text
    assert codes(found) == ["damage-left"]


@pytest.mark.parametrize(
    "text",
    ["于2024年1月9日公布。", "发〔2021〕30号文。", "共20241件。", "全年2024条，12月31日止。"],
)
def test_what_is_whole_is_not_mended(text: str) -> None:
    found = told(lines(page(preface=text)))
    assert found.preface == text
    assert found.notes == ()


def test_a_lost_number_comes_back_where_the_others_leave_one() -> None:
    items = ("（一）主动公开。", "（二）依申请公开。", "）政府信息管理。", "（四）平台建设。")
    found = told(lines(page(overview=items)))
    assert found.sections["overview"].split("\n\n")[2] == "（三）政府信息管理。"
    assert codes(found) == ["damage-mended"]
    found = told(lines(page(overview=(items[0], items[2], items[3]))))
    assert found.sections["overview"].split("\n\n")[1] == items[2]
    assert codes(found) == ["damage-left"]


def test_a_title_may_stand_in_several_lines_and_places() -> None:
    for title in (
        "云溪县水利局\n2024年政府信息公开工作年度报告",
        "云溪县水利局2024年政府信息公开工作\n年度报告",
        "2024年政府信息公开工作年度报告\n云溪县水利局\n2024年政府信息公开工作年度报告",
        "云溪县水利局2024年政府信息公开工作 年度报告",
    ):
        found = told(lines(page(title=title)))
        plain(found)
        assert found.title == TITLE


TITLES = [
    ("2024年云溪县人民政府政府信息公开工作年度报告", "云溪县人民政府", "government", 2024),
    (
        "云溪县白石镇人民政府2024年度政府信息公开工作年度报告",
        "云溪县白石镇人民政府",
        "township",
        2024,
    ),
    ("云溪县水利局二〇二四年政府信息公开年度工作报告", "云溪县水利局", "department", 2024),
    ("白石街道2024年度政府信息公开工作报告", "白石街道", "", 2024),
    ("云溪供电局2024年政府信息公开年报", "云溪供电局", "", 2024),
    ("云溪县水利局政府信息公开工作2024年度报告", "云溪县水利局", "department", 2024),
    ("关于云溪县水利局2024年政府信息公开工作情况的报告", "云溪县水利局", "department", 2024),
]


@pytest.mark.parametrize(("title", "organ", "kind", "year"), TITLES)
def test_a_title_names_organ_and_year(title: str, organ: str, kind: str, year: int) -> None:
    found = told(lines(page(title=title)))
    assert (found.title, found.organ, found.kind, found.year) == (title, organ, kind, year)


def test_what_no_title_says_is_taken_from_elsewhere_or_left_out() -> None:
    preface = "现公布云溪县水利局2024年政府信息公开工作年度报告，请社会各界监督。"
    found = told(lines(page(title="", preface=preface)))
    assert (found.title, found.organ, found.year) == ("", "云溪县水利局", 2024)
    assert [note.code for note in found.notes if note.serious] == ["title-missing"]
    title = "2024年政府信息公开工作年度报告"
    found = told(lines(page(title=title), meta=(("source", "云溪县水利局"),)))
    assert found.organ == "云溪县水利局"
    assert codes(found) == ["organ-elsewhere"]
    found = told(lines(page(title="", preface="本报告依照规定编制，请社会各界监督。")))
    assert (found.title, found.organ, found.year) == ("", "", None)
    assert [note.code for note in found.notes if note.serious] == [
        "organ-missing", "year-missing", "title-missing",
    ]  # fmt: skip
    meta = (("title", "云溪县水利局2024年政府信息公开工作年度报告_云溪县人民政府"),)
    found = told(lines(page(title=""), meta=meta))
    assert (found.title, found.organ) == (TITLE, "云溪县水利局")


def test_what_contradicts_the_title_is_told() -> None:
    meta = (
        ("title", "云溪县财政局2023年政府信息公开工作年度报告-云溪县"),
        ("pubdate", "2025-02-01"),
    )
    below = "发布时间：2025-01-17"
    title = f"{TITLE}\n{below}"
    found = told(lines(page(title=title, below="云溪县林业局\n2025年1月10日"), meta=meta))
    plain(found)
    assert (found.organ, found.year) == ("云溪县水利局", 2024)
    assert (found.published, found.written) == (dt.date(2025, 1, 17), dt.date(2025, 1, 10))
    assert codes(found) == ["organ-disagrees", "year-disagrees", "published-disagrees"]


SIGNED = "云溪县水利局\n2025年1月10日\n"


def test_contact_lines_behind_the_signature_are_told() -> None:
    below = "联系机构：云溪县水利局办公室\n地址：云溪县中山路8号，二楼\n邮政编码：410000\n"
    found = told(lines(page(below=f"{SIGNED}{below}电话：见官网\n电子邮箱：slj＠example.cn")))
    assert found.contact == {
        "office": "云溪县水利局办公室", "address": "云溪县中山路8号，二楼", "postcode": "410000",
        "phone": "见官网", "email": "slj＠example.cn",
    }  # fmt: skip
    assert found.written == dt.date(2025, 1, 10)
    assert not any("中山路" in text for text in found.sections.values())


@pytest.mark.parametrize("text", ["电话：0000-1234567", "请与云溪县水利局办公室联系，邮编：410000"])
def test_contact_in_a_sentence_stays_there_alone(text: str) -> None:
    """A page made of what was read says nothing twice."""
    found = told(lines(page(preface=f"{PREFACE}{text}。", below=SIGNED)))
    assert (found.preface, found.contact) == (f"{PREFACE}{text}。", {})


def test_two_numbers_are_none() -> None:
    found = told(lines(page(below=f"{SIGNED}电话：0000-1234567\n电话：0000-7654321")))
    assert found.contact == {}


def test_a_sentence_that_is_a_label_is_no_left_over() -> None:
    """A label alone was left behind by a table; with a full stop it is a sentence."""
    for label, read in (("行政诉讼。", "行政诉讼。"), ("行政诉讼", "")):
        document = lines(page())
        at = next(n for n, b in enumerate(document.blocks) if isinstance(b, Table))
        blocks = (*document.blocks[:at], Line(label), *document.blocks[at:])
        assert (
            told(document._replace(blocks=blocks)).sections.get("proactive_disclosure", "") == read
        )


def test_a_table_of_another_kind_is_not_lost_in_silence() -> None:
    other = Table((Cell("水库", 0, 0), Cell("3", 0, 1)), 1, 2)
    document = lines(page())
    at = next(
        n for n, b in enumerate(document.blocks) if isinstance(b, Line) and b.text == OVERVIEW[0]
    )
    blocks = (*document.blocks[: at + 1], other, *document.blocks[at + 1 :])
    found = told(document._replace(blocks=blocks))
    plain(found)
    assert [(note.code, note.serious) for note in found.notes] == [("table-left-out", True)]
    prose = Table((Cell("　　" + PREFACE, 0, 0),), 1, 1)
    found = told(
        document._replace(blocks=(*document.blocks[: at + 1], prose, *document.blocks[at + 1 :]))
    )
    assert PREFACE in found.sections["overview"]


def test_a_text_that_breaks_off_is_told() -> None:
    found = told(
        lines(
            page(improvements=("存在的问题是信息的更新还不够及时，群众查找起来也不够方便，" * 2,))
        )
    )
    assert codes(found) == ["text-breaks-off"]


def test_no_sentence_is_taken_for_a_menu() -> None:
    """Lines that begin or end like a page's own, in the middle of the report."""
    doubtful = (
        "打印设备更新以后，群众可以在窗口自助打印公开的信息。", "一是编目不及时;",
        "二是更新不及时;", "附件也一并公开，便于群众下载查看；", "来源不明的信息一律不公开。",
    )  # fmt: skip
    found = told(lines(page(overview=doubtful, improvements=doubtful, other=(*doubtful, *OTHER))))
    assert found.sections["overview"] == "\n\n".join(doubtful)
    assert found.sections["improvements"] == "\n\n".join(doubtful)
    assert found.sections["other_matters"] == "\n\n".join((*doubtful, *OTHER))
    spaced = "根据 《 政府信息公开条例 》 的要求 ， 编制 2024 年度报告 。"
    assert told(lines(page(preface=spaced))).preface == spaced
    inside = f"{PREFACE}\n统计期限：2024年1月1日至2024年12月31日"
    assert told(lines(page(preface=inside))).preface == inside.replace("\n", "\n\n")


def test_text_behind_what_looks_like_a_footer_is_kept() -> None:
    after = "本年度还办理了人大代表建议和政协提案的公开，答复意见都在县政府网站上公布，供群众查阅。"
    found = told(lines(page(other=(*OTHER, "相关链接：县政府网站", after), below="分享到：微信")))
    assert found.sections["other_matters"] == "\n\n".join((*OTHER, after))


def test_a_sentence_above_the_title_is_told() -> None:
    found = told(lines(page(above="按照有关规定，本局编制了年度报告，现在全文公布，欢迎监督。")))
    plain(found)
    assert codes(found) == ["lines-left-out"]


def test_headings_without_numbers_are_found() -> None:
    bare = tuple(section.title for section in FORM.sections)
    found = told(lines(page(headings=bare)))
    plain(found)
    assert list(found.headings.values()) == list(bare)


def test_a_caption_like_the_heading_is_no_text() -> None:
    text = page().replace(f"{HEADINGS[2]}\n", f"{HEADINGS[2]}\n{FORM.sections[2].title}\n")
    found = told(lines(text))
    plain(found)
    assert found.headings == {}


def test_an_unusual_heading_takes_its_place_by_its_number() -> None:
    found = told(lines(page(headings=(*HEADINGS[:3], "四、其他救济渠道", *HEADINGS[4:]))))
    plain(found)
    assert found.headings == {"remedies": "四、其他救济渠道"}
    assert codes(found) == ["heading-unusual"]
    found = told(lines(page(headings=(*HEADINGS[:3], "四、其他救济。", *HEADINGS[4:]))))
    assert codes(found) == ["heading-missing"]


def test_two_extra_sections_behind_the_last() -> None:
    found = told(lines(page(below="七、附录\n第一段。\n八、附表\n第二段。")))
    assert [e.text for e in found.extra] == ["第一段。", "第二段。"]


def test_a_list_of_headings_in_the_preface_is_no_heading() -> None:
    preface = PREFACE + "报告分为" + "；".join(HEADINGS) + "。"
    found = told(lines(page(preface=preface)))
    assert found.preface == preface
    assert found.sections["overview"] == "\n\n".join(OVERVIEW)


def test_what_stands_on_a_page_is_said_by_the_page() -> None:
    document = lines(page(title=f"云溪县林业局{TITLE[6:]}\n{TITLE}"))
    blocks = (Line(TITLE.replace("水利", "财政"), Origin(page=1)), *document.blocks)
    found = told(document._replace(blocks=blocks))
    message = next(n.message for n in found.notes if n.code == "organ-disagrees")
    assert "第 1 页的标题写的是“云溪县财政局”" in message
    meta = (("title", "云溪县人民政府"), ("pubdate", "不详"), ("title", "云溪县财政局"))
    assert codes(told(lines(page(), meta=meta))) == []


def test_days_outside_a_period_are_none() -> None:
    overview = ("2024年3月1日至3月5日的数据。", "统计期限自1024年1月1日至1024年12月31日。")
    assert told(lines(page(preface="欢迎社会监督。", overview=overview))).period is None


def test_what_follows_a_table_stays_where_it_reads_like_nothing_else() -> None:
    short = ("表格数字由办公室统计。",)
    found = told(lines(page(headings=(*HEADINGS[:4], "", HEADINGS[5]), improvements=short)))
    assert found.sections["remedies"] == short[0]
    assert codes(found) == ["heading-missing"]


def test_a_lost_first_heading_is_cut_before_its_first_item() -> None:
    items = ("（一）主动公开。公布三十条。", "（二）依申请公开。收到三件。")
    headings = ("", *HEADINGS[1:])
    found = told(lines(page(headings=headings, preface="欢迎社会监督。", overview=items)))
    assert found.preface == "欢迎社会监督。"
    assert found.sections["overview"] == "\n\n".join(items)
    found = told(lines(page(headings=headings, overview=())))
    assert (found.preface, "overview" in found.sections) == (PREFACE, False)


def test_marks_below_the_report_are_no_text() -> None:
    found = told(lines(page(below="-->\n| |\n| 打印 | 关闭 |")))
    assert found.sections["other_matters"] == "\n\n".join((*OTHER, "| |"))


def test_the_title_may_stand_in_the_table_of_facts() -> None:
    facts = Table((Cell("名称", 0, 0), Cell(TITLE, 0, 1), Cell("生成日期", 0, 2)), 1, 3)
    document = lines(page(title="----", above="政务公开"))
    found = told(document._replace(blocks=(facts, *document.blocks)))
    plain(found)
    assert found.title == TITLE


def test_arabic_numbers_may_number_the_sections() -> None:
    headings = tuple(f"{n}、{section.title}" for n, section in enumerate(FORM.sections, 1))
    overview = (
        OVERVIEW[0],
        "总体情况良好，各项工作都有进步。",
        "1、主动公开情况",
        "2、依申请公开情况",
    )
    found = told(lines(page(headings=headings, overview=overview)))
    assert found.sections["overview"] == "\n\n".join(overview)
    assert list(found.headings.values()) == list(headings)


def test_a_section_without_its_table_keeps_what_follows() -> None:
    text = page(headings=(*HEADINGS[:4], "", HEADINGS[5])).rpartition(f"{MARK}\n")
    found = told(lines(text[0] + text[2]))
    assert found.sections["remedies"] == "\n\n".join(IMPROVEMENTS)
    assert codes(found) == ["heading-missing"]


def test_a_line_that_is_all_table_leaves_nothing() -> None:
    document = lines(page().replace(MARK, "规章 0 0 0"))
    rows = [n for n, b in enumerate(document.blocks) if getattr(b, "text", "") == "规章 0 0 0"]
    found = tell(document, frozenset(), dict.fromkeys(rows, ((0, 2), (2, 8))), FORMS)
    plain(found)


LISTED = tuple(
    (f"云溪县水利局{year}年政府信息公开工作年度报告", f"/nb/{year}.html")
    for year in range(2018, 2025)
)
OLD = f"""云溪县水利局2016年政府信息公开工作年度报告
一、概述
{PREFACE}
二、主动公开政府信息的情况
{PREFACE}
三、依申请公开政府信息的情况
{PREFACE}"""
REFUSED = [
    ("", {"images": 3}, "报告是图片（3 幅）"),
    ("", {"kind": "pdf"}, "扫描件"),
    ("\n".join(title for title, _ in LISTED), {"links": LISTED}, "年度报告的列表"),
    ("\n".join(title for title, _ in LISTED), {}, "7 份"),
    (TITLE, {"links": (("年度报告.pdf", "/a/b.pdf?x=1"),)}, "“年度报告.pdf”（/a/b.pdf?x=1）"),
    ("404 您访问的页面不存在", {}, "写着“404”"),
    ("请开启JavaScript后继续访问", {}, "出错、登录或者验证"),
    (OLD, {}, "这是 2016 年的报告"),
    (OLD.partition("\n")[2], {}, "2019 年以前的写法"),
    (page().replace(MARK, ""), {}, "没有找到统一格式的表格"),
    ("一、概述\n" + "\n".join([PREFACE] * 3), {}, "没有找到统一格式的表格"),
]


@pytest.mark.parametrize(("text", "more", "words"), REFUSED)
def test_what_is_no_report_is_refused(text: str, more: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=re.escape(words)) as caught:
        refuse(lines(text, **more), tables_found=False)  # type: ignore[arg-type]
    assert str(caught.value).encode("gbk")


@pytest.mark.parametrize("text", [page(), OLD, "404"])
def test_a_page_with_tables_is_not_refused(text: str) -> None:
    refuse(lines(text, images=9, links=LISTED), tables_found=True)


def test_a_day_in_chinese_numerals_under_the_name_is_the_signature() -> None:
    for below in ("云溪县水利局\n二〇二五年一月十六日", "云溪县水利局二〇二五年一月十六日"):
        found = told(lines(page(below=below)))
        plain(found)
        assert found.written == dt.date(2025, 1, 16)
    found = told(lines(page(below="二〇二五年二月二十日")))
    assert found.written == dt.date(2025, 2, 20)
    found = told(lines(page(below="2025年2月30日")))
    assert found.written is None


def test_a_day_or_a_name_under_the_title_is_no_preface() -> None:
    title = f"{TITLE}\n云水发〔2025〕3号\n（2025年1月16日）"
    found = told(lines(page(title=title)))
    plain(found)
    assert found.written == dt.date(2025, 1, 16)
    assert codes(found) == ["lines-left-out"]
    title = "2024年政府信息公开工作年度报告\n白石镇人民政府"
    found = told(lines(page(title=title)))
    assert (found.organ, found.kind) == ("白石镇人民政府", "township")
    found = told(lines(page(title=f"{TITLE}\n20251 月16日)")))
    assert found.written == dt.date(2025, 1, 16)
    assert codes(found) == ["damage-mended"]


def test_a_leading_title_is_cut_off_the_preface() -> None:
    found = told(lines(page(title="", preface=TITLE + PREFACE)))
    plain(found)
    assert found.title == TITLE


def test_contact_lines_of_the_preface_are_kept() -> None:
    preface = f"{PREFACE}\n地址：云溪县中山路8号\n电话：0000-1234567"
    found = told(lines(page(preface=preface)))
    assert found.preface == preface.replace("\n", "\n\n")
    assert found.contact == {}


def test_a_period_may_be_written_in_several_ways() -> None:
    for text in (
        "统计期限为2024年1月1日至12月31日。", "数据自2024.1.1—2024.12.31统计。",
        "统计时限从2024年1月1日到2024年12月31日止。", "统计期限：2024-01-01至2024-12-31。",
    ):  # fmt: skip
        found = told(lines(page(preface=text)))
        assert found.period == (dt.date(2024, 1, 1), dt.date(2024, 12, 31)), text
    for text in ("数据截至2024年12月31日。", "统计期限自2024年12月31日至2024年1月1日。"):
        assert told(lines(page(preface=text))).period is None


SOURCE = """form = "2021"
year = 2024
[organ]
name = "云溪县水利局"
contact.phone = "0000-1234567"
[publication]
date = 2025-01-16
[sections]
"""
TRICKY = st.sampled_from((
    "打印", "附件", "来源：", "分享到", "下载", "2024年", "20241月", "一、", "（一）", "）",
    "统计期限", "主办", "年度报告", "政府信息公开工作", "，", "；", "、", "总体情况", "行政复议",
    "其他需要报告的事项", " ", "字号", "云溪县水利局", "1.", "30条", "〔202130号", "上一篇", "：",
    "《", "》", "发布时间", "2025-01-01", "首页",
))  # fmt: skip
TRICKY_SENTENCE = st.lists(TRICKY, min_size=1, max_size=12).map("".join).map("本局{}。".format)
TRICKY_PROSE = st.lists(TRICKY_SENTENCE, min_size=1, max_size=3).map(tuple)


@given(TRICKY_PROSE, TRICKY_PROSE, TRICKY_PROSE, TRICKY_PROSE)
def test_no_sentence_is_lost_or_moved(
    preface: tuple[str, ...], overview: tuple[str, ...], improvements: tuple[str, ...],
    other: tuple[str, ...],
) -> None:  # fmt: skip
    """Whatever words a sentence has, it stays in its section; only damage is mended, and told."""
    assume("年度报告 " not in "".join(preface))  # a title and the words behind it
    text = page(
        preface="\n".join(preface), overview=overview, improvements=improvements, other=other,
        below="扫一扫在手机打开当前页",
    )  # fmt: skip
    found = told(lines(text))
    texts = {"overview": overview, "improvements": improvements, "other_matters": other}
    mended = "damage-mended" in codes(found)
    for key, sentences in {"preface": preface, **texts}.items():
        read = found.preface if key == "preface" else found.sections[key]
        assert mended or read == "\n\n".join(map(str.strip, sentences))
        assert len(read.split("\n\n")) == len(sentences)


WORD = st.sampled_from("本局公开信息水库河道工程办理答复更新核对学习培训监督渠道平台指南")
SENTENCE = st.lists(WORD, min_size=3, max_size=70).map(lambda words: "".join(words) + "。")
PROSE = st.lists(SENTENCE, min_size=1, max_size=4).map(tuple)


@given(PROSE, PROSE, PROSE, st.booleans())
def test_our_own_page_comes_back(
    overview: tuple[str, ...], improvements: tuple[str, ...], other: tuple[str, ...], wide: bool
) -> None:
    """What the renderers print, as lines of a page or folded as in a text, is read as it was."""
    texts = {"preface": PREFACE, "overview": "\n\n".join(overview)}
    texts |= {"improvements": "\n\n".join(improvements), "other_matters": "\n\n".join(other)}
    source = SOURCE + "".join(f"{key} = {literal(text)}\n" for key, text in texts.items())
    found = told(_printed(source, wide=wide))
    assert found.preface == texts.pop("preface")
    assert found.sections == texts
    assert (found.organ, found.year) == ("云溪县水利局", 2024)
    assert (found.published, found.written) == (dt.date(2025, 1, 16), dt.date(2025, 1, 16))
    assert found.contact == {"phone": "0000-1234567"}
    assert found.notes == ()


def _printed(source: str, *, wide: bool) -> Document:
    """Our own page as blocks."""
    shown = build(report(source))
    blocks: list[Line | Table] = []

    def put(text: str) -> None:
        blocks.extend(Line(part, free=wide) for part in text.split("\n"))

    put(shown.title[0] if wide and len(shown.title) == 1 else titled(shown.title))
    for name, value in shown.facts:
        put(centred(f"{name}：{value}"))
    for paragraph in shown.preface:
        put(paragraph.text if wide else indented(paragraph.text))
    for part in shown.parts:
        put("")
        put(part.heading if wide else indented(part.heading))
        for paragraph in part.paragraphs:
            put(paragraph.text if wide else indented(paragraph.text))
        if part.table:
            blocks.append(TABLE)
    put("")
    put("\n".join(shown.signature) if wide else signed(shown.signature))
    for name, value in shown.contact:
        put(f"{name}：{value}")
    return Document(tuple(blocks), "html" if wide else "text")


needs_corpus = pytest.mark.skipif(CORPUS is None, reason="GKREPORT_CORPUS 没有设置")


@needs_corpus
def test_the_real_report_with_lost_signs() -> None:
    text = (Path(str(CORPUS)) / "documents" / "祁东县数据局-2024.txt").read_text("utf-8")
    document = lines(text, kind="text")
    start = next(n for n, b in enumerate(document.blocks) if "第二十条" in getattr(b, "text", ""))
    found = tell(document, frozenset(range(start, start + 40)), {}, FORMS)
    assert found.title == "衡阳市祁东县数据局2024年政府信息公开工作年度报告"
    assert found.period == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert (found.published, found.written) == (dt.date(2025, 1, 17), dt.date(2025, 1, 16))
    assert found.preface.startswith("编制说明")
    assert "(四)" in found.sections["overview"]
    assert "扫一扫" not in found.sections["improvements"]
