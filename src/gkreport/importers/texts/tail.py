"""The end of a report: where the page's own footer begins, and who signed it when."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.texts import chrome, names, wrapped
from gkreport.importers.texts.days import date, only_date
from gkreport.importers.texts.words import SENTENCE_ENDS, has_han, squeezed, trimmed, words
from gkreport.report.keys import CONTACT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from gkreport.importers.texts.pieces import Piece

_LAST: Final = 6
_TOKEN: Final = 30
_RULES: Final = "|-<>/*"
_SENTENCE: Final = 30


class Tail(NamedTuple):
    """The last section's own pieces, and what stood behind them."""

    pieces: "tuple[Piece, ...]"
    signed: str
    written: "dt.date | None"
    left_out: tuple[str, ...]
    contact: "Mapping[str, str]"
    """What the lines behind the signature say of how to reach the office, by key of CONTACT."""


def tail(pieces: "Sequence[Piece]", organs: "Sequence[str]") -> Tail:
    """Cut off what stands below the report, then its signature.

    `organs` are the names that may be the report's, the longest first.
    """
    first = next((n for n in reversed(range(len(pieces))) if _counts(pieces[n])), -1) + 1
    end = next((n for n in range(first, len(pieces)) if _ends(pieces[n])), len(pieces))
    kept = [p for n, p in enumerate(pieces[:end]) if n >= first or not _ends(p)]
    dropped = [
        trimmed(p.text) for n, p in enumerate(pieces) if n >= end or (n < first and _ends(p))
    ]
    last = next((n for n in reversed(range(len(kept))) if trimmed(kept[n].text)), None)
    if last is not None:
        text, cut = _without_tokens(kept[last].text)
        kept[last] = kept[last]._replace(text=text)
        dropped.insert(0, cut)
    lines = [p for p in kept if trimmed(p.text)]
    contact, below = _contact(lines)
    signed, written, length = _signature(lines[: len(lines) - below], organs)
    if signed and written:
        length += below
    else:
        contact = {}
    if length:
        full = [n for n, p in enumerate(kept) if trimmed(p.text)]
        kept = kept[: full[-length]]
    return Tail(tuple(kept), signed, written, tuple(text for text in dropped if text), contact)


def _counts(piece: "Piece") -> bool:
    """Whether the report is certainly not over before this."""
    text = trimmed(piece.text)
    long = len(text) > _SENTENCE and "。" in text
    return piece.table or (long and not any(word in text for word in words("page", "below")))


def _ends(piece: "Piece") -> bool:
    text = trimmed(piece.text)
    if piece.table or not text:
        return False
    if not has_han(text):
        return chrome.is_script(text)
    return chrome.is_footer(text) or chrome.is_script(text) or chrome.is_chrome(text)


def _without_tokens(text: str) -> tuple[str, str]:
    """A line without the words of menus at its end."""
    tokens = list(re.finditer(r"\S+", text))
    end = len(text)
    for match in reversed(tokens):
        bare = match[0].strip(_RULES)
        word = has_han(bare) and chrome.is_chrome(bare) and bare[-1] not in SENTENCE_ENDS
        if len(bare) > _TOKEN or (bare and not word):
            break
        end = match.start()
    if end == len(text) or not trimmed(text[:end]):
        return text, ""
    return text[:end], trimmed(text[end:])


def _contact(lines: "Sequence[Piece]") -> tuple[dict[str, str], int]:
    """The lines at the end that say how to reach the office, each with a word of its own in front.

    And how many they are. What a sentence of the report says of it stays in that sentence alone.
    """
    names = {key.title: key.name for key in CONTACT}
    found: dict[str, str] = {}
    at = end = len(lines)
    while at:
        at -= 1
        while at and not lines[at - 1].free and "：" not in lines[at].text:
            at -= 1
        title, colon, value = wrapped.joined(lines[at:end]).partition("：")
        name = names.get(squeezed(title), "")
        if not (name and colon and trimmed(value)):
            break
        if name in found:
            return {}, 0
        found[name] = trimmed(value)
        end = at
    return found, len(lines) - end


def _signature(
    pieces: "Sequence[Piece]", organs: "Sequence[str]"
) -> tuple[str, "dt.date | None", int]:
    """Who signed, when, and in how many lines."""
    lines = [trimmed(piece.text) for piece in pieces[-_LAST:]]
    if not lines:
        return "", None, 0
    whole = _pattern().fullmatch(squeezed(lines[-1]))
    if whole and names.is_organ(whole[1]):
        return whole[1], date(whole[2]) or only_date(whole[2]), 1
    day = only_date(lines[-1])
    dated = int(bool(day and len(lines) > 1))
    last = len(lines) - dated
    name, count = wrapped.known(lines[:last], organs)
    if not name:
        cut = last > 1 and wrapped.goes_on(pieces[-_LAST:][last - 2])
        name, count = ("" if cut else squeezed(lines[last - 1])), 1
    alike = any(names.alike(name, organ) for organ in organs)
    if not (name in organs or names.is_organ(name)) or not (day or alike):
        return "", day, 1 if day else 0
    return name, day, count + dated


@cache
def _pattern() -> re.Pattern[str]:
    numeral = "[一二三四五六七八九十]"
    chinese = rf"[〇○零一二三四五六七八九]{{4}}年{numeral}{{1,2}}月{numeral}{{1,3}}日"
    return re.compile(rf"(.{{3,60}}?)([0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日|{chinese})")
