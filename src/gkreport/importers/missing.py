"""What a report has and a document does not, and what the person says against it."""

from typing import TYPE_CHECKING, NamedTuple

from gkreport.form import Address
from gkreport.importers.blocks import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.form import Node, Table
    from gkreport.importers.figures.model import Found
    from gkreport.sheet import Sheet


class Given(NamedTuple):
    """What the person says where the source does not."""

    organ: str = ""
    year: int | None = None


def missing(sheet: "Sheet", found: "Found") -> "Iterator[Note]":
    """Who and when, whole parts, rows and cells; one note for each kind of thing."""
    if not sheet.organ.name:
        yield _note("organ-missing", "没有读到机关名称：请在文件里填写，或加上 --organ 名称 再读")
    if sheet.year is None:
        yield _note("year-missing", "没有读到是哪一年的：请在文件里填写，或加上 --year 年度 再读")
    form = sheet.form
    tables = [s.heading for s in form.sections if s.id in form.keys and s.id not in found.forms]
    texts = [s.heading for s in form.sections if s.prose and s.id not in sheet.sections]
    yield from _listed("table-missing", "没有读到这些部分的表格", tables)
    yield from _listed("section-missing", "没有读到这些部分", texts)
    printed = [table for key, form in found.forms.items() for table in form.printed(key)]
    rows = [leaf.short for table in printed for leaf in _rows(sheet, table)]
    yield from _listed("row-missing", "表格里没有读到这些行", rows)
    for table in printed:
        for row, columns in _gaps(table, found):
            what = f"“{row.short}”一行里没有读到这几格，空着"
            yield from _listed("cell-missing", what, [column.short for column in columns])


def contradicted(sheet: "Sheet", given: Given) -> "Iterator[Note]":
    """What the person says and the source says otherwise."""
    name, year = sheet.organ.name, sheet.year
    if given.organ and given.organ != name:
        told = f"原文写的机关是“{name}”，不是“{given.organ}”，照原文写了；要改请直接改文件"
        yield _note("organ-contradicted", told)
    if given.year and given.year != year:
        told = f"原文是 {year} 年的报告，不是 {given.year} 年的，照原文写了；要改请直接改文件"
        yield _note("year-contradicted", told)


def settled(note: Note, told: "tuple[Note, ...]") -> bool:
    """Whether a note of the texts is no longer true, or is told again here."""
    if note.code == "heading-missing":
        what = note.message.partition("“")[2].partition("”")[0]
        return any(n.code == "section-missing" and f"“{what}”" in n.message for n in told)
    return note.code in {"organ-missing", "year-missing"}


def _rows(sheet: "Sheet", table: "Table") -> "Iterator[Node]":
    """The rows of a table that is there without them."""
    stated = {row for key, row in sheet.rows if key == table.key}
    for leaf in table.rows.leaves:
        if leaf.id not in stated and not any(leaf.id.startswith(f"{row}.") for row in stated):
            yield leaf


def _gaps(table: "Table", found: "Found") -> "Iterator[tuple[Node, list[Node]]]":
    """The rows that are there but for some cells."""
    for node in table.rows.nodes:
        if (table.key, node.id) not in found.rows:
            gone = [
                column
                for column in table.columns.leaves
                if Address(table.key, node.id, column.id) not in found.values
            ]
            if 0 < len(gone) < len(table.columns.leaves):
                yield node, gone


def _listed(code: str, what: str, names: list[str]) -> "Iterator[Note]":
    if names:
        yield _note(code, f"{what}：{'、'.join(f'“{name}”' for name in names)}")


def _note(code: str, message: str) -> Note:
    return Note(code, message, serious=True)
