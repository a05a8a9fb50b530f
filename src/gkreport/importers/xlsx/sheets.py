"""The sheets of a workbook as blocks: what their cells show."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import dropwhile
from typing import Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from gkreport.importers import limits
from gkreport.importers.blocks import Block, Cell, Line, Note, Refused
from gkreport.importers.xlsx import package, regions
from gkreport.importers.xlsx.scan import Book, Place, Scan

ASIDE = re.compile(r"公布前删|^核对$|^校验$")
"""In the name of a sheet that is for who fills in, and no part of the report."""


def in_here(data: bytes, found: Book = Book({})) -> tuple[list[Block], list[Note]]:  # noqa: B008 - a value
    """The blocks of a workbook, read in this process. Refused where it cannot be read."""
    with package.damage_refused():
        return _sheets(data, found)


def _sheets(data: bytes, found: Book) -> tuple[list[Block], list[Note]]:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        raise Refused(package.LOCKED) from None
    sheets, others = _sorted(workbook.sheets_metadata)
    blocks: list[Block] = []
    notes: list[Note] = []
    heads: set[str] = set()
    for name in sheets:
        sheet = workbook.get_sheet_by_name(name)
        seen = found.sheets.get(name, Scan())
        limits.within(sheet.total_height * sheet.total_width, limits.CELLS, "一个表格的大小", "格")
        blocks += _once(regions.blocks(_cells(sheet, seen, stale=found.stale)), heads)
        notes += _notes(name, seen, stale=found.stale)
    return blocks, notes + others


def _sorted(metadata: Sequence[SheetMetadata]) -> tuple[list[str], list[Note]]:
    """The names of the sheets to read, and what is said of the others."""
    sheets = [meta for meta in metadata if meta.typ == SheetTypeEnum.WorkSheet]
    hidden = [meta.name for meta in sheets if meta.visible != SheetVisibleEnum.Visible]
    visible = [meta.name for meta in sheets if meta.visible == SheetVisibleEnum.Visible]
    kept = [name for name in visible if not ASIDE.search(name)] or visible
    aside = [name for name in visible if name not in kept]
    notes = []
    if hidden:
        notes.append(Note("hidden-sheets", f"隐藏的工作表没有读入：{'、'.join(hidden)}"))
    if aside:
        message = f"只供核对、不属于报告的工作表没有读入：{'、'.join(aside)}"
        notes.append(Note("sheets-aside", message))
    return kept, notes


def _once(blocks: Sequence[Block], heads: set[str]) -> Iterator[Block]:
    """The blocks of a sheet without what other sheets bear at their head as well, such as a title.

    `heads` are the lines at the heads of the sheets before; those of this one are added.
    """
    body = list(dropwhile(lambda block: isinstance(block, Line), blocks))
    top = [block for block in blocks[: len(blocks) - len(body)] if isinstance(block, Line)]
    for line in top:
        if line.text.strip() not in heads or regions.HEADING.match(line.text):
            yield line
    heads.update(line.text.strip() for line in top)
    yield from body


def _cells(sheet: CalamineSheet, seen: Scan, *, stale: bool) -> Iterator[Cell]:
    """The cells that are seen; a merged one stands where it begins."""
    values = sheet.to_python(skip_empty_area=False)
    rows = _places(len(values), seen.hidden_rows)
    columns = _places(len(values[0]) if values else 0, seen.hidden_columns)
    taken: set[Place] = set()
    tried = 0
    for first, last in _merged(sheet, seen):
        places = _covered(first, last, len(rows) - 1, len(columns) - 1)
        tried += len(places)
        limits.within(tried, 2 * limits.CELLS, "合并单元格的总大小", "格")
        if places and taken.isdisjoint(places):
            taken.update(places)
            top, left = rows[first[0]], columns[first[1]]
            down = rows[places[-1][0] + 1] - top
            right = columns[places[-1][1] + 1] - left
            if down and right:
                value = values[first[0]][first[1]]
                yield Cell(_text(value, first, seen, stale=stale), top, left, down, right)
    for row, line in enumerate(values):
        for col, value in enumerate(line):
            place = row, col
            if place not in taken and not _hidden(place, seen):
                yield Cell(_text(value, place, seen, stale=stale), rows[row], columns[col])


def _places(count: int, hidden: frozenset[int]) -> list[int]:
    """Where each row or column stands once the hidden ones are out, and where the last ends."""
    out = [0]
    for number in range(count):
        out.append(out[-1] + (number not in hidden))
    return out


def _hidden(place: Place, seen: Scan) -> bool:
    return place[0] in seen.hidden_rows or place[1] in seen.hidden_columns


def _merged(sheet: CalamineSheet, seen: Scan) -> Sequence[tuple[Place, Place]]:
    return seen.merged or sheet.merged_cell_ranges or ()


def _covered(first: Place, last: Place, height: int, width: int) -> list[Place]:
    """The places of a merged cell that are within the sheet."""
    return [
        (row, col)
        for row in range(first[0], min(last[0] + 1, height))
        for col in range(first[1], min(last[1] + 1, width))
    ]


def _text(value: Any, place: Place, seen: Scan, *, stale: bool) -> str:  # noqa: ANN401 - calamine's
    """A cell as it shows; a formula that was not computed, and an error, as they are written."""
    if place in seen.said and (value == "" or (stale and place in seen.formulas)):
        return seen.said[place]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float) -> str:
    """All digits that a spreadsheet keeps, and no more."""
    number = Decimal(f"{value:.15g}")
    if not number.is_finite():
        return str(value)
    return format(number.normalize() if number else Decimal(0), "f")


def _notes(name: str, seen: Scan, *, stale: bool) -> Iterator[Note]:
    if seen.hidden_rows or seen.hidden_columns:
        yield Note("hidden-cells", f"工作表“{name}”里隐藏的行和列没有读入")
    if stale and seen.formulas:
        message = (
            f"工作表“{name}”里的公式还没有算出结果，公式格没有读成数字。"
            "请用 Excel 或 WPS 打开，保存一次再导入"
        )
        yield Note("formulas-not-computed", message, serious=True)
