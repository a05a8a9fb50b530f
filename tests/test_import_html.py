"""Web pages: tables as browsers draw them, the article among what surrounds it, any encoding."""

import base64
import quopri
import sys

import pytest

from gkreport.importers import html, sniff
from gkreport.importers.blocks import Document, Line, Refused, Table
from gkreport.importers.html.build import Builder

Grid = list[list[str | None]]


def read(markup: str) -> Document:
    return html.read(markup.encode(), "page.html")


def tables(markup: str) -> list[Table]:
    return [block for block in read(markup).blocks if isinstance(block, Table)]


def lines(markup: str) -> list[str]:
    return [block.text for block in read(markup).blocks if isinstance(block, Line)]


def grid(table: Table) -> Grid:
    return [[cell.text if cell else None for cell in row] for row in table.dense]


def table(markup: str) -> Grid:
    (found,) = tables(f"<table>{markup}</table>")
    return grid(found)


def codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


# Tables


def test_spans_cover_what_they_say() -> None:
    found = table("<tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2<tr><td>丙<td>3<td>4")
    assert found == [["甲", "乙", "乙"], ["甲", "1", "2"], ["丙", "3", "4"]]


def test_a_rowspan_of_nothing_reaches_the_end_of_its_group() -> None:
    found = table(
        "<tbody><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</tbody><tbody><tr><td>乙<td>4</tbody>"
    )
    assert found == [["甲", "1"], ["甲", "2"], ["甲", "3"], ["乙", "4"]]


def test_a_rowspan_ends_with_its_group_however_far_it_says() -> None:
    found = table("<thead><tr><th rowspan=9>甲<th>乙</thead><tr><td>丙<td>1<tr><td>丁<td>2")
    assert found == [["甲", "乙"], ["丙", "1"], ["丁", "2"]]


@pytest.mark.parametrize("span", ["0", "-1", "%", "", "1001", "x", "99999999999999"])
def test_a_colspan_without_sense_is_one(span: str) -> None:
    found = table(f"<tr><td colspan='{span}'>甲<td>乙<tr><td>1<td>2")
    assert found == [["甲", "乙"], ["1", "2"]]


@pytest.mark.parametrize("span", ["2", " 2", "+2", "2%", "2.5"])
def test_a_span_counts_as_far_as_it_is_a_number(span: str) -> None:
    found = table(f"<tr><td colspan='{span}'>甲<td>乙<tr><td>1<td>2")
    assert found == [["甲", "甲", "乙"], ["1", "2", None]]


def test_where_cells_would_overlap_the_first_stays() -> None:
    found = table("<tr><td>甲<td rowspan=2>乙<td>丙<tr><td colspan=2>1<td>2<td>3")
    assert found[0][:3] == ["甲", "乙", "丙"]
    assert found[1][0] == "1"
    assert found[1][1] == "乙"
    assert "2" in found[1]
    assert "3" in found[1]


def test_a_colspan_over_the_edge_leaves_no_columns_behind() -> None:
    found = table("<tr><td colspan=900>甲<tr><td>1<td>2")
    assert found == [["甲", "甲"], ["1", "2"]]


def test_rows_of_different_length_leave_places_empty() -> None:
    assert table("<tr><td>甲<td>乙<td>丙<tr><td>1") == [["甲", "乙", "丙"], ["1", None, None]]


@pytest.mark.parametrize(
    "blank", ["&nbsp;", "　", " ", "<o:p></o:p>", "<p>&nbsp;</p>", "&#8203;", ""]
)
def test_blanks_of_every_kind_are_an_empty_cell(blank: str) -> None:
    assert table(f"<tr><td>甲<td>{blank}<tr><td>0<td>/") == [["甲", ""], ["0", "/"]]


def test_a_label_in_many_pieces_is_one_text() -> None:
    found = table(
        "<tr><td><p><span>法律</span><span>服务</span></p><p><b>机</b>构</p><td>科研<br>机构"
    )
    assert found == [["法律服务\n机构", "科研\n机构"]]


def test_figures_side_by_side_stay_together_and_notes_do_not() -> None:
    found = table("<tr><td><span>1</span><span>2</span><td>12<sup>1</sup>")
    assert found == [["12", "12 1"]]


def test_hidden_and_struck_out_is_left_out() -> None:
    markup = (
        "<p>" + "全年的工作" * 30 + "</p><table><tr><td>甲<td>1<span style='DISPLAY: none'>9</span>"
        "<td><s>8</s>2<td style='display:none'>7"
        "<td><span style='text-decoration:line-through'>6</span>3"
        "<input type=hidden value=5><td><input value=4></table>"
    )
    (found,) = tables(markup)
    assert grid(found) == [["甲", "1", "2", "3", "4"]]
    assert codes(read(markup)) == ["struck-out"]


def test_what_is_all_hidden_is_kept() -> None:
    assert lines("<div style='display:none'><p>全文</p></div>") == ["全文"]


def test_pages_of_one_report_shown_in_turn_are_all_read() -> None:
    pages = [f"<p>第{n}页" + "工作内容。" * 20 + "<b hidden>9</b></p>" for n in range(5)]
    hidden = [f"<div style='display : none'>{page}</div>" for page in pages[1:]]
    assert [line[:3] for line in lines(pages[0] + "".join(hidden))] == [
        f"第{n}页" for n in range(5)
    ]
    assert "9" not in str(lines(pages[0] + "".join(hidden)))


def test_much_that_is_struck_out_is_kept_and_told() -> None:
    document = read("<p><del>全年十二件</del>全年十三件</p>")
    assert [note.serious for note in document.notes] == [True]
    assert document.blocks[0][0] == "全年十二件全年十三件"


def test_a_page_of_frames_says_where_the_pages_are() -> None:
    document = read("<html><frameset><frame src='a.html'></frameset></html>")
    assert document.blocks == ()
    assert codes(document) == ["framed"]


def test_the_row_that_word_adds_for_its_columns_is_left_out() -> None:
    found = table("<tr><td>甲<td>1<tr height=0><td style='border:none'><td>")
    assert found == [["甲", "1"]]


def test_a_fragment_without_its_table_still_reads() -> None:
    assert lines("<tr><td>甲</td><td>1</td></tr>") == ["甲1"]


# Layout


def test_nested_tables_are_tables_of_their_own() -> None:
    markup = (
        "<table><tr><td><table><tr><td>菜单</table><td><p>正文</p>"
        "<table><tr><td>甲<td>1</table></table>"
    )
    document = read(markup)
    assert [b.text for b in document.blocks if isinstance(b, Line)] == ["菜单", "正文"]
    assert [grid(b) for b in document.blocks if isinstance(b, Table)] == [[["甲", "1"]]]


def test_a_table_of_one_cell_is_a_frame() -> None:
    assert lines("<table><tr><td><p>一</p><p>二</p></table>") == ["一", "二"]


def test_an_article_in_a_table_of_many_columns_comes_out() -> None:
    cells = "<td>".join(["", *map(str, range(300))])
    long = "这一年的工作情况说明。" * 40
    markup = (
        f"<table><tr>{cells}<tr><td colspan=300><p>{long}</p><tr><td colspan=300>二、数字"
        "<tr><td colspan=100>甲<td colspan=200>12<tr><td colspan=100>乙<td colspan=200>13"
        f"<tr><td colspan=300>三、尾<tr><td colspan=300>{long}</table>"
    )
    document = read(markup)
    assert [b.text for b in document.blocks if isinstance(b, Line)] == [
        long,
        "二、数字",
        "三、尾",
        long,
    ]
    assert [grid(b) for b in document.blocks if isinstance(b, Table)][1] == [
        ["甲", "12"],
        ["乙", "13"],
    ]


def test_numbers_count_tables_and_paragraphs() -> None:
    document = read(
        "<p>一</p><table><tr><td>1<td>2</table><p></p><p>二</p><table><tr><td>3<td>4</table>"
    )
    assert [(b.origin.line, b.origin.table) for b in document.blocks] == [
        (1, 0),
        (0, 1),
        (2, 0),
        (0, 2),
    ]


# Text


def test_headings_have_levels_and_lists_have_numbers() -> None:
    document = read("<h2>标题</h2><p>文</p><ol start=3><li>三<li><p>四</ol><ul><li>点</ul>")
    found = [(b.text, b.level) for b in document.blocks if isinstance(b, Line)]
    assert found == [("标题", 2), ("文", 0), ("3.三", 0), ("4.四", 0), ("点", 0)]


def test_line_ends_of_the_source_are_no_blanks_between_chinese() -> None:
    assert lines("<p>政府\n  信息 公开\n2023\n年</p>") == ["政府信息 公开 2023 年"]


def test_what_word_writes_for_itself_is_left_out() -> None:
    text = "<p><![if !supportLists]>1.<![endif]>甲"
    text += "&lt;!--[if !supportLists]--&gt;乙&lt;!--[endif]--&gt;</p>"
    assert lines("&lt;!--StartFragment--&gt;丙") == ["丙"]
    assert lines(text + "<!--[if gte mso 9]><xml>x</xml><![endif]-->") == ["1.甲乙"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert lines("<pre>甲 1\n乙  2\n</pre><p>后\n文</p>") == ["甲 1\n乙  2", "后文"]


def test_scripts_and_the_like_are_no_text() -> None:
    markup = (
        "<script>if(a<b)document.write('<p>x')</script><style>td{}</style><template>t</template>文"
    )
    assert lines(markup + "<noscript>n</noscript><ruby>字<rt>zi</rt></ruby>") == ["文字"]


def test_attributes_that_break_the_quotes_lose_no_text() -> None:
    assert lines('<p a"b="c">甲</p><p class="x" "y">乙</p>') == ["甲", "乙"]


def test_tags_within_attributes_are_none() -> None:
    odd = "</p><td></td></table><table><td>1"
    assert lines(f'<p a"b c="x>{odd}" d=\'{odd}\'>甲</p><p x="<!--">乙</p>') == ["甲", "乙"]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("甲</td></tr></table></li></ol></a></pre></h1>乙", ["甲", "乙"]),
        ("甲<table><tr><td>乙<td>丙", ["甲", "乙丙"]),
        ("<td>甲</td>乙<tr><td>丙", ["乙", "甲丙"]),
        ("<pre></pre></pre>甲 \n 乙<!-- > -->", ["甲乙"]),
    ],
)
def test_the_builder_loses_nothing_of_markup_that_is_not_well_formed(
    markup: str, found: list[str]
) -> None:
    built = Builder()
    built.feed(markup)
    texts = (
        b.text if isinstance(b, Line) else "".join(c.text for c in b.cells) for b in built.blocks
    )
    assert list(texts) == found


# The article


CHROME = (
    '<div class="nav">' + "".join(f'<a href="/{n}">栏目{n}</a>' for n in range(9)) + "</div>"
    "<ul>" + "".join(f'<li><a href="/x{n}">相关{n}</a></li>' for n in range(9)) + "</ul>"
)
BODY = "<h1>标题</h1><p>" + "正文内容很长。" * 30 + "</p><table><tr><td>甲<td>1</table>"


def test_menus_and_footers_are_left_out_and_the_title_is_kept() -> None:
    found = lines(
        f"{CHROME}<h1>大标题</h1><div id=zoom>{BODY}</div><p>尾</p><div class=footer>主办</div>"
    )
    assert found == ["大标题", "标题", "正文内容很长。" * 30]


def test_links_are_counted_among_the_document_and_images_too() -> None:
    document = read(f"{CHROME}{BODY}<p><a href='a.docx'>附件</a><img src=x><img src=y></p>")
    assert ("附件", "a.docx") in document.links
    assert document.images == 2


def test_a_report_in_what_is_called_chrome_is_kept() -> None:
    rows = "".join(f"<tr><td>第{n}行<td>{n}" for n in range(9))
    (found,) = tables(f"<div class=menu><table>{rows}</table></div><p>{'x' * 900}</p>")
    assert found.height == 9


def test_a_page_that_is_all_chrome_is_kept() -> None:
    assert lines("<div class=nav>第一段</div>" * 9) == ["第一段"] * 9


def test_the_foot_of_the_article_itself_is_kept() -> None:
    foot = "<footer><p>某局办公室</p></footer>"
    assert lines(f"<main><p>{'正文内容。' * 30}</p>{foot}</main>{foot}")[1:] == ["某局办公室"]


def test_a_table_behind_the_article_is_kept() -> None:
    rows = "".join(f"<tr><td>第{n}行<td>{n}" for n in range(3))
    assert len(tables(f"<div id=zoom>{BODY}</div><table>{rows}</table>")) == 2


def test_a_page_of_links_keeps_them() -> None:
    document = read("".join(f"<li><a href='/{n}'>某局{n}年报告</a>" for n in range(9)))
    assert len(document.blocks) == len(document.links) == 9


def test_what_the_page_says_of_itself() -> None:
    document = read(
        "<title>报告_某县</title><meta name=ArticleTitle content='报告&amp;表'>"
        "<meta name=PubDate content='2024-01-20 09:00'><meta name=ContentSource content=某局>"
        "<meta name=viewport content=x>"
    )
    assert document.meta == (
        ("title", "报告&表"),
        ("pubdate", "2024-01-20 09:00"),
        ("source", "某局"),
        ("title", "报告_某县"),
    )  # fmt: skip


def test_a_page_within_the_page_is_told() -> None:
    document = read("<p>见附件</p><iframe src='report.pdf'></iframe><iframe></iframe>")
    assert codes(document) == ["framed"]
    assert "report.pdf" in document.notes[0].message


# Encodings


PAGE = "<html><head><meta charset={}></head><body><p>政府信息公开</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "utf-8"), ("utf-8", "gb18030"), ("gb2312", "gb18030"), ("x", "utf-8-sig"),
        ("utf-8", "utf-16"), ("utf-8", "utf-16-le"), ("utf-8", "utf-16-be"),
    ],
)  # fmt: skip
def test_bytes_win_over_what_they_are_said_to_be(declared: str, encoding: str) -> None:
    document = sniff.read("page.html", PAGE.format(declared).encode(encoding))
    assert [b.text for b in document.blocks if isinstance(b, Line)] == ["政府信息公开"]
    assert document.notes == ()


def test_broken_bytes_are_told_and_the_rest_is_read() -> None:
    good = PAGE.format("utf-8").encode()
    for data in (good.replace("信".encode(), b"\xff"), good.replace("信".encode(), b"\xff") * 9):
        document = html.read(data, "x")
        assert codes(document) == ["broken-bytes"]
        assert "息公开" in str(document.blocks)


def test_gbk_with_broken_bytes_is_still_gbk() -> None:
    text = "政府信息公开工作年度报告" * 20
    document = html.read(text.encode("gb18030")[:-1] + b"\xff</p>", "x")
    assert "政府信息公开" in str(document.blocks)
    assert codes(document) == ["broken-bytes"]


def test_text_misread_before_it_was_saved_is_told() -> None:
    text = "<p>" + "政府信息公开工作，年度报告。" * 20 + "</p>"
    twice = text.encode().decode("gb18030", "ignore")
    whole = html.read(twice.encode(), "x")
    assert codes(whole) in (["garbled"], ["garbled-repaired"])
    lost = html.read(twice.replace("锛", "?锛").encode(), "x")
    assert codes(lost) == ["garbled"]
    assert lost.notes[0].serious


def test_text_that_became_question_marks_is_told() -> None:
    assert codes(html.read(b"<p>" + b"????2023????" * 20, "x")) == ["lost-characters"]
    assert codes(html.read("<p>为什么？？真的??".encode() * 3, "x")) == []


# Saved as one file


def archive(encoded: bytes, how: str) -> bytes:
    head = (
        "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/html; charset=gb2312\r\n"
        f"Content-Transfer-Encoding: {how}\r\n\r\n"
    )
    return head.encode() + encoded + b"\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"


def test_a_page_saved_as_one_file() -> None:
    page = f"<html><body>{BODY}</body></html>".encode("gb18030")
    for encoded, how in (
        (quopri.encodestring(page), "quoted-printable"),
        (base64.encodebytes(page), "base64"),
    ):
        document = sniff.read("page.mht", archive(encoded, how))
        assert document.kind == "html"
        assert any(isinstance(block, Table) for block in document.blocks)


def test_an_archive_nested_without_end_is_refused() -> None:
    part = "--b{}\r\nContent-Type: multipart/mixed; boundary=b{}\r\n\r\n"
    inner = "".join(part.format(n, n + 1) for n in range(1_500))
    data = "Content-Type: multipart/related; boundary=b0\r\n\r\n" + inner
    with pytest.raises(Refused, match="没有网页正文"):
        sniff.read("page.mht", data.encode())


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(Refused, match="没有网页正文"):
        sniff.read("page.mht", b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b--')


# Limits


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<html>" + "<div>" * 20_000, "3000 层以上"),
        ("<html>" + "<table><tr><td>x" * 150, "100 层"),
        ("<html>" + "".join(f"<font size={n}><p>" for n in range(4_000)), "格式标签"),
        ("<html>" + "".join(f"<font size={n}><p>" for n in range(1_000)), "没有一个个结束"),
        ("<p " + " ".join(f"abc{n}=1" for n in range(40_000)) + ">x", "属性"),
        ("<html><table>" + ("<tr>" + "<td colspan=1000>1" * 3) * 200, "一个表格的大小"),
        ("<html><table>" + "<tr><td rowspan=65534 colspan=1000>1<td>2" * 300, "一个表格的大小"),
        ("<html>" + "<br>" * 300_001, "网页的标签"),
        ("<html>" + "x" * (16 << 20), "16 MB"),
    ],
    ids=["deep", "tables", "fonts", "growth", "attributes", "columns", "rowspans", "tags", "bytes"],
)
def test_a_page_that_asks_for_too_much_is_refused(markup: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        sniff.read("page.html", markup.encode())


def test_a_long_page_is_no_deep_one() -> None:
    rows = "".join(f"<tr><td><font color=red>{n}</font><td><b>1</b>" for n in range(3_000))
    (found,) = tables(f"<div>{rows}</div><table>{rows}</table><p title='{'x ' * 99_000}'>")
    assert (found.height, found.width) == (3_000, 2)


def test_a_wide_grid_of_few_cells_is_refused() -> None:
    wide = "<tr>" + "".join(f"<td>{n}" for n in range(700))
    with pytest.raises(Refused, match="一个表格的大小"):
        read("<table>" + wide + "<tr><td>x" * 600 + "</table>")


def test_a_missing_part_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(Refused, match=r'pip install "gkreport\[read\]"'):
        read("<p>x")
