"""Findings as GitHub's workflow commands: each becomes a remark beside its line."""

from typing import TYPE_CHECKING, Final

from gkreport.output import SEVERITY_WORDS, visible
from gkreport.output.examined import remarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.finding import Finding
    from gkreport.output.examined import Examined

_COMMANDS: Final = {"error": "error", "warning": "warning", "note": "notice"}
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def lines(files: "Sequence[Examined]") -> "Iterator[str]":
    """A command for each finding and for each file that could not be checked."""
    for file in files:
        if file.failed:
            yield _command("error", {"file": file.path, "title": "没有检查"}, file.reason)
        yield from map(_line, file.findings)


def _line(finding: "Finding") -> str:
    word = SEVERITY_WORDS[finding.severity]
    where: dict[str, object] = {"file": finding.path}
    if finding.line and finding.column:
        end = finding.column + finding.width - 1
        where |= {"line": finding.line, "col": finding.column, "endColumn": end}
    where["title"] = f"{word} {finding.code} {finding.name}"
    text = "\n".join((finding.hit.message, *remarks(finding)))
    return _command(_COMMANDS[finding.severity], where, text)


def _command(name: str, where: "dict[str, object]", text: str) -> str:
    fields = ",".join(
        f"{key}={visible(str(value)).translate(_PROPERTY)}" for key, value in where.items()
    )
    return f"::{name} {fields}::{visible(text).translate(_DATA)}"
