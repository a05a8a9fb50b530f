"""Which of the places that may be headings are: the heaviest chain in the form's order."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.importers.texts.headings import Place, Wordings
    from gkreport.importers.texts.pieces import Piece

_TABLE_NEAR: Final = 4
_DUE: Final = 0.5


def chain(found: "Sequence[Place]", pieces: "Sequence[Piece]", known: "Wordings") -> "list[Place]":
    """The heaviest sequence of places in the form's order; of equals the later."""
    marks = [n for n, piece in enumerate(pieces) if piece.table]
    best: list[tuple[float, int]] = []
    for i, place in enumerate(found):
        weight = place.weight + _bonus(place, i, found, marks, known)
        earlier = [
            (best[j][0], j)
            for j in range(i)
            if found[j].section < place.section and _ends(found[j]) <= place.begins
        ]
        score, before = max(earlier, default=(0.0, -1))
        best.append((score + weight, before))
    if not best:
        return []
    _, at = max((score, i) for i, (score, _) in enumerate(best))
    taken: list[Place] = []
    while at >= 0:
        taken.append(found[at])
        at = best[at][1]
    return taken[::-1]


def _ends(place: "Place") -> tuple[int, int]:
    return place.last, place.end


def _bonus(
    place: "Place", i: int, found: "Sequence[Place]", marks: "Sequence[int]", known: "Wordings"
) -> float:
    """More weight where tables stand as they should, and for the number that is due."""
    bonus = _DUE if place.number == place.section + 1 else 0.0
    following = next((mark for mark in marks if mark >= place.last), None)
    if place.section in known.tables:
        again = next((p for p in found[i + 1 :] if p.section == place.section), None)
        if following is not None and (again is None or again.first > following):
            bonus += _TABLE_NEAR
    elif place.section < min(known.tables):
        bonus += _TABLE_NEAR if not marks or marks[0] >= place.first else 0
    elif not marks or following is None:
        bonus += _TABLE_NEAR
    return bonus
