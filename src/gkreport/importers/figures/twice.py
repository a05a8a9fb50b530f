"""A table that a document has more than once: last year's beside this year's, or a draft's."""

from typing import TYPE_CHECKING, Final

from gkreport.form import Address
from gkreport.importers.blocks import Note
from gkreport.importers.figures import editions, stubbed
from gkreport.importers.figures.editions import Chosen
from gkreport.importers.figures.model import Evidence
from gkreport.importers.figures.sheet import Sheet

if TYPE_CHECKING:
    from gkreport.importers.figures.pages import Page
    from gkreport.importers.figures.stubbed import Habits

_ROWS: Final = 3
"""So many rows of a table once more are no accident of the text."""


def question(page: "Page", chosen: Chosen, key: str, known: "Habits", sheet: Sheet) -> None:
    """Leave a table open that stands in the document once more, with other figures."""
    taken = {match.item for match in chosen.matches}
    rest = page._replace(
        items=tuple(
            item._replace(label="", tokens=(), cells=()) if n in taken else item
            for n, item in enumerate(page.items)
        )
    )
    matches = tuple(m for m in editions.matches(rest, chosen.form) if m.table.key == key)
    if sum(rest.items[m.item].filled and not m.branch for m in matches) < _ROWS:
        return
    again = Sheet()
    stubbed.read(rest, Chosen(chosen.form, matches), key, known, again)
    if not _differ(sheet, again, key):
        return
    _leave(sheet, again, key)
    name = chosen.form.sections[chosen.form.printed(key)[0].section - 1].heading
    message = (
        f"“{name}”的表格在文中出现了不止一次，数字不一样，无法判断哪一份是本年的。"
        "请删去不要的一份再导入，或对照原件填写"
    )
    sheet.notes.append(Note("table-twice", message, again.evidence[0].origin, serious=True))


def _differ(first: Sheet, second: Sheet, key: str) -> bool:
    """Whether the two say different things, or each says what the other does not."""
    one = {a: v for a, v in first.values.items() if a.table == key}
    return any(one.get(address) != value for address, value in second.values.items()) or any(
        row not in first.rows for row in second.rows
    )


def _leave(first: Sheet, second: Sheet, key: str) -> None:
    """Take nothing of the table: its rows stay as they stand in the document."""
    kept = [e for e in first.evidence if e.table != key]
    for row in dict.fromkeys(e.row for e in (*first.evidence, *second.evidence) if e.table == key):
        mine = [e for e in first.evidence if (e.table, e.row) == (key, row)]
        other = [e for e in second.evidence if (e.table, e.row) == (key, row)]
        readings = tuple(dict.fromkeys(filter(None, (_reading(mine), _reading(other)))))
        origin = (mine or other)[0].origin
        raw = " / ".join(readings)
        kept.append(Evidence(key, row, "", raw, origin, "unresolved", readings))
        first.rows[key, row] = raw
    for address in [a for a in first.values if a.table == key]:
        del first.values[Address(*address)]
    first.evidence = kept


def _reading(evidence: list[Evidence]) -> str:
    """The figures of one row as they stand."""
    cut = [e for e in evidence if e.how in ("cut-by-sums", "only-cut") or not e.column]
    return cut[0].raw if cut else " ".join(e.raw for e in evidence)
