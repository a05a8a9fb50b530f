"""Marks of a text by which copies are found: of the whole, and of its sentences."""

from hashlib import blake2b
from heapq import nsmallest
from typing import Final
from zlib import crc32

_SENTENCE: Final = 12
"""A shorter sentence is everybody's."""
_KEPT: Final = 8
"""How many marks of sentences are kept; the smallest, so that like texts keep the same ones."""


def marks(text: str, organ: str) -> tuple[str, str]:
    """The digest of a text, and its sketch, both without the organ's name and white space.

    The digest is 16 hex digits; the sketch are the smallest marks of sentences, ascending.
    """
    bare = "".join((text.replace(organ, "") if organ else text).split())
    whole = bare.encode("utf-8", "replace")
    digest = blake2b(whole, digest_size=8).hexdigest()
    found = {
        crc32(sentence.encode("utf-8", "replace"))
        for sentence in bare.split("。")
        if len(sentence) >= _SENTENCE
    }
    return digest, " ".join(map(str, nsmallest(_KEPT, found)))
