"""One figure with the words around it, and what the sentence has said before."""

from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.prose.lexicon import CLAUSE
from gkreport.prose.sentences import heading

if TYPE_CHECKING:
    from gkreport.prose.context import Context, Walk
    from gkreport.prose.figures import Figure
    from gkreport.prose.lexicon import Token

MAIN: Final = frozenset((
    "intake", "flow", "outcome", "reason", "applicant", "remedy", "result", "document", "act",
    "decision", "money", "published",
))  # fmt: skip
"""The families of words that may say what a figure counts."""
_STOPS: Final = "，,；;：:（(）)。、\n"
_CLAUSES: Final = "，,；;：:（("
_LIST: Final = "、"
_ENDED: Final = "；;"
_MAIN_CASES: Final = ("reconsideration", "litigation")
_APPLY: Final = "申请"
_NOUN: Final = "document"
_PAPERS: Final = ("act", _NOUN)
_HEADINGS: Final = ("依申请", "公开申请", "申请公开", "申请办理")


@cache
def _says(kind: str) -> bool:
    """Whether words of that kind may say what a figure counts."""
    return kind.partition(".")[0] in MAIN


def _stop(text: str, at: int, end: int) -> int:
    """Where the first mark stands in a stretch, or its end."""
    for n in range(at, end):
        if text[n] in _STOPS:
            return n
    return end


class Memory:
    """What a paragraph has been about, and what earlier figures of the sentence were of."""

    def __init__(self, text: str, at: int, section: str) -> None:
        self._text, self._at, self._section = text, at, section
        self._applications: bool | None = None
        self.remedies = section == "remedies"
        self.taken = False
        """Whether the paragraph has told how many applications were received."""
        self.doubt = False
        """Whether the sentence before told another organ's or another year's figures."""
        self.sentence()

    def sentence(self) -> None:
        """A new sentence begins: what only ellipsis carries is forgotten."""
        self.noun = self.act = ""
        self.cases: list[str] = []
        """The reviews and suits told of last, a whole before its parts."""
        self.narrow = False
        """Whether the sentence has told last of those received in one way: 线上申请65件."""
        self.counted = False
        """Whether the sentence has told how many were received, answered or moved."""
        self.split = False
        """Whether a part by applicant or by year of receipt has been told."""
        self.spent = 0
        """Up to where words after a figure have been used for it."""
        self.old = False
        """Whether the sentence tells of those of last year only: 上年结转的5件全部办结，其中……."""

    @property
    def applications(self) -> bool:
        """Whether this is about applications for disclosure."""
        if self._applications is None:
            head = heading(self._text, self._at)
            about = any(word in head for word in _HEADINGS)
            self._applications = about or self._section == "applications"
        return self._applications

    def denied(self, kinds: tuple[str, ...]) -> None:
        """没有制发规范性文件，现行有效24件: the sentence goes on about the same noun."""
        if kinds[0].startswith(_NOUN):
            self.noun, self.act = kinds[0].rpartition(".")[0], ""

    def saw(self, window: "Window", kinds: tuple[str, ...], used: "Token | None") -> None:
        """A figure has been read."""
        self.spent = used.end if used is not None else 0
        family, _, kind = (kinds[0] if kinds else "").partition(".")
        if family in ("intake", "flow", "outcome"):
            self._applications = True
        if family == "remedy":
            self.remedies = True
            lead = window.text[window.before : window.figure.start]
            if kind in _MAIN_CASES and any(mark in lead for mark in _ENDED):
                self.cases.clear()
            self.cases.append(kinds[0])
        if family in ("intake", "flow"):
            self.old = kind == "brought" and not self.counted
            self.counted = True
        if family == "applicant" or kind in ("new", "brought"):
            self.split = True
        if family == "document" and "&" not in kind:
            self.noun, self.act = kinds[0].rpartition(".")[0], "act." + kind.rpartition(".")[2]
        elif self.noun and any(t.kind.startswith(_PAPERS) for t in window.words):
            self.noun = self.act = ""


class Window:
    """A figure with the clause that leads to it. Places count in the whole text."""

    __slots__ = (
        "before", "context", "cut", "figure", "memory", "near", "next", "reader", "sentence",
        "tail", "text", "words",
    )  # fmt: skip

    def __init__(
        self, walk: "Walk", figure: "Figure", before: int, context: "Context", memory: Memory
    ) -> None:
        self.sentence, self.reader = walk.sentence, walk.reader
        self.figure, self.context, self.memory = figure, context, memory
        self.text = walk.sentence.text
        self.before = before
        """Where the figure before it, or the sentence, leaves off."""
        self.tail = _stop(self.text, figure.end, walk.sentence.end)
        """Where the words after the figure end."""
        self.next = walk.next
        """How many words of the sentence stand before it."""
        self.near = walk.since(before)
        """The words of the sentence between the figure before and this one."""
        words = [t for t in self.near if _says(t.kind)]
        self.cut = cut = self._cut(words[-1].start if words else -1)
        """Where the clause begins; a clause of nothing but 共, 计 reaches into the one before."""
        self.words = [t for t in words if t.start >= cut]
        """The words of the clause that may say what is counted."""

    def _cut(self, last: int) -> int:
        """Where the clause begins; `last` is the place of the last word that may say something."""
        for token in reversed(self.near):
            if token.kind == CLAUSE:
                cut = token.end
                if last >= cut or self._is_empty(cut) or not self._is_bare(cut):
                    return cut
        return self.before

    def _is_empty(self, cut: int) -> bool:
        """Whether the clause has words after its figure only."""
        after = self.tail > self.figure.end
        return after and not self.text[cut : self.figure.start].strip()

    def _is_bare(self, cut: int) -> bool:
        return self.between("bare", cut, self.figure.start)

    def after(self) -> "Token | None":
        """The first word after the figure that may say what is counted."""
        tokens, start, end = self.sentence.tokens, self.figure.end, self.tail
        for n in range(self.next, len(tokens)):
            token = tokens[n]
            if token.end > end:
                break
            if token.start >= start and _says(token.kind):
                return token
        return None

    def item(self, at: int) -> int:
        """Where the member of a list begins that holds a place."""
        cuts = [t.end for t in self.near if t.kind == CLAUSE and t.end <= at]
        begins = cuts[-1] if cuts else self.before
        return max(begins, self.text.rfind(_LIST, begins, at) + 1)

    def of_topics(self) -> bool:
        """申请内容涉及行政许可3件、行政处罚5件: whether the clause lists what they were about."""
        end = self.figure.start
        start = max(self.text.rfind(mark, self.sentence.start, end) for mark in _CLAUSES) + 1
        return self.never("topic", max(start, self.sentence.start), end)

    def foreign(self) -> bool:
        """Whether the sentence has named another matter, and this clause does not name its own."""
        start = self.sentence.start
        return not self.says(_APPLY) and self.never("foreign", start, self.figure.start)

    def between(self, name: str, start: int, end: int) -> bool:
        """Whether only words of that list stand there."""
        return self.sentence.lexicon.between(name, self.text, start, end)

    def never(self, name: str, start: int, end: int) -> bool:
        """Whether a word stands there that rules the figure out."""
        return self.sentence.lexicon.never(name, self.text, start, end)

    def gap(self, name: str, token: "Token") -> bool:
        """Whether only words of that list stand between a word and the figure."""
        return self.between(name, token.end, self.figure.start)

    def says(self, *words: str) -> bool:
        """Whether one of the words stands in the clause, the figure's tail included."""
        text = self.text[self.cut : self.tail]
        return any(word in text for word in words)
