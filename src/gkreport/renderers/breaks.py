"""Where labels, headings and titles break into lines, and which words are too long for a line."""

import re
import tomllib
from functools import cache
from math import ceil
from pathlib import Path
from typing import Final

from gkreport.layout.width import width

_WORDS: Final = Path(__file__).parent / "data" / "words.toml"
_NUMERAL: Final = re.compile(r"（[^（）]{1,3}）(?=.)")
"""What begins a label: （一）."""
_ITEM: Final = re.compile(r"\d+\.")
"""A numeral that never stands alone in a line."""
_STRETCH: Final = re.compile(r"[!-~]{16,}")
"""Words and addresses as long as these pull the line before them apart."""
_GOOD: Final = re.compile(
    r"(?<=自治区)|(?<=自治州)|(?<=自治县)|(?<=自治旗)|(?<=[^直]省)(?![级直内])"
    r"|(?<=..市)(?![级直场政容民内外])|(?<=..县)(?![级直域])|(?<=..区)(?![级域块间])"
    r"|(?<=人民政府)(?!办)|(?<=办公厅)|(?<=办公室)|(?<=委员会)(?!办)|(?<=局)(?![部长属])|(?<=关于)"
    r"|(?=人民政府办)|(?=\d{4}年)|(?<=年度)(?!报告)|(?=（)|(?<= )"
)
"""Ends of words that titles of public bodies hold; what is no such end may stand inside a word."""
_JOINED: Final = re.compile(
    r"(?<=[0-9A-Za-z])(?=[0-9A-Za-z年月日])|(?=[，。；：、）》〉”’!?,.)])|(?<=[（《〈“‘(])"
)
"""Between these no line ends."""
_BRACKETS: Final = re.compile(r"（[^（）]*）|《[^《》]*》")


def lines(text: str, fit: int) -> tuple[str, ...]:
    """A label in lines of at most so many characters, of much the same length.

    Its numeral has the first of two to itself. No line ends inside a word, if that takes one line
    more at most.
    """
    long = _long(text)
    if long <= fit:
        return (text,)
    numeral = _NUMERAL.match(text)
    if numeral and long - _long(numeral[0]) <= fit:
        return numeral[0], text[numeral.end() :]
    inside = {n for word in _words().finditer(text) for n in range(word.start() + 1, word.end())}
    item = _ITEM.match(text)
    first = item.end() + 1 if item else 1
    places = [(n, n not in inside) for n in range(first, len(text)) if not _JOINED.match(text, n)]
    few = ceil(long / fit)
    whole = [place for place in places if place[1]]
    for count, some in ((few, whole), (few + 1, whole), (few, places), (few + 1, places)):
        found = _best(text, count, fit, some)
        if found:
            return found
    return (text,)


@cache
def _words() -> re.Pattern[str]:
    """The words that labels are made of, a longer one before what it begins with."""
    words = tomllib.loads(_WORDS.read_text("utf-8"))["words"].split()
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def across(length: int, fit: int) -> int:
    """Characters in each line of a heading over figures: words of two characters stay whole."""
    if length <= fit:
        return length
    even = ceil(length / ceil(length / fit))
    return max(2, even + even % 2 if even + even % 2 <= fit else even - even % 2)


def long_words(text: str) -> list[tuple[int, int]]:
    """Where words stand that would pull a line apart."""
    return [found.span() for found in _STRETCH.finditer(text)]


def _long(text: str) -> float:
    """Characters of a text; quotation marks are as wide as one, in a Chinese font."""
    return (width(text) + sum(map(text.count, "“”‘’"))) / 2


def titled(text: str, fit: float) -> tuple[str, ...]:
    """A title in as few lines as hold it, each at most so many characters, of much the same length.

    A line ends at the end of a word where one is known to end there.
    """
    long = _long(text)
    if long <= fit:
        return (text,)
    places = [n for n in range(1, len(text)) if not _JOINED.match(text, n)]
    inside = {n for pair in _BRACKETS.finditer(text) for n in range(pair.start() + 1, pair.end())}
    good = {found.start() for found in _GOOD.finditer(text)} - inside
    for count in range(ceil(long / fit), len(text)):
        found = _best(text, count, fit, [(n, n in good) for n in places])
        if found:
            return found
    return (text,)


def _best(
    text: str, count: int, fit: float, places: list[tuple[int, bool]]
) -> tuple[str, ...] | None:
    """The lines that are the evenest; one that ends inside a word counts as very uneven."""
    mean = _long(text) / count
    ways: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for n in range(count):
        ends = places if n + 1 < count else [(len(text), True)]
        found: dict[int, tuple[float, tuple[str, ...]]] = {}
        for start, (cost, before) in ways.items():
            for end, is_good in ends:
                line = text[start:end]
                wide = _long(line)
                if end <= start or wide > fit:
                    continue
                more = cost + (wide - mean) ** 2 + (0 if is_good else fit**2)
                if end not in found or more < found[end][0]:
                    found[end] = more, (*before, line)
        ways = found
    return ways[len(text)][1] if len(text) in ways else None
