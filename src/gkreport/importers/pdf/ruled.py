"""Tables by their ruling lines: pdfplumber finds the cells, their rectangles give the spans."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from gkreport.importers.blocks import Cell, Table
from gkreport.importers.pdf import lines
from gkreport.importers.pdf.sheet import SHORTEST, Glyph, Rule, Sheet
from gkreport.importers.pdf.signs import UNKNOWN

SNAP = 3.0
"""Points by which lines that are meant to be one, or to meet, may miss each other."""
CROSSINGS = 4_000
"""A page with more meeting points of lines is a drawing."""
PAIRS = 500_000
"""Lying times standing lines that are tried on each other."""
TABLES = 200
"""So many tables on a page are none."""
LYING, STANDING = 3, 2
"""So many lines that meet are a table, even one that lacks lines at its sides."""
TOUCHING = 0.12
"""Of the size: two digits this near on both sides of a line may be one number."""

PADDING = 6.0
"""Points that a cell leaves free on each side at most."""
WRAPPED = re.compile(r"[0-9.]+(\n[0-9.]+)+")

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom"""
_Edge = dict[str, Any]


class Ruled(NamedTuple):
    """A table on a page and the glyphs that belong to it."""

    table: Table
    top: float
    bottom: float
    doubtful: bool
    """Whether text ran over a line, so that some cell could not be told from the next."""


class Found(NamedTuple):
    """The ruled tables of a page and what stands outside them."""

    tables: tuple[Ruled, ...]
    rest: tuple[Glyph, ...]
    """What stands in no cell."""
    drawing: bool
    """Whether there were too many lines to look for tables."""


def find(page: Sheet) -> Found:
    """The ruled tables of a page, from top to bottom."""
    boxes = _cells(page.rules)
    groups = cells_to_tables(boxes or [])
    if boxes is None or len(groups) > TABLES:
        return Found((), page.glyphs, drawing=True)
    grids = [_Grid(group) for group in groups]
    grids.sort(key=lambda grid: len(grid.boxes) / grid.area, reverse=True)
    rest = [glyph for glyph in page.glyphs if not any(grid.take(glyph) for grid in grids)]
    full = sorted((g for g in grids if g.glyphs), key=lambda grid: grid.ys[0])
    return Found(tuple(grid.ruled() for grid in full), tuple(rest), drawing=False)


def _cells(rules: Sequence[Rule]) -> list[Box] | None:
    """The rectangles that the lines enclose; None where there are too many lines."""
    edges = merge_edges([_edge(rule) for rule in rules], SNAP, SNAP, SNAP, SNAP)
    edges = [e for e in edges if max(e["x1"] - e["x0"], e["bottom"] - e["top"]) >= SHORTEST]
    lying = sum(edge["orientation"] == "h" for edge in edges)
    if lying * (len(edges) - lying) > PAIRS:
        return None
    edges = merge_edges([*edges, *_sides(edges)], SNAP, SNAP, SNAP, SNAP)
    crossings = edges_to_intersections(edges, SNAP, SNAP)
    return None if len(crossings) > CROSSINGS else intersections_to_cells(crossings)


def _edge(rule: Rule) -> _Edge:
    return {
        "x0": rule.x0, "x1": rule.x1, "top": rule.top, "bottom": rule.bottom,
        "width": rule.x1 - rule.x0, "height": rule.bottom - rule.top,
        "orientation": "h" if rule.lying else "v", "object_type": "line",
    }  # fmt: skip


def _sides(edges: Sequence[_Edge]) -> Iterator[_Edge]:
    """The frame of each table: its lines are lacking at a page break, or the sides are open."""
    for group in _connected(edges):
        lying = sum(edge["orientation"] == "h" for edge in group)
        if lying >= LYING and len(group) - lying >= STANDING:
            x0, x1 = min(e["x0"] for e in group), max(e["x1"] for e in group)
            top, bottom = min(e["top"] for e in group), max(e["bottom"] for e in group)
            yield from (_edge(Rule(x0, x1, y, y)) for y in (top, bottom))
            yield from (_edge(Rule(x, x, top, bottom)) for x in (x0, x1))


def _connected(edges: Sequence[_Edge]) -> list[list[_Edge]]:
    """Lines that meet, directly or through others."""
    group = list(range(len(edges)))

    def head(one: int) -> int:
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    lying = [j for j, edge in enumerate(edges) if edge["orientation"] == "h"]
    for i, edge in enumerate(edges):
        for j in lying:
            if edge["orientation"] == "v" and _meet(edge, edges[j]):
                group[head(i)] = head(j)
    out = defaultdict(list)
    for i, edge in enumerate(edges):
        out[head(i)].append(edge)
    return list(out.values())


def _meet(standing: _Edge, lying: _Edge) -> bool:
    return bool(
        standing["top"] - SNAP <= lying["top"] <= standing["bottom"] + SNAP
        and lying["x0"] - SNAP <= standing["x0"] <= lying["x1"] + SNAP
    )


class _Grid:
    """The cells of one table, and the glyphs that fall into them."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self.boxes = sorted(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
        self.xs = sorted({x for b in self.boxes for x in (b[0], b[2])})
        self.ys = sorted({y for b in self.boxes for y in (b[1], b[3])})
        self.area = (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])
        self.places: dict[tuple[int, int], Cell] = {}
        for box in self.boxes:
            self._place(box)
        self.glyphs: dict[Cell, list[Glyph]] = defaultdict(list)
        self.doubtful: set[Cell] = set()

    def _place(self, box: Box) -> None:
        """Give a rectangle its places, unless a smaller one has them."""
        left, right = self.xs.index(box[0]), self.xs.index(box[2])
        top, bottom = self.ys.index(box[1]), self.ys.index(box[3])
        places = [(row, col) for row in range(top, bottom) for col in range(left, right)]
        if not any(place in self.places for place in places):
            cell = Cell("", top, left, bottom - top, right - left)
            self.places.update(dict.fromkeys(places, cell))

    def take(self, glyph: Glyph) -> bool:
        """Take a glyph whose middle is in a cell; False where it is in none."""
        cell = self._at(*glyph.middle)
        if cell is None:
            return False
        self.glyphs[cell].append(glyph)
        return True

    def _at(self, x: float, y: float) -> Cell | None:
        return self.places.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def ruled(self) -> Ruled:
        self._doubt()
        cells = sorted(set(self.places.values()))
        table = Table(
            tuple(
                cell._replace(text=self._text(cell))
                for cell in sorted(cells, key=lambda c: (c.row, c.col))
            ),
            len(self.ys) - 1,
            len(self.xs) - 1,
        )
        return Ruled(table, self.ys[0], self.ys[-1], bool(self.doubtful))

    def _text(self, cell: Cell) -> str:
        glyphs = self.glyphs.get(cell, ())
        text = lines.text(glyphs)
        if WRAPPED.fullmatch(text):
            width = self.xs[cell.col + cell.colspan] - self.xs[cell.col]
            text = _unwrapped(glyphs, width, text)
        return text + UNKNOWN * (cell in self.doubtful)

    def _doubt(self) -> None:
        """Mark the cells between which a number runs over the line, or seems to."""
        glyphs = [g for some in self.glyphs.values() for g in some if g.turn == 0]
        for row in lines.rows([g for g in glyphs if not g.text.isspace()]):
            for one, other in pairwise(row):
                cells = [self._at(*one.middle), self._at(*other.middle)]
                near = other.x0 - one.x1 <= TOUCHING * one.size
                if cells[0] != cells[1] and near and _figure(one) and _figure(other):
                    self.doubtful |= {cell for cell in cells if cell is not None}


def _unwrapped(glyphs: Sequence[Glyph], width: float, text: str) -> str:
    """A number that a narrow cell broke, in one piece: no line but the last had room for more."""
    *full, _ = lines.rows(glyphs)
    for row in full:
        digit = (row[-1].x1 - row[0].x0) / len(row)
        if len(row) == 1 or row[-1].x1 - row[0].x0 + digit + 2 * PADDING <= width:
            return text
    return text.replace("\n", "")


def _figure(glyph: Glyph) -> bool:
    return glyph.text.isdigit() or glyph.text in ".,，"
