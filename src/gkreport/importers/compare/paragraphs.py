"""Two texts held against each other, paragraph by paragraph: where they part."""

import re
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.compare.model import bare, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CLOSE: Final = 0.5
"""How alike two passages must be for the places where they part to be worth showing."""
_LONG: Final = 6000
"""Passages longer than this are not compared sign by sign."""
_AROUND: Final = 8
"""How many signs of what is the same are shown before and after."""
_TOKEN: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*[%％]?|.", re.DOTALL)
_MARKS: Final = "，。；：、！？,.;:!?（）()"
_GAP: Final = 2
"""So many signs that are the same between two stretches do not part them."""
_START: Final = 30
"""How many signs of a passage are shown where it differs as a whole."""


class Paragraph(NamedTuple):
    """One paragraph, and where it begins in its text."""

    text: str
    start: int


class Parting(NamedTuple):
    """A place where two texts part. `start` and `end` are offsets in our text."""

    start: int
    end: int
    ours: str
    theirs: str
    whole: str
    """The paragraph of theirs that it stands in, or that comes to stand there."""
    same: bool = False
    """Whether only full-width and half-width signs, or the cuts between paragraphs, differ."""
    moved: bool = False
    """Whether the same paragraph stands at another place."""


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Every line that is not empty."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if bare(line):
            found.append(Paragraph(line.strip(), at + len(line) - len(line.lstrip())))
        at += len(line)
    return tuple(found)


def part(ours: str, theirs: str) -> "Iterator[Parting]":
    """Where two texts part; nothing where they are the same but for white space."""
    mine, yours = paragraphs(ours), paragraphs(theirs)
    keys = [bare(p.text) for p in mine], [bare(p.text) for p in yours]
    codes = [
        c for c in SequenceMatcher(None, *keys, autojunk=False).get_opcodes() if c[0] != "equal"
    ]
    moved, come = _moved(*keys, codes)
    for _, a, b, c, d in codes:
        for p in (mine[n] for n in range(a, b) if n in moved):
            shown = head(p.text)
            yield Parting(p.start, p.start + len(p.text), shown, shown, p.text, moved=True)
        left = tuple(mine[n] for n in range(a, b) if n not in moved)
        right = tuple(yours[n] for n in range(c, d) if n not in come)
        if len(left) == len(right):
            for one, other in zip(left, right, strict=True):
                yield from _passage((one,), (other,))
        else:
            here = mine[a].start if a < len(mine) else len(ours.rstrip())
            yield from _passage(left, right, here)


def _moved(
    mine: list[str], yours: list[str], codes: "Sequence[tuple[str, int, int, int, int]]"
) -> tuple[set[int], set[int]]:
    """Which paragraphs stand at another place: their numbers in both texts."""
    gained: dict[str, list[int]] = {}
    for _, _, _, c, d in codes:
        for n in range(c, d):
            gained.setdefault(yours[n], []).append(n)
    moved, come = set(), set()
    for _, a, b, _, _ in codes:
        for n in range(a, b):
            if gained.get(mine[n]):
                moved.add(n)
                come.add(gained[mine[n]].pop(0))
    return moved, come


def _passage(
    mine: tuple[Paragraph, ...], yours: tuple[Paragraph, ...], here: int = 0
) -> "Iterator[Parting]":
    """Where one or more paragraphs part from those that stand in their place."""
    a, places = _joined(mine)
    b, _ = _joined(yours)
    start = mine[0].start if mine else here
    end = mine[-1].start + len(mine[-1].text) if mine else here
    whole = yours[0].text if yours else ""
    if folded(a) == folded(b):
        yield Parting(start, end, head(a), head(b), whole, same=True)
        return
    if not a or not b or not (close := _close(a, b)):
        yield Parting(start, end, head(a), head(b), whole)
        return
    for left, right in close:
        at = places[left.start] if left.start < len(places) else end
        stop = places[left.stop - 1] + 1 if left.stop > left.start else at
        yield Parting(at, stop, _shown(a, left), _shown(b, right), whole)


def _joined(found: tuple[Paragraph, ...]) -> tuple[str, list[int]]:
    """Paragraphs without white space, and the offset of each sign in the whole text."""
    signs = [(sign, p.start + n) for p in found for n, sign in enumerate(p.text) if bare(sign)]
    return "".join(sign for sign, _ in signs), [at for _, at in signs]


def _close(a: str, b: str) -> list[tuple[slice, slice]]:
    """The stretches that differ, or nothing where too much does."""
    if max(len(a), len(b)) > _LONG:
        return []
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() < _CLOSE or matcher.ratio() < _CLOSE:
        return []
    found = _by_tokens(a, b)
    return [pair for pair in found if folded(a[pair[0]]) != folded(b[pair[1]])]


def _by_tokens(a: str, b: str) -> "list[tuple[slice, slice]]":
    """The stretches that differ, a number never cut in two, nor two signs that stand close."""
    ours, theirs = _TOKEN.findall(a), _TOKEN.findall(b)
    at, to = (list(accumulate(map(len, tokens), initial=0)) for tokens in (ours, theirs))
    found: list[tuple[slice, slice]] = []
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for tag, i, j, k, m in codes:
        if tag == "equal":
            continue
        left, right = slice(at[i], at[j]), slice(to[k], to[m])
        gap = a[found[-1][0].stop : left.start] if found else _MARKS
        if len(gap) <= _GAP and not any(sign in _MARKS for sign in gap):
            before = found.pop()
            left, right = slice(before[0].start, left.stop), slice(before[1].start, right.stop)
        found.append((left, right))
    return found


def _shown(text: str, piece: slice) -> str:
    """A stretch in brackets, with what stands around it."""
    before = text[max(0, piece.start - _AROUND) : piece.start]
    after = text[piece.stop : piece.stop + _AROUND]
    lead = "……" if piece.start > _AROUND else ""
    tail = "……" if piece.stop + _AROUND < len(text) else ""
    return f"{lead}{before}【{text[piece]}】{after}{tail}"


def head(text: str) -> str:
    """The beginning of a text in a line."""
    text = " ".join(text.split())
    return text if len(text) <= _START else text[:_START] + "……"
