"""The running text of a document in pieces, with marks where tables stood."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.blocks import Held, Line, Origin
from gkreport.importers.texts.words import (
    SENTENCE_ENDS,
    SPACES,
    is_sentence,
    trimmed,
    typed,
    unstretched,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from gkreport.importers.blocks import Document, Table

_FULL: Final = 25
"""A line of so many characters that ends within a sentence was broken by hand."""
_CLOSED: Final = SENTENCE_ENDS + "：:”）)》.;"
_PROSE: Final = 40


class Piece(NamedTuple):
    """A line, or what a table leaves of it; or a table's place."""

    text: str
    origin: Origin
    free: bool = True
    level: int = 0
    table: bool = False
    loose: "Table | None" = None
    """A table that is none of the form's."""
    held: Held = ""
    """As of a line; the lines of one paragraph are alike, paragraphs of a typed document near."""
    joint: str | None = None
    """As of a line."""


def pieces(
    document: "Document",
    used: "AbstractSet[int]",
    spans: "Mapping[int, tuple[tuple[int, int], ...]]",
) -> tuple[Piece, ...]:
    """The document in order of reading, without what belongs to the form's tables."""
    found: list[Piece] = []
    kind = document.kind
    if kind == "pdf" and _typed(document):
        kind = "typed pdf"
    for n, block in enumerate(document.blocks):
        if n in used:
            found.append(Piece("", block.origin, table=True))
        elif not isinstance(block, Line):
            found.extend(_loose(block))
        else:
            found.extend(_cut(block, spans.get(n, ()), kind))
    return tuple(found)


def _typed(document: "Document") -> bool:
    """Whether its spaces were typed: this program puts none of its own beside a number."""
    own = any(name == "maker" for name, _ in document.meta)
    return own or typed(block.text for block in document.blocks if isinstance(block, Line))


def _cut(line: Line, stretches: tuple[tuple[int, int], ...], kind: str) -> "Iterator[Piece]":
    """A line without what belongs to tables, at its own line breaks."""
    at = 0
    for start, end in sorted(stretches):
        if trimmed(line.text[at:start]):
            yield from _lines(line, line.text[at:start], kind, free=True)
        yield Piece("", line.origin, table=True)
        at = max(at, end)
    if at == 0 or trimmed(line.text[at:]):
        yield from _lines(line, line.text[at:], kind, free=line.free)


def _lines(line: Line, text: str, kind: str, *, free: bool) -> "Iterator[Piece]":
    parts = text.split("\n")
    for n, part in enumerate(parts):
        last = n == len(parts) - 1
        broken = not last and _is_broken(part, parts[n + 1])
        shown = _comment().sub("", part) if "--" in part else part
        if kind.endswith("pdf"):
            lead = len(shown) - len(shown.lstrip(SPACES))
            shown = shown[:lead] + unstretched(shown[lead:], spaces=kind != "pdf")
        held: Held = (line.held or ("near" if kind == "docx" else "")) if last else "alike"
        ends = free if last else not broken
        joint = line.joint if last else None
        yield Piece(shown, line.origin, ends, line.level, held=held, joint=joint)


def _is_broken(part: str, following: str) -> bool:
    """Whether a line break inside a paragraph stands within a sentence."""
    text = trimmed(part)
    return (
        len(text) >= _FULL
        and text[-1] not in _CLOSED
        and bool(following)
        and following[0] not in SPACES
    )


def _loose(table: "Table") -> "Iterator[Piece]":
    """A table that is none of the form's: running text in it is kept as lines."""
    texts = [cell.text for cell in table.cells if trimmed(cell.text)]
    if any(is_sentence(text) and len(text) > _PROSE for text in texts):
        for text in texts:
            yield from _lines(Line(text, table.origin), text, "", free=True)
    else:
        yield Piece("", table.origin, loose=table)


@cache
def _comment() -> re.Pattern[str]:
    """What a page's program leaves in its text."""
    return re.compile(r"<!--.*?-->|<!--|-->")
