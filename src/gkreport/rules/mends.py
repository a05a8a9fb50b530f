"""What of a fault of marks can be put right without a doubt about what is meant.

Loaded only where there is such a fault. Whatever may have lost a word or a figure beside it, or may
stand in an address, is left to the person.
"""

import re
from typing import TYPE_CHECKING, Final

from gkreport.rules.codepage import FULL_DIGITS
from gkreport.rules.outline import is_list_mark
from gkreport.rules.whole import Spot, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Mend

_STOPS: Final = "，。；：！？,;:!?\n"
_BRACKETS: Final = '（）()《》〈〉“”‘’"〔〕【】「」『』[]'
_CUT: Final = frozenset(_STOPS + _BRACKETS)
_EDGES: Final = "\n \t\u3000，。；：、“”《》"
_CLOSED: Final = ")）》〉”’〕】」』"
_OPENED: Final = "(（《〈“‘〔【「『"
_WIDE: Final = dict(zip(",;:!()", "，；：！（）", strict=True))
_LONGEST: Final = 30
"""More characters than this between two brackets, and a third one may have got lost."""
_PAIR: Final = 2
_YEAR: Final = 4
_HALVES: Final = {
    **{pair[0] * 2: pair for pair in ("（）", "《》", "〈〉", "“”", "‘’", "〔〕", "【】")},
    **{pair[1] * 2: pair for pair in ("《》", "“”", "‘’")},
    "《〉": "《》", "〈》": "《》", "“’": "“”", "‘”": "“”", '“"': "“”", '"”': "“”",
    "（〕": "（）", "〔）": "（）", "（]": "（）", "[）": "（）",
}  # fmt: skip
"""Two halves that cannot be partners, and the pair that they were meant to be."""
_TURNED: Final = {"”“": "“”", "’‘": "‘’"}
"""Halves that may have lost their partners as well as have been taken for one another."""


def partners(text: Whole, left: list[tuple[int, str]]) -> "tuple[Mend, ...]":
    """Two brackets without partners as a pair, where nothing else is likely."""
    if len(left) != _PAIR:
        return ()
    (start, first), (end, second) = left
    inside = text.text[start + 1 : end]
    pair = _HALVES.get(first + second, "")
    if not pair and _is_turned(text.text, start, end):
        pair = _TURNED.get(first + second, "")
    lost = not inside.strip() or len(inside) > _LONGEST or any(c in _CUT for c in inside)
    if not pair or lost or (len(inside) == _YEAR and inside.isdigit()):
        return ()
    return (text.mend(Spot(start, end + 1, pair[0] + inside + pair[1])),)


def _is_turned(text: str, start: int, end: int) -> bool:
    """Whether a closing quote begins something, or an opening one ends it."""
    before, after = text[start - 1 : start], text[end + 1 : end + 2]
    return before in ("", "\n", "、", "：", "（", "《") or after in tuple("\n，。、；：！？）》")


def same(text: Whole, spots: list[Spot]) -> "tuple[Mend, ...]":
    """A mark that stands twice, once; but not where copying may have lost what stood between."""
    if text.folded:
        return ()
    found = []
    for spot in spots:
        marks = [_WIDE.get(c, c) for c in text.text[spot.start : spot.end]]
        right = marks[0]
        if marks == [right] * 2:
            found.append(text.mend(spot._replace(right=right)))
    return tuple(found)


def figures(text: Whole) -> "tuple[Mend, ...]":
    """Full-width figures, with the points and the commas of thousands between them, in ASCII."""
    plain = {ord(c): str(n) for n, c in enumerate(FULL_DIGITS)}
    plain |= {ord("．"): ".", ord("，"): ","}
    digit = f"[{FULL_DIGITS}]"
    digits = re.compile(
        f"(?<!{digit}，){digit}{{1,3}}(?:，{digit}{{3}})+(?!{digit}|，{digit})(?:．(?={digit}))?"
        f"|{digit}+(?:．(?={digit}))?"
    )
    spots = [Spot(*m.span(), m[0].translate(plain)) for m in digits.finditer(text.text)]
    return tuple(map(text.mend, spots))


def quotes(text: Whole) -> "tuple[Mend, ...]":
    """Straight quotes that make pairs in their line, as a left and a right one."""
    found = []
    for start, line in text.lines:
        places = [n for n, c in enumerate(line) if c == '"']
        if len(places) % 2 or any(c in line for c in "“”=<"):
            continue
        for first, last in zip(places[::2], places[1::2], strict=True):
            inside = line[first + 1 : last]
            near = line[max(0, first - 1) : last + 2]
            if inside and inside == inside.strip() and not near.isascii():
                spot = Spot(start + first, start + last + 1, f"“{inside}”")
                found.append(text.mend(spot))
    return tuple(found)


def wide(text: Whole, spots: list[Spot]) -> "tuple[Mend, ...]":
    """Half-width marks behind Chinese words and brackets that make a pair, at full width."""
    marks = {spot.start for spot in spots if not _is_in_address(text.text, spot.start)}
    places = {at for at in marks if _is_mark(text.text, at)}
    for start, line in text.lines:
        if "(" in line or ")" in line:
            places.update(start + at for at in _halves(line, {at - start for at in marks}))
    return tuple(text.mend(Spot(at, at + 1, _WIDE[text.text[at]])) for at in sorted(places))


def _is_mark(text: str, at: int) -> bool:
    """Whether a mark ends Chinese words, and a figure, a word or a bracket opens behind it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    ends = before in _CLOSED or (before.isalpha() and not before.isascii())
    return text[at] in ",;:!" and ends and (after.isalnum() or after in (*_OPENED, "\n"))


def _halves(line: str, marks: set[int]) -> "Iterator[int]":
    """The half-width brackets of a line, if every bracket of it has a partner.

    A pair is left alone unless one of the marks is its own.
    """
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(line):
        if char in "(（":
            opened.append(at)
        elif char in ")）" and opened:
            pairs.append((opened.pop(), at))
        elif char in ")）" and not is_list_mark(line, at):
            return
    if opened:
        return
    for pair in pairs:
        if not marks.isdisjoint(pair) and not _is_name(line, pair[1]):
            yield from (at for at in pair if line[at] in "()")


def _is_name(line: str, last: int) -> bool:
    """Whether a bracket stands inside the name of a file, or in a formula."""
    return line[last + 1 : last + 2] in tuple("./\\_-+*=")


def _is_in_address(text: str, at: int) -> bool:
    """Whether the unbroken run of characters around a place holds the address of a page or file."""
    line = text.rfind("\n", 0, at) + 1
    start = max(text.rfind(edge, line, at) for edge in _EDGES) + 1
    ends = (text.find(edge, at) for edge in _EDGES)
    run = text[max(line, start) : min(end for end in ends if end >= 0)]
    return any(sign in run for sign in ("://", "www.", "\\"))
