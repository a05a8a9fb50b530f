"""What a text says there was none of: 未收到申请, 没有发生行政复议, 无行政处罚."""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gkreport.prose.lexicon import CLAUSE

if TYPE_CHECKING:
    from gkreport.prose.lexicon import Token
    from gkreport.prose.sentences import Sentence
    from gkreport.prose.windows import Memory

_STOPS: Final = "，。；,;：:（(\n"
_APPLY: Final = "申请"
_RECEIVING: Final = ("收", "接", "受理")
_LISTED: Final = ("申请、", "申请和", "申请及", "申请与", "申请或")
_JOINED: Final = frozenset("、和与及或以的提起被引发产生申请发生案件行政也没有无未")
_MOVED: Final = "flow.moved"
_BROUGHT: Final = "flow.brought"
_CARRIED: Final = "flow.carried"
_DONE: Final = "intake.answered"
_DOCUMENT: Final = "document"
_ACT: Final = "act"
_ACTS: Final = {"制": "issued", "出": "issued", "印": "issued", "废": "repealed"}


def denied(sentence: "Sentence", at: int, memory: "Memory") -> tuple[tuple[str, ...], int]:
    """The kinds that a denying word at that place rules out, and where the denial ends."""
    text, lexicon = sentence.text, sentence.lexicon
    verb = lexicon.denials.first(text, at)
    start = at + len(verb)
    end = start
    while end < sentence.end and text[end] not in _STOPS:
        end += 1
    if not verb or start == end or lexicon.never("denial", text, start, end):
        return (), end
    tokens = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    for family, check in _CHECKS:
        found = [t for t in tokens if t.kind.startswith(family)]
        if found and family == _DOCUMENT:
            found = [t for t in tokens if t.kind.startswith((_DOCUMENT, _ACT))]
        if found and found[0].kind == _MOVED and not _of_applications(sentence, at, memory):
            break
        if found:
            return check(sentence, verb, found, start, end), end
    return _applications(sentence, verb, start, end, memory), end


def _framed(sentence: "Sentence", found: "list[Token]", start: int, end: int) -> bool:
    """Whether the words found are all that is denied: nothing else before, between, after."""
    text, lexicon = sentence.text, sentence.lexicon
    between = "".join(text[a.end : b.start] for a, b in pairwise(found))
    return (
        lexicon.denial("ahead", text, start, found[0].start)
        and _JOINED.issuperset(between)
        and lexicon.denial("tail", text, found[-1].end, end)
    )


def _kinds(found: "list[Token]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.kind for t in found))


def _remedies(
    sentence: "Sentence", _verb: str, found: "list[Token]", start: int, end: int
) -> tuple[str, ...]:
    if not _framed(sentence, found, start, end):
        return ()
    lead = sentence.text[start : found[0].start]
    beside = any(word in lead for word in _LISTED) and "因" not in lead
    return (*(("intake.received",) if beside else ()), *_kinds(found))


def _decisions(
    sentence: "Sentence", verb: str, found: "list[Token]", start: int, end: int
) -> tuple[str, ...]:
    receiving = any(word in verb for word in _RECEIVING)
    return () if receiving or not _framed(sentence, found, start, end) else _kinds(found)


def _documents(
    sentence: "Sentence", verb: str, found: "list[Token]", start: int, end: int
) -> tuple[str, ...]:
    """Only where it is said what was not done with them."""
    acts = [t.kind.partition(".")[2] for t in found if t.kind.startswith(_ACT)]
    acts += [act for sign, act in _ACTS.items() if sign in verb]
    nouns = [t for t in found if t.kind.startswith(_DOCUMENT)]
    if not acts or not nouns or not _framed(sentence, found, start, end):
        return ()
    return tuple(f"{noun}.{act}" for noun in _kinds(nouns) for act in dict.fromkeys(acts))


def _flows(
    sentence: "Sentence", _verb: str, found: "list[Token]", start: int, end: int
) -> tuple[str, ...]:
    text, lexicon = sentence.text, sentence.lexicon
    fits = lexicon.between("object", text, start, found[0].start) and lexicon.between(
        "object", text, found[-1].end, end
    )
    if not fits or found[0].kind != _MOVED:
        return _kinds(found)[:1] if fits else ()
    return (_CARRIED,) if _answered(sentence, start) else (_MOVED,)


def _of_applications(sentence: "Sentence", at: int, memory: "Memory") -> bool:
    """Whether it is applications that nothing is left of: 无结转 does not say so itself."""
    if sentence.lexicon.never("foreign", sentence.text, sentence.start, at):
        return False
    if _old_ones(sentence, at):
        return False
    return memory.applications or _APPLY in sentence.text[sentence.start : at]


def _old_ones(sentence: "Sentence", at: int) -> bool:
    """上年结转2件全部办结，无结转: whether it may be of last year's only."""
    kinds = [t.kind for t in sentence.tokens if t.end <= at]
    if _DONE not in kinds:
        return False
    last = len(kinds) - 1 - kinds[::-1].index(_DONE)
    clause = last - kinds[:last][::-1].index(CLAUSE) if CLAUSE in kinds[:last] else 0
    return _BROUGHT in kinds[clause:last]


def _answered(sentence: "Sentence", at: int) -> bool:
    """Whether the sentence has told before that they were answered: what is left is then new."""
    return any(t.kind == _DONE and t.end <= at for t in sentence.tokens)


def _applications(
    sentence: "Sentence", verb: str, start: int, end: int, memory: "Memory"
) -> tuple[str, ...]:
    text, lexicon = sentence.text, sentence.lexicon
    at = text.rfind(_APPLY, start, end)
    if at < 0:
        return ()
    after = at + len(_APPLY)
    if not lexicon.denial("ahead", text, start, after) or not lexicon.denial(
        "tail", text, after, end
    ):
        return ()
    receiving = any(word in verb for word in _RECEIVING)
    named = "公开" in text[start:end]
    return ("intake.received",) if named or (receiving and memory.applications) else ()


_CHECKS: Final = (
    ("remedy", _remedies),
    ("decision", _decisions),
    (_DOCUMENT, _documents),
    ("money.fees", _decisions),
    ("flow", _flows),
)
