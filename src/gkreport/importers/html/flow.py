"""The running text of a page: paragraphs, headings, numbered lists, links."""

from gkreport.importers.blocks import Block, Line
from gkreport.importers.grids import shown
from gkreport.importers.html.words import BREAK, attribute, plain

_LINK_SHARE = 0.8
"""A line of which so much is link text leads elsewhere."""


class Flow:
    """Collects text until a paragraph ends; every method takes the tag that it is called for."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        """Where paragraphs go: the page, or the cell that is open."""
        self.buffer: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.linked: dict[int, Line] = {}
        """Lines that are next to nothing but links, by their identity."""
        self._lists: list[int | None] = []
        self._level = self._preformatted = self._link_from = self._link_length = 0
        self._href = self._number = ""

    def flush(self) -> None:
        """End the paragraph."""
        text = plain("".join(self.buffer), pre=self._preformatted > 0)
        self.buffer.clear()
        if text:
            line = Line(self._number + text, level=self._level)
            self.blocks.append(line)
            if self._link_length and self._link_length >= len(shown(text)) * _LINK_SHARE:
                self.linked[id(line)] = line
            self._number = ""
        self._link_length = self._link_from = 0

    def paragraph(self, tag: str) -> None:
        """A block begins or ends."""
        del tag
        if self.buffer:
            self.flush()

    def line_break(self, tag: str) -> None:
        """Go on in a new line of the same paragraph."""
        del tag
        self.buffer.append(BREAK)

    def apart(self, tag: str) -> None:
        """Keep raised or lowered text off the figure beside it."""
        del tag
        self.buffer.append(" ")

    def heading(self, tag: str) -> None:
        """A heading of level 1 to 6 begins."""
        self.paragraph(tag)
        self._level = int(tag[1])

    def end_heading(self, tag: str) -> None:
        """A heading ends."""
        self.paragraph(tag)
        self._level = 0

    def preformatted(self, tag: str) -> None:
        """Text begins whose lines stand as they are."""
        self.paragraph(tag)
        self._preformatted += 1

    def end_preformatted(self, tag: str) -> None:
        """Such text ends."""
        self.paragraph(tag)
        self._preformatted -= 1

    def listing(self, tag: str) -> None:
        """Begin a list; the numbers of an ordered one are part of what is read."""
        self.paragraph(tag)
        start = attribute(tag, "start")
        counted = tag.startswith("ol") and "none" not in tag and attribute(tag, "type") in {"", "1"}
        number = int(start) if start.isdecimal() and len(start) < len("1000") else 1
        self._lists.append(number if counted else None)

    def end_listing(self, tag: str) -> None:
        """End a list."""
        self.paragraph(tag)
        if self._lists:
            self._lists.pop()

    def item(self, tag: str) -> None:
        """Begin an item of a list."""
        self.paragraph(tag)
        self._number = ""
        if self._lists and (number := self._lists[-1]) is not None:
            self._number = f"{number}."
            self._lists[-1] = number + 1

    def link(self, tag: str) -> None:
        """A link begins."""
        self._href = attribute(tag, "href")
        self._link_from = len(self.buffer)

    def end_link(self, tag: str) -> None:
        """A link ends; its text is part of the line."""
        del tag
        text = plain("".join(self.buffer[self._link_from :]))
        self._link_length += len(text)
        if self._href and text:
            self.links.append((text, self._href))
        self._href = ""

    def field(self, tag: str) -> None:
        """A form's field shows its value, unless it is hidden or a button."""
        if attribute(tag, "type").lower() in {"", "text", "number"}:
            self.buffer.append(attribute(tag, "value"))
