"""Where a place in a text stands: in which sentence, and whether in the title of a document."""

from typing import Final

_LONG: Final = 300
_STOPS: Final = "。；;！!？?\n"


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around a stretch, or of what is near of a very long one."""
    first, last = max(0, start - _LONG), min(len(text), end + _LONG)
    for stop in _STOPS:
        if (at := text.rfind(stop, first, start)) >= 0:
            first = at + 1
        if (at := text.find(stop, end, last)) >= 0:
            last = at
    return first, last


def quoted(text: str, at: int) -> bool:
    """Whether a place is inside the title of a document."""
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)
