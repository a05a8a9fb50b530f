"""Plain text in lines of at most `COLUMNS` columns, for any font with Chinese twice as wide."""

from typing import TYPE_CHECKING, Final

from gkreport.layout.draw import draw
from gkreport.layout.width import fold, pad, width

if TYPE_CHECKING:
    from gkreport.layout.draw import Piece
    from gkreport.renderers.page import Table

COLUMNS: Final = 80
_MARGIN: Final = 4
_ROOM: Final = COLUMNS - 2 * _MARGIN
_RULES: Final = str.maketrans("┌┬┐├┼┤└┴┘─│", "+++++++++-|")
"""Many Chinese fonts draw box characters twice as wide; these are one wide in all of them."""


def titled(pieces: tuple[str, ...]) -> str:
    """A title in the middle: in one line, or else each piece in its own."""
    whole = "".join(pieces)
    lines = (whole,) if width(whole) <= _ROOM else pieces
    return "\n".join(map(centred, lines))


def centred(text: str) -> str:
    """A text in the middle."""
    lines = fold(text, _ROOM)
    return "\n".join(pad(line, COLUMNS, "center").rstrip() for line in lines)


def indented(text: str) -> str:
    """A paragraph that begins two characters in."""
    return "\n".join(fold(f"　　{text}", COLUMNS))


def signed(lines: tuple[str, ...]) -> str:
    """Lines centred on each other, near the right edge."""
    folded = [part for line in lines for part in fold(line, _ROOM)]
    wide = max(map(width, folded), default=0)
    left = " " * (COLUMNS - _MARGIN - wide)
    return "\n".join((left + pad(line, wide, "center")).rstrip() for line in folded)


def drawn(table: "Table") -> str:
    """A ruled table; wider than the rest only where its figures need it."""
    lines = draw(table.layout, table.texts.__getitem__, COLUMNS)
    return "\n".join("".join(map(_piece, line)) for line in lines)


def _piece(piece: "Piece") -> str:
    return piece.text if piece.slot else piece.text.translate(_RULES)
