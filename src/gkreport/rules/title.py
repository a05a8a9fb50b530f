"""Rules about the title, and about whose report it is."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.finding import Hit
from gkreport.rules import Case, rule
from gkreport.rules.days import introduced, of_notice
from gkreport.rules.lexicon import lists
from gkreport.rules.others import others

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.report import Organ

_USUAL: Final = "各地通行的写法，国家格式没有规定标题"
_SUBJECT: Final = "政府信息公开"
_REPORT: Final = "年度报告"
_ANNUAL: Final = "年度"
_OFFICE: Final = "人民政府办公"
_ENDINGS: Final = ("政府", "人民", "办事处", "管理委员会", "管委会")
_TOWNS: Final = ("镇", "乡", "街道")
_LONGEST: Final = 60
"""No name of an organ is longer, with the words that introduce it."""
_OWN: Final = "我本全各该其"
"""What such a word begins is no name: 我局, 本机关, 全县."""


@rule("GK715", name="unusual-title", basis=_USUAL, severity="note")
def unusual_title(case: Case) -> "Iterator[Hit]":
    """标题与通行的写法不同：缺机关名称、缺年份、缺“年度报告”，或者“年度”写了两次。

    国家格式没有规定标题怎样写，各地通行的是“某某县某某局2025年政府信息公开工作年度报告”。标题里
    的机关、年份和“年度报告”是检索年报时要用的，缺了不好找。

    错例：`title = "云溪县数据局2025年度政府信息公开工作年度报告"`
    正例：`title = "云溪县数据局2025年政府信息公开工作年度报告"`
    改法：照通行的写法改；删去 title 一行，程序会按机关名称和年度生成标题。
    """
    title = "".join(case.report.title.split())
    if not title:
        return
    remarks = [
        words
        for words, said in (
            ("没有机关名称", not owner(title) and _SUBJECT in title),
            ("没有年份", not _pattern("year").search(title)),
            (f"没有“{_SUBJECT}”", _SUBJECT not in title),
            (f"没有“{_REPORT}”", _REPORT not in title.replace("年报", _REPORT)),
            ("“年度”写了两次", title.count(_ANNUAL) > 1),
            ("“工作的年度报告”多了一个“的”字", "工作的" + _REPORT in title),
        )
        if said
    ]
    if remarks:
        usual = case.report.form.title.format(
            organ=case.report.organ.name or "（机关全称）", year=case.report.year or "（年份）"
        )
        yield Hit(
            "unusual-title", f"标题与通行的写法不同：{'，'.join(remarks)}", ("title",),
            found=case.report.title, expected=usual, hint=f"通行的写法是“{usual}”",
        )  # fmt: skip


@rule("GK716", name="another-organ-named", basis="年度报告由本机关编制并公布", severity="warning")
def another_organ_named(case: Case) -> "Iterator[Hit]":
    """标题、编制说明或者总体情况里，该写本机关的地方写了另一个机关。

    多半是套用了别的单位的文字，或者把政府的报告和政府办公室的报告弄混了。看的是：谁的报告，由谁编制，
    与谁联系，总体情况开头说的是谁的工作，申请是谁收到的。简称和曾用名称不提示，主管公开工作的机关也不
    提示；机关改过名、加挂牌子的，请在 [organ] 的 former 里写明。

    错例：`name = "云溪县数据局"`，编制说明写“现公布云溪县财政局2025年政府信息公开工作年度报告”
    正例：两处写的是同一个机关
    改法：核对是谁的报告，改正写错的一处。
    """
    organ = case.report.organ
    if not organ.name.strip():
        return
    title = "".join(case.report.title.split())
    if _SUBJECT in title and _another(owner(title), organ):
        yield Hit(
            "another-organ-named", f"标题里的机关是“{owner(title)}”，报告的机关是“{organ.name}”",
            ("title",), found=owner(title), expected=organ.name, hint=_way_out(owner(title), organ),
        )  # fmt: skip
    yield from _announced(case)
    for other in others(case):
        yield other.passage.hit(
            "another-organ-named",
            f"{other.role.format(other.name)}，报告的机关是“{organ.name}”", other.start, other.end,
            found=other.name, expected=organ.name,
            hint="请核对是不是套用了别的单位的文字；是曾用名称或加挂的牌子，写进 [organ] 的 former",
        )  # fmt: skip


def _announced(case: Case) -> "Iterator[Hit]":
    """Whose report the preface announces."""
    preface, organ = case.passage("preface"), case.report.organ
    if preface is None or _REPORT not in preface.text:
        return
    for _, end, last in introduced(preface.text):
        if of_notice(preface.text, end, last):
            continue
        words = _pattern("words").search(preface.text[max(0, end - _LONGEST) : end])
        name = _pattern("lead").sub("", words[0]) if words else ""
        if name[:1] not in _OWN and _another(name, organ) and name.endswith(_organs()):
            yield preface.hit(
                "another-organ-named",
                f"编制说明里说的是“{name}”的报告，报告的机关是“{organ.name}”", end - len(name), end,
                found=name, expected=organ.name, hint=_way_out(name, organ),
            )  # fmt: skip
            return


def owner(title: str) -> str:
    """Whose report a title says it is: what is left of it without year and subject."""
    before, _, _ = title.partition(_SUBJECT)
    return _pattern("around").sub("", _pattern("year").sub("", before))


def _another(name: str, organ: "Organ") -> bool:
    """Whether a name stands for none of the names of the organ."""
    own = [n for n in (organ.name, *organ.former, organ.region) if n.strip()]
    return len(name) > 1 and (_office(name, organ) or not any(_alike(name, n) for n in own))


def _office(name: str, organ: "Organ") -> bool:
    """Whether the government's report is meant, and the organ is its office."""
    place, found, _ = organ.name.partition(_OFFICE)
    its_office = bool(found) and organ.kind != "government"
    return its_office and place.endswith(name.removesuffix("人民政府"))


def _way_out(name: str, organ: "Organ") -> str:
    if _office(name, organ):
        return "政府的报告请把机关名称写成人民政府；办公室自己的报告请在文字里写明办公室"
    return "请核对是谁的报告；是曾用名称的，写进 [organ] 的 former"


def _alike(one: str, other: str) -> bool:
    """Whether both may name one organ: one within the other, or one the other's short form."""
    a, b = map(_bare, (one, other))
    return _shortens(a, b) or _shortens(b, a) or _one_town(a, b)


def _one_town(one: str, other: str) -> bool:
    """Whether two names of towns differ only in the places above: 清江市石桥镇, 云溪县石桥镇."""
    (above, core), (above_other, other_core) = _above(one), _above(other)
    agree = all(above_other.get(level, place) == place for level, place in above.items())
    return agree and core == other_core and core.endswith(_TOWNS)


def _above(name: str) -> tuple[dict[str, str], str]:
    """The places before the name of a town by their level, and the town's own name."""
    places: dict[str, str] = {}
    rest = name
    while (match := _pattern("place").match(rest)) is not None:
        places[match["level"]] = match[0]
        rest = rest[match.end() :]
    return places, rest


def _bare(name: str) -> str:
    """A name without what may be left out at its end: 安镇街道办事处, 石桥镇人民政府."""
    bare = "".join(name.split())
    for ending in _ENDINGS:
        if len(bare) > len(ending) + 1:
            bare = bare.removesuffix(ending)
    return bare


def _shortens(short: str, long: str) -> bool:
    """Whether every character of one stands in the other, in the same order."""
    signs = iter(long)
    return all(sign in signs for sign in short)


@cache
def _organs() -> tuple[str, ...]:
    """How the name of an organ or of a place ends; what ends otherwise is no name."""
    return tuple(lists("structure")["acting"]["ends"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        {
            "year": r"[0-9]{4}(?:年度?)?|[〇○零一二三四五六七八九]{4}年度?",
            "words": r"[\u4e00-\u9fff]+$",
            "place": r"[\u4e00-\u9fff]{1,8}?(?P<level>[省市州盟县区旗])(?=.{2,}(?:镇|乡|道)$)",
            "lead": r".*(?:公布|发布|公开|编制|形成|撰写|起草|完成|制作|报送|关于"
            "|如对|按照|根据|依据|依照|[为是将由在即了])",
            "around": r"^(?:关于|现将)|[“”\"《》〈〉（()）：:·—-]|的$|公[布开]$|发布$",
        }[name]
    )
