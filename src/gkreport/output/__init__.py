"""Ways to show findings and tables."""

from typing import Final

_ORDERS: Final = {n: f"\\x{n:02x}" for n in (*range(32), *range(127, 160)) if n not in (9, 10)}
_TURNING: Final = {
    n: f"\\u{n:04x}"
    for n in (0x61C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""They turn the direction of a line, or end it: what stands beside them would be misread."""
_SPELT: Final = _ORDERS | _TURNING


def visible(text: str) -> str:
    """A text whose control characters a terminal cannot obey, nor those that turn a line round."""
    return text if text.isprintable() else text.translate(_SPELT)


SEVERITY_WORDS: Final = {"error": "错误", "warning": "警告", "note": "提示"}
SEVERITY_STYLES: Final = {"error": "bold red", "warning": "yellow", "note": "cyan"}
