"""Whether numbered paragraphs and items follow each other without a gap: a look, and no more."""

from typing import TYPE_CHECKING, Final

from gkreport.form import NUMERALS

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS: Final = "0123456789"
_FIRST: Final = NUMERALS + _DIGITS
_LOST: Final = "()）、"
"""What lines begin with that had a number, or have a half-width bracket."""
STOPS: Final = frozenset("、，.．")


def is_in_order(lines: "Iterable[str]") -> bool:
    """Whether lines begin with no other numbers than （一） and 1. and so on, without a gap."""
    due, below = 0, 1
    for line in lines:
        first = line[0]
        if first == "（":
            number = NUMERALS.find(line[1:2])
            if line[2:3] != "）" or line[3:4] in STOPS or number not in (0, due):
                return False
            due, below = number + 1, 1
        elif first in _FIRST and not STOPS.isdisjoint(line[1:3]):
            if line[1] != "." or line[2:3].isdigit() or first not in (_DIGITS[below], "1"):
                return False
            below = _DIGITS.index(first) % 9 + 1
        elif first in _LOST:
            return False
    return True


def is_listed_in_order(text: str) -> bool:
    """Whether 二是 comes after 一是, and so on; a word that ends in a numeral may count as one."""
    due = 0
    for piece in text.split("是"):
        number = NUMERALS.find(piece[-1]) + 1 if piece else 0
        if number > 1 and number != due:
            return False
        if number:
            due = number + 1
    return True
