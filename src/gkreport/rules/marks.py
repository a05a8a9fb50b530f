"""Rules about punctuation and spaces: what stands doubled, half-width, or where none belongs."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.rules import Case, codepage, rule
from gkreport.rules.codepage import WORD
from gkreport.rules.whole import SHOWN, Spot, Whole, listed, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit

_MARKS: Final = "《标点符号用法》（GB/T 15834—2011）"
_FIGURES: Final = "《出版物上数字用法》（GB/T 15835—2011）"
_HAN: Final = r"\u4e00-\u9fff"
_WIDE: Final = dict(zip(",;:!().", "，；：！（）。", strict=True))
_DIGITS: Final = codepage.encode(codepage.FULL_DIGITS)
_STOP: Final = WORD + b"."
_NARROW: Final = b",;:!()"
_NEAR: Final = WORD + codepage.encode("，。、；：（）《》“”")


@rule("GK734", name="doubled-mark", basis=_MARKS, severity="warning")
def doubled_mark(case: Case) -> "Iterator[Hit]":
    """两个标点连在一起，多了一个。

    多半是改稿时删了字、留下了标点，也可能中间漏了内容，例如“电话：，”漏了号码。

    错例：“及时更新。。”，“加强培训，。”
    正例：“及时更新。”
    改法：留下应有的一个；中间漏了内容的，补上内容。同一个标点写了两遍的，check --fix 会改好。
    """
    text = whole(case)
    if b",," not in text.kinds:
        return
    spots = [Spot(m.start(), m.end()) for m in _doubled().finditer(text.text)]
    if spots:
        from gkreport.rules import mends  # noqa: PLC0415 - only where something is wrong

        words = listed([text.around(spot) for spot in spots])
        yield text.hit_all(
            "doubled-mark", f"标点重复：{words}", spots, hint="请留下应有的一个；漏了内容的，补上",
            mends=mends.same(text, spots),
        )  # fmt: skip


@cache
def _doubled() -> re.Pattern[str]:
    return re.compile("[，。、；：,;][，。、；：,;:]+|:[，。、；：,;]+")


@rule("GK735", name="half-width-mark", basis=_MARKS, severity="note")
def half_width_mark(case: Case) -> "Iterator[Hit]":
    """中文里用了半角的逗号、冒号、括号等。

    中文的标点应当用全角。全文的逗号、冒号、括号都是半角的，多半是文字经过了程序处理，公布的原文未必这样，
    合并成一条来说。

    错例：“主动公开政府信息,及时答复申请”
    正例：“主动公开政府信息，及时答复申请”
    改法：改成全角标点。汉字后面的标点和成对的括号，check --fix 会改好；网址和文件名里的不动。
    """
    text = whole(case)
    if not _is_beside_words(text) and not (b"." in text.shape and _STOP in text.shape):
        return
    spots = [Spot(m.start(), m.end(), _WIDE[m[0]]) for m in _half_width().finditer(text.text)]
    if spots and text.folded:
        yield text.hit_all(
            "half-width-mark", f"文本似经规范化处理：逗号、冒号、括号全是半角，共 {len(spots)} 处，"
            "可能是复制网页时造成的", spots, hint="请对照原文；原文是全角的，全部换成全角",
        )  # fmt: skip
    elif spots:
        from gkreport.rules import mends  # noqa: PLC0415 - only where something is wrong

        yield text.hit_all(
            "half-width-mark", f"中文里用了半角标点：{_shown(text, spots)}", spots,
            hint="请改成全角标点", mends=mends.wide(text, spots),
        )  # fmt: skip


def _is_beside_words(text: Whole) -> bool:
    """Whether a half-width mark stands beside a Chinese character or mark; not so in 10:30."""
    shape = text.shape
    for code in set(text.odd).intersection(_NARROW):
        at = shape.find(code)
        while at >= 0:
            if shape[at - 1] in _NEAR or shape[at + 1] in _NEAR:
                return True
            at = shape.find(code, at + 1)
    return False


@cache
def _half_width() -> re.Pattern[str]:
    """Beside a Chinese character or a Chinese mark; a full stop only at the end of a sentence."""
    near = f"{_HAN}，。、；：（）《》“”"
    return re.compile(
        f"(?<=[{near}])[,;:!()]|[,;:!()](?=[{near}])|(?<=[{_HAN}])\\.(?=[{_HAN}]|\\s|$)"
    )


@rule("GK736", name="straight-quote", basis=_MARKS, severity="note")
def straight_quote(case: Case) -> "Iterator[Hit]":
    """中文里用了不分左右的半角引号。

    中文的引号分左右：“ ”和‘ ’。

    错例：`"互联网+政务服务"`
    正例：“互联网+政务服务”
    改法：改成左引号和右引号。一行里正好成对的，check --fix 会改好。
    """
    text = whole(case)
    if not _has(text.odd, b"\"'"):
        return
    spots = [Spot(m.start(), m.end()) for m in _straight().finditer(text.text)]
    if spots:
        from gkreport.rules import mends  # noqa: PLC0415 - only where something is wrong

        words = _shown(text, spots[::2])
        yield text.hit_all(
            "straight-quote", f"引号不分左右：{words}", spots, hint="请改成“”，一左一右",
            mends=mends.quotes(text),
        )  # fmt: skip


@cache
def _straight() -> re.Pattern[str]:
    return re.compile(f"\"|(?<=[{_HAN}])'|'(?=[{_HAN}])")


@rule("GK738", name="stray-space", basis="公文写作的习惯，格式没有规定", severity="note")
def stray_space(case: Case) -> "Iterator[Hit]":
    """词语或数字中间夹着空格。

    从网页或者表格复制来的文字常带着空格，有的看起来和普通空格一样，其实不是。数字两边都空一格的，是一种
    排版习惯，不算；“中共中央 国务院”这样并列的名称也不算。

    错例：“政府信息公开 年度报告”
    正例：“政府信息公开年度报告”
    改法：删去空格。
    """
    text = whole(case)
    if not _has(text.odd, codepage.encode(codepage.SPACES)):
        return
    spots = [Spot(*m.span(m.lastindex or 0)) for m in _space().finditer(text.text)]
    if spots:
        words = listed([text.around(spot) for spot in spots])
        yield text.hit_all(
            "stray-space", f"中间夹着空格：{words}", spots, found="", hint="请删去空格"
        )


@cache
def _space() -> re.Pattern[str]:
    """Between Chinese characters, between figures, and on one side only of a figure."""
    blank, unit = f"([{codepage.SPACES}]+)", "(?=[年月日件条份个项次人期篇场万元])"
    names = "国务院|省政府|市政府|县政府|区政府|人民政府|办公厅|办公室|总则|附则"
    parts = (
        f"(?<=[{_HAN}]){blank}(?=[{_HAN}])(?!{names})",
        f"(?<=[{_HAN}])[0-9]{{1,4}}{blank}{unit}",
        f"(?<=[{_HAN}]){blank}(?=[0-9]+{unit})",
        f"(?<=[{_HAN}])[0-9]{{1,3}}{blank}(?=[0-9]{{1,4}}{unit})",
    )
    return re.compile("|".join(parts))


@rule("GK739", name="full-width-digit", basis=_FIGURES, severity="note")
def full_width_digit(case: Case) -> "Iterator[Hit]":
    """正文里用了全角数字。

    错例：“２０２５年”
    正例：“2025年”
    改法：改成半角数字；check --fix 会改好。
    """
    text = whole(case)
    if not _has(text.odd, _DIGITS):
        return
    from gkreport.rules import mends  # noqa: PLC0415 - only where something is wrong

    spots = [
        Spot(m.start(), m.end(), "".join(str(int(c)) for c in m[0]))
        for m in _full_width().finditer(text.text)
    ]
    words = listed([text.text[spot.start : spot.end] for spot in spots])
    yield text.hit_all(
        "full-width-digit", f"用了全角数字：{words}", spots, hint="请改成半角数字",
        mends=mends.figures(text),
    )  # fmt: skip


@cache
def _full_width() -> re.Pattern[str]:
    return re.compile(f"[{codepage.FULL_DIGITS}]+")


def _has(odd: bytes, signs: bytes) -> bool:
    """Whether any of the signs is among the odd ones."""
    return bool(odd) and len(odd.translate(None, signs)) != len(odd)


def _shown(text: Whole, spots: list[Spot]) -> str:
    """The first places with what stands around them, and how many there are."""
    near = list(dict.fromkeys(text.around(spot) for spot in spots[:SHOWN]))
    shown = "、".join(f"“{words}”" for words in near)
    return shown if len(spots) <= SHOWN else f"{shown}等，共 {len(spots)} 处"
