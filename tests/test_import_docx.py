"""Word files: merged cells, tracked changes, automatic numbers, hostile archives."""

import io
import os
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as WordFile

from gkreport.importers import docx, sniff
from gkreport.importers.blocks import Document, Line, Refused, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
HIDDEN, SHOWN = '<w:rStyle w:val="h"/>', '<w:vanish w:val="0"/>'
NOT_STRUCK, RAISED = '<w:strike w:val="false"/>', '<w:vertAlign w:val="superscript"/>'
CORPUS = os.environ.get("GKREPORT_CORPUS")


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word file of a body and other parts, each without its outermost element."""
    others = {
        f"word/{name}.xml": f"<w:{name} {NAMESPACES}>{xml}</w:{name}>"
        for name, xml in parts.items()
    }
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return archive({"word/document.xml": document, **others})


def read(body: str, **parts: str) -> Document:
    return sniff.read("report.docx", word(body, **parts))


def p(text: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblGrid/>{''.join(rows)}</w:tbl>"


def span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


def grids(document: Document) -> list[list[list[str | None]]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[[c.text if c else None for c in row] for row in t.dense] for t in tables]


def codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


# Tables


def test_merged_cells_cover_what_they_show() -> None:
    made = WordFile()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "甲"
    for row, column, text in ((0, 2, "乙"), (1, 2, "1"), (2, 0, "2"), (2, 1, "　"), (2, 2, "3")):
        table.cell(row, column).text = text
    out = io.BytesIO()
    made.save(out)
    document = sniff.read("x", out.getvalue())
    assert grids(document) == [[["甲", "甲", "乙"], ["甲", "甲", "1"], ["2", "", "3"]]]


def test_spans_and_places_left_free() -> None:
    rows = (
        tr(tc("甲", START), tc("乙", span(2))),
        tr(tc("看不见", ON), tc("1"), tc("2")),
        tr(tc("3"), properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>'),
    )
    document = read(tbl(*rows))
    assert grids(document) == [[["甲", "乙", "乙"], ["甲", "1", "2"], [None, None, "3"]]]
    assert codes(document) == ["covered-cells"]


def test_a_merge_that_continues_nothing_is_a_cell() -> None:
    rows = (tr(tc("甲"), tc("1")), tr(tc("乙", ON), tc("2")))
    assert grids(read(tbl(*rows))) == [[["甲", "1"], ["乙", "2"]]]


def test_cells_merged_the_old_way() -> None:
    old = '<w:hMerge w:val="restart"/>'
    rows = (tr(tc("甲", old), tc("", "<w:hMerge/>"), tc("乙")), tr(tc("1"), tc("2"), tc("3")))
    assert grids(read(tbl(*rows))) == [[["甲", "甲", "乙"], ["1", "2", "3"]]]


@pytest.mark.parametrize("value", ["0", "-1", "x", "", "1001", "99999999999999", "²"])
def test_a_span_without_sense_is_one(value: str) -> None:
    rows = (tr(tc("甲", f'<w:gridSpan w:val="{value}"/>'), tc("1")), tr(tc("乙"), tc("2")))
    assert grids(read(tbl(*rows))) == [[["甲", "1"], ["乙", "2"]]]


def test_nested_tables_and_frames() -> None:
    inner = tbl(tr(tc("甲"), tc("1")))
    outer = tbl(tr(f"<w:tc>{p('文')}{inner}{p()}</w:tc>", tc("旁")))
    document = read(outer + tbl(tr(tc("框"))))
    assert lines(document) == ["文", "旁", "框"]
    assert grids(document) == [[["甲", "1"]]]


def test_rows_and_cells_in_content_controls() -> None:
    cell = f"<w:sdt><w:sdtContent>{tc('1')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr(tc('甲'), cell)}</w:sdtContent></w:sdt>"
    assert grids(read(tbl(row, tr(tc("乙"), tc("2"))))) == [[["甲", "1"], ["乙", "2"]]]


def test_the_number_of_a_table_and_of_a_paragraph() -> None:
    table = tbl(tr(tc("甲"), tc("1")))
    document = read(p("一") + table + p() + p("二") + table)
    assert [(b.origin.line, b.origin.table) for b in document.blocks] == [
        (1, 0),
        (0, 1),
        (2, 0),
        (0, 2),
    ]


@pytest.mark.skipif(not CORPUS, reason="GKREPORT_CORPUS is not set")
def test_the_official_blank_form() -> None:
    data = (Path(CORPUS or "") / "documents" / "官方格式模板-2021.docx").read_bytes()
    tables = [b for b in sniff.read("x.doc", data).blocks if isinstance(b, Table)]
    assert [(t.height, t.width) for t in tables] == [(14, 4), (28, 10), (4, 15)]
    assert sum(not cell.text for table in tables for cell in table.cells) > 180


# Text


def test_tracked_changes_are_as_if_accepted() -> None:
    body = (
        f"<w:p>{r('甲')}<w:ins>{r('乙')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>"
        f"<w:moveFrom>{r('丁')}</w:moveFrom><w:moveTo>{r('戊')}</w:moveTo></w:p>"
        + p("前", "<w:rPr><w:del/></w:rPr>") + p("后")
        + tbl(
            tr(tc("甲"), tc("1"), tc("9", "<w:cellDel/>")),
            tr(tc("乙"), tc("2"), properties="<w:del/>"),
            tr(tc("丙"), tc("3"), properties="<w:ins/>"),
        )
    )  # fmt: skip
    document = read(body)
    assert lines(document) == ["甲乙戊", "前后"]
    assert grids(document) == [[["甲", "1"], ["丙", "3"]]]


def test_breaks_tabs_and_hyphens() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/>"
        '<w:t>2</w:t><w:br w:type="page"/><w:cr/><w:t>3</w:t></w:r></w:p>'
    )
    assert lines(read(body)) == ["甲\n乙\t1-2\n3"]


def test_hidden_and_struck_out_text_is_left_out() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="q"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        f"<w:p>{r('1', '<w:vanish/>')}{r('2', HIDDEN)}{r('3', '<w:strike/>')}"
        f"{r('4', SHOWN + NOT_STRUCK)}</w:p>"
        f"<w:p><w:pPr><w:pStyle w:val='q'/></w:pPr>{r('5')}<w:r><w:t>6</w:t></w:r>"
        f"{r('7', SHOWN)}</w:p>"
    )
    document = read(body, styles=styles)
    assert lines(document) == ["4", "7"]
    assert codes(document) == ["struck-out"]


def test_a_field_that_begins_in_hidden_text_ends_where_it_ends() -> None:
    marks = [f'<w:fldChar w:fldCharType="{k}"/>' for k in ("begin", "end")]
    begin, end = (f"<w:r><w:rPr><w:vanish/></w:rPr>{mark}</w:r>" for mark in marks)
    body = f"<w:p>{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{r('7')}{end}{r('文')}</w:p>"
    assert lines(read(body)) == ["文"]


def test_fields_show_their_results_but_no_page_numbers() -> None:
    def field(code: str, result: str) -> str:
        marks = (f'<w:fldChar w:fldCharType="{k}"/>' for k in ("begin", "separate", "end"))
        begin, middle, end = (f"<w:r>{mark}</w:r>" for mark in marks)
        return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{r(result)}{end}"

    body = (
        f"<w:p>{field(' PAGE ', '7')}{field('=SUM(LEFT)', '8')}"
        f"<w:fldSimple w:instr='NUMPAGES'>{r('9')}</w:fldSimple>"
        f"<w:fldSimple w:instr='DATE'>{r('10')}</w:fldSimple>{r('文')}</w:p>"
    )
    assert lines(read(body)) == ["810文"]


def test_raised_notes_keep_off_figures() -> None:
    body = f"<w:p>{r('12')}{r('1', RAISED)}</w:p>"
    assert lines(read(body)) == ["12 1"]


def test_symbols_and_formulas() -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Symbol" w:char="F037"/><w:sym w:font="Wingdings" w:char="F0A8"/>'
        '<w:sym w:char="x"/><w:sym w:char="D800"/></w:r>'
        "<m:oMath><m:r><m:t>5</m:t></m:r></m:oMath></w:p>"
    )
    assert lines(read(body)) == [f"7{chr(0xF0A8)}5"]


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{p('框')}{tbl(tr(tc('甲'), tc('1')))}</w:txbxContent>"
    body = (
        f"<w:p>{r('文')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    )
    document = read(body)
    assert lines(document) == ["文", "框"]
    assert grids(document) == [[["甲", "1"]]]
    assert document.images == 1


def test_headings_by_outline_and_by_name() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="b"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="n"/>'
    )
    named = "".join(p(s, f'<w:pStyle w:val="{s}"/>') for s in ("1", "a", "b", "t", "c", "x", "?"))
    outlines = p("o", '<w:outlineLvl w:val="0"/>') + p("n", '<w:outlineLvl w:val="9"/>')
    document = read(named + outlines, styles=styles)
    found = [(b.text, b.level) for b in document.blocks if isinstance(b, Line)]
    assert found == [("1", 1), ("a", 1), ("b", 3), ("t", 1), ("x", 0), ("?", 0), ("o", 1), ("n", 0)]


def test_a_table_of_contents_is_left_out() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    body = (
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtContent>{p('正文')}</w:sdtContent></w:sdt>"
    )
    assert lines(read(body)) == ["正文"]


def test_footnotes_are_told() -> None:
    document = read("<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id='1'/></w:r></w:p>")
    assert codes(document) == ["footnotes"]


# Numbers


def level(depth: int, text: str, style: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(depth: int, number: str = "1") -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "%1、", "chineseCounting")
    + level(1, "（%2）", "chineseCounting")
    + level(2, "%3.", "decimal")
    + level(3, "%1.%4", "decimal", "<w:isLgl/>")
    + level(4, "•", "bullet")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    f'<w:lvlOverride w:ilvl="2">{level(2, "%3）", "upperLetter")}</w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
)


def test_automatic_numbers_are_written_out() -> None:
    depths = (0, 1, 1, 2, 2, 1, 2, 0, 1, 3, 4)
    body = "".join(p("文", numbered(depth)) for depth in depths)
    assert lines(read(body, numbering=NUMBERING)) == [
        "一、文", "（一）文", "（二）文", "1.文", "2.文", "（三）文", "1.文", "二、文", "（一）文",
        "2.1文", "文",
    ]  # fmt: skip


def test_a_list_may_start_anew_and_change_its_numbers() -> None:
    body = "".join(
        p("文", numbered(depth, n)) for depth, n in ((0, "1"), (0, "2"), (2, "2"), (0, "2"))
    )
    assert lines(read(body, numbering=NUMBERING)) == ["一、文", "五、文", "A）文", "六、文"]


def test_figures_keep_off_the_number() -> None:
    body = p("2023年", numbered(2)) + p("", numbered(2)) + p("文", numbered(2))
    assert lines(read(body, numbering=NUMBERING)) == ["1. 2023年", "2.文"]


def test_numbers_come_from_styles_too() -> None:
    named = '<w:abstractNum w:abstractNumId="0">' + level(0, "%1、", "decimal")
    named += level(1, "第%2条", "decimal", '<w:pStyle w:val="s"/><w:suff w:val="space"/>')
    named += '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    styles = (
        '<w:style w:styleId="s"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="t"><w:basedOn w:val="s"/></w:style>'
    )
    body = p("文", '<w:pStyle w:val="s"/>') * 2 + p(
        "文", f'<w:pStyle w:val="s"/>{numbered(0, "0")}'
    )
    assert lines(read(body, numbering=named, styles=styles)) == ["第1条 文", "第2条 文", "文"]


@pytest.mark.parametrize(
    "properties", [numbered(9), numbered(0, "7"), numbered(0, "3"), numbered(-1)]
)
def test_a_list_that_is_not_defined_has_no_numbers(properties: str) -> None:
    assert lines(read(p("文", properties), numbering=NUMBERING)) == ["文"]


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (
            "chineseCountingThousand",
            "一 九 十 十一 二十 三十五 一百 一百零三 一百二十 九百九十九 1000",
        ),
        (
            "chineseLegalSimplified",
            "壹 玖 拾 拾壹 贰拾 叁拾伍 壹佰 壹佰零叁 壹佰贰拾 玖佰玖拾玖 1000",
        ),
        ("ideographDigital", "一 九 一〇 一一 二〇 三五 一〇〇 一〇三 一二〇 九九九 1000"),
        ("ideographTraditional", "甲 壬 癸 甲 癸 戊 癸 丙 癸 壬 1000"),
        ("decimalEnclosedCircle", "① ⑨ ⑩ ⑪ ⑳ 35 100 103 120 999 1000"),
        ("decimalFullWidth", "１ ９ １０ １１ ２０ ３５ １００ １０３ １２０ ９９９ 1000"),
        ("decimalZero", "01 09 10 11 20 35 100 103 120 999 1000"),
        ("lowerRoman", "i ix x xi xx xxxv c ciii cxx cmxcix 1000"),
        ("lowerLetter", "a i j k t ii vvvv yyyy ppppp " + "k" * 39 + " 1000"),
        ("no such style", "1 9 10 11 20 35 100 103 120 999 1000"),
    ],
)
def test_numerals(style: str, written: str) -> None:
    numbers = (1, 9, 10, 11, 20, 35, 100, 103, 120, 999, 1000)
    assert " ".join(docx.numerals.numeral(n, style) for n in numbers) == written


# The archive


def test_the_file_says_of_itself() -> None:
    made, out = WordFile(), io.BytesIO()
    made.core_properties.title = "报告"
    made.core_properties.author = "某局"
    made.add_paragraph("文")
    made.save(out)
    meta = dict(docx.read(out.getvalue(), "x").meta)
    assert (meta["title"], meta["author"]) == ("报告", "某局")


def related(kind: str, target: str, name: str = "r1") -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="{name}" Type="http://x/{kind}" Target="{target}"/></Relationships>'
    )


def test_links_are_collected() -> None:
    body = f"<w:p><w:hyperlink r:id='r1'>{r('附件')}</w:hyperlink></w:p>"
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    rels = related("hyperlink", "http://x/a.pdf")
    data = archive({"word/document.xml": document, "word/_rels/document.xml.rels": rels})
    assert docx.read(data, "x").links == (("附件", "http://x/a.pdf"),)


@pytest.mark.parametrize(
    ("target", "part", "found"),
    [
        ("a.htm", "<p>里面</p><table><tr><td>甲<td>1</table>", ["里面"]),
        ("/word/a.htm", "<p>里面</p>", ["里面"]),
        ("a.rtf", "{\\rtf}", []),
        ("none.htm", "", []),
    ],
)
def test_pages_held_in_the_file_are_read(target: str, part: str, found: list[str]) -> None:
    body = f"{p('前')}<w:altChunk r:id='r1'/>{p('后')}"
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    parts = {"word/document.xml": document, "word/_rels/document.xml.rels": related("x", target)}
    read_back = docx.read(archive({**parts, "word/a.htm": part, "word/a.rtf": part}), "x")
    assert lines(read_back) == ["前", *found, "后"]
    assert codes(read_back) == ([] if found else ["inserted-file"])


def test_strict_files_read_the_same() -> None:
    strict = word(tbl(tr(tc("甲"), tc("1"))))
    with ZipFile(io.BytesIO(strict)) as made:
        xml = made.read("word/document.xml").decode()
    xml = xml.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert grids(docx.read(archive({"word/document.xml": xml}), "x")) == [[["甲", "1"]]]


def test_the_main_part_may_have_another_name() -> None:
    document = f"<w:document {NAMESPACES}><w:body>{p('文')}</w:body></w:document>"
    rels = related("officeDocument", "word/document2.xml")
    data = archive({"_rels/.rels": rels, "word/document2.xml": document})
    assert lines(sniff.read("x", data)) == ["文"]


def deep(names: str, before: str = "", depth: int = 150) -> bytes:
    """Elements within each other, again and again."""
    begin = "".join(f"<w:{name}>" for name in names.split())
    end = "".join(f"</w:{name}>" for name in reversed(names.split()))
    outer = f"</{before.strip('<>')}>" if before else ""
    return word(before + begin * depth + end * depth + outer)


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'b'>]>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word("x" * (6 << 20)), "大得不正常"),
        (word("".join(f"<w:a{n * n}/>" for n in range(1_500_001))), "内部标签"),
        (word(p("文")).replace(b"PK\x01\x02", b"PK\x01\x03"), "不完整或已损坏"),
        (word(p("文"))[:300], "不完整或已损坏"),
        (archive({"word/document.xml": LAUGHS + "<x>&a;</x>"}), "实体"),
        (archive({"word/document.xml": (LAUGHS + "<x/>").encode("utf-16")}), "实体"),
        (archive({"word/document.xml": "<a><b></a>"}), "不完整或已损坏"),
        (archive({"word/document.xml": b"\xff\xff<a/>"}), "不完整或已损坏"),
        (archive({"word/document.xml": "<a/>"}), "没有正文"),
        (archive({f"word/{n}.xml": "" for n in range(5_001)}), "部件"),
        (word("".join(tr("<w:p/>") for _ in range(9))), ""),
        (word(tbl(*[tr(tc("1", span(1000)), tc("2", span(1000)))] * 200)), "表格的大小"),
        (deep("sdt sdtContent"), "嵌套"),
        (deep("smartTag", "<w:p>"), "嵌套"),
        (deep("tbl tr tc"), "嵌套"),
    ],
    ids=[
        *("bomb", "tags", "directory", "cut", "entities", "wide", "xml", "bytes", "empty", "parts"),
        *("rows", "grid", "sdt", "runs", "tables"),
    ],
)
def test_what_is_broken_or_hostile_is_refused(data: bytes, said: str) -> None:
    try:
        document = sniff.read("report.docx", data)
    except Refused as refused:
        assert said
        assert any(word in str(refused) for word in said.split("|"))  # noqa: PT017 - some are read
    else:
        assert not said
        assert document.blocks == ()


def test_a_size_that_lies_is_no_way_around() -> None:
    data = bytearray(word("x" * (2 << 20)))
    size = data.rindex(b"PK\x01\x02") + 24
    assert data[size : size + 4] != b"\0\0\0\0"
    data[size : size + 4] = (10).to_bytes(4, "little")
    with pytest.raises(Refused, match="损坏"):
        sniff.read("report.docx", bytes(data))


def test_a_part_that_is_too_large_is_refused() -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("word/document.xml", bytes(33 << 20))
    with pytest.raises(Refused, match="大得不正常"):
        sniff.read("report.docx", out.getvalue())


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(word(p("文")))
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + flags] |= 1
    with pytest.raises(Refused, match="打开密码"):
        sniff.read("report.docx", bytes(data))
    with pytest.raises(Refused, match="密码"):
        docx.read(bytes(data), "report.docx")
