"""What of a parsed page is the article; the rest goes, unless the report could be in it."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from gkreport.importers.blocks import Block, Line, Note, Table
from gkreport.importers.html.build import MARK, Builder
from gkreport.importers.words import words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_STRUCK_TAGS: Final = ("del", "s", "strike")
_STRUCK: Final = re.compile(r"line-through", re.IGNORECASE)
_OF_TABLES: Final = (
    "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col",
)  # fmt: skip
_LARGE: Final = 6
"""A table with so many rows may be the report's."""
_MINOR: Final = 0.3
"""What holds no more of the page's text than this may be left out."""
_TRIFLE: Final = 0.02
"""What holds no more of the page's text than this is never the report."""
_MAIN: Final = 0.8
"""What holds so much of the page's text is the article."""
_NEARLY_ALL: Final = 0.9
"""Where so much would be left out, the words for what surrounds an article are no help."""
_MENU: Final = 4
"""So many lines of links in a row lead elsewhere."""


def prune(tree: "LexborHTMLParser") -> list[Note]:
    """Take away what is not shown and what stands around the article, and mark the article."""
    lists = words("html")
    notes = list(_frames(tree.css(lists["framed"])))
    if not (body := tree.body):
        return notes
    _drop(body, body.css(lists["unseen"]))
    whole = len(body.text())
    chrome = [n for n in body.css(lists["chrome"]) if _minor(n, whole)]
    if sum(len(n.text()) for n in chrome) < whole * _NEARLY_ALL:
        _drop(body, chrome)
    _mark(body, lists["content"])
    return notes


def unseen(body: "LexborNode") -> Iterator[Note]:
    """Take away what is hidden or struck out, unless that is much of the page."""
    lists, whole = words("html"), len(body.text())
    hidden = [n for n in body.css(lists["hidden"]) if _says(n, _HIDDEN) or "hidden" in n.attributes]
    large = [n for n in hidden if len(n.text()) > whole * _TRIFLE]
    if sum(len(n.text()) for n in large) > whole * _MINOR:  # pages of one report, shown in turn
        hidden = [n for n in hidden if len(n.text()) <= whole * _TRIFLE]
    _drop(body, hidden)
    struck = [n for n in body.css(lists["struck"]) if n.tag in _STRUCK_TAGS or _says(n, _STRUCK)]
    length = sum(len(n.text()) for n in struck)
    if length > whole * _MINOR:
        message = "原文大部分文字画了删除线，都照样读入了。请对照原文核对每个数字"
        yield Note("struck-out", message, serious=True)
        return
    _drop(body, struck)
    if length:
        message = "原文里有画了删除线的文字，已当作删去，没有读入。请对照原文核对"
        yield Note("struck-out", message)


def _frames(nodes: Sequence["LexborNode"]) -> Iterator[Note]:
    """Where the page shows what is not in the file."""
    found = (node.attributes.get("src") or node.attributes.get("data") or "" for node in nodes)
    if places := [place for place in dict.fromkeys(found) if place and ":blank" not in place]:
        message = (
            f"网页里嵌着另外的页面或附件（{'、'.join(places[:3])}），不在这个文件里。"
            "报告如果在那里，请打开它另存后再导入"
        )
        yield Note("framed", message)


def _says(node: "LexborNode", pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(node.attributes.get("style") or ""))


def _drop(body: "LexborNode", nodes: Sequence["LexborNode"]) -> None:
    """Take nodes away, inner ones first: a node must not outlive the one it stands in."""
    for node in reversed(nodes):
        if node.mem_id != body.mem_id:
            node.decompose()


def _minor(node: "LexborNode", whole: int) -> bool:
    """Whether a part that is called chrome can be left out without losing a report."""
    if _signs(node):
        return False
    return len(node.css("tr")) < _LARGE and len(node.text()) <= whole * _MINOR


def _signs(node: "LexborNode") -> bool:
    """Whether it is the foot of the article itself, where the signature and address stand."""
    above = node.parent if node.tag == "footer" else None
    while above is not None:
        if above.tag in {"main", "article"}:
            return True
        above = above.parent
    return False


def _mark(body: "LexborNode", selectors: str) -> None:
    """Mark the smallest element known as an article's that holds nearly all text and tables."""
    rows, weight = len(body.css("tr")), _weight(body)
    fits = [
        node
        for node in body.css(selectors)
        if node.tag not in _OF_TABLES
        and len(node.css("tr")) >= rows
        and _weight(node) >= weight * _MAIN
    ]
    if fits:
        min(fits, key=lambda node: len(node.text())).attrs[MARK] = "1"


def _weight(node: "LexborNode") -> int:
    """How much text an element has that is no link."""
    return len(node.text()) - sum(len(link.text()) for link in node.css("a"))


def article(built: Builder) -> list[Block]:
    """The blocks without menus, and without what follows the marked article.

    Where that would leave nothing, everything stays.
    """
    blocks = built.blocks
    ends = [n for n, block in enumerate(blocks) if block is built.begin or block is built.end]
    if len(ends) != len((built.begin, built.end)):
        return list(_without_menus(blocks, built)) or blocks
    begin, end = ends
    before = list(_without_menus(blocks[:begin], built))
    after = [b for b in blocks[end + 1 :] if isinstance(b, Table)]
    return [*before, *blocks[begin + 1 : end], *after]


def _without_menus(blocks: Sequence[Block], built: Builder) -> Iterator[Block]:
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Line) and id(block) in built.linked:
            run.append(block)
            continue
        if len(run) < _MENU:
            yield from run
        run.clear()
        yield block
    if len(run) < _MENU:
        yield from run
