"""Rules about brackets and quotes: each is closed, and document numbers have their own."""

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.rules import Case, rule
from gkreport.rules.looks import CLOSING, OPENING, is_closed
from gkreport.rules.outline import is_list_mark
from gkreport.rules.whole import COPIED, Spot, Whole, listed, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit

_NAMES: Final = {
    '"': "半角引号",
    "（": "左括号", "）": "右括号", "《": "左书名号", "》": "右书名号",
    "〈": "左单书名号", "〉": "右单书名号", "“": "左引号", "”": "右引号",
    "‘": "左单引号", "’": "右单引号", "〔": "左六角括号", "〕": "右六角括号",
    "【": "左方头括号", "】": "右方头括号", "「": "左直角引号", "」": "右直角引号",
    "『": "左双直角引号", "』": "右双直角引号", "[": "左方括号", "]": "右方括号",
}  # fmt: skip
_PARTNER: Final = dict(zip(OPENING + CLOSING, CLOSING + OPENING, strict=True))
_WIDE: Final = {"(": "（", ")": "）"}
_ENDS: Final = "。！？.!?"

_PAIR: Final = 2
_STOPS: Final = "。！？；"
_FAR: Final = 30
"""What stands in brackets is no longer."""

_Left = tuple[int, str]
"""A bracket without its partner, and where it stands."""


_MARKS: Final = "《标点符号用法》（GB/T 15834—2011）"


@rule("GK730", name="unclosed-bracket", basis=_MARKS, severity="warning")
def unclosed_bracket(case: Case) -> "Iterator[Hit]":
    """括号、引号或书名号没有成对。

    每一段里，左边的括号、引号、书名号都要有右边的一个与它配上，反过来也一样。读者靠它们判断一个名称、
    一句引文到哪里为止。从网页复制来的文字有时会丢掉序号和半个括号，例如段首只剩下“）提升工作水平”，
    这种情形只作提示。

    错例：“根据《政府信息公开条例的规定”
    正例：“根据《政府信息公开条例》的规定”
    改法：补上缺的一半；左右用反了的，换过来。两半之间文字很短、只有一种配法的，check --fix 会改好。
    """
    text = whole(case)
    if is_closed(text):
        return
    places = list(_unclosed(text))
    if places and text.folded:
        yield _as_damage(text, [one for left in places for one in left])
        return
    for left in places:
        if _is_cut(text, left):
            yield _as_damage(text, left)
        else:
            yield from (_hit(text, group) for group in _groups(text, left))


def _unclosed(text: Whole) -> "Iterator[list[_Left]]":
    """The brackets without a partner of each paragraph that has any."""
    for start, end in _paragraphs(text):
        left = [(start + at, sign) for at, sign in _left(text.text[start:end])]
        if left:
            yield left


def _paragraphs(text: Whole) -> "Iterator[tuple[int, int]]":
    """From where to where; a line that stops inside a sentence goes on in the next one."""
    begin = end = 0
    for start, line in text.lines:
        if begin == end:
            begin = start
        elif bisect_right(text.starts, start) != bisect_right(text.starts, begin):
            yield begin, end  # the next passage
            begin = start
        end = start + len(line)
        if line[-1] in _ENDS:
            yield begin, end
            begin = end
    if begin != end:
        yield begin, end


def _left(line: str) -> list[_Left]:
    """The brackets of a paragraph that have no partner."""
    opened: list[_Left] = []
    alone: list[_Left] = []
    for at, char in enumerate(line):
        sign = _WIDE.get(char, char)
        if sign in OPENING:
            opened.append((at, sign))
        elif sign not in CLOSING or _closes(sign, opened, alone):
            continue
        elif not _excused(line, at, sign):
            alone.append((at, sign))
    alone += opened
    if line.count('"') % 2:
        alone.append((line.rindex('"'), '"'))
    return sorted(alone)


def _closes(sign: str, opened: list[_Left], alone: list[_Left]) -> bool:
    """Close the nearest bracket of the kind; what was opened inside it and not closed is alone."""
    for n in range(len(opened) - 1, -1, -1):
        if opened[n][1] == _PARTNER[sign]:
            alone += opened[n + 1 :]
            del opened[n:]
            return True
    return False


def _excused(line: str, at: int, sign: str) -> bool:
    """An apostrophe inside a Latin word, or the bracket of a list mark such as `1）` or `a)`."""
    if sign == "’":
        return line[max(0, at - 1) : at].isascii()
    return sign == "）" and is_list_mark(line, at)


def _is_cut(text: Whole, left: list[_Left]) -> bool:
    """Whether a line begins with the second half of a bracket: what was before it got lost."""
    at, sign = left[0]
    return len(left) == 1 and sign in CLOSING and any(at == start for start, _ in text.lines)


def _groups(text: Whole, left: list[_Left]) -> "Iterator[list[_Left]]":
    """Two brackets that are alone belong together; of more, those that make pairs one by one."""
    from gkreport.rules.mends import partners  # noqa: PLC0415 - only where something is wrong

    row: list[_Left] = []
    for n, one in enumerate(left):
        row.append(one)
        near = len(left) == _PAIR and not _apart(text, left)
        if n + 1 < len(left) and (near or partners(text, left[n : n + _PAIR])):
            continue
        size = 1 if len(row) % _PAIR else _PAIR  # three in a row: which two make a pair?
        yield from (row[k : k + size] for k in range(0, len(row), size))
        row = []


def _apart(text: Whole, left: list[_Left]) -> bool:
    """）……。……（: whether each lacks its other half, rather than stands where that one belongs."""
    (start, sign), (end, partner) = left
    between = text.text[start + 1 : end]
    turned = sign in CLOSING and partner == _PARTNER[sign]
    return turned and (len(between) > _FAR or any(mark in between for mark in _STOPS))


def _hit(text: Whole, left: list[_Left]) -> "Hit":
    from gkreport.rules.mends import partners  # noqa: PLC0415 - the same

    at = left[0][0]
    signs = "".join(sign for _, sign in left)
    what, hint = _told(signs)
    spot = Spot(at, at + 1)
    return text.hit(
        "unclosed-bracket", f"{what}：“{text.around(spot, 8)}”", spot, found=signs, hint=hint,
        mends=partners(text, left),
    )  # fmt: skip


def _told(signs: str) -> tuple[str, str]:
    """What is wrong with the brackets that are alone, and the way out."""
    sign, partner = signs[0], _PARTNER.get(signs[0], "")
    if not partner:
        return "半角引号不成对", "请用“”，一左一右"
    if signs == sign + sign:
        return f"两个都是{_NAMES[sign]}", f"请把其中一个改成{_NAMES[partner]}"
    if signs == sign + partner:
        return f"{_NAMES[partner]}和{_NAMES[sign]}用反了", "请左右对调"
    if len(signs) == _PAIR:
        words = "、".join(_NAMES[sign] for sign in signs)
        return (
            f"{words}都没有配上另一半",
            f"请补上“{partner}”和“{_PARTNER.get(signs[1], '')}”，或者改成一对",
        )
    return f"{_NAMES[sign]}没有配上{_NAMES[partner]}", f"请补上“{partner}”，或者删去“{sign}”"


def _as_damage(text: Whole, left: list[_Left]) -> "Hit":
    """One note for all that copying may have lost."""
    spots = [Spot(at, at + 1) for at, _ in left]
    near = listed([text.around(spot, 6) for spot in spots])
    return text.hit(
        "unclosed-bracket", f"括号或引号不成对，{COPIED}：{near}", spots[0],
        found="".join(sign for _, sign in left), severity="note",
        hint="请对照原文，把丢掉的序号或者半个括号补上",
    )  # fmt: skip


_NUMBER_FORM: Final = "《党政机关公文格式》（GB/T 9704—2012）发文字号"


@rule("GK731", name="misshapen-document-number", basis=_NUMBER_FORM, severity="warning")
def misshapen_document_number(case: Case) -> "Iterator[Hit]":
    """发文字号的写法不合公文格式。

    发文字号的年份写四位数字，用六角括号“〔〕”括起来；顺序号前面不加“第”字，也不在数字前面补 0。括号
    用错是警告；多写“第”字或者补 0 是提示，因为引用的原文有时就是这样。

    错例：“国办发[2019]54号”，“（2021）30号”
    正例：“国办发〔2019〕54号”
    改法：换成六角括号，删去“第”字和多补的 0。括号 check --fix 会改好，“第”字和 0 不会动。
    """
    text = whole(case)
    if not text.has_odd_years:
        return
    spots = list(document_numbers(text.text))
    brackets = [s for s in spots if text.text[s.start : s.start + 6] != s.right[:6]]
    if brackets:
        words = listed([text.text[spot.start : spot.end] for spot in brackets])
        yield text.hit_all(
            "misshapen-document-number", f"发文字号的年份应当用六角括号“〔〕”，现在写的是{words}",
            brackets, hint=f"请改成“{brackets[0].right}”的写法",
            mends=tuple(text.mend(Spot(s.start, s.start + 6, s.right[:6])) for s in brackets),
        )  # fmt: skip
    padded = [spot for spot in spots if spot not in brackets]
    if padded:
        words = listed([text.text[spot.start : spot.end] for spot in padded])
        yield text.hit_all(
            "misshapen-document-number", f"发文字号的顺序号多写了“第”字或者 0：{words}", padded,
            severity="note", hint=f"请改成“{padded[0].right}”的写法",
        )  # fmt: skip


def document_numbers(text: str) -> "Iterator[Spot]":
    """The year and number of each document number that is not written as it should be."""
    for match in _document_number().finditer(text):
        right = f"〔{match[2]}〕{match[5]}号"
        if match[0] != right:
            yield Spot(match.start(), match.end(), right)


@cache
def _document_number() -> re.Pattern[str]:
    """After a Chinese character, so that it is no number of a house or of a court's case."""
    year, number = "([〔（(【\\[])((?:19|20)[0-9]{2})([〕）)】\\]])", "(第?0*)([1-9][0-9]*)号"
    return re.compile(rf"(?<=[\u4e00-\u9fff]){year}{number}(?![楼院线路门栋])")
