"""Which item is which row of the form: the best assignment that keeps the form's order."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.figures import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.form import Form, Table
    from gkreport.importers.figures.items import Item
    from gkreport.importers.figures.labels import Name

_LONGEST: Final = 200
"""Of a label so many letters at its end are looked at."""
_CLEAR: Final = 0.95
_FILLED: Final = 0.6
_WORDED: Final = 0.6
"""What a row with words where figures belong is worth less than one with blanks."""
_NEIGHBOURS: Final = 0.35
_ALONE: Final = 0.05
"""What a lone fitting label among much other text is worth less."""


class Match(NamedTuple):
    """An item taken for a row of the form."""

    table: "Table"
    row: str
    branch: bool
    item: int
    score: float


class _Node(NamedTuple):
    table: "Table"
    name: "Name"
    branch: bool


def align(items: "Sequence[Item]", form: "Form") -> tuple[Match, ...]:
    """The items that are rows of the form, in order; either may stay without a partner."""
    nodes = [_Node(*entry) for entry in labels.rows(form)]
    scores = [
        {j: s for j, near in labels.fits(item.label[-_LONGEST:], form)
         if (s := _score(item, nodes[j], near))}
        for item in items
    ]  # fmt: skip
    return tuple(
        Match(nodes[j].table, nodes[j].name.node.id, nodes[j].branch, i, scores[i][j])
        for i, j in _best(scores, nodes)
    )


def _score(item: "Item", node: _Node, near: float) -> float:
    """How well an item fits a row whose label it is near to, 0 where it does not."""
    if item.filled:
        return near + _FILLED
    clear = near >= _CLEAR and labels.number(item.label) or item.grid and near > 1  # noqa: RUF021
    worded = any(cell.text.strip() for cell in item.cells)
    return near - _WORDED * worded if node.branch or clear else 0.0


class _Cell(NamedTuple):
    """The best assignment that ends with a pair, and the pair before it."""

    worth: float
    before: tuple[int, int] | None


def _best(scores: "list[dict[int, float]]", nodes: "list[_Node]") -> list[tuple[int, int]]:
    """The pairs (item, node), both rising, of the greatest worth in all.

    Pairs of neighbours are worth more, so that a printed table wins over words scattered in prose.
    """
    tops: list[tuple[float, tuple[int, int] | None]] = [(0.0, None)] * (len(nodes) + 1)
    ends: dict[tuple[int, int], _Cell] = {}
    for i, row in enumerate(scores):
        new: list[tuple[int, float]] = []
        for j, score in row.items():
            worth, before = tops[j]
            worth -= _ALONE
            for k in _previous(j, nodes):
                end = ends.get((i - 1, k))
                if end is not None and end.worth + _NEIGHBOURS > worth:
                    worth, before = end.worth + _NEIGHBOURS, (i - 1, k)
            ends[i, j] = _Cell(worth + score, before)
            new.append((j, worth + score))
        for j, worth in new:
            for k in range(j + 1, len(nodes) + 1):
                if tops[k][0] >= worth:
                    break
                tops[k] = (worth, (i, j))
    return _path(tops[-1][1], ends)


def _path(
    end: tuple[int, int] | None, ends: "dict[tuple[int, int], _Cell]"
) -> list[tuple[int, int]]:
    found = []
    while end is not None:
        found.append(end)
        end = ends[end].before
    return found[::-1]


def _previous(j: int, nodes: "list[_Node]") -> "list[int]":
    """The nodes that may stand right before one: the nearest, and past branches without figures."""
    found = []
    k = j - 1
    while k >= 0:
        found.append(k)
        if not nodes[k].branch:
            break
        k -= 1
    return found
