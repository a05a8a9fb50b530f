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
    line: list[str] = []
    for piece in _pieces(text):
        if line and width("".join(line)) + width(piece) > columns:
            line, rest = _break(line, piece)
            lines.append("".join(line).rstrip())
            line = rest if rest[0] != " " else rest[1:]
        else:
            line.append(piece)
        while width("".join(line)) > columns and len("".join(line)) > 1:
            head = _head("".join(line), columns)
            lines.append(head)
            line = ["".join(line)[len(head) :]]
    left = "".join(line).rstrip()
    return [*lines, left] if left or not lines else lines


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


def _break(line: list[str], piece: str) -> tuple[list[str], list[str]]:
    """Where to break before a piece, so that marks stay with their words."""
    rest = [piece]
    while len(line) > 1 and (rest[0][0] in _NEVER_FIRST or line[-1][-1] in _NEVER_LAST):
        rest.insert(0, line.pop())
    return line, rest


def _head(text: str, columns: int) -> str:
    """As many leading characters as fit; at least one."""
    used = 0
    for n, sign in enumerate(text):
        used += width(sign)
        if used > columns and n:
            return text[:n]
    return text
