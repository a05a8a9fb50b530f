"""TOML 1.0 into plain values; what breaks the syntax comes back as problems with a place."""

import re
import sys
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from gkreport.source import Source
    from gkreport.source.problem import Problem


class Parsed(NamedTuple):
    """The values (None where the text is broken) and what is wrong."""

    values: dict[str, Any] | None
    problems: "tuple[Problem, ...]"


_LARGEST = 30
"""A decimal with more digits than that before or after its point is no figure: it stays text."""

_BRACKETS: Final = 250
"""With more of them a text is read slowly: nested thousands deep, they crash the quick parser."""

_MARK: Final = chr(0xFEFF)
"""A byte order mark that was left in a text: the quick parser passes over it."""
_DEEPEST: Final = 100
"""A form's deepest key has four parts."""
_DEEP_KEY: Final = rf"\s*\[*\s*(?:[\w\"'-]+\s*\.\s*){{{_DEEPEST}}}"
_LINE: Final = 4000
"""A line that is longer may hold a number of more digits than Python reads."""


def _exact(text: str) -> Decimal | str:
    """A decimal without loss, or its text where it is out of all bounds."""
    try:
        value = Decimal(text)
    except ArithmeticError:
        return text
    return text if value.is_finite() and abs(value.adjusted()) > _LARGEST else value


def _plain(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=_exact)


_loaders: "Final[list[Callable[[str], dict[str, Any]]]]" = [_plain]
"""What reads a text, the last of them first."""


def hasten() -> bool:
    """From now on read with `toml-rs` (extra `fast`), some twenty times as fast, where it is there.

    It is worth loading for many files. Values are the same; whatever it refuses is read again
    slowly, so that messages do not depend on what is installed. Returns whether it is there.
    """
    if len(_loaders) > 1:
        return True
    try:
        import toml_rs  # noqa: PLC0415 - an extra
    except ImportError:
        return False

    def quick(text: str) -> dict[str, Any]:
        if _is_odd(text):
            return _plain(text)
        return toml_rs.loads(text, parse_float=_exact, toml_version="1.0.0")

    _loaders.append(quick)
    return True


def _is_odd(text: str) -> bool:
    """Whether the quick parser would crash on a text, or read what Python refuses."""
    return (
        text.count("[") + text.count("{") > _BRACKETS
        or text.startswith(_MARK)
        or _has_long_line(text)
    )


def _has_long_line(text: str) -> bool:
    at, size = 0, len(text)
    while at + _LINE < size:
        end = text.rfind("\n", at, at + _LINE + 1)
        if end < 0:
            return True
        at = end + 1
    return False


def _deep_key(text: str) -> "Problem | None":
    """A key of so many parts that reading it would take all memory there is."""
    if text.count(".") <= _DEEPEST:
        return None
    at = 0
    for line in text.split("\n"):
        if line.count(".") > _DEEPEST and re.match(_DEEP_KEY, line):
            from gkreport.source.positions import Span  # noqa: PLC0415 - rare
            from gkreport.source.problem import Problem  # noqa: PLC0415 - the same

            return Problem("broken-toml", Span(at, at + 1), "键里的点太多，读不下去", "", "")
        at += len(line) + 1
    return None


def parse(source: "Source") -> Parsed:
    """Read a text as TOML 1.0. Decimals stay exact. Never raises."""
    deep = _deep_key(source.text)
    if deep is not None:
        return Parsed(None, (deep,))
    for load in reversed(_loaders):
        try:
            return _old(source, load(source.text))
        except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
            last = error
    from gkreport.source import hints  # noqa: PLC0415 - only a broken text needs them

    return Parsed(None, hints.explain(source, last))


def _old(source: "Source", values: dict[str, Any]) -> Parsed:
    """The values, if the text is TOML 1.0: from Python 3.15 on, tomllib reads 1.1."""
    if sys.version_info >= (3, 15):
        from gkreport.source import hints  # noqa: PLC0415 - not needed before 3.15

        newer = hints.newer_syntax(source.text)
        if newer is not None:
            return Parsed(None, (hints.newer(source.text, newer),))
    return Parsed(values, ())
