"""Bars that are drawn as SVG: their geometry in hundredths of the width, so that letters keep their
size on a narrow screen. The template draws them; each bears a title and its numbers in words.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.survey.page.numbers import enough, number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKED: Final = 6.0
"""A piece of so many hundredths has room for its mark."""
_MARKS: Final = "123456789"


class Series(NamedTuple):
    """What a piece of a bar stands for: its words, and the name of its colour."""

    label: str
    colour: str


class Piece(NamedTuple):
    """A stretch of a bar, in hundredths of the width. The mark is that of the legend."""

    start: float
    width: float
    middle: float
    colour: str
    mark: str


class Bar(NamedTuple):
    """A bar under its words; `about` is all that it shows."""

    label: str
    value: str
    about: str
    pieces: tuple[Piece, ...]


class Chart(NamedTuple):
    """Bars below each other. `legend` has a mark for each series where there are several."""

    id: str
    title: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, Series], ...]


class Given(NamedTuple):
    """A bar before it is drawn: what it is called, its parts, and what is said of it."""

    label: str
    parts: tuple[int, ...]
    value: str


def stacked(
    id: str,  # noqa: A002 - the attribute's own word
    title: str,
    series: "Sequence[Series]",
    given: "Sequence[Given]",
) -> Chart | None:
    """Bars of equal length that show shares. None where nothing is to be drawn."""
    bars = tuple(
        Bar(g.label, g.value, _spoken(series, g), _pieces(g, sum(g.parts), series, _MARKS))
        for g in given
        if sum(g.parts)
    )
    return Chart(id, title, bars, tuple(zip(_MARKS, series, strict=False))) if bars else None


def plain(id: str, title: str, colour: str, given: "Sequence[Given]") -> Chart | None:  # noqa: A002
    """Bars that compare numbers: the longest is as wide as the page."""
    most = max((g.parts[0] for g in given), default=0)
    series = (Series(title, colour),)
    if not most:
        return None
    bars = (Bar(g.label, g.value, g.value, _pieces(g, most, series, " ")) for g in given)
    return Chart(id, title, tuple(bars), ())


def _pieces(given: Given, whole: int, series: "Sequence[Series]", marks: str) -> tuple[Piece, ...]:
    """The parts beside each other, none where there is nothing."""
    pieces, start = [], 0
    for part, one, mark in zip(given.parts, series, marks, strict=False):
        if part:
            at, width = 100 * start / whole, 100 * part / whole
            told = mark.strip() if width >= _MARKED else ""
            places = (round(at, 3), round(width, 3), round(at + width / 2, 3))
            pieces.append(Piece(*places, one.colour, told))
        start += part
    return tuple(pieces)


def _spoken(series: "Sequence[Series]", given: Given) -> str:
    """All that a bar shows, in words."""
    whole = sum(given.parts)
    return "，".join(_part(one, n, whole) for one, n in zip(series, given.parts, strict=True))


def _part(series: Series, part: int, whole: int) -> str:
    told = f"（{percent(part, whole)}）" if enough(whole) else ""
    return f"{series.label} {number(part)}{told}"
