"""The figures of one row as they stand in a text: cells, or digits that must be cut, or neither."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.figures import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.importers.figures.items import Item, Token

UNSEEN: Final = "unseen"
"""Why a row that is only a label says nothing: its cells may stand anywhere."""
ORDER: Final = "order"
"""Why a row is not read whose heads stand in another order than the form's."""
_RISKY: Final = frozenset("年月日号次件条期项个份名人家场篇多余")
"""What a number at the beginning of a sentence is followed by."""
_MARK: Final = frozenset("/\\-无")
_DIGITS: Final = re.compile(r"[0-9]+")
_RUNS_ON: Final = re.compile(r"[A-Za-z]|[^\w\s]{1,2}[0-9A-Za-z]")
"""What behind a figure shows that it goes on: a letter taken for a digit, a stray mark."""
_RUNS_IN: Final = re.compile(r"[A-Za-z]$|[0-9][^\w\s]$")


class Run(NamedTuple):
    """One row's figures. Exactly one of the first two is not None, or neither."""

    cells: tuple[str, ...] | None = None
    digits: tuple[str, ...] | None = None
    """Tokens whose ends are ends of cells."""
    why: str = ""
    """Why there is neither."""
    columns: tuple[int, ...] = ()
    """Where each cell stands in its grid, from 0, if it does stand in one."""
    unit: str = ""
    """The unit of its figures of money, where the heads name another than the form's."""


def read(item: "Item", columns: int, spacings: "Spacings", *, clean: bool, glued: bool) -> Run:
    """The figures of an item that is a row of so many columns.

    `spacings`: how the document shows blank cells as empty lines.
    `clean`: what follows is known not to begin with digits. `glued`: the table has figures without
    separators elsewhere, so that a row with too few of them may be glued in part.
    """
    tokens = _own(item, clean=clean)
    if tokens is None:
        return Run(why="tail")
    if not tokens:
        return Run(("",) * columns) if _seen(item.blank, columns, glued=glued) else Run(why=UNSEEN)
    texts = tuple(token.text for token in tokens)
    if len(tokens) == columns and _separate(tokens):
        doubtful = proves_gluing(texts) or _uneven(tokens) or _far(tokens)
        return Run(why="count") if doubtful else Run(texts)
    if any("\n" in token.gap for token in tokens[1:]):
        return _with_blanks(tokens, columns, item.trail, spacings)
    cuttable = 1 < columns > len(tokens) and all(map(_DIGITS.fullmatch, texts))
    if not cuttable or not _is_glued(texts, columns, glued=glued):
        return Run(why="count")
    return Run(digits=texts)


def _own(item: "Item", *, clean: bool) -> "list[Token] | None":
    """The tokens that are the row's for certain; None where it is in doubt where they end."""
    tokens = list(item.tokens)
    if tokens and (_RUNS_ON.match(item.tail) or _RUNS_IN.search(item.label + tokens[0].gap)):
        return None
    return tokens if clean or not item.tail else _without_year(item, tokens)


def _seen(blank: str, columns: int, *, glued: bool) -> bool:
    """Whether blank cells show behind a label: a line for each, a space for each, or all glued."""
    if columns == 1:
        return False
    beside, *below = blank.split("\n")
    if len(below) > 1:
        return len(below) > columns
    return len(beside) >= columns if below else glued


def _without_year(item: "Item", tokens: "list[Token]") -> "list[Token] | None":
    """The tokens without a year that belongs to the text behind; None where that is in doubt."""
    year = lines.year_behind(item)
    if year:
        rest = tokens[-1].text[: -len(year)]
        return [*tokens[:-1], tokens[-1]._replace(text=rest)] if rest else tokens[:-1]
    return None if item.tail[0] in _RISKY else tokens


def _uneven(tokens: "Sequence[Token]") -> bool:
    """Whether some lines stand further apart than others: blanks, and a figure too many."""
    return len({token.gap.count("\n") for token in tokens[1:]} - {0}) > 1


def _far(tokens: "Sequence[Token]") -> bool:
    """Whether there is room for a whole row of blanks, one a line, before the first figure."""
    between = max((token.gap.count("\n") for token in tokens[1:]), default=0)
    return tokens[0].gap.count("\n") > len(tokens) * between > 0


def _separate(tokens: "Sequence[Token]") -> bool:
    """Whether nothing but the ends of tokens can be ends of cells."""
    return all(
        second.gap or not first.text[-1].isdecimal() or second.text in _MARK
        for first, second in pairwise(tokens)
    )


def proves_gluing(texts: "Sequence[str]") -> bool:
    """Whether a token cannot be a single figure."""
    return any(len(text) > 1 and text[0] == "0" and text.isdecimal() for text in texts)


def _is_glued(texts: "Sequence[str]", columns: int, *, glued: bool) -> bool:
    """Whether too few tokens are cells glued in part, and not cells of which some are lost."""
    return proves_gluing(texts) or (glued and 2 * len(texts) <= columns)


class Spacing(NamedTuple):
    """How a text shows blank cells as empty lines."""

    step: int
    """Lines that a blank cell takes."""
    extra: int
    """Empty lines that a figure takes besides its own."""


_SPACINGS: Final = (Spacing(1, 0), Spacing(1, 1), Spacing(2, 1))


class Spacings(NamedTuple):
    """The ways to show blanks that a document's rows allow, and those that a row proves."""

    allowed: frozenset[Spacing] = frozenset()
    proven: frozenset[Spacing] = frozenset()


def spacings(rows: "Sequence[tuple[Item, int]]") -> Spacings:
    """What rows of so many columns say of blank cells.

    Rows without blanks show how far apart cells are; a row that no blanks between its figures
    would make whole speaks against a way, one that they would make whole for it.
    """
    whole = {
        token.gap.count("\n")
        for item, columns in rows
        for token in item.tokens
        if len(item.tokens) == columns
    }
    allowed = {s for s in _SPACINGS if not whole or whole == {1 + s.extra}}
    short = [(item, n) for item, n in rows if 1 < len(item.tokens) < n]
    fits = {
        s: [_fit(item.tokens, n, item.trail, s, ends=True) for item, n in short] for s in allowed
    }
    known = [any(fits[s][n] for s in allowed) for n in range(len(short))]
    allowed = {s for s in allowed if all(fits[s][n] for n in range(len(short)) if known[n])}
    proven = {s for s in allowed if any(len(_between(item.tokens, s)) == n for item, n in short)}
    return Spacings(frozenset(allowed), frozenset(proven))


def _with_blanks(tokens: "Sequence[Token]", columns: int, trail: str, spacings: Spacings) -> Run:
    """Cells on lines of their own, empty lines among them: blanks, if only one reading fits."""
    if any("\n" not in token.gap for token in tokens[1:]):
        return Run(why="count")
    fits = {s: _fit(tokens, columns, trail, s, ends=True) for s in spacings.allowed}
    found = {cells: s for s, cells in fits.items() if cells}
    if len(found) != 1:
        return Run(why="count")
    cells, spacing = found.popitem()
    sure = spacing in spacings.proven or len(_between(tokens, spacing)) == columns
    return Run(cells) if sure else Run(why="count")


def _blanks(gap: str, spacing: Spacing) -> int:
    """How many blank cells stand in a gap between figures, -1 where it is none of that kind."""
    empty = gap.count("\n") - 1 - spacing.extra
    return empty // spacing.step if empty >= 0 and empty % spacing.step == 0 else -1


def _between(tokens: "Sequence[Token]", spacing: Spacing) -> tuple[str, ...]:
    """The cells from the first figure to the last."""
    gaps = [_blanks(token.gap, spacing) for token in tokens[1:]]
    if min(gaps, default=0) < 0:
        return ()
    inner: tuple[str, ...] = (tokens[0].text,)
    for blanks, token in zip(gaps, tokens[1:], strict=True):
        inner += ("",) * blanks + (token.text,)
    return inner


def _fit(
    tokens: "Sequence[Token]", columns: int, trail: str, spacing: Spacing, *, ends: bool
) -> tuple[str, ...]:
    """The cells, if they come to the wanted number; `ends`: blanks may stand at either end."""
    inner = _between(tokens, spacing)
    if len(inner) == columns or not inner or not ends:
        return inner if len(inner) == columns else ()
    before = _blanks(tokens[0].gap, spacing)
    behind = columns - len(inner) - before
    room = (trail.count("\n") - 1 - spacing.extra) // spacing.step
    if before < 0 or not 0 <= behind <= room:
        return ()
    return ("",) * before + inner + ("",) * behind
