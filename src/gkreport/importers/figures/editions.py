"""Which edition of the form each printed table follows, and which items are its rows."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.figures import labels
from gkreport.importers.figures.align import Match, align

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.form import Form, Table
    from gkreport.importers.figures.items import Item
    from gkreport.importers.figures.pages import Page

_CLEARLY: Final = 0.5
_HEAD: Final = 0.5
_SHORTEST: Final = 4
_EXACT: Final = 0.95
_LETTERS: Final = re.compile(r"[^\W\d_]")


class Chosen(NamedTuple):
    """One printed table of the document: the form it follows and its rows."""

    form: "Form"
    matches: tuple[Match, ...]


def choose(page: "Page", forms: "Sequence[Form]") -> dict[str, Chosen]:
    """The edition and rows of every printed table with a stub, by key."""
    tried = [(form, matches(page, form)) for form in forms]
    found: dict[str, Chosen] = {}
    main: Form | None = None
    for key in dict.fromkeys(key for form in forms for key in form.keys):
        worths = [
            (_worth(page, form, key, rows) + _CLEARLY * (form is main), -n, form, rows)
            for n, (form, rows) in enumerate(tried)
        ]
        worth, _, form, rows = max(worths, key=lambda entry: entry[:2])
        own = tuple(match for match in rows if match.table.key == key)
        if own and worth:
            found[key] = Chosen(form, own)
            main = main or form
    return found


def matches(page: "Page", form: "Form") -> tuple[Match, ...]:
    """The items that are rows of a form's tables, and no sentences."""
    return _pinned(page, _sound(page, form, align(page.items, form)))


def _pinned(page: "Page", found: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches, and rows whose label cannot be read but whose neighbours leave one place."""
    more = []
    rows = [match for match in found if not match.branch]
    for before, after in pairwise(rows):
        leaves = [leaf.id for leaf in before.table.rows.leaves]
        if before.table is not after.table:
            continue
        between = leaves[leaves.index(before.row) + 1 : leaves.index(after.row)]
        items = [n for n in range(before.item + 1, after.item) if page.items[n].filled]
        if len(between) == len(items) == 1 and not _LETTERS.search(page.items[items[0]].label):
            more.append(Match(before.table, between[0], branch=False, item=items[0], score=_EXACT))
    return tuple(sorted((*found, *more), key=lambda match: match.item))


def _worth(page: "Page", form: "Form", key: str, matches: tuple[Match, ...]) -> float:
    """How much of a table is there: its rows, and its own heads anywhere in the text."""
    rows = sum(match.score for match in matches if match.table.key == key)
    heads = {
        text for table in form.printed(key) for text in labels.around(table)
        if len(text) >= _SHORTEST and text in page.text
    }  # fmt: skip
    return rows + _HEAD * len(heads) if rows else 0.0


def _sound(page: "Page", form: "Form", matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches that stand in a table and not in a sentence."""
    pure = {m.item for m in matches if _is_pure(page.items[m.item], form, m)}
    near = {i for i in pure for i in (i - 1, i + 1)}
    kept = tuple(
        m for m in matches
        if m.item in pure or (m.score % 1 and m.item in near and not _exact(page.items[m.item], m))
    )  # fmt: skip
    tables = Counter(m.table.key for m in kept if not m.branch)
    return tuple(m for m in kept if tables[m.table.key])


def _exact(item: "Item", match: Match) -> bool:
    name = labels.name(match.table.rows.by_id[match.row])
    return labels.closeness(item.label, name) >= _EXACT


def _is_pure(item: "Item", form: "Form", match: Match) -> bool:
    """Whether nothing but other labels of the form stands before an item's own label."""
    if item.grid:
        return True
    name = labels.name(match.table.rows.by_id[match.row])
    fitting = [w for w in name.wordings if item.label.endswith(w.core)]
    if not fitting:
        return len(item.label) <= max(len(w.full) for w in name.wordings) + 2
    before = min((prefix(item.label, w) for w in fitting), key=len)
    return not before or before.endswith(before_rows(form))


def prefix(label: str, wording: labels.Wording) -> str:
    """What stands before a wording at the end of a label."""
    ending = wording.full if label.endswith(wording.full) else wording.core
    return label[: -len(ending)]


@cache
def before_rows(form: "Form") -> tuple[str, ...]:
    """All labels that may stand right before a row's own."""
    found = [text for table in form.tables for text in labels.around(table)]
    found += [w.full for _, named, _ in labels.rows(form) for w in named.wordings]
    return tuple(found)


def folded(table: "Table", matches: "Sequence[Match]", items: "Sequence[Item]") -> frozenset[str]:
    """The branches of a table that are printed as one row."""
    leaves = {m.row for m in matches if m.table is table and not m.branch}
    return frozenset(
        m.row for m in matches
        if m.table is table and m.branch and m.row in table.foldable and items[m.item].filled
        and not any(leaf.startswith(m.row + ".") for leaf in leaves)
    )  # fmt: skip
