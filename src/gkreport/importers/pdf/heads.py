"""What every page repeats at its head and foot: page marks and running heads."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from gkreport.importers.pdf.lines import TextLine

EDGE = 0.15
"""Of the page's height: where a page mark may stand."""
RUNNING_EDGE = 0.08
"""Of the page's height: where a running head or foot may stand."""
SAME_HEIGHT = 6
"""Points by which the height of what is repeated may differ."""
NEAREST = 2
"""So many lines from the page's edge are looked at."""
_DASHES = r"[-~\s\u00b7\u2010-\u2015\u2022\u2212\u2500\uff0d\uff5e]*"
MARK = re.compile(
    rf"(?P<before>{_DASHES}第?\s*)(?P<number>[0-9]{{1,4}})\s*"
    rf"(?:页?\s*[/／，,]?\s*共?\s*[0-9]{{1,4}}\s*页|[/／]\s*[0-9]{{1,4}}|页)?{_DASHES}"
)


class PageLines(NamedTuple):
    """The lines of a page outside ruled tables, from top to bottom."""

    number: int
    height: float
    lines: tuple[TextLine, ...]
    top: float
    """Where the first table begins, else the page's height."""
    bottom: float
    """Where the last table ends, else 0."""


class _Candidate(NamedTuple):
    page: int
    line: TextLine
    height: int
    """The distance to the edge it is near, negative at the foot; in steps of SAME_HEIGHT."""
    near: bool
    """Whether it is so near to the edge that it may be a running head."""


def repeated(pages: Sequence[PageLines]) -> tuple[set[tuple[int, TextLine]], tuple[str, ...]]:
    """The lines to leave out, each with its page, and the texts of the running heads."""
    candidates = [candidate for page in pages for candidate in _candidates(page)]
    marks = _marks(candidates, single=len(pages) == 1)
    running = _running([c for c in candidates if c.near and c not in marks])
    out = {(c.page, c.line) for c in (*marks, *running)}
    return out, tuple(dict.fromkeys(c.line.text for c in running))


def _candidates(page: PageLines) -> Iterator[_Candidate]:
    for line in page.lines[:NEAREST]:
        if line.bottom <= min(page.top, page.height * EDGE):
            near = line.bottom <= page.height * RUNNING_EDGE
            yield _Candidate(page.number, line, round(line.top), near)
    for line in page.lines[-NEAREST:]:
        room = page.height - line.bottom
        if line.top >= page.bottom and page.height - line.top <= page.height * EDGE:
            near = page.height - line.top <= page.height * RUNNING_EDGE
            yield _Candidate(page.number, line, -round(room) - 1, near)


def _marks(candidates: Sequence[_Candidate], *, single: bool) -> set[_Candidate]:
    """Page marks: the numbers go up with the pages. One alone must look like a mark."""
    groups: defaultdict[Hashable, list[_Candidate]] = defaultdict(list)
    alone = set()
    for candidate in candidates:
        match = MARK.fullmatch(candidate.line.text)
        if match:
            groups[int(match["number"]) - candidate.page].append(candidate)
            if single and match["before"].strip() and int(match["number"]) == 1:
                alone.add(candidate)
    return alone.union(*(_level(group) for group in groups.values()))


def _running(candidates: Sequence[_Candidate]) -> set[_Candidate]:
    """Running heads and feet: the same but for numbers, on two pages or more."""
    groups: defaultdict[Hashable, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        text = re.sub(r"[0-9]+", "0", candidate.line.text)
        if text.strip("0 "):
            groups[text].append(candidate)
    return set[_Candidate]().union(*(_level(group) for group in groups.values()))


def _level(group: Sequence[_Candidate]) -> set[_Candidate]:
    """Those of a group that stand at about the same height on more than one page."""
    heights = Counter(c.height for c in group)
    out = set()
    for one in group:
        near = sum(n for h, n in heights.items() if abs(h - one.height) <= SAME_HEIGHT)
        pages = {c.page for c in group if abs(c.height - one.height) <= SAME_HEIGHT}
        if near > 1 and len(pages) > 1:
            out.add(one)
    return out
