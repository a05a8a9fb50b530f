"""A laid-out table as HTML cells: spans, headings with their scope, groups of rows."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gkreport.layout import Slot
    from gkreport.renderers.page import Table

_Rows = tuple[tuple["Slot", ...], ...]


class Cell(NamedTuple):
    """One `th` or `td`; an attribute that is None is left out."""

    tag: str
    attributes: "Mapping[str, str | int | None]"
    text: str


class Group(NamedTuple):
    """A `thead` or `tbody`."""

    tag: str
    rows: tuple[tuple[Cell, ...], ...]


def groups(table: "Table") -> tuple[Group, ...]:
    """The rows under a head that each printed page repeats; stacked tables are a group each.

    Headings have the scope "row" and "col" also where they span: they then speak for just what
    they span, while "rowgroup" would speak for every row to the end of the group.
    """
    head, rows = table.layout.head, table.layout.rows
    if head:
        return (_group(table, "thead", rows[:head]), _group(table, "tbody", rows[head:]))
    starts = [n for n, row in enumerate(rows) if not n or row[0].role == "title"]
    ends = [*starts[1:], len(rows)]
    return tuple(
        _group(table, "tbody", rows[a:b], stacked=True) for a, b in zip(starts, ends, strict=True)
    )


def _group(table: "Table", tag: str, rows: _Rows, *, stacked: bool = False) -> Group:
    labels = [slot for row in rows for slot in row if slot.role != "figure"] if stacked else []
    return Group(tag, tuple(tuple(_cell(table, slot, labels) for slot in row) for row in rows))


def _cell(table: "Table", slot: "Slot", labels: "list[Slot]") -> Cell:
    spans: dict[str, str | int | None] = {
        "rowspan": slot.rowspan if slot.rowspan > 1 else None,
        "colspan": slot.colspan if slot.colspan > 1 else None,
    }
    text = table.texts[slot]
    if slot.role == "figure":
        return Cell("td", spans | {"headers": _headers(table, slot, labels)}, text)
    id = _id(table, slot) if labels else None  # noqa: A001 - the attribute's own word
    if not text:
        return Cell("td", spans, text)
    return Cell("th", {"id": id, "scope": _scope(slot, stacked=bool(labels))} | spans, text)


def _scope(slot: "Slot", *, stacked: bool) -> str:
    if slot.role == "title" and stacked:
        return "rowgroup"
    return "row" if slot.role == "row" else "col"


def _headers(table: "Table", figure: "Slot", labels: "Iterable[Slot]") -> str | None:
    """Which headings speak for a figure, where those of a table above would reach down to it."""
    over = (
        label
        for label in labels
        if figure.row in range(label.row, label.row + label.rowspan)
        or max(label.col, figure.col) < min(label.col + label.colspan, figure.col + figure.colspan)
    )
    return " ".join(_id(table, label) for label in over if label.text) or None


def _id(table: "Table", slot: "Slot") -> str:
    return f"{table.key}-{slot.row + 1}-{slot.col + 1}"
