"""Fields in the texts of a report: `{{ name }}` shows a figure of its tables, or who and when.

Nothing is evaluated: a name is looked up, `+` adds figures up, and that is all. `{{{{` is two
braces as they stand. What is no field, or has no value, stays as it is written: to be seen.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.report import FIELD
from gkreport.report.names import Fault, Names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkreport.report import Report
    from gkreport.source.positions import KeyPath

_CLOSE: Final = "}}"
ESCAPED: Final = FIELD * 2


class Piece(NamedTuple):
    """A stretch of an expanded text that was a field or an escape, or looks like one."""

    start: int
    end: int
    raw_start: int
    """Where it stands in the text as it is written."""
    raw_end: int
    word: str
    """The name; empty for an escape."""
    fault: Fault | None = None
    """Why it stays as it is."""


class Expanded(NamedTuple):
    """A text with the values of its fields, and the way back to the text as it is written."""

    text: str
    pieces: tuple[Piece, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the expanded text as one of the written text; a value is its whole field."""
        return self._back(start, end=False), self._back(end, end=True)

    def _back(self, at: int, *, end: bool) -> int:
        shift = 0
        for piece in self.pieces:
            if at < piece.start or (end and at == piece.start):
                break
            if piece.fault is None and (at < piece.end or (end and at == piece.end)):
                return piece.raw_end if end else piece.raw_start
            shift = piece.raw_end - piece.end if at >= piece.end else piece.raw_start - piece.start
        return at + shift

    def within(self, start: int, end: int) -> Piece | None:
        """The field that holds a stretch of the expanded text or a part of it."""
        return next((p for p in self.pieces if p.start < end and start < p.end), None)


def escape(text: str) -> str:
    """A text as it has to be written so that nothing in it is a field."""
    return text.replace(FIELD, ESCAPED)


def expand(text: str, report: "Report", names: Names | None = None) -> Expanded:
    """A text with the values of its fields in their places."""
    names = names or Names(report)
    parts: list[str] = []
    pieces: list[Piece] = []
    at = length = 0
    while (start := text.find(FIELD, at)) >= 0:
        end, word, shown = _field(text, start, names)
        fault = shown if isinstance(shown, Fault) else None
        value = text[start:end] if isinstance(shown, Fault) else shown
        length += start - at
        pieces.append(Piece(length, length + len(value), start, end, word, fault))
        parts += (text[at:start], value)
        length += len(value)
        at = end
    return Expanded("".join((*parts, text[at:])), tuple(pieces))


def _field(text: str, start: int, names: Names) -> tuple[int, str, str | Fault]:
    """Where it ends, its name, and what is shown in its place."""
    if text.startswith(ESCAPED, start):
        return start + len(ESCAPED), "", FIELD
    inside, close, _ = text[start + len(FIELD) :].partition("\n")[0].partition(_CLOSE)
    if not close or FIELD in inside:
        return start + len(FIELD), "", Fault("unclosed", "")
    end = start + len(FIELD) + len(inside) + len(_CLOSE)
    value = names.find(inside)
    return end, inside.strip(), value if isinstance(value, Fault) else value.text


def expansions(report: "Report") -> "Mapping[KeyPath, Expanded]":
    """Every text with a field in it, by its path."""
    names = Names(report)
    return {path: expand(text, report, names) for path, text in _texts(report) if FIELD in text}


def _texts(report: "Report") -> "Iterator[tuple[KeyPath, str]]":
    for section, text in report.sections.items():
        yield ("sections", section), text
    for n, extra in enumerate(report.extra):
        yield ("sections", "extra", n, "text"), extra.text


def settled(report: "Report") -> "Report":
    """The same report with the values of the fields in its texts: what a document shows."""
    if not any(FIELD in text for _, text in _texts(report)):
        return report
    found = {path: expanded.text for path, expanded in expansions(report).items()}
    sections = {s: found.get(("sections", s), text) for s, text in report.sections.items()}
    extra = tuple(
        e._replace(text=found.get(("sections", "extra", n, "text"), e.text))
        for n, e in enumerate(report.extra)
    )
    return report._replace(sections=sections, extra=extra)
