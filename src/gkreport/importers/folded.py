"""Plain text that was folded to a width: paragraphs begin indented, the lines below do not."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gkreport.importers.blocks import Held, Line, Origin
from gkreport.layout.width import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_INDENTS: Final = ("\u3000\u3000", "    ")
_PAGES: Final = range(40, 121)
"""How wide pages are that text is folded to, in columns."""
_AXIS: Final = 2
"""Half columns by which the middles of centred lines may differ."""
_MARGIN: Final = 8
"""A centred line is full that leaves less than this part of the page's width."""
_WORD: Final = re.compile(r"[!-~]+")
_PIECE: Final = re.compile(r"[（《“‘〔【(]*(?:[!-~]+|.)[，。；：、！？）》”’〕】…]*")
"""What is not cut at the beginning of a line: a word, a sign with the marks around it."""


def unfolded(texts: "Sequence[str]") -> "Iterator[Line]":
    """Each line as it stands; where the whole text was folded, each paragraph put together."""
    start = 1
    paragraph: list[str] = []
    goes_on = _folds(texts)
    for n, text in enumerate(texts, 1):
        if paragraph and not goes_on[n - 1]:
            yield Line(_joined(paragraph), Origin(line=start))
            paragraph = []
        start = start if paragraph else n
        paragraph.append(text)
    if paragraph:
        yield Line(_joined(paragraph), Origin(line=start))


def centred(lines: "Iterable[Line]") -> "Iterator[Line]":
    """The lines, with what is known of those that stand in the middle above each other."""
    for line, below in pairwise((*lines, Line(""))):
        yield line._replace(held=_held(line.text, below.text))


def _held(line: str, below: str) -> Held:
    """Whether two lines have one axis; the upper one was broken where the page has no more room."""
    middle, other = _middle(line), _middle(below)
    if not (middle and other) or abs(middle - other) > _AXIS:
        return ""
    room = middle - middle // _MARGIN
    return "broken" if width(line.strip()) + _first(below.strip()) > room else "alike"


def _middle(line: str) -> int:
    """Twice the column of an indented line's middle, else 0."""
    bare = line.strip()
    lead = width(line[: len(line) - len(line.lstrip())])
    return 2 * lead + width(bare) if lead and bare else 0


def _folds(texts: "Sequence[str]") -> list[bool]:
    """For each line whether it continues the one above; none does unless all breaks are alike."""
    goes_on = [False] * len(texts)
    inside = False
    for n, text in enumerate(texts):
        goes_on[n] = inside and bool(text) and not text[0].isspace()
        inside = goes_on[n] or text.startswith(_INDENTS)
    wide = max((width(texts[n - 1]) for n, on in enumerate(goes_on) if on), default=0)
    full = (wide < width(texts[n - 1]) + _first(texts[n]) for n, on in enumerate(goes_on) if on)
    return goes_on if wide in _PAGES and all(full) else [False] * len(texts)


def _first(text: str) -> int:
    """How wide the first piece of a line is that could not have stood in the line above."""
    piece = _PIECE.match(text)
    return width(piece[0]) if piece else 0


def _joined(lines: list[str]) -> str:
    """Lines as one, with a space between two words: one that fills its line may have been cut."""
    whole, full = lines[0], max(map(width, lines))
    for last, line in pairwise(lines):
        cut = width(last) == full and _WORD.fullmatch(last.strip())
        words = _WORD.match(last[-1:]) and _WORD.match(line) and not cut
        whole += (" " if words else "") + line
    return whole
