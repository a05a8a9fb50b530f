"""Applications: whether a word says that the figure counts those received, answered, and so on."""

from typing import TYPE_CHECKING, Final

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
_OF_ALL: Final = ("有", "其中", "剩余", "余", "中")
_GROUPS: Final = PLAIN | {"家", "个", ""}
_ALL: Final = ("共", "合计", "总计")
_ALONG: Final = ("连同", "加上", "加", "含", "包括", "算上", "与", "和")
_INFORMATION: Final = "政府信息"
_YEAR: Final = 4


def intake(window: "Window", token: "Token") -> tuple[str, ...]:
    """收到, 新收, 办理, 答复 … 申请."""
    told = window.says(_APPLY)
    if window.figure.unit not in (CASES if told else PLAIN) or not window.gap("object", token):
        return ()
    if not told and not (window.memory.applications and token.kind != "intake.handled"):
        return ()
    if window.never("intake", window.cut, token.start) or not _object_fits(window, token):
        return ()
    if others_organ(window, token.start) or window.foreign():
        return ()
    verbs = [t for t in window.words if t.kind.startswith("intake") and window.gap("object", t)]
    kinds = tuple(dict.fromkeys(t.kind for t in verbs))
    if "intake.new" in kinds:
        return ("intake.new",)
    return () if window.context.part and not window.memory.split else kinds


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


def others_organ(window: "Window", end: int) -> bool:
    """Whether another organ is named as the one that acts, in the clause up to a place."""
    lead = window.text[window.cut : end].replace(_INFORMATION, "")
    for token in window.near:
        if token.kind.startswith("scope") and window.cut <= token.start < end:
            return False
    ending = window.sentence.lexicon.organs
    if not any(word in lead for word in ending):
        return False
    name = window.reader.name
    if window.reader.area and any(w in lead for w in ("政府共", "政府收", "人民政府")):
        return False
    return not any(name[n:] in lead for n in range(max(0, len(name) - 2)))


def applied(window: "Window") -> tuple[str, ...]:
    """政府信息公开申请12件, 依申请公开12件: no verb says more."""
    text, start, cut = window.text, window.figure.start, window.cut
    at = text.rfind(_APPLY, cut, start)
    if at < 0 or window.figure.unit not in PLAIN | {""} or window.context.part:
        return ()
    end = at + len(_APPLY)
    if not window.between("asked", cut, at) or not window.between("object", end, start):
        return ()
    return ("intake.applied",) if "公开" in text[cut:start] else ()


def flow(window: "Window", token: "Token") -> tuple[str, ...]:
    """上年结转, 结转下年度."""
    kind = _flow_kind(window, token)
    if not kind or window.figure.unit not in PLAIN | {""} or not window.gap("object", token):
        return ()
    if window.foreign():
        return ()
    return ("intake.received",) if _with_new(window, token) else (kind,)


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
    return (token.kind,)


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
    if window.never("applicant", window.cut, token.start):
        return ()
    return (token.kind,)


def _about_applications(window: "Window") -> bool:
    said = window.text.find(_APPLY, window.sentence.start, window.tail) >= 0
    return said or window.memory.applications


def reversed_outcome(window: "Window", token: "Token") -> tuple[str, ...]:
    """8件予以公开."""
    rest = window.text[token.end : window.tail]
    if window.figure.unit not in OUTCOMES or (rest and not rest.startswith(_DECIDED)):
        return ()
    return (token.kind,) if _bare(window, token) else ()


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
