"""A clean report calls for next to no rules, and what calls for none has nothing to say."""

import re
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import FORMS, grids, patterned, zero

from gkreport.report.cells import LEFT_OUT
from gkreport.report.read import read
from gkreport.rules import Case, looks_words, wanted
from gkreport.rules.engine import _checks, run
from gkreport.rules.lexicon import load
from gkreport.rules.whole import whole
from gkreport.source import decode

SAMPLE = (Path(__file__).parents[1] / "samples" / "complete.toml").read_text("utf-8")
SECTIONS = ("preface", "overview", "improvements", "other_matters")
PIECES = (
    "（一）主动公开。", "（二）依申请公开", "（三）政府信息管理\n",
    "（四）政府信息公开平台建设。", "（五）监督保障，", "(一)主动公开",
    "（一）、主动公开和监督保障。", "（一", "（", "一是公开不够；", "二是更新慢。",
    "三是没有专人。", "统一是", "主要问题是培训不够。", "下一步，", "有待进一步加强",
    "加强培训。", "无", "没有。", "收取信息处理费", "经费", "没有发出收费通知",
    "发出收费通知1件。", "由总体情况、主动公开、申请、复议、问题五个部分组成。", "共六个部分。",
    "第三部分", "3项内容", "等六大部分", "依据条例编制。", "统计期限", "12月31日", "联系电话",
    "请与民政局联系。", "。", "由县教育局编制本报告。", "县财政局收到申请3件，", "县水利局坚持",
    "云溪县数据局", "其中", "\n", "申请人张三不服", "申请人：李四，", "原告王五就", "人民",
    "密级：机密", "机密★1年", "绝密\n", "内部资料注意保存", "内部管理", "jia@qq.com",
    "yi@example.gov.cn", "XX条", "（略）", "【请", "打印本页", "来源：县政府", "浏览量:12",
    "公开是原则、不公开是例外", "第492号", "一", "是", "，", "国办公开办函〔2019〕60号",
    "二十3件", "的的", "公开公开", "全年按照规定及时公开各类政府信息。",
    "全年按照规定及时公开各类政府信息，没有遗漏。", " ", "\u3000", "复议", "{{ year }}",
)  # fmt: skip
FIGURES = (0, 1, 2, 5, 6, 9, 10, 11, 3000, 100_000, Decimal("0.123456"), Decimal("1.1234567"), None)


def case_of(text: str) -> Case:
    """A report as a rule sees it."""
    reading = read(decode("report.toml", text.encode()))
    assert reading.report is not None
    return Case(reading, reading.report)


def silent(case: Case) -> dict[str, list[Any]]:
    """What the rules have to say that nothing calls for."""
    names = sorted(set(wanted.EVERY) - set(wanted.wanted(case)))
    return {name: found for name in names if (found := [h for c in _checks(name) for h in c(case)])}


def test_a_clean_report_calls_for_next_to_nothing() -> None:
    assert set(wanted.wanted(case_of(SAMPLE))) == set(wanted.ALWAYS)


@given(
    st.sampled_from(SECTIONS),
    st.lists(st.sampled_from(PIECES)),
    st.sampled_from(("beside", "instead")),
)
@example("overview", ["（一）主动公开。", "县财政局收到申请3件，"], "beside")
@example("preface", ["由总体情况、主动公开、申请、复议、问题五个部分组成。"], "beside")
@example("improvements", ["一是公开不够；", "二是更新慢。", "三是没有专人。"], "beside")
def test_a_text_that_calls_for_nothing_is_in_order(
    section: str, pieces: list[str], place: str
) -> None:
    """The pieces in place of a text of a clean report, or behind it."""

    def written(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2] if place == 'beside' else ''}{''.join(pieces)}\n{match[3]}"

    block = re.compile(rf'(^{section} = """\n)(.*?)(""")', re.MULTILINE | re.DOTALL)
    assert silent(case_of(block.sub(written, SAMPLE))) == {}


COUNTS = (
    "收到政府信息公开申请", "新收", "上年结转", "办结", "结转下年度", "予以公开", "不予公开",
    "无法提供", "16件", "3", "均为0", "全部为零", "12.5%", "其中", "分别", "分别为", "自然人",
    "行政复议", "行政诉讼", "均予以维持", "全部", "复议后起诉", "，", "、", "；", "。", "\n",
    "（", "）",
    "没有", "没有制发、废止", "规范性文件", "现行有效", "办结率", "一季度", "二季度", "三季度",
    "四季度", "上半年", "下半年", "与2024年的", "相比", "增加", "2025年", "2024年", "全县", "我局",
    "一是", "二是", "两个问题：", "三大类", "近", "余件", "收费", "4万元", "网上", "信函", "今年（",
)  # fmt: skip


@settings(max_examples=300)
@given(st.sampled_from(SECTIONS), st.lists(st.sampled_from(COUNTS), max_size=20))
@example("overview", ["不予公开", "均为0", "，", "分别", "。"])
def test_no_text_breaks_a_rule_off(section: str, pieces: list[str]) -> None:
    """Whatever stands there, every rule comes to its end, and points into the text."""
    text = SAMPLE.replace(f'{section} = """\n', f'{section} = """\n{"".join(pieces)}\n', 1)
    reading = read(decode("report.toml", text.encode()))
    lines = text.split("\n")
    for finding in run(reading):
        assert finding.line is None or 0 < finding.line <= len(lines)


@given(st.data())
def test_figures_that_call_for_nothing_are_plausible(data: st.DataObject) -> None:
    case = case_of(SAMPLE)
    report = case.report
    figures = dict(report.figures)
    for name in data.draw(st.lists(st.sampled_from(sorted(figures)), min_size=1, max_size=3)):
        n = data.draw(st.integers(0, len(figures[name].values) - 1))
        value = data.draw(st.sampled_from(FIGURES))
        old = figures[name]
        values = (*old.values[:n], value, *old.values[n + 1 :])
        gaps = {m: LEFT_OUT for m, v in enumerate(values) if v is None}
        figures[name] = old._replace(values=values, gaps=gaps)
    kind = data.draw(st.sampled_from(("", "government", "department", "township")))
    level = data.draw(st.sampled_from(("", "county", "city", "province")))
    organ = report.organ._replace(kind=kind, level=level)
    assert silent(Case(case.reading, report._replace(figures=figures, organ=organ))) == {}


def test_whatever_is_out_of_date_is_looked_for() -> None:
    entries = chain.from_iterable(load("statements").values())
    words = [word for entry in entries for word in entry["words"]]
    for word in words:
        case = case_of(SAMPLE.replace('preface = """', f'preface = """{word}', 1))
        assert looks_words.is_outdated(whole(case)), word


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@given(st.data())
def test_sums_of_whole_rows_hold_where_each_sum_does(form: Any, data: st.DataObject) -> None:
    cells = patterned(form, every=data.draw(st.integers(1, 5))) | {}
    for grid in grids(form):
        values = [cells.get(a, 0) for a in grid.addresses]
        n = data.draw(st.integers(0, len(values) - 1))
        values[n] += data.draw(st.sampled_from((0, 0, 1, 5)))
        assert grid.balances(values) == all(e.holds(values) for e in grid.in_year)
        assert grid.balances(tuple(values)) == grid.balances(values)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_nothing_balances(form: Any) -> None:
    nothing = zero(form)
    assert all(g.balances([nothing[a] for a in g.addresses]) for g in grids(form))
