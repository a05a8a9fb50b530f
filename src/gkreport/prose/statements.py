"""What the figures of a text say: which quantity, how many, whose."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.prose import applications, matters, reasons
from gkreport.prose.context import Reader, Walk
from gkreport.prose.denials import denied
from gkreport.prose.figures import Figure
from gkreport.prose.organs import others_organ
from gkreport.prose.windows import Memory, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gkreport.prose.lexicon import Token
    from gkreport.prose.sentences import Sentence

    Family = Callable[[Window, Token], tuple[str, ...]]

_FORWARD: Final["dict[str, Family]"] = {
    "intake": applications.intake,
    "flow": applications.flow,
    "outcome": applications.outcome,
    "reason": reasons.reason,
    "applicant": applications.applicant,
    "remedy": matters.remedy,
    "result": matters.result,
    "document": matters.document,
    "act": matters.document,
    "decision": matters.decision,
    "money": matters.money,
    "published": matters.published,
}
_BACKWARD: Final["dict[str, Family]"] = {
    "flow": applications.reversed_flow,
    "outcome": applications.reversed_outcome,
    "applicant": applications.reversed_applicant,
    "remedy": matters.reversed_case,
    "result": matters.reversed_result,
    "decision": matters.reversed_case,
}
_ACTING: Final = ("intake", "flow")
_HANDLED: Final = "intake.handled"
_CASE: Final = "件"
_RECEIVED: Final = "intake.received"
_YEARS: Final = ("全年", "本年", "今年", "年度")
_ALL: Final = ("共", "共计", "合计", "总计", "累计")
_PLAIN: Final = frozenset("政府信息公开申请依件了 ")
"""What may stand between 收到 and the figure of all of them."""


class Statement(NamedTuple):
    """One quantity as the text states it."""

    kinds: tuple[str, ...]
    """What is counted, as the word lists call it; several where the text may mean either."""
    figure: "Figure"
    start: int
    """Where the clause begins that says so."""
    end: int
    """Where the words that say so end."""
    sentence: "Sentence"
    scope: str = ""
    """The area whose figure it is, where that is not the organ's own."""
    denied: bool = False
    """Whether the text says that there was none, without a figure."""


def read(
    sentences: "Iterable[Sentence]", reader: Reader, section: str = ""
) -> "Iterator[Statement]":
    """Every statement about a quantity of the report, in the order of the sentences of a text."""
    paragraph, memory = -1, None
    for sentence in sentences:
        begins = sentence.text.rfind("\n", 0, sentence.start)
        if memory is None or begins != paragraph:
            paragraph, memory = begins, Memory(sentence.text, sentence.start, section)
        memory.sentence()
        if not sentence.lexicon.plans(sentence.text, sentence.start, sentence.end, section):
            yield from _told(sentence, reader, memory)


def _told(sentence: "Sentence", reader: Reader, memory: Memory) -> "Iterator[Statement]":
    """The statements of one sentence; what it counts twice is told by the first of the two."""
    walk = Walk(sentence, reader)
    before, doubt, foreign = sentence.start, memory.doubt, False
    seen: set[tuple[str, ...]] = set()
    other = False
    for at, figure in _places(sentence):
        context = walk.to(at)
        told = figure or Figure(0, 0, 0, "", at, at, "")
        window = Window(walk, told, before, context, memory)
        other = _others(window, other)
        found = _denial(window) if figure is None else _statement(window)
        before = before if figure is None else max(figure.end, memory.spent)
        if found is None:
            continue
        ours = context.this_year and context.whole_year and (walk.spoken or not doubt) and not other
        foreign = foreign or not ours or bool(context.scope)
        walk.keep()
        again = found.kinds in seen and not _in_all(window, found)
        if ours and context.scope != "?" and not again:
            seen.add(found.kinds)
            yield from _each(found._replace(scope=context.scope))
            kinds, end = matters.all_of(window, found.kinds)
            if kinds:
                yield found._replace(kinds=kinds, end=end, scope=context.scope)
    memory.doubt = foreign or (doubt and not walk.spoken)


def _places(sentence: "Sentence") -> "list[tuple[int, Figure | None]]":
    """The figures and denials of a sentence, in order."""
    places: list[tuple[int, Figure | None]] = [(f.start, f) for f in sentence.figures]
    if sentence.denials:
        places += [(at, None) for at in sentence.denials]
        places.sort()
    return places


def _in_all(window: Window, found: Statement) -> bool:
    """全年共收到申请19件: whether a figure told of a second time is again that of all of them."""
    verb = window.words[-1] if window.words else None
    if verb is None or verb.kind != _RECEIVED or found.kinds[:1] != (_RECEIVED,):
        return False
    text, lead = window.text, window.text[window.cut : verb.start]
    rest = text[verb.end : window.figure.start]
    years = (*_YEARS, f"{window.reader.year}年")
    bare = window.between("asked", window.cut, verb.start) and _PLAIN.issuperset(rest)
    dated = any(year in lead for year in years) and lead.endswith(_ALL)
    return bare and dated and window.figure.unit == _CASE


def _others(window: Window, other: bool) -> bool:
    """Whether it is another organ that acts: it goes on acting until one is named."""
    for token in window.words:
        if token.kind.startswith(_ACTING):
            if others_organ(window, token.start):
                return True
            break
    return other and not any(t.kind.startswith("scope") for t in window.near)


def _denial(window: Window) -> Statement | None:
    sentence, at = window.sentence, window.figure.start
    kinds, end = denied(sentence, at, window.memory)
    if not kinds or others_organ(window, at):
        return None
    window.memory.denied(kinds)
    figure = Figure(0, 0, 0, "", at, end, "")
    return Statement(("&".join(kinds),), figure, at, end, sentence, denied=True)


def _statement(window: Window) -> Statement | None:
    """What a figure counts: the nearest word before it says so, or else the first after it."""
    used = None
    kinds: tuple[str, ...] = ()
    words = window.words
    if words:
        token = _flow(window) or words[-1]
        kinds = _FORWARD[token.kind.partition(".")[0]](window, token)
        if not kinds and token.kind.startswith("applicant"):
            kinds = _verb(window)
    after = None if kinds else window.after()
    if after is not None:
        backward = _BACKWARD.get(after.kind.partition(".")[0])
        if backward is not None:
            kinds = backward(window, after)
            used = after if kinds else None
    if not kinds and not words:
        kinds = applications.applied(window) or reasons.in_full(window)
    window.memory.saw(window, kinds, used)
    if not kinds:
        return None
    end = window.tail if used is not None else window.figure.end
    return Statement(kinds, window.figure, window.cut, end, window.sentence)


def _flow(window: Window) -> "Token | None":
    """结转下年度继续办理1件: the last word only says what becomes of them."""
    if window.words[-1].kind != _HANDLED:
        return None
    return next((t for t in window.words if t.kind.startswith("flow")), None)


def _verb(window: Window) -> tuple[str, ...]:
    """收到公民、法人和其他组织的申请12件: the last word is only who applied."""
    token = next((t for t in reversed(window.words) if t.kind.startswith("intake")), None)
    return applications.intake(window, token) if token is not None else ()


def _each(statement: Statement) -> "Iterator[Statement]":
    """One statement for every quantity that has the figure as its own."""
    first = statement.kinds[0]
    if "&" not in first:
        yield statement
        return
    for kind in first.split("&"):
        yield statement._replace(kinds=(kind,))
