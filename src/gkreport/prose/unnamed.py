"""Parts of a whole that no 其中 leads in: by channel, by half of the year, by outcome."""

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from gkreport.prose.adding import OF_WHICH
from gkreport.prose.parts import Line, Share, Split
from gkreport.prose.sentences import around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.prose.figures import Figure
    from gkreport.prose.lexicon import Lexicon

_APPLY: Final = "申请"
_FIRST, _SECOND, _YEAR = "上半年", "下半年", "全年"
_MARKS: Final = "，,、（("
_OPENING: Final = frozenset(_MARKS)
_SUMMED: Final = "，,。；;：: 共合总计累为是"
_THROUGH: Final = "通过以由 "
_NEXT: Final = 16
"""Within so many characters the name of a channel begins and ends."""
_PLAIN: Final = frozenset("申请提交收到方式渠道平台的为 ")
"""What may stand between a channel and its figure."""
_TWICE: Final = ("同时", "重复", "多种", "兼")
"""Where one of these stands, one application may be counted under two channels."""
_FILLERS: Final = "的为共 "
_SHARE: Final = "占"
_CASES: Final = frozenset("件宗份")
_GIVEN: Final = tuple("予以公开" + mark for mark in "及和与、")
_PARTIAL: Final = "partial"
_UNSURE: Final = tuple("不未及和与、")
"""不同意公开 is no 同意公开, and the second of two is told with the first."""
_BY_CHANNEL: Final = "后面按渠道列出"
_BY_HALF: Final = "由上半年、下半年合成"
_BY_OUTCOME: Final = "后面按办理结果列出"
_BY_RATE: Final = "后面写了办结率"
_WHOLE: Final = 100
"""办结率100% is often meant of those that were due."""


def lists_channels(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> bool:
    """Whether a channel follows a figure."""
    words = lexicon.channels
    for figure in figures:
        at = figure.end
        if text[at : at + 1] in _OPENING and text[at + 1 : at + _NEXT].lstrip(_THROUGH).startswith(
            words
        ):
            return True
    return False


def channels(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Split]":
    """16件（网上10件、信函5件、当面2件）: more through all channels than were received."""
    words = lexicon.channels
    for n, (whole, following) in enumerate(pairwise(figures)):
        if text[whole.end] not in _OPENING:
            continue
        if not text[whole.end + 1 : following.start].lstrip(_THROUGH).startswith(words):
            continue
        parts = tuple(_members(text, figures, n, words))
        if len(parts) < 2:  # noqa: PLR2004 - one part is no list
            continue
        line = Line(text, figures, whole.start, lexicon)
        found = line.whole(whole.end)
        stretch = text[line.start : line.stop]
        if found is None or _APPLY not in stretch or any(word in stretch for word in _TWICE):
            continue
        split = Split(whole, parts, all_named=False, cut=False, others=found[1], why=_BY_CHANNEL)
        if found[0] is whole and split.wrong and split.certain:
            yield split


def _members(
    text: str, figures: "Sequence[Figure]", first: int, words: tuple[str, ...]
) -> "Iterator[Figure]":
    """The figures right after the first, each with a channel and nothing else before it."""
    marks = _MARKS
    for one, following in pairwise(islice(figures, first, None)):
        gap = text[one.end : following.start]
        if not gap.startswith(tuple(marks)):
            return
        name = gap[1:].lstrip(_THROUGH)
        word = next((word for word in words if name.startswith(word)), "")
        plain = word and _PLAIN.issuperset(name[len(word) :])
        if not plain or following.unit != figures[first].unit:
            return
        if following.low != following.high:
            return
        yield following
        marks = _MARKS[:3]


def halves(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Split]":
    """上半年9件，下半年8件，全年合计16件."""
    if not all(word in text for word in (_FIRST, _SECOND, _YEAR)):
        return
    for one, two, whole in zip(figures, figures[1:], figures[2:], strict=False):
        between, after = text[one.end : two.start], text[two.end : whole.start]
        if _SECOND not in between or _YEAR not in after:
            continue
        line = Line(text, figures, one.start, lexicon)
        lead = text[line.start : one.start].rpartition(_FIRST)
        if (
            not lead[1]
            or any(mark in lead[2] for mark in _MARKS)
            or whole.end > line.stop
            or not _alike(one, two, whole)
        ):
            continue
        second, year = between.partition(_SECOND), after.partition(_YEAR)
        if (second[0] + year[0]).strip(_SUMMED):
            continue
        names = [part.strip(_SUMMED) for part in (lead[2], second[2], year[2])]
        if all(name in names[0] for name in names) and one.value + two.value != whole.value:
            yield Split(whole, (one, two), all_named=True, cut=False, why=_BY_HALF)


def _alike(*figures: "Figure") -> bool:
    """Whether figures are exact counts of the same things."""
    return all(f.unit == figures[0].unit and f.low == f.high for f in figures)


def done_rates(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Share]":
    """收到申请50件，办结45件，办结率96%: of those received, or of what else the sentence counts."""
    words = lexicon.data["rates"]
    done, aside = tuple(words["done"].split()), tuple(words["aside"].split())
    for percent in figures:
        head = text[: percent.start].rstrip(_FILLERS)
        if percent.unit != "%" or percent.value == _WHOLE or not head.endswith(words["word"]):
            continue
        if head.removesuffix(words["word"]).endswith(aside):
            continue
        line = Line(text, figures, percent.start, lexicon)
        counts = [f for f in line.counts(line.start, percent.start) if f.low == f.high]
        part = next((f for f in counts if text[: f.start].rstrip(_FILLERS).endswith(done)), None)
        if part is None or _APPLY not in text[line.start : percent.start]:
            continue
        same = [f for f in counts if f.unit == part.unit and f.value >= part.value > 0]
        whole = next((f for f in same if f is not part), None)
        if whole is not None:
            others = [f.value for f in counts if f.unit == part.unit and f.value]
            yield Share(part, whole, percent, (*others, sum(others)), _BY_RATE)


def outcome_shares(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Share]":
    """收到申请16件，予以公开8件，占60%: any count of the text may be the whole."""
    kinds = lexicon.data["words"]["outcome"].values()
    words = tuple(word for kind in kinds for word in kind.split())
    for part, percent in pairwise(figures):
        if percent.unit != "%" or part.low != part.high:
            continue
        if _SHARE not in text[part.end : percent.start]:
            continue
        if not text[: part.start].rstrip(_FILLERS).endswith(words):
            continue
        if not lexicon.between("share", text, part.end, percent.start):
            continue
        line = Line(text, figures, part.start, lexicon)
        before = [f for f in line.counts(line.start, part.start) if f.unit == part.unit]
        whole = next((f for f in before if f.value > part.value), None)
        named = whole is not None and _APPLY in text[line.start : whole.end]
        if whole is None or not named or OF_WHICH in text[line.start : part.start]:
            continue
        others = tuple(f.value for f in figures if f.unit == part.unit and f.value)
        yield Share(part, whole, percent, (*others, sum(f.value for f in before)), _BY_OUTCOME)


def bare_shares(
    text: str, figures: "Sequence[Figure]", lexicon: "Lexicon"
) -> "Iterator[tuple[Figure, str, Figure]]":
    """不予公开39件，占8.6%: the figure, which outcome, and the percentage."""
    for part, percent in pairwise(figures):
        if percent.unit != "%" or part.low != part.high or part.unit not in _CASES:
            continue
        if _SHARE not in text[part.end : percent.start] or not part.value:
            continue
        told = OF_WHICH in text[around(text, part.start)[0] : part.start]
        if not told and lexicon.between("share", text, part.end, percent.start):
            kind = _outcome(text[: part.start].rstrip(_FILLERS), lexicon)
            if kind:
                yield part, kind, percent


def _outcome(head: str, lexicon: "Lexicon") -> str:
    """The outcome that a text ends with, or two together: 予以公开及部分公开."""
    for kind, listed in lexicon.data["words"]["outcome"].items():
        for word in listed.split():
            if head.endswith(word):
                lead = head.removesuffix(word)
                both = lead.endswith(_GIVEN) and kind == _PARTIAL
                one = "" if lead.endswith(_UNSURE) else f"outcome.{kind}"
                return f"outcome.full+{one or 'outcome.' + kind}" if both else one
    return ""
