"""Numbers as Word writes them before the paragraphs of a list."""

from collections.abc import Callable
from typing import Final

from gkreport.form import NUMERALS

_FORMAL: Final = "壹贰叁肆伍陆柒捌玖拾"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLES: Final = 20
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST: Final = 999


def numeral(number: int, style: str) -> str:
    """A number in a style of Word's (the value of w:numFmt); in plain figures if it is unknown."""
    write = _STYLES.get(style)
    return write(number) if write and 0 < number <= _LARGEST else str(number)


def _counted(digits: str, ten: str, hundred: str, number: int) -> str:
    """A number up to 999 in Chinese."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds - 1]}{hundred}" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens - 1]) + ten
    elif hundreds and ones:
        text += chr(0x96F6)
    return text + (digits[ones - 1] if ones else "")


def _chinese(number: int) -> str:
    return _counted(NUMERALS, NUMERALS[9], "百", number)


def _legal(number: int) -> str:
    return _counted(_FORMAL, _FORMAL[9], "佰", number)


def _one_by_one(number: int) -> str:
    return "".join(NUMERALS[int(d) - 1] if d != "0" else "〇" for d in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _letters(number: int) -> str:
    """From a to z, then aa, bb."""
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= _CIRCLES else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord(d) + 0xFEE0) for d in str(number))


_STYLES: Final[dict[str, Callable[[int], str]]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "japaneseCounting": _chinese,
    "koreanDigital2": _one_by_one,
    "ideographDigital": _one_by_one,
    "japaneseDigitalTenThousand": _one_by_one,
    "taiwaneseDigital": _one_by_one,
    "chineseLegalSimplified": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographEnclosedCircle": _circled,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalZero": "{:02d}".format,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
}
