"""Where the sections of the form begin: by their headings, whatever became of them.

Every place that may be a heading gets a weight; the heaviest chain in the form's order is taken.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.form import NUMERALS
from gkreport.importers.texts.words import (
    contains_each,
    core,
    is_sentence,
    load,
    squeezed,
    trimmed,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.form import Form
    from gkreport.importers.texts.pieces import Piece

_LONGEST: Final = 40
_OPEN: Final = 24
"""No more than that of a heading's line is text of its own in a heading of another wording."""
_TAIL: Final = 6
_PARTS: Final = 3
_SIGNS: Final = 12
"""One sign in so many may be a misprint, and one more."""
_WHOLE, _GLUED, _SPLIT, _NEAR, _WORDED, _BARE, _INLINE, _LISTED = 12, 10, 10, 9, 7, 5, 7, 1
_BOUNDS: Final = '。；;！？!?）)]】”"0123456789元年'
_DIGITS: Final = "0123456789"
_LISTING: Final = "、，,；;和及"


class Place(NamedTuple):
    """Where a heading may stand: from one piece's sign to another's."""

    first: int
    start: int
    last: int
    end: int
    section: int
    """Which section, from 0; -1 is none of the form's."""
    number: int
    """As printed; 0 where none is."""
    text: str
    weight: float

    @property
    def begins(self) -> tuple[int, int]:
        """Piece and character."""
        return self.first, self.start


class Wordings(NamedTuple):
    """How the form's headings are worded, and what looks like one and is a label of a table."""

    ids: tuple[str, ...]
    cores: tuple[tuple[str, int], ...]
    """Every wording's letters with its section, the longest first."""
    labels: frozenset[str]
    exact: "re.Pattern[str]"
    groups: tuple[int, ...]
    tables: frozenset[int]
    """The sections that have a table."""


def wordings(forms: "Sequence[Form]") -> Wordings:
    """What the forms say, all together."""
    found: dict[str, int] = {}
    for form in forms:
        for n, section in enumerate(form.sections):
            found |= dict.fromkeys((section.title, *section.aliases), n)
    ordered = sorted(found.items(), key=lambda item: -len(item[0]))
    pattern = "|".join(f"({_loose(text)})" for text, _ in ordered)
    first = forms[0].sections
    keys = {table.key for form in forms for table in form.tables}
    return Wordings(
        tuple(section.id for section in first),
        tuple((core(text), n) for text, n in ordered),
        labels(forms) - {core(text) for text in found},
        re.compile(pattern),
        tuple(n for _, n in ordered),
        frozenset(n for n, section in enumerate(first) if section.id in keys),
    )


def labels(forms: "Sequence[Form]") -> frozenset[str]:
    """The letters of everything that the tables of the forms print."""
    found: set[str] = set()
    for table in (table for form in forms for table in form.tables):
        found |= {table.name, table.title, table.corner, table.band}
        for axis in (table.rows, table.columns):
            for node in axis.nodes:
                found |= {node.label, node.short, *node.aliases}
    return frozenset(core(text) for text in found) - {""}


def _loose(text: str) -> str:
    """A pattern for a wording, with any white space and with punctuation of either width."""
    signs = (r"[、，,；;]?" if sign in "、，" else re.escape(sign) for sign in text)
    return r"\s*".join(signs)


def places(pieces: "Sequence[Piece]", known: Wordings) -> list[Place]:
    """Every place that may be a heading of the form, in order."""
    found: list[Place] = []
    for n, piece in enumerate(pieces):
        if piece.table or not trimmed(piece.text):
            continue
        at_start = _at_start(pieces, n, known)
        if at_start:
            found.append(at_start)
        found.extend(_inline(piece.text, n, known, at_start.end if at_start else 0))
    return found


def _at_start(pieces: "Sequence[Piece]", n: int, known: Wordings) -> Place | None:
    """A heading that a line begins with, alone or with text behind it."""
    text = pieces[n].text
    mark = _pattern("mark").match(text)
    body = mark.end() if mark else len(text) - len(text.lstrip())
    number = _number(mark) if mark else 0
    exact = known.exact.match(text, body)
    if exact:
        found = _exact(text, n, number, exact, known)
        if found:
            return found
    if mark is None:
        return None
    return _near(text, n, number, known) or _split(pieces, n, number, known)


def _exact(text: str, n: int, number: int, match: "re.Match[str]", known: Wordings) -> Place | None:
    """A line with a known wording: all of it the heading, or the rest is text."""
    section = known.groups[(match.lastindex or 1) - 1]
    rest = text[match.end() :]
    bare = trimmed(rest).strip("：:。.、，,；; ")
    end = len(text)
    if not bare:
        weight: float = _WHOLE if number else _BARE
    elif number and (_is_own(rest, bare) or _pattern("remark").fullmatch(bare)):
        weight = _GLUED
    elif number:
        end = match.end()
        listed = rest[:1] in _LISTING and number < len(known.ids)
        weight = _LISTED if listed else _GLUED
    else:
        return None
    start = len(text) - len(text.lstrip())
    return Place(n, start, n, end, section, number, trimmed(text[start:end]), weight)


def _is_own(rest: str, bare: str) -> bool:
    """Whether a few more words belong to the heading itself: 总体情况概述."""
    return (
        len(bare) <= _TAIL
        and rest[0] == bare[0]
        and bare[0] >= "\u4e00"
        and not rest.endswith(("。", "；"))
        and bare not in words("page", "nothing")
        and not bare.startswith(("无", "没有", "暂"))
    )


def _near(text: str, n: int, number: int, known: Wordings) -> Place | None:
    """A numbered short line with a misprint in a known wording, or with the words of one."""
    line = trimmed(text)
    body = core(_pattern("mark").sub("", line, count=1))
    within = line[0] in _DIGITS  # 1. is a number inside a section
    if within or len(line) > _LONGEST or is_sentence(line) or _is_label(line, known):
        return None
    start, end = len(text) - len(text.lstrip()), len(text)
    for wording, section in known.cores:
        most = 1 + len(wording) // _SIGNS
        far = len(wording) <= _TAIL or len(set(wording).difference(body)) > most
        if not far and _distance(body, wording) <= most:
            return Place(n, start, n, end, section, number, line, _NEAR)
    for section, id in enumerate(known.ids):  # noqa: A001 - the field's own word
        entry = load("headings").get(id, {"all": [""], "not": body})
        unlike = any(word in body for word in entry.get("not", "").split())
        if contains_each(body, entry["all"]) and not unlike:
            return Place(n, start, n, end, section, number, line, _WORDED)
    return None


def _is_label(line: str, known: Wordings) -> bool:
    return core(line) in known.labels


def _split(pieces: "Sequence[Piece]", n: int, number: int, known: Wordings) -> Place | None:
    """A heading that goes on in the next line or two."""
    text = squeezed(pieces[n].text)
    last = n
    if len(text) > _LONGEST or is_sentence(text):
        return None
    for _ in range(_PARTS - 1):
        following = next(
            (m for m in range(last + 1, min(last + 3, len(pieces))) if _is_text(pieces[m])), None
        )
        if following is None or any(p.table for p in pieces[last:following]):
            return None
        last = following
        text += squeezed(pieces[last].text)
        body = core(_pattern("mark").sub("", text, count=1))
        for wording, section in known.cores:
            if body == wording:
                start = len(pieces[n].text) - len(pieces[n].text.lstrip())
                end = len(pieces[last].text)
                return Place(n, start, last, end, section, number, text, _SPLIT)
    return None


def _is_text(piece: "Piece") -> bool:
    return not piece.table and bool(trimmed(piece.text))


def _inline(text: str, n: int, known: Wordings, at: int) -> "Iterator[Place]":
    """Numbered headings inside a long line."""
    for mark in _pattern("inline").finditer(text, at):
        exact = known.exact.match(text, mark.end())
        if exact is None or not trimmed(text[: mark.start()]):
            continue
        section = known.groups[(exact.lastindex or 1) - 1]
        before, after = text[mark.start() - 1], text[exact.end() : exact.end() + 1]
        bounded = before in _BOUNDS or before.isspace() or section in known.tables
        weight = _LISTED if after in tuple(_LISTING) else _INLINE if bounded else _INLINE - 2
        heading = trimmed(text[mark.start() : exact.end()])
        number = NUMERALS.find(mark[1]) + 1
        yield Place(n, mark.start(), n, exact.end(), section, number, heading, weight)


def others(pieces: "Sequence[Piece]", known: Wordings) -> list[Place]:
    """Numbered short lines that may be headings of sections of their own."""
    found = []
    for n, piece in enumerate(pieces):
        line = trimmed(piece.text)
        mark = _pattern("mark").match(piece.text)
        if piece.table or not mark or not mark[1] or len(line) > _LONGEST - 10 or is_sentence(line):
            continue
        if line[-1] not in "，,；;、：:" and not _is_label(line, known):
            start = len(piece.text) - len(piece.text.lstrip())
            place = Place(n, start, n, len(piece.text), -1, _number(mark), line, 0)
            found.append(place)
    return found


def _number(mark: "re.Match[str]") -> int:
    if mark[1]:
        return NUMERALS.find(mark[1][-1]) + 1
    return int(mark[2])


def _distance(one: str, other: str) -> int:
    """How many signs to put in, take out or change."""
    if abs(len(one) - len(other)) > _PARTS:
        return _LONGEST
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        last, row[0] = row[0], n
        for m, b in enumerate(other, 1):
            last, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, last + (a != b))
    return row[-1]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        {
            "mark": rf"\s*[a-zA-Z|#*]{{0,3}}\s*第?(?:([{NUMERALS}]{{1,2}})|([1-9]))"
            r"(?:部分\s*[、.．,，:：]?|\s*[、.．,，:：])\s*",
            "remark": r"[（(][^（）()。]{1,20}[）)]",
            "inline": rf"(?<![（(第])([{NUMERALS}])\s*[、.．,，]\s*",
        }[name]
    )
