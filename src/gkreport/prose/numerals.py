"""Numbers as Chinese prose writes them: 23,587, ２３５８７, 2.4万, 二万三千五百八十七, 两."""

import re
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

Value = int | Decimal
HALF: Final = str.maketrans("０１２３４５６７８９，．％", "0123456789,.%")
_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_PLAIN, _GROUPED = 4, 7
"""A number with more characters may have a group of thousands; with so many, it has no second."""
_LARGE: Final = 10_000
_ROUND: Final = 1000
"""A number that ends in a unit of that size or more is taken for a rounded one."""


class Number(NamedTuple):
    """A number, and what one unit of its last written place is worth."""

    value: Value
    step: Value


def read(text: str) -> Number | None:
    """The number that a text is, or None where it is none or could be two."""
    if text.isascii() and text.isdigit():
        return Number(int(text), 1)
    if text in _DIGITS:
        return Number(_DIGITS[text], 1)
    if text.isascii():
        return _ascii(text)
    match = _arabic().fullmatch(text.translate(HALF))
    return _written(match) if match else _spelt(text)


def _ascii(text: str) -> Number | None:
    """23,587, 83.9: the usual ones without a pattern."""
    whole, _, fraction = text.partition(".")
    if whole.isdigit() and fraction.isdigit():
        return Number(_plain(Decimal(text)), _step(len(fraction)))
    if _PLAIN < len(text) <= _GROUPED and text[-4:-3] == "," and text.replace(",", "", 1).isdigit():
        return Number(int(text[:-4] + text[-3:]), 1)
    match = _arabic().fullmatch(text)
    return _written(match) if match else None


@cache
def _step(places: int) -> Decimal:
    """What one unit of the last of so many decimal places is worth."""
    return Decimal(1).scaleb(-places)


@cache
def _arabic() -> re.Pattern[str]:
    return re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?([十百千万亿]*)")


def _written(match: re.Match[str]) -> Number:
    """Arabic digits, with or without 万 or 亿 after them."""
    whole, fraction, units = match[1].replace(",", ""), match[2] or "", match[3]
    scale = 1
    for unit in units:
        scale *= _UNITS[unit]
    if not fraction:
        return Number(int(whole) * scale, scale)
    step = Decimal(scale).scaleb(-len(fraction))
    return Number(_plain(Decimal(f"{whole}.{fraction}") * scale), _plain(step))


def _plain(value: Decimal) -> Value:
    return int(value) if value == value.to_integral_value() else value


def _spelt(text: str) -> Number | None:
    """Chinese numerals; 二百五 could be two numbers, 万 alone is none."""
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return Number(int("".join(str(_DIGITS[c]) for c in text)), 1)
    if text[0] in _UNITS and text[0] != "十":
        return None
    value = _added(text)
    unit = _UNITS.get(text[-1], 1)
    return None if value is None else Number(value, unit if unit >= _ROUND else 1)


def _added(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    for n, c in enumerate(text):
        unit = _UNITS.get(c)
        if unit is None:
            if digit:
                return None
            digit = _DIGITS[c]
        elif unit >= _LARGE:
            part = section + (digit or 0)
            total = total + part * unit if unit == _LARGE else (total + part) * unit
            section, digit = 0, None
        else:
            section += (1 if digit is None and n == 0 else digit or 1) * unit
            digit = None
    if digit and len(text) > 1 and text[-2] in "百千万亿":
        return None
    return total + section + (digit or 0)
