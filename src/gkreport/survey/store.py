"""Where the chunks that are done are kept until all are: what lets a survey go on after a stop."""

import csv
import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gkreport.survey.plan import Settings
from gkreport.survey.schema import header
from gkreport.survey.summary import Summary
from gkreport.survey.work import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.survey.plan import Chunk
    from gkreport.survey.work import Packed

_FOLDER: Final = ".work"
_SETTINGS: Final = "settings.json"
_DONE: Final = "json"
"""The ending of the file of a chunk that is written last: where it is, the others are whole."""


class Store:
    """The folder of unfinished work inside the output folder.

    A chunk's files are named after what is in it, so what was done for other files, or by another
    version, is never taken for it.
    """

    def __init__(self, output: Path) -> None:
        self.folder = output / _FOLDER

    @property
    def unfinished(self) -> bool:
        """Whether there is work to go on with."""
        return (self.folder / _SETTINGS).is_file()

    @property
    def given(self) -> list[str] | None:
        """What the unfinished work was begun for; None where that is not known."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            raw = json.loads((self.folder / _SETTINGS).read_text("utf-8"))
            return [str(path) for path in raw["given"]]
        return None

    def settings(self, today: date, version: str, given: "Sequence[str]" = ()) -> Settings:
        """Those of the run that goes on, so that its day stays one; else new ones, written down."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / _SETTINGS
        with suppress(OSError, ValueError, KeyError):
            raw = json.loads(path.read_text("utf-8"))
            if raw["version"] == version:
                return Settings(date.fromisoformat(raw["today"]), version)
        told = {"today": str(today), "version": version, "given": list(given)}
        self._write(_SETTINGS, json.dumps(told).encode("utf-8", "replace"))
        return Settings(today, version)

    def has(self, chunk: "Chunk") -> bool:
        """Whether a chunk is done."""
        return self._path(chunk.number, chunk.digest, _DONE).is_file()

    def add(self, packed: "Packed") -> None:
        """Keep what a worker handed back."""
        for name, rows in zip(TABLES, packed.tables, strict=True):
            self._write(self._path(packed.number, packed.digest, name).name, rows)
        done = self._path(packed.number, packed.digest, _DONE)
        self._write(done.name, packed.summary.encode("utf-8", "replace"))

    def parts(self, table: str, chunks: "Sequence[Chunk]") -> "Iterator[Path]":
        """The files with the rows of a table, in the order of the inputs."""
        return (self._path(chunk.number, chunk.digest, table) for chunk in chunks)

    def summary(self, chunks: "Sequence[Chunk]") -> Summary:
        """What all chunks come to."""
        whole = Summary()
        for path in self.parts(_DONE, chunks):
            whole.merge(Summary.load(path.read_text("utf-8")))
        return whole

    def repeated(self, chunks: "Sequence[Chunk]") -> int:
        """How many reports are of an organ and a year that another one is of, too."""
        status, year, owner = map(header("reports").index, ("status", "year", "owner"))
        told, seen = 0, set()
        for path in self.parts("reports", chunks):
            with path.open(encoding="utf-8", newline="") as rows:
                for row in csv.reader(rows):
                    if row[status] in {"read", "doubtful"} and row[owner] and row[year]:
                        told += 1
                        seen.add((row[owner], row[year]))
        return told - len(seen)

    def clear(self) -> None:
        """Remove the folder. What a stranger put into it stays, and so does the folder then."""
        for path in self.folder.glob("*"):
            if path.suffix in {".csv", f".{_DONE}", ".tmp"}:
                path.unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()

    def _path(self, number: int, digest: str, what: str) -> Path:
        ending = what if what == _DONE else f"{what}.csv"
        return self.folder / f"{number:06}-{digest}.{ending}"

    def _write(self, name: str, data: bytes) -> None:
        """A file that is there wholly or not at all."""
        beside = self.folder / f"{name}.{os.getpid()}.tmp"
        beside.write_bytes(data)
        beside.replace(self.folder / name)
