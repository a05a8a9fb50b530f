"""One cell as it stands in a document, read as a figure of its kind."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.figures.fold import fold
from gkreport.report.cells import MARKS

if TYPE_CHECKING:
    from gkreport.finding import Number
    from gkreport.form import Kind
    from gkreport.importers.figures.model import How

_DIGITS: Final = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_FIGURE: Final = re.compile(
    rf"(?P<sign>[+-]|增加?|减少?)? ?(?P<digits>{_DIGITS}) ?(?P<unit>[^0-9()\s]{{0,4}})"
    r" ?(?P<remark>\([^()]{1,60}\))?"
)
_LONGEST: Final = 18
"""Digits of a figure: more are a telephone number, an account, or figures without a space."""
_MONEY_UNITS: Final = frozenset(("", "万元"))
_COUNT_UNITS: Final = frozenset(("", *"件个项宗笔次条份家人部户篇起"))


class Read(NamedTuple):
    """A cell's value and how it was come by."""

    value: "Number | str"
    how: "How"

    @property
    def number(self) -> "Number | None":
        """The value where it is a number."""
        return None if isinstance(self.value, str) else self.value


def read(raw: str, kind: "Kind") -> Read:
    """The value of one cell's text. What is no plain figure stays as it stands."""
    kept = raw.strip()
    folded = " ".join(fold(raw).split())
    if not folded:
        return Read("", "blank")
    if kept in MARKS or folded in MARKS:
        return Read(kept, "mark")
    match = _FIGURE.fullmatch(folded)
    if match is None:
        return Read(kept, "text")
    digits = match["digits"].replace(",", "")
    whole = digits.partition(".")[0]
    if len(whole) > _LONGEST or (len(whole) > 1 and whole[0] == "0"):
        return Read(kept, "text")
    return _figure(kept, folded, match, digits, kind)


def _figure(kept: str, folded: str, match: re.Match[str], digits: str, kind: "Kind") -> Read:
    sign, unit, remark = match["sign"] or "", match["unit"], match["remark"]
    if not _suits(sign, unit, digits, kind):
        return Read(kept, "text")
    number: Number = Decimal(digits) if "." in digits else int(digits)
    if sign[:1] in ("-", "减"):
        number = -number
    if unit or remark:
        return Read(number, "remark-removed")
    plain = kept == folded and sign in ("", "-") and "," not in match["digits"]
    return Read(number, "cell" if plain else "sign-read")


def _suits(sign: str, unit: str, digits: str, kind: "Kind") -> bool:
    """Whether a number of that look may stand in a cell of that kind without loss."""
    if kind == "money":
        return not sign and unit in _MONEY_UNITS
    if kind == "amount":
        return not sign and not unit
    return "." not in digits and unit in _COUNT_UNITS and (kind == "change" or not sign)
