"""What of a document belongs to its tables: whole blocks, or stretches of long lines."""

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from gkreport.importers.blocks import Line, Table
from gkreport.importers.figures import labels, lines
from gkreport.importers.figures.editions import before_rows
from gkreport.importers.figures.fold import bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkreport.form import Form
    from gkreport.importers.figures.fold import Stream
    from gkreport.importers.figures.pages import Page

_SIGNS: Final = ",|"
"""What may part labels from each other and from figures."""

Spans = tuple[tuple[int, int], ...]


def of(
    page: "Page", forms: "Sequence[Form]", taken: "set[int] | frozenset[int]"
) -> "tuple[frozenset[int], Mapping[int, Spans]]":
    """The blocks that are tables wholly, and the stretches of other blocks that are."""
    words = tuple({w for form in forms for w in before_rows(form)})
    words = tuple(sorted(words, key=len, reverse=True))
    whole = {page.items[i].block for i in taken if page.items[i].grid}
    parts: dict[int, list[tuple[int, int]]] = {}
    wanted = taken | {i - 1 for i in taken if i and i - 1 not in taken}
    for i in sorted(wanted):
        item = page.items[i]
        if item.grid:
            continue
        start = _start(page, i, words)
        if i in taken or item.start + (not item.filled) * (start - item.start) < item.end:
            parts.setdefault(page.where[i], []).append(
                (start, item.end - len(lines.year_behind(item)))
            )
    stretches: dict[int, list[tuple[int, int]]] = {}
    for stream, found in parts.items():
        for start, end in _joined(page.streams[stream], found):
            _share(page.streams[stream], start, end, stretches)
    whole |= _heads(page, frozenset(words))
    return _sorted_out(page, whole, stretches)


def _heads(page: "Page", words: frozenset[str]) -> set[int]:
    """The tables that hold nothing but labels of tables that were read."""
    return {
        n for n, block in enumerate(page.blocks)
        if isinstance(block, Table)
        and (texts := {bare(cell.text) for cell in block.cells} - {""})
        and texts <= words
    }  # fmt: skip


def _start(page: "Page", at: int, words: tuple[str, ...]) -> int:
    """Where the labels that lead up to an item's figures begin in the stream."""
    item = page.items[at]
    text = page.streams[page.where[at]].text
    places = [n for n in range(item.start, item.end) if not text[n].isspace()]
    size = len(item.label)
    whole = end = len(item.label.rstrip(_SIGNS))
    while end and (word := next((w for w in words if item.label.endswith(w, 0, end)), "")):
        end = len(item.label[: end - len(word)].rstrip(_SIGNS))
    if end == whole and item.filled:  # a label with lost characters
        end = max(0, size - max(map(len, words), default=0)) if size else 0
        end = 0 if size < 60 and labels.number(item.label) else end  # noqa: PLR2004
    return places[end] if end < len(places) else item.end


def _joined(stream: "Stream", found: "list[tuple[int, int]]") -> "list[tuple[int, int]]":
    """Stretches with nothing but white space between them, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if start >= end:
            continue
        if joined and not stream.text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _share(
    stream: "Stream", start: int, end: int, stretches: "dict[int, list[tuple[int, int]]]"
) -> None:
    """Give each block its part of a stretch of the stream."""
    first = max(bisect_left(stream.starts, (start, 0)) - 1, 0)
    for n in range(first, bisect_left(stream.starts, (end, 0))):
        (begin, index), line = stream.starts[n], stream.lines[n]
        left, right = max(start, begin), min(end, begin + len(line.text))
        if left < right or (start <= begin < end and not line.text):
            stretches.setdefault(index, []).append((left - begin, max(right, left) - begin))


def _sorted_out(
    page: "Page", whole: set[int], stretches: "Mapping[int, list[tuple[int, int]]]"
) -> "tuple[frozenset[int], Mapping[int, Spans]]":
    """Blocks of which nothing but white space stays count as wholly used."""
    kept: dict[int, Spans] = {}
    for index, parts in stretches.items():
        block = page.blocks[index]
        text = block.text if isinstance(block, Line) else ""
        rest = list(text)
        for start, end in parts:
            rest[start:end] = " " * (end - start)
        if "".join(rest).strip():
            kept[index] = tuple(sorted(parts))
        else:
            whole.add(index)
    return frozenset(whole), kept
