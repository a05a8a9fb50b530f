"""Texts over several lines in a broken file: where each begins and where it was meant to end."""

import re
from typing import Final, NamedTuple

from gkreport.source.lines import LONG, Line, lines, marks, pair
from gkreport.source.positions import Span
from gkreport.source.problem import Problem

OPENING: Final = ('"""', "'''")
_CLOSING: Final = {
    '"""': re.compile(r'(?:\\.|[^\\])*?("{3,5})'),
    "'''": re.compile(r".*?('{3,5})"),
}
_MANGLED: Final = re.compile(r'[^"“”＂]((?<!")""|[”＂][“”＂"]{1,2}|"[”＂]{1,2})[ \t]*$')


class Edit(NamedTuple):
    """What would mend a text, to see whether it is all that is wrong."""

    span: Span
    text: str


class Ahead(NamedTuple):
    """What stands before the next statement. Line numbers count from 0."""

    stop: int
    """The line of the next statement, or the number of lines."""
    close: int | None
    """A line with three quotes."""
    marks: Span | None
    """Other quotes at the end of a line, or all that is on it."""
    prose: bool


class Text(NamedTuple):
    """A text over several lines that has ended: its key, its first and its last line, from 0."""

    key: str
    start: int
    end: int


class Texts:
    """The lines of a text; each method that reads on answers with the line to go on from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = lines(text)
        self.problems: list[Problem] = []
        self.edits: list[Edit] = []
        self.before: Text | None = None

    def add(self, span: Span, message: str, expected: str = "") -> None:
        """Tell of a place."""
        found = self.text[span.start : span.end]
        self.problems.append(Problem("broken-toml", span, message, found, expected))

    def ahead(self, n: int) -> Ahead:
        """From a line on to the next statement."""
        mangled, prose = None, False
        for at in range(n, len(self.lines)):
            line = self.lines[at]
            if line.kind in ("header", "pair"):
                return Ahead(at, None, mangled, prose)
            if line.kind != "comment" and LONG in line.text:
                return Ahead(at, at, None, prose or line.kind == "marks")
            mangled = _mangled(line) or mangled
            prose = prose or line.kind in ("prose", "other")
        return Ahead(len(self.lines), None, mangled, prose)

    def number(self, offset: int) -> int:
        """The number of the line of an offset, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def put_close(self, stop: int) -> Edit:
        """Three quotes on a line of their own where a text before a line ends."""
        stop = self.last_line(stop) + 1
        if stop < len(self.lines):
            start = self.lines[stop].start
            return Edit(Span(start, start), LONG + "\n")
        return Edit(Span(len(self.text), len(self.text)), "\n" + LONG)

    def last_line(self, stop: int) -> int:
        """The last line of a text before a statement: comments and blank lines are none of it."""
        while stop and self.lines[stop - 1].kind in ("blank", "comment"):
            stop -= 1
        return stop - 1

    def long(self, n: int, key: str, column: int) -> int:
        """A text that begins with three quotes."""
        quote, plain = self.lines[n].text[column : column + 3], None
        closing, first = _CLOSING[quote], n
        column += 3
        while n < len(self.lines):
            line = self.lines[n]
            if n > first and (line.kind == "header" or _opens(line)):
                return self.unended(first, key, quote, n if plain is None else plain)
            if n > first and line.kind == "pair" and plain is None:
                plain = n
            match = closing.match(line.text, column)
            if match:
                self.before = Text(key, first, n)
                return self.after_long(n, match.end())
            n, column = n + 1, 0
        return self.unended(first, key, quote, n if plain is None else plain)

    def unended(self, first: int, key: str, quote: str, stop: int) -> int:
        """A text that runs into the next statement."""
        mangled = next(filter(None, map(_mangled, reversed(self.lines[first + 1 : stop]))), None)
        words = f"{key} 的 {quote} 没有结束（第 {first + 1} 行开始）："
        if mangled is not None:
            shown = self.text[mangled.start : mangled.end]
            words += f"收尾要写三个半角引号 {quote} ，这里写的是 {shown}"
            self.edits.append(Edit(mangled, quote))
            self.add(mangled, words, quote)
            return stop
        last = self.last_line(stop)
        words += f"请在文字的最后一行（第 {last + 1} 行）下面另起一行写 {quote}"
        edit = self.put_close(stop)
        self.edits.append(edit._replace(text=edit.text.replace(LONG, quote)))
        line = self.lines[first]
        start = line.start + len(line.text) - len(line.text.lstrip())
        self.add(Span(start, line.start + len(line.text.rstrip())), words, quote)
        return stop

    def after_long(self, n: int, column: int) -> int:
        """What follows the three quotes that end a text."""
        line, text = self.lines[n], self.before
        rest = line.text[column:].strip()
        if not rest or rest[0] in "#＃" or text is None:
            return n + 1
        start = line.text.index(rest, column) + line.start
        words = (
            f"{text.key} 的文字（第 {text.start + 1} 行开始）到这里的 {LONG} 已经结束，"
            "后面多了别的字；是正文的请移到引号的前面，不要的请删去"
        )
        self.add(Span(start, start + len(rest)), words)
        ahead = self.ahead(n + 1)
        return ahead.stop if ahead.prose and ahead.close is None else (ahead.close or n) + 1

    def stray(self, n: int, line: Line) -> int:
        """A line that is no statement, in no text: prose, or quotes by themselves."""
        text, ahead = self.before, self.ahead(n)
        bare = line.text.strip()
        start = line.start + line.text.index(bare)
        span = Span(start, start + len(bare))
        ended = ""
        if text is not None:
            ended = f"；前面 {text.key} 的文字到第 {text.end + 1} 行已经结束"
        if line.kind == "marks":
            self.add(span, f"这里多了一组引号{ended}；多出的请删去")
            return n + 1
        if ahead.close is not None:
            words = f"从这里到第 {ahead.close + 1} 行的文字不在引号里{ended}"
            words += f"；可能是前面少了一行“键 = {LONG}”" if text is None else (
                f"；可能是那里多了一个 {LONG} ，也可能是这里少了一行“键 = {LONG}”"
            )  # fmt: skip
            self.add(span, words)
            return ahead.close + 1
        words = (
            f"这一行不在引号里，也不是“键 = 值”{ended}；是说明的，行首加 #；是正文的，放进引号里"
        )
        self.add(span, words)
        while n < ahead.stop and self.lines[n].kind not in ("comment", "marks"):
            n += 1
        return n


def _mangled(line: Line) -> Span | None:
    """Quotes that were meant to end a text and do not."""
    match = marks(line.text) or _MANGLED.search(line.text)
    if match is None or match[1].startswith(OPENING):
        return None
    return Span(line.start + match.start(1), line.start + match.end(1))


def _opens(line: Line) -> bool:
    """Whether a line is the first of a text over several lines."""
    match = pair(line.text) if line.kind == "pair" else None
    return match is not None and line.text[match.end() :].startswith(OPENING)
