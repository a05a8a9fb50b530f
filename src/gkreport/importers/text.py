"""Plain text: every line is one, rows written with pipes or tabulators are tables."""

from gkreport.importers import limits, ruled
from gkreport.importers.blocks import Document
from gkreport.importers.decoding import decode
from gkreport.importers.folded import centred, unfolded


def read(data: bytes, name: str) -> Document:  # noqa: ARG001 - all readers are called alike
    """The blocks of a text in any usual encoding. Raises Refused where it is too long."""
    limits.small_enough(data, limits.TEXT)
    decoded = decode(data)
    texts = decoded.text.splitlines()
    limits.within(len(texts), limits.BLOCKS, "文件的行数", "行")
    lines = list(centred(unfolded(texts)))
    return Document(tuple(ruled.blocks(lines)), "text", notes=decoded.notes)
