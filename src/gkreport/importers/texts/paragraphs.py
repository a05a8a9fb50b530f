"""Paragraphs out of pieces: joined where a page's width or its end broke them."""

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.form import NUMERALS
from gkreport.importers.texts.words import SENTENCE_ENDS, SPACES, trimmed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkreport.importers.texts.pieces import Piece

_CLOSED: Final = SENTENCE_ENDS + "：:.;!?"
_QUOTES: Final = '”）)》"】'
_SHORT: Final = 0.8
"""A line that ends a sentence and is shorter than this part of the page ends a paragraph."""
_MOST: Final = 0.85
"""So many of the lines are no wider than a full one."""
_INDENT: Final = 2
_LEAST: Final = 12
_WIDE: Final = 0x1100
"""From here on nearly all signs are twice as wide as a letter."""


class Measure(NamedTuple):
    """How a document is laid out: how wide its lines are, and where they begin on each page."""

    wide: int
    margins: "Mapping[int, int]"
    indented: bool
    """Whether paragraphs begin further in than lines do."""


def measure(pieces: "Sequence[Piece]") -> Measure:
    """Measure the lines that a page's width broke."""
    lines = [p for p in pieces if not p.free and len(trimmed(p.text)) > _LEAST]
    widths = sorted(_width(piece.text) for piece in lines)
    wide = widths[int(len(widths) * _MOST)] if widths else 0
    margins: dict[int, int] = {}
    for piece in _continuing(pieces, wide) or lines:
        page, lead = piece.origin.page, _lead(piece.text)
        margins[page] = min(lead, margins.get(page, lead))
    further = any(_lead(p.text) >= margins.get(p.origin.page, 0) + _INDENT for p in lines)
    return Measure(wide, margins, further)


def _continuing(pieces: "Sequence[Piece]", wide: int) -> "list[Piece]":
    """The lines that certainly go on with the line before: a full one within a sentence."""
    return [
        piece
        for last, piece in pairwise(pieces)
        if not (last.free or last.table or piece.table)
        and _width(last.text) >= wide * _SHORT
        and len(trimmed(last.text)) > _LEAST
        and not _ended(trimmed(last.text))
        and trimmed(piece.text)
        and not _pattern("item").match(trimmed(piece.text))
    ]


def paragraphs(pieces: "Sequence[Piece]", laid: Measure) -> list[str]:
    """The paragraphs of a stretch, white space taken off their ends, page marks left out."""
    kept = [piece for piece in pieces if piece.table or not is_page_mark(piece.text)]
    found: list[str] = []
    last: Piece | None = None
    for piece in kept:
        text = trimmed(piece.text)
        if piece.table or piece.loose:
            last = None
        elif text:
            if last is not None and _goes_on(last, piece, laid):
                found[-1] = goes_together(found[-1], text, last.joint)
            else:
                found.append(text)
            last = piece
    return found


def _goes_on(last: "Piece", piece: "Piece", laid: Measure) -> bool:
    """Whether a line continues the one before it."""
    before, text = trimmed(last.text), trimmed(piece.text)
    if last.free or last.level or piece.level:
        return False
    ended, full = _ended(before), _width(last.text) >= laid.wide * _SHORT
    if _pattern("item").match(text) and (ended or not full):
        return False
    if _lead(piece.text) >= laid.margins.get(piece.origin.page, 0) + _INDENT:
        return _lead(piece.text) == _lead(last.text) and full and not ended
    if not full:
        return not ended and len(before) > _LEAST
    return laid.indented or not ended or _width(last.text) > laid.wide - _INDENT


def _ended(text: str) -> bool:
    bare = text.rstrip(_QUOTES)
    return text[-1:] in _CLOSED or (bare != text and bare[-1:] in _CLOSED)


def goes_together(one: str, other: str, joint: str | None = None) -> str:
    """Two parts of a line; a space only between two words in letters or numbers.

    A `joint` is what is known to stand between them.
    """
    if joint is not None:
        return one + joint + other
    ends, begins = _pattern("ends").search(one), _pattern("begins").match(other)
    parted = ends and begins and not (ends[0][-1:].isdigit() and begins[0].isdigit())
    return f"{one} {other}" if parted else one + other


def _lead(text: str) -> int:
    """How far a line is indented, in half characters."""
    return sum(
        2 if sign == "\u3000" else 1 for sign in text[: len(text) - len(text.lstrip(SPACES))]
    )


def _width(text: str) -> int:
    """How far a line reaches, in half characters."""
    return sum(1 if ord(sign) < _WIDE else 2 for sign in text.rstrip(SPACES))


def is_page_mark(text: str) -> bool:
    """Whether a line only numbers a page."""
    line = trimmed(text)
    return bool(line) and len(line) < _LEAST * 2 and bool(_pattern("page").fullmatch(line))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    number, dash = r"(?:[0-9]{1,3}|[ivxIVX]{1,4})", r"[-—–－─·~\s]+"
    return re.compile(
        {
            "ends": r"[A-Za-z0-9]$|(?<![!-~])[A-Za-z]+(?:[’'-][A-Za-z]+)*[.,;:!?)]+$",
            "begins": r"[A-Za-z0-9]",
            "page": rf"{dash}{number}{dash}|{number}\s*/\s*{number}|共\s*{number}\s*页"
            rf"|第\s*{number}\s*页(?:\s*[，,/]?\s*[共（(]\s*{number}\s*页[）)]?)?"
            rf"|[Pp]age\s*{number}(?:\s*of\s*{number})?",
            "item": rf"[（(][{NUMERALS}0-9]{{1,3}}[）)]|[{NUMERALS}]{{1,2}}[、.．]"
            r"|[0-9]{1,2}[、.．](?![0-9])",
        }[name]
    )
