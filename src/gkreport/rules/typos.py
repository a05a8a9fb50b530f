"""Rules about words: misspelled, damaged, doubled, or easily taken for one another."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.form import NUMERALS
from gkreport.rules import Case, rule
from gkreport.rules.looks_words import doubled, is_mixed
from gkreport.rules.whole import COPIED, SHOWN, Spot, Whole, listed, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit

_WORDS: Final = "《现代汉语词典》和公文的通行写法"


@rule(
    "GK740",
    name="mixed-numeral",
    basis="《出版物上数字用法》（GB/T 15835—2011）",
    severity="warning",
)
def mixed_numeral(case: Case) -> "Iterator[Hit]":
    """一个数里既有汉字数字又有阿拉伯数字。

    “2万”“3亿”这样后面带万、亿的是对的；“二十3件”说不清是二十三还是别的数。

    错例：“收到申请二十3件”
    正例：“收到申请23件”
    改法：统一写成阿拉伯数字。
    """
    text = whole(case)
    if not is_mixed(text):
        return
    spots = [Spot(m.start(), m.end()) for m in _mixed().finditer(text.text)]
    if spots:
        words = listed([text.text[spot.start : spot.end] for spot in spots])
        yield text.hit_all(
            "mixed-numeral", f"汉字数字和阿拉伯数字混在一个数里：{words}", spots,
            hint="请核对后统一写成阿拉伯数字",
        )  # fmt: skip


@cache
def _mixed() -> re.Pattern[str]:
    """Only before a measure word: 评选2025十大案例 is right."""
    unit = "(?=余?[件条份个项次人期篇场起家名部宗批])"
    chinese = NUMERALS[:9]
    return re.compile(
        f"(?<![{chinese}0-9第])[{chinese}]?十[0-9]{{1,2}}{unit}"
        f"|(?<![0-9.第])[1-9]十[{chinese}]?{unit}"
    )


@rule("GK741", name="confusable-word", basis=_WORDS, severity="note")
def confusable_word(case: Case) -> "Iterator[Hit]":
    """用了容易混的词，公文里通常用另一个。

    例如后面接日期的是“截至”，“截止”表示到此为止；记账的“账”不写作“帐”；登的是网站，用“登录”。有的写法
    并不算错，所以只作提示，全文合并成一条。

    错例：“截止2025年12月31日”，“建立台帐”
    正例：“截至2025年12月31日”，“建立台账”
    改法：按提示改；确实要用原来的词的，不用改。
    """
    text = whole(case)
    found = text.words.get("confusable")
    if found:
        pairs = list(dict.fromkeys(f"“{_bare(f.wrong)}”通常写作“{_bare(f.right)}”" for f in found))
        shown = "，".join(pairs[:SHOWN]) + ("等" if len(pairs) > SHOWN else "")
        many = f"，共 {len(found)} 处" if len(found) > min(len(pairs), SHOWN) else ""
        spots = [Spot(f.start, f.end, f.right) for f in found]
        yield text.hit_all(
            "confusable-word", f"{shown}{many}", spots, hint="请核对，按公文通行的写法改"
        )


@rule("GK742", name="misspelling", basis=_WORDS, severity="warning")
def misspelling(case: Case) -> "Iterator[Hit]":
    """错别字：选错了字，漏了字，或者颠倒了字。

    词表里收的是年度报告里常见的、对的文字里不会出现的写法。

    错例：“政务公工”，“加强工作布署”
    正例：“政务公开”，“加强工作部署”
    改法：改成对的写法。
    """
    text = whole(case)
    yield from _each(text, "misspelled", "misspelling")


@rule("GK743", name="damaged-phrase", basis="固定的提法应当完整、准确")
def damaged_phrase(case: Case) -> "Iterator[Hit]":
    """固定的提法、国名、党名或者领导人的姓名里少了字、错了字。

    这类差错会成为严重的问题，公布之前必须改正。词表里只收不会有别的读法的。全文像是从网页复制来的，缺字可能
    是复制时造成的，是警告。

    错例：“党国务院”，“习近平新时代中国社会主义思想”
    正例：“党中央、国务院”，“习近平新时代中国特色社会主义思想”
    改法：补全，改正。
    """
    text = whole(case)
    for hit in _each(text, "damaged", "damaged-phrase"):
        if text.folded:
            yield hit._replace(message=f"{hit.message}，{COPIED}", severity="warning")
        else:
            yield hit


def _each(text: Whole, name: str, rule: str) -> "Iterator[Hit]":
    """One hit for each wrong word, at its first place."""
    by_word: dict[tuple[str, str], list[Spot]] = {}
    for found in text.words.get(name, ()):
        spot = Spot(found.start, found.end, found.right)
        by_word.setdefault((found.wrong, found.right), []).append(spot)
    for (wrong, right), spots in by_word.items():
        many = f"，共 {len(spots)} 处" if len(spots) > 1 else ""
        yield text.hit_all(rule, f"“{wrong}”应为“{right}”{many}", spots, hint=f"请改成“{right}”")


def _bare(word: str) -> str:
    return word.rstrip("0123456789")


@rule("GK744", name="doubled-word", basis=_WORDS, severity="warning")
def doubled_word(case: Case) -> "Iterator[Hit]":
    """同一个词连着写了两遍。

    “进一步进一步”多半是改稿时留下的，看的是一个字到四个字的词。“常常”“一一”“逐条逐条”之类本来就重叠的词不算；“县政府政府信息公开”
    是前后两个词碰巧相接，也不算。

    错例：“进一步进一步加强”，“公开的的信息”
    正例：“进一步加强”，“公开的信息”
    改法：删去多的一个。
    """
    text = whole(case)
    spots = sorted(doubled(text.text))
    if spots:
        words = listed([text.text[spot.start : spot.end] for spot in spots])
        yield text.hit_all("doubled-word", f"词语重复：{words}", spots, hint="请核对，删去多的一个")


@rule("GK746", name="traditional-character", basis="《通用规范汉字表》", severity="note")
def traditional_character(case: Case) -> "Iterator[Hit]":
    """夹着繁体字。

    多半是输入法切换到了繁体，或者文字来自繁体的网页。人名、地名、引用古籍用繁体的，不用改。

    错例：“政府信息公開”
    正例：“政府信息公开”
    改法：改成简体字。
    """
    text = whole(case)
    spots = [Spot(f.start, f.end) for f in text.words.get("traditional", ())]
    if spots:
        words = listed([text.text[spot.start : spot.end] for spot in spots])
        yield text.hit_all(
            "traditional-character", f"夹着繁体字：{words}", spots, hint="请改成简体字"
        )
