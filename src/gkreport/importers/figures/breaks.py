"""Rows that the end of a page or of a table cut in two: joined where the form's labels prove it."""

from typing import TYPE_CHECKING, Final

from gkreport.importers.blocks import Table
from gkreport.importers.figures.fold import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from gkreport.importers.blocks import Line
    from gkreport.importers.figures.items import Item

_HEAD: Final = 4
"""So many rows of a repeated head may stand above the second half of a row."""


def joined(
    items: "Sequence[Item]", blocks: "Sequence[Line | Table]", wordings: "AbstractSet[str]"
) -> "tuple[Item, ...]":
    """The items, with each cut row in the place of its figures and nothing in the other.

    Where the halves make a label of the form but the figures cannot be told, neither half keeps
    anything: the row is not read.
    """
    found = list(items)
    last = -1
    for at, item in enumerate(items):
        if not item.grid:
            continue
        if last >= 0 and items[last].block != item.block:
            pairs = ((one, n) for one in _readings(items[last]) for n in _firsts(items, at))
            for one, second in pairs:
                if _halves(one, items[second], blocks, wordings):
                    found[last] = one
                    _join(found, last, second, apart=_apart(one, items[second]))
                    break
        last = at
    return tuple(found)


def _readings(item: "Item") -> "Iterator[Item]":
    """A row as it was cut, and with the text behind its label for a label of its own."""
    yield item
    if item.cells and item.cells[0].text.strip() and not item.cells[0].figure:
        own, *rest = item.cells
        yield item._replace(
            label=bare(own.text),
            cells=tuple(rest),
            end=own.col + own.colspan,
            parents=(*item.parents, item.label),
        )


def _firsts(items: "Sequence[Item]", at: int) -> "Iterator[int]":
    """The rows of a table that may be the first below its heads."""
    for n in range(at, min(at + _HEAD + 1, len(items))):
        if items[n].block != items[at].block:
            return
        yield n
        if items[n].filled:
            return


def _halves(
    first: "Item", second: "Item", blocks: "Sequence[Line | Table]", wordings: "AbstractSet[str]"
) -> bool:
    """Whether two rows are one: together they have a label of the form, alone they have none.

    A row with its whole label and blank cells is the first half of one with figures and no label.
    """
    one, other = blocks[first.block], blocks[second.block]
    same = isinstance(one, Table) and isinstance(other, Table) and one.width == other.width
    if not same or not first.label:
        return False
    if not second.label:
        return first.label in wordings and not _stated(first) and second.filled
    return first.label + second.label in wordings and second.label not in wordings


def _stated(item: "Item") -> bool:
    return any(cell.text.strip() for cell in item.cells)


def _apart(first: "Item", second: "Item") -> bool:
    """Whether nothing but a page's end parts two rows."""
    sure = bool(second.label) or second.origin.page == first.origin.page + 1
    return sure and not (_stated(first) and _stated(second))


def _join(items: "list[Item]", first: int, second: int, *, apart: bool) -> None:
    one, other = items[first], items[second]
    whole, place = (one, first) if _stated(one) else (other, second)
    for n in (first, second):
        items[n] = items[n]._replace(label="", cells=())
    if apart:
        parents = tuple(dict.fromkeys((*one.parents, *other.parents)))
        items[place] = whole._replace(label=one.label + other.label, parents=parents)
