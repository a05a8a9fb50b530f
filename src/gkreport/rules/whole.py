"""The texts of a report as one, so that a rule about the language looks at all of them at once."""

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.rules import Passage, codepage, signs
from gkreport.rules.signs import Signs

if TYPE_CHECKING:
    from gkreport.finding import Hit, Mend
    from gkreport.rules import Case
    from gkreport.rules.wordlist import Found

SHOWN: Final = 3
"""How many places a message shows before it says how many there are."""
COPIED: Final = "可能是复制网页时造成的，请对照原文"
_ZERO: Final = ord("0")
_FEW: Final = 5
"""Fewer marks than this say nothing about the whole text."""


class Spot(NamedTuple):
    """A stretch of the whole text, and what it should be where that is certain."""

    start: int
    end: int
    right: str = ""


class _Whole(NamedTuple):
    passages: tuple[Passage, ...]
    """The title and the headings first, where the report states them."""
    text: str
    signs: Signs
    """The rare characters that stand in the text."""
    coded: bytes
    """The text in the code page."""
    shape: bytes
    """The same, all words alike."""
    kinds: bytes
    odd: bytes
    trimmed: list[str]
    """The lines that are not blank: enough to see that nothing is wrong with them."""
    words: "dict[str, list[Found]]"
    """Words of the lists, and Traditional characters, by list."""
    has_long_number: bool
    """As many figures as a mobile number has stand in a row, or in parts."""
    has_odd_years: bool
    """Behind 〕 stands no number, or one with a 0 before it, or a year has other brackets."""


class Whole(_Whole):
    """All texts one after another, each followed by an end of line."""

    def has(self, word: str) -> bool:
        """Whether a word stands in the text: quick where it has a rare character."""
        return self.signs.has(word)

    @cached_property
    def starts(self) -> list[int]:
        """Where each passage begins in the text, and where the last one ends."""
        starts = [0]
        for passage in self.passages:
            starts.append(starts[-1] + len(passage.text) + 1)
        return starts

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """Every line that is not blank, without the space around it, and where it begins."""
        found, at = [], 0
        for raw in self.text.split("\n"):
            line = raw.strip()
            if line:
                found.append((at + raw.index(line), line))
            at += len(raw) + 1
        return tuple(found)

    @cached_property
    def folded(self) -> bool:
        """Whether every comma and bracket is half-width: a web page has been through a program."""
        half = sum(self.odd.count(mark) for mark in (b",", b":", b";", b"("))
        return half >= _FEW and not any(mark in self.text for mark in "，：；（")

    def hit(self, rule: str, message: str, spot: Spot, **more: Any) -> "Hit":  # noqa: ANN401 - the fields of Hit
        """An observation about a stretch of the text."""
        n = bisect_right(self.starts, spot.start) - 1
        passage, start = self.passages[n], self.starts[n]
        return passage.hit(rule, message, spot.start - start, spot.end - start, **more)

    def hit_all(self, rule: str, what: str, spots: "list[Spot]", **more: Any) -> "Hit":  # noqa: ANN401 - the same
        """One observation for all the places, at the first of them."""
        found = [self.text[spot.start : spot.end] for spot in spots]
        if all(spot.right for spot in spots):
            more.setdefault("expected", "、".join(dict.fromkeys(spot.right for spot in spots)))
        more.setdefault("found", "、".join(dict.fromkeys(found)))
        return self.hit(rule, what, spots[0], **more)

    def mend(self, spot: Spot) -> "Mend":
        """A stretch of the whole text, to become what it should be in the text it stands in."""
        from gkreport.finding import Mend  # noqa: PLC0415 - typing only otherwise

        n = bisect_right(self.starts, spot.start) - 1
        before = self.text[spot.start : spot.end]
        return Mend(self.passages[n].path, spot.start - self.starts[n], before, spot.right)

    def around(self, spot: Spot, reach: int = 4) -> str:
        """A stretch with what stands beside it in the same line."""
        line_start = self.text.rfind("\n", 0, spot.start) + 1
        start = max(line_start, spot.start - reach)
        after = self.text[spot.end : spot.end + reach].partition("\n")[0]
        return (self.text[start : spot.end] + after).strip()


def listed(words: "list[str]") -> str:
    """Words in quotes; where there are many, the first ones and how many there are."""
    different = list(dict.fromkeys(words))
    shown = "、".join(f"“{word}”" for word in different[:SHOWN])
    if len(words) == len(different) <= SHOWN:
        return shown
    return f"{shown}{'等' if len(different) > SHOWN else ''}，共 {len(words)} 处"


def whole(case: "Case") -> Whole:
    """The texts of a case as one, put together once."""
    kept: dict[str, Whole] = vars(case)
    try:
        return kept["whole"]
    except KeyError:
        return kept.setdefault("whole", _whole(case))


def _whole(case: "Case") -> Whole:
    report = case.report
    above = [Passage("title", report.title, ("title",))] if report.title else []
    above += (Passage("heading", text, ("headings", id)) for id, text in report.headings.items())  # noqa: A001
    below = [
        Passage("heading", extra.heading, ("sections", "extra", n, "heading"))
        for n, extra in enumerate(report.extra)
    ]
    passages = (*above, *case.passages, *below)
    text = "\n".join(passage.text for passage in passages) + "\n"
    coded, rare = codepage.encode(text), signs.read(text)
    shape, kinds, odd = codepage.shape(coded), codepage.kinds(coded), codepage.odd(coded)
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    long, years = _has_long_number(shape, kinds, odd), _has_odd_years(shape, kinds)
    words = _words(rare)
    return Whole(passages, text, rare, coded, shape, kinds, odd, lines, words, long, years)


def _words(rare: "Signs") -> "dict[str, list[Found]]":
    if not (rare.has_traditional or signs.is_wrong(rare)):
        return {}
    from gkreport.rules import wordlist  # noqa: PLC0415 - only where one of its words stands

    return wordlist.find(rare)


def _has_long_number(shape: bytes, kinds: bytes, odd: bytes) -> bool:
    if b"9" * 11 in kinds or (b" " in odd and b"999 9999 9999" in kinds):
        return True
    return b"-" in shape and b"999-9999-9999" in kinds


def _has_odd_years(shape: bytes, kinds: bytes) -> bool:
    at = kinds.find(b"}")
    while at >= 0:
        number = kinds[at + 1 : at + 2] == b"9" and shape[at + 1] != _ZERO
        if not number or kinds[at - 5 : at] == b"(9999":
            return True
        at = kinds.find(b"}", at + 1)
    return b"9999)" in kinds and (b"(9999)" in kinds or b"{9999)" in kinds)
