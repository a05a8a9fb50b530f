"""Rules about numbers that belong to a person: identity cards, mobile phones, bank cards."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.finding import Hit
from gkreport.rules import Case, rule
from gkreport.rules.lexicon import load
from gkreport.rules.whole import Spot, Whole, listed, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

_PERSON: Final = "《政府信息公开条例》第十五条，《中华人民共和国个人信息保护法》"
_PLACEHOLDER: Final = 12
"""So many figures in a row are a number of something, and no quantity."""
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HINT: Final = "请删去，或者换成办公电话"
_BEFORE: Final = "(?<![0-9A-Za-z/_=.-])"
"""Not inside the address of a page, nor inside a longer number."""
_REACH: Final = 12
"""How far before a number the word stands that says what it is."""


@rule("GK750", name="id-number", basis=_PERSON)
def id_number(case: Case) -> "Iterator[Hit]":
    """写了公民身份号码。

    年度报告不应当出现任何人的身份号码。号码的校验位相符的是错误；地区和生日都像、只有校验位不符的，可能抄错
    了一位，是警告。中间用星号隐去的不算。

    错例：“申请人身份证号”后面写出全部十八位
    正例：不写身份号码
    改法：删去。
    """
    text = whole(case)
    if not text.has_long_number:
        return
    places = [Spot(m.start(), m.end()) for m in _identity().finditer(text.text)]
    places = [s for s in places if _is_plausible(text.text[s.start : s.end])]
    valid = [s for s in places if _is_valid(text.text[s.start : s.end])]
    if valid:
        yield _told(text, "id-number", "写了公民身份号码：", valid)
    doubtful = [s for s in places if s not in valid]
    if doubtful:
        what = "像是公民身份号码，但校验位不符："
        yield _told(text, "id-number", what, doubtful, "warning")


@cache
def _identity() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")


def _is_plausible(number: str) -> bool:
    """A province there is, and a day of birth on the calendar."""
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    born = 1900 <= year <= 2099 and 1 <= month <= len(_DAYS)  # noqa: PLR2004 - centuries
    return (
        number[:2] in load("privacy")["provinces"].split() and born and 1 <= day <= _DAYS[month - 1]
    )


def _is_valid(number: str) -> bool:
    total = sum(int(d) * w for d, w in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % len(_CHECKS)] == number[17].upper()


@rule("GK751", name="mobile-number", basis=_PERSON, severity="warning")
def mobile_number(case: Case) -> "Iterator[Hit]":
    """写了手机号码。

    手机号码通常是个人的。正文里的是警告；写明是申请人等的电话，是错误；填在 organ.contact 里的，
    可能是办公用的，只作提示。

    错例：“联系人手机”后面写出全部十一位
    正例：“联系电话：0000-1234567”
    改法：改成办公电话；申请人的号码，删去。
    """
    text = whole(case)
    if text.has_long_number:
        spots = [Spot(m.start(), m.end()) for m in _mobile().finditer(text.text)]
        theirs = [s for s in spots if _is_applicants(text.text, s.start)]
        if theirs:
            yield _told(text, "mobile-number", "写了申请人等的手机号码：", theirs, "error")
        ours = [s for s in spots if s not in theirs]
        if ours:
            yield _told(text, "mobile-number", "正文里有手机号码：", ours)
    for key, value in case.report.organ.contact.items():
        if value[:1] == "1" and _mobile().search(value):
            yield Hit(
                "mobile-number", "机关的联系方式里有手机号码", ("organ", "contact", key),
                severity="note", hint="请核对是不是办公用的号码；是个人的，换成办公电话",
            )  # fmt: skip


@cache
def _mobile() -> re.Pattern[str]:
    """Eleven figures in a row, or parted as people read them out; not inside an address."""
    return re.compile(rf"{_BEFORE}1[3-9][0-9]([- ]?)[0-9]{{4}}\1[0-9]{{4}}(?![0-9A-Za-z])")


def _is_applicants(text: str, at: int) -> bool:
    """Whether the words before a number say that it is an applicant's."""
    before = text[max(0, at - 2 * _REACH) : at].rpartition("\n")[2].rpartition("。")[2]
    words = load("privacy")
    person = max(before.rfind(word) for word in words["persons"].split())
    if person < 0 or any(word in before for word in words["offices"].split()):
        return False
    return any(word in before[person:] for word in words["phones"].split())


@rule("GK752", name="bank-card", basis=_PERSON)
def bank_card(case: Case) -> "Iterator[Hit]":
    """写了银行卡号。

    十六到十九位、以 62 开头、校验位相符，旁边又写明是银行卡的，是错误；旁边没有写明的，是警告。
    索引号、编号、统一社会信用代码之类不算。

    错例：“银行卡号”后面写出全部数字
    正例：不写卡号
    改法：删去。
    """
    text = whole(case)
    if not text.has_long_number:
        return
    spots = [Spot(m.start(), m.end()) for m in _card().finditer(text.text)]
    spots = [s for s in spots if _luhn(text.text[s.start : s.end]) and not _is_index(text, s)]
    named = [s for s in spots if _near(text, s, "cards")]
    if named:
        yield _told(text, "bank-card", "写了银行卡号：", named)
    others = [s for s in spots if s not in named]
    if others:
        yield _told(text, "bank-card", "像是银行卡号：", others, "warning")


@cache
def _card() -> re.Pattern[str]:
    number = "62[0-9]{2}(?: ?[0-9]{4}){3}(?: ?[0-9]{1,3})?"
    return re.compile(f"{_BEFORE}{number}(?![0-9A-Za-z/-])")


def _luhn(number: str) -> bool:
    digits = [int(d) for d in reversed(number) if d != " "]
    doubled = [2 * d - 9 * (d > 4) for d in digits[1::2]]  # noqa: PLR2004 - 2 * 5 has two figures
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_index(text: Whole, spot: Spot) -> bool:
    number = text.text[spot.start : spot.end]
    return _is_repetitive(number) or _near(text, spot, "numbering")


def _near(text: Whole, spot: Spot, words: str) -> bool:
    """Whether one of the words stands shortly before a number."""
    before = text.text[max(0, spot.start - _REACH) : spot.start]
    return any(word in before for word in load("privacy")[words].split())


@rule("GK757", name="placeholder-number", basis="公布的内容应当准确", severity="note")
def placeholder_number(case: Case) -> "Iterator[Hit]":
    """一长串数字像是随手填的。

    网页模板里的索引号、编号常用“111111111111”之类占位，公布时忘了换。

    错例：“索引号：234234234444444444”
    正例：“索引号：”后面写实际的号，没有就删去
    改法：换成实际的号，或者删去。
    """
    text = whole(case)
    if not text.has_long_number:
        return
    spots = [Spot(m.start(), m.end()) for m in _long().finditer(text.text) if _is_repetitive(m[0])]
    if spots:
        words = listed([text.text[spot.start : spot.end] for spot in spots])
        yield text.hit_all(
            "placeholder-number", f"像是占位的数字：{words}", spots, hint="请换成实际的号，或者删去"
        )


@cache
def _long() -> re.Pattern[str]:
    return re.compile(rf"[0-9]{{{_PLACEHOLDER},}}")


def _is_repetitive(number: str) -> bool:
    """Three figures or fewer, or figures in the order of the keys, over and over."""
    return len(set(number)) <= 3 or number in "1234567890" * 3  # noqa: PLR2004 - 234234


def _told(
    text: Whole, rule: str, what: str, spots: list[Spot], severity: "str | None" = None
) -> Hit:
    """One hit for all numbers, none of them told in full."""
    masked = [_masked(text.text[spot.start : spot.end]) for spot in spots]
    return text.hit_all(
        rule, what + listed(masked), spots, found="、".join(dict.fromkeys(masked)),
        severity=severity, hint=_HINT if rule == "mobile-number" else "请删去",
    )  # fmt: skip


def _masked(number: str) -> str:
    """A number with its middle hidden, so that no list of findings spreads it further."""
    return number[:3] + "*" * (len(number) - 7) + number[-4:]
