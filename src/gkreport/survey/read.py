"""One file of any kind as a reading, ready to be checked. Raises what the readers raise."""

import os
import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.blocks import Refused
from gkreport.importers.limits import INPUT
from gkreport.report.read import read as read_toml
from gkreport.source import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkreport.importers.compose import Imported
    from gkreport.report import Reading

TOML: Final = ".toml"
READ: Final = ("read", "doubtful")
"""What is said of a file that was read as a report."""
LARGEST: Final = 4 << 20
"""Bytes of a report file: a hundred times those of a long one."""
_ADVICE: Final = re.compile("[：，]请")
"""Where a note begins to say what to do about a single document."""


class NotAReport(Exception):  # noqa: N818 - it is what the file is
    """A TOML file of another program."""


class Read(NamedTuple):
    """What reading a file gave, and how certain that is."""

    reading: "Reading"
    format: str
    status: str
    reason: str = ""
    doubts: "Mapping[str, int] | None" = None
    """How many doubts there are about each table; None where the file states its figures itself."""

    def how(self, part: str) -> str:
        """How a part that is there was read."""
        if self.doubts is None:
            return "stated"
        return "open" if self.doubts.get(part) else "exact"

    def open(self, part: str) -> int:
        """How many figures of a table are in doubt."""
        return self.doubts.get(part, 0) if self.doubts else 0


def read(path: str) -> Read:
    """Read a file. Raises OSError, Refused, NotAReport, or whatever a reader raises."""
    is_toml = path[-len(TOML) :].lower() == TOML
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path object costs more than the read
        _small_enough(os.fstat(file.fileno()).st_size, LARGEST if is_toml else INPUT)
        data = file.read()
    if not is_toml:
        return _document(path, data)
    reading = read_toml(decode(path, data))
    if reading.report is not None and not reading.is_report:
        raise NotAReport
    return Read(reading, "toml", "read" if reading.report is not None else "broken")


def _small_enough(size: int, limit: int) -> None:
    """Raise Refused before a file is read that is too large to be a report."""
    if size > limit:
        raise Refused(f"文件超过了 {limit >> 20} MB 的上限，不像是一份报告")


def _document(path: str, data: bytes) -> Read:
    """A published document, as the report file that `import` would make of it."""
    from gkreport.importers import toml  # noqa: PLC0415 - loads every reader
    from gkreport.importers.reading import read_report  # noqa: PLC0415

    imported = read_report(PurePath(path).name, data)
    reading = toml.reading(imported)
    status, reason = ("read", "") if imported.exact else ("doubtful", _doubt(imported))
    doubts = Counter(evidence.table for evidence in imported.unresolved)
    return Read(reading, imported.document.kind, status, reason, doubts)


def _doubt(imported: "Imported") -> str:
    """Why a person should look at a document."""
    told = [_ADVICE.split(note.message)[0] for note in imported.notes if note.serious]
    if imported.unresolved:
        told.insert(0, f"有 {len(imported.unresolved)} 处数字没有把握")
    return "；".join(told)
