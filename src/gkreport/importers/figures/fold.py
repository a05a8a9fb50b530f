"""Text made comparable, character by character: every place in it stays a place in the source."""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkreport.importers.blocks import Line

_FULL: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES: Final = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_QUOTES: Final = dict.fromkeys((0x201C, 0x201D, 0x201E, 0x201F, 0xFF02, 0x300C, 0x300D), '"')
_MARKS: Final = dict.fromkeys((0x2018, 0x2019), "'") | {0xFE52: "."}
_SPACES: Final = dict.fromkeys(
    (*range(0x09, 0x0A), *range(0x0B, 0x0E), 0xA0, 0x1680, *range(0x2000, 0x200C), 0x2028, 0x2029,
     0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF),
    " ",
)  # fmt: skip
_TABLE: Final = _FULL | _DASHES | _QUOTES | _MARKS | _SPACES
_PAGE_MARK: Final = re.compile(
    r" *(?:- *\d{1,4} *-|第 *\d{1,4} *页(?: *[,/]? *共 *\d{1,4} *页)?) *"
)
_WHITE: Final = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text with wide signs, dashes, quotes and white space made plain; as long as before."""
    return text.translate(_TABLE)


def bare(text: str) -> str:
    """The folded text without white space."""
    return _WHITE.sub("", fold(text))


class Stream(NamedTuple):
    """Lines that follow each other, as one folded text."""

    text: str
    original: str
    starts: tuple[tuple[int, int], ...]
    """Where each block begins in the text: (place, index of the block)."""
    lines: "tuple[Line, ...]"


def stream(lines: "Iterable[tuple[int, Line]]") -> Stream:
    """Join lines, each with its block's index. A page's own number leaves no line behind."""
    kept = tuple(lines)
    folded = [fold(line.text) for _, line in kept]
    gaps = ["\n"] * len(folded)
    for n, text in enumerate(folded):
        if _PAGE_MARK.fullmatch(text):
            folded[n], gaps[n] = " " * len(text), " "
            if 0 < n < len(folded) - 1 and not (folded[n - 1] + folded[n + 1]).strip():
                gaps[n + 1] = " "
    starts: list[tuple[int, int]] = []
    at = 0
    for (index, _), text in zip(kept, folded, strict=True):
        starts.append((at, index))
        at += len(text) + 1
    joined = "".join(gap + text for gap, text in zip(gaps, folded, strict=True))[1:]
    original = "\n".join(line.text for _, line in kept)
    return Stream(joined, original, tuple(starts), tuple(line for _, line in kept))
