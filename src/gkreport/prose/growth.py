"""Growth inside one sentence: both counts and the percentage that is stated for it."""

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose.sentences import around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.prose.figures import Figure

_DOWN: Final = frozenset(("下降", "减少", "降低"))
_LEAD: Final = 8
"""How many characters before the first count may belong to the pattern."""


class Growth(NamedTuple):
    """Two counts, the earlier one first, and the percentage by which they are said to differ."""

    before: "Figure"
    after: "Figure"
    percent: "Figure"
    word: str
    """增长, 下降 …"""

    @property
    def exact(self) -> Decimal:
        """What it comes to, in hundredths of a percent; negative if it goes the other way."""
        change = (self.after.value - self.before.value) * (-1 if self.word in _DOWN else 1)
        return Decimal(change) * 10_000 / Decimal(self.before.value)


@cache
def _patterns() -> "tuple[tuple[re.Pattern[str], int, int], ...]":
    """Patterns over a clause with # for a count and % for a percentage; which count came first."""
    year = "(?:20[0-9]{2}年度?|上年度?|去年|上一年度?)"
    word = "(增长|上升|增加|下降|减少|降低)"
    change = "(?:增加|增长|增|减少|减|降|上升|下降)(?:到|至)"
    return (
        (re.compile(f"(?:由|从){year}?的?#{change}#，{word}了?%"), 0, 1),
        (re.compile(f"#，(?:比|较|与){year}的?#(?:相比)?，?(?:{word}#，)?{word}了?%"), 1, 0),
    )


def growths(text: str, figures: "Sequence[Figure]") -> "Iterator[Growth]":
    """由 50 件增加到 65 件，增长 30%; 65 件，比上年的 50 件增加 15 件，增长 30%."""
    for n, percent in enumerate(figures):
        if percent.unit != "%":
            continue
        start, _ = around(text, percent.start)
        for count in (3, 2):
            taken = figures[n - count : n] if n >= count else ()
            if taken and taken[0].start >= start and _alike(taken):
                found = _read(text, taken, percent)
                if found is not None:
                    yield found
                    break


def _alike(figures: "Sequence[Figure]") -> bool:
    """Whether figures are exact counts of the same things."""
    unit = figures[0].unit
    return all(f.unit == unit and f.low == f.high and f.value for f in figures)


def _read(text: str, counts: "Sequence[Figure]", percent: "Figure") -> Growth | None:
    """The growth of some counts, if the words between them are the usual ones."""
    shape = text[max(0, counts[0].start - _LEAD) : counts[0].start] + "#"
    for one, following in pairwise((*counts, percent)):
        shape += text[one.end : following.start] + ("%" if following is percent else "#")
    for pattern, first, second in _patterns():
        match = pattern.search(shape.replace(",", "，"))
        if match and match.end() == len(shape) and match[0].count("#") == len(counts):
            word = match[match.lastindex or 1]
            return Growth(counts[first], counts[second], percent, word)
    return None
