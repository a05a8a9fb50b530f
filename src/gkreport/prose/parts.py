"""Wholes and their parts, and shares in percent, inside one sentence."""

from decimal import Decimal
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose.sentences import around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.prose.figures import Figure
    from gkreport.prose.lexicon import Lexicon
    from gkreport.prose.numerals import Value

_OF_WHICH: Final = "其中"
_EACH: Final = "分别"
_SHARE: Final = "占"
_REACH: Final = 12
"""How many characters may stand between a whole and 其中."""
_ENOUGH: Final = 3
"""So many parts that add up to nearly the whole are meant to be all of it."""
_NEARLY: Final = 9
"""Tenths of a whole that are nearly all of it."""
_OPEN: Final = "（("
_CLOSE: Final = "）)"


class Split(NamedTuple):
    """A whole and the parts that it is said to be made of."""

    whole: "Figure"
    parts: "tuple[Figure, ...]"
    all_named: bool
    """Whether the parts are certainly meant to be all of it (分别)."""
    cut: bool
    """Whether the list goes on with what is counted otherwise."""

    @property
    def total(self) -> "Value":
        """The parts added up."""
        return sum(part.value for part in self.parts)

    @property
    def wrong(self) -> bool:
        """Whether the parts cannot make up the whole, however much of the list is meant."""
        whole, total = self.whole.value, self.total
        if self.all_named:
            return total != whole
        sums = list(accumulate(part.value for part in self.parts))
        if whole in sums[1:]:
            return False
        nearly = len(sums) >= _ENOUGH and total * 10 >= whole * _NEARLY
        return total > whole or (nearly and not self.cut)


def splits(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Split]":
    """Every whole with parts in a text, where the list is not left open."""
    for word, all_named in ((_OF_WHICH, False), (_EACH, True)):
        at = text.find(word)
        while at >= 0:
            start, stop = around(text, at)
            near = [f for f in figures if start <= f.start < stop]
            whole = _whole(near, at, far=all_named)
            end, nested = _end(text, at, stop)
            if whole is not None and not lexicon.never("parts", text, whole.end, end):
                parts, broken = _parts(text, near, whole, (at, end))
                if len(parts) > 1:
                    yield Split(whole, parts, all_named, broken or nested)
            at = text.find(word, at + len(word))


def _whole(figures: "Sequence[Figure]", at: int, *, far: bool) -> "Figure | None":
    """The figure that what follows is part of."""
    before = [f for f in figures if f.end <= at and f.unit != "%"]
    if not before or before[-1].about:
        return None
    return before[-1] if far or at - before[-1].end <= _REACH else None


def _end(text: str, at: int, stop: int) -> tuple[int, bool]:
    """Where a list of parts ends (its bracket, the full stop), or is broken by one within."""
    end = stop
    if at and text[at - 1] in _OPEN:
        closes = [n for c in _CLOSE if (n := text.find(c, at, stop)) >= 0]
        end = min(closes, default=stop)
    after = text.find(_OF_WHICH, at + len(_OF_WHICH), end)
    while after >= 0 and _bracketed(text, at, after):
        after = text.find(_OF_WHICH, after + len(_OF_WHICH), end)
    return (end, False) if after < 0 else (after, True)


def _parts(
    text: str, figures: "Sequence[Figure]", whole: "Figure", within: tuple[int, int]
) -> "tuple[tuple[Figure, ...], bool]":
    """The figures of a list, those in brackets left out, and whether another kind broke it off."""
    parts: list[Figure] = []
    start, end = within
    for figure in figures:
        if figure.start < start or figure.end > end or figure.unit == "%":
            continue
        if _bracketed(text, start, figure.start):
            continue
        if figure.unit != whole.unit or figure.about or figure.low != figure.high:
            return tuple(parts), True
        parts.append(figure)
    return tuple(parts), False


def _bracketed(text: str, start: int, at: int) -> bool:
    stretch = text[start:at]
    opened = stretch.count("（") + stretch.count("(")
    return opened > stretch.count("）") + stretch.count(")")


class Share(NamedTuple):
    """A part, the whole it stands beside, and the percentage that is stated for it."""

    part: "Figure"
    whole: "Figure"
    percent: "Figure"

    @property
    def exact(self) -> Decimal:
        """What the percentage comes to, in hundredths of a percent."""
        return Decimal(self.part.value) * 10_000 / Decimal(self.whole.value)


def shares(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Share]":
    """Every part of a list after 其中 with its percentage."""
    for part, percent in pairwise(figures):
        if percent.unit != "%" or part.about or _SHARE not in text[part.end : percent.start]:
            continue
        if not lexicon.between("share", text, part.end, percent.start):
            continue
        start, stop = around(text, part.start)
        at = text.rfind(_OF_WHICH, start, part.start)
        near = [f for f in figures if start <= f.start < stop]
        whole = _whole(near, at, far=False) if at >= 0 else None
        if whole is not None and whole.value and whole.unit == part.unit:
            yield Share(part, whole, percent)
