"""Automatic numbers of a Word file, written out as the reader sees them."""

import re
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from gkreport.importers.docx.numerals import numeral
from gkreport.importers.docx.styles import VALUE, W, whole

_LEVELS: Final = 9
_PLACE: Final = re.compile("%([1-9])")


class _Level(NamedTuple):
    text: str = ""
    style: str = "decimal"
    start: int = 1
    restart: int | None = None
    """The level from 1 whose number starts this one again; 0 never, None every one above."""
    plain: bool = False
    """Whether numbers of higher levels are written in plain figures."""
    suffix: str = "tab"
    named: str = ""
    """The paragraph style that this level is for."""


class _List(NamedTuple):
    counters: list[int | None]
    """Shared by all lists of one definition."""
    levels: dict[int, _Level]
    starts: dict[int, int]
    """Numbers with which this list starts anew."""
    begun: set[int]


class Lists:
    """The lists of a file and how far each has come."""

    def __init__(self, root: ET.Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        definitions = {}
        for element in root.findall(f"{W}abstractNum"):
            levels = dict(_levels(element))
            counters: list[int | None] = [None] * _LEVELS
            definitions[element.get(f"{W}abstractNumId")] = (levels, counters)
        for element in root.findall(f"{W}num"):
            link = element.find(f"{W}abstractNumId")
            found = definitions.get(link.get(VALUE) if link is not None else None)
            if found:
                levels, counters = found
                changed, starts = _overrides(element)
                made = _List(counters, levels | changed, starts, set())
                self._lists[element.get(f"{W}numId", "")] = made

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that is for a paragraph style."""
        found = self._lists.get(number)
        levels = found.levels.items() if found else ()
        return next((n for n, level in levels if level.named == style), 0)

    def next(self, number: str, depth: int) -> str:
        """The number of the next paragraph of a list, with what separates it from the text."""
        found = self._lists.get(number)
        if not found or not 0 <= depth < _LEVELS or depth not in found.levels:
            return ""
        level, counters = found.levels[depth], found.counters
        _advance(found, depth)
        if level.style in {"bullet", "none"}:
            return ""
        text = _PLACE.sub(lambda m: _written(found, int(m[1]) - 1, level), level.text)
        for below in range(depth + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or restart > depth:
                counters[below] = None
        return text + (" " if level.suffix == "space" and text else "")


def _advance(found: _List, depth: int) -> None:
    if depth in found.starts and depth not in found.begun:
        found.begun.add(depth)
        found.counters[depth] = found.starts[depth]
        return
    came = found.counters[depth]
    found.counters[depth] = found.levels[depth].start if came is None else came + 1


def _written(found: _List, depth: int, level: _Level) -> str:
    """One number of the text of a level."""
    at = found.levels.get(depth, _Level())
    number = found.counters[depth]
    return numeral(at.start if number is None else number, "decimal" if level.plain else at.style)


def _levels(parent: ET.Element) -> list[tuple[int, _Level]]:
    found = []
    for element in parent.findall(f"{W}lvl"):

        def said(name: str, otherwise: str = "", element: ET.Element = element) -> str:
            child = element.find(W + name)
            return otherwise if child is None else child.get(VALUE, otherwise)

        restart = said("lvlRestart")
        level = _Level(
            text=said("lvlText"),
            style=said("numFmt", "decimal"),
            start=whole(said("start"), 1),
            restart=whole(restart) if restart else None,
            plain=element.find(f"{W}isLgl") is not None,
            suffix=said("suff", "tab"),
            named=said("pStyle"),
        )
        found.append((whole(element.get(f"{W}ilvl")), level))
    return found


def _overrides(number: ET.Element) -> tuple[dict[int, _Level], dict[int, int]]:
    """What one list changes of its definition: levels, and numbers to start with."""
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for element in number.findall(f"{W}lvlOverride"):
        depth = whole(element.get(f"{W}ilvl"))
        start = element.find(f"{W}startOverride")
        if start is not None:
            starts[depth] = whole(start.get(VALUE), 1)
        for _, level in _levels(element):
            levels[depth] = level
    return levels, starts
