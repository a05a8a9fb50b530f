"""The body of a Word file as blocks: paragraphs, tables, text boxes."""

from typing import Final
from xml.etree import ElementTree as ET

from gkreport.importers import limits
from gkreport.importers.blocks import Block, Line
from gkreport.importers.docx.lists import Lists
from gkreport.importers.docx.runs import Runs
from gkreport.importers.docx.styles import VALUE, Style, Styles, W, numbering, on, outline, whole
from gkreport.importers.grids import Box, cell_text, settle, shown

_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WRAPPERS: Final = frozenset(
    W + n for n in ("sdtContent", "ins", "moveTo", "customXml", "smartTag", "txbxContent", "body")
)
_GALLERY: Final = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"


class Body:
    """Reads a file's body in order, since automatic numbers count on."""

    def __init__(self, styles: Styles, lists: Lists, links: dict[str, str]) -> None:
        self._styles = styles
        self._lists = lists
        self._targets = links
        self._carried = ""
        """Text of a paragraph whose end was deleted."""
        self.links: list[tuple[str, str]] = []
        self.images = 0
        self.struck = self.noted = self.unseen = False
        self.inserted: list[tuple[Line, str]] = []
        """Where documents of other types stand: a line that marks it, and their part."""

    def blocks(self, parent: ET.Element, depth: int = 0) -> list[Block]:
        """What stands in the body, a cell or a text box. Raises Refused where it is too deep."""
        limits.within(depth, limits.DEPTH, "表格或文本框的嵌套", "层")
        found: list[Block] = []
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                found += self._paragraph(child, depth)
            elif tag == f"{W}tbl":
                found += self._table(child, depth)
            elif tag == f"{W}sdt":
                found += self._control(child, depth)
            elif tag in _WRAPPERS:
                found += self.blocks(child, depth + 1)
            elif tag == f"{W}altChunk":
                mark = Line("")
                self.inserted.append((mark, child.get(_RELATION, "")))
                found.append(mark)
        return found

    def _control(self, element: ET.Element, depth: int) -> list[Block]:
        """A content control, unless it is a table of contents."""
        gallery = element.find(_GALLERY)
        if gallery is not None and gallery.get(VALUE) == "Table of Contents":
            return []
        return self.blocks(element, depth + 1)

    def _paragraph(self, element: ET.Element, depth: int) -> list[Block]:
        properties = element.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        name = named.get(VALUE, "") if named is not None else self._styles.default
        style = self._styles.get(name)
        if style.contents:
            return []
        runs = Runs(self._styles, self._targets, hidden=style.hidden)
        runs.read(element)
        self._keep(runs)
        text, self._carried = self._carried + runs.text, ""
        boxes = [block for box in runs.boxes for block in self.blocks(box, depth + 1)]
        if _end_deleted(properties):
            self._carried = text
            return boxes
        level = outline(properties)
        if shown(text):
            text = self._number(properties, style, name, text) + text
        return [Line(text, level=style.level if level is None else level), *boxes]

    def _keep(self, runs: Runs) -> None:
        self.links += runs.links
        self.images += runs.images
        self.struck |= runs.struck
        self.noted |= runs.noted

    def _number(self, properties: ET.Element | None, style: Style, name: str, text: str) -> str:
        """The automatic number before a paragraph."""
        number, depth = numbering(properties)
        if number is None and style.list:
            number, below = style.list
            depth = below if depth is None else depth
            depth = depth or self._lists.level_of(number, name)
        if not number or number == "0":
            return ""
        written = self._lists.next(number, depth or 0)
        return written + " " if written[-1:] == "." and text[0].isdigit() else written

    def _table(self, element: ET.Element, depth: int) -> list[Block]:
        boxes: list[Box] = []
        above: dict[int, int] = {}
        """For each column where a merged cell stands: its number among the boxes."""
        y = asked = 0
        for row in _children(element, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and (on(properties, "hidden") or _has(properties, "del")):
                continue
            asked += self._row(row, y, boxes, above, depth)
            limits.within(asked, limits.CELLS, "一个表格的大小", "格")
            y += 1
        return settle(boxes)

    def _row(
        self, row: ET.Element, y: int, boxes: list[Box], above: dict[int, int], depth: int
    ) -> int:
        """Add the cells of a row, and say how many columns it asks for."""
        x = start = _span(row.find(f"{W}trPr"), "gridBefore", 0)
        merged: dict[int, int] = {}
        for cell in _children(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            if properties is not None and _has(properties, "cellDel"):
                continue
            width = _span(properties, "gridSpan", 1)
            blocks = self.blocks(cell, depth + 1)
            if _merge(properties, "hMerge") == "continue" and x > start and boxes:
                last = boxes[-1]
                boxes[-1] = last._replace(colspan=last.colspan + width)
            elif (vertical := _merge(properties, "vMerge")) == "continue" and x in above:
                merged[x] = n = above[x]
                boxes[n] = boxes[n]._replace(rowspan=y + 1 - boxes[n].row)
                self.unseen |= bool(cell_text(blocks))
            else:
                if vertical:
                    merged[x] = len(boxes)
                boxes.append(Box(cell_text(blocks), y, x, 1, width, blocks))
            x += width
        above.clear()
        above |= merged
        return x


def _children(parent: ET.Element, name: str) -> list[ET.Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    found: list[ET.Element] = []
    pending = list(reversed(parent))
    while pending:
        child = pending.pop()
        if child.tag == W + name:
            found.append(child)
        elif child.tag in _WRAPPERS or child.tag == f"{W}sdt":
            pending.extend(reversed(child))
    return found


def _has(properties: ET.Element, name: str) -> bool:
    return properties.find(W + name) is not None


def _end_deleted(properties: ET.Element | None) -> bool:
    """Whether a tracked change joins a paragraph to the next."""
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _span(properties: ET.Element | None, name: str, otherwise: int) -> int:
    """How many columns a property says; what makes no sense is `otherwise`."""
    found = properties.find(W + name) if properties is not None else None
    number = whole(found.get(VALUE), otherwise) if found is not None else otherwise
    return number if otherwise <= number <= limits.SPAN else otherwise


def _merge(properties: ET.Element | None, name: str) -> str:
    """Either "restart", "continue", or "" for a cell that is not merged."""
    found = properties.find(W + name) if properties is not None else None
    return "" if found is None else found.get(VALUE, "continue")
