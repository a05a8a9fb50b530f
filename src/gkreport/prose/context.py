"""Whose figure it is: this year's or another's, the organ's own or a whole area's, a part's."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose.lexicon import CLAUSE

if TYPE_CHECKING:
    from gkreport.prose.lexicon import Token
    from gkreport.prose.sentences import Sentence

_YEAR: Final = 4
_NEUTRAL: Final = ("31日", "底", "末", "1日")
"""12月31日, 1月1日: the bounds of a whole year."""


_AROUND: Final = ("域", "辖区")
_FROM: Final = ("自", "从")
_NAMED: Final = frozenset(("mark.year", "mark.whole", "mark.dated"))
"""Words that name a year."""


class Reader(NamedTuple):
    """What is known of the report: its year, and the area it speaks for (县, 市 ...).

    No area means that a whole area is never the organ's own; None that this is unknown.
    """

    year: int | None = None
    area: tuple[str, ...] | None = ()
    name: str = ""
    """The organ's."""


class Context(NamedTuple):
    """What holds for a figure at its place."""

    this_year: bool = True
    whole_year: bool = True
    scope: str = ""
    """Empty for the organ's own, else the word that widens it, or "?" for another's."""
    part: bool = False


_OPENS: Final = "（("
_SHUTS: Final = "）)"
_ENDS: Final = "；;"
_MONTH: Final = "month."
_SPAN: Final = "0123456789至到-—－~～自从起 日第前一二三四、和"
_CHANGES: Final["dict[str, dict[str, bool]]"] = {
    "mark.part": {"part": True},
    "mark.year": {"this_year": True, "whole_year": True},
    "mark.whole": {"whole_year": True},
    "mark.other": {"this_year": False},
    "mark.since": {"this_year": False},
    "mark.differs": {"this_year": False},
    "mark.months": {"whole_year": False},
}
"""What a word changes."""
_SAYING: Final = frozenset((CLAUSE, "scope", "mark.", _MONTH[:5]))
"""How the kinds begin of words that may change something."""
_HOLDS: Final = ("mark.ago", "mark.sum")
"""What holds for the rest of the sentence wherever it stands."""


class Walk:
    """A walk over the words of a sentence that keeps the context up to date.

    A word in the place of a subject (after a stop, before anything else) holds for the rest of
    the sentence; one inside a clause for that clause.
    """

    def __init__(self, sentence: "Sentence", reader: Reader) -> None:
        self.sentence, self.reader = sentence, reader
        self.tokens = sentence.tokens
        self.held = self.here = Context()
        self.next = 0
        self.begins = self.edge = sentence.start
        self.own_area = False
        """Whether the clause has named the organ's own area: 全县各部门 is then all of it."""
        self.outer: list[tuple[Context, Context]] = []
        """What held outside of the brackets that are open."""
        self.until = -1
        """Where 截至 ends, if the sentence has it."""
        self.named = False
        """Whether the sentence names a year, other than as the day up to which it counts."""
        self.spoken = False
        """Whether the sentence says whose or which year's figures these are."""

    def to(self, at: int) -> Context:
        """The context of a figure at that place."""
        tokens, n = self.tokens, self.next
        while n < len(tokens) and tokens[n].start < at:
            token = tokens[n]
            if token.kind[:5] in _SAYING:
                self._take(token)
            n += 1
        self.next = n
        return self.here

    def since(self, place: int) -> "tuple[Token, ...]":
        """The words from a place on that the walk has passed."""
        tokens, n = self.tokens, self.next
        while n and tokens[n - 1].start >= place:
            n -= 1
        return tokens[n : self.next]

    def keep(self) -> None:
        """What held for this clause goes on: its figures were told so."""
        self.held = self.here

    def _take(self, token: "Token") -> None:
        if token.kind == CLAUSE:
            self._clause(self.sentence.text[token.start])
            self.begins = self.edge = token.end
            return
        changed = self._changed(token)
        if changed is not None:
            self.here = changed
            self.spoken = self.spoken or token.kind != "mark.part"
            if token.kind in _HOLDS or (token.kind != "mark.differs" and self._leads(token)):
                self.held, self.edge = changed, token.end

    def _clause(self, mark: str) -> None:
        """A mark ends a clause; what stands in brackets is about what stands before them."""
        if mark in _OPENS:
            self.outer.append((self.held, self.here))
            self.held = self.here
        elif mark in _SHUTS and self.outer:
            self.held, self.here = self.outer.pop()
        else:
            part = self.here.part and mark not in _ENDS and mark not in _SHUTS
            if part is not self.held.part:
                self.held = self.held._replace(part=part)
            self.here = self.held
            self.own_area = False

    def _leads(self, token: "Token") -> bool:
        """Whether nothing stands before a word in its clause, or but the number of a month."""
        before = self.sentence.text[self.edge : token.start]
        if token.kind == "mark.dated":
            before = "" if before in _FROM else before
        return not (before.strip(_SPAN) if token.kind in (_MONTH, "mark.months") else before)

    def _changed(self, token: "Token") -> Context | None:
        """The context after a word, or None where it has no say."""
        family, _, kind = token.kind.partition(".")
        if family == "scope":
            return self._scope(token, kind)
        if token.kind in _HOLDS:
            return self._since(token, kind)
        self.named = self.named or (token.kind in _NAMED and token.start != self.until)
        if token.kind in ("mark.dated", _MONTH):
            return self._time(token)
        if token.kind == "mark.until":
            self.until = token.end
        changes = _CHANGES.get(token.kind)
        return None if changes is None else self.here._replace(**changes)  # type: ignore[arg-type]

    def _since(self, token: "Token", kind: str) -> Context | None:
        """条例施行以来; 截至2025年底累计: from another year on, unless this one is named."""
        if kind == "sum":
            other = self.until >= 0 and not self.named
        else:
            text, since = self.sentence.text, self.sentence.lexicon.data["since"]
            lead = text[self.begins : token.start]
            years = (*since["year"].split(), f"{self.reader.year}年")
            other = not lead.endswith(tuple(since["long"].split()))
            other = other and not any(word in lead for word in years)
        return self.here._replace(this_year=False) if other else None

    def _time(self, token: "Token") -> Context | None:
        text = self.sentence.text
        if token.kind != _MONTH:
            year = int(text[token.start : token.start + _YEAR])
            return self.here._replace(this_year=year == self.reader.year, whole_year=True)
        digits = text[max(self.sentence.start, token.start - 2) : token.start]
        number = digits[len(digits.rstrip("0123456789")) :]
        if not number or text.startswith(_NEUTRAL, token.end) or int(number) in (0, 12):
            return None
        return self.here._replace(whole_year=False)

    def _scope(self, token: "Token", kind: str) -> Context | None:
        if kind == "own":
            return self.here._replace(scope="")
        word = self.sentence.text[token.start : token.end]
        if kind == "others":
            named = self.own_area or self.here.scope not in ("", "?")
            return None if named else self.here._replace(scope="?")
        if self.reader.area and word[1:] in (*self.reader.area, *_AROUND):
            self.own_area = True
            return self.here._replace(scope="")
        return self.here._replace(scope="?" if self.reader.area is None else word)
