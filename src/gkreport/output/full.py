"""A finding as a person reads it: the line, a caret under the place, the figures, the way out."""

import re
from typing import TYPE_CHECKING

from rich.text import Text

from gkreport.finding import FILE_FORMAT
from gkreport.layout.width import fold, width
from gkreport.output import SEVERITY_STYLES, SEVERITY_WORDS, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Finding
    from gkreport.source import Source

_INDENT = "     "
_RUN = re.compile(" {2,}")


def show(finding: "Finding", source: "Source | None", columns: int) -> "Iterator[Text]":
    """The lines of one finding, none wider than `columns`, and an empty one after it."""
    style = SEVERITY_STYLES[finding.severity]
    place = f":{finding.line}:{finding.column}" if finding.line else ""
    head = Text(f"{finding.path}{place}  ")
    head.append(f"{SEVERITY_WORDS[finding.severity]} {finding.code} {finding.name}", style)
    yield head
    for line in fold(visible(finding.hit.message), columns - 2):
        yield Text("  " + line, "bold")
    if source is not None and finding.line:
        yield from _excerpt(finding, source, columns, style)
    for label, text in _remarks(finding):
        lines = fold(visible(text), columns - len(_INDENT) - width(label))
        yield Text(f"{_INDENT}{label}{lines[0]}")
        yield from (Text(_INDENT + " " * width(label) + line) for line in lines[1:])
    yield Text("")


def _remarks(finding: "Finding") -> "Iterator[tuple[str, str]]":
    for n, sentence in enumerate(finding.hit.details):
        yield "      " if n else "其中：", sentence
    if finding.basis != FILE_FORMAT:
        yield "依据：", finding.basis
    if finding.hit.hint:
        yield "办法：", finding.hit.hint
    if finding.hit.mends:
        yield "代改：", f"gkreport check --fix 能改好 {len(finding.hit.mends)} 处"


def _excerpt(finding: "Finding", source: "Source", columns: int, style: str) -> "Iterator[Text]":
    """The source line, cut around the place where it is long, and the caret under it."""
    assert finding.line is not None
    assert finding.column is not None
    text, at = source.line(finding.line).replace("\t", " "), finding.column - 1
    size = len(visible(text[at : at + finding.width]))
    text, at = visible(text), len(visible(text[:at]))
    number = f"{finding.line:>4} | "
    room = columns - len(number) - 6
    if width(text) > room:  # an aligned row is wide because of its padding
        size = len(_RUN.sub(" ", text[: at + size])) - len(_RUN.sub(" ", text[:at]))
        text, at = _RUN.sub(" ", text), len(_RUN.sub(" ", text[:at]))
    start, end = _window(text, at, size, room)
    before, after = "..." if start else "", "..." if end < len(text) else ""
    yield Text(number + before + text[start:end] + after)
    skip = width(before + text[start:at])
    marked = text[at : min(end, at + size)]
    yield Text(" " * 4 + " | " + " " * skip) + Text("^" * max(1, width(marked)), style)


def _window(text: str, at: int, size: int, columns: int) -> tuple[int, int]:
    """A stretch of a line around a place, no wider than `columns`."""
    if width(text) <= columns:
        return 0, len(text)
    start = 0 if width(text[: at + min(size, columns // 2)]) <= columns else at
    while start and width(text[start - 1 : at]) <= columns // 2:
        start -= 1
    end = at + min(size, 1)
    while end < len(text) and width(text[start : end + 1]) <= columns:
        end += 1
    return start, end
