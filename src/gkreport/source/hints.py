"""What breaks the syntax of a TOML text, told to people who type with a Chinese input method.

A full-width sign is named, a number with its unit is named, a key written twice is shown with its
first place.
"""

import re
from typing import Final, NamedTuple

from gkreport.source import Source
from gkreport.source.positions import KeyPath, Span, index
from gkreport.source.problem import Problem
from gkreport.source.unclosed import unclosed
from gkreport.source.values import at_fault

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
_NEWER: Final = re.compile(
    rf"(?P<skip>#[^\n]*|'''[\s\S]*?'''|'[^'\n]*')"
    rf"|(?P<text>{_STRINGS})"
    r"|(?P<clock>(?<![0-9:+-])[0-9]{2}:[0-9]{2}(?![:0-9]))"
    r"|(?P<open>[\[{])|(?P<close>,?\s*\})|(?P<end>\])|(?P<line>\n)"
)
_NEW_ESCAPE: Final = re.compile(r"(?<!\\)(?:\\\\)*(\\[ex])")
_KEY: Final = re.compile(r"[ \t]*[A-Za-z0-9_.-]+[ \t]*")
"""All that stands on a line before a colon that is meant for an equals sign."""
_LONE_CR: Final = re.compile(r"\r(?!\n)")


def explain(source: Source, error: Exception) -> tuple[Problem, ...]:
    """What to say of a text that `tomllib` refuses."""
    if isinstance(error, RecursionError):
        at = _deep(source.text)
        return (Problem("broken-toml", Span(at, at + 1), "括号套得太深，读不下去", "", ""),)
    long = _LONG_NUMBER.search(source.text) if "digits" in str(error) else None
    if long is not None:
        return (Problem("broken-toml", Span(*long.span()), "这个数太长，读不下去", "", ""),)
    lone = _LONE_CR.search(source.text)
    if lone is not None:
        return (_line_end(source.text, lone.start()),)
    lost = unclosed(source.text)
    if lost:
        return lost
    return tuple(_problems(source, str(error)))


def _line_end(text: str, at: int) -> Problem:
    """What to say of a carriage return that ends no line."""
    if "\n" in text:
        message = (
            "这里有一个看不见的回车符（CR），单独用不算换行；请把光标移到这里，删去它，再按回车换行"
        )
        return Problem("broken-toml", Span(at, at + 1), message, "", "")
    message = "整个文件的换行是老式的 CR，读成了一行；请在编辑器里把换行改成 CRLF（Windows）再保存"
    return Problem("broken-toml", Span(0, 0), message, "CR", "CRLF")


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
    return sorted([*wide, at_fault(source.text, offset, error, _SCAN)], key=lambda p: p.span)


def _wide(text: str) -> list[Problem]:
    found = []
    for match in _SCAN.finditer(text):
        if match["skip"] is not None:
            continue
        span, signs = Span(*match.span()), match[0]
        if match["quoted"] is not None:
            shown, half = f"{signs[0]} {signs[-1]}", '" "'
        else:
            shown, half = _named(signs), _half(signs)
            if signs == "：" and _KEY.fullmatch(
                text, text.rfind("\n", 0, span.start) + 1, span.start
            ):
                half = "="
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


def _repeated(source: Source) -> list[Problem]:
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
