"""What would keep the parser busy for ever is refused before it is parsed.

The parser needs time in the square of the depth, of the attributes of one tag and of formatting
tags left open; these are bounded here, cheaply for a page of usual size.
"""

import re
from collections.abc import Iterable
from typing import Final

from gkreport.importers import limits
from gkreport.importers.blocks import Refused

_TAGS: Final = 300_000
"""Tags of a page, begun or ended."""
_DEEPEST: Final = 3_000
"""Elements within each other."""
_ATTRIBUTES: Final = 2_000
"""Attributes of one tag."""
_FEW_TAGS: Final = 10_000
"""Tags of a page that needs no closer look at its depth."""
_SHORT: Final = 300_000
"""Characters of a page that needs no closer look at its attributes."""
_WORK: Final = 10_000_000
"""Formatting tags open at once, times all tags: what the parser may have to repeat."""
_FORMATTING: Final = re.compile(
    r"<(/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE
)
_TAG: Final = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
_LONG_TAG: Final = re.compile(
    r"<[a-z](?:[^>=\"']++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?|[\"'])*+(?:>|\Z)", re.IGNORECASE
)
_VALUE: Final = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_FLAT: Final = (
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr", "p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "option", "optgroup",
)  # fmt: skip
"""Tags that do not nest by themselves: void ones, and those that the next one closes."""


def guard(markup: str) -> None:
    """Raise Refused for a page that is made, or broken, to be too much for any parser."""
    tags = markup.count("<")
    limits.within(tags, _TAGS, "网页的标签", "个")
    if tags > _FEW_TAGS and _depth(markup) > _DEEPEST:
        raise Refused(f"网页的标签套了 {_DEEPEST} 层以上，结构已损坏。请在浏览器里打开后重新保存")
    if (
        tags * tags > _WORK
        and len(_FORMATTING.findall(markup)) * tags > _WORK
        and _open(markup) * tags > _WORK
    ):
        raise Refused("网页里有太多没有结束的格式标签，结构已损坏。请在浏览器里打开后重新保存")
    if len(markup) > _SHORT and _attributes(markup) > _ATTRIBUTES:
        raise Refused(f"网页里有标签带了 {_ATTRIBUTES} 个以上的属性，不像正常的网页")


def _depth(markup: str) -> int:
    """At most how many elements stand within each other."""
    return _deepest((end, tag.lower()) for end, tag in _TAG.findall(markup))


def _open(markup: str) -> int:
    """At most how many formatting tags are open at once."""
    return _deepest((end, tag.lower()) for end, tag in _FORMATTING.findall(markup))


def _deepest(tags: Iterable[tuple[str, str]]) -> int:
    counts: dict[str, int] = {}
    depth = deepest = 0
    for end, name in tags:
        if name in _FLAT:
            continue
        if not end:
            counts[name] = counts.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif counts.get(name, 0):
            counts[name] -= 1
            depth -= 1
    return deepest


def _attributes(markup: str) -> int:
    """The most attributes of a tag that is long."""
    longest = (tag for tag in _LONG_TAG.findall(markup) if len(tag) > _ATTRIBUTES)
    return max((len(_VALUE.sub(" ", tag).replace("/", " ").split()) for tag in longest), default=0)
