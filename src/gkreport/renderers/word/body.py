"""What a document shows as the body of a Word document, from the title to the contact."""

from typing import TYPE_CHECKING, Final

from gkreport.layout.width import width
from gkreport.renderers.measures import (
    AREA,
    BODY,
    BOTTOM,
    CHARACTERS,
    FOOT,
    HEIGHT,
    LEFT,
    LINE,
    RIGHT,
    SMALL,
    TITLE,
    TOP,
    WIDTH,
)
from gkreport.renderers.word.elements import Element, paragraph, run, w
from gkreport.renderers.word.tables import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.renderers.page import Page, Paragraph, Part

_APART: Final = "　　"
_INSET: Final = 2
"""How many characters the signature stays away from the right edge."""


def body(page: "Page") -> Element:
    """The body, but for the footers: `section` goes to its end."""
    blocks = [_title(page.title), *_facts(page.facts)]
    blocks += map(_plain, page.preface)
    for part in page.parts:
        blocks += _part(part)
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


def _title(pieces: tuple[str, ...]) -> Element:
    """In one line, or else each piece in its own."""
    fits = width("".join(pieces)) * TITLE // 2 <= AREA
    content: list[Element] = []
    for n, piece in enumerate(("".join(pieces),) if fits else pieces):
        if n:
            content.append(w("r", w("br")))
        content.append(run(piece))
    return paragraph("Title", *content)


def _facts(facts: tuple[tuple[str, str], ...]) -> "Iterator[Element]":
    """In one line, or else a line each."""
    lines = [f"{name}：{value}" for name, value in facts]
    whole = _APART.join(lines)
    if lines and width(whole) * SMALL // 2 <= AREA:
        lines = [whole]
    for n, line in enumerate(lines, 1):
        after = (w("spacing", after=LINE // 2),) if n == len(lines) else ()
        yield paragraph("Facts", run(line), properties=after)


def _plain(told: "Paragraph") -> Element:
    return paragraph("BodyText", run(told.text))


def _part(part: "Part") -> "Iterator[Element]":
    if part.heading:
        yield paragraph("Heading1", run(part.heading))
    for told in part.paragraphs:
        heads = told.subheading and part.heading
        yield paragraph("Heading2", run(told.text)) if heads else _plain(told)
    if part.table:
        yield drawn(part.table)
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
