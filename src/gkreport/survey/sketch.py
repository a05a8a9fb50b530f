"""Marks of a text by which copies are found: of the whole, and of its sentences."""

from hashlib import blake2b
from heapq import nsmallest
from typing import Final
from zlib import crc32

_SENTENCE: Final = 12
"""A shorter sentence is everybody's."""
_KEPT: Final = 8
"""How many marks of sentences are kept; the smallest, so that like texts keep the same ones."""


def digest(text: str, organ: str) -> str:
    """A mark of a text without the organ's name and white space: 16 hex digits."""
    bare = "".join(_without(text, organ).split())
    return blake2b(bare.encode("utf-8", "replace"), digest_size=8).hexdigest()


def sketch(text: str, organ: str) -> str:
    """The smallest marks of its sentences, ascending; fewer where there are not so many."""
    pieces = (piece.strip() for piece in _without(text, organ).split("。"))
    marks = {crc32(p.encode("utf-8", "replace")) for p in pieces if len(p) >= _SENTENCE}
    return " ".join(map(str, nsmallest(_KEPT, marks)))


def _without(text: str, organ: str) -> str:
    return text.replace(organ, "") if organ else text
