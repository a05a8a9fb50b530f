"""A parsed page, written out again by the parser, made into blocks.

What the parser writes is well formed: every tag is closed or void, attributes stand in double
quotes, `<` and `>` stand nowhere but at tags and comments. So one split gives all text and tags in
order, and nothing here calls itself, however deep the page is nested.
"""

import re
from collections.abc import Callable
from typing import Final

from gkreport.importers import limits
from gkreport.importers.blocks import Block, Line
from gkreport.importers.grids import cell_text, settle
from gkreport.importers.html.flow import Flow
from gkreport.importers.html.spans import Row, place, spans

MARK: Final = "data-gkreport-content"
"""The attribute set on the element that holds the article; it is none of a table's."""
_SPLIT: Final = re.compile("<(!--.*?--|[^>]*)>", re.DOTALL)
_HIDES: Final = ("none", "mso-hide", " hidden", "line-through")
_STRUCK: Final = ("del", "s", "strike")
_BLOCKS: Final = (
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "header", "hr", "legend", "main", "menu", "nav", "optgroup", "p", "section", "summary",
)  # fmt: skip


class _Frame:
    """An open table: its rows so far, where text around it goes, the spans of its open cell."""

    def __init__(self, outer: list[Block]) -> None:
        self.outer = outer
        self.rows: list[Row] = []
        self.group = 0
        self.spans = (1, 1)


class Builder(Flow):
    """Blocks and what else was met, from the parser's own markup.

    `begin` and `end` are the lines that stand among the blocks where the article begins and ends.
    """

    def __init__(self) -> None:
        super().__init__()
        self.images = 0
        self.hides = False
        """Whether a tag says that it is not shown, or struck out."""
        self.begin, self.end = Line(""), Line("", level=-1)
        self._tables = [_Frame(self.blocks)]
        """Open tables; the first stands for the page, for what stands outside of any."""
        self._known: dict[str, Callable[[str], None] | None] = {}
        self._article, self._depth = "", 0

    def feed(self, markup: str) -> None:
        """Read all of the markup. Raises Refused where a limit is passed."""
        parts = _SPLIT.split(markup)
        buffer, known = self.buffer, self._known
        for text, tag in zip(parts[::2], parts[1::2], strict=False):
            if text and (buffer or not text.isspace()):
                buffer.append(text)
            try:
                act = known[tag]
            except KeyError:
                act = known[tag] = self._learn(tag)
            if act:
                act(tag)
        buffer.append(parts[-1])
        self.flush()
        while len(self._tables) > 1:
            self.end_table("")
        self.end_cell("")
        self.blocks += settle(place(self._tables[0].rows))

    def _learn(self, tag: str) -> Callable[[str], None] | None:
        """What a tag does; None for one that only changes how its text looks."""
        name = tag.partition(" ")[0]
        low = tag.lower()
        self.hides |= name in _STRUCK or any(map(low.__contains__, _HIDES))
        if MARK in tag or (self._article and name.removeprefix("/") == self._article):
            return self.article
        act = _ACTS.get(name)
        return getattr(self, act) if act else None

    def table(self, tag: str) -> None:
        """A table begins."""
        self.paragraph(tag)
        limits.within(len(self._tables), limits.DEPTH, "表格套表格", "层")
        self._tables.append(_Frame(self.blocks))

    def end_table(self, tag: str) -> None:
        """A table ends: it is one, or what it laid out goes where it stands."""
        self.end_cell(tag)
        if len(self._tables) > 1:
            frame = self._tables.pop()
            self.blocks = frame.outer
            self.blocks += settle(place(frame.rows))

    def group(self, tag: str) -> None:
        """A head, body or foot of a table begins: no cell reaches from one into another."""
        self.paragraph(tag)
        self._tables[-1].group += 1

    def row(self, tag: str) -> None:
        """A row begins."""
        self.paragraph(tag)
        frame = self._tables[-1]
        frame.rows.append(Row(frame.group, [], ' height="0"' in tag))

    def cell(self, tag: str) -> None:
        """A cell begins."""
        self.end_cell(tag)
        self._tables[-1].spans = spans(tag)
        self.blocks = []

    def end_cell(self, tag: str) -> None:
        """A cell ends, if one is open."""
        self.paragraph(tag)
        frame, blocks = self._tables[-1], self.blocks
        if blocks is not frame.outer:
            if not frame.rows:
                frame.rows.append(Row(frame.group, []))
            frame.rows[-1].cells.append((cell_text(blocks), frame.spans, blocks))
            self.blocks = frame.outer

    def image(self, tag: str) -> None:
        """A picture."""
        del tag
        self.images += 1

    def article(self, tag: str) -> None:
        """Mark where the element with the article begins and ends."""
        self.paragraph(tag)
        if MARK in tag:
            self._article, self._depth = tag.partition(" ")[0], 1
            self.blocks.append(self.begin)
            self._known.clear()
            return
        self._depth += -1 if tag.startswith("/") else 1
        if not self._depth:
            self._article = ""
            self.blocks.append(self.end)
            self._known.clear()


def _acts() -> dict[str, str]:
    """The name of the method for each tag, begun or ended, that does not only change looks."""
    blocks = ["thead", "tbody", "tfoot", "tr", "li"]
    acts = dict.fromkeys([*_BLOCKS, *(f"/{name}" for name in [*_BLOCKS, *blocks])], "paragraph")
    ended = {
        "heading": "h1 h2 h3 h4 h5 h6", "cell": "td th", "listing": "ol ul", "table": "table",
        "link": "a", "preformatted": "pre",
    }  # fmt: skip
    for act, names in ended.items():
        for name in names.split():
            acts[name], acts[f"/{name}"] = act, f"end_{act}"
    acts |= dict.fromkeys(("sup", "/sup", "sub", "/sub"), "apart")
    acts |= dict.fromkeys(("thead", "tbody", "tfoot"), "group")
    return acts | {"br": "line_break", "li": "item", "tr": "row", "img": "image", "input": "field"}


_ACTS: Final = _acts()
