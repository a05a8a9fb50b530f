"""Titles of yearly reports, and the organ and the year that they name."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.texts.words import has_han, load, squeezed, trimmed, words

if TYPE_CHECKING:
    from gkreport.importers.blocks import Held

_LONGEST: Final = 110
_SHORTEST: Final = 2
_NAME: Final = 60
_OWN: Final = "我本全该各"
"""What such a sign begins is no name: 我局."""
_CHINESE: Final = str.maketrans("〇○ＯO零一二三四五六七八九", "00000123456789")


class Title(NamedTuple):
    """A title and what it names; "" and None are not named."""

    text: str
    organ: str
    year: int | None
    place: str = ""
    """Where it stands, in a clerk's words."""
    above: "tuple[tuple[str, Held], ...]" = ()
    """The lines above that may be its beginning, the nearest first."""
    doubtful: bool = False
    """Whether it is not certain where its name begins; then it names none."""

    @property
    def worth(self) -> int:
        """How much of a title it is."""
        return 2 * bool(self.organ) + bool(self.year)


def title(text: str, place: str = "") -> Title | None:
    """The title of a yearly report that a line is, white space taken out; None where it is none."""
    line = _pattern("menus").sub("", squeezed(text))
    if len(line) > _LONGEST or ":" in line or "：" in line or not _pattern("title").fullmatch(line):
        return None
    organ = owner(line)
    return Title(line, organ, year(line), place)


def leading_title(text: str) -> tuple[Title, int] | None:
    """A title that a longer line begins with, and where the rest begins."""
    match = _pattern("leading").match(text)
    if match is None:
        return None
    found = title(match[1])
    rest = trimmed(text[match.end(1) :])
    glued = rest.startswith((*words("page", "openers"), "（", "(", "[", "一、"))
    return (found, match.end(1)) if found and found.worth and rest and glued else None


def owner(line: str) -> str:
    """Whose report a title says it is: what is left of it without the year and the subject."""
    before = _pattern("subject").split(line, maxsplit=1)[0]
    name = _pattern("year").sub("", before)
    name = _pattern("around").sub("", name)
    named = len(name) >= _SHORTEST and has_han(name) and name not in words("page", "words")
    named = named and not (name[0] in _OWN and len(name) <= _SHORTEST + 1)
    return name if named else ""


def year(line: str) -> int | None:
    """The year that a title names, in digits or in Chinese numerals."""
    match = _pattern("year").search(line)
    if match is None:
        return None
    return int(match[1].translate(_CHINESE))


def is_organ(text: str) -> bool:
    """Whether a short line may be the name of an organ."""
    line = squeezed(text)
    return (
        _SHORTEST < len(line) <= _NAME
        and bool(_pattern("name").fullmatch(line))
        and line.endswith(words("names", "endings"))
        and line not in words("page", "words")
    )


def may_begin(text: str) -> bool:
    """Whether a short line may be the beginning of an organ's name."""
    line = squeezed(text)
    return (
        0 < len(line) <= _NAME
        and bool(_pattern("name").fullmatch(line))
        and line not in words("page", "words")
    )


def kind(name: str) -> str:
    """A word of gkreport.report.keys.KINDS, or "" where the name leaves it open."""
    for entry in load("names")["kinds"]:
        if name.endswith(tuple(entry["endings"].split())):
            unlike = tuple(entry.get("except", "").split())
            return "" if unlike and name.endswith(unlike) else str(entry["kind"])
    return ""


def introduced(text: str) -> tuple[str, int] | None:
    """The organ and the year of the report that a preface says it publishes."""
    found = []
    for match in _pattern("introduced").finditer(squeezed(text)):
        name = _pattern("lead").sub("", match[1] or match[4] or "")
        known = is_organ(name) and name[0] not in _OWN
        found.append((name if known else "", int(match[2] or match[3])))
    return max(found, key=lambda item: bool(item[0]), default=None)


def alike(one: str, other: str) -> bool:
    """Whether two names may stand for one organ: the same signs in the same order."""
    a, b = map(_short, (one, other))
    return _shortens(a, b) or _shortens(b, a)


def _short(name: str) -> str:
    return name.removesuffix("办公室").removesuffix("政府").removesuffix("人民")


def _shortens(short: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    years = r"((?:19|20)[0-9]{2}|[〇○ＯO零一二三四五六七八九]{4}(?=年))(?![0-9])年?度?"
    subject = r"(?:政府信息与?公开|政务信息公开|政务公开|信息公开)"
    says = "公布|编制|发布|形成|撰写|现将|编写|起草|制作"
    inner = r"[工作年度的情况开展及0-9〇○零一二三四五六七八九第号]{0,16}?"
    return re.compile(
        {
            "title": rf"[^。，；！？>\u00bb|]{{0,80}}?{subject}{inner}(?:报告书?|年报)"
            r"(?:[（(][^）)]{1,12}[)）]|全文|公示|公告)?",
            "leading": rf"\s*([^。，；！？>\u00bb|]{{0,80}}?{subject}{inner}(?:报告|年报))",
            "menus": r"^.*(?:首页|年报|年度报告|专栏|栏目)(?=.*?公开)",
            "subject": subject,
            "year": years,
            "around": r"^(?:关于|公布|发布|现将|标题|当前|年度?)+"
            r"|[“”\"《》〈〉（()）：:·\-—－、.\s]|(?:的|开展|年度|本级)$|公[布开]$|发布$",
            "name": r"[\u4e00-\u9fff（）()·]+",
            "introduced": rf"(?:{says}|现就|将|(?<!务)(?<!息)公开|《)(?:了|的|本级)?《?"
            r"(?:([^，。；、（(《]{2,60}?)((?:19|20)[0-9]{2})年?度?"
            r"|((?:19|20)[0-9]{2})年?度?([^，。；、（(《]{0,60}?))(?:政府)?信息公开(?:工作)?"
            r"(?:年度报告|年度工作报告|情况报告|报告|情况)",
            "lead": rf".*(?:{says}|公开|关于)(?:了|的)?",
        }[name]
    )
