"""From a place inside a string's value back to the place in the TOML text."""

import re
from typing import Final

_PART: Final = re.compile(
    r"\\[ \t]*\r?\n[ \t\r\n]*"  # a backslash at the end of a line eats what follows
    r"|\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
    r"|\r\n"
)


def offsets(raw: str) -> list[int]:
    """For each character of a string's value its offset in the raw text, then that of the end.

    `raw` is the string as it stands in the file, with its quotes.
    """
    return [*(start for start, _ in spans(raw)), len(raw) - len(_quote(raw))]


def spans(raw: str) -> list[tuple[int, int]]:
    """For each character of a string's value from where to where it stands in the raw text.

    What a backslash at the end of a line eats belongs to no character.
    """
    quote = _quote(raw)
    at, end = len(quote), len(raw) - len(quote)
    if len(quote) > 1:  # a newline right after the quotes is not part of the value
        at += 2 if raw.startswith("\r\n", at) else raw.startswith("\n", at)
    found: list[tuple[int, int]] = []
    literal = quote[0] == "'"
    while at < end:
        match = _PART.match(raw, at)
        if match is None or (literal and match[0] != "\r\n"):
            found.append((at, at + 1))
            at += 1
            continue
        if match[0] == "\r\n" or match[0].rstrip(" \t\r\n") != "\\":
            found.append(match.span())
        at = match.end()
    return found


def _quote(raw: str) -> str:
    return raw[:3] if raw[:3] in ('"""', "'''") else raw[:1]
