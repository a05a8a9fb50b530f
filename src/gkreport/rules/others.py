"""Another organ where the reporting one should stand: who wrote the report, whom to ask, who acts.

What is left from the text of another organ is told only where nothing else is likely. An organ of
the same trade, an office for disclosure, a superior or an organ in a list may well be named.
"""

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.rules.lexicon import lists
from gkreport.rules.looks_sections import has

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.report import Organ
    from gkreport.rules import Case, Passage

_MASK: Final = "□"
_ENDS: Final = ("局", "委员会", "委", "厅")
_ZONE: Final = "管理委员会"
_TOWNS: Final = ("镇人民政府", "乡人民政府", "街道办事处")
_SIGNS: Final = {"town": ("镇", "乡", "街道"), "bureau": ("局", "委", "厅")}
"""One of them is in every name that the patterns look for."""
_RECEIVING: Final = ("收到", "受理", "新收", "接收")
_NEAR: Final = 20
"""Such a word stands nearer to the sign of the organ that has received something."""
_AT: Final = "在由受经对向与和同从据按"
"""What begins so is not the one who acts: 在某某局的指导下."""
_STOPS: Final = "。；\n"
_LEVELS: Final = "省市州盟县区旗"


class Other(NamedTuple):
    """Another organ in the place of the reporting one."""

    passage: "Passage"
    start: int
    end: int
    role: str
    """What it says of that organ."""

    @property
    def name(self) -> str:
        """The name as it is written."""
        return self.passage.text[self.start : self.end]


def others(case: "Case") -> "Iterator[Other]":
    """Other organs in such places, at most one of a text."""
    organ = case.report.organ
    kind = _kind(organ.name)
    for section, look in (("preface", _announced), ("overview", _acting)):
        passage = case.passage(section) if kind else None
        if passage is None:
            continue
        text = _masked(passage.text, organ)
        if has(text, _SIGNS[kind]):
            yield from islice(look(passage, text, organ, kind), 1)


def _kind(name: str) -> str:
    """Of what kind the other organ would be; an empty string where nothing is told."""
    if name.endswith(_TOWNS):
        return "town"
    return "bureau" if name.endswith(_ENDS) and not name.endswith(_ZONE) else ""


def _masked(text: str, organ: "Organ") -> str:
    """A text of the same length in which the organ's own names are no words any more."""
    for own in (organ.name, *organ.former):
        if own.strip():
            text = text.replace(own, _MASK * len(own))
    return text.replace("办公厅", _MASK * 3)


def _announced(passage: "Passage", text: str, organ: "Organ", kind: str) -> "Iterator[Other]":
    """Who wrote the report, and whom readers ask."""
    if "编" in text or "撰" in text or "起草" in text:
        for match in _pattern(kind, "written").finditer(text):
            if "报告" in text[max(0, match.start() - 20) : match.end()] and _is_other(match, organ):
                yield Other(passage, *match.span("name"), "编制说明说报告由“{}”编制")
    for match in _pattern(kind, "contact").finditer(text):
        if _is_other(match, organ):
            yield Other(passage, *match.span("name"), "编制说明请读者联系“{}”")


def _acting(passage: "Passage", text: str, organ: "Organ", kind: str) -> "Iterator[Other]":
    """Who acts in the first sentence, and who received the applications."""
    words = lists("structure")["acting"]
    first = text.partition("。")[0]
    if _MASK * 4 not in first and not has(first, words["own"]):
        for match in _pattern(kind, "acting").finditer(first):
            if _is_other(match, organ):
                yield Other(passage, *match.span("name"), "总体情况开头说的是“{}”的工作")
        yield from _namesakes(passage, first, organ, kind)
    for start, end in _sentences(text, _SIGNS[kind]):
        sentence = text[start:end]
        if "申请" not in sentence or has(sentence, words["apart"]):
            continue
        found = list(_pattern(kind, "received").finditer(sentence))
        if len(found) == 1 and _is_other(found[0], organ):
            at, to = (start + n for n in found[0].span("name"))
            yield Other(passage, at, to, "总体情况说收到申请的是“{}”")


def _namesakes(passage: "Passage", first: str, organ: "Organ", kind: str) -> "Iterator[Other]":
    """An organ of the same trade elsewhere, where the first words say that it has acted."""
    match = _pattern(kind, "opening").match(first) if kind == "bureau" else None
    if match and match["name"][0] not in _AT and _is_namesake(match["name"], organ):
        yield Other(passage, *match.span("name"), "总体情况开头说的是“{}”的工作")


def _is_namesake(name: str, organ: "Organ") -> bool:
    """Whether only the place is another, of the same level: not the organ's own, nor above it."""
    place, core = _parts(name)
    if not core or has(place, lists("structure")["acting"]["neutral"]):
        return False
    own = [_parts(own) for own in (organ.name, *organ.former) if own.strip()]
    same = any(own_core == core for _, own_core in own)
    return same and all(
        own_place and place[-1:] == own_place[-1:] and _differ_in_place(place, own_place)
        for own_place, _ in own
    )


def _differ_in_place(one: str, other: str) -> bool:
    return not _within(one, other) and not _within(other, one)


def _sentences(text: str, signs: tuple[str, ...]) -> list[tuple[int, int]]:
    """The bounds of the sentences in which one of the signs stands, and such a word behind it."""
    found = set()
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            if has(text[at : at + _NEAR], _RECEIVING):
                start = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
                ends = [n for stop in _STOPS if (n := text.find(stop, at)) >= 0]
                found.add((start, min(ends, default=len(text))))
            at = text.find(sign, at + 1)
    return sorted(found)


def _is_other(match: "re.Match[str]", organ: "Organ") -> bool:
    name = match["name"]
    words = lists("structure")["acting"]
    if any(word in name for word in words["neutral"]):
        return False
    if "省" in name and "省" not in organ.name:
        return False
    return all(_differ(name, own) for own in (organ.name, *organ.former) if own.strip())


def _differ(name: str, own: str) -> bool:
    """Whether two names are certainly those of two organs."""
    (place, core), (own_place, own_core) = _parts(name), _parts(own)
    if own.endswith(_TOWNS):
        town = own.removesuffix("人民政府").removesuffix("办事处")
        return name[-1] == town[-1] and name[-2:] not in town and not _within(name, town)
    if not core or not own_core:
        return False
    shorter, longer = sorted((set(core), set(own_core)), key=len)
    shared = len(shorter & longer)
    if shared < len(shorter):
        return core[0] != own_core[0] and 2 * shared <= len(shorter)
    one_level = bool(place and own_place) and place[-1] == own_place[-1]
    return one_level and not _within(place, own_place) and not _within(own_place, place)


def _within(short: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short)


def _parts(name: str) -> tuple[str, str]:
    """The place in a name, and what the organ deals with."""
    for end in (*_ENDS, "办公室"):
        if name.endswith(end):
            name = name.removesuffix(end)
            break
    if name[:1] in _LEVELS and not name.startswith("市场"):
        return "", name[1:]
    match = _place().match(name)
    return (match[0], name[match.end() :]) if match else ("", name)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(f"(?!城市|开发区|市场)[\\u4e00-\\u9fff]{{1,8}}?[{_LEVELS}]")


@cache
def _pattern(kind: str, name: str) -> re.Pattern[str]:
    words = lists("structure")["acting"]
    han = r"[\u4e00-\u9fff]"
    short = "|".join(words["short"])
    organ = {
        "bureau": f"(?P<name>{han}{{1,25}}?(?:局|委员会|厅|{short}))(?![长属党机])",
        "town": f"(?P<name>{han}{{2,12}}?(?:镇|乡|街道))(?:人民政府|政府|办事处|党政办公室)?",
    }[kind]
    verbs, day = "|".join(words["verbs"]), "(?:[0-9]{4}年(?:以来|度)?|一年来|全年|今年)?，?"
    receiving = "|".join(_RECEIVING)
    return re.compile(
        {
            "written": f"由{organ}[^。；\n]{{0,60}}?(?:编制|编写|撰写|起草)(?!委员会|办|数|名)",
            "contact": f"(?:请|可|[，,：:]|直接)(?:与|向){organ}"
            "[^。；，,（(\n]{0,15}?(?:联系|咨询)",
            "acting": f"(?:^|[，\n）]){day}{organ}(?={verbs})",
            "opening": rf"\s*{day}{organ}(?={verbs}|(?:政府信息公开|政务公开)工作)",
            "received": f"(?:^|[，,]){day}{organ}(?:全年|[0-9]{{4}}年)?共?(?:{receiving})"
            "(?:政府信息|依申请|公开|各类|信息|的)*申请[^，。；]{0,6}[0-9]",
        }[name]
    )
