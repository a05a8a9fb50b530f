"""What breaks the syntax of a TOML text, told to people who type with a Chinese input method.

A full-width sign is named, a number with its unit is named, a key written twice is shown with its
first place.
"""

import re
from typing import Final, NamedTuple

from gkreport.source import Source
from gkreport.source.positions import KeyPath, Span, index

_STRINGS: Final = (
    r'"""[^"\\]*(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*)*(?:"{3,5}|\Z)'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*(?:'{3,5}|\Z)"
    r'|"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"?'
    r"|'[^'\n]*'?"
)
_WIDE_SIGNS: Final = {
    "＝": "=", "“": '"', "”": '"', "‘": "'", "’": "'", "，": ",", "、": ",", "。": ".", "．": ".",
    "［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}", "＃": "#",
    "－": "-", "＋": "+",
    "：": ":", "；": ";", "（": "(", "）": ")", "＿": "_", "\u3000": " ", "\u00a0": " ",
}  # fmt: skip
_SCAN: Final = re.compile(
    rf"(?P<skip>{_STRINGS}|#[^\n]*)"
    r"|(?P<quoted>“[^”\n]*”|‘[^’\n]*’)"
    rf"|(?P<wide>[{''.join(_WIDE_SIGNS)}]|[０-９Ａ-Ｚａ-ｚ]+)"
)
_LONG_NUMBER: Final = re.compile(r"[0-9][0-9_]{4000,}")
_BRACKETS: Final = re.compile(rf"(?P<skip>{_STRINGS}|#[^\n]*)|[\[\]{{}}]")
_DEEP: Final = 20
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_EDGES: Final = " \t\r\n,=[]{}#\"'"
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_UNIT: Final = re.compile(r"([+-]?[0-9][0-9_]*(?:\.[0-9]+)?)([^\W\d_]+[^\s]*)")
_NEWER: Final = re.compile(
    rf"(?P<skip>#[^\n]*|'''[\s\S]*?'''|'[^'\n]*')"
    rf"|(?P<text>{_STRINGS})"
    r"|(?P<clock>(?<![0-9:+-])[0-9]{2}:[0-9]{2}(?![:0-9]))"
    r"|(?P<open>[\[{])|(?P<close>,?\s*\})|(?P<end>\])|(?P<line>\n)"
)
_NEW_ESCAPE: Final = re.compile(r"(?<!\\)(?:\\\\)*(\\[ex])")
_SENTENCES: Final = (
    ("Cannot overwrite a value", "这个键已经写过"),
    ("Cannot declare", "这个表头已经写过"),
    ("Cannot mutate immutable namespace", "这个键已经写过"),
    ("Duplicate inline table key", "这个键已经写过"),
    ("Expected '='", "键的后面缺少半角等号 ="),
    ("Unclosed array", "方括号没有写完：数与数之间用半角逗号隔开，最后写 ]"),
    ("Unclosed inline table", "花括号没有写完，最后写 }"),
    ("Expected newline or end of document", "这一项已经写完，后面多出了内容；一行只写一项"),
    ("Unterminated string", "文字没有写完：缺少收尾的半角引号"),
    ("Expected \"'", "文字没有写完：缺少收尾的半角单引号"),
    ("Illegal character", '文字里有不能直接写的字符；换行要用三个引号 """ 括起来'),
    ("Invalid initial character for a key part", "这里应当是一个键（英文名）"),
    ("Invalid statement", "这一行不是“键 = 值”，也不是表头"),
    ("Unescaped '\\'", "文字里的反斜杠要写成两个 \\\\"),
    ("Expected ']", "表头没有写完：缺少 ]"),
    ("Invalid date", "这个日期不存在"),
    ("Invalid value", "等号后面写的不是数字、文字或日期；文字要放在半角双引号里"),
)  # fmt: skip


class Problem(NamedTuple):
    """What is wrong with a text as such, before any meaning is looked at."""

    rule: str
    """The name of the rule that speaks of it."""
    span: Span
    message: str
    found: str
    expected: str


def explain(source: Source, error: Exception) -> tuple[Problem, ...]:
    """What to say of a text that `tomllib` refuses."""
    if isinstance(error, RecursionError):
        at = _deep(source.text)
        return (Problem("broken-toml", Span(at, at + 1), "括号套得太深，读不下去", "", ""),)
    long = _LONG_NUMBER.search(source.text) if "digits" in str(error) else None
    if long is not None:
        return (Problem("broken-toml", Span(*long.span()), "这个数太长，读不下去", "", ""),)
    return tuple(_problems(source, str(error)))


def _deep(text: str) -> int:
    """Where brackets begin to stand deeper in one another than any report needs."""
    depth = 0
    for match in _BRACKETS.finditer(text):
        if match["skip"] is None:
            depth += 1 if match[0] in "[{" else -1
            if depth > _DEEP:
                return match.start()
    return 0


def newer(text: str, span: Span) -> Problem:
    """What to say of syntax that came with TOML 1.1."""
    message = "这是 TOML 1.1 的写法，本程序按 TOML 1.0 读"
    return Problem("broken-toml", span, message, text[span.start : span.end], "")


def _problems(source: Source, error: str) -> list[Problem]:
    """The first syntax error, and every full-width sign or repeated key."""
    wide = list(_wide(source.text))
    repeated = [] if wide else list(_repeated(source))
    if repeated:
        return repeated
    place = _PLACE.search(error)
    if place is None:
        offset = len(source.text) if error.endswith("(at end of document)") else 0
    elif place[1] is None:
        offset = len(source.text.rstrip())
    else:
        offset = source.offset(int(place[1]), int(place[2]))
    line = source.place(offset)[0]
    if any(source.place(problem.span.start)[0] == line for problem in wide):
        return wide  # the sign is the error
    return sorted([*wide, _first(source.text, offset, error)], key=lambda p: p.span)


def _wide(text: str) -> "list[Problem]":
    found = []
    for match in _SCAN.finditer(text):
        if match["skip"] is not None:
            continue
        span, signs = Span(*match.span()), match[0]
        if match["quoted"] is not None:
            shown, half = f"{signs[0]} {signs[-1]}", '" "'
        else:
            shown, half = _named(signs), _half(signs)
        message = f"这里用了全角的 {shown} ，请改成半角的 {half}"
        found.append(Problem("full-width-sign", span, message, signs, half))
    return found


def _named(signs: str) -> str:
    return {"\u3000": "空格", "\u00a0": "不间断空格"}.get(signs, signs)


def _half(signs: str) -> str:
    if signs in _WIDE_SIGNS:
        half = _WIDE_SIGNS[signs]
        return "空格" if half == " " else half
    return "".join(chr(ord(sign) - 0xFEE0) for sign in signs)


class _Stated(NamedTuple):
    """A statement: where, and the span of its value (None for a header)."""

    span: Span
    value: Span | None


def _repeated(source: Source) -> "list[Problem]":
    """Keys written twice, and a branch stated beside its own leaves."""
    first: dict[KeyPath, _Stated] = {}
    refused: list[KeyPath] = []
    found = []
    positions = index(source.text)
    for path, span in positions.stated:
        if any(path[: len(head)] == head for head in refused):
            continue  # stands under a header that was refused
        header = source.text[span.start] == "["
        stated = _Stated(span, None if header else positions.values.get(path))
        earlier = _clash(path, stated, first)
        if earlier is None:
            first[path] = stated
            continue
        found.append(_clash_problem(source, path, stated, earlier, first))
        if header:
            refused.append(path)
    return found


def _clash(path: KeyPath, stated: _Stated, first: dict[KeyPath, _Stated]) -> KeyPath | None:
    """An earlier statement that this one cannot stand beside."""
    if path in first:
        return path
    above = (path[:n] for n in range(1, len(path)))
    over = next((p for p in above if p in first and _closed(first[p], stated)), None)
    if over is not None or stated.value is None:
        return over
    return next((p for p in first if p[: len(path)] == path), None)


def _closed(earlier: _Stated, stated: _Stated) -> bool:
    """Whether an earlier value is complete, and not the one that this statement is part of."""
    value = earlier.value
    return value is not None and not value.start <= stated.span.start < value.end


def _clash_problem(
    source: Source, path: KeyPath, stated: _Stated, earlier: KeyPath,
    first: dict[KeyPath, _Stated],
) -> Problem:  # fmt: skip
    line = source.place(first[earlier].span.start)[0]
    name, other = ".".join(map(str, path)), ".".join(map(str, earlier))
    both_kinds = (stated.value is None) != (first[earlier].value is None)
    if path == earlier and not both_kinds:
        message = f"{name} 写了两次，第一次在第 {line} 行；请只留一处"
        return Problem("duplicate-key", stated.span, message, name, "")
    message = f"{name} 与第 {line} 行的 {other} 不能同时写：要么合写一行，要么分项写"
    return Problem("branch-and-leaves", stated.span, message, name, other)


def _first(text: str, offset: int, error: str) -> Problem:
    start, end = _token(text, offset)
    token = text[start:end]
    if _DAY.fullmatch(token):
        message = f"没有 {token} 这个日期；日期写成 2026-01-16 这样，月和日都是两位"
        return Problem("broken-toml", Span(start, end), message, token, "2026-01-16")
    unit = _UNIT.fullmatch(token)
    if unit is not None:
        message = f"数字后面不能带别的字：这里写的是 {token}，请只写 {unit[1]}"
        return Problem("broken-toml", Span(start, end), message, token, unit[1])
    if text[offset : offset + 1] == "," and text[offset + 1 : offset + 2].isdigit():
        message = "数字里不能有千位分隔的逗号，请去掉逗号"
        return Problem("broken-toml", Span(start, end), message, token, "")
    written = text.rstrip()
    if offset >= len(written) and written[-1:] != "=" and error.startswith("Invalid value"):
        message = "写到文件末尾还没有写完：缺少收尾的括号"
        return Problem("broken-toml", Span(start, end), message, token, "")
    known = (words for key, words in _SENTENCES if error.startswith(key))
    message = next(known, "这里的写法不合 TOML 格式")
    return Problem("broken-toml", Span(start, end), message, token, "")


def _token(text: str, offset: int) -> tuple[int, int]:
    """The unbroken run of characters around an offset."""
    start = end = min(offset, len(text))
    while start and text[start - 1] not in _EDGES:
        start -= 1
    while end < len(text) and text[end] not in _EDGES:
        end += 1
    return start, end


def newer_syntax(text: str) -> Span | None:
    r"""The first place that TOML 1.1 allows and 1.0 does not, in a text that 1.1 accepts.

    These are `\e` and `\x`, times without seconds, and inline tables that end in a comma or run
    over several lines.
    """
    inside: list[str] = []
    for match in _NEWER.finditer(text):
        found = _newer(match, in_table=inside[-1:] == ["{"])
        if found is not None:
            return found
        if match["open"] is not None:
            inside.append(match[0])
        elif (match["close"] or match["end"]) is not None and inside:
            inside.pop()
    return None


def _newer(match: "re.Match[str]", *, in_table: bool) -> Span | None:
    """The span of a token that TOML 1.0 does not have."""
    if match["text"] is not None:
        escape = _NEW_ESCAPE.search(match[0])
        start = match.start() + escape.start(1) if escape else 0
        return Span(start, start + 2) if escape else None
    across = match["line"] is not None and in_table
    trailing = match["close"] is not None and ("\n" in match[0] or match[0][0] == ",")
    return Span(*match.span()) if match["clock"] is not None or across or trailing else None
