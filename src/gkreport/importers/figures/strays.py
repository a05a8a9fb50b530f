"""Rows that stand in a document where the form's order has no place for them: kept as they are."""

import re
from collections import Counter
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from gkreport.importers.blocks import Note
from gkreport.importers.figures import labels, listed
from gkreport.importers.figures.editions import before_rows
from gkreport.importers.figures.fold import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkreport.form import Form, Node, Table
    from gkreport.importers.figures.items import Item
    from gkreport.importers.figures.pages import Page
    from gkreport.importers.figures.sheet import Sheet

_REMARK: Final = re.compile(r"\([^()]{4,}\)$")
_SIGNS: Final = ",、:;.|"
"""What may stand between a label and its figures."""


def keep(page: "Page", sheet: "Sheet", taken: frozenset[int]) -> set[int]:
    """Leave open every row that is lacking and stands elsewhere. Gives the items it stands in."""
    used: set[int] = set()
    for key, form in tuple(sheet.forms.items()):
        for table in form.printed(key):
            if table.across:
                continue
            rows = _unique(form)
            wanted = {full: row for full, row in rows.items() if row in _lacking(sheet, table)}
            gone = taken | sheet.used | used
            standing = dict(_standing(page, form, wanted, gone))
            rest = _lacking(sheet, table) - set(standing.values())
            standing.update(_worded(page, [table.rows.by_id[row] for row in rest], gone))
            for at, row in standing.items():
                whole = listed.whole(page, at, taken)
                sheet.leave(key, row, page.items[at]._replace(raw=whole.raw))
                sheet.notes.append(_note(table, row, page, at))
                used |= set(range(at, whole.last + 1))
    return used


def _lacking(sheet: "Sheet", table: "Table") -> frozenset[str]:
    stated = {e.row for e in sheet.evidence if e.table == table.key}
    return frozenset(
        leaf.id for leaf in table.rows.leaves
        if leaf.id not in stated and not any(leaf.id.startswith(f"{row}.") for row in stated)
    )  # fmt: skip


@cache
def _unique(form: "Form") -> "Mapping[str, str]":
    """The row of each label that no other row of the form shares."""
    every = [(w.full, named.node.id) for _, named, _ in labels.rows(form) for w in named.wordings]
    counts = Counter(full for full, _ in every)
    return {full: row for full, row in every if counts[full] == 1}


def _standing(
    page: "Page", form: "Form", wanted: "Mapping[str, str]", taken: "set[int] | frozenset[int]"
) -> "Iterator[tuple[int, str]]":
    """The items with figures whose label is wanted and nothing else, the first of each row."""
    done: set[str] = set()
    for at, item in enumerate(page.items):
        if at in taken or not item.filled or not wanted:
            continue
        label = item.label.rstrip(_SIGNS)
        full = max((w for w in wanted if label.endswith(w)), key=len, default="")
        before = label[: -len(full)].rstrip(_SIGNS)
        pure = not before or (not item.grid and before.endswith(before_rows(form)))
        if full and pure and wanted[full] not in done:
            done.add(wanted[full])
            yield at, wanted[full]


def _worded(
    page: "Page", rows: "list[Node]", taken: "set[int] | frozenset[int]"
) -> "Iterator[tuple[int, str]]":
    """The rows of grids that were read whose label is another's but for its number and remark."""
    blocks = {page.items[at].block for at in taken if page.items[at].grid}
    cores = [(w.core, row.id) for row in rows for w in labels.name(row).wordings]
    for at, item in enumerate(page.items):
        if at in taken or item.block not in blocks or not (item.grid and item.filled):
            continue
        own = _REMARK.sub("", _own(item).rstrip(_SIGNS))
        own = own[len(labels.number(own)) :]
        found = {row for core, row in cores if _REMARK.sub("", core) == own}
        if len(found) == 1:
            cores = [(core, row) for core, row in cores if row not in found]
            yield at, found.pop()


def _own(item: "Item") -> str:
    """The text next to a row's figures: its label, or a cell behind the label of a branch."""
    words = takewhile(lambda cell: not cell.figure, item.cells)
    return next((bare(c.text) for c in reversed([*words]) if c.text.strip()), item.label)


def _note(table: "Table", row: str, page: "Page", at: int) -> Note:
    name = table.rows.by_id[row].short
    message = f"“{name}”一行和格式的次序或写法不一样，没有填，照原文留着，请对照原文填写"
    return Note("row-out-of-place", message, page.items[at].origin, serious=True)
