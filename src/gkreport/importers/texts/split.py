"""What stands above the first heading, where the first section's own heading got lost."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.importers.blocks import Note
from gkreport.importers.texts.head import Head, head
from gkreport.importers.texts.headings import Place
from gkreport.importers.texts.sections import Stretch
from gkreport.importers.texts.words import trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.importers.texts.pieces import Piece
    from gkreport.importers.texts.sections import Outline

_PREFACE: Final = (
    "统计期限",
    "统计时限",
    "条例》",
    "本报告",
    "本年度报告",
    "国办公开办函",
    "邮编",
    "电话",
)


def above(found: "Outline", notes: list[Note]) -> tuple[Head, tuple[Stretch, ...]]:
    """The head, and the stretches with the first section where it has to be cut off the head."""
    if not found.stretches:
        message = "没有找到任何一个部分的标题，文字都放在引言里了，请自己分到各部分"
        notes.append(Note("no-headings", message, serious=True))
        return head(found.above), ()
    first = found.stretches[0].place
    assert first is not None
    top = head(found.above)
    if first.section <= 0 or not top.preface:
        return top, found.stretches
    cut = _cut(top.preface)
    if cut >= len(top.preface):
        return top, found.stretches
    message = "没有找到第一部分的标题；引言后面的文字放在第一部分里了，请核对从哪里分开"
    notes.append(Note("heading-lost", message))
    place = Place(0, 0, 0, 0, 0, 1, "", 0)
    lost = Stretch(place, top.preface[cut:])
    return top._replace(preface=top.preface[:cut]), (lost, *found.stretches)


def _cut(preface: "Sequence[Piece]") -> int:
    """Before which piece the first section begins."""
    items = (n for n, piece in enumerate(preface) if _item().match(trimmed(piece.text)))
    first = next(items, len(preface))
    said = [n for n, p in enumerate(preface[:first]) if any(word in p.text for word in _PREFACE)]
    if said:
        return said[-1] + 1
    return first if first < len(preface) else 0


@cache
def _item() -> "re.Pattern[str]":
    return re.compile(r"[（(]一[）)]")
