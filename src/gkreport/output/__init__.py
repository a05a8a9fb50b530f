"""Ways to show findings and tables."""

from typing import Final

_CONTROLS: Final = {n: f"\\x{n:02x}" for n in (*range(32), *range(127, 160)) if n not in (9, 10)}


def visible(text: str) -> str:
    """A text whose control characters a terminal cannot obey."""
    return text if text.isprintable() else text.translate(_CONTROLS)


SEVERITY_WORDS: Final = {"error": "错误", "warning": "警告", "note": "提示"}
SEVERITY_STYLES: Final = {"error": "bold red", "warning": "yellow", "note": "cyan"}
