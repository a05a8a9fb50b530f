"""Quotes and brackets that have lost their other half, found by the lines of a report file.

A reader of TOML notices a lost quote far from its place, where the texts turn inside out. Here the
lines that look like `key = …` and `[table]` are held on to instead: none of them belongs in a text.
"""

import re
import tomllib
from typing import Final

from gkreport.source.lines import LONG, Line, chinese, pair
from gkreport.source.positions import Span
from gkreport.source.problem import Problem
from gkreport.source.texts import OPENING, Ahead, Edit, Text, Texts

_MOST: Final = 3
_QUOTES: Final = ' \t"“”＂'
_LEADING: Final = re.compile('["“”＂]{1,5}')
_ONE: Final = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|[“”＂][^"“”＂]+[“”＂"]')
_LATE: Final = re.compile(r"[^\"'\[{“”‘’#]*[^\"'\[{“”‘’# \t]\"[ \t]*(?:#.*)?$")
_NUMBER: Final = re.compile(r"([0-9+-][0-9A-Za-z_.:+-]*)[ \t\u3000\u00a0]++([^#＃]*+)$")
_ROW: Final = re.compile(r"[0-9+-][^\[\]#{=]*\]")
_INNER: Final = re.compile(
    r'"(?:\\.|[^"\\])*"|\'[^\']*\'|“[^”"]*”|#.*|(?P<open>[\[{［【｛])|(?P<close>[\]}］】｝])'
    r"|(?P<lone>[\"'])"
)
_AGAIN: Final = "（可能不止这一处，改好后请再检查一次）"


def unclosed(text: str) -> tuple[Problem, ...]:
    """The first few places where a quote or a bracket was lost, or a text stands outside."""
    walk = _Walk(text)
    walk.run()
    found = walk.problems
    if not walk.edits or _mended(text, walk.edits):
        return tuple(found)
    return (*found[:-1], found[-1]._replace(message=found[-1].message + _AGAIN))


def _mended(text: str, edits: list[Edit]) -> bool:
    for span, new in sorted(edits, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    try:
        tomllib.loads(text)
    except (RecursionError, ValueError):
        return False
    return True


class _Walk(Texts):
    """A walk over the statements of a text."""

    def run(self) -> None:
        """Every line, but what belongs to an earlier one, until enough is found."""
        n = 0
        while n < len(self.lines) and len(self.problems) < _MOST:
            line = self.lines[n]
            match = pair(line.text) if line.kind == "pair" else None
            if match:
                self.before = None
                n = self.value(n, line, match[1], match.end())
            elif line.kind in ("prose", "marks"):
                n = self.stray(n, line)
            else:
                self.before = None if line.kind == "header" else self.before
                n += 1

    def value(self, n: int, line: Line, key: str, column: int) -> int:
        """What stands after the equals sign."""
        rest = line.text[column:]
        if rest.startswith(OPENING):
            return self.long(n, key, column)
        quotes = _LEADING.match(rest)
        if not rest or rest[0] == "#" or quotes:
            return self.quoted(n, key, column, quotes[0] if quotes else "")
        if rest[0] in "[{［【｛":
            return self.brackets(n, key, column)
        return self.bare(n, key, column)

    def quoted(self, n: int, key: str, column: int, quotes: str) -> int:
        """A value that begins with a quote or is not there: a text on a line, or over several."""
        rest = self.lines[n].text[column:]
        only = not rest.strip(_QUOTES)
        ended = None if only and rest.strip() != '""' else _ONE.match(rest)
        beside = rest[ended.end() :].partition("#")[0].strip() if ended else ""
        if ended and (ended[0] != '""' or (beside and not chinese(beside))):
            return self.one_line(n, key, column + ended.end())
        ahead = self.ahead(n + 1)
        alone = ended is None and (only or not quotes)  # "" alone may stand above other damage
        if ahead.prose and (alone or ahead.close is not None or ahead.marks is not None):
            return self.several(n, key, column, quotes, ahead)
        if not only and not ended and quotes[:1] == '"':
            return self.half_quoted(n, key, column)
        return n + 1

    def several(self, n: int, key: str, column: int, quotes: str, ahead: Ahead) -> int:
        """A text over lines that does not begin with three quotes."""
        at = self.lines[n].start + column
        wrong = f"后面写的是 {quotes} " if quotes else "后面没有引号"
        words = f"{key} {wrong}；文字有几行的，开头要写三个半角引号 {LONG}"
        self.edits.append(Edit(Span(at, at + len(quotes)), LONG))
        end = ahead.stop - 1 if ahead.close is None else ahead.close
        if ahead.marks is not None:
            mark = ahead.marks
            shown = self.text[mark.start : mark.end]
            self.edits.append(Edit(mark, LONG))
            words += f" ，第 {self.number(mark.start)} 行的 {shown} 也改成 {LONG}"
        elif ahead.close is None:
            self.edits.append(self.put_close(ahead.stop))
            words += f" ，这段文字的后面再另起一行写 {LONG}"
        self.add(Span(at, at + len(quotes)), words, LONG)
        self.before = Text(key, n, end)
        return end + 1

    def half_quoted(self, n: int, key: str, column: int) -> int:
        """A text on one line without its second quote."""
        line = self.lines[n]
        start, end = line.start + column, line.start + len(line.text.rstrip())
        words, edit = f'{key} 的文字没有写完：缺少收尾的半角引号 "', Span(end, end)
        if self.text[end - 1] in "”“＂":
            words = f'{key} 收尾的引号是全角的 {self.text[end - 1]} ，请改成半角的 "'
            edit = Span(end - 1, end)
        elif self.text[start:end].endswith('\\"'):
            words = f"{key} 收尾的引号前面有反斜杠 \\ ，引号就不算数了；请删去反斜杠"
            edit = Span(end - 2, end)
        elif " #" in line.text[column:]:
            end = line.start + len(line.text[: line.text.index(" #", column)].rstrip())
            edit = Span(end, end)
        self.edits.append(Edit(edit, '"'))
        self.add(Span(start, end), words, '"')
        return n + 1

    def one_line(self, n: int, key: str, column: int) -> int:
        """A text on one line that has ended: what follows it."""
        line = self.lines[n]
        rest = line.text[column:].partition("#")[0]
        bare = rest.strip()
        if '"' in bare or _said(bare):
            words = f"{key} 的文字已经结束，后面多了别的字；是说明的，前面加 #"
            if '"' in bare:
                words = f"{key} 的文字到前一个引号就结束了；文字里面的引号请改用“”"
            start = line.start + line.text.index(bare, column)
            self.add(Span(start, start + len(bare)), words)
        return n + 1

    def bare(self, n: int, key: str, column: int) -> int:
        """A value that begins with no quote."""
        line = self.lines[n]
        rest, start = line.text[column:], line.start + column
        late, number = _LATE.match(rest), _NUMBER.match(rest)
        if late:
            self.add(
                Span(start, start + rest.index('"') + 1), f'{key} 的文字开头缺少半角引号 "', '"'
            )
            self.edits.append(Edit(Span(start, start), '"'))
        elif (row := _ROW.match(rest)) and "," in row[0]:
            self.add(Span(start, start + row.end()), f"{key} 的方括号不成对：开头缺少 [", "[")
            self.edits.append(Edit(Span(start, start), "["))
        elif number and chinese(number[2]):
            start += number.start(2)
            words = f"{number[1]} 的后面多了别的字；是说明的，前面加 #；是单位的，请删去"
            self.add(Span(start, start + len(number[2].rstrip())), words)
        return n + 1

    def brackets(self, n: int, key: str, column: int) -> int:
        """A row of values, up to its last bracket."""
        depth, first, start = 0, n, self.lines[n].start + column
        while n < len(self.lines):
            line = self.lines[n]
            if n > first and line.kind in ("pair", "header"):
                break
            for match in _INNER.finditer(line.text, column):
                depth += bool(match["open"]) - bool(match["close"])
                if match["lone"]:
                    words = f"{key} 这一行的引号不成对，缺少一个半角引号 {match[0]}"
                    end = line.start + len(line.text.rstrip())
                    self.add(Span(line.start + match.start(), end), words)
                    return self.ahead(n + 1).stop
                if depth == 0 and match["close"]:
                    return self.after_brackets(n, match.end())
            n, column = n + 1, 0
        kind = "花括号" if self.text[start] in "{｛" else "方括号"
        words = f"{key} 的{kind}没有写完：缺少收尾的 {'}' if kind == '花括号' else ']'}"
        self.add(Span(start, self.lines[first].start + len(self.lines[first].text.rstrip())), words)
        return n

    def after_brackets(self, n: int, column: int) -> int:
        """What follows the last bracket."""
        line = self.lines[n]
        bare = line.text[column:].partition("#")[0].strip()
        if _said(bare):
            start = line.start + line.text.index(bare, column)
            words = "方括号后面多了别的字；是说明的，前面加 #"
            self.add(Span(start, start + len(bare)), words)
        return n + 1


def _said(rest: str) -> bool:
    """Whether what follows a value is words, and no comment with a full-width sign."""
    return chinese(rest) and rest[0] != "＃"
