"""The styles of a document: an office that wants another look changes these in Word."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.renderers.measures import (
    BODY,
    CELL,
    CELL_LINE,
    LINE,
    PADDING,
    POINT,
    SMALL,
    SMALL_LINE,
    TIGHT,
    TITLE,
    TITLE_LINE,
)
from gkreport.renderers.word.elements import Element, w

if TYPE_CHECKING:
    from gkreport.renderers.fonts import Fonts

_HALF: Final = POINT // 2
"""Sizes of letters are told in half points."""


class _Look(NamedTuple):
    """A paragraph style: what differs from the one it is based on."""

    id: str
    name: str
    base: str
    paragraph: tuple[Element, ...]
    letters: tuple[Element, ...] = ()
    own: bool = False
    """Not one of those that every Word has."""


def styles(fonts: "Fonts") -> Element:
    """All styles of a document."""
    made = (_style(look) for look in (*_prose(fonts), *_cells(fonts)))
    return w("styles", _defaults(fonts), _normal(), *made, _plain_table(), _table())


def _defaults(fonts: "Fonts") -> Element:
    latin = dict.fromkeys(("ascii", "hAnsi", "cs"), fonts.number)
    return w(
        "docDefaults",
        w(
            "rPrDefault",
            w(
                "rPr",
                w("rFonts", **latin, eastAsia=fonts.body),
                w("sz", val=BODY // _HALF),
                w("szCs", val=BODY // _HALF),
                w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
            ),
        ),
        w("pPrDefault"),
    )


def _normal() -> Element:
    return w(
        "style",
        w("name", val="Normal"),
        w("qFormat"),
        w(
            "pPr",
            w("widowControl", val=0),
            w("spacing", before=0, after=0, line=LINE, lineRule="exact"),
            w("jc", val="both"),
        ),
        w("rPr", w("spacing", val=TIGHT)),
        type="paragraph", default=1, styleId="Normal",
    )  # fmt: skip


def _prose(fonts: "Fonts") -> tuple[_Look, ...]:
    return (
        _Look("Title", "Title", "Normal",
              (w("keepNext"), w("keepLines"), w("snapToGrid", val=0),
               _lines(TITLE_LINE, after=LINE // 2), w("jc", val="center")),
              (*_face(fonts, fonts.title), w("spacing", val=0), *_size(TITLE))),
        _Look("Heading1", "heading 1", "Normal",
              (w("keepNext"), w("keepLines"), _indent(), w("outlineLvl", val=0)),
              _face(fonts, fonts.heading1)),
        _Look("Heading2", "heading 2", "Normal",
              (w("keepNext"), w("keepLines"), _indent(), w("outlineLvl", val=1)),
              _face(fonts, fonts.heading2)),
        _Look("BodyText", "Body Text", "Normal", (_indent(),)),
        _Look("Facts", "Facts", "Normal",
              (w("keepNext"), w("keepLines"), w("snapToGrid", val=0), _lines(SMALL_LINE),
               w("jc", val="center")),
              (w("rFonts", eastAsia=fonts.heading2), w("spacing", val=0), *_size(SMALL)), own=True),
        _Look("Signature", "Signature", "Normal", (w("keepLines"), w("jc", val="center"))),
        _Look("Contact", "Contact", "Normal",
              (w("keepLines"), w("snapToGrid", val=0), _lines(SMALL_LINE), w("jc", val="left")),
              (w("spacing", val=0), *_size(SMALL)), own=True),
        _Look("Footer", "footer", "Normal",
              (w("snapToGrid", val=0), _lines(SMALL), w("jc", val="left")),
              (w("rFonts", eastAsia=fonts.table), w("spacing", val=0), *_size(SMALL))),
        _Look("Gap", "Gap", "Normal", (w("snapToGrid", val=0), _lines(6 * POINT)), _size(POINT),
              own=True),
    )  # fmt: skip


def _cells(fonts: "Fonts") -> tuple[_Look, ...]:
    return (
        _Look("TableText", "Table Text", "Normal",
              (w("snapToGrid", val=0), _lines(CELL_LINE), w("jc", val="center")),
              (w("rFonts", eastAsia=fonts.table), w("spacing", val=0), *_size(CELL)), own=True),
        _Look("TableLabel", "Table Label", "TableText", (w("jc", val="left"),), own=True),
        _Look("TableNote", "Table Note", "TableLabel", (),
              (w("rFonts", eastAsia=fonts.heading2),), own=True),
    )  # fmt: skip


def _style(look: _Look) -> Element:
    told = {"type": "paragraph"} | ({"customStyle": "1"} if look.own else {})
    return w(
        "style",
        w("name", val=look.name),
        w("basedOn", val=look.base),
        w("next", val="BodyText") if look.id.startswith(("Title", "Heading")) else None,
        w("qFormat"),
        w("pPr", *look.paragraph) if look.paragraph else None,
        w("rPr", *look.letters) if look.letters else None,
        **told,
        styleId=look.id,
    )


def _plain_table() -> Element:
    """The table that every Word begins from."""
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), _padding(108)),
        type="table", default=1, styleId="TableNormal",
    )  # fmt: skip


def _table() -> Element:
    return w(
        "style",
        w("name", val="Report Table"),
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w("tblPr", w("tblInd", w=0, type="dxa"), _padding(PADDING)),
        type="table", customStyle=1, styleId="ReportTable",
    )  # fmt: skip


def _padding(sides: int) -> Element:
    widths = (("top", 0), ("left", sides), ("bottom", 0), ("right", sides))
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in widths))


def _face(fonts: "Fonts", family: str) -> tuple[Element, ...]:
    """A font that differs from that of the text; where it is the same one, its bold face."""
    plain = w("rFonts", eastAsia=family)
    return (plain, w("b")) if family in (fonts.body, fonts.table) else (plain,)


def _lines(height: int, after: int = 0) -> Element:
    return w("spacing", before=0, after=after, line=height, lineRule="exact")


def _size(height: int) -> tuple[Element, Element]:
    return w("sz", val=height // _HALF), w("szCs", val=height // _HALF)


def _indent() -> Element:
    """A first line that begins two characters in."""
    return w("ind", firstLineChars=200, firstLine=2 * BODY)
