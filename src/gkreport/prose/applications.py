"""Applications: whether a word says that the figure counts those received, answered, and so on."""

from typing import TYPE_CHECKING, Final

from gkreport.prose.adding import OF_WHICH, PART, WITHIN
from gkreport.prose.organs import others_organ

if TYPE_CHECKING:
    from gkreport.prose.lexicon import Token
    from gkreport.prose.windows import Window

CASES: Final = frozenset(("件", "宗", "份", "起", "例", "条", "项", "次", "个", ""))
PLAIN: Final = frozenset(("件", "宗", "份", "起", "例"))
"""Measure words that count cases even where the noun is left out."""
OUTCOMES: Final = PLAIN | {"项", ""}
_APPLY: Final = "申请"
_AFTER: Final = ("次", "均", "全部", "已", "都", "并", "左右", "以上")
_DECIDED: Final = ("答复", "处理", "决定", "的答复", "的处理", "的决定", "的")
_PEOPLE: Final = ("公民、", "公民，", "公民,")
_AND: Final = "、"
_TIMELY: Final = ("按期", "按时", "如期", "准时", "限期")
_OF_ALL: Final = ("有", "其中", "剩余", "余", "中")
_GROUPS: Final = PLAIN | {"家", "个", ""}
_ALL: Final = ("共", "合计", "总计", "全年", "累计")
_ALONG: Final = ("连同", "加上", "加", "含", "包括", "算上", "与", "和")
_BROUGHT: Final = "flow.brought"
_DONE: Final = "intake.answered"
_WITHIN: Final = ("含", "包括", "包含", "其中")
_LEGAL: Final = "法人"
_OTHERS: Final = "组织"
_CLOSE: Final = 2
_TAKEN: Final = (("intake.new",), ("intake.received",))
_TAKEN_UP: Final = "受理"
"""What was received may be more than what was taken up, where a text tells both."""
_CITIZENS: Final = "公民"
_BODIES: Final = ("法人", "组织", "企业", "单位")
_THROUGH: Final = ("通过", "经", "由", "在", "从", "针对", "其中")
_BOUNDS: Final = "，,；;：:。\n"
_YEAR: Final = 4
_MORE: Final = 5
_OPEN: Final = ("（", "(")


def intake(window: "Window", token: "Token") -> tuple[str, ...]:
    """收到, 新收, 办理, 答复 … 申请."""
    told = window.says(_APPLY)
    if token.kind != _DONE:
        window.memory.narrow = window.says(*window.sentence.lexicon.channels)
    if window.figure.unit not in (CASES if told else PLAIN) or not window.gap("object", token):
        return ()
    meant = told or (window.memory.applications and token.kind != "intake.handled")
    if not meant or not _object_fits(window, token) or _limited(window, token):
        return ()
    verbs = [t for t in window.words if t.kind.startswith("intake") and window.gap("object", t)]
    kinds = tuple(dict.fromkeys(t.kind for t in verbs))
    if window.memory.taken and window.text.startswith(_TAKEN_UP, token.start):
        return ()
    window.memory.taken = window.memory.taken or kinds[:1] in _TAKEN
    if "intake.new" in kinds:
        return _new(window, kinds)
    if window.context.part and not (window.memory.split and kinds == ("intake.answered",)):
        return ()
    return kinds


def _but_for_others(window: "Window", token: "Token") -> bool:
    """提前办结15件，按期办结5件: whether the rest of them is told by itself."""
    timely = window.text.endswith(_TIMELY, window.cut, token.start)
    return timely and window.never("timely", window.sentence.start, window.sentence.end)


def _new(window: "Window", kinds: tuple[str, ...]) -> tuple[str, ...]:
    """新收; 新收并办结 may be either; 办结当年新收的 is but some of them."""
    verbs = [t.kind for t in window.words if t.kind.startswith("intake")]
    return kinds if verbs[0] == "intake.new" else ()


def _limited(window: "Window", token: "Token") -> bool:
    """Whether the clause is about another organ, another matter, or but some of them."""
    narrow = window.memory.narrow and token.kind == _DONE and not window.says(*_ALL)
    return (
        narrow
        or (token.kind == _DONE and _but_for_others(window, token))
        or window.never("intake", window.cut, token.start)
        or others_organ(window, token.start)
        or window.foreign()
        or _narrowed(window)
        or _of_some(window, token)
    )


def _of_some(window: "Window", token: "Token") -> bool:
    """收到公民申请12件，法人申请4件: whether it is about one kind of applicants."""
    gap = window.text[token.end : window.figure.start]
    return (
        _CITIZENS in gap
        and not any(word in gap for word in _BODIES)
        and any(
            window.text.find(word, window.figure.end, window.sentence.end) >= 0 for word in _BODIES
        )
    )


def _object_fits(window: "Window", token: "Token") -> bool:
    """Whether what follows the figure is an application, or nothing of its own."""
    text, end = window.text, window.figure.end
    if _APPLY in text[token.end : window.figure.start] or end == window.tail:
        return True
    rest = text[end : window.tail]
    if rest.startswith(_AFTER):
        return True
    at = rest.find(_APPLY)
    return at >= 0 and window.between("object", end, end + at + len(_APPLY))


def _narrowed(window: "Window") -> bool:
    """通过网上平台，收到申请10件: the clause before says that it is about a part of them."""
    text, end = window.text, max(window.cut - 1, window.before)
    marks = (text.rfind(mark, window.before, end) for mark in _BOUNDS)
    start = max(window.before, max(marks) + 1)
    clause = text[start:end]
    return clause.startswith(_THROUGH) and window.never("intake", start, end)


def applied(window: "Window") -> tuple[str, ...]:
    """政府信息公开申请12件, 依申请公开12件: no verb says more."""
    text, start, cut = window.text, window.figure.start, window.cut
    at = text.rfind(_APPLY, cut, start)
    if at < 0 or window.figure.unit not in PLAIN | {""} or window.context.part:
        return ()
    end = at + len(_APPLY)
    if not window.between("asked", cut, at) or not window.between("object", end, start):
        return ()
    stated = "公开" in text[cut:start] and not _of_papers(window)
    return ("intake.applied",) if stated else ()


def flow(window: "Window", token: "Token") -> tuple[str, ...]:
    """上年结转, 结转下年度."""
    kind = _flow_kind(window, token)
    if not kind or window.figure.unit not in PLAIN | {""} or not window.gap("object", token):
        return ()
    if window.foreign():
        return ()
    if kind == _BROUGHT and _answered(window, token):
        return (WITHIN,) if window.figure.end == window.tail else ()
    return ("intake.both",) if _with_new(window, token) else (kind,)


def _answered(window: "Window", token: "Token") -> bool:
    """办结上年结转1件, 答复17件（含上年结转1件）: how many of them were answered."""
    here = any(t.kind == _DONE and t.start < token.start for t in window.words)
    if here or not window.text.startswith(_WITHIN, window.cut):
        return here
    before = [t for t in window.sentence.tokens if t.start < window.before]
    return any(t.kind == _DONE for t in before[-_CLOSE:])


def _with_new(window: "Window", token: "Token") -> bool:
    """连同上年结转共32件: the figure is that of all."""
    gap = window.text[token.end : window.figure.start]
    lead = window.text[window.item(token.start) : token.start]
    return any(w in gap for w in _ALL) and any(w in lead for w in _ALONG)


def _flow_kind(window: "Window", token: "Token") -> str:
    if token.kind != "flow.dated":
        return token.kind
    year = window.reader.year
    digits = next(n for n in range(token.start, token.end) if window.text[n].isdigit())
    named = int(window.text[digits : digits + _YEAR])
    if year is None or named not in (year - 1, year + 1):
        return ""
    return "flow.brought" if named < year else "flow.carried"


def outcome(window: "Window", token: "Token") -> tuple[str, ...]:
    """予以公开 … 其他处理, each by itself in its member of a list."""
    if window.figure.unit not in OUTCOMES or not window.gap("light", token):
        return ()
    if not window.between("lead", window.item(token.start), token.start):
        return ()
    if _of_papers(window) or window.of_topics() or _of_several(window, token):
        return ()
    return (PART + token.kind,) if _of_old(window) else (token.kind,)


def _of_several(window: "Window", token: "Token") -> bool:
    """不予公开、不予处理、无法提供8件: whether the outcomes named before have the same figure."""
    before = [t for t in window.near if t.kind.startswith("outcome") and t.end < token.start]
    return bool(before) and window.text[before[-1].end : token.start] == _AND


def _of_old(window: "Window") -> bool:
    """上年结转的5件全部办结，其中予以公开3件: whether it is an outcome of those only."""
    start, end = window.sentence.start, window.figure.start
    return window.memory.old and window.text.find(OF_WHICH, start, end) >= 0


def _of_papers(window: "Window") -> bool:
    """Whether the sentence is about papers that may be disclosed, or the figure includes another.

    公文 are 主动公开, 依申请公开, 不予公开 too; 予以公开9件（含部分公开2件） is two rows.
    """
    rest = window.text[window.figure.end : window.figure.end + _MORE]
    start = window.sentence.start
    within = rest[:1] in _OPEN and rest[1:].startswith(_ALONG)
    return within or window.never("outcome", start, window.figure.start)


def applicant(window: "Window", token: "Token") -> tuple[str, ...]:
    """自然人, 法人或其他组织 and the kinds of these."""
    if window.figure.unit not in _GROUPS or not window.gap("light", token):
        return ()
    text = window.text
    if text[: token.start].endswith(_PEOPLE) or not _about_applications(window):
        return ()
    others = [t for t in window.words if t.start < token.start]
    if any(t.kind.startswith(("outcome", "applicant", "remedy")) for t in others):
        return ()
    if window.never("applicant", window.cut, token.start) or _half(window, token):
        return ()
    return (token.kind,)


def _half(window: "Window", token: "Token") -> bool:
    """法人4件、其他组织2件: whether the other half of a column is told by itself."""
    sentence, word = window.sentence, window.text[token.start : token.end]
    rest = window.text[sentence.start : token.start] + window.text[token.end : sentence.end]
    return word.startswith(_LEGAL) and _OTHERS not in word and _OTHERS in rest


def _about_applications(window: "Window") -> bool:
    said = window.text.find(_APPLY, window.sentence.start, window.tail) >= 0
    return said or window.memory.applications


def reversed_outcome(window: "Window", token: "Token") -> tuple[str, ...]:
    """8件予以公开."""
    rest = window.text[token.end : window.tail]
    if window.figure.unit not in OUTCOMES or (rest and not rest.startswith(_DECIDED)):
        return ()
    return (token.kind,) if _bare(window, token) and not _of_papers(window) else ()


def reversed_applicant(window: "Window", token: "Token") -> tuple[str, ...]:
    """12件来自自然人."""
    fits = window.figure.unit in PLAIN and _bare(window, token) and _about_applications(window)
    ends = window.between("light", token.end, window.tail)
    return (token.kind,) if fits and ends else ()


def reversed_flow(window: "Window", token: "Token") -> tuple[str, ...]:
    """1件结转下年度继续办理, 2件为上年结转."""
    kind = _flow_kind(window, token)
    fits = window.figure.unit in PLAIN and _bare(window, token)
    return (kind,) if kind and fits and not window.foreign() else ()


def _bare(window: "Window", token: "Token") -> bool:
    """Whether nothing else stands before the figure, nor between it and the word."""
    at = window.figure.start
    free = window.text.endswith(_OF_ALL, 0, at) or window.between("lead", window.item(at), at)
    return free and window.between("link", window.figure.end, token.start)
