"""Where every key and value of a TOML text stands.

Runs after `tomllib` has accepted the text: it never judges, and on a text that it cannot follow it
stops with what it has found. Built only when a finding needs a place.
"""

import re
from contextlib import suppress
from typing import Final, NamedTuple

KeyPath = tuple[str | int, ...]

_BLANK: Final = re.compile(r"[ \t\r\n]*(?:#[^\n]*[ \t\r\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_STRING: Final = re.compile(
    r'"""[^"\\]*(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
    r'|"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"'
    r"|'[^'\n]*'"
)
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR: Final = re.compile(r"[^,\]}#\r\n]*[^,\]}#\s]")
_ESCAPES: Final = {
    "b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\",
}  # fmt: skip
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")


class Span(NamedTuple):
    """A stretch of the text, by offsets."""

    start: int
    end: int


class Positions(NamedTuple):
    """Spans of values and of the keys they stand under (for a table, its header)."""

    values: dict[KeyPath, Span]
    keys: dict[KeyPath, Span]
    stated: tuple[tuple[KeyPath, Span], ...]
    """Every `key = value` and every header in the order of the text, repeated ones too."""


class _LostError(Exception):
    """The text is not what `tomllib` accepts."""


def index(text: str) -> Positions:
    """The span of every value and key; a table's value is not listed, its key is."""
    walker = _Walker(text)
    with suppress(_LostError, RecursionError):
        walker.document()
    return Positions(walker.values, walker.keys, tuple(walker.stated))


class _Walker:
    """A walk over the text that knows just enough of TOML to tell keys from values."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.values: dict[KeyPath, Span] = {}
        self.keys: dict[KeyPath, Span] = {}
        self.stated: list[tuple[KeyPath, Span]] = []
        self.counts: dict[KeyPath, int] = {}

    def document(self) -> None:
        """Every statement in turn."""
        prefix: KeyPath = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.peek("["):
                prefix = self.header()
            else:
                self.pair(prefix)
            self.skip(_BLANK)

    def header(self) -> KeyPath:
        """`[a.b]` or `[[a.b]]`: the path that following keys stand under."""
        start, many = self.at, self.text.startswith("[[", self.at)
        self.at += 1 + many
        parts, _ = self.key()
        self.skip(_SPACE)
        self.expect("]" * (1 + many))
        path = self.resolve(parts, last=not many)
        if many:
            self.keys.setdefault(path, Span(start, self.at))
            count = self.counts[path] = self.counts.get(path, -1) + 1
            path = (*path, count)
        self.keys.setdefault(path, Span(start, self.at))
        self.stated.append((path, Span(start, self.at)))
        return path

    def resolve(self, parts: tuple[str, ...], *, last: bool) -> KeyPath:
        """A header's path with the running number of each array of tables on the way."""
        path: KeyPath = ()
        for n, part in enumerate(parts, 1):
            path = (*path, part)
            if path in self.counts and (last or n < len(parts)):
                path = (*path, self.counts[path])
        return path

    def pair(self, prefix: KeyPath) -> None:
        """`key = value`."""
        parts, span = self.key()
        path = (*prefix, *parts)
        for n in range(len(prefix) + 1, len(path)):
            self.keys.setdefault(path[:n], span)
        self.keys[path] = span
        self.stated.append((path, span))
        self.skip(_SPACE)
        self.expect("=")
        self.skip(_SPACE)
        self.value(path)

    def key(self) -> tuple[tuple[str, ...], Span]:
        """A dotted key: its parts, and the span of the whole."""
        parts: list[str] = []
        start = end = self.at
        while True:
            self.skip(_SPACE)
            match = _BARE.match(self.text, self.at) or _STRING.match(self.text, self.at)
            if match is None:
                raise _LostError
            if not parts:
                start = match.start()
            parts.append(_name(match[0]))
            self.at = end = match.end()
            self.skip(_SPACE)
            if not self.peek("."):
                return tuple(parts), Span(start, end)
            self.at += 1

    def value(self, path: KeyPath) -> None:
        """A string, an array, an inline table or a scalar."""
        start = self.at
        if self.peek("["):
            self.array(path)
        elif self.peek("{"):
            self.inline(path)
        else:
            match = _STRING.match(self.text, start) or _SCALAR.match(self.text, start)
            if match is None:
                raise _LostError
            self.at = match.end()
        self.values[path] = Span(start, self.at)

    def array(self, path: KeyPath) -> None:
        """`[…]`, each item under its number."""
        self.at += 1
        count = 0
        self.skip(_BLANK)
        while not self.peek("]"):
            self.value((*path, count))
            count += 1
            self.skip(_BLANK)
            if self.peek(","):
                self.at += 1
                self.skip(_BLANK)
            elif not self.peek("]"):
                raise _LostError
        self.at += 1

    def inline(self, path: KeyPath) -> None:
        """`{…}`."""
        self.at += 1
        self.skip(_BLANK)
        while not self.peek("}"):
            self.pair(path)
            self.skip(_BLANK)
            if self.peek(","):
                self.at += 1
                self.skip(_BLANK)
            elif not self.peek("}"):
                raise _LostError
        self.at += 1

    def skip(self, pattern: "re.Pattern[str]") -> None:
        """Move past what matches, if anything."""
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()

    def peek(self, text: str) -> bool:
        """Whether that text is next."""
        return self.text.startswith(text, self.at)

    def expect(self, text: str) -> None:
        """Move past that text."""
        if not self.peek(text):
            raise _LostError
        self.at += len(text)


def _name(raw: str) -> str:
    if raw[0] == "'":
        return raw[1:-1]
    return _ESCAPE.sub(_unescape, raw[1:-1]) if raw[0] == '"' else raw


def _unescape(match: "re.Match[str]") -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if code[0] in "uU" else _ESCAPES.get(code, code)
