"""The pages of a PDF put together: lines and tables in the order of reading."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from gkreport.importers.blocks import Block, Document, Line, Note, Origin, Refused, Table
from gkreport.importers.pdf import aligned, flow, heads, lines, ruled
from gkreport.importers.pdf.lines import TextLine
from gkreport.importers.pdf.opened import Opened, open_pdf
from gkreport.importers.pdf.sheet import Sheet
from gkreport.importers.pdf.signs import UNKNOWN

ILLEGIBLE = 0.3
"""Of the glyphs: with more unknown ones nothing can be read."""


class _Part(NamedTuple):
    """What stands on a page."""

    page: Sheet
    found: ruled.Found
    lines: tuple[TextLine, ...]
    aside: tuple[TextLine, ...]
    """Text set across the reading direction, outside tables."""


class _Place(NamedTuple):
    """A line of text on its page, or a table between such lines."""

    page: Sheet
    content: TextLine | ruled.Ruled


def read(data: bytes) -> Document:
    """The blocks of a PDF. Refused where it cannot be read, with what to do."""
    opened = open_pdf(data)
    _legible(opened)
    parts = [_part(page) for page in opened.sheets]
    dropped, running = heads.repeated([_page_lines(part) for part in parts])
    places = [place for part in parts for place in _places(part, dropped)]
    if not places:
        raise _no_text(opened)
    own = any(name == "maker" for name, _ in opened.meta)
    return Document(
        tuple(_blocks(places, own=own)), "pdf", opened.meta, tuple(_notes(parts, running)),
        images=sum(page.images for page in opened.sheets),
    )  # fmt: skip


def _legible(opened: Opened) -> None:
    glyphs = [g for page in opened.sheets for g in page.glyphs if not g.text.isspace()]
    if not glyphs:
        raise _no_text(opened)
    if sum(g.text == UNKNOWN for g in glyphs) > ILLEGIBLE * len(glyphs):
        raise Refused(
            "这个 PDF 的文字没有字符编码，只能看，不能读取。"
            "请用制作它的 Word 文件导入，或照着它手工填写"
        )


def _no_text(opened: Opened) -> Refused:
    pages = len(opened.sheets)
    if not any(page.images for page in opened.sheets) and not opened.hidden:
        return Refused(f"这个 PDF 共 {pages} 页，没有文字。请核对是不是选错了文件")
    guessed = "；它带的隐藏文字是扫描软件识别的，可能认错，没有采用" if opened.hidden else ""
    return Refused(
        f"这个 PDF 共 {pages} 页，都是图片（扫描件），没有可以读取的文字{guessed}。"
        "请用制作它的 Word 文件导入，或先用文字识别（OCR）软件转成 Word 并逐字核对，或手工填写"
    )


def _part(page: Sheet) -> _Part:
    found = ruled.find(page)
    level = [g for g in found.rest if g.turn == 0]
    turned = [g for g in found.rest if g.turn]
    return _Part(page, found, tuple(lines.lines(level)), tuple(lines.lines(turned)))


def _page_lines(part: _Part) -> heads.PageLines:
    height = part.page.height
    top = min((t.top for t in part.found.tables), default=height)
    bottom = max((t.bottom for t in part.found.tables), default=0.0)
    return heads.PageLines(part.page.number, height, part.lines, top, bottom)


def _places(part: _Part, dropped: set[tuple[int, TextLine]]) -> Iterator[_Place]:
    kept = [line for line in part.lines if (part.page.number, line) not in dropped]
    contents: list[TextLine | ruled.Ruled] = [*kept, *part.found.tables]
    contents.sort(key=lambda content: content.top)
    for content in (*contents, *part.aside):
        yield _Place(part.page, content)


def _blocks(places: Sequence[_Place], *, own: bool) -> Iterator[Block]:
    """Lines with their indents, tables with their places in the file.

    This program's `own` files have every space, at the end of a line too.
    """
    set_lines = _set(places)
    tables = 0
    for number, on_page in groupby(places, key=lambda place: place.page.number):
        count = 0
        for piece in _pieces([place.content for place in on_page]):
            if isinstance(piece, Table):
                tables += 1
                yield Table(*piece[:3], Origin(page=number, table=tables))
                continue
            for line in piece:
                count += 1
                joint = line.blank if own else None
                origin = Origin(page=number, line=count)
                yield set_lines[number, line]._replace(origin=origin, joint=joint)


def _pieces(contents: Sequence[TextLine | ruled.Ruled]) -> Iterator[Sequence[TextLine] | Table]:
    for _, run in groupby(contents, key=lambda content: isinstance(content, TextLine)):
        some = list(run)
        for content in some:
            if isinstance(content, ruled.Ruled):
                yield content.table
        yield from aligned.groups([c for c in some if isinstance(c, TextLine)])


def _set(places: Sequence[_Place]) -> dict[tuple[int, TextLine], Line]:
    """Every line of text as its page sets it: indented, and broken or not."""
    edges = _edges(places)
    out = {}
    for one, other in zip(places, [*places[1:], None], strict=True):
        if not isinstance(one.content, TextLine):
            continue
        line, edge = one.content, edges[_kind(one.page)]
        below, after, same = edge, None, False
        if other and isinstance(other.content, TextLine):
            below, after = edges[_kind(other.page)], other.content
            same = other.page is one.page
        free = flow.free(line, edge, after, below)
        held = flow.held(line, edge, after if same else None) if free else "broken"
        out[one.page.number, line] = Line(flow.indent(line, edge) + line.text, free=free, held=held)
    return out


def _kind(page: Sheet) -> tuple[float, float, int]:
    """Pages of one size and side have their margins in common."""
    return page.width, page.height, page.number % 2


def _edges(places: Sequence[_Place]) -> dict[tuple[float, float, int], flow.Margins]:
    lines_of: dict[tuple[float, float, int], list[TextLine]] = {}
    for page, content in places:
        of_kind = lines_of.setdefault(_kind(page), [])
        if isinstance(content, TextLine):
            of_kind.append(content)
    out = {}
    for kind, some in lines_of.items():
        other = lines_of.get((*kind[:2], 1 - kind[2]), [])
        out[kind] = flow.margins(some if len(some) >= flow.FEWEST else [*some, *other], kind[0])
    return out


def _beside(line: TextLine, tables: Sequence[ruled.Ruled]) -> bool:
    """Whether a line of text stands at the height of a table's rows, so that one may lack it."""
    middle = (line.top + line.bottom) / 2
    return any(table.top < middle < table.bottom for table in tables)


def _notes(parts: Sequence[_Part], running: Sequence[str]) -> Iterator[Note]:
    for text in running:
        yield Note("running-head", f"每页重复的页眉页脚“{text}”没有读入")
    for page, found, part_lines, _ in parts:
        origin = Origin(page=page.number)
        if found.drawing:
            yield Note(
                "drawing", "这一页的线条太多，没有按表格读取，请对照原件核对", origin, serious=True
            )
        if any(table.doubtful for table in found.tables):
            message = "表格里有数字越过了格线，分不清属于哪一格，请对照原件填写"
            yield Note("over-the-line", message, origin, serious=True)
        if any(_beside(line, found.tables) for line in part_lines):
            message = "表格旁边有文字不在任何一格里，可能没有归对，请对照原件核对"
            yield Note("beside-table", message, origin, serious=True)
        unknown = sum(g.text == UNKNOWN for g in page.glyphs)
        if unknown:
            message = f"有 {unknown} 个字没有字符编码，显示成了替代符号，请对照原件改正"
            yield Note("unknown-glyphs", message, origin, serious=True)
        if page.images and not page.glyphs:
            message = "这一页是图片（扫描件），没有读取，请对照原件补上"
            yield Note("image-page", message, origin, serious=True)
