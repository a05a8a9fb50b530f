"""The stretches of the document between the headings."""

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.form import NUMERALS
from gkreport.importers.blocks import Note
from gkreport.importers.texts import headings as heads
from gkreport.importers.texts.chain import chain
from gkreport.importers.texts.chrome import is_script
from gkreport.importers.texts.paragraphs import paragraphs
from gkreport.importers.texts.words import contains_each, core, load, squeezed, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.importers.texts.headings import Place, Wordings
    from gkreport.importers.texts.paragraphs import Measure
    from gkreport.importers.texts.pieces import Piece

_SHORT: Final = 60


class Stretch(NamedTuple):
    """What stands between one heading and the next; the heading is None above the first."""

    place: "Place | None"
    pieces: "tuple[Piece, ...]"


class Outline(NamedTuple):
    """A document cut at its headings."""

    above: "tuple[Piece, ...]"
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]


def outline(pieces: "Sequence[Piece]", known: "Wordings") -> Outline:
    """Find the headings and cut the document at them."""
    places = chain(heads.places(pieces, known), pieces, known)
    more, notes = _unusual(places, heads.others(pieces, known), known)
    ordered = sorted([*places, *more], key=lambda place: place.begins)
    ends = [*(place.begins for place in ordered), (len(pieces), 0)][1:]
    first = ordered[0].begins if ordered else (len(pieces), 0)
    stretches = tuple(
        Stretch(place, _between(pieces, (place.last, place.end), end))
        for place, end in zip(ordered, ends, strict=True)
    )
    return Outline(_between(pieces, (0, 0), first), stretches, tuple(notes))


def _between(
    pieces: "Sequence[Piece]", start: tuple[int, int], end: tuple[int, int]
) -> "tuple[Piece, ...]":
    """The pieces from one sign to another, cut where a heading cuts a line."""
    found = []
    for n in range(start[0], min(end[0] + 1, len(pieces))):
        piece = pieces[n]
        last = end[1] if n == end[0] else len(piece.text)
        text = piece.text[start[1] if n == start[0] else 0 : last]
        cut = n == end[0] and n < len(pieces)
        if piece.table or piece.loose or trimmed(text):
            if not (cut and (piece.table or piece.loose)):
                found.append(piece._replace(text=text, free=piece.free or cut))
        elif not cut:
            found.append(piece._replace(text=""))
    return tuple(found)


def _unusual(
    places: "Sequence[Place]", others: "Sequence[Place]", known: "Wordings"
) -> tuple[list["Place"], list[Note]]:
    """Numbered lines that stand for a section that is missing, or are sections of their own."""
    found: list[Place] = []
    notes: list[Note] = []
    taken = {place.first for place in places}
    free = [place for place in others if place.first not in taken]
    bounds = [None, *places, None]
    for before, after in pairwise(bounds):
        if before is None and after is None:
            continue
        inside = [p for p in free if _within(p, before, after)]
        for place in _due(inside, before, after, known):
            found.append(place)
            notes.append(_told(place))
    return found, notes


def _within(place: "Place", before: "Place | None", after: "Place | None") -> bool:
    return (before is None or place.begins > before.begins) and (
        after is None or place.begins < after.begins
    )


def _due(
    inside: "Sequence[Place]", before: "Place | None", after: "Place | None", known: "Wordings"
) -> "list[Place]":
    """The lines between two headings that carry the numbers which are left out between them."""
    first = before.number if before else 0
    last = after.number if after else len(known.ids) + 2
    if before is None and after is not None and after.section == 0:
        return []
    if (before is not None and not before.number) or (after is not None and not after.number):
        return []
    sections = list(
        range(before.section + 1 if before else 0, after.section if after else len(known.ids))
    )
    found: list[Place] = []
    end = after.begins if after else (10**9, 0)
    if after is None:  # what follows the last heading numbers on
        number = first + 1
        for place in inside:
            if place.number == number:
                found.append(place)
                number += 1
    else:
        for number in range(last - 1, first, -1):
            match = next(
                (p for p in reversed(inside) if p.number == number and p.begins < end), None
            )
            if match is None:
                break
            found.insert(0, match)
            end = match.begins
    return found if after is None else _named(found, sections)


def _named(found: "list[Place]", sections: list[int]) -> "list[Place]":
    """The last of the lines stand for the sections that are missing, the rest for none."""
    spare = max(0, len(found) - len(sections))
    named = [place._replace(section=n) for place, n in zip(found[spare:], sections, strict=False)]
    return found[:spare] + named


def _told(place: "Place") -> Note:
    if place.section < 0:
        message = f"“{place.text}”不是格式规定的部分，它的文字单独放在另加的部分里"
        return Note("extra-section", message)
    due = NUMERALS[place.section]
    message = f"“{place.text}”与格式的标题不同，按位置当作第{due}部分，请核对"
    return Note("heading-unusual", message)


def texts(stretch: Stretch, known: "Wordings", laid: "Measure") -> list[str]:
    """The paragraphs of a stretch; labels that a table left behind are none."""
    tabled = any(piece.table for piece in stretch.pieces)
    kept = [
        piece for piece in stretch.pieces
        if piece.table or not (is_script(piece.text) or (tabled and _is_left_over(piece, known)))
    ]  # fmt: skip
    return paragraphs(kept, laid)


def _is_left_over(piece: "Piece", known: "Wordings") -> bool:
    text = core(piece.text)
    if trimmed(piece.text)[-1:] in ("。", "；", "！"):
        return False
    return bool(text) and (text in known.labels or text.isdigit() or _is_title(text, known))


def _is_title(text: str, known: "Wordings") -> bool:
    return any(text == wording for wording, _ in known.cores)


def behind_table(stretch: Stretch, section: str) -> tuple[Stretch, Stretch] | None:
    """Cut a stretch behind its last table, where what follows reads like a lost section."""
    marks = [n for n, piece in enumerate(stretch.pieces) if piece.table]
    words = load("headings")["lost"].get(section)
    if not marks or words is None:
        return None
    before, after = stretch.pieces[: marks[-1] + 1], stretch.pieces[marks[-1] + 1 :]
    text = "".join(squeezed(piece.text) for piece in after)
    if len(text) < _SHORT or not contains_each(text, words["all"]):
        return None
    return Stretch(stretch.place, before), Stretch(None, after)
