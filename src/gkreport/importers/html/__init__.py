"""Web pages as saved by a browser or exported by Word and WPS."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from gkreport.importers import limits
from gkreport.importers.blocks import Document, Refused
from gkreport.importers.decoding import decode
from gkreport.importers.grids import numbered
from gkreport.importers.html.build import Builder
from gkreport.importers.html.guard import guard
from gkreport.importers.html.prune import article, prune, unseen
from gkreport.importers.html.words import plain
from gkreport.importers.need import need
from gkreport.importers.words import words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_GROWTH: Final = 8
"""How many times its length a page may grow when the parser mends it."""


def read(data: bytes, name: str) -> Document:
    """A page as lines and tables. Raises Refused where it is too large, or broken on purpose."""
    del name
    limits.small_enough(data, limits.TEXT)
    text, _, notes = decode(data)
    found = page(text)
    return found._replace(notes=(*notes, *found.notes))


def page(markup: str) -> Document:
    """A page from its text. Raises Refused as `read` does."""
    need("selectolax.lexbor")
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - an extra

    guard(markup)
    tree = LexborHTMLParser(markup)
    meta = tuple(_meta(tree))
    notes = prune(tree)
    built = _built(tree, len(markup))
    if built.hides and tree.body:
        notes += unseen(tree.body)
        built = _built(tree, len(markup))
    blocks = numbered(article(built))
    return Document(blocks, "html", meta, tuple(notes), tuple(built.links), built.images)


def _built(tree: "LexborHTMLParser", length: int) -> Builder:
    """The body of a page, whose text had a length, as blocks."""
    body = (tree.body.html or "") if tree.body else ""
    if len(body) > _GROWTH * length + limits.LARGE:
        raise Refused("网页的标签没有一个个结束，结构已损坏。请在浏览器里打开后重新保存")
    built = Builder()
    built.feed(body)
    return built


def _meta(tree: "LexborHTMLParser") -> Iterator[tuple[str, str]]:
    """What the page says of itself, under our names, the surest title first."""
    known = words("html")["meta"]
    for node in tree.css("meta[content]"):
        said = node.attributes
        name = (said.get("name") or said.get("property") or "").strip().lower()
        if (ours := known.get(name)) and (value := plain(escape(said["content"] or ""))):
            yield ours, value
    if (title := tree.css_first("title")) and (value := plain(escape(title.text()))):
        yield "title", value
