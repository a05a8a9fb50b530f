"""What a document shows as the body of a Word document, from the title to the contact."""

from typing import TYPE_CHECKING, Final

from gkreport.layout.width import width
from gkreport.renderers.breaks import long_words, titled
from gkreport.renderers.measures import (
    AREA,
    BODY,
    BOTTOM,
    CHARACTERS,
    FOOT,
    HEIGHT,
    LEFT,
    LINE,
    POINT,
    RIGHT,
    SMALL,
    SMALL_LINE,
    TITLE,
    TITLE_LINE,
    TOP,
    WIDTH,
)
from gkreport.renderers.widths import measures
from gkreport.renderers.word.elements import Element, paragraph, run, w
from gkreport.renderers.word.room import Room, rows
from gkreport.renderers.word.tables import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.renderers.page import Page, Paragraph, Part

_APART: Final = "　　"
_GAP: Final = 6 * POINT
"""Below a table."""
_INSET: Final = 2
"""How many characters the signature stays away from the right edge."""


def body(page: "Page") -> Element:
    """The body, but for the footers: `section` goes to its end."""
    room = Room()
    blocks = [_title(page.title, room), *_facts(page.facts, room)]
    blocks += (_plain(told, room) for told in page.preface)
    for part in page.parts:
        blocks += _part(part, room)
    end = [*_signature(page.signature), *_contact(page.contact)]
    if end:  # who signs and where to ask: together, and never alone on a page
        for block in (blocks[-1], *end[:-1]):
            _keep(block)
    return w("body", *blocks, *end)


def _keep(block: Element) -> None:
    """Keep a paragraph with the next one; of a long one, its last two lines."""
    properties = block.pPr
    properties.get_or_add_keepNext()
    properties.get_or_add_widowControl()


def section(*footers: Element) -> Element:
    """The sheet and its margins."""
    return w(
        "sectPr",
        *footers,
        w("pgSz", w=WIDTH, h=HEIGHT),
        w("pgMar", top=TOP, right=RIGHT, bottom=BOTTOM, left=LEFT, header=TOP // 2, footer=FOOT,
          gutter=0),
        w("cols", space=0),
        w("docGrid", type="lines", linePitch=LINE),
    )  # fmt: skip


def _title(pieces: tuple[str, ...], room: Room) -> Element:
    """In one line, or else each piece in its own, or in several that are much alike."""
    whole, fit = "".join(pieces), AREA / TITLE
    fits = width(whole) / 2 <= fit
    lines = (whole,) if fits else [line for piece in pieces for line in titled(piece, fit)]
    content: list[Element] = []
    for n, line in enumerate(lines):
        if n:
            content.append(w("r", w("br")))
        content.append(run(line))
    room.flow(len(lines) * TITLE_LINE + LINE // 2)
    return paragraph("Title", *content)


def _facts(facts: tuple[tuple[str, str], ...], room: Room) -> "Iterator[Element]":
    """In one line, or else a line each."""
    lines = [f"{name}：{value}" for name, value in facts]
    whole = _APART.join(lines)
    if lines and width(whole) * SMALL // 2 <= AREA:
        lines = [whole]
    for n, line in enumerate(lines, 1):
        room.flow(SMALL_LINE + (LINE // 2 if n == len(lines) else 0))
        after = (w("spacing", after=LINE // 2),) if n == len(lines) else ()
        yield paragraph("Facts", run(line), properties=after)


def _plain(told: "Paragraph", room: Room) -> Element:
    room.told(told.text)
    return paragraph("BodyText", run(told.text), properties=_open(told.text))


def _open(text: str) -> tuple[Element, ...]:
    """Words too long for what is left of a line break anywhere, rather than leave it stretched."""
    return (w("wordWrap", val=0), w("jc", val="left")) if long_words(text) else ()


def _part(part: "Part", room: Room) -> "Iterator[Element]":
    if part.heading and not (part.table and not part.paragraphs):
        room.told(part.heading)
    if part.heading:
        yield paragraph("Heading1", run(part.heading))
    for told in part.paragraphs:
        if told.subheading and part.heading:
            room.told(told.text)
            yield paragraph("Heading2", run(told.text))
        else:
            yield _plain(told, room)
    if part.table:
        heading = LINE if part.heading and not part.paragraphs else 0
        wide = measures(part.table)
        stays = room.whole(heading + sum(rows(part.table, wide.columns)) + _GAP)
        yield drawn(part.table, wide, whole=stays or not part.table.layout.head)
        yield paragraph("Gap")


def _signature(lines: tuple[str, ...]) -> "Iterator[Element]":
    """Centred on each other, near the right edge."""
    wide = max((width(line) for line in lines), default=0) // 2 + 2
    left = max(0, CHARACTERS - _INSET - wide)
    for n, line in enumerate(lines):
        before = () if n else (w("spacing", before=LINE),)
        told = (*before, w("ind", left=left * BODY, right=_INSET * BODY // 2))
        yield paragraph("Signature", run(line), properties=told)


def _contact(contact: tuple[tuple[str, str], ...]) -> "Iterator[Element]":
    for n, (name, value) in enumerate(contact):
        before = () if n else (w("spacing", before=LINE // 2),)
        yield paragraph("Contact", run(f"{name}：{value}"), properties=before)
