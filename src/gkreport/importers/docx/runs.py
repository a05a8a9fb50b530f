"""The text of one paragraph of a Word file: what is shown of its runs."""

import re
from collections.abc import Callable
from typing import Final
from xml.etree import ElementTree as ET

from gkreport.importers import limits
from gkreport.importers.docx.styles import VALUE, Styles, W, on

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_VML: Final = "{urn:schemas-microsoft-com:vml}imagedata"
_COUNTED: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b", re.IGNORECASE)
"""Fields that count pages, which are no text."""
_PRIVATE: Final = 0xF000
_SIGNS: Final = range(0x20, 0x40)
"""Where the font Symbol has figures and signs as everyone has them."""


class Runs:
    """Collects the text of one paragraph, and what else stands in it."""

    def __init__(self, styles: Styles, links: dict[str, str], *, hidden: bool = False) -> None:
        self._styles = styles
        self._targets = links
        self._hidden = hidden
        self._text: list[str] = []
        self._fields: list[str] = []
        """Open fields: what each shows, until its result begins; then "" or a page number's."""
        self.boxes: list[ET.Element] = []
        """Text boxes that hang on the paragraph."""
        self.links: list[tuple[str, str]] = []
        self.images = 0
        self.struck = self.noted = False
        """Whether struck out text was left out, whether footnotes hang on it."""

    @property
    def text(self) -> str:
        """What is shown."""
        return "".join(self._text)

    def read(self, parent: ET.Element, depth: int = 0) -> None:
        """Read what stands in a paragraph or in a part of one."""
        limits.within(depth, limits.DEPTH, "段落内部的嵌套", "层")
        for child in parent:
            act = _ACTS.get(child.tag)
            if act:
                act(self, child, depth)

    def _say(self, text: str) -> None:
        if not any(map(_COUNTED.match, self._fields)):
            self._text.append(text)

    def run(self, run: ET.Element, depth: int) -> None:
        """A run: text that looks alike."""
        properties = run.find(f"{W}rPr")
        if properties is not None:
            hidden = on(properties, "vanish")
            if hidden is None and (style := properties.find(f"{W}rStyle")) is not None:
                hidden = self._styles.get(style.get(VALUE, "")).hidden or None
            if self._hidden if hidden is None else hidden:
                return self.fields(run)
            if on(properties, "strike") or on(properties, "dstrike"):
                self.struck = True
                return self.fields(run)
            raised = properties.find(f"{W}vertAlign")
            if raised is not None and raised.get(VALUE) in {"superscript", "subscript"}:
                self._say(" ")
        elif self._hidden:
            return self.fields(run)
        return self.read(run, depth + 1)

    def fields(self, run: ET.Element) -> None:
        """Of a run that is not shown, only where fields begin and end."""
        for child in run:
            if child.tag == f"{W}fldChar":
                self.field(child, 0)

    def deeper(self, element: ET.Element, depth: int) -> None:
        """Something that only holds runs."""
        self.read(element, depth + 1)

    def words(self, element: ET.Element, depth: int) -> None:
        """Text."""
        del depth
        self._say(element.text or "")

    def tab(self, element: ET.Element, depth: int) -> None:
        """A tab."""
        del element, depth
        self._say("\t")

    def line_break(self, element: ET.Element, depth: int) -> None:
        """A line break; those of pages and columns are none of the text."""
        del depth
        if element.get(f"{W}type", "textWrapping") == "textWrapping":
            self._say("\n")

    def hyphen(self, element: ET.Element, depth: int) -> None:
        """A hyphen at which no line breaks."""
        del element, depth
        self._say("-")

    def symbol(self, element: ET.Element, depth: int) -> None:
        """A character of a symbol font: a figure where it is one, else as it is."""
        del depth
        try:
            code = int(element.get(f"{W}char", ""), 16)
        except ValueError:
            return
        if element.get(f"{W}font") == "Symbol" and code - _PRIVATE in _SIGNS:
            code -= _PRIVATE
        self._say(chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x10000 else "")  # noqa: PLR2004 - no surrogates

    def field(self, element: ET.Element, depth: int) -> None:
        """A field begins, shows its result from here on, or ends."""
        del depth
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def code(self, element: ET.Element, depth: int) -> None:
        """What a field shows."""
        del depth
        if self._fields:
            self._fields[-1] += element.text or ""

    def simple_field(self, element: ET.Element, depth: int) -> None:
        """A field with its result."""
        if not _COUNTED.match(element.get(f"{W}instr", "")):
            self.read(element, depth + 1)

    def link(self, element: ET.Element, depth: int) -> None:
        """A link; its text is part of the paragraph."""
        before = len(self._text)
        self.read(element, depth + 1)
        target = self._targets.get(element.get(_RELATION, ""), "")
        if target and (text := "".join(self._text[before:]).strip()):
            self.links.append((text, target))

    def note(self, element: ET.Element, depth: int) -> None:
        """A mark of a footnote."""
        del element, depth
        self.noted = True

    def drawing(self, element: ET.Element, depth: int) -> None:
        """A picture, or a text box, which is read after the paragraph."""
        del depth
        pending = [element]
        while pending:
            found = pending.pop()
            if found.tag == f"{W}txbxContent":
                self.boxes.append(found)
                continue
            self.images += found.tag in {_DRAWING, _VML}
            both = found.tag == f"{_COMPATIBLE}AlternateContent"
            pending.extend(reversed(_choice(found) if both else found))

    def alternative(self, element: ET.Element, depth: int) -> None:
        """The same thing in several ways, for programs of several ages."""
        self.read(_choice(element), depth + 1)


def _choice(element: ET.Element) -> ET.Element:
    """The first of several ways that says anything."""
    return next((way for way in element if len(way)), ET.Element("none"))


_ACTS: Final[dict[str, Callable[[Runs, ET.Element, int], None]]] = {
    f"{W}r": Runs.run,
    f"{_MATH}r": Runs.deeper,
    f"{W}t": Runs.words,
    f"{_MATH}t": Runs.words,
    f"{W}tab": Runs.tab,
    f"{W}ptab": Runs.tab,
    f"{W}br": Runs.line_break,
    f"{W}cr": Runs.line_break,
    f"{W}noBreakHyphen": Runs.hyphen,
    f"{W}sym": Runs.symbol,
    f"{W}fldChar": Runs.field,
    f"{W}instrText": Runs.code,
    f"{W}fldSimple": Runs.simple_field,
    f"{W}hyperlink": Runs.link,
    f"{W}footnoteReference": Runs.note,
    f"{W}endnoteReference": Runs.note,
    f"{W}drawing": Runs.drawing,
    f"{W}pict": Runs.drawing,
    f"{W}object": Runs.drawing,
    f"{_COMPATIBLE}AlternateContent": Runs.alternative,
    **dict.fromkeys(
        [
            *(W + n for n in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml")),
            *(W + n for n in ("dir", "bdo", "ruby", "rubyBase")),
            *(_MATH + n for n in ("oMath", "oMathPara")),
        ],
        Runs.deeper,
    ),
}
"""What is shown; everything else is not: deleted text, comments, properties, instructions."""
