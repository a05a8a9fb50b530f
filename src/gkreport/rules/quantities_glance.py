"""Which paragraphs need to be read with care: those that the tables do not bear out at a glance.

The usual report is right, and reading takes time: a figure right behind the word that says what it
counts, and equal to what the table has, needs no more than a look.
"""

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose.glance import ASIDE, Glance
from gkreport.prose.lexicon import Lexicon
from gkreport.prose.sentences import around
from gkreport.rules import lexicon
from gkreport.rules.quantities_cells import bears_out, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.prose.figures import Figure, Marks
    from gkreport.report import Report
    from gkreport.rules import Passage

_PUBLISHED: Final = "主动公开"
_ITEMS: Final = "条"
_NEAR: Final = 16
_FAR: Final = 48
"""How far a denial may reach."""
_DIGITS: Final = frozenset("0123456789")
"""A clause with one of these tells a figure of its own, and is not what is denied."""
_MONEY: Final = "money."
_CASE: Final = "remedy."
_WHOLES: Final = (_CASE, "intake.")
"""The families of what may all have become, or been, the same; as long."""
_RESULT: Final = "result."
"""The families of reviews and suits, and of what became of them; both as long."""
_NONE: Final[tuple[bool, tuple[str, ...]]] = (False, ())
"""For a measure word that counts nothing of the tables."""


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
    doubts = [tables.doubts(text) for text in texts]
    if len({figure.value for _, figure in tables.published}) > 1:
        for places, figure in tables.published:
            places.append(figure.start)
    for text, places in zip(texts, doubts, strict=True):
        stop = -1
        for at in sorted(places):
            if at > stop:
                start, stop = paragraph(text.passage.text, at)
                yield Paragraph(text, start, stop)


def paragraph(text: str, at: int) -> tuple[int, int]:
    """Where the line begins and ends that holds a place."""
    stop = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if stop < 0 else stop


class _Tables:
    """What the tables of a report say of each quantity."""

    def __init__(self, report: "Report") -> None:
        self._report, self._topics = report, words().topics
        self._case = ""
        """The review or suit that a result is one of: the one told of last."""
        self.published: list[tuple[list[int], Figure]] = []
        """The figures that may say how much was published in all, and the doubts of their text."""

    def doubts(self, text: Text) -> list[int]:
        """Places of figures and denials that are not borne out at a glance."""
        written, before, self._case = text.passage.text, 0, ""
        topics, kind_of = self._topics, _glance().kind
        found: list[int] = []
        for figure in text.marks.figures:
            unit, start, end = figure[3:6]
            far, signs = topics.get(unit, _NONE)
            if far or (signs and _any(signs, _around(written, start, end))):
                kind = kind_of(written, before, start)
                doubt = not self._says(kind, figure) if kind else _topical(written, start, signs)
                if not doubt and figure.value and kind[: len(_CASE)] in _WHOLES:
                    doubt = _any(_glance().every[kind[: len(_CASE)]], written[end : end + _NEAR])
                if doubt and not _is_unpaid(kind, figure, written):
                    found.append(start)
            if unit == _ITEMS and _PUBLISHED in written[max(0, start - _NEAR) : start]:
                self.published.append((found, figure))
            before = end
        if text.marks.denials:
            found += self._denied(written, text.marks.denials)
        return found

    def _denied(self, written: str, places: list[int]) -> "Iterator[int]":
        """The denials of what the tables have, or do not say."""
        for at in places:
            tail, *clauses = written[at : at + _FAR].partition("。")[0].split("，")
            told = (clause for clause in clauses if _DIGITS.isdisjoint(clause))
            if not self._granted("，".join((tail, *told))):
                yield at

    def _granted(self, tail: str) -> bool:
        """Whether the tables have nothing of all that a denial may be about."""
        for phrase, kind in _glance().denied_first:
            if phrase in tail:
                if kind != ASIDE and self._some(kind):
                    return False
                tail = tail.replace(phrase, "")
        return not any(topic in tail and self._some(kind) for topic, kind in _glance().denied)

    def _some(self, kind: str) -> bool:
        """Whether the tables have something of a quantity, or do not say."""
        return any(value is None or value for value in values(self._report, kind))

    def _says(self, kind: str, figure: "Figure") -> bool:
        """Whether the tables have that figure for that quantity."""
        family = kind[: len(_CASE)]
        if family == _CASE:
            self._case = f"@{kind}"
        elif family == _RESULT:
            kind += self._case
        elif kind == ASIDE:
            return True
        return bears_out(self._report, kind, figure)


def _around(text: str, start: int, end: int) -> str:
    """The surroundings of a stretch."""
    return text[start - _NEAR if start > _NEAR else 0 : end + _NEAR]


def _topical(text: str, at: int, topics: tuple[str, ...]) -> bool:
    """Whether the sentence of a figure speaks of what the tables count."""
    start, end = around(text, at)
    return _any(topics, text[start:end])


def _is_unpaid(kind: str, figure: "Figure", text: str) -> bool:
    """Whether a 0 is of the fee that no table has."""
    if figure.value or kind[: len(_MONEY)] != _MONEY:
        return False
    start, end = around(text, figure.start)
    return _glance().processing in text[start:end]


def _any(topics: tuple[str, ...], text: str) -> bool:
    for topic in topics:  # noqa: SIM110 - a generator takes twice as long
        if topic in text:
            return True
    return False
