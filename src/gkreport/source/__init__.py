"""A report's bytes as text, with line and column for every offset."""

from bisect import bisect_right
from functools import cached_property
from typing import Final, NamedTuple

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


class _Source(NamedTuple):
    name: str
    text: str
    encoding: str = "utf-8"
    """What the bytes were: "utf-8", "gb18030", "utf-16-le", "utf-16-be", or "" for none of them."""
    mark: bytes = b""
    """The byte order mark that the bytes began with."""


class Source(_Source):
    """Text and where it came from. Lines and columns count from 1, columns in characters."""

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, kept inside the text."""
        if line > len(self._starts):
            return len(self.text)
        return min(self._starts[line - 1] + column - 1, len(self.text))

    def line(self, number: int) -> str:
        """One line without its end."""
        start = self._starts[number - 1]
        ends = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:ends].rstrip("\r\n")

    def encoded(self, text: str) -> bytes:
        """Another text as bytes of the same kind. Raises ValueError where there is no such kind."""
        if not self.encoding:
            raise ValueError("bytes that could not be read")
        return self.mark + text.encode(self.encoding)


def decode(name: str, data: bytes) -> Source:
    """Read bytes as UTF-8, else as what they are. Never fails: see `Source.encoding`."""
    mark, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", "utf-8"))
    data = data[len(mark) :]
    for attempt in (encoding, "gb18030"):
        try:
            return Source(name, data.decode(attempt), attempt, mark)
        except UnicodeDecodeError:
            continue
    return Source(name, data.decode("utf-8", "replace"), "")
