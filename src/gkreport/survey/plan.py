"""How the files of a survey are dealt out: chunks that cost about the same."""

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

MOST: Final = 256
"""How many files a chunk has at most."""
_SHARES: Final = 1000
"""Into how many parts the whole work is cut, within the two bounds below."""
_BOUNDS: Final = (250, 60_000)
"""Milliseconds of one core that a chunk takes at least and at most."""
_COSTS: Final = {".toml": 1, ".md": 5, ".txt": 5, ".docx": 25, ".pdf": 260}
_COST: Final = 10
"""About how many milliseconds a file takes, by its ending; `benchmarks/` measures them."""


class Settings(NamedTuple):
    """What every chunk of a survey is checked with."""

    today: "date"
    version: str
    """The program's: another one finds other things."""


class Chunk(NamedTuple):
    """Some files that are worked on together. `first` is the id of the first of them."""

    number: int
    first: int
    paths: tuple[str, ...]
    settings: Settings
    digest: str
    """Names what is in the chunk: other files, ids or settings give another one."""
    root: str = ""
    """The folder that paths start from, for workers that stand in another one."""

    def halves(self) -> "tuple[Chunk, Chunk]":
        """The same files as two chunks."""
        half = len(self.paths) // 2
        return (
            self._replace(paths=self.paths[:half]),
            self._replace(paths=self.paths[half:], first=self.first + half),
        )


def seconds(paths: "Iterable[str]") -> float:
    """About how long one core takes for files."""
    return sum(map(_cost, paths)) / 1000


def chunks(paths: "Sequence[str]", settings: Settings) -> "Iterator[Chunk]":
    """The files in order, dealt out. The same files give the same chunks on every machine."""
    budget = min(max(sum(map(_cost, paths)) // _SHARES, _BOUNDS[0]), _BOUNDS[1])
    number, first, cost = 0, 0, 0
    for n, path in enumerate(paths):
        if n > first and (n - first >= MOST or cost + _cost(path) > budget):
            yield _chunk(number, first, paths[first:n], settings)
            number, first, cost = number + 1, n, 0
        cost += _cost(path)
    if first < len(paths):
        yield _chunk(number, first, paths[first:], settings)


def _chunk(number: int, first: int, paths: "Sequence[str]", settings: Settings) -> Chunk:
    told = [f"{first} {settings.today} {settings.version}", *map(_state, paths)]
    digest = sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Chunk(number, first + 1, tuple(paths), settings, digest)


def _state(path: str) -> str:
    """A file, and what tells that it is still the same."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a path object costs more than the call
    except OSError:
        return path
    return f"{path}\t{status.st_size}\t{status.st_mtime_ns}"


def _cost(path: str) -> int:
    return _COSTS.get(path[path.rfind(".") :].lower(), _COST)
