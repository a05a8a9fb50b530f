"""What is said of the place where a reader of TOML stopped, when no quote or bracket is lost."""

import re
from typing import Final

from gkreport.source.lines import pair
from gkreport.source.positions import Span
from gkreport.source.problem import Problem

_EDGES: Final = " \t\r\n,=[]{}#\"'"
_DAY: Final = re.compile(r"([0-9]{4})[-年./]([0-9]{1,2})[-月./]([0-9]{1,2})[日号]?")
_MONTH: Final = re.compile(r"[0-9]{4}年[0-9]{1,2}月")
_DIALLED: Final = re.compile(r"0[0-9]{4,}|0[0-9]{2,3}(?:-[0-9]{3,})+")
"""A telephone number or a postcode: no figure has so many digits behind a 0."""
_FIGURE: Final = r"[0-9]+(?:\.[0-9]+)?"
_SEVERAL: Final = re.compile(
    rf"[ \t]*[\w.-]+[ \t]*=[ \t]*({_FIGURE}(?:(?:[ \t]*,[ \t]*|[ \t]+){_FIGURE})+)[ \t]*(?:#.*)?"
)
"""A row of figures without its brackets."""
_ZERO: Final = re.compile(r"([+-]?)0[0_]*([0-9][0-9_]*(?:\.[0-9]+)?)")
_THOUSANDS: Final = re.compile(r"(?<![0-9.])[1-9][0-9]{0,2},[0-9]{3}(?![0-9])")
_UNIT: Final = re.compile(r"([+-]?[0-9][0-9_]*(?:\.[0-9]+)?)([^\W\d_]+[^\s]*)")
_ESCAPE: Final = re.compile(
    r"\\(?:u(?P<short>[0-9A-Fa-f]{4})|U(?P<long>[0-9A-Fa-f]{8})"
    r"|(?P<end>[ \t]*\r?\n)|(?P<sign>.|\Z))"
)
_ESCAPE_ERRORS: Final = ("Unescaped '\\'", "Invalid hex value", "Escaped character is not")
_TEXT_ERRORS: Final = ("Illegal character", "Unterminated string", "Expected \"'")
_SENTENCES: Final = (
    ("Cannot overwrite a value", "这个键已经写过"),
    ("Cannot declare", "这个表头已经写过"),
    ("Cannot mutate immutable namespace", "这个键已经写过"),
    ("Duplicate inline table key", "这个键已经写过"),
    ("Expected '='", "键的后面缺少半角等号 ="),
    ("Unclosed array", "方括号里写得不对：数与数之间用半角逗号隔开，最后写 ]"),
    ("Unclosed inline table", "花括号没有写完，最后写 }"),
    ("Expected newline or end of document",
     "这一项已经写完，后面多出了内容；一行只写一项，是说明的前面加 #"),
    ("Unterminated string", "文字没有写完：缺少收尾的半角引号"),
    ("Expected \"'", "文字没有写完：缺少收尾的半角单引号"),
    ("Illegal character", '文字里有不能直接写的字符；换行要用三个引号 """ 括起来'),
    ("Invalid initial character for a key part", "这里应当是一个键（英文名）"),
    ("Invalid statement", "这一行不是“键 = 值”，也不是表头"),
    ("Expected ']", "表头没有写完：缺少 ]"),
    ("Invalid date", "这个日期不存在"),
    ("Invalid value", "等号后面写的不是数字、文字或日期；文字要放在半角双引号里"),
)  # fmt: skip


def at_fault(text: str, offset: int, error: str, strings: "re.Pattern[str]") -> Problem:
    """What to say of an error; `strings` matches quoted texts and comments (group `skip`)."""
    if error.startswith(_ESCAPE_ERRORS):
        return _backslash(text, offset, strings)
    start, end = _token(text, offset)
    token = text[start:end]
    if error.startswith("Illegal character") and "'\\n'" not in error and offset < len(text):
        message = "这里有一个看不见的字符，文字里不能直接写，请删去"
        return Problem("broken-toml", Span(offset, offset + 1), message, text[offset], "")
    if error.startswith("Expected '='") and text[end : end + 1] == "]":
        return Problem(
            "broken-toml", Span(start, end + 1), "表头的方括号不成对：开头缺少 [", token, "["
        )
    plain = None if error.startswith(_TEXT_ERRORS) else _plain(text, start, token)
    row = _in_row(text, offset, error) if plain is None else None
    if plain or row:
        span, message, expected = plain or row or (Span(start, end), "", "")
        return Problem("broken-toml", span, message, text[span.start : span.end], expected)
    own = _statement(text, start, token, error)
    if own:
        return Problem("broken-toml", Span(start, end), own, token, "")
    known = (words for key, words in _SENTENCES if error.startswith(key))
    message = next(known, "这里的写法不合 TOML 格式")
    return Problem("broken-toml", Span(start, end), message, token, "")


def _statement(text: str, start: int, token: str, error: str) -> str:
    """What to say of a line whose values lack their brackets, or whose key is Chinese."""
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0].rstrip("\r")
    several = _SEVERAL.fullmatch(line) if error.startswith("Expected newline") else None
    if several:
        row = ", ".join(re.findall(_FIGURE, several[1]))
        return f"一行有几个数的，放在方括号里，用半角逗号隔开：请写 [{row}]"
    if error.startswith("Invalid statement") and "=" in line and token.isalpha():
        return f"等号前面要写英文的键名，这里写的是“{token}”；键名照 gkreport new 生成的文件写"
    return ""


_Told = tuple[Span, str, str]
"""A place, what to say of it, and what was expected."""


def _plain(text: str, start: int, token: str) -> _Told | None:
    """A number or a date in a way that TOML does not have."""
    span = Span(start, start + len(token))
    zero, unit = _ZERO.fullmatch(token), _UNIT.fullmatch(token)
    alone = text[:start].rstrip(" \t").endswith("=")
    if told := _dated(span, token) or (_dialled(span, token) if alone else None):
        return told
    parted = next(
        (m for m in _THOUSANDS.finditer(text, max(0, start - 8)) if m.start() <= start < m.end()),
        None,
    )
    number = parted[0].replace(",", "") if parted else ""
    if zero is not None:
        right = zero[1] + zero[2]
        message = f"数字前面不写 0：这里写的是 {token}，请写 {right}"
        if parted and start > parted.start():
            message += f"；如果是 {parted[0]} 这个数，请写 {number}，不要千位分隔的逗号"
        return span, message, right
    if unit is not None:
        return span, f"数字后面不能带别的字：这里写的是 {token}，请只写 {unit[1]}", unit[1]
    if parted and token.isdigit():
        message = f"数字里不能有千位分隔的逗号，{parted[0]} 请写 {number}"
        return span, message, number
    return None


def _dated(span: Span, token: str) -> _Told | None:
    if day := _DAY.fullmatch(token):
        return _day(span, token, *map(int, day.groups()))
    if _MONTH.fullmatch(token):
        return span, f"年月日都要写，写成 2026-01-16 这样：这里写的是 {token}", "2026-01-16"
    return None


def _dialled(span: Span, token: str) -> _Told | None:
    if not _DIALLED.fullmatch(token):
        return None
    return span, f'电话、邮政编码要放在半角双引号里：请写 "{token}"', f'"{token}"'


def _day(span: Span, token: str, year: int, month: int, day: int) -> _Told:
    from datetime import date  # noqa: PLC0415 - tomllib has loaded it by now

    try:
        right = date(year, month, day).isoformat()
    except ValueError:
        message = f"没有 {token} 这个日期；日期写成 2026-01-16 这样，月和日都是两位"
        return span, message, "2026-01-16"
    if token.strip("0123456789-"):
        return span, f"日期用减号隔开，月和日都是两位：{token} 请写 {right}", right
    return span, f"日期的月和日都是两位：{token} 请写 {right}", right


def _in_row(text: str, offset: int, error: str) -> _Told | None:
    """A cell of a row that holds no value, or two cells without a comma."""
    start, end = _token(text, offset)
    token, before = text[start:end], text[:start].rstrip()
    line = text[text.rfind("\n", 0, start) + 1 : start]
    if error.startswith("Unclosed array") and start == offset and token:
        first, last = _token(text, len(before) - 1)
        message = f"{text[first:last]} 和 {token} 之间缺少半角逗号"
        return Span(start, end), message, ","
    if not error.startswith("Invalid value") or before[-1:] not in ("[", ","):
        return None
    if text[offset : offset + 1] == ",":
        return Span(offset, offset + 1), "这个逗号前面少了一个数；没有的写 0", "0"
    if not token or "{" in line:
        return None  # a key of an inline table
    if not token.strip("-+—－–/"):
        return Span(start, end), f"这里只写了 {token} ，不是数字；没有的写 0", "0"
    message = f"这里写的 {token} 不是数字；没有的写 0，是文字的放在半角引号里"
    return Span(start, end), message, ""


def _backslash(text: str, offset: int, strings: "re.Pattern[str]") -> Problem:
    """The first backslash of a text that is none of TOML's own."""
    for match in strings.finditer(text):
        start, end = match.span()
        if match["skip"] is None or match[0][0] != '"' or not start < offset <= end + 1:
            continue
        wrong = [m.start() for m in _ESCAPE.finditer(text, start, end) if not _known(m)]
        if wrong:
            return _backslashes(text, wrong, start, end)
    at = max(text.rfind("\\", 0, offset + 1), 0)
    return _backslashes(text, [at], at, at + 1)


def _backslashes(text: str, wrong: list[int], start: int, end: int) -> Problem:
    match = pair(text[text.rfind("\n", 0, start) + 1 :])
    key = f"{match[1]} 的" if match else ""
    count = text.count("\\", start, end)
    more = f"（这段文字里共有 {count} 个）" if count > 1 else ""
    message = f"{key}文字里有反斜杠 \\{more}：不要的请删去，要保留的写成两个 \\\\"
    span = Span(wrong[0], wrong[0] + 2)
    return Problem("broken-toml", span, message, text[span.start : span.end], "\\\\")


def _known(match: "re.Match[str]") -> bool:
    code = match["short"] or match["long"]
    if code:
        point = int(code, 16)
        return point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF  # noqa: PLR2004 - surrogates
    return match["end"] is not None or match["sign"] in tuple('"\\bfnrt')


def _token(text: str, offset: int) -> tuple[int, int]:
    """The unbroken run of characters around an offset."""
    start = end = min(max(offset, 0), len(text))
    while start and text[start - 1] not in _EDGES:
        start -= 1
    while end < len(text) and text[end] not in _EDGES:
        end += 1
    return start, end
