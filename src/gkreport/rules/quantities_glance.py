"""Which paragraphs need to be read with care: those that the tables do not bear out at a glance.

The usual report is right, and reading takes time: a figure right behind the word that says what it
counts, and equal to what the table has, needs no more than a look.
"""

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose import Glance, Lexicon, around
from gkreport.rules import lexicon
from gkreport.rules.quantities_cells import SUMS, agrees, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.prose import Figure, Marks
    from gkreport.report import Report
    from gkreport.rules import Passage

_PUBLISHED: Final = "主动公开"
_ITEMS: Final = "条"
_NEAR: Final = 16
_FAR: Final = 48
"""How far a denial may reach."""


class Text(NamedTuple):
    """A passage with the figures in it."""

    passage: "Passage"
    marks: "Marks"


class Paragraph(NamedTuple):
    """A stretch of a text between two ends of lines."""

    text: Text
    start: int
    stop: int


@cache
def words() -> Lexicon:
    """The word lists for reading quantities."""
    return Lexicon(lexicon.load("prose"))


@cache
def _glance() -> Glance:
    return Glance(words().data)


def doubtful(texts: list[Text], report: "Report") -> "Iterator[Paragraph]":
    """The paragraphs to be read, in order."""
    tables = _Tables(report)
    doubts = [set(tables.doubts(text)) for text in texts]
    published = [(n, figure) for n, text in enumerate(texts) for figure in _published(text)]
    if len({figure.value for _, figure in published}) > 1:
        for n, figure in published:
            doubts[n].add(figure.start)
    for text, places in zip(texts, doubts, strict=True):
        stop = -1
        for at in sorted(places):
            if at > stop:
                start, stop = _paragraph(text.passage.text, at)
                yield Paragraph(text, start, stop)


def _paragraph(text: str, at: int) -> tuple[int, int]:
    stop = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if stop < 0 else stop


def _published(text: Text) -> "list[Figure]":
    """The figures that may say how much was published in all."""
    written = text.passage.text
    if _PUBLISHED not in written:
        return []
    items = (figure for figure in text.marks.figures if figure.unit == _ITEMS)
    return [f for f in items if _PUBLISHED in written[max(0, f.start - _NEAR) : f.start]]


class _Tables:
    """What the tables of a report say of each quantity."""

    def __init__(self, report: "Report") -> None:
        self._report = report

    def doubts(self, text: Text) -> "Iterator[int]":
        """Places of figures and denials that are not borne out at a glance."""
        written, before = text.passage.text, 0
        topics, glance = words().topics, _glance()
        for figure in text.marks.figures:
            group = topics.get(figure.unit)
            if group is not None and (group[0] or _near(written, figure, group[1])):
                kind = glance.kind(written, before, figure.start)
                if not self._says(kind, figure) if kind else _topical(written, figure, group[1]):
                    yield figure.start
            before = figure.end
        for at in text.marks.denials:
            tail = written[at : at + _FAR].partition("。")[0]
            for topic, kind in glance.denied:
                if topic in tail and self._some(kind):
                    yield at

    def _says(self, kind: str, figure: "Figure") -> bool:
        """Whether the tables have that figure for that quantity."""
        for total in SUMS.get(kind, ()):
            sums = known(self._report, total)
            if sums is not None and agrees(figure, sums.value):
                return True
        return False

    def _some(self, kind: str) -> bool:
        """Whether the tables have any of it, or do not say."""
        sums = [known(self._report, total) for total in SUMS.get(kind, ())]
        return any(s is None or s.value for s in sums)


def _near(text: str, figure: "Figure", topics: tuple[str, ...]) -> bool:
    """Whether the surroundings of a figure speak of what the tables count."""
    at = figure.start
    return _any(topics, text[at - _NEAR if at > _NEAR else 0 : figure.end + _NEAR])


def _topical(text: str, figure: "Figure", topics: tuple[str, ...]) -> bool:
    """Whether the sentence of a figure speaks of what the tables count."""
    start, end = around(text, figure.start)
    return _any(topics, text[start:end])


def _any(topics: tuple[str, ...], text: str) -> bool:
    for topic in topics:  # noqa: SIM110 - a generator takes twice as long
        if topic in text:
            return True
    return False
