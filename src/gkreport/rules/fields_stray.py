"""Braces that are no field's: where there are none, full-width ones, ends without a beginning."""

import re
from typing import TYPE_CHECKING, Final

from gkreport.report.keys import CONTACT, ORGAN
from gkreport.rules import Passage
from gkreport.rules.whole import Spot, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit
    from gkreport.report import Report
    from gkreport.report.fields import Piece
    from gkreport.rules import Case

_WIDE: Final = "｛｛"
_LONGEST: Final = 24
_RULE: Final = "unknown-field"
_HEADS: Final = {"title": "标题", "heading": "标题"}
_OPENING: Final = re.compile(r"\{\{|｛｛")
_CLOSING: Final = re.compile(r"\}+")
_TWO: Final = 2


def stated(report: "Report") -> "Iterator[tuple[str, str, tuple[str, ...]]]":
    """What is printed of the organ, and is no text: what it is called, the value, its path."""
    if report.organ.name:
        yield f"“{ORGAN[0].title}”", report.organ.name, ("organ", ORGAN[0].name)
    for key in CONTACT:
        if value := report.organ.contact.get(key.name):
            yield f"联系方式的“{key.title}”", value, ("organ", "contact", key.name)


def beside(case: "Case") -> "Iterator[Hit]":
    """Braces in what is printed besides the texts: fields are not looked for there."""
    heads = [
        (_HEADS[passage.section], passage)
        for passage in whole(case).passages
        if passage.section in _HEADS
    ]
    for called, passage in (*heads, *_organ(case.report)):
        found = _OPENING.search(passage.text)
        if found:
            yield passage.hit(
                _RULE, f"{called}里不用字段，花括号会照原样印出来", *found.span(),
                found=found[0], severity="warning", hint=f"请把{called}直接写出来",
            )  # fmt: skip


def _organ(report: "Report") -> "Iterator[tuple[str, Passage]]":
    for called, value, path in stated(report):
        yield called, Passage("organ", value, path)


def wide(case: "Case") -> "Iterator[Hit]":
    """The first braces of each text that are full-width."""
    for passage in whole(case).passages:
        at = passage.text.find(_WIDE) if passage.section not in _HEADS else -1
        if at >= 0:
            end = passage.text.find("｝｝", at) + 2
            stop = end if at < end <= at + _LONGEST else at + 2
            yield passage.hit(
                _RULE, "花括号是全角的，不是字段，会照原样印出来", at, stop,
                found=passage.text[at:stop], hint="请用半角的花括号，写成 {{ 新收 }} 这样",
            )  # fmt: skip


def closing(case: "Case") -> "Iterator[Hit]":
    """Ends of fields that begin nowhere, all of them as one."""
    text = whole(case)
    spots = []
    for n, passage in enumerate(text.passages):
        if "}" in passage.text and passage.section not in _HEADS:
            expanded = case.expansions.get(passage.path)
            pieces = expanded.pieces if expanded else ()
            starts = text.starts[n]
            spots += [Spot(starts + a, starts + b) for a, b in _ends(passage.text, pieces)]
    if spots:
        more = f"，共 {len(spots)} 处" if len(spots) > 1 else ""
        yield text.hit_all(
            _RULE, f"多了半角的右花括号，会照原样印出来{more}", spots, severity="warning",
            hint="字段前后各两个花括号，如 {{ 新收 }}；多出来的请删去",
        )  # fmt: skip


def _ends(text: str, pieces: "tuple[Piece, ...]") -> "Iterator[tuple[int, int]]":
    """Two braces that nothing before them in the line opens, or any right behind a field."""
    for found in _CLOSING.finditer(text):
        at, end = found.span()
        inside = [piece for piece in pieces if piece.start < end and at < piece.end]
        at = max([at, *(piece.end for piece in inside)])
        follows = any(piece.end == at and piece.word and not piece.fault for piece in pieces)
        if not follows and end - at >= _TWO and _is_open(text, at, pieces):
            at += _TWO
        if end - at >= (1 if follows else _TWO):
            yield at, end


def _is_whole(piece: "Piece") -> bool:
    """Whether it is a field with its end, and not braces as they stand or half a field."""
    return bool(piece.word) and (piece.fault is None or piece.fault.why != "unclosed")


def _is_open(text: str, at: int, pieces: "tuple[Piece, ...]") -> bool:
    """Whether something opens in the same line that no field has closed."""
    start = text.rfind("\n", 0, at) + 1
    whole_ones = [piece for piece in pieces if _is_whole(piece)]
    opened = [
        found
        for found in _OPENING.finditer(text, start, at)
        if not any(piece.start <= found.start() < piece.end for piece in whole_ones)
    ]
    closed = text.count("}}", start, at) - sum(
        text.count("}}", piece.start, piece.end) for piece in whole_ones if piece.start >= start
    )
    return len(opened) > closed
