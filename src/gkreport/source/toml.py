"""TOML 1.0 into plain values; what breaks the syntax comes back as problems with a place."""

import sys
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from gkreport.source import Source
    from gkreport.source.problem import Problem


class Parsed(NamedTuple):
    """The values (None where the text is broken) and what is wrong."""

    values: dict[str, Any] | None
    problems: "tuple[Problem, ...]"


_LARGEST = 30
"""A decimal with more digits than that before or after its point is no figure: it stays text."""


def _exact(text: str) -> Decimal | str:
    """A decimal without loss, or its text where it is out of all bounds."""
    try:
        value = Decimal(text)
    except ArithmeticError:
        return text
    return text if value.is_finite() and abs(value.adjusted()) > _LARGEST else value


def parse(source: "Source") -> Parsed:
    """Read a text as TOML 1.0. Decimals stay exact. Never raises."""
    try:
        values = tomllib.loads(source.text, parse_float=_exact)
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        from gkreport.source import hints  # noqa: PLC0415 - only a broken text needs them

        return Parsed(None, hints.explain(source, error))
    if sys.version_info >= (3, 15):  # tomllib reads TOML 1.1 from here on
        from gkreport.source import hints  # noqa: PLC0415 - not needed before 3.15

        newer = hints.newer_syntax(source.text)
        if newer is not None:
            return Parsed(None, (hints.newer(source.text, newer),))
    return Parsed(values, ())
