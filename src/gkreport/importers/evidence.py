"""Where every figure of an imported report comes from, for `--evidence`: see docs/import.md."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gkreport.finding import Number
    from gkreport.importers.blocks import Note, Origin
    from gkreport.importers.compose import Imported
    from gkreport.importers.figures.model import Evidence

VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come at any time."""


def entry(imported: "Imported") -> dict[str, Any]:
    """One file that was read."""
    sheet = imported.sheet
    forms = {key: sheet.forms.get(key, sheet.form).id for key in sheet.form.keys}
    return {
        "kind": imported.document.kind,
        "organ": sheet.organ.name or None,
        "year": sheet.year,
        "forms": {key: form for key, form in forms.items() if _has(imported, key)},
        "figures": [_figure(imported, evidence) for evidence in imported.evidence],
        "notes": [_note(note) for note in imported.notes],
    }


def _has(imported: "Imported", key: str) -> bool:
    return any(table == key for table, _ in imported.sheet.rows)


def _figure(imported: "Imported", evidence: "Evidence") -> dict[str, Any]:
    return {
        "table": evidence.table,
        "row": evidence.row,
        "column": evidence.column or None,
        "raw": evidence.raw,
        "value": _value(imported, evidence),
        "how": evidence.how,
        "candidates": list(evidence.candidates),
        "place": place(evidence.origin),
    }


def _value(imported: "Imported", evidence: "Evidence") -> "int | str | None":
    """What the report file states: a whole number as such, money and texts as strings."""
    sheet = imported.sheet
    row = sheet.rows.get((evidence.table, evidence.row))
    if not isinstance(row, tuple):
        return _plain(row)
    printed = sheet.forms.get(evidence.table, sheet.form).printed(evidence.table)
    axis = next(table.columns for table in printed if evidence.row in table.rows.by_id)
    cells = dict(zip((column.id for column in axis.leaves), row, strict=False))
    return _plain(cells.get(evidence.column))


def _plain(value: "Number | str | None") -> "int | str | None":
    return format(value, "f") if isinstance(value, Decimal) else value


def _note(note: "Note") -> dict[str, Any]:
    return {
        "code": note.code,
        "message": note.message,
        "serious": note.serious,
        "place": place(note.origin),
    }


def place(origin: "Origin") -> dict[str, int | None]:
    """A place in the source; null is unknown or does not apply."""
    return {name: number or None for name, number in origin._asdict().items()}
