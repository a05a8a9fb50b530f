"""The reader of quantities by itself: numbers, figures, words, parts, lists."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkreport.prose import statements
from gkreport.prose.context import Reader
from gkreport.prose.figures import find
from gkreport.prose.growth import changes, growths
from gkreport.prose.lexicon import Lexicon
from gkreport.prose.lists import listings
from gkreport.prose.numerals import read
from gkreport.prose.parts import contradictions, shares, splits
from gkreport.prose.sentences import blotted, sentences
from gkreport.prose.statements import Statement
from gkreport.prose.unnamed import channels, halves
from gkreport.prose.words import Kinds, Words
from gkreport.rules import lexicon

WORDS = Lexicon(lexicon.load("prose"))
DIGITS = "零一二三四五六七八九"


def spelt(n: int) -> str:
    """A number below a hundred million in Chinese numerals."""
    if n >= 10_000:
        rest = n % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return spelt(n // 10_000) + "万" + zero + (spelt(rest) if rest else "")
    text, skipped = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = n // unit, n % unit
        if digit:
            text += ("零" if skipped and text else "") + DIGITS[digit] + name
        skipped = not digit
    return text or "零"


@given(st.integers(0, 99_999_999))
def test_a_number_spelt_out_is_read_back(n: int) -> None:
    found = read(spelt(n))
    assert found is not None
    assert found.value == n


@given(st.integers(0, 99_999_999))
def test_separators_and_full_width_digits_change_nothing(n: int) -> None:
    wide = str.maketrans("0123456789,", "０１２３４５６７８９，")
    for text in (str(n), f"{n:,}", f"{n:,}".translate(wide)):
        found = read(text)
        assert found is not None
        assert tuple(found) == (n, 1)


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("2.4万", 24_000, 1_000),
        ("2.40万", 24_000, 100),
        ("4.04305万", Decimal("40430.5"), Decimal("0.1")),
        ("1.2亿", 120_000_000, 10_000_000),
        ("3百万", 3_000_000, 1_000_000),
        ("两", 2, 1),
        ("十", 10, 1),
        ("一十二", 12, 1),
        ("二十万", 200_000, 10_000),
        ("一亿二千万", 120_000_000, 10_000),
        ("二〇二五", 2025, 1),
        ("75.5", Decimal("75.5"), Decimal("0.1")),
    ],
)
def test_a_number_knows_its_last_place(text: str, value: object, step: object) -> None:
    found = read(text)
    assert found is not None
    assert tuple(found) == (value, step)


NO_NUMBERS = ("", "万", "百", "1,2", ",511", "12,34", "1.", ".5", "二百五", "一二百", "甲", "3万5")


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_or_could_be_two_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("收到23,587件", [(23587, "件", "")]),
        ("收到２３５８７件", [(23587, "件", "")]),
        ("收到1，234件", [(1234, "件", "")]),
        ("收到 12 件", [(12, "件", "")]),
        ("十二宗、两份", [(12, "宗", ""), (2, "份", "")]),
        ("约15件，近120件，超过30件", [(15, "件", "约"), (120, "件", "近"), (30, "件", "超")]),
        ("20余件、20件以上、20件左右", [(20, "件", "余"), (20, "件", "余"), (20, "件", "约")]),
        ("4.043万元", [(40430, "元", "")]),
        ("占75.5％", [(Decimal("75.5"), "%", "")]),
        ("予以公开6、部分公开1。", [(6, "", ""), (1, "", "")]),
        ("复议、诉讼均为零。", [(0, "", "")]),
        ("2024,12件", [(12, "件", "")]),
    ],
)
def test_a_figure_is_a_number_with_its_measure_word(
    text: str, figures: list[tuple[object, str, str]]
) -> None:
    assert [(f.value, f.unit, f.about) for f in find(text).figures] == figures


@pytest.mark.parametrize(
    "text",
    [
        "第二十条",
        "第3件",
        "每一件",
        "3-5件",
        "3至5件",
        "几十件",
        "数百件",
        "一次",
        "两个问题",
        "T12件",
        "万元",
    ],
)
def test_ordinals_articles_and_ranges_are_no_counts(text: str) -> None:
    assert find(text).figures == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12件", 12, 12),
        ("近120件", 110, 120),
        ("120余件", 120, 130),
        ("约120件", 110, 130),
        ("2.4万件", 23_000, 25_000),
        ("超过100件", 100, 300),
    ],
)
def test_a_rough_figure_stands_for_what_rounds_to_it(text: str, low: int, high: int) -> None:
    [figure] = find(text).figures
    assert (figure.low, figure.high) == (low, high)


def test_words_that_deny_and_measure_words_without_a_number() -> None:
    text = "未收到申请，没有复议，无申请，无法提供，共公开条，收到文件，12件，"
    found = find(text)
    assert found.denials == [0, 6, 11]
    assert [at for at in found.missing if WORDS.calls(text, at)] == [23]


def test_words_cover_a_stretch_or_occur_in_it() -> None:
    some = Words(["政府", "政府信息", "公开"])
    assert some.cover("政府信息 公开", 0, 7)
    assert not some.cover("政府信息申请", 0, 6)
    assert some.occur("关于政府", 0, 4)
    assert not some.occur("关于政府", 0, 3)
    assert some.first("政府信息公开", 0) == "政府信息"
    assert some.first("关于政府", 0) == ""


def test_the_longest_word_at_a_place_is_found() -> None:
    kinds = Kinds({"结转": "a", "结转下年": "b", "，": "c"})
    assert [*kinds.find("结转下年，结转", 0, 7)] == [("b", 0, 4), ("c", 4, 5), ("a", 5, 7)]


def test_titles_are_blotted_out_in_place() -> None:
    text = "依据《关于公开12件文件的通知》收到3件"
    assert len(blotted(text)) == len(text)
    assert [f.value for f in find(blotted(text)).figures] == [3]


def told(text: str, reader: Reader, section: str = "overview") -> list[Statement]:
    cut = sentences(blotted(text), find(text), WORDS)
    return list(statements.read(cut, reader, section))


@pytest.mark.parametrize(
    ("text", "area", "scopes"),
    [
        ("全县收到申请5件，办结4件。", (), ["全县", "全县"]),
        ("全县收到申请5件。", ("县",), [""]),
        ("围绕全县中心工作，收到申请5件。", (), [""]),
        ("全县收到申请5件，其中我局新收申请2件。", (), ["全县", ""]),
        ("各部门收到申请5件。", ("县",), []),
        ("全县各部门收到申请5件。", ("县",), [""]),
        ("健全县级机制，收到申请5件。", (), [""]),
        ("全县收到申请5件。办结4件。", (), ["全县"]),
    ],
)
def test_whose_figure_it_is(text: str, area: tuple[str, ...], scopes: list[str]) -> None:
    """A word for an area holds for its clause, and as the subject for the sentence."""
    assert [s.scope for s in told(text, Reader(2025, area))] == scopes


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2024年收到申请5件，2025年收到申请6件。", [6]),
        ("上年收到申请5件。", []),
        ("上半年收到申请5件，全年收到申请9件。", [9]),
        ("1月至6月，收到申请5件。", []),
        ("2025年四季度，本局收到申请5件。今年累计收到申请6件。", [6]),
        ("1月1日至12月31日，收到申请5件。", [5]),
        ("2024年收到申请5件。其中予以公开3件。", []),
        ("下一步，力争收到申请5件。", []),
    ],
)
def test_which_years_figure_it_is(text: str, values: list[int]) -> None:
    assert [s.figure.value for s in told(text, Reader(2025, ()))] == values


@pytest.mark.parametrize(
    "text",
    [
        "检查发现问题，维持3件。",
        "其中现行有效规范性文件8件。",
        "行政许可8000条。",
        "因政府信息公开，其中3件行政复议。",
        "另行查处3件行政处罚。",
        "移送3件涉及行政处罚。",
        "举行3件行政处罚听证。",
        "主动公开文件12件。",
        "制定、废止规范性文件3件。",
        "行政许可全年信息3件。",
        "3件与行政复议有关的来信。",
        "不予行政许可3件。",
        "与上年的10件相比，增加2件。",
    ],
)
def test_what_counts_something_else_is_no_statement(text: str) -> None:
    assert told(text, Reader(2025, ())) == []


def test_an_unknown_area_is_nobodys() -> None:
    assert told("全县收到申请5件。", Reader(2025, None)) == []


@pytest.mark.parametrize(
    ("text", "whole", "parts", "wrong"),
    [
        ("公开9条，其中甲3条、乙6条。", 9, [3, 6], False),
        ("公开9条，其中甲3条、乙7条。", 9, [3, 7], True),
        ("公开9条，其中甲3条、乙2条。", 9, [3, 2], False),
        ("公开100条，其中甲30条、乙40条、丙25条。", 100, [30, 40, 25], True),
        ("公开100条，其中甲30条、乙40条、丙25条、丁3篇。", 100, [30, 40, 25], False),
        ("公开9条（其中甲3条、乙6条），另有5条。", 9, [3, 6], False),
        ("公开9条，其中甲3条（其中丙1条、丁1条）、乙7条。", 9, [3, 7], True),
        ("公开9条，甲、乙分别3条、7条。", 9, [3, 7], True),
        ("公开9条，其中甲3条、乙6条、丙5条。", 9, [3, 6, 5], False),
    ],
)
def test_parts_that_cannot_make_up_a_whole(
    text: str,
    whole: int,
    parts: list[int],
    wrong: bool,
) -> None:
    found = next(splits(text, find(text).figures, WORDS))
    assert (found.whole.value, [p.value for p in found.parts], found.wrong) == (whole, parts, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "公开9条，其中甲等30条、乙60条。",
        "公开约9条，其中甲3条、乙7条。",
        "其中甲3条、乙7条。",
        "公开9条，甲、乙分别增加3条、7条。",
        "公开9条，甲、乙分别3条、7篇。",
        "公开9条，甲、乙、丙分别3条、7条。",
        "公开9条、另有8条，甲、乙分别3条、7条。",
        "公开9条，分别为甲、乙。",
        "不予公开均为0，分别答复。",
        "全部为零，分别答复。",
    ],
)
def test_an_open_list_or_a_rough_whole_is_not_added_up(text: str) -> None:
    assert list(splits(text, find(text).figures, WORDS)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("公开9条，其中甲3条、乙7条。", True),
        ("公开9条，其中甲3条、乙6条。", False),
        ("公开9条，其中甲3条、乙2条，发布7条。", False),
        ("公开9条，比上年增加4条，其中甲3条、乙6条。", False),
        ("公开9条，增长5%，其中甲3条、乙7条。", True),
        ("新收9件，结转2件，其中甲5件、乙6件。", False),
        ("新收9件，其中甲1件；乙2件，丙7件。", False),
        ("公开9条，其中甲1条；乙2条；丙7条。", True),
        ("公开9条，上年为4条，其中甲3条、乙6条。", False),
        ("《公开9条，其中甲3条、乙7条》", False),
        ("公开甲、乙。", False),
    ],
)
def test_what_does_not_add_up_is_found(text: str, wrong: bool) -> None:
    """At a glance or read with care: only what no whole before it can be made of."""
    assert bool(list(contradictions(text, find(text).figures, WORDS))) is wrong


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("申请由上年的50件增加到65件，增长30%。", 3000),
        ("申请从50件降至40件，下降30%。", 2000),
        ("申请65件，比上年的50件增加15件，增长40%。", 3000),
        ("申请40件，较2024年50件减少10%。", 2000),
        ("申请40件，较2024年50件增长10%。", -2000),
        ("申请40件，增长10%。", None),
        ("申请40件，比上年的约50件减少10%。", None),
        ("申请40件，比上年的50人减少10%。", None),
        ("申请40件，比上年的0件增长10%。", None),
        ("公开40条。申请50件，增长10%。", None),
        ("40件中有30件，占75%。", None),
    ],
)
def test_growth_is_read_where_both_years_are_told(text: str, exact: int | None) -> None:
    found = [growth.exact for growth in growths(text, find(text).figures)]
    assert found == ([] if exact is None else [exact])


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("申请16件，比上年的20件减少4件。", 4),
        ("申请16件，比上年的20件增加4件。", -4),
        ("2024年收到20件，2025年收到16件，减少3件。", 4),
        ("2025年收到16件，2024年收到20件，增加4件。", -4),
        ("2023年收到20件，2025年收到16件，减少3件。", None),
        ("2024年答复20件，2025年收到16件，减少3件。", None),
        ("申请16件，减少4件。", None),
        ("申请16件，比上年的20件减少约4件。", None),
        ("公开20件。申请16件，减少4件。", None),
    ],
)
def test_a_difference_is_read_where_both_counts_are_told(text: str, change: int | None) -> None:
    found = [growth.change for growth in changes(text, find(text).figures)]
    assert found == ([] if change is None else [change])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("收到申请16件（网上9件、信函8件）。", [9, 8]),
        ("收到申请16件，网上申请9件，信函申请8件。", [9, 8]),
        ("收到申请16件（网上9件、信函7件）。", None),
        ("收到申请16件（网上9件、信函约8件）。", None),
        ("收到来信16件（网上9件、信函8件）。", None),
        ("收到申请约16件（网上9件、信函8件）。", None),
        ("新收申请15件，结转2件，网上9件、信函8件。", None),
        ("收到申请16件，网上答复9件、信函答复8件。", None),
    ],
)
def test_channels_do_not_come_to_more_than_was_received(text: str, parts: list[int] | None) -> None:
    found = [[p.value for p in s.parts] for s in channels(text, find(text).figures, WORDS)]
    assert found == ([] if parts is None else [parts])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("上半年收到9件，下半年收到8件，全年收到16件。", True),
        ("上半年9件，下半年8件，全年合计16件。", True),
        ("上半年收到9件，下半年收到8件，全年答复16件。", False),
        ("上半年收到9件，下半年收到8件，公开16件。", False),
        ("上半年收到9件，下半年收到8场，全年收到16件。", False),
        ("上半年收到9件。下半年收到8件，全年收到16件。", False),
    ],
)
def test_both_halves_make_up_a_year(text: str, wrong: bool) -> None:
    assert bool([*halves(text, find(text).figures, WORDS)]) is wrong


@pytest.mark.parametrize(
    ("lead", "name", "own"),
    [
        ("市发改委", "清江市发展和改革委员会", True),
        ("县教体局", "云溪县教育体育局", True),
        ("文昌街道", "双塔区人民政府文昌街道办事处", True),
        ("全年区政府办公室", "双塔区人民政府办公室", True),
        ("县公安局", "云溪县数据局", False),
        ("县政府办公室", "云溪县人民政府", False),
        ("县政府", "云溪县人民政府", False),
        ("云溪县政府", "云溪县人民政府", True),
        ("镇政府", "云溪县石桥镇人民政府", True),
        ("民政局", "", False),
    ],
)
def test_an_organ_goes_by_shorter_names(lead: str, name: str, own: bool) -> None:
    told_of = told(f"{lead}收到申请5件。", Reader(2025, (), name))
    assert bool(told_of) is own


def test_a_part_in_another_measure_has_no_share() -> None:
    text = "举办培训7期，其中参训300人次、60个单位，占60%。"
    assert list(shares(text, find(text).figures, WORDS)) == []


def test_a_share_stands_beside_its_part_and_after_its_whole() -> None:
    text = "收到16件，其中自然人12件，占75%，同比增长20%。"
    [share] = shares(text, find(text).figures, WORDS)
    assert (share.part.value, share.whole.value, share.percent.value) == (12, 16, 75)
    assert share.exact == 7500


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("存在两个问题：一是甲；二是乙。", False),
        ("存在3个方面的问题：一是甲；二是乙。", True),
        ("存在3个问题：一是甲；二是乙不够及时和完整，表现为一是丙，二是丁。三是戊。", False),
        ("存在两个问题：一是甲；二是乙。下一步，一是丙；二是丁；三是戊。", False),
        ("公开甲、乙、丙、丁四大类信息。", False),
        ("公开甲、乙和丙、丁、戊五大类信息。", False),
        ("公开甲、乙、丙、丁七大类信息。", True),
        ("公开甲、乙、丙、丁等七大类信息。", False),
        ("公开甲、乙、丙、丁等三大类信息。", True),
    ],
)
def test_a_list_has_as_many_items_as_it_says(text: str, wrong: bool) -> None:
    [listing] = listings(text)
    assert listing.wrong is wrong


@pytest.mark.parametrize("text", ["公开甲、乙两大类信息。", "存在二百五个问题：一是甲；二是乙。"])
def test_a_short_list_or_a_doubtful_number_is_left_alone(text: str) -> None:
    assert list(listings(text)) == []


def test_every_list_of_kinds_begins_with_its_clause() -> None:
    text = "大类很多，公开甲、乙、丙大类，包括丁、戊、己四大类和发布庚、辛、壬、癸三大类。"
    found = [(text[n.start : n.end], n.least, n.wrong) for n in listings(text)]
    assert found == [("四大类", 3, True), ("三大类", 4, True)]


@pytest.mark.parametrize(
    ("text", "listed", "wrong"),
    [
        ("公开甲、乙、丙、丁及戊7大类信息。", 5, True),
        ("公开甲、乙、丙和丁六大类信息。", 4, True),
        ("公开甲、乙和丙、丁、戊七大类信息。", 4, True),
        ("公开甲、乙、丙、丁及戊5大类信息。", 4, False),
        ("公开甲、乙、丙和丁三大类信息。", 3, False),
    ],
)
def test_the_last_item_may_be_joined(text: str, listed: int, wrong: bool) -> None:
    [listing] = listings(text)
    assert (listing.least, listing.wrong) == (listed, wrong)


def test_a_list_in_another_sentence_is_another_list() -> None:
    assert list(listings("存在两个问题。改进如下：一是甲；二是乙；三是丙。")) == []


def test_the_word_lists_are_tidy() -> None:
    """No word stands twice in a list, none is empty, every kind has a word."""
    path = Path(lexicon.__file__).parent / "data" / "prose.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    for family, kinds in data["words"].items():
        for kind, words in kinds.items():
            assert words.split(), (family, kind)
            assert len(set(words.split())) == len(words.split()), (family, kind)
    for table in ("between", "never"):
        for name, words in data[table].items():
            twice = {w for w in words.split() if words.split().count(w) > 1}
            assert not twice, (table, name, twice)
