"""Reads what the texts of a report state, once for all rules, and holds it against the tables."""

from functools import cache, cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose.adding import PART, WITHIN
from gkreport.prose.figures import find
from gkreport.prose.sentences import blotted, sentences
from gkreport.rules.quantities_cells import Known, agrees, from_parts, known, meant
from gkreport.rules.quantities_glance import Paragraph, Text, doubtful, words
from gkreport.rules.signs import Words
from gkreport.rules.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.prose.context import Reader
    from gkreport.prose.figures import Figure
    from gkreport.prose.numerals import Value
    from gkreport.prose.sentences import Sentence
    from gkreport.prose.statements import Statement
    from gkreport.report import Organ, Report
    from gkreport.rules import Case, Passage

_ENDINGS: Final = (
    ("人民政府", ("省", "自治区", "市", "州", "盟", "地区", "区", "县", "旗", "镇", "乡")),
    ("管理委员会", ("区",)),
    ("管委会", ("区",)),
    ("办事处", ("街道",)),
)
_MEMO: Final = "prose"
_REPEALED: Final = ".repealed"
_PAIRS: Final = ("（）", "()", "“”", "《》")
_MARKS: Final = "，,。；;：:（(、\n"
_SIZES: Final = (1, 2)
"""县, 街道: how many characters the words for an area have."""
_LONGEST: Final = 28
"""How many characters of a clause a message quotes."""


class Told(NamedTuple):
    """A statement and the text it stands in."""

    statement: "Statement"
    passage: "Passage"

    @property
    def kind(self) -> str:
        """What it counts: the first of what it may."""
        return self.statement.kinds[0]

    @property
    def family(self) -> str:
        """What kind of quantity it is about."""
        return self.kind.partition(".")[0]

    @property
    def quote(self) -> str:
        """The clause that says so, cut at the front where it is long."""
        found = self.statement
        return quoted(self.passage.text[found.start : found.end])


class Differs(NamedTuple):
    """A statement that no sum of the tables bears out."""

    told: Told
    sums: tuple[Known, ...]


class Prose:
    """Everything the texts of a report state about quantities."""

    def __init__(self, case: "Case") -> None:
        self.report = case.report
        passages = [p for p in case.passages if p.section != "extra"]
        self.texts = [Text(passage, find(passage.text)) for passage in passages]
        self.whole = whole(case)
        """All texts in one, to be searched for a word; titles, too."""
        doubts = [*doubtful(self.texts, self.report)]
        self.told = tuple(self._told(doubts)) if doubts else ()
        """Every statement of the paragraphs that were read."""
        held = [_held(t, self.report) for t in self.told if not t.statement.scope]
        self.differs = tuple([d for d in held if d is not None and not self._shared(d)])
        """The organ's own figures that contradict the tables."""

    @cached_property
    def spotted(self) -> frozenset[str]:
        """The words of the texts that one of the rules asks for."""
        heads, areas, others = _spots()
        found = others.found(self.whole.signs)
        for head in heads:
            _, *pieces = self.whole.text.split(head)
            found += areas.intersection([head + p[:size] for p in pieces for size in _SIZES])
        return frozenset(found)

    @cached_property
    def area(self) -> tuple[str, ...] | None:
        """The words for the area that the organ speaks for; none for a department."""
        return _area(self.report.organ)

    @cached_property
    def reader(self) -> "Reader":
        """Whose figures the texts are: the report's year, the organ's name and area."""
        from gkreport.prose.context import Reader  # noqa: PLC0415 - only where something is read

        return Reader(self.report.year, self.area, self.report.organ.name.strip())

    def _shared(self, differs: Differs) -> bool:
        """Whether the text tells the quantity in parts that make up the sum of the tables."""
        kinds, passage = differs.told.statement.kinds, differs.told.passage
        parts = [
            told.statement.figure.value
            for told in self.told
            if told.passage is passage and (told.kind in (kinds[0], PART + kinds[0]))
        ]
        if kinds[0].endswith(_REPEALED):
            parts += _lapsed(differs.told.statement.sentence)
        return len(parts) > 1 and any(known.value == sum(parts) for known in differs.sums)

    def _told(self, doubts: list[Paragraph]) -> "Iterator[Told]":
        from gkreport.prose.statements import read  # noqa: PLC0415 - only where there is a doubt

        for (passage, marks), paragraphs in groupby(doubts, key=attrgetter("text")):
            written = blotted(passage.text)
            for _, start, stop in paragraphs:
                cut = sentences(written, marks, words(), start, stop)
                for statement in read(cut, self.reader, passage.section):
                    yield Told(statement, passage)

    def sentences(self) -> "Iterator[tuple[Passage, Sentence]]":
        """Every sentence of a text with a figure in it."""
        for passage, marks in self.texts:
            for sentence in sentences(blotted(passage.text), marks, words()):
                yield passage, sentence


@cache
def _spots() -> tuple[tuple[str, ...], frozenset[str], Words]:
    """What the rules look for: how words for a whole area begin, those words, and others."""
    spots = words().data["spots"]
    heads = tuple(spots["heads"])
    areas = frozenset(head + area for head in heads for area in spots["areas"])
    return heads, areas, Words(spots["words"])


def quoted(text: str) -> str:
    """A stretch of a text on one line, from its last clause mark on where it is long.

    A bracket or quotation mark whose other half is not there is left out.
    """
    text = "".join(text.split()).lstrip("，,。；;：:、）)")
    if len(text) > _LONGEST:
        text = "……" + text[-_LONGEST:].lstrip("，,。；;：:、）)")
    for opens, shuts in _PAIRS:
        if text.count(opens) != text.count(shuts):
            text = text.replace(opens, "").replace(shuts, "")
    return text


def clause(text: str, figure: "Figure") -> str:
    """The clause that ends with a figure, as a message quotes it."""
    start = max(text.rfind(mark, 0, figure.start) for mark in _MARKS) + 1
    return quoted(text[start : figure.end])


def prose(case: "Case") -> Prose:
    """What the texts state; read once for a case, where its cached properties are kept."""
    kept = vars(case)
    found: Prose | None = kept.get(_MEMO)
    if found is None:
        found = kept[_MEMO] = Prose(case)
    return found


def _lapsed(sentence: "Sentence") -> "list[Value]":
    """失效2件、废止4件: some count both as repealed, others do not."""
    lapsed = words().data["lapsed"]["words"]
    text = sentence.text
    return [f.value for f in sentence.figures if text.endswith(tuple(lapsed), 0, f.start)]


def _held(told: Told, report: "Report") -> Differs | None:
    """What contradicts a statement, unless one meaning bears it out or is not known."""
    found = []
    figure = told.statement.figure
    for total in meant(told.statement.kinds):
        sums = known(report, total)
        if sums is None or agrees(figure, sums.value):
            return None
        if told.kind == WITHIN and figure.low <= sums.value:
            return None
        found.append(sums)
    parts = (from_parts(report, s.sum) for s in found)
    if not found or any(p is not None and agrees(figure, p) for p in parts):
        return None
    return Differs(told, tuple(found))


def _area(organ: "Organ") -> tuple[str, ...] | None:
    """The words for the area that a government speaks for; none for a department; None unknown."""
    if organ.kind in ("department", "authorized"):
        return ()
    if organ.kind not in ("government", "township"):
        return None
    name = organ.name.strip()
    found = max(_ENDINGS, key=lambda entry: name.rfind(entry[0]))
    before, ending, _ = name.rpartition(found[0])
    if not ending:
        return None
    return tuple(area for area in found[1] if before.endswith(area) or len(found[1]) == 1) or None
