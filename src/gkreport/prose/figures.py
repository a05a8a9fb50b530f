"""Figures with their measure words, places where one is missing, and words that deny."""

import re
from functools import cache
from operator import attrgetter
from string import ascii_letters
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose import numerals

if TYPE_CHECKING:
    from gkreport.prose.numerals import Value

_COUNTS: Final = "件宗份条次起批篇例项个部元家期场"
MEASURES: Final = _COUNTS + "%％"
"""With one of these a figure ends."""
_DENYING: Final = {
    "未": "收接受发产出有制印作实涉引被办曾",
    "没": "有",
    "无": "依政信申行复上结转收规公",
}
"""What follows a denying word where it denies a quantity."""
_ALONE: Final = "件宗份条次起篇"
"""Measure words that may be found without their number."""
_MARKS: Final = "，。、；,;"
_SPACES: Final = " \u3000" + chr(0xA0)
_ARABIC: Final = "0-9０-９"
_SPELT: Final = "〇零一二两三四五六七八九十百千万亿"
NUMERALS: Final = "0123456789０１２３４５６７８９" + _SPELT
"""With one of these a figure begins."""
_NUMBER: Final = NUMERALS + ",，.．"
_VAGUE: Final = frozenset("个次批项条起部家期场")
"""一个, 一次: an article more often than a figure."""
_JOINED: Final = frozenset("第每任同统唯某进逐几数上")
"""第一次, 每一件, 几十件: no count."""
_RANGE: Final = frozenset("-—–~～至到")
_BELOW: Final = ("将近", "接近", "近", "不足")
_ROUND: Final = ("大约", "约")
_ABOVE: Final = ("超过", "突破", "不少于", "至少", "超", "逾")
_BEHIND: Final = ("余", "多", "以上", "左右")
_BESIDE: Final = (*_BELOW, *_ROUND, *_ABOVE)
_MORE: Final = frozenset("余多来")

_COUNTED: Final = frozenset(_NUMBER + _SPACES + "余多来")
"""Before a measure word, one of these may end a number."""
_WINDOW: Final = 9
_DIGITS: Final = "0123456789"
_PLAIN, _DENIAL, _BARE = 1, 2, 3
"""What a sweep has found, by the group that is there: else a measure word of another kind."""
_UNPLAIN: Final = frozenset(
    _NUMBER + _SPACES + "余多来第几数每任同某近约超逾足少过破-—–~～至到" + ascii_letters
)
"""Before digits, one of these may make them more, or less, than a count."""
_LEADING: Final = "，到"
"""收到3件, 其中，3件: such a one only does so behind another number."""
_UNLED: Final = _UNPLAIN | {""}


class Figure(NamedTuple):
    """A number with its measure word. `low` and `high` are what it may stand for."""

    value: "Value"
    low: "Value"
    high: "Value"
    unit: str
    start: int
    end: int
    about: str
    """近, 约, 余 … where one stands beside it."""

    def allows(self, value: "Value") -> bool:
        """Whether the figure may stand for that value."""
        return self.low <= value <= self.high


class Marks(NamedTuple):
    """Everything in a text that a reader of quantities looks at, in order."""

    figures: list[Figure]
    missing: list[int]
    """Measure words that no figure stands before, by their place."""
    denials: list[int]
    """Words that deny: 未, 没有, 无."""


@cache
def _pattern() -> re.Pattern[str]:
    """One sweep for everything: it leads with a set of rare characters and looks back.

    均为0, 予以公开6, 为零: where one of these stands, figures may have no measure word.
    """
    denials = "|".join(f"(?<={sign})[{then}]" for sign, then in _DENYING.items())
    return re.compile(
        f"[{MEASURES}{''.join(_DENYING)}均予零]"
        f"(?:(?<=[0-9][{_COUNTS}])(?![余多以左])()"
        f"|(?<=[{_ARABIC}{_SPELT}余多来{_SPACES}][{MEASURES}])|(?<=[{_ALONE}])(?=[{_MARKS}])"
        f"|({denials})|((?<=均)为|(?<=予)以公|(?<=零)(?=[{_MARKS}])))"
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile("[0-9零](?=[，。、；,;）)])")


def find(text: str) -> Marks:
    """Every figure, every measure word without a figure, every denying word."""
    found, bare = Marks([], [], []), False
    figures, new = found.figures, tuple.__new__
    for match in _pattern().finditer(text):
        at, group = match.start(), match.lastindex
        if group == _PLAIN:
            # The usual case: up to nine Arabic digits, and nothing before that changes them.
            window = text[at - 10 if at > _WINDOW else 0 : at]
            body = window.rstrip(_DIGITS)
            last = body[-1:]
            if last not in _UNPLAIN or (last in _LEADING and body[-2:-1] not in _UNLED):
                value = int(window[len(body) :])
                start = at - len(window) + len(body)
                figures.append(new(Figure, (value, value, value, text[at], start, at + 1, "")))
                continue
        if group == _DENIAL:
            found.denials.append(at)
        elif group == _BARE:
            bare = True
        else:
            _measured(text, at, found)
    if bare:
        more = [_figure(text, m.end(), "") for m in _bare().finditer(text)]
        figures.extend(f for f in more if f is not None)
        figures.sort(key=attrgetter("start"))
    return found


def _measured(text: str, at: int, found: Marks) -> None:
    """What stands before a measure word: a figure, or nothing where one is called for."""
    unit, before = text[at], text[at - 1] if at else ""
    if before not in _COUNTED:
        if unit in _ALONE:
            found.missing.append(at)
    elif unit != "个" or before not in _SPELT:  # 两个问题 is no figure of a table
        figure = _figure(text, at, unit)
        if figure is not None:
            found.figures.append(figure)
        elif before in _SPACES and unit in _ALONE:
            found.missing.append(at)


def _figure(text: str, at: int, unit: str) -> Figure | None:
    """The figure whose measure word stands at that place; without one, that ends there."""
    if not unit and text[at + 1 : at + 2].isdigit():
        return None
    window = text[max(0, at - 16) : at].rstrip(_SPACES)
    stop = at - (min(at, 16) - len(window))
    more = window[-1] if window and window[-1] in _MORE else ""
    if more:
        window = window[:-1]
    found = window[len(window.rstrip(_NUMBER)) :].lstrip(",，.．")
    number = numerals.read(found)
    if number is None and ("," in found or "，" in found):
        found = found.replace("，", ",").rpartition(",")[2]
        number = numerals.read(found)
    if number is None:
        return None
    start = stop - len(more) - len(found)
    if _no_count(text, start, found, unit):
        return None
    end = at + len(unit)
    about = _about(text, start, more, end)
    low, high = _bounds(number, about)
    unit = "%" if unit == "％" else unit
    return Figure(number.value, low, high, unit, start, end, about)


def _no_count(text: str, start: int, found: str, unit: str) -> bool:
    """Whether the number only looks like a count: an ordinal, an article, the end of a range."""
    before = text[start - 1 : start] if start else ""
    if before in _JOINED and before:
        return before not in "上数" or found[0] in _SPELT
    if found == "一" and unit in _VAGUE:
        return True
    if before in _RANGE and before:
        return text[start - 2 : start - 1] in _NUMBER and start > 1
    return before.isascii() and before.isalpha()


def _about(text: str, start: int, more: str, end: int) -> str:
    """The word that makes the figure a rough one, or an empty string."""
    if more or text.startswith(_BEHIND, end):
        return "约" if not more and text.startswith("左右", end) else "余"
    before = text[max(0, start - 3) : start].rstrip(_SPACES)
    if before.endswith(_BESIDE):
        for words, sign in ((_BELOW, "近"), (_ROUND, "约"), (_ABOVE, "超")):
            if before.endswith(words):
                return sign
    return ""


def _bounds(number: numerals.Number, about: str) -> "tuple[Value, Value]":
    """What a figure may stand for: itself, or everything that rounds to it."""
    value, step = number
    if not about:
        return (value, value) if step == 1 else (value - step, value + step)
    place = step
    while value and value % (place * 10) == 0:
        place *= 10
    match about:
        case "近":
            return value - place, value
        case "余":
            return value, value + place
        case "超":
            return value, value * 2 + place
    return value - place, value + place
