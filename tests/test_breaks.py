"""Where labels, headings and titles break into lines."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkreport.layout.width import width
from gkreport.renderers.breaks import across, lines, long_words, titled


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
    assert lines("（三）不予公开", 3) == ("（三）不予公开",)
    assert lines("三、本年度办理结果", 3) == ("三、本年度办理结果",)


def test_long_words_are_those_that_stretch_a_line() -> None:
    assert long_words("共 126 条，见 https://www.example.gov.cn。") == [(10, 36)]
    assert long_words("2025 年 1 月 1 日") == []
