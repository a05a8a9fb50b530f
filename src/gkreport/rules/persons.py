"""Rules about people and secrets in prose: applicants, private mailboxes, case numbers, marks."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.finding import Hit
from gkreport.rules import Case, rule
from gkreport.rules.lexicon import load
from gkreport.rules.looks_words import STAR, is_marked, is_private, levels, may_name, vocabulary
from gkreport.rules.whole import Spot, listed, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.form import Severity

_PERSON: Final = "《政府信息公开条例》第十五条，《中华人民共和国个人信息保护法》"
_SECRECY: Final = "《政府信息公开条例》第十四条、第十七条，《中华人民共和国保守国家秘密法》"
_SHORT: Final = 20
"""A mark of secrecy stands in a line of its own that is no longer than this."""
_HINTS: Final = {
    "error": "请停止公布，报告本机关的保密审查机构",
    "warning": "请核对是不是可以公布的内容；不是的，报告本机关的保密审查机构",
}
_ABOUT: Final = ("申请", "复议", "诉", "信访", "举报")
"""What makes a person in a sentence one of those whose affairs are not told."""


@rule("GK753", name="applicant-named", basis=_PERSON, severity="warning")
def applicant_named(case: Case) -> "Iterator[Hit]":
    """写了申请人等个人的姓名，或者“张某”这样的具体个案。

    年度报告写的是总体情况，不写个人。申请人、原告后面写出姓名的，或者在申请、复议、诉讼的句子里写“张某”
    的，是警告；别处的“张某”，是提示。

    错例：“申请人李某某不服答复，申请行政复议”
    正例：“申请人不服答复，申请行政复议1件”
    改法：删去姓名和能认出是谁的细节。
    """
    text = whole(case)
    found: dict[Severity, list[Spot]] = {"warning": [], "note": []}
    if text.has("某"):
        for match in _anonymous().finditer(text.text):
            start = max(text.text.rfind(mark, 0, match.start()) for mark in "。\n")
            end = min(n for n in (text.text.find(mark, match.end()) for mark in "。\n") if n >= 0)
            told = any(word in text.text[start + 1 : end] for word in _ABOUT)
            found["warning" if told else "note"].append(Spot(match.start(), match.end()))
    if may_name(text):
        found["warning"] += _named(text.text)
    for severity, places in found.items():
        spots = sorted(set(places))
        if spots:
            words = listed([text.text[spot.start : spot.end] for spot in spots])
            yield text.hit_all(
                "applicant-named", f"提到了个人：{words}", spots, severity=severity,
                hint="请删去姓名，也不要写能认出是谁的细节",
            )  # fmt: skip


@cache
def _anonymous() -> re.Pattern[str]:
    surnames = "".join(load("privacy")["surnames"].split())
    others = "些一个种项类日年月地处单县市区省乡镇村局部委公企机次方"
    return re.compile(f"[{surnames}]某{{1,2}}(?![{others}])")


def _named(text: str) -> "Iterator[Spot]":
    """A name right behind the word for the person, and a word behind it that no name has."""
    words = load("privacy")
    ordinary, ends = tuple(vocabulary("ordinary")), tuple(words["ends"].split())
    for match in _name().finditer(text):
        name = match["name"] or match["full"]
        if not name.startswith(ordinary) and not (match["full"] and name.endswith(ends)):
            yield Spot(match.end() - len(name), match.end())


@cache
def _name() -> re.Pattern[str]:
    """Behind 为, and where 的 follows, only a name of three characters."""
    words = load("privacy")
    persons, surnames = "|".join(words["persons"].split()), "".join(words["surnames"].split())
    after = "[，,（(、。]|不服|就|因|向|于|提出|申请|诉"
    name = rf"(?P<name>[{surnames}][\u4e00-\u9fff]{{1,2}})(?={after})"
    full = rf"(?P<full>[{surnames}][\u4e00-\u9fff]{{2}})(?={after}|[；;]|的|政府信息)"
    return re.compile(f"(?:{persons})(?:[：:]?{name}|[为：:]?{full})")


@rule("GK754", name="personal-mailbox", basis="公文写作的习惯，格式没有规定", severity="note")
def personal_mailbox(case: Case) -> "Iterator[Hit]":
    """公布的电子邮箱是个人邮箱。

    对外联系的邮箱宜用机关的邮箱。基层机关常没有自己的邮箱，所以只作提示。

    错例：以 qq.com、163.com 结尾的邮箱
    正例：以 gov.cn 结尾的邮箱
    改法：有机关邮箱的，换成机关邮箱。
    """
    text = whole(case)
    if b"@" in text.odd:
        spots = [Spot(m.start(), m.end()) for m in _mailbox().finditer(text.text)]
        if spots:
            words = listed([text.text[spot.start : spot.end] for spot in spots])
            hint = "有机关邮箱的，请换成机关邮箱"
            yield text.hit_all("personal-mailbox", f"用了个人邮箱：{words}", spots, hint=hint)
            return
    for key, value in case.report.organ.contact.items():
        if "@" in value and is_private(value):
            yield Hit(
                "personal-mailbox", f"用了个人邮箱：“{value}”", ("organ", "contact", key),
                found=value, hint="有机关邮箱的，请换成机关邮箱",
            )  # fmt: skip


@cache
def _mailbox() -> re.Pattern[str]:
    hosts = "|".join(map(re.escape, load("privacy")["mailboxes"].split()))
    return re.compile(rf"[A-Za-z0-9._%+-]+@(?:{hosts})(?![A-Za-z0-9.-])", re.IGNORECASE)


@rule("GK755", name="case-number", basis=_PERSON, severity="note")
def case_number(case: Case) -> "Iterator[Hit]":
    """写了法院的案号。

    由案号可以查到裁判文书和当事人。年度报告只需要写件数。

    错例：“（2024）湘0000行初1号案件”
    正例：“行政诉讼1件”
    改法：没有必要的，删去案号，只写件数。
    """
    text = whole(case)
    if not text.has_odd_years:
        return
    spots = [Spot(m.start(), m.end()) for m in _court().finditer(text.text)]
    if spots:
        words = listed([text.text[spot.start : spot.end] for spot in spots])
        yield text.hit_all(
            "case-number", f"写了法院的案号：{words}", spots, hint="没有必要的，请删去，只写件数"
        )


@cache
def _court() -> re.Pattern[str]:
    kinds = "(?:行|民|刑|知)(?:赔|协|审|保)?(?:初|终|申|再|监|抗|辖|他|复)?|执(?:恢|异|复|保|监)?"
    place = r"(?:最高法|[\u4e00-\u9fff])[0-9]{0,4}"
    return re.compile(rf"[（(〔\[](?:19|20)[0-9]{{2}}[)）〕\]]{place}(?:{kinds})[0-9]{{1,6}}号")


@rule("GK756", name="secrecy-mark", basis=_SECRECY)
def secrecy_mark(case: Case) -> "Iterator[Hit]":
    """有密级标志，或者“内部资料”的标记。

    标着密级的内容不能公布。单独成行、合乎密级标志写法的是错误；句子里写出密级标志，或者标着内部资料的，是警告，
    请核对。“国家秘密”“保密审查”这样的词不算。

    错例：报告开头有“机密★1年”
    正例：公布之前经过保密审查，没有密级标志
    改法：先停止公布，报告本机关的保密审查机构。
    """
    text = whole(case)
    inside = STAR in text.odd or is_marked(text)
    if not inside and levels().isdisjoint(text.trimmed):
        return
    marks: dict[Severity, list[Spot]] = {"error": [], "warning": []}
    for start, line in text.lines:
        weight = _mark(line)
        if weight:
            at, end = _stretch(line)
            marks[weight].append(Spot(start + at, start + end))
    for severity, spots in marks.items():
        if spots:
            words = listed([text.text[spot.start : spot.end] for spot in spots])
            yield text.hit_all(
                "secrecy-mark", f"有密级或者内部资料的标记：{words}", spots, severity=severity,
                hint=_HINTS[severity],
            )  # fmt: skip


def _stretch(line: str) -> tuple[int, int]:
    """The mark in a line; its beginning where signs stand in between."""
    words = load("privacy")
    signs = [s for level in words["levels"].split()
             for s in (f"{level}★", f"密级：{level}", f"密级:{level}")]  # fmt: skip
    found = [(line.find(w), len(w)) for w in (*signs, *words["internal"].split()) if w in line]
    if not found or len(line) <= _SHORT:
        return 0, min(len(line), _SHORT)
    at, size = min(found)
    return at, at + size


def _mark(line: str) -> "Severity | None":
    """How heavy a mark of secrecy in a line weighs."""
    words = load("privacy")
    levels = words["levels"].split()
    bare = "".join(line.split()).strip("【】[]（）()")
    if bare in levels:
        return "error"
    marks = [mark for level in levels for mark in (f"{level}★", f"密级：{level}", f"密级:{level}")]
    if len(bare) <= _SHORT and bare.startswith(tuple(marks)):
        return "error"
    flat = "".join(char for char in bare if char not in "，,、：:。")
    inside = any(mark in bare for mark in marks) or any(
        w in flat for w in words["internal"].split()
    )
    return "warning" if inside else None
