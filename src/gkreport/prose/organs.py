"""Whose doing it is: the organ's own by any of its names, or another's."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gkreport.prose.windows import Window

_FORMAL: Final = ("办事处", "办公室", "委员会", "人民政府")
_SAME: Final = {
    "会": ("委", "会"),
    "室": ("办", "室"),
    "处": ("街道", "处", "街办"),
    "府": ("政府",),
}
"""How a name may end where it ends so."""
_SHORT: Final = 3
_LONG: Final = 4
_COUNTY_UP: Final = ("县政府", "市政府", "区政府", "省政府", "州政府", "旗政府")
"""A government's report is about all its departments: 县政府 may be it, or its office alone."""
_NEUTRAL: Final = "0123456789年月日底末度今，,、：:共由向对各"
_INFORMATION: Final = "政府信息"
_UNDER: Final = ("下属", "所属", "直属", "局属", "委属", "下辖", "属下")
"""What a part of the organ is called, whose own report it may have."""
_WITH: Final = tuple("及和与含并括、")
"""Before one of these words: the organ together with its parts."""


def others_organ(window: "Window", end: int) -> bool:
    """Whether another organ is named as the one that acts, in the clause up to a place."""
    lead = window.text[window.cut : end].replace(_INFORMATION, "")
    if _subordinate(lead, window.reader.name):
        return True
    for token in window.near:
        if token.kind.startswith("scope") and window.cut <= token.start < end:
            return False
    endings = [word for word in window.sentence.lexicon.organs if word in lead]
    if not endings:
        return False
    at = max(lead.rfind(word) + len(word) for word in endings)
    return not _named(lead[:at], window.reader.name)


def _subordinate(lead: str, name: str) -> bool:
    """Whether a part of the organ acts by itself: 县水利局下属河道所."""
    for word in _UNDER:
        before, found, _ = lead.partition(word)
        if found and word not in name and not any(mark in before for mark in _WITH):
            return True
    return False


def _named(lead: str, name: str) -> bool:
    """Whether a text ends with the organ's name, or with a shorter form of it (市发改委)."""
    if lead.endswith(_COUNTY_UP):
        return len(lead) >= _LONG and _in_order(lead[-_LONG:], name)
    stem = name
    for formal in _FORMAL:
        stem = stem.removesuffix(formal)
    if not lead.endswith((*_SAME.get(name[-1:], (name[-1:],)), stem[-1:] or "?")):
        return False
    short = lead[-_SHORT:]
    return _in_order(short.lstrip(_NEUTRAL), name) and len(short.lstrip(_NEUTRAL)) > 1


def _in_order(short: str, name: str) -> bool:
    """Whether a name has the characters of a shorter form, in that order."""
    at = -1
    for char in short:
        at = name.find(char, at + 1)
        if at < 0:
            return False
    return True
