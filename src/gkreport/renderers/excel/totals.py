"""Which figures are written as formulas: those that an identity of the form makes a sum."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gkreport.sums import failing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkreport.finding import Number
    from gkreport.report import Figures
    from gkreport.sums import Sum

_DIGITS: Final = 15
"""How many digits of a number a spreadsheet keeps."""


def exact(value: "Number") -> bool:
    """Whether a spreadsheet can hold a number as it is."""
    return Decimal(f"{float(value):.{_DIGITS}g}") == value


def totals(figures: "Figures") -> "Mapping[int, tuple[int, ...]]":
    """Each figure that is the sum of others as it is stated, with those others.

    A figure that is not their sum stays the number that was stated: a document never changes it.
    """
    values = [v if v is not None and exact(v) else None for v in figures.values]
    found: dict[int, tuple[int, ...]] = {}
    for equation in figures.grid.in_year:
        for total, parts in ((equation.left, equation.right), (equation.right, equation.left)):
            if len(total) != 1 or len(parts) == 1 or total[0] in found:
                continue
            if _adds_up(values, total[0], parts) and not _leads(found, parts, total[0]):
                found[total[0]] = parts
    return found


def _adds_up(values: "Sequence[Number | None]", total: int, parts: tuple[int, ...]) -> bool:
    return values[total] is not None and sum(values[n] or 0 for n in parts) == values[total]


def _leads(found: "Mapping[int, tuple[int, ...]]", parts: "Sequence[int]", total: int) -> bool:
    """Whether some of the parts are themselves made of that total."""
    return any(n == total or _leads(found, found.get(n, ()), total) for n in parts)


def wrong(figures: "Figures") -> "tuple[Sum, ...]":
    """The sums that do not come out as stated."""
    return failing(figures.grid.in_year, figures.values)
