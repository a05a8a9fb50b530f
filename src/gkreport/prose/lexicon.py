"""The words that a reader of quantities knows, from a table of word lists."""

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.prose.figures import NUMERALS
from gkreport.prose.lazy import lazy
from gkreport.prose.words import Kinds, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CLAUSE: Final = "|"
"""The kind of a mark that ends a clause."""
_CLAUSE_MARKS: Final = "，,；;：:（(）)"
_CENTURY: Final = "20"
_YEAR: Final = "year?"
_ONWARD: Final = "onward?"
_AREA: Final = "scope.area"
_SAFE: Final = frozenset("安健完保齐周基根")
_BLANKS: Final = frozenset(" \u3000_＿" + chr(0xA0))
_STOPS: Final = _CLAUSE_MARKS + "。、\n"
_NONE: Final = ("无", "没有")
_CARRIED: Final = "结转"
_APPLY: Final = "申请"
_CASE: Final = "件"
_COMMAS: Final = frozenset("，,")
_MILD: Final = " 均也暂亦且并尚"
"""What may stand before a word that denies."""
_BEING: Final = ("为", "系", "是", "属", "均", "皆", "的", "都", "结转", "上年", "本年")
"""How it goes on after a count that the noun behind it belongs to."""
_NAMES: Final = ("场", "人大", "政协", "两会", "人民代表大会", "统一", "试点", "首")
"""What makes a word for an area a part of a name, or of another word."""


class Token(NamedTuple):
    """A known word: "family.kind", and where it stands."""

    kind: str
    start: int
    end: int


def _no_area(text: str, start: int, end: int) -> bool:
    """安全县, 健全市, 基本区, 全市场, 全国人大代表: no area."""
    return (start > 0 and text[start - 1] in _SAFE) or text.startswith(_NAMES, end)


def _noun(text: str, at: int) -> bool:
    """2件为上年结转件, 无结转件: whether the measure word ends a noun, its number before it."""
    start = max(text.rfind(mark, 0, at) for mark in _STOPS) + 1
    clause = text[start:at]
    denied = clause.lstrip(_MILD).startswith(_NONE)
    if denied or (clause.endswith(_CARRIED) and any(word in clause for word in _NONE)):
        return True
    before, _, after = clause.rpartition(text[at])
    before = before.rstrip()
    return bool(before) and before[-1] in NUMERALS and after.lstrip().startswith(_BEING)


class Lexicon:
    """Word lists by name, each prepared when it is first asked for."""

    def __init__(self, data: "Mapping[str, Any]") -> None:
        self.data = data
        self._sets: dict[tuple[str, str], Words] = {}

    @lazy
    def _kinds(self) -> Kinds:
        """Every word that says what a figure is about."""
        scope, years = self.data["scope"], self.data["years"]
        found = {
            word: f"{family}.{kind}"
            for family, kinds in self.data["words"].items()
            for kind, words in kinds.items()
            for word in words.split()
        }
        found |= dict.fromkeys(_CLAUSE_MARKS, CLAUSE)
        found |= {"月": "month.", _CENTURY: _YEAR}
        found |= {word + _CENTURY: _ONWARD for word in years["onward"].split()}
        found |= {
            last + moved: "flow.brought"
            for last in years["last"].split()
            for moved in years["moved"].split()
        }
        own = scope["own"].split()
        found |= dict.fromkeys(scope["others"].split(), "scope.others")
        found |= dict.fromkeys(self.areas, _AREA)
        found |= {head + word: "scope.own" for head in "我本" for word in own}
        each = (*scope["areas"].split(), *scope["parts"].split())
        found |= {"各" + word: "scope.others" for word in each}
        return Kinds(found)

    def tokens(self, text: str, start: int, end: int) -> "Iterator[Token]":
        """The known words of a stretch, in order; years, and what a year brings into the next."""
        free, new = start, tuple.__new__
        for found in self._kinds.find(text, start, end):
            kind, at, stop = found
            if at < free or (kind == _AREA and _no_area(text, at, stop)):
                continue
            token = new(Token, found)
            if kind[-1] == "?":
                dated = self._dated(text, token)
                if dated is None:
                    continue
                free, token = dated.end, dated
            yield token

    def _dated(self, text: str, token: Token) -> Token | None:
        """2024年, 2024年结转, 结转至2026年."""
        kind, start, end = token
        if not text[end : end + 2].isdigit() or text[end + 2 : end + 3] != "年":
            known = text[start : end - len(_CENTURY)]
            return Token("flow.moved", start, start + len(known)) if kind == _ONWARD else None
        end += 4 if text.startswith("度", end + 3) else 3
        if kind == _ONWARD:
            return Token("flow.dated", start, end)
        for word in self.data["years"]["moved"].split():
            if text.startswith(word, end):
                return Token("flow.dated", start, end + len(word))
        return Token("mark.dated", start, end)

    def _set(self, table: str, name: str) -> Words:
        key = (table, name)
        found = self._sets.get(key)
        if found is None:
            found = self._sets[key] = Words(self.data[table][name].split())
        return found

    def between(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether nothing but words of that list stands in the stretch."""
        return start >= end or self._set("between", name).cover(text, start, end)

    def never(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether a word stands there that rules the figure out."""
        return start < end and self._set("never", name).occur(text, start, end)

    def denial(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether nothing but words of that list of denials stands there."""
        return start >= end or self._set("denial", name).cover(text, start, end)

    @lazy
    def areas(self) -> tuple[str, ...]:
        """全县, 我市: words for a whole area."""
        words = self.data["scope"]["areas"].split()
        return tuple([head + word for head in "全我本" for word in words])

    @lazy
    def channels(self) -> tuple[str, ...]:
        """网上, 信函: ways in which an application comes."""
        return tuple(self.data["channels"]["words"].split())

    @lazy
    def every(self) -> tuple[str, ...]:
        """均, 全部: what is told behind it holds for all of those that were counted."""
        return tuple(self.data["glance"]["every"].split())

    @lazy
    def organs(self) -> tuple[str, ...]:
        """How names of organs end."""
        return tuple(self.data["scope"]["ending"].split())

    @lazy
    def onward(self) -> tuple[str, ...]:
        """How a clause begins that no longer goes on with a list."""
        return tuple(self.data["onward"]["verbs"].split())

    @lazy
    def topics(self) -> "Mapping[str, tuple[bool, tuple[str, ...]]]":
        """For a measure word: where and which words tell a quantity of the report.

        Either anywhere in the sentence (True) or near the figure.
        """
        return {
            unit: (group["far"], tuple(group["words"].split()))
            for group in self.data["topics"]
            for unit in group["units"].split(" ")
        }

    @lazy
    def denials(self) -> Words:
        """The words that open a denial."""
        return Words(self.data["denial"]["verbs"].split())

    def plans(self, text: str, start: int, end: int, section: str) -> bool:
        """Whether a sentence is about what is yet to come."""
        words, sentence = self.data["plans"], text[start:end]
        always, here = self._planned
        for word in always:
            if word in sentence:
                return True
        if section != words["section"]:
            return False
        first = text.find(words["onward"])
        return 0 <= first < start or any(word in sentence for word in here)

    @lazy
    def _planned(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        words = self.data["plans"]
        return tuple(words["always"].split()), tuple(words["here"].split())

    def calls(self, text: str, at: int) -> bool:
        """Whether the word before a measure word at that place calls for a number."""
        verbs, nouns = self._callers
        if text.endswith(nouns, 0, at + 1) or text[at - 1] == _APPLY[-1]:
            return self._bare(text, at)
        last = at
        while last and text[last - 1] in _BLANKS:
            last -= 1
        return text.endswith(verbs, 0, last) and not _noun(text, at)

    def _bare(self, text: str, at: int) -> bool:
        """收到申请16件，已答复件; 收到申请件，办结件: a row of counts, a number left out."""
        start = max(text.rfind(mark, 0, at) for mark in _STOPS) + 1
        listed = text.startswith("、", at + 1)
        if listed or text[at] != _CASE or not self._is_bare(text[start:at]):
            return False
        before = text[:start]
        if before[-1:] in _COMMAS and before[-2:-1] == _CASE:
            counted = before[-3:-2] in NUMERALS
            begins = max(before.rfind(mark, 0, -1) for mark in _STOPS) + 1
            return counted or self._is_bare(before[begins:-2])
        if text[at + 1 : at + 2] not in _COMMAS:
            return False
        places = (text.find(mark, at + 2) for mark in _STOPS)
        ends = min((n for n in places if n >= 0), default=len(text))
        return text[ends - 1] == _CASE and self._is_bare(text[at + 2 : ends - 1])

    def _is_bare(self, clause: str) -> bool:
        """Whether a clause is nothing but a verb and what it is about."""
        return clause.strip() in self.data["missing"]["bare"].split()

    @lazy
    def _callers(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        words = self.data["missing"]
        return tuple(words["verbs"].split()), tuple(words["nouns"].split())
