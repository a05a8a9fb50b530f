"""Plain text that was folded to a width: paragraphs begin indented, the lines below do not."""

import re
from typing import TYPE_CHECKING, Final

from gkreport.importers.blocks import Line, Origin
from gkreport.layout.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INDENTS: Final = ("\u3000\u3000", "    ")
_PAGES: Final = range(40, 121)
"""How wide pages are that text is folded to, in columns."""
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
    """Lines as one, with a space between two words that were not cut."""
    whole = lines[0]
    for line in lines[1:]:
        words = whole[-1:].isascii() and whole[-1:].isalnum()
        whole += (" " if words and line[0].isascii() and line[0].isalnum() else "") + line
    return whole
