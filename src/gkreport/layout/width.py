"""Chinese characters are two columns wide: measure, cut and pad text by what a terminal shows."""

from typing import Final

_NEVER_FIRST: Final = "，。；：、！？）》”’〕】…,.;:!?)"
_NEVER_LAST: Final = "（《“‘〔【("


def width(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - slow to load, and often not needed

    return cell_len(text)


def pad(text: str, columns: int, align: str = "left") -> str:
    """A text filled with spaces to a width."""
    room = max(0, columns - width(text))
    if align == "right":
        return " " * room + text
    if align == "center":
        return " " * (room // 2) + text + " " * (room - room // 2)
    return text + " " * room


def fold(text: str, columns: int) -> list[str]:
    """A text in lines of at most that width; no line begins or ends with the wrong mark.

    Runs of ASCII letters and digits stay whole where they fit.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and width(line) + width(piece) > columns:
            line, piece = _break(line, piece)  # noqa: PLW2901
            lines.append(line)
            line = piece.lstrip(" ")
        else:
            line += piece
        while width(line) > columns and len(line) > 1:
            head = _head(line, columns)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line.rstrip()] if line.rstrip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """Single characters, but runs of ASCII that is not a space together."""
    pieces: list[str] = []
    for sign in text:
        joins = sign.isascii() and sign != " " and pieces and pieces[-1].isascii()
        if joins and pieces[-1] != " ":
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _break(line: str, piece: str) -> tuple[str, str]:
    """Where to break before a piece, so that marks stay with their words."""
    while len(line) > 1 and (piece[0] in _NEVER_FIRST or line[-1] in _NEVER_LAST):
        line, piece = line[:-1], line[-1] + piece
    return line.rstrip(), piece


def _head(text: str, columns: int) -> str:
    """As many leading characters as fit; at least one."""
    used = 0
    for n, sign in enumerate(text):
        used += width(sign)
        if used > columns and n:
            return text[:n]
    return text
