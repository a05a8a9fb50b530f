"""Glyphs to lines of text: what stands on one base line, spaces only where there is one."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gkreport.importers.blocks import STRETCHED
from gkreport.importers.pdf.sheet import Glyph

SAME_LINE = 0.45
"""Of the larger size: how far the middles of two glyphs of a line may be apart."""
WIDE_GAP = 0.8
"""Of the size: a gap this wide is a space, between whatever it stands."""
WORD_GAP = 0.2
"""Of the size: a gap this wide parts two words in letters or numbers."""
REAL_SPACE = 0.1
"""Of the size: a space that takes less room than this is not seen."""
COLUMN_GAP = 1.4
"""Of the size: a gap this wide may part two columns."""
NUMBER_GAP = 0.5
"""Of the size: a gap this wide parts a number from a word, justified text or not."""
TABULAR = 2
"""So many gaps between columns make a line one of a table."""
WIDE_SPACE = "\u3000"
HARD_SPACE = chr(0xA0)
"""Room where the file has no space: a typed one is none such."""


class Run(NamedTuple):
    """Text without a gap as wide as between columns."""

    text: str
    x0: float
    x1: float


class TextLine(NamedTuple):
    """What stands on one base line."""

    runs: tuple[Run, ...]
    top: float
    bottom: float
    size: float
    blank: str = ""
    """The space that the file has after the line."""

    @property
    def x0(self) -> float:
        """Where the line begins."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Where the line ends."""
        return self.runs[-1].x1

    @property
    def text(self) -> str:
        """The runs, with about as many spaces between as there is room."""
        out = self.runs[0].text
        for one, other in pairwise(self.runs):
            out += " " * max(2, round((other.x0 - one.x1) / self.size * 2)) + other.text
        return out


def lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The lines of some glyphs from top to bottom; text that is turned comes after."""
    glyphs = tuple(glyphs)
    upright = [g for g in glyphs if g.turn == 0]
    out = [_line(row) for row in rows(upright)]
    for turn in (1, -1):
        out += [_line(row) for row in rows([_straight(g) for g in glyphs if g.turn == turn])]
    return [line for line in out if line.runs]


def text(glyphs: Iterable[Glyph]) -> str:
    """The text of a cell, its lines parted by newlines."""
    whole = "\n".join(line.text for line in lines(glyphs))
    return whole.replace(HARD_SPACE, " ").replace(STRETCHED, WIDE_SPACE)


def _straight(glyph: Glyph) -> Glyph:
    """A turned glyph as if its line were level."""
    g = glyph
    if g.turn > 0:
        return Glyph(g.text, g.top, g.bottom, -g.x1, -g.x0, g.size)
    return Glyph(g.text, -g.bottom, -g.top, g.x0, g.x1, g.size)


def rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each base line, from left to right.

    A line's level is that of its largest glyph: small ones may stand higher or lower.
    """
    out: list[list[Glyph]] = []
    largest: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda g: g.middle[1]):
        size = max(glyph.size, largest.size if largest else 0)
        if largest and glyph.middle[1] - largest.middle[1] <= SAME_LINE * size:
            out[-1].append(glyph)
            largest = max(largest, glyph, key=lambda g: g.size)
        else:
            out.append([glyph])
            largest = glyph
    return [sorted(row, key=lambda g: g.x0) for row in out]


def _line(row: Sequence[Glyph]) -> TextLine:
    seen = [g for g in row if not g.text.isspace()]
    if not seen:
        return TextLine((), 0, 0, 1)
    size = sorted(g.size for g in seen)[len(seen) // 2] or 1
    top, bottom = min(g.top for g in seen), max(g.bottom for g in seen)
    after = row[-1].text if row[-1].text.isspace() else ""
    return TextLine(tuple(_runs(row, size)), top, bottom, size, after)


def _runs(row: Sequence[Glyph], size: float) -> Iterable[Run]:
    """Cut a line where the gap is as wide as between columns."""
    seen, blanks = _spaced(row, size)
    wide = [_cut(one, other, size, tabular=False) for one, other in pairwise(seen)]
    tabular = sum(wide) >= TABULAR
    run, start = seen[0].text, seen[0]
    for one, other, blank in zip(seen, seen[1:], blanks, strict=False):
        if _cut(one, other, size, tabular=tabular):
            yield Run(run, start.x0, one.x1)
            run, start = other.text, other
        else:
            run += _between(one, other, blank, size) + other.text
    yield Run(run, start.x0, seen[-1].x1)


def _spaced(row: Sequence[Glyph], size: float) -> tuple[list[Glyph], list[str]]:
    """The glyphs that are seen, and the space that is written after each."""
    seen: list[Glyph] = []
    blanks: list[str] = []
    for glyph in row:
        if not glyph.text.isspace():
            seen.append(glyph)
            blanks.append("")
        elif blanks and glyph.x1 - glyph.x0 >= REAL_SPACE * size:
            blanks[-1] = glyph.text
    return seen, blanks


def _cut(one: Glyph, other: Glyph, size: float, *, tabular: bool) -> bool:
    """Whether two glyphs stand in different columns: the gap says so.

    In a line that has several columns a number needs less of a gap.
    """
    gap = (other.x0 - one.x1) / size
    return gap >= (NUMBER_GAP if tabular and other.text.isdigit() else COLUMN_GAP)


def _between(one: Glyph, other: Glyph, blank: str, size: float) -> str:
    """The space between two glyphs, if any."""
    gap = (other.x0 - one.x1) / size
    if blank and gap >= REAL_SPACE:
        stretched = gap >= WIDE_GAP
        return WIDE_SPACE if blank == WIDE_SPACE else STRETCHED if stretched else " "
    if gap >= WIDE_GAP:
        return WIDE_SPACE
    if _letters(one) or _letters(other):
        both = _letters(one) and _letters(other)
        if both:
            return " " if gap >= WORD_GAP else ""
        return HARD_SPACE if gap >= NUMBER_GAP else ""
    return ""


def _letters(glyph: Glyph) -> bool:
    return glyph.text.isascii() and glyph.text.isalnum()
