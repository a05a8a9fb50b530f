"""Lists of parts that leave nothing out: up to 其他, by every channel, what is done and left.

Where such a list falls short of its whole, that is no list left open but a contradiction.
"""

import re
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from gkreport.prose.adding import OF_WHICH, places
from gkreport.prose.parts import Line, Split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gkreport.prose.figures import Figure
    from gkreport.prose.lexicon import Lexicon
    from gkreport.prose.numerals import Value

_BUT: Final = "除"
_APPLY: Final = "申请"
_OPEN: Final = "（("
_CLOSE: Final = "）)"
_JOINS: Final = "，,、；;：:和及与 "
_THROUGH: Final = "通过以由 "
_LISTED: Final = ("、", "和", "及", "与", "以及")
_TO_OTHERS: Final = "后面列到“其他”为止"
_BY_CHANNEL: Final = "后面信函、当面、网上都列出来了"
_BY_STATE: Final = "后面说办结多少、结转多少"
_BUT_FOR: Final = "后面说“除……其余……”"


def closed(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Split]":
    """Every list that leaves nothing out and does not come to its whole."""
    for at in places(text, OF_WHICH):
        line = Line(text, figures, at, lexicon)
        found = line.whole(at)
        if found is None:
            continue
        for read in (_to_others, _by_channel, _by_state, _beyond):
            parts, why = read(line, at), _WHY[read]
            split = Split(found[0], parts, bool(why), cut=False, others=found[1], why=why)
            if len(parts) > 1 and _alike(found[0], *parts) and split.wrong:
                yield split
                break
    yield from _but_for(text, figures, lexicon)


def _alike(*figures: "Figure") -> bool:
    """Whether figures are exact counts of the same things."""
    return all(f.unit == figures[0].unit and f.low == f.high for f in figures)


def _stretch(line: Line, at: int) -> int:
    """Where a list ends: its bracket, or the full stop."""
    text = line.text
    ends = [n for mark in _CLOSE if (n := text.find(mark, at, line.stop)) >= 0]
    return min(ends, default=line.stop) if at and text[at - 1] in _OPEN else line.stop


def _members(line: Line, at: int) -> "list[tuple[str, Figure]]":
    """All figures of a list, each with its name before it; none where it does not end with one."""
    text, end = line.text, _stretch(line, at)
    found: list[tuple[str, Figure]] = []
    place = at + len(OF_WHICH)
    for figure in line.figures:
        if at < figure.start < end:
            found.append((text[place : figure.start].strip(_JOINS), figure))
            place = figure.end
    nested = text.count(OF_WHICH, line.start, line.stop) > 1
    nested = nested or any(mark in text[at:end] for mark in _OPEN + _CLOSE)
    return [] if text[place:end].strip() or nested else found


def _to_others(line: Line, at: int) -> "tuple[Figure, ...]":
    """规划类2件；生态类1件；其他类1件。"""
    words = line.lexicon.data["closed"]
    members = _members(line, at)
    names = [name for name, _ in members]
    if not names or names[-1].rstrip(words["fillers"]) not in words["others"].split():
        return ()
    if any(word in "，".join(names[:-1]) for word in words["rows"].split()):
        return ()
    onward = any(name.startswith(line.lexicon.onward) for name in names)
    if onward or not all(names) or line.lexicon.never("parts", line.text, at, members[-1][1].end):
        return ()
    return tuple(figure for _, figure in members)


def _by_channel(line: Line, at: int) -> "tuple[Figure, ...]":
    """邮寄5件、当面1件、电子邮件1件: by post, in person and through the net, and not too few."""
    words = line.lexicon.data["closed"]
    members = _members(line, at)
    names = [name.lstrip(_THROUGH) for name, _ in members]
    heads = [next((w for w in line.lexicon.channels if n.startswith(w)), "") for n in names]
    if not all(
        h and not n[len(h) :].strip(words["sent"]) for h, n in zip(heads, names, strict=True)
    ):
        return ()
    families = (words["post"].split(), words["person"].split(), words["net"].split())
    told = not any(map(set(heads).isdisjoint, families))
    twice = any(word in line.text[line.start : line.stop] for word in words["twice"].split())
    if not told or twice or _APPLY not in line.text[line.start : at]:
        return ()
    return tuple(figure for _, figure in members)


def _by_state(line: Line, at: int) -> "tuple[Figure, ...]":
    """其中，5件均按时答复，1件结转下年度办理; but 5件按时答复 may leave one that was late."""
    figures = [f for f in line.figures if at < f.start]
    if len(figures) != 2 or _APPLY not in line.text[line.start : at]:  # noqa: PLR2004 - done and left
        return ()
    shape = _shape(line.text, at, figures, line.stop)
    late = any(word in shape for word in "时期") and not any(word in shape for word in "均都全")
    return tuple(figures) if not late and any(p.fullmatch(shape) for p in _states()) else ()


def _beyond(line: Line, at: int) -> "tuple[Figure, ...]":
    """其中，甲类300条、乙等315条: of one list with more than the whole, even if it goes on."""
    text = line.text
    rest = [f for f in line.figures if at < f.start]
    joined = takewhile(lambda pair: text.startswith(_LISTED, pair[0].end), pairwise(rest))
    parts = (*rest[:1], *[following for _, following in joined])
    found = line.whole(at)
    if (
        not parts
        or found is None
        or line.lexicon.never("overlap", text, found[0].end, parts[-1].end)
    ):
        return ()
    whole = max(found[0].value, *found[1], 0)
    return parts if sum(f.value for f in parts) > whole else ()


_WHY: Final["dict[Callable[[Line, int], tuple[Figure, ...]], str]"] = {
    _to_others: _TO_OTHERS, _by_channel: _BY_CHANNEL, _by_state: _BY_STATE, _beyond: "",
}  # fmt: skip


def _but_for(text: str, figures: "Sequence[Figure]", lexicon: "Lexicon") -> "Iterator[Split]":
    """15件，除2件结转外，其余14件均已办结."""
    for whole, one, rest in zip(figures, figures[1:], figures[2:], strict=False):
        if not text.endswith(_BUT, 0, one.start) or not _alike(whole, one, rest) or whole.about:
            continue
        line = Line(text, figures, one.start, lexicon)
        if not line.start <= whole.start or rest.end > line.stop or line.aside(whole):
            continue
        shape = _shape(text, whole.start, [whole, one, rest], rest.end + 8)
        if _rest().match(shape):
            before = [f.value for f in line.counts(line.start, whole.start) if f.unit == whole.unit]
            others: tuple[Value, ...] = (*before, *(whole.value + n for n in before))
            split = Split(
                whole, (one, rest), all_named=True, cut=False, others=others, why=_BUT_FOR
            )
            if split.wrong:
                yield split


def _shape(text: str, start: int, figures: "Sequence[Figure]", end: int) -> str:
    """A stretch with # for each of its counts, commas full-width."""
    shape, place = "", start
    for figure in figures:
        shape += text[place : figure.start] + "#"
        place = figure.end
    return (shape + text[place:end]).replace(",", "，").replace(" ", "")


@cache
def _states() -> "tuple[re.Pattern[str], ...]":
    done = "(?:答复|办结|办理完毕|办毕)"
    plain = "[均已都全部严格按照依法定规定时限期及内在予以进行了完成]*"
    left = "(?:结转|转入|转至|转到|转|顺延)(?:至|到)?(?:下年度?|下一年度?|次年|20[0-9]{2}年度?)"
    later = "(?:继续|再|进行|予以)*(?:办理|答复|处理)?"
    return (
        re.compile(
            f"其中[，：]?#{plain}{done}(?:完毕)?，(?:剩余|其余|余下|另有|另)?#{left}{later}"
        ),
        re.compile(
            f"其中[，：]?{plain}{done}#，(?:剩余|其余|余下|另有|另)?(?:{left}{later}#|#{left}{later})"
        ),
    )


@cache
def _rest() -> "re.Pattern[str]":
    rest = "(?:其余|其他|其它|剩余|余下)的?"
    return re.compile(f"#，除#[^，。；#]{{0,24}}，{rest}#(?:申请)?(?:均|全部|都|已)")
