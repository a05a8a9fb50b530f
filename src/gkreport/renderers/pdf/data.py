"""What a page shows, as the values that the template gets."""

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from gkreport.renderers import breaks
from gkreport.renderers.measures import AREA, TITLE
from gkreport.renderers.page import in_line
from gkreport.renderers.widths import LONG, Measures, fit, in_one_line, measures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkreport.layout import Slot
    from gkreport.renderers.page import Page, Paragraph, Part, Table
    from gkreport.report import Report

_JOINERS: Final = dict.fromkeys((0x200C, 0x200D))
"""They have no shape of their own, and no font has them: none may stand in a PDF/UA."""
_TITLE: Final = AREA / TITLE
"""Characters of the title in one line."""
_NO_YEAR: Final = 1970
"""As clocks count that were never set."""


def shown(page: "Page", report: "Report", families: "Mapping[str, list[str]]") -> dict[str, Any]:
    """Texts, numbers, lists and dictionaries only."""
    return {
        "title": [_seen(line) for piece in page.title for line in breaks.titled(piece, _TITLE)],
        "author": _seen(in_line(report.organ.name)),
        "date": _day(report),
        "fonts": dict(families),
        "facts": [_seen(f"{name}：{value}") for name, value in page.facts],
        "preface": _paragraphs(page.preface),
        "parts": [_part(part) for part in page.parts],
        "signature": [_seen(line) for line in page.signature],
        "contact": [_seen(f"{name}：{value}") for name, value in page.contact],
    }


def _day(report: "Report") -> dict[str, int]:
    """When the document was made: not by the clock, or each would be another. PDF/A wants a day."""
    day = report.publication.date or report.publication.written
    if day is None:
        return {"year": report.year or _NO_YEAR, "month": 12, "day": 31}
    return {"year": day.year, "month": day.month, "day": day.day}


def _seen(text: str) -> str:
    return text.translate(_JOINERS)


def _paragraphs(some: "tuple[Paragraph, ...]") -> list[dict[str, Any]]:
    return [{"text": _seen(one.text), "subheading": one.subheading} for one in some]


def _part(part: "Part") -> dict[str, Any]:
    return {
        "heading": _seen(part.heading),
        "paragraphs": _paragraphs(part.paragraphs),
        "table": part.table and _table(part.table),
    }


def _table(table: "Table") -> dict[str, Any]:
    wide = measures(table)
    return {
        "columns": wide.columns,
        "repeat": bool(table.layout.head),
        "head": table.layout.head,
        "height": table.layout.height,
        "figures": wide.figures,
        "sure": _sure(table, wide),
        "thick": any(slot.role == "row" for slot in table.layout.slots),
        "groups": [
            {"head": head, "cells": [_cell(table, slot, wide) for slot in slots]}
            for head, slots in _groups(table)
        ],
    }


def _sure(table: "Table", wide: Measures) -> bool:
    """Whether every figure stands in one line: how high the rows are is known then."""
    figures = (slot for slot in table.layout.slots if slot.role == "figure")
    return all(in_one_line(table.texts[slot], wide.columns[slot.col]) for slot in figures)


def _groups(table: "Table") -> "Iterator[tuple[bool, list[Slot]]]":
    """Rows of headings, and the rows below them; stacked tables have several of both."""
    for head, rows in groupby(table.layout.rows, _is_head):
        yield head, [slot for row in rows for slot in row]


def _is_head(row: "tuple[Slot, ...]") -> bool:
    return not any(slot.role in {"row", "figure"} for slot in row)


def _cell(table: "Table", slot: "Slot", wide: Measures) -> dict[str, Any]:
    text = _seen(table.texts[slot])
    room = fit(sum(wide.columns[slot.col : slot.col + slot.colspan]))
    return {
        "x": slot.col,
        "y": int(slot.row),
        "colspan": slot.colspan,
        "rowspan": slot.rowspan,
        "role": slot.role,
        "left": _is_left(slot, stacked=not table.layout.head),
        "whole": bool(LONG.fullmatch(table.texts[slot])),
        "text": text,
        "lines": breaks.lines(text, room) if slot.role == "row" else [text],
        "across": breaks.across(len(text), room),
    }


def _is_left(slot: "Slot", *, stacked: bool) -> bool:
    """As on the printed form: labels of stacked tables stand in the middle, their titles do not."""
    if stacked:
        return slot.role == "title"
    return slot.role in {"corner", "row", "title"}
