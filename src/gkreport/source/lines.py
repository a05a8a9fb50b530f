"""The lines of a broken file, each for what it was meant to be."""

import re
from typing import Final, Literal, NamedTuple

Kind = Literal["blank", "comment", "header", "pair", "marks", "prose", "other"]

LONG: Final = '"""'
_SPACE: Final = r"[ \t\u3000\u00a0]*"
_HEADER: Final = re.compile(
    rf"{_SPACE}[\[［【]{{1,2}}[ \t]*[A-Za-z_][A-Za-z0-9_. \t-]*[\]］】]{{1,2}}{_SPACE}(?:[#＃].*)?$"
)
_PAIR: Final = re.compile(
    rf"{_SPACE}([A-Za-z_][A-Za-z0-9_.\"' \t-]*?){_SPACE}"
    rf"(?:[=＝]{_SPACE}|[:：]?{_SPACE}(?=\"\"\"|'''))"
)
_DAMAGED_PAIR: Final = re.compile(
    rf"{_SPACE}(?:[^\s=＝：]+{_SPACE}[=＝]|[A-Za-z0-9_.-]+{_SPACE}[:：\[［【])"
)
_MARKS: Final = re.compile(rf"{_SPACE}([\"“”＂]{{1,5}}|'''){_SPACE}$")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")


class Line(NamedTuple):
    """One line: its offset in the text, what stands on it without its end, and its kind."""

    start: int
    text: str
    kind: Kind


def lines(text: str) -> list[Line]:
    """Every line of a text."""
    found, start = [], 0
    for part in text.split("\n"):
        written = part.rstrip("\r")
        found.append(Line(start, written, _kind(written)))
        start += len(part) + 1
    return found


def pair(line: str) -> "re.Match[str] | None":
    """`key =`, or `key` before three quotes, at the start of a line.

    Group 1 is the key, the end is where the value begins.
    """
    return _PAIR.match(line)


def marks(line: str) -> "re.Match[str] | None":
    """Quotes, half-width or not, that stand alone on a line: group 1."""
    return _MARKS.match(line)


def chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAN.search(text) is not None


def _kind(line: str) -> Kind:
    bare = line.strip()
    if not bare:
        return "blank"
    if bare[0] == "#":
        return "comment"
    if _HEADER.match(line):
        return "header"
    if _PAIR.match(line):
        return "pair"
    if _MARKS.match(line):
        return "marks"
    return "prose" if chinese(bare) and not _DAMAGED_PAIR.match(line) else "other"
