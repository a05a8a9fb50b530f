"""A cheap look comes before each costly one: what it lets pass has no fault that the other sees."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from strategies import report
from wording import report as written

from gkreport.report.read import read
from gkreport.rules import (
    Case,
    brackets,
    looks,
    looks_words,
    numbering,
    order,
    outline,
    signs,
    wanted,
    whole,
    wordlist,
)
from gkreport.rules.brackets import document_numbers
from gkreport.rules.engine import _checks
from gkreport.source import decode

MARKS = "（）()《》〈〉“”‘’〔〕【】[]甲乙。，\n"
WORDS = "公开信息工作进一步的了\n一，"
NUMBERS = "〔〕（）()[]【】0123456789年号第函。"
LINES = (
    "（一）甲", "（二）乙", "（三）丙", "（一）、丁", "(一)戊", "一、己", "二、庚", "1.辛",
    "2.辛", "3.2辛",
    "2、壬", "（1）癸", "2025年子", "）丑", "寅", "一是卯；二是辰", "三是巳", "",
)  # fmt: skip
PIECES = (
    "全年公开信息126条。", "2025年", "2024年", "2025年1月1日至2025年12月31日", "1月1日至",
    "去年（2025年）", "今年（即2023年）", "2025年2月30日", "20251月16日", "2026 年3月5日", "今年",
    "2024度政府信息公开年度报告", "丙局2025年政府信息公开工作年度报告", "二〇二四年", "\n", "。",
    "，", "，，", "（", "）", "“", "”", '"', "'", " ", "１２", "一、总体情况", "二、甲", "（二）乙",
    "三是", "1.", "2月30日", "公开公开", "的的", "十3件", "国办发〔2021〕第30号", "[2021]30号",
    "13812345678", "某",
    "{{ 新收 }}", "{{", "{{{{", "｛｛", "111111111111111", "机密",
    "★", "張", "\u200b", "锟斤拷", "截止20", "网站.",
)  # fmt: skip


def made(prose: str) -> tuple[Case, whole.Whole]:
    """A case with that prose, and its texts as one."""
    reading = read(decode("report.toml", written(prose).encode()))
    assert reading.report is not None
    case = Case(reading, reading.report)
    return case, whole.whole(case)


@given(st.text(alphabet=MARKS))
@example("（\n）")
@example("“甲“乙")
def test_brackets_that_cancel_out_have_partners(prose: str) -> None:
    """Pairs taken out one after the other leave nothing: then a walk finds nothing alone either."""
    _, text = made(prose)
    if looks.is_closed(text):
        assert list(brackets._unclosed(text)) == []


@given(st.text(alphabet=MARKS.replace("\n", "").replace("‘", "").replace("’", "")))
def test_brackets_that_are_alone_do_not_cancel_out(line: str) -> None:
    """And the other way round, in one line."""
    _, text = made(line)
    if not list(brackets._unclosed(text)):
        crossed = [c for c in line if c in "（）()《》〈〉“”〔〕【】[]"]
        assert looks.is_closed(text) or not crossed


@given(st.text(alphabet=NUMBERS))
def test_a_document_number_is_never_passed_over(prose: str) -> None:
    _, text = made(prose)
    if not text.has_odd_years:
        assert list(document_numbers(text.text)) == []


@given(st.text(alphabet=WORDS))
@example("进一步进一步")
@example("公开公开公开")
@example("民意征集民意征集")
@example("公开公开进一步进一步")
def test_a_doubled_word_is_never_passed_over(prose: str) -> None:
    """The walk over the low bytes finds what a pattern over the text finds, and no more."""
    found = {(s.start, s.end) for s in looks_words.doubled(prose) if s.end - s.start > 2}
    for size in (2, 3, 4):
        pattern = re.compile(rf"([\u4e00-\u9fff]{{{size}}})\1")
        doubled = [m for m in pattern.finditer(prose) if looks_words.is_doubled(m[1])]
        assert {m.span() for m in doubled} <= found | _inside(found)
    assert all(prose[a : (a + b) // 2] == prose[(a + b) // 2 : b] for a, b in found)


def _inside(spans: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Everything that overlaps what has been found already."""
    return {(n, m) for a, b in spans for n in range(a - 7, b) for m in range(a + 1, b + 8)}


@given(st.lists(st.sampled_from(LINES)))
def test_lines_in_order_have_no_gap(lines: list[str]) -> None:
    case, text = made("\n".join(lines))
    if order.is_in_order(text.trimmed):
        assert list(numbering._paragraphs(case)) == []


@given(st.lists(st.sampled_from(LINES)))
def test_items_in_order_have_no_gap(lines: list[str]) -> None:
    case, text = made("\n".join(lines))
    if order.is_listed_in_order(text.text):
        items = [list(outline.inline(passage)) for passage in case.passages]
        assert [list(numbering._gaps(case, found)) for found in items] == [[] for _ in items]


@given(st.integers(1, 99))
def test_a_number_is_read_as_it_is_written(number: int) -> None:
    """In every style, at the beginning of a line."""
    for level in range(outline.INLINE):
        mark = outline._mark(f"{outline.written(level, number)}甲")
        assert mark is not None
        assert (mark.level, mark.number, mark.odd) == (level, number, False)


def test_the_texts_are_put_together_once() -> None:
    case, text = made("本机关做好公开。")
    assert whole.whole(case) is text
    assert text.starts[-1] == len(text.text)
    assert report(written("甲。")).sections["overview"] in made("甲。")[1].text


WRONG = "".join(f"{word.wrong}{word.right}" for word in wordlist.words())


@given(st.text(alphabet=WRONG + "。\n開"))
@example("中华人民 共和国")
@example("习近平新时代中国特色社会主义")
def test_a_word_of_the_lists_is_never_passed_over(text: str) -> None:
    if not made(text)[1].words:
        assert wordlist.find(signs.read(text)) == {}


@given(st.text(alphabet=WRONG + "。"), st.sampled_from([w.wrong for w in wordlist.words()]))
def test_what_may_stand_in_a_text_is_what_does(text: str, word: str) -> None:
    written = signs.read(text)
    assert written.has(word) == (word in text)
    assert signs.Words([word]).found(written) == [word] * (word in text)


def test_every_word_of_the_lists_has_a_sign() -> None:
    assert all(signs.encode(word.wrong) for word in wordlist.words())
    assert all(made(f"{word.wrong}。")[1].words for word in wordlist.words())


@given(st.lists(st.sampled_from(PIECES)).map("".join))
@example("截至2024年底。")
@example("去年（2025年）。")
def test_rules_that_nothing_calls_for_have_nothing_to_say(prose: str) -> None:
    case, _ = made(prose)
    silent = set(wanted.EVERY) - set(wanted.wanted(case))
    for name in sorted(silent):
        assert [hit for check in _checks(name) for hit in check(case)] == [], name


def test_rules_wait_until_something_calls_for_them() -> None:
    case, _ = made("本机关做好公开。")
    called = set(wanted.wanted(case))
    assert called >= set(wanted.ALWAYS)
    assert not called & {"brackets", "daynotes", "marks", "privacy", "torn", "years"}
