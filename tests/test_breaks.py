"""Where labels, headings and titles break into lines."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import report

from gkreport import forms
from gkreport.layout import lay_out
from gkreport.layout.width import width
from gkreport.renderers.breaks import across, lines, long_words, titled
from gkreport.renderers.page import build
from gkreport.renderers.widths import fit, measures


@pytest.mark.parametrize(
    "wanted",
    [
        "2025年政府信息公开工作年度报告",
        "内蒙古自治区鄂尔多斯市/鄂托克前旗市场监督管理局",
        "新疆维吾尔自治区伊犁哈萨克自治州/察布查尔锡伯自治县人力资源和社会保障局/劳动保障监察综合行政执法大队",
        "关于云溪县人民政府办公室2025年度/政府信息公开工作的年度报告",
        "云溪县人民政府办公室/（云溪县政务服务和大数据管理局）",
        "甲乙丙丁甲乙丙丁甲乙丙丁/甲乙丙丁甲乙丙丁甲乙丙丁",
        "a" * 60,
    ],
)
def test_titles_break_where_words_end_or_else_in_the_middle(wanted: str) -> None:
    assert "/".join(titled(wanted.replace("/", ""), 20)) == wanted


@given(st.text(st.sampled_from("甲县市局办公室（）《》2025年 a"), min_size=1, max_size=90))
def test_nothing_of_a_title_is_lost_and_every_line_fits(text: str) -> None:
    found = titled(text, 20)
    assert "".join(found) == text
    if len(found) > 1:
        assert max(map(width, found)) <= 40
        assert not any(
            one[-1:].isdigit() and two[0] in "0123456789年" for one, two in pairwise(found)
        )


@pytest.mark.parametrize(
    ("length", "fit", "each"),
    [
        (4, 2, 2),
        (4, 3, 2),
        (4, 4, 4),
        (6, 2, 2),
        (6, 3, 2),
        (6, 4, 4),
        (6, 5, 4),
        (3, 2, 2),
        (3, 3, 3),
        (5, 1, 2),
    ],
)
def test_headings_over_figures_break_after_two_characters(length: int, fit: int, each: int) -> None:
    assert across(length, fit) == each


def test_a_label_breaks_after_its_numeral() -> None:
    assert lines("（三）不予公开", 4) == ("（三）", "不予公开")
    assert lines("（三）不予公开", 7) == ("（三）不予公开",)
    assert lines("（三）不予公开", 3) == ("（三）", "不予", "公开")
    assert lines("三、本年度办理结果", 3) == ("三、", "本年度", "办理", "结果")


@pytest.mark.parametrize(
    "wanted",
    [
        "1.信访举报/投诉类申请",
        "4.保护第三方/合法权益",
        "3.要求提供/公开出版物",
        "3.危及/“三安全一稳定”",
        "（二）部分公开/（区分处理的，/只计这一情形，/不计其他情形）",
        "6.甲乙丙丁/戊己庚辛壬",
    ],
)
def test_a_narrow_label_breaks_between_words_and_leaves_none_alone(wanted: str) -> None:
    assert "/".join(lines(wanted.replace("/", ""), 8)) == wanted


@pytest.mark.parametrize("form", forms.ids())
@pytest.mark.parametrize("fit", range(4, 17))
def test_every_line_of_a_label_fits(form: str, fit: int) -> None:
    edition = forms.load(form)
    assert edition
    keys = {table.key for table in edition.tables}
    slots = [slot for key in keys for slot in lay_out(edition, key).slots]
    labels = {slot.text for slot in slots if slot.role == "row"}
    assert labels
    for label in labels:
        found = lines(label, fit)
        assert "".join(found) == label
        assert max(map(width, found)) <= 2 * fit
        assert min(map(len, found)) > 1 or len(found) == 1


@pytest.mark.parametrize(("figure", "each"), [("0", 3), ("83456", 2)])
def test_a_heading_of_one_word_is_whole_where_labels_have_room(figure: str, each: int) -> None:
    row = ", ".join([figure] * 7)
    ours = report(f"form = '2021'\nyear = 2025\n[applications]\nreceived = [{row}]\n")
    table = next(p.table for p in build(ours).parts if p.table and p.table.layout.head == 3)
    column = next(s for s in table.layout.slots if s.role == "column" and len(s.text) == 3)
    assert fit(measures(table).columns[column.col]) == each


def test_long_words_are_those_that_stretch_a_line() -> None:
    assert long_words("共 126 条，见 https://www.example.gov.cn。") == [(10, 36)]
    assert long_words("2025 年 1 月 1 日") == []
