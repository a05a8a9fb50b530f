"""Sizes of the printed page: twentieths of a point, unless it says otherwise (GB/T 9704-2012)."""

from typing import Final

POINT: Final = 20
_MILLIMETRE: Final = 1440 / 25.4


def millimetres(length: float) -> int:
    """A length in millimetres."""
    return round(length * _MILLIMETRE)


WIDTH, HEIGHT = millimetres(210), millimetres(297)
TOP, BOTTOM, LEFT, RIGHT = map(millimetres, (37, 35, 28, 26))
AREA: Final = WIDTH - LEFT - RIGHT
"""The width of the type area, 156 mm."""
LINES: Final = 22
CHARACTERS: Final = 28
LINE: Final = (HEIGHT - TOP - BOTTOM) // LINES
BODY: Final = 16 * POINT
"""三号."""
TIGHT: Final = -5
"""28 characters of 三号 are a little wider than the type area: each one gives way by this much."""
TITLE, TITLE_LINE = 22 * POINT, 35 * POINT
"""二号."""
SMALL, SMALL_LINE = 14 * POINT, 24 * POINT
"""四号."""
CELL, CELL_LINE = 10 * POINT, 13 * POINT
"""The size of the official printed form."""
PADDING: Final = 57
"""Left and right in a cell, as on the printed form."""
ROW: Final = 340
"""The least height of a row, as on the printed form."""
FOOT: Final = BOTTOM - millimetres(7) - SMALL // 2
"""From the foot of the sheet: the dash beside the page number is 7 mm below the type area."""
