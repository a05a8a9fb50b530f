"""What a Word file's styles say: headings, lists, hidden text."""

from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE: Final = f"{W}val"
_LEVELS: Final = 9
_CHAIN: Final = 20
"""How many styles may stand on each other."""


class Style(NamedTuple):
    """One style, what it stands on included. A list is its id and level."""

    level: int = 0
    list: tuple[str, int] | None = None
    hidden: bool = False
    contents: bool = False
    """Whether it is one of a table of contents."""


def on(properties: ET.Element | None, name: str) -> bool | None:
    """Whether a switch of properties is on; None where they do not say."""
    if properties is None or (switch := properties.find(W + name)) is None:
        return None
    return switch.get(VALUE, "1") not in {"0", "false", "off", "none"}


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number of an attribute, small enough for anything it may count."""
    text = (text or "").strip()
    digits = text.removeprefix("-")
    return (
        int(text) if digits.isascii() and digits.isdigit() and len(digits) < _LEVELS else otherwise
    )


def numbering(properties: ET.Element | None) -> tuple[str | None, int | None]:
    """The list and the level that paragraph properties name."""
    if properties is None or (found := properties.find(f"{W}numPr")) is None:
        return None, None
    one, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    return (
        one.get(VALUE) if one is not None else None,
        whole(level.get(VALUE)) if level is not None else None,
    )


def outline(properties: ET.Element | None) -> int | None:
    """The level of a heading, from 1; 0 for running text; None where nothing is said."""
    if properties is None or (found := properties.find(f"{W}outlineLvl")) is None:
        return None
    level = whole(found.get(VALUE), _LEVELS)
    return level + 1 if 0 <= level < _LEVELS else 0


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, root: ET.Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._elements = {style.get(f"{W}styleId", ""): style for style in found}
        self._known: dict[str, Style] = {}
        defaults = (s for s in found if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default"))
        self.default = next((s.get(f"{W}styleId", "") for s in defaults), "")

    def get(self, name: str) -> Style:
        """A style; one that says nothing where it is not defined."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> Style:
        chain: list[ET.Element] = []
        while (element := self._elements.get(name)) is not None and len(chain) < _CHAIN:
            chain.append(element)
            based = element.find(f"{W}basedOn")
            name = based.get(VALUE, "") if based is not None else ""
        style = Style()
        for element in reversed(chain):
            style = _with(style, element)
        return style


def _with(below: Style, element: ET.Element) -> Style:
    """A style laid over the one it stands on."""
    title = element.find(f"{W}name")
    name = (title.get(VALUE, "") if title is not None else "").lower()
    paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    level, (list_id, depth), hidden = outline(paragraph), numbering(paragraph), on(run, "vanish")
    if level is None:
        level = _named(name) or below.level
    at = below.list
    if list_id is not None or depth is not None:
        at = (list_id or (at[0] if at else ""), depth if depth is not None else 0)
    return Style(
        level,
        at,
        below.hidden if hidden is None else hidden,
        below.contents or name.startswith("toc "),
    )


def _named(name: str) -> int:
    """The level of a heading's style, by its name."""
    for word in ("heading ", "标题 "):
        if name.startswith(word):
            return min(max(whole(name.removeprefix(word)), 0), _LEVELS)
    return 1 if name in {"title", "标题"} else 0
