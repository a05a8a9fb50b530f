"""Variants of a published report as Word and Excel files."""

import io
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from variants import Printed, Sheet
from xlsxwriter import Workbook


def word(printed: Printed, *, pieces: bool = False, lists: bool = False) -> bytes:
    """The report as a Word file: merged cells; tables cut in two; labels with white space."""
    document = Document()
    document.add_paragraph(printed.title)
    document.add_paragraph(printed.preface)
    for heading, text, key in printed.parts():
        document.add_paragraph(heading)
        for line in text.split("\n") if text else ():
            document.add_paragraph(line)
        if key is not None:
            sheet = printed.sheet(key)
            middle = sheet.height // 2 if pieces and sheet.head else sheet.height
            _table(document, sheet, 0, middle, loose=lists)
            if middle < sheet.height:
                document.add_paragraph("")
                _table(document, sheet, middle, sheet.height, loose=lists)
    return _bytes(document.save)


def _table(document: Any, sheet: Sheet, start: int, end: int, *, loose: bool) -> None:
    table = document.add_table(end - start, sheet.width, "Table Grid")
    grid = [row.cells for row in table.rows]
    for slot, text in sheet.slots:
        top, stop = max(slot.row, start), min(slot.row + slot.rowspan, end)
        if top >= stop:
            continue
        cell = grid[top - start][slot.col]
        last = grid[stop - 1 - start][slot.col + slot.colspan - 1]
        merged = cell.merge(last) if (stop - top, slot.colspan) != (1, 1) else cell
        if loose and slot.address is None and len(text) > 3:
            merged.text = text[:2]
            merged.add_paragraph(text[2:])
        else:
            merged.text = f"\u3000{text}" if loose else text
    for node in table._tbl.iter(qn("w:tcPr")):  # a width is no matter
        for width in node.findall(qn("w:tcW")):
            node.remove(width)


def excel(printed: Printed, *, sheets: bool = False, words: bool = False) -> bytes:
    """The report as a workbook: one sheet or one a table; figures as numbers or as words."""
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("年报")
        page.write_string(0, 0, printed.title)
        page.write_string(1, 0, printed.preface)
        top = 2
        for heading, text, key in printed.parts():
            if sheets and key is not None:
                page, top = book.add_worksheet(heading[:2] + str(len(book.worksheets()))), 0
            page.write_string(top, 0, heading)
            top += 1
            for line in text.split("\n") if text else ():
                page.write_string(top, 0, line)
                top += 1
            if key is not None:
                top = _sheet(page, printed, printed.sheet(key), top, words=words) + 1
    return stream.getvalue()


def _sheet(page: Any, printed: Printed, sheet: Sheet, top: int, *, words: bool) -> int:
    for slot, text in sheet.slots:
        value: Any = text
        if slot.address is not None and not words and not isinstance(text, float):
            stated = printed.cells.get(slot.address, "")
            value = text if isinstance(stated, str) else float(stated)
        row, col = top + slot.row, slot.col
        if (slot.rowspan, slot.colspan) == (1, 1):
            page.write(row, col, value)
        else:
            page.merge_range(row, col, row + slot.rowspan - 1, col + slot.colspan - 1, value)
    return top + sheet.height


def _bytes(save: Any) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


OFFICE = {
    "docx": word,
    "docx-cut-in-two": lambda printed: word(printed, pieces=True),
    "docx-split-labels": lambda printed: word(printed, lists=True),
    "xlsx": excel,
    "xlsx-sheets": lambda printed: excel(printed, sheets=True),
    "xlsx-words": lambda printed: excel(printed, words=True),
}
