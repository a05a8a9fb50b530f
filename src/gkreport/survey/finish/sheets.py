"""Texts that come from others, in a file that Excel opens: none may become a formula there."""

import re
from typing import Final

BEFORE: Final = "'"
"""Stands before such a text."""
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_HARMLESS: Final = re.compile(r"[-+＋－]*[0-9.,%]*")
"""Figures, and the dashes that people write for nothing."""


def tame(text: str) -> str:
    """The text, marked where a spreadsheet would take it for a formula."""
    if _FORMULA.match(text) and not _HARMLESS.fullmatch(text):
        return BEFORE + text
    return text
