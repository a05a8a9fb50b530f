"""Cells by their names, and runs of them as ranges."""

from itertools import groupby
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

if TYPE_CHECKING:
    from collections.abc import Sequence


def ranges(places: "Sequence[str]") -> list[str]:
    """Cells that follow each other in a row or in a column, as ranges."""
    spots = [_spot(place) for place in places]
    for along, across in ((0, 1), (1, 0)):
        if len({spot[across] for spot in spots}) == 1:
            runs = groupby(enumerate(sorted(spots)), key=lambda pair: pair[1][along] - pair[0])
            return [_range([spot for _, spot in run]) for _, run in runs]
    return list(places)


def _spot(place: str) -> tuple[int, int]:
    row, col = xl_cell_to_rowcol(place)
    return row, col


def _range(run: "Sequence[tuple[int, int]]") -> str:
    first, last = xl_rowcol_to_cell(*run[0]), xl_rowcol_to_cell(*run[-1])
    return first if first == last else f"{first}:{last}"


def fixed(place: str) -> str:
    """The same cells whichever cell a rule is applied to."""
    return ":".join(
        xl_rowcol_to_cell(*_spot(end), row_abs=True, col_abs=True) for end in place.split(":")
    )
