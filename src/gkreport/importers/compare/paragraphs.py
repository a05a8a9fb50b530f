"""Two texts held against each other, paragraph by paragraph: where they part."""

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.compare.model import bare, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSE: Final = 0.5
"""How alike two passages must be for the places where they part to be worth showing."""
_LONG: Final = 6000
"""Passages longer than this are not compared sign by sign."""
_AROUND: Final = 8
"""How many signs of what is the same are shown before and after."""
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
    matcher = SequenceMatcher(
        None, [bare(p.text) for p in mine], [bare(p.text) for p in yours], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if tag == "replace" and b - a == d - c:
            for left, right in zip(mine[a:b], yours[c:d], strict=True):
                yield from _passage((left,), (right,))
        else:
            here = mine[a].start if a < len(mine) else len(ours.rstrip())
            yield from _passage(mine[a:b], yours[c:d], here)


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
    codes = matcher.get_opcodes()
    found = [(slice(i, j), slice(k, m)) for tag, i, j, k, m in codes if tag != "equal"]
    return [pair for pair in found if folded(a[pair[0]]) != folded(b[pair[1]])]


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
