"""Growth inside one sentence: both counts and the percentage or difference that is stated."""

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose.sentences import around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.prose.figures import Figure
    from gkreport.prose.numerals import Value

_DOWN: Final = frozenset(("下降", "减少", "降低"))
_LEAD: Final = 8
"""How many characters before the first count may belong to the pattern."""
_WORD: Final = "(增长|上升|增加|下降|减少|降低)"
_WORDS: Final = ("增长", "上升", "增加", "下降", "减少", "降低")
_SAID: Final = (*_WORDS, *[word + "了" for word in _WORDS])
_AGAINST: Final = "同比|相比|对比|比|较|与"
_LONG: Final = 24
"""The same where that count is told with its year."""
_TOLD: Final = "[^#，。；其复诉办]*(?:收到|新收)[^#，。；其复诉办]*"
"""与上年的34件相比，2025年收到申请45件: nothing else is counted than what was received."""
_ASKING: Final = (
    "到过任何公民法人和或者及其他它组织、的提出交向我局委办本机关单位书面依政府务信息公开"
)
"""The characters of what stands before 申请 where all of them are meant."""
_SPANS: Final = ("月", "季", "半年", "上年", "去年", "前", "网", "信函", "当面", "全县", "全市")
"""Where one of these stands, it is a part of the year, another year, or some of them."""
_SUBJECT: Final = " 共计为的"


class Growth(NamedTuple):
    """Two counts, the earlier one first, and by how much they are said to differ.

    `percent` is a percentage, or a count of the same things (增加4件).
    """

    before: "Figure"
    after: "Figure"
    percent: "Figure"
    word: str
    """增长, 下降 …"""

    @property
    def change(self) -> "Value":
        """By how much they differ; negative if it goes the other way."""
        return (self.after.value - self.before.value) * (-1 if self.word in _DOWN else 1)

    @property
    def exact(self) -> Decimal:
        """The same in hundredths of a percent."""
        return Decimal(self.change) * 10_000 / Decimal(self.before.value)


@cache
def _patterns() -> "tuple[tuple[re.Pattern[str], int, int], ...]":
    """Patterns over a clause with # for a count and % for a percentage; which count came first."""
    year = "(?:20[0-9]{2}年度?|上年度?|去年|上一年度?)"
    word = _WORD
    change = "(?:增加|增长|增|减少|减|降|上升|下降)(?:到|至)"
    return (
        (re.compile(f"(?:由|从){year}?的?#{change}#，{word}了?%"), 0, 1),
        (re.compile(f"#，(?:{_AGAINST}){year}的?#(?:相比)?，?(?:{word}#，)?{word}了?%"), 1, 0),
        (re.compile(f"#，(?:{_AGAINST}){year}的?#(?:相比)?，?{word}了?[+]"), 1, 0),
        (re.compile(f"(?:与|和|同|比|较){year}的?#(?:相比)?，{_TOLD}#，{word}了?[+%]"), 0, 1),
    )


@cache
def _dated() -> "re.Pattern[str]":
    """2025年收到#，2024年收到#，同比下降%; + stands for a count by which they differ."""
    year = "(20[0-9]{2})年度?([^#，。；]*)#，"
    return re.compile(f"{year}{year}(?:同比|比上年|较上年|比去年)?{_WORD}了?[%+]")


def growths(text: str, figures: "Sequence[Figure]") -> "Iterator[Growth]":
    """由 50 件增加到 65 件，增长 30%; 65 件，比上年的 50 件增加 15 件，增长 30%."""
    for n, percent in enumerate(figures):
        if percent.unit == "%" and text.endswith(_SAID, 0, percent.start):
            yield from _before(text, figures[:n], percent, (3, 2))


def changes(text: str, figures: "Sequence[Figure]") -> "Iterator[Growth]":
    """65 件，比上年的 50 件增加 15 件: the same with the count by which they differ."""
    for n, more in enumerate(figures):
        if is_change(text, more) and more.low == more.high:
            same = [f for f in figures[max(0, n - 2) : n] if f.unit == more.unit]
            yield from _before(text, same, more, (2,))


def out_of_nothing(text: str, year: int | None) -> "Iterator[tuple[int, int, str]]":
    """没有收到申请，受理数量较上年增加1件: where the increase is told, and its word."""
    for match in _nothing().finditer(text):
        lead = match["lead"]
        years = {int(named) for named in re.findall("20[0-9]{2}", lead)}
        if years <= {year} and not any(word in lead for word in _SPANS):
            yield match.start("by"), match.end("by"), match["word"]


@cache
def _nothing() -> "re.Pattern[str]":
    """What says that there were no applications, and then that they have become more."""
    none = f"(?:未|没有)(?:收到|接到|受理)[{_ASKING}]*申请(?:件|事项|的情况)?"
    nought = f"(?:收到|接到|受理)[{_ASKING}]*申请(?:共|共计)?(?:0|零)件"
    of_last = "(?:同比|[较比与](?:上年度?|上一年度?|去年)(?:同期)?(?:相比)?，?)"
    count = "[0-9.]+(?:件|[%％])"
    return re.compile(
        f"(?:^|(?<=[。；，\n]))(?P<lead>[^。；，\n]{{0,24}}?)(?:{none}|{nought})，"
        f"(?:政府信息公开|依申请公开|受理|收到|申请)*(?:数量|件数|总数|总量|数|量)?{of_last}"
        f"(?P<by>(?P<word>增加|增长|上升)了?{count})"
    )


def is_change(text: str, figure: "Figure") -> bool:
    """Whether a figure says by how many something differs: 增加4件."""
    return figure.unit != "%" and text.endswith(_WORDS, 0, figure.start)


def _before(
    text: str, figures: "Sequence[Figure]", last: "Figure", counts: tuple[int, ...]
) -> "Iterator[Growth]":
    """The growth of the counts right before a figure, as many as the words allow."""
    start, _ = around(text, last.start)
    for count in counts:
        taken = figures[-count:] if len(figures) >= count else ()
        if taken and taken[0].start >= start and _alike(taken):
            found = _read(text, taken, last)
            if found is not None:
                yield found
                return


def _alike(figures: "Sequence[Figure]") -> bool:
    """Whether figures are exact counts of the same things."""
    unit = figures[0].unit
    return all(f.unit == unit and f.low == f.high and f.value for f in figures)


def _read(text: str, counts: "Sequence[Figure]", last: "Figure") -> Growth | None:
    """The growth of some counts, if the words between them are the usual ones."""
    shape = text[max(0, counts[0].start - _LONG) : counts[0].start] + "#"
    sign = "%" if last.unit == "%" else "+"
    for one, following in pairwise((*counts, last)):
        shape += text[one.end : following.start] + (sign if following is last else "#")
    shape = shape.replace(",", "，").replace("（#）", "#").replace("(#)", "#")
    head = max(0, shape.index("#") - _LEAD)
    for pattern, first, second in _patterns():
        match = pattern.search(shape, head)
        if match and match.end() == len(shape) and match[0].count("#") == len(counts):
            word = match[match.lastindex or 1]
            return Growth(counts[first], counts[second], last, word)
    match = _dated().search(shape)
    if match is None or match.end() != len(shape) or match[0].count("#") != len(counts):
        return None
    return _of_years(match, counts, last)


def _of_years(match: re.Match[str], counts: "Sequence[Figure]", last: "Figure") -> Growth | None:
    """The growth from one year to the next, of the same things."""
    one, other = int(match[1]), int(match[3])
    first, second = match[2].strip(_SUBJECT), match[4].strip(_SUBJECT)
    if abs(one - other) != 1 or not (first in second or second in first):
        return None
    before, after = counts if one < other else (counts[1], counts[0])
    return Growth(before, after, last, match[5])
