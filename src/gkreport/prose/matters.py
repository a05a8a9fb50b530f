"""Reviews, suits, documents, decisions, money: whether a word says that the figure counts them."""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gkreport.prose.applications import CASES, PLAIN
from gkreport.prose.lexicon import CLAUSE
from gkreport.prose.organs import others_organ

if TYPE_CHECKING:
    from gkreport.prose.lexicon import Token
    from gkreport.prose.windows import Window

_PAPERS: Final = frozenset(("件", "份", "部", "个", "项", ""))
_EACH: Final = ("均", "各", "都")
_ABOUT: Final = ("信息公开", "依申请公开", "公开申请")
_TAKEN: Final = ("收到", "接到", "收案")
"""What a body that decides on reviews does with them."""
_DECIDING: Final = ("司法局", "司法厅", "司法部")
"""Who has such bodies: what is received there may be others' affairs."""
_JOINED: Final = frozenset("、和与及或以的提起被引发产生申请发生的案件行政及因，,并")
_IN_ALL: Final = ("全年", "共", "累计", "总")
_LATER: Final = "后"
_AFTER: Final = "复议后"
_SUIT: Final = ("remedy.litigation",)
_ISSUED: Final = "act.issued"
_AMENDED: Final = ("修改", "修订", "修改了", "修订了")
"""What is amended is issued anew as well: 新制定 beside it is a part of what was issued."""
_TIMES: Final = "次"
_COMPULSION: Final = "decision.compulsion"
"""Measures of compulsion are counted in times too."""
_RESULT: Final = "result."
_BODY: Final = "机关"
_ON: Final = ("率", "和", "、", "或", "及", "与")
"""It is a rate, or a list goes on."""
_NONE: Final[frozenset[str]] = frozenset()
_ALL_OF: Final["dict[str, tuple[tuple[str, ...], frozenset[str]]]"] = {
    "remedy": (
        (_RESULT, "remedy.direct", "remedy.after"),
        frozenset("均全部都皆被予以为系是已经判决裁定依法获得复议机关人民院审理结果作出由"),
    ),
    "intake": (("applicant",), frozenset("均全部都皆为系是由来自申请人")),
}
"""What all of them may be told to be or to have become, and what may stand before that."""
_BESIDE: Final = ("申请、", "申请，", "申请和", "申请及", "申请与", "公开、")


def remedy(window: "Window", token: "Token") -> tuple[str, ...]:
    """行政复议, 行政诉讼, alone or together."""
    if window.figure.unit not in CASES or not window.gap("light", token):
        return ()
    if window.never("remedy", window.cut, window.figure.start) or not _remedies_meant(window):
        return ()
    found = [t for t in window.words if t.kind.startswith("remedy")]
    if others_organ(window, found[0].start):
        return ()
    text = window.text
    if len(found) > 1 and _LATER in text[found[0].end : token.start]:
        return ("remedy.after",)
    if not _JOINED.issuperset("".join(_parts(window, found))):
        found = [token]
    kinds = tuple(dict.fromkeys(t.kind for t in found))
    if kinds == _SUIT and _before_others(window):
        return (*kinds, "remedy.direct")
    if not window.figure.value and text[: found[0].start].endswith(_BESIDE, window.cut):
        kinds = ("intake.received", *kinds)
    return joined(window, kinds)


def _before_others(window: "Window") -> bool:
    """行政诉讼6件，复议后起诉3件: whether those after a review are counted by themselves."""
    text, end = window.text, window.figure.end
    at = text.find(_AFTER, end, window.sentence.end)
    if at < 0:
        return False
    later = next((f.start for f in window.sentence.figures if f.start > at), at)
    return later > at and not any(mark in text[at:later] for mark in "，,")


def _parts(window: "Window", found: "list[Token]") -> list[str]:
    """What stands between words that follow each other."""
    return [window.text[a.end : b.start] for a, b in pairwise(found)]


def joined(window: "Window", kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Several quantities with one figure: "a&b" where each has it, "a+b" where it is their sum."""
    gap = window.text[window.words[-1].end : window.figure.start]
    each = not window.figure.value or any(word in gap for word in _EACH)
    return (("&" if each else "+").join(kinds),)


def _remedies_meant(window: "Window") -> bool:
    """Whether it is about reviews of disclosure, not about all that the organ deals with."""
    text, start, end = window.text, window.sentence.start, window.tail
    if window.says(*_TAKEN) and any(word in window.reader.name for word in _DECIDING):
        return False
    if any(text.find(word, start, end) >= 0 for word in _ABOUT):
        return True
    later = any(text.find(word, end, window.sentence.end) >= 0 for word in _ABOUT)
    known = window.memory.remedies or window.memory.applications
    return known and not later and not window.says(*_TAKEN)


def result(window: "Window", token: "Token") -> tuple[str, ...]:
    """结果维持, 结果纠正 … of the review or suit spoken of last."""
    gap = window.text[token.end : window.figure.start]
    if window.figure.unit not in PLAIN | {""} or not window.gap("light", token) or "，" in gap:
        return ()
    if not window.between("lead", window.item(token.start), token.start):
        return ()
    return _of_cases(window, token)


def _of_cases(window: "Window", token: "Token") -> tuple[str, ...]:
    """Results of the case told of last, or of what that one is a part of, or of all together."""
    cases = [*dict.fromkeys(window.memory.cases)]
    if window.never("result", window.sentence.start, window.figure.start):
        return ()
    kinds = [f"{token.kind}@{case}" for case in reversed(cases) if "&" not in case]
    simple = [kind for kind in kinds if "+" not in kind]
    return (*kinds, "+".join(simple)) if len(simple) > 1 else tuple(kinds)


def reversed_result(window: "Window", token: "Token") -> tuple[str, ...]:
    """五件维持."""
    if window.figure.unit not in PLAIN or token.start > window.figure.end + 1:
        return ()
    rest = window.text[token.end : window.tail]
    free = window.between("lead", window.item(window.figure.start), window.figure.start)
    return _of_cases(window, token) if free and not rest else ()


def all_of(window: "Window", kinds: tuple[str, ...]) -> "tuple[tuple[str, ...], int]":
    """行政复议2件，均予以维持; 收到申请16件，均为自然人提出: what the same figure counts too.

    And where it says so.
    """
    text, figure = window.text, window.figure
    told, between = _ALL_OF.get(kinds[0].partition(".")[0], ((), _NONE))
    if len(kinds) > 1 or "&" in kinds[0] or "+" in kinds[0] or not figure.value or figure.about:
        return (), 0
    for token in window.sentence.tokens[window.next :]:
        if token.start < figure.end or token.kind == CLAUSE or text.startswith(_BODY, token.end):
            continue
        gap = text[figure.end : token.start].lstrip("，,（(")
        every = any(word in gap for word in window.sentence.lexicon.every)
        if not token.kind.startswith(told) or not every or not between.issuperset(gap):
            break
        if text.startswith(_ON, token.end):
            break
        kind = f"{token.kind}@{kinds[0]}" if token.kind.startswith(_RESULT) else token.kind
        return (kind,), token.end
    return (), 0


def document(window: "Window", _: "Token") -> tuple[str, ...]:
    """制发规范性文件, 废止, 现行有效; what is left out is what was said last."""
    if window.figure.unit not in _PAPERS or window.context.part:
        return ()
    if others_organ(window, window.words[0].start) or window.of_topics():
        return ()
    words = [t for t in window.words if t.kind.startswith(("document", "act"))]
    nouns = tuple(dict.fromkeys(t.kind for t in words if t.kind.startswith("document")))
    acts = tuple(dict.fromkeys(t.kind for t in words if t.kind.startswith("act")))
    after = None if nouns else window.after()
    if after is not None and after.kind.startswith("document"):
        nouns = (after.kind,) if window.between("paper", window.figure.end, after.start) else ()
    nouns, acts = _remembered(window, nouns, acts)
    if not nouns or not acts or window.never("document", window.cut, words[0].start):
        return ()
    ends = [*(t.start for t in words[1:]), window.figure.start]
    if not all(window.between("paper", t.end, e) for t, e in zip(words, ends, strict=True)):
        return ()
    if (len(acts) > 1 and window.figure.value) or (_ISSUED in acts and _beside_amended(window)):
        return ()
    kinds = [f"{noun}.{act.partition('.')[2]}" for noun in nouns for act in acts]
    return joined(window, tuple(kinds))


def _beside_amended(window: "Window") -> bool:
    """新制定3件，修订2件: whether what was amended is counted by itself in the sentence."""
    text = window.text
    return any(text.endswith(_AMENDED, 0, figure.start) for figure in window.sentence.figures)


def _remembered(
    window: "Window", nouns: tuple[str, ...], acts: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Nouns and acts, with those of the figure before where one is left out."""
    memory, text = window.memory, window.text
    if not nouns and window.figure.end == window.tail:
        nouns = (memory.noun,) if memory.noun else _only_noun(window)
    if not acts and memory.act and text[window.before : window.before + 1] in ("、", "和", "及"):
        acts = (memory.act,)
    return nouns, acts


def _only_noun(window: "Window") -> tuple[str, ...]:
    """开展规范性文件清理，全年制发2件、废止1件: the only papers that the sentence names before."""
    tokens = [t for t in window.sentence.tokens if t.end <= window.cut]
    nouns = {t.kind for t in tokens if t.kind.startswith("document.")}
    return tuple(nouns) if len(nouns) == 1 else ()


def decision(window: "Window", token: "Token") -> tuple[str, ...]:
    """行政许可, 行政处罚, 行政强制."""
    times = window.figure.unit == _TIMES and token.kind == _COMPULSION
    if (window.figure.unit not in PLAIN | {""} and not times) or window.context.part:
        return ()
    found = [t for t in window.words if t.kind.startswith("decision")]
    start = window.item(found[0].start)
    if not window.gap("answer", token) or not window.between("decided", start, found[0].start):
        return ()
    if window.never("decision", window.cut, window.tail) or window.of_topics():
        return ()
    if not _JOINED.issuperset("".join(_parts(window, found))):
        return ()
    return joined(window, tuple(dict.fromkeys(t.kind for t in found)))


def money(window: "Window", token: "Token") -> tuple[str, ...]:
    """行政事业性收费, 信息处理费."""
    if window.figure.unit != "元" or not window.gap("sum", token):
        return ()
    return () if window.never("money", window.cut, window.tail) else (token.kind,)


def published(window: "Window", token: "Token") -> tuple[str, ...]:
    """主动公开政府信息, in all."""
    if window.figure.unit != "条" or window.context.part or not window.gap("object", token):
        return ()
    if not window.says(*_IN_ALL):
        return ()
    start = window.sentence.start
    return () if window.never("published", start, window.tail) else (token.kind,)


def reversed_case(window: "Window", token: "Token") -> tuple[str, ...]:
    """1件行政复议, 12件行政处罚."""
    if window.figure.unit not in PLAIN or window.words or window.context.part:
        return ()
    if not window.between("decided", window.item(window.figure.start), window.figure.start):
        return ()
    if not window.between("link", window.figure.end, token.start):
        return ()
    name = token.kind.partition(".")[0]
    if window.never(name, window.cut, window.tail) or not _ends(window, token):
        return ()
    return (token.kind,) if name == "decision" or _remedies_meant(window) else ()


def _ends(window: "Window", token: "Token") -> bool:
    return window.between("answer", token.end, window.tail)
