"""What is looked up in a spreadsheet's own text: how far its cells reach, what is hidden,
which values are errors or were never computed.

The ready-made reader gives values quickly, but not these; and it takes the memory of the whole
rectangle up to the farthest cell.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from posixpath import join, normpath
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gkreport.importers import limits
from gkreport.importers.xlsx.package import CONTENT, WORKBOOK
from gkreport.importers.zipped import tree

PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
RELATIONS = "xl/_rels/workbook.xml.rels"
ABOUT = ("docProps/core.xml", "meta.xml")
NAMES = {
    "title": "title", "creator": "author", "initial-creator": "author",
    "created": "created", "creation-date": "created",
}  # fmt: skip
YES = ("1", "true", "on")

Place = tuple[int, int]
"""Row and column, from 0."""


class Scan(NamedTuple):
    """What was found in one sheet."""

    said: Mapping[Place, str] = {}
    """What stands for cells whose value is none: the error, or the formula."""
    formulas: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[Place, Place], ...] = ()
    """Only where the ready-made reader does not tell: first and last place of each."""


class Book(NamedTuple):
    """What was found in a file."""

    sheets: Mapping[str, Scan]
    """By the name of the sheet."""
    stale: bool = False
    """Whether the file says that its formulas are still to be computed."""
    meta: tuple[tuple[str, str], ...] = ()
    """What the file says of itself."""


def scan(members: Mapping[str, bytes]) -> Book:
    """Look through the parts of a file. Refused where a sheet reaches too far."""
    meta = _meta(members)
    if CONTENT in members:
        return Book(_open_document(tree(members[CONTENT])), meta=meta)
    by_path = {name: _sheet(tree(text)) for name, text in members.items() if b"sheetData" in text}
    targets = {
        element.get("Id", ""): normpath(join("/xl", element.get("Target", ""))).lstrip("/")
        for element in _elements(members, RELATIONS)
    }
    sheets, stale = {}, False
    for element in _elements(members, WORKBOOK):
        if _name(element) == "sheet":
            relation = next((v for k, v in element.items() if k.endswith("}id")), "")
            sheets[element.get("name", "")] = by_path.get(targets.get(relation, ""), Scan())
        elif _name(element) == "calcPr":
            stale = element.get("fullCalcOnLoad") in YES
    return Book(sheets, stale, meta)


def _meta(members: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    """Title, author and day of making, where the file says them."""
    found = {}
    for element in chain(*(_elements(members, name) for name in ABOUT)):
        name, text = NAMES.get(_name(element), ""), (element.text or "").strip()
        if name and text:
            found[name] = text[:10] if name == "created" else text
    return tuple(found.items())


def _elements(members: Mapping[str, bytes], name: str) -> Iterator[Element]:
    return tree(members[name]).iter() if name in members else iter(())


def _named(element: Element, name: str) -> Iterator[Element]:
    return (inner for inner in element.iter() if _name(inner) == name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _sheet(root: Element) -> Scan:
    """One sheet of an Office file."""
    said: dict[Place, str] = {}
    formulas, rows = set(), set()
    row, height, width = -1, 0, 0
    for line in _named(root, "row"):
        number = line.get("r", "")
        row, col = int(number) - 1 if number.isdigit() else row + 1, -1
        if line.get("hidden") in YES:
            rows.add(row)
        for cell in _named(line, "c"):
            place = row, col = _place(cell, row, col + 1)
            height, width = max(height, row + 1), max(width, col + 1)
            children = {_name(child): child.text or "" for child in cell}
            if "f" in children:
                formulas.add(place)
                said[place] = "=" + children["f"]
            if cell.get("t") == "e":
                said[place] = children.get("v", "")
    limits.within(height * width, limits.CELLS, "一个表格的大小", "格")
    columns = {
        number
        for col in _named(root, "col")
        if col.get("hidden") in YES
        for number in range(_count(col.attrib, "min") - 1, min(_count(col.attrib, "max"), width))
    }
    return Scan(said, frozenset(formulas), frozenset(rows), frozenset(columns))


def _place(cell: Element, row: int, col: int) -> Place:
    """Where a cell stands: as it says, else after the one before it."""
    match = PLACE.fullmatch(cell.get("r", ""))
    if not match:
        return row, col
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, number - 1


def _open_document(root: Element) -> dict[str, Scan]:
    """Every sheet of an OpenDocument file."""
    return {_plain(table).get("name", ""): _open_sheet(table) for table in _named(root, "table")}


def _open_sheet(table: Element) -> Scan:
    row = height = width = 0
    merged: list[tuple[Place, Place]] = []
    hidden: set[int] = set()
    for line in _named(table, "table-row"):
        attributes = _plain(line)
        times = _count(attributes, "number-rows-repeated")
        wide = _open_row(line, row, merged)
        if attributes.get("visibility", "visible") != "visible":
            hidden.update(range(row, row + min(times, limits.SPAN)))
        row += times
        height, width = row if wide else height, max(width, wide)
    limits.within(height * width, limits.CELLS, "一个表格的大小", "格")
    return Scan(hidden_rows=frozenset(hidden), merged=tuple(merged))


def _open_row(line: Element, row: int, merged: list[tuple[Place, Place]]) -> int:
    """How far a row is filled; the cells that cover others are added to `merged`."""
    col = filled = 0
    for cell in line:
        settings = _plain(cell)
        down = _count(settings, "number-rows-spanned")
        right = _count(settings, "number-columns-spanned")
        if down * right > 1:
            merged.append(((row, col), (row + down - 1, col + right - 1)))
        col += _count(settings, "number-columns-repeated")
        if len(cell) or "value-type" in settings:
            filled = col
    return filled


def _plain(element: Element) -> dict[str, str]:
    """The attributes without their name spaces."""
    return {name.rpartition("}")[2]: value for name, value in element.items()}


def _count(attributes: Mapping[str, str], name: str) -> int:
    value = attributes.get(name, "1")
    return max(1, int(value)) if value.isdigit() and len(value) < 10 else 1  # noqa: PLR2004 - no sheet has so many
