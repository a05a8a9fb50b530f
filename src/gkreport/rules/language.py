"""Rules about the text as a whole: unfinished paragraphs, and signs that nobody can read."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.rules import Case, Passage, codepage, rule
from gkreport.rules.fields_stray import stated
from gkreport.rules.looks import ENDS, has_open_lines
from gkreport.rules.whole import COPIED, Spot, Whole, listed, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit

_MARKS: Final = "《标点符号用法》（GB/T 15834—2011）"
_HEADING: Final = 30
"""A line that is no longer than this may be a heading, a signature or an address."""
_WRAPPED: Final = 5
"""More lines than this without an end are no oversight."""
_ABOVE: Final = ("title", "heading")
_RETYPE: Final = "请删去后重新输入旁边的字"


@rule("GK737", name="unfinished-paragraph", basis=_MARKS, severity="note")
def unfinished_paragraph(case: Case) -> "Iterator[Hit]":
    """一段话的末尾没有句号。

    可能只是漏了句号，也可能后面的话丢了。小标题、落款、网址后面不用句号，程序不算。

    错例：“加强培训，提高能力”
    正例：“加强培训，提高能力。”
    改法：话已说完的补句号，没有说完的补全。
    """
    text = whole(case)
    if not has_open_lines(text):
        return
    first = min((n for n, p in enumerate(text.passages) if p.section not in _ABOVE), default=0)
    begin = text.starts[first]
    spots = [
        Spot(start + len(line) - 1, start + len(line))
        for start, line in text.lines
        if line[-1] not in ENDS and start >= begin and _is_prose(line)
    ]
    if not spots:
        return
    near = listed([text.around(spot, 7) for spot in spots])
    what, hint = "段末没有句号", "话已说完的请补句号，没有说完的请补全"
    if len(spots) > _WRAPPED and 2 * len(spots) > len(text.lines):
        what, hint = (
            "多半的行停在句子中间，像是从 PDF 复制时带来的换行",
            "请把断开的行接起来，一段写成一行",
        )
    yield text.hit_all("unfinished-paragraph", f"{what}：{near}", spots, found="", hint=hint)


def _is_prose(line: str) -> bool:
    """Whether a line without a full stop is a sentence and no heading, signature or address."""
    if line[-1] in "，、,":
        return True
    if line[-1].isascii() and not line[-1].isdigit():
        return False
    if len(line) <= _HEADING and "。" not in line:
        return False
    return any(mark in line for mark in "，。；,;")


@rule("GK745", name="garbled-text", basis="报告的文字应当能够阅读", severity="warning")
def garbled_text(case: Case) -> "Iterator[Hit]":
    """夹着乱码，或者看不见的字符。

    替换符和“锟斤拷”一类是编码弄错以后的乱码，原来的字已经丢了，是错误。控制字符、只有某种字体才有的符号、
    读错编码的拉丁字母，是警告。零宽空格、改变文字方向的标记之类看不见的字符，多半是复制网页时带来的，
    是提示；机关全称和联系方式里的也算。看不见的字符，写出它的代码，如 U+200B。

    错例：“锟斤拷公开政府信息”
    正例：“主动公开政府信息”
    改法：对照原文，把乱码处重新写好；看不见的字符，删去后重新输入。
    """
    yield from _in_names(case)
    text = whole(case)
    if not text.odd and "garbled" not in text.words:
        return
    lost = [Spot(f.start, f.end) for f in text.words.get("garbled", ())]
    lost += _all(text, codepage.LOST)
    if lost:
        near = listed([text.around(spot) for spot in sorted(lost)])
        yield text.hit_all(
            "garbled-text", f"有乱码：{near}", sorted(lost), severity="error", found="",
            hint="原来的字已经丢了，请对照原文重新写好",
        )  # fmt: skip
    strange = [*_all(text, codepage.CONTROL + codepage.PRIVATE), *_misread(text)]
    if strange:
        near = listed([_visible(text.around(spot)) for spot in sorted(strange)])
        yield text.hit_all(
            "garbled-text", f"有不能显示的字符或者读错的编码：{near}", sorted(strange), found="",
            hint="请对照原文，删去或者重新输入",
        )  # fmt: skip
    unseen = _all(text, codepage.UNSEEN)
    if unseen:
        near = listed([_visible(text.around(spot)) for spot in unseen])
        what = _named({text.text[spot.start] for spot in unseen})
        yield text.hit_all(
            "garbled-text", f"有看不见的字符{what}，{COPIED}：{near}", unseen, severity="note",
            found="", hint=_RETYPE,
        )  # fmt: skip


def _in_names(case: Case) -> "Iterator[Hit]":
    """Unseen characters in what is printed of the organ, and is no text."""
    for called, value, path in stated(case.report):
        places = [n for n, char in enumerate(value) if char in codepage.UNSEEN + codepage.CONTROL]
        if places:
            what = _named({value[n] for n in places})
            yield Passage("organ", value, path).hit(
                "garbled-text", f"{called}里有看不见的字符{what}", places[0], places[0] + 1,
                severity="note", hint="请把这一项整个删去，重新输入",
            )  # fmt: skip


def _named(chars: "set[str]") -> str:
    """Unseen characters by their codes; those that turn the direction last, and so told."""
    codes = [f"U+{ord(char):04X}" for char in sorted(chars.difference(codepage.TURNING))]
    turning = [f"U+{ord(char):04X}" for char in sorted(chars.intersection(codepage.TURNING))]
    if turning:
        codes.append(f"改变文字方向的 {'、'.join(turning)}")
    return f"（{'、'.join(codes)}）"


def _all(text: Whole, signs: str) -> list[Spot]:
    """Every place of any of the signs."""
    codes = codepage.encode(signs)
    if not text.odd or len(text.odd.translate(None, codes)) == len(text.odd):
        return []
    return [Spot(n, n + 1) for n, code in enumerate(text.shape) if code in codes]


def _misread(text: Whole) -> list[Spot]:
    """Two or more letters in a row of what UTF-8 looks like where it was read as Latin-1."""
    if not _all(text, codepage.MISREAD):
        return []
    return [Spot(m.start(), m.end()) for m in _latin().finditer(text.text)]


@cache
def _latin() -> re.Pattern[str]:
    return re.compile(r"[\u00c2-\u00ef][\u0080-\u00bf]|[\u0080-\u009f]")


def _visible(text: str) -> str:
    """A stretch for a message, without what no console can show."""
    return "".join(char for char in text if char not in _hidden())


@cache
def _hidden() -> frozenset[str]:
    return frozenset(codepage.UNSEEN + codepage.CONTROL + codepage.PRIVATE + codepage.MISREAD)
