"""Cheap looks at words: what stands twice, what is left from a template, who is named.

The rules about them ask the same questions; a look asks them all before a rule is loaded.
"""

import codecs
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.form import NUMERALS
from gkreport.rules.codepage import encode
from gkreport.rules.lexicon import lists, load
from gkreport.rules.looks_sections import has
from gkreport.rules.signs import Words
from gkreport.rules.whole import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.rules import Case
    from gkreport.rules.whole import Whole

BUTTON: Final = 30
"""Longer lines are no buttons of a page."""
LONG: Final = 20
"""A sentence of so many characters is not said twice by chance."""
STAR: Final = encode("★")
_TEN: Final = encode("十")
_ISSUE: Final = encode("60号")
_DECREE: Final = encode("492号")
_MARKING: Final = ("密级", "内部资料", "内部文件")
_JOINTS: Final = "对到连把打靠并碰牵盯贴比接挨"
"""点对点对接: the joint of 点对点 comes again by chance."""


def typos(text: "Whole") -> bool:
    """Whether a word may be wrong, or stand twice, or a number be of two kinds."""
    return bool(text.words) or is_mixed(text) or bool(doubled(text.text))


def is_mixed(text: "Whole") -> bool:
    """Whether a figure stands beside 十."""
    return b"9" + _TEN in text.kinds or _TEN + b"9" in text.kinds


def doubled(text: str) -> list[Spot]:
    """Characters and phrases that are followed by themselves.

    The text as one number, by the low byte of each character, against itself moved by some
    characters: what repeats is zero there. Ends of lines repeat, and are made to differ.
    """
    low = codecs.utf_32_le_encode(text, "surrogatepass")[0][::4].replace(b"\n\n", b"\n\r")
    number, size = int.from_bytes(low, "little"), len(low)
    pairs, threes, fours = (number ^ (number >> 8 * width) for width in (2, 3, 4))
    pairs, threes = pairs | (pairs >> 8), threes | (threes >> 8) | (threes >> 16)
    return [
        *_characters(text, (number ^ (number >> 8)).to_bytes(size, "little")),
        *_phrases(text, pairs.to_bytes(size, "little"), 2),
        *_phrases(text, threes.to_bytes(size, "little"), 3),
        *_phrases(text, fours.to_bytes(size, "little"), 4, b"\0" * 4),
    ]


def _characters(text: str, zeros: bytes) -> "Iterator[Spot]":
    pairs = _lawful_pairs()
    at = zeros.find(0)
    while at >= 0:
        pair = text[at : at + 2]
        if pair in pairs:
            for word, lawful in pairs[pair]:
                if text.startswith(word, at) and not has(text[max(0, at - 2) : at + 4], lawful):
                    yield Spot(at, at + 2, pair[0])
        at = zeros.find(0, at + 1)


@cache
def _lawful_pairs() -> dict[str, list[tuple[str, list[str]]]]:
    """Characters written twice: each with what follows, and the words in which it may be."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for line in load("language")["doubled"].splitlines():
        if line:
            word, *lawful = line.split()
            found.setdefault(word[:2], []).append((word, lawful))
    return found


def _phrases(text: str, zeros: bytes, size: int, run: bytes = b"\0") -> "Iterator[Spot]":
    """Words of that size that are followed by themselves, where so many zeros stand."""
    at = zeros.find(run)
    while at >= 0:
        word, end = text[at : at + size], at + 2 * size
        if word == text[at + size : end] and is_doubled(word):
            yield Spot(at, end, word)
            at = end - 1
        at = zeros.find(run, at + 1)


def is_doubled(word: str) -> bool:
    """Whether a word that stands twice should not: no figures, no two words that meet."""
    if word.isascii() or not word.isalpha():
        return False
    return word not in _seams() and not _is_reduplicated(word)


@cache
def _seams() -> frozenset[str]:
    """Words that may meet, begun anywhere: 打开公开公示 has 开公 twice."""
    words = load("language")["seams"].split()
    return frozenset(word[n:] + word[:n] for word in words for n in range(len(word)))


def _is_reduplicated(word: str) -> bool:
    """事事事事, 二零二零, 一项一项, 点对点对接; 加强加强 twice is told once."""
    if word[0] in "一逐" or word[1] in _JOINTS:
        return True
    return (
        word[: len(word) // 2] * 2 == word
        or len(set(word)) == 1
        or all(char in NUMERALS + "零百千万" for char in word)
    )


def statements(text: "Whole") -> bool:
    """Whether a long sentence stands twice, or something is named that is out of date."""
    cut = "。".join(text.trimmed).split("。")
    if text.odd or len({*cut}) + cut.count("") <= len(cut):
        long = [sentence for s in cut if len(sentence := s.strip()) >= LONG]
        if len({*long}) < len(long):
            return True
    return is_outdated(text)


def is_outdated(text: "Whole") -> bool:
    """Whether one of the signs of what is out of date stands in a text."""
    if text.has("原则") or _DECREE in text.coded:
        return True
    return _ISSUE in text.coded and b"2019" in text.coded


def leftovers(text: "Whole") -> bool:
    """Whether a template may have left something in a text, or the frame of a page."""
    return is_left(text) or has_noise(text.trimmed)


def is_left(text: "Whole") -> bool:
    """Whether a text has a word of a template, or signs that stand for something."""
    return bool(_blanks().found(text.signs))


@cache
def _blanks() -> Words:
    """The words of a template, and signs that stand for something; of those, the least."""
    words = lists("leftovers")
    return Words((*words["instructions"], *words["placeholders"], *words["unfinished"]))


def has_noise(lines: list[str]) -> bool:
    """Whether one of the lines may be a button or a label of a page's frame."""
    short = [line for line in lines if len(line) <= BUTTON]
    words, shown = lists("leftovers"), "\n".join(short)
    return has(shown, words["noise"]) or (
        (":" in shown or "：" in shown) and any(map(is_noise, short))
    )


def is_noise(line: str) -> bool:
    """Whether a line is a button or a label of a page's frame."""
    if len(line) > BUTTON:
        return False
    words = lists("leftovers")
    if line[-1] != "。" and has(line, words["noise"]):
        return True
    label, colon, _ = line.replace(":", "：").partition("：")
    return bool(colon) and label in words["labels"]


def persons(case: "Case", text: "Whole") -> bool:
    """Whether a person may be named, or a mailbox be private, or a case or a secret be marked."""
    if text.has_odd_years or text.has("某") or b"@" in text.odd or STAR in text.odd:
        return True
    if may_name(text) or is_marked(text):
        return True
    if any("@" in value and is_private(value) for value in case.report.organ.contact.values()):
        return True
    return not levels().isdisjoint(text.trimmed)


def may_name(text: "Whole") -> bool:
    """Whether a surname stands behind 人, as in 申请人 or 申请人为, or an 原告 is spoken of."""
    parts = text.text.split("人")
    behind = [part[:1] for part in parts]
    if text.has("原告") or not _begins().isdisjoint(behind):
        return True
    return "为" in behind and any(p[0] == "为" and p[1:2] in _begins() for p in parts if p)


def is_marked(text: "Whole") -> bool:
    """Whether a word of a mark of secrecy stands in a text."""
    return any(map(text.has, _MARKING))


def is_private(mailbox: str) -> bool:
    """Whether an address of electronic mail is one of those that anybody may have."""
    return mailbox.rpartition("@")[2].strip().lower() in vocabulary("mailboxes")


@cache
def vocabulary(name: str) -> frozenset[str]:
    """One of the lists about persons."""
    return frozenset(load("privacy")[name].split())


@cache
def _begins() -> frozenset[str]:
    """What may stand behind the word for a person where a name follows."""
    return vocabulary("surnames") | frozenset("：:")


@cache
def levels() -> frozenset[str]:
    """Lines that are only a level of secrecy."""
    brackets = (("", ""), ("【", "】"), ("（", "）"), ("(", ")"), ("[", "]"))
    return frozenset(f"{a}{level}{b}" for level in vocabulary("levels") for a, b in brackets)
