"""How a contradiction between figures of one text is said, and when a percentage is near enough."""

from typing import TYPE_CHECKING, Final

from gkreport.finding import plain
from gkreport.rules.quantities_read import clause

if TYPE_CHECKING:
    from decimal import Decimal

    from gkreport.finding import Hit, Number
    from gkreport.prose.figures import Figure
    from gkreport.prose.growth import Growth
    from gkreport.prose.parts import Share, Split
    from gkreport.rules import Passage

HINT: Final = "请核对台账，改正写错的数"
_CALCULATE: Final = "请重新计算，改正百分比或者件数"
_TOLERANCE: Final = 10
"""A tenth of a percentage point, in hundredths."""
_HUNDREDTHS: Final = 100
_WHY: Final = {False: "紧接着说“其中”", True: "紧接着说“分别”"}
"""Why a figure is taken for the whole."""


def apart(more: "Number") -> str:
    """多 3, 少 3."""
    return f"多 {plain(more)}" if more > 0 else f"少 {plain(-more)}"


def split_hit(passage: "Passage", split: "Split") -> "Hit":
    """The whole, why it is one, and what the parts come to; a note where the list may be open."""
    whole, money = split.whole, split.whole.unit == "元"
    total, value = split.total, whole.value
    parts = "、".join(plain(part.value) for part in split.parts)
    behind = "" if split.why else "后面"
    text = (
        f"“{clause(passage.text, whole)}”是总数（{split.why or _WHY[split.all_named]}），"
        f"{behind}各部分（{parts}）之和是 {plain(total)}，比总数{apart(total - value)}"
    )
    start, end = (split.parts[-1].start, split.parts[-1].end) if not money else whole[4:6]
    return passage.hit(
        "parts-differ", text, min(start, whole.start), end, found=plain(total),
        expected=plain(value), hint=HINT, severity=None if split.certain else "note",
    )  # fmt: skip


def near(exact: "Decimal", percent: "Figure") -> bool:
    """Whether a percentage is that of the figures, but for rounding; in hundredths of a percent."""
    step = percent.high - percent.value
    return abs(exact - percent.value * _HUNDREDTHS) <= max(_TOLERANCE, (step or 1) * _HUNDREDTHS)


def _percent(hundredths: "Decimal") -> str:
    return f"{hundredths / _HUNDREDTHS:.2f}".rstrip("0").rstrip(".")


def share_hit(passage: "Passage", share: "Share") -> "Hit":
    """The part, the whole and why it is one, and what the percentage comes to."""
    part, percent, exact = share.part, share.percent, _percent(share.exact)
    stated = passage.text[percent.start : percent.end].strip()
    text = (
        f"“{clause(passage.text, share.whole)}”是总数（{share.why or _WHY[False]}），"
        f"{plain(part.value)} 占 {plain(share.whole.value)} 的 {exact}%，文字写的是 {stated}"
    )
    return passage.hit(
        "percentage-differs", text, percent.start, percent.end, found=stated,
        expected=f"{exact}%", hint=_CALCULATE,
    )  # fmt: skip


def table_share_hit(passage: "Passage", share: "Share", whole: str) -> "Hit":
    """The part, what the tables have in all, and what the percentage comes to."""
    part, percent, exact = share.part, share.percent, _percent(share.exact)
    stated = passage.text[percent.start : percent.end].strip()
    text = (
        f"“{clause(passage.text, part)}”占{whole} {plain(share.whole.value)} 的 {exact}%，"
        f"文字写的是 {stated}"
    )
    return passage.hit(
        "percentage-differs", text, percent.start, percent.end, found=stated,
        expected=f"{exact}%", hint=_CALCULATE,
    )  # fmt: skip


def nothing_hit(passage: "Passage", start: int, end: int, word: str) -> "Hit":
    """No applications this year, and yet more than last year."""
    stated = "".join(passage.text[start:end].split())
    text = f"今年没有收到申请，不可能比上年{word}，文字写的是{stated}"
    return passage.hit(
        "percentage-differs", text, start, end, found=stated,
        hint="请核对上年的件数，改正增减的字，或者改正收到的件数",
    )  # fmt: skip


def growth_hit(passage: "Passage", growth: "Growth") -> "Hit":
    """Both counts, and what the percentage comes to."""
    percent, exact = growth.percent, _percent(abs(growth.exact))
    stated = passage.text[percent.start : percent.end].strip()
    before, after, unit = plain(growth.before.value), plain(growth.after.value), growth.after.unit
    word = "增长" if growth.after.value > growth.before.value else "下降"
    text = f"从 {before} {unit}到 {after} {unit}是{word} {exact}%，文字写的是{growth.word} {stated}"
    turned = f"{word} " if growth.exact < 0 else ""
    return passage.hit(
        "percentage-differs", text, percent.start, percent.end, found=stated,
        expected=f"{turned}{exact}%", hint=_CALCULATE,
    )  # fmt: skip


def change_hit(passage: "Passage", growth: "Growth") -> "Hit":
    """Both counts, and by how many they differ."""
    more, change = growth.percent, max(growth.change, -growth.change)
    grows = growth.after.value > growth.before.value
    before, after, unit = plain(growth.before.value), plain(growth.after.value), growth.after.unit
    exact = f"{'增加' if grows else '减少'} {plain(change)} {unit}"
    stated = f"{growth.word} {plain(more.value)} {unit}"
    text = f"从 {before} {unit}到 {after} {unit}是{exact}，文字写的是{stated}"
    return passage.hit(
        "percentage-differs", text, more.start, more.end, found=stated, expected=exact, hint=HINT
    )
