"""How prose compares the applications of two years, held against both tables.

Only what is said of all applications is read: the one count before it is the year's own.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.finding import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.finding import Number

_UP: Final = ("增长", "增加", "上升", "提高", "多")
_PART: Final = (
    "其中", "自然人", "法人", "企业", "组织", "复议", "诉讼", "办结", "答复", "网站", "许可",
    "处罚", "全县", "全市", "全区", "全省", "全州", "各", "信函", "邮", "网上", "网络", "当面",
    "现场", "渠道", "撤回", "补正", "重复", "涉及", "关于", "类", "占", "以上", "天", "延期",
    "不予", "结转", "予以", "上半年", "下半年", "季度", "月", "热线", "信访", "政策", "部门",
    "单位", "平均",
)  # fmt: skip
"""What stands before the comparison where it is about some of them, or about something else."""
_COUNT: Final = "(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
_COUNTED: Final = re.compile(f"[（(]({_COUNT}件)[）)]")
_LAST: Final = re.compile("[较比与](?:上年度?|去年|上一年度?|20[0-9]{2}年度?)(?:同期)?$")
_SAME: Final = "(?:件，?|申请)(?:申请|受理)?(?:数量?|总数|总量|量|件数)?达?$"
"""申请16件，申请量是上年的3倍: how it goes on where nothing else has grown."""
_CLOSE: Final = 0.005
_TWICE: Final = 1.5
"""What has not grown by half has not doubled."""
_FOLD: Final = (0.6, 1)
"""3倍 may be said of 2.4 times, rounded up, and of nearly 4, rounded down."""
_NUMERALS: Final = {"两": 2.0, "二": 2.0, "三": 3.0, "四": 4.0, "五": 5.0}


class Basis(NamedTuple):
    """One way to count the applications of two years."""

    words: str
    before: "Number"
    now: "Number"

    @property
    def rate(self) -> float:
        """The growth in per cent."""
        return float((self.now - self.before) * 100) / float(self.before)

    def __str__(self) -> str:
        """按新收算，由 20 件减少到 16 件，下降 20%."""
        rate = f"{abs(self.rate):.2f}".rstrip("0").rstrip(".")
        change = "与上年相同"
        if self.now != self.before:
            to, way = ("增加", "增长") if self.now > self.before else ("减少", "下降")
            change = f"由 {plain(self.before)} 件{to}到 {plain(self.now)} 件，{way} {rate}%"
        return f"按{self.words}算，{change}"


def told(bases: "Sequence[Basis]") -> str:
    """What the tables say, on every basis; equal ones once."""
    return "；".join(map(str, bases))


def wrong(text: str, year: int, bases: "Sequence[Basis]") -> "Iterator[tuple[int, int]]":
    """The stretches of a text that agree with none of the bases."""
    flat = re.sub(f"（[^（）\n]*）|\\({_COUNT}件\\)", _flattened, text)
    for sentence in re.finditer("[^。；;\n]+", flat):
        if "申请" not in sentence[0]:
            continue
        for match in _pattern(year).finditer(sentence[0]):
            if _about_all(sentence[0], match, bases) and not any(_fits(match, b) for b in bases):
                yield sentence.start() + match.start(), sentence.start() + match.end()
                break


def _flattened(match: "re.Match[str]") -> str:
    """A bracket blotted out; 上年（127件） reads on: 上年的127件，."""
    counted = _COUNTED.fullmatch(match[0])
    if counted and _LAST.search(match.string[: match.start()]):
        return f"的{counted[1]}，"
    return "□" * len(match[0]) if match[0][0] == "（" else match[0]


def _about_all(sentence: str, match: "re.Match[str]", bases: "Sequence[Basis]") -> bool:
    """Whether all applications are compared: a part or another matter is not named before."""
    before = sentence[: match.start()]
    if any(word in before for word in _PART):
        return False
    if match["fold"] and not re.search(_SAME, before):
        return False
    counts = [_number(n) for n in re.findall("([0-9][0-9,，]*)[件条次份]", before)]
    if counts:
        return "申请" in before and counts[0] in [b.now for b in bases] and len(counts) == 1
    if match["received"]:
        return True
    return bool(re.search("申请(?:数|数量|总量|量|件数|总数)?$", before))


def _fits(match: "re.Match[str]", basis: Basis) -> bool:
    """Whether everything that is stated is so on that basis."""
    said = match.groupdict()
    first = said["from"] or said["than"] or said["received"] or said["was"]
    if first and _number(first) != basis.before:
        return False
    if said["to"] and _number(said["to"]) != basis.now:
        return False
    if said["by"]:
        change = int(basis.now - basis.before)
        stated = _number(said["by"])
        return change == (stated if said["way"] in _UP else -stated)
    if said["share"]:
        digits = len(said["share"].partition(".")[2])
        share = float(basis.now) / float(basis.before) * 100
        return abs(share - float(said["share"])) <= 0.5 * 10.0**-digits + _CLOSE
    if said["fold"]:
        return _has_grown(said["fold"], float(basis.now) / float(basis.before))
    return not said["twice"] or float(basis.now) >= _TWICE * float(basis.before)


def _has_grown(stated: str, fold: float) -> bool:
    """Whether a figure is so many times another, however that was rounded."""
    times = _NUMERALS.get(stated) or float(stated)
    below, above = _FOLD if times == int(times) else (0.1, 0.1)
    return times - below <= fold <= times + above


def _number(text: str) -> int:
    return int(text.replace(",", "").replace("，", ""))


@cache
def _pattern(year: int) -> re.Pattern[str]:
    last = f"(?:上年度?|去年|上一年度?|{year - 1}年度?)(?:同期)?"
    ways = "(?P<way>增长|增加|上升|提高|下降|减少|降低|多|少)"
    count = _COUNT
    got = "(?:共?(?:收到|受理|新收|接收)(?:政府信息|公开|的)*申请|的)?"
    return re.compile(
        f"(?:由|从){last}的?(?P<from>{count})件(?:增加|增长|上升|下降|减少|降低|降)(?:到|至)"
        f"(?P<to>{count})件"
        f"|(?:(?:较|比|与){last}(?:相比，?)?(?:{got}(?P<than>{count})件，?)?|同比){ways}了?"
        f"(?P<by>{count})件"
        f"|为{last}的(?P<share>[0-9]+(?:\\.[0-9]+)?)[%％]"
        f"|(?:较|比){last}(?P<twice>翻了?一番)"
        f"|[是为达到]{last}的(?P<fold>[0-9]+(?:\\.[0-9]+)?|[两二三四五])倍(?!以上)"
        f"|(?<=件)，{last}[为是](?P<was>{count})件(?![0-9以左多])"
        f"|(?:^|，){last}共?(?:收到|受理|新收)(?:政府信息|公开|的)*申请(?P<received>{count})件"
    )
