"""Wholes and their parts, and shares in percent, inside one sentence.

A whole is the count right before 其中; what is compared with another year, or is a percentage, is
an aside and no whole. Where a sentence has other counts that could be the whole, they are kept: a
list is wrong only if it fits none of them.
"""

from bisect import bisect_left
from decimal import Decimal
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose.adding import EACH, OF_WHICH, adds_up, places
from gkreport.prose.sentences import around, blotted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.prose.figures import Figure
    from gkreport.prose.lexicon import Lexicon
    from gkreport.prose.numerals import Value

_START: Final = attrgetter("start")
_SHARE: Final = "占"
_REACH: Final = 12
"""How many characters may stand between a whole and 其中."""
_ENOUGH: Final = 3
"""So many parts that add up to nearly the whole are meant to be all of it."""
_NEARLY: Final = 9
"""Tenths of a whole that are nearly all of it."""
_OPEN: Final = "（("
_CLOSE: Final = "）)"
_ENDS: Final = "；;"
_STOPS: Final = "，,；;：:、（("
_BEING: Final = " 为是有达：:"
_PIECES: Final = ("文字解读", "图文解读", "图片解读", "视频解读")
"""Kinds of pieces, each piece of one kind; 文字, 图片, 视频 alone are forms of the same."""
_JOINS: Final = "、，,和及与并另"
_QUARTERS: Final = ("一季度", "二季度", "三季度", "四季度")
_BY_QUARTER: Final = "后面四个季度都列出来了"


def _without(text: str, words: tuple[str, ...]) -> str:
    """A text with some words blotted out; places stay."""
    for word in words:
        text = text.replace(word, "□" * len(word))
    return text


class Split(NamedTuple):
    """A whole and the parts that it is said to be made of."""

    whole: "Figure"
    parts: "tuple[Figure, ...]"
    all_named: bool
    """Whether the parts are certainly meant to be all of it (分别)."""
    cut: bool
    """Whether the list goes on with what is counted otherwise."""
    others: "tuple[Value, ...]" = ()
    """What else the sentence has that could be the whole."""
    why: str = ""
    """Why the whole is one, where neither 其中 nor 分别 says so."""

    @property
    def total(self) -> "Value":
        """The parts added up."""
        return sum(part.value for part in self.parts)

    @property
    def exceeded(self) -> bool:
        """Whether one part alone is larger than all that could be the whole."""
        return bool(self.parts) and self.parts[0].value > max(self.whole.value, *self.others, 0)

    @property
    def certain(self) -> bool:
        """Whether no longer or shorter list could be meant."""
        return self.all_named or self.total > self.whole.value

    @property
    def wrong(self) -> bool:
        """Whether the parts cannot make up the whole, however much of the list is meant."""
        whole, total = self.whole.value, self.total
        if self.all_named:
            return total not in {whole, *self.others}
        sums = list(accumulate(part.value for part in self.parts))
        if not {whole, *self.others}.isdisjoint(sums[1:]):
            return False
        nearly = len(sums) >= _ENOUGH and total * 10 >= whole * _NEARLY
        return total > max(whole, *self.others, 0) or (total < whole and nearly and not self.cut)


class Line:
    """One sentence with its figures, and what of it is an aside."""

    def __init__(self, text: str, figures: "Sequence[Figure]", at: int, lexicon: "Lexicon") -> None:
        self.text, self.lexicon = text, lexicon
        self.start, self.stop = around(text, at)
        first = bisect_left(figures, self.start, key=_START)
        self.figures = figures[first : bisect_left(figures, self.stop, first, key=_START)]
        self._asides: dict[int, bool] = {}

    def aside(self, figure: "Figure") -> bool:
        """Whether a figure is a percentage, or stands beside a comparison."""
        if figure.unit == "%":
            return True
        found = self._asides.get(figure.start)
        if found is None:
            start, text = figure.start, self.text
            while start > self.start and text[start - 1] not in _STOPS:
                start -= 1
            found = self.lexicon.never("aside", text, start, figure.start)
            self._asides[figure.start] = found
        return found

    def counts(self, start: int, end: int) -> "list[Figure]":
        """The counts of a stretch that are no asides."""
        return [f for f in self.figures if start <= f.start and f.end <= end and not self.aside(f)]

    def segment(self, at: int) -> int:
        """Where the stretch between two semicolons begins that holds a place."""
        return max(self.start, *(self.text.rfind(mark, self.start, at) + 1 for mark in _ENDS))

    def ends(self, at: int, stop: int) -> int:
        """Where that stretch ends."""
        return min(
            (n for mark in _ENDS if (n := self.text.find(mark, at, stop)) >= 0), default=stop
        )

    def whole(self, at: int) -> "tuple[Figure, tuple[Value, ...]] | None":
        """The count that what follows is part of, and what else could be."""
        before = self.counts(self.segment(at - 1), at)
        last = max((f.end for f in self.figures if f.end <= at), default=at)
        if not before or before[-1].about or at - last > _REACH:
            return None
        whole = before[-1]
        same = [f.value for f in self.counts(self.start, at)[:-1] if f.unit == whole.unit]
        return whole, (*same, *accumulate((whole.value, *reversed(same))))


def contradictions(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Split]":
    """Every whole whose parts cannot make it up; what adds up at a glance is not read."""
    if not adds_up(text, figures):
        yield from (split for split in splits(blotted(text), figures, lexicon) if split.wrong)


def splits(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Split]":
    """Every whole with parts in a text, where the list is not left open."""
    for word, read in ((OF_WHICH, _of_which), (EACH, _each)):
        for at in places(text, word):
            split = read(Line(text, figures, at, lexicon), at)
            if split is not None and (len(split.parts) > 1 or split.exceeded):
                yield split


def _of_which(line: Line, at: int) -> Split | None:
    """共 N 件，其中……."""
    found = line.whole(at)
    if found is None:
        return None
    whole, others = found
    end, nested = _end(line, at)
    if line.lexicon.never("parts", _without(line.text, _PIECES), whole.end, end):
        return None
    parts, broken = _parts(line, whole, (at, end))
    if len(parts) == len(_QUARTERS) and all(q in line.text[at:end] for q in _QUARTERS):
        return Split(whole, parts, all_named=True, cut=False, others=others, why=_BY_QUARTER)
    return Split(whole, parts, all_named=False, cut=broken or nested, others=others)


def _each(line: Line, at: int) -> Split | None:
    """共 N 件，分别为……; as many figures as there are names, and no other whole before."""
    text = line.text
    first = next((f for f in line.figures if f.start > at), None)
    if first is None:
        return None
    before = [f for f in line.counts(line.segment(at), at) if f.unit == first.unit]
    if len(before) != 1 or before[0].about:
        return None
    whole, place = before[0], at + len(EACH)
    if text[place : first.start].strip(_BEING) or line.lexicon.never("parts", text, whole.end, at):
        return None
    parts: list[Figure] = []
    for figure in line.figures:
        if figure.start < at or (parts and text[place : figure.start].strip() not in _JOINS):
            continue
        if figure.unit != whole.unit or figure.about or figure.low != figure.high:
            return None
        parts.append(figure)
        place = figure.end
    names = text[whole.end : at].strip("，,：: ")
    named = 1 + sum(names.count(mark) for mark in "、和及与")
    if names and named != len(parts):
        return None
    return Split(whole, tuple(parts), all_named=True, cut=False)


def _end(line: Line, at: int) -> tuple[int, bool]:
    """Where a list of parts ends: its bracket, a semicolon, the full stop, or one within."""
    text, end = line.text, line.stop
    if at and text[at - 1] in _OPEN:
        end = min((n for c in _CLOSE if (n := text.find(c, at, end)) >= 0), default=end)
    if not _by_semicolons(line, at, end):
        end = line.ends(at, end)
    after = text.find(OF_WHICH, at + len(OF_WHICH), end)
    while after >= 0 and _bracketed(text, at, after):
        after = text.find(OF_WHICH, after + len(OF_WHICH), end)
    return (end, False) if after < 0 else (after, True)


def _by_semicolons(line: Line, at: int, end: int) -> bool:
    """Whether a list has a semicolon after every member: one count in each, three or more."""
    members, start = 0, at
    while start < end:
        stop = line.ends(start, end)
        if len(line.counts(start, stop)) != 1:
            break
        members, start = members + 1, stop + 1
    return members >= _ENOUGH


def _parts(
    line: Line, whole: "Figure", within: tuple[int, int]
) -> "tuple[tuple[Figure, ...], bool]":
    """The figures of a list, those in brackets left out, and whether another kind broke it off."""
    parts: list[Figure] = []
    start, end = within
    before = start + len(OF_WHICH)
    for figure in line.figures:
        if figure.start < start or figure.end > end or figure.unit == "%":
            continue
        if _bracketed(line.text, start, figure.start):
            continue
        member = line.text[before : figure.start].lstrip(_JOINS)
        if parts and member.startswith(line.lexicon.onward):
            return tuple(parts), True
        if figure.unit != whole.unit or figure.low != figure.high or line.aside(figure):
            return tuple(parts), True
        parts.append(figure)
        before = figure.end
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
    others: "tuple[Value, ...]" = ()
    """What else the sentence has that could be the whole."""
    why: str = ""
    """Why the whole is one, where 其中 does not say so."""

    @property
    def exact(self) -> Decimal:
        """What the percentage comes to, in hundredths of a percent."""
        return self.of(self.whole.value)

    def of(self, whole: "Value") -> Decimal:
        """What it would come to of another whole."""
        return Decimal(self.part.value) * 10_000 / Decimal(whole)


def shares(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Share]":
    """Every part of a list after 其中 with its percentage."""
    for part, percent in pairwise(figures):
        if percent.unit != "%" or part.about or _SHARE not in text[part.end : percent.start]:
            continue
        if not lexicon.between("share", text, part.end, percent.start):
            continue
        line = Line(text, figures, part.start, lexicon)
        at = text.rfind(OF_WHICH, line.segment(part.start), part.start)
        found = line.whole(at) if at >= 0 else None
        if found is None or _bracketed(text, at, part.start):
            continue
        whole, others = found
        if whole.value and whole.unit == part.unit:
            yield Share(part, whole, percent, tuple(n for n in others if n))
