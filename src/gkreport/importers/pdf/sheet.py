"""A page as glyphs and ruling lines: what is seen, upright, without what was printed twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pdfplumber.page import Page

from gkreport.importers.pdf.signs import spelt

THIN = 2.5
"""A filled shape this thin (points) is a ruling line, a thicker one is shading."""
SHADES = 1_000
"""So many dark grounds are looked at for white text on them."""
SHORTEST = 4.0
"""A shorter stroke is no ruling line by itself, unless it continues one."""
OVERPRINT = 1.0
"""Points by which the same glyph is moved to look bold."""
SLANT = 0.1
TINY = 1.5
"""Text below this size (points) is not there to be read."""


class Glyph(NamedTuple):
    """One character where it is drawn; points from the page's top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    turn: int = 0
    """0 upright; 1 the text runs down the page, -1 up."""

    @property
    def middle(self) -> tuple[float, float]:
        """Across and down."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A ruling line: a horizontal one has top == bottom, a vertical one x0 == x1."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def lying(self) -> bool:
        """Whether it is a horizontal one."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Sheet(NamedTuple):
    """What is seen on a page."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    images: int


def sheet(page: Page) -> Sheet:
    """A drawn page, turned so that most of its text is upright."""
    objects = page.objects
    box = page.bbox
    shades = [o for o in objects.get("rect", ()) if _dark(o)][:SHADES]
    glyphs = [_glyph(o) for o in objects.get("char", ()) if _seen(o, box, shades)]
    rules = [rule for kind in ("line", "rect", "curve") for o in objects.get(kind, ())
             for rule in _rules(o)]  # fmt: skip
    plain = Sheet(
        page.page_number, float(box[2]), float(box[3]), tuple(_once(glyphs)), tuple(rules),
        len(objects.get("image", ())),
    )  # fmt: skip
    return _upright(plain)


def _slanting(char: Mapping[str, Any]) -> bool:
    """Whether text runs neither across nor along the page: a watermark."""
    across, along = abs(char["matrix"][0]), abs(char["matrix"][1])
    return bool(min(across, along) > SLANT * max(across, along))


def _glyph(char: Mapping[str, Any]) -> Glyph:
    turn = 0 if char["upright"] else (-1 if char["matrix"][1] > 0 else 1)
    height = char["bottom"] - char["top"]
    size = max(1.0, height if turn == 0 else char["x1"] - char["x0"])
    return Glyph(
        spelt(char["text"]), char["x0"], char["x1"], char["top"], char["bottom"], size, turn
    )


def _white(color: object) -> bool:
    """Whether a color is white. Four parts are inks (cyan …), fewer are lights."""
    if not isinstance(color, (tuple, list)) or not color:
        return False
    if not all(isinstance(part, (int, float)) for part in color):
        return False
    return all(p <= 0 for p in color) if len(color) == 4 else all(p >= 1 for p in color)  # noqa: PLR2004 - cyan, magenta, yellow, black


def _dark(rect: Mapping[str, Any]) -> bool:
    return bool(rect["fill"]) and not _white(rect["non_stroking_color"])


def _seen(
    char: Mapping[str, Any], box: Sequence[float], shades: Iterable[Mapping[str, Any]]
) -> bool:
    """Whether a person sees it: on the page, not tiny, not white on white."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    if _slanting(char) or not (box[0] <= x <= box[2] and box[1] <= y <= box[3]):
        return False
    if max(char["bottom"] - char["top"], char["x1"] - char["x0"]) < TINY:
        return False
    return not _white(char["non_stroking_color"]) or any(
        o["x0"] <= x <= o["x1"] and o["top"] <= y <= o["bottom"] for o in shades
    )


def _rules(shape: Mapping[str, Any]) -> Iterator[Rule]:
    """The ruling lines of a stroke, of a thin filled shape, of a frame."""
    x0, x1, top, bottom = shape["x0"], shape["x1"], shape["top"], shape["bottom"]
    if x1 - x0 <= THIN or bottom - top <= THIN:
        ink = shape["stroking_color"] if shape["stroke"] else shape["non_stroking_color"]
        if not _white(ink) and (shape["stroke"] or shape["fill"]):
            yield _straight(x0, x1, top, bottom)
    elif shape["object_type"] == "rect" and shape["stroke"] and not _white(shape["stroking_color"]):
        yield from (Rule(x0, x1, y, y) for y in (top, bottom))
        yield from (Rule(x, x, top, bottom) for x in (x0, x1))


def _straight(x0: float, x1: float, top: float, bottom: float) -> Rule:
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Rule(x0, x1, middle, middle)
    middle = (x0 + x1) / 2
    return Rule(middle, middle, top, bottom)


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Each glyph once, where the same one was printed over itself to look bold."""
    places: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        x, y = int(glyph.x0), int(glyph.top)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in places.get((glyph.text, x + dx, y + dy), ())
        )
        if not any(_same(glyph, other) for other in near):
            places.setdefault((glyph.text, x, y), []).append(glyph)
            yield glyph


def _same(one: Glyph, other: Glyph) -> bool:
    reach = min(OVERPRINT, (one.x1 - one.x0) / 4)
    return abs(one.x0 - other.x0) <= reach and abs(one.top - other.top) <= OVERPRINT


def _upright(page: Sheet) -> Sheet:
    """Turn a page whose text mostly runs up or down."""
    turned = sum(g.turn for g in page.glyphs)
    if abs(turned) * 2 <= len(page.glyphs):
        return page
    down = turned > 0

    def place(x0: float, x1: float, top: float, bottom: float) -> Rule:
        if down:
            return Rule(top, bottom, page.width - x1, page.width - x0)
        return Rule(page.height - bottom, page.height - top, x0, x1)

    glyphs = [
        Glyph(g.text, *place(g.x0, g.x1, g.top, g.bottom), g.size, _turn(g.turn, down=down))
        for g in page.glyphs
    ]
    rules = [place(*rule) for rule in page.rules]
    return page._replace(
        width=page.height, height=page.width, glyphs=tuple(glyphs), rules=tuple(rules)
    )


def _turn(turn: int, *, down: bool) -> int:
    """What a glyph's turn becomes: that of the page is taken off."""
    if turn == 0:
        return -1 if down else 1
    return 0
