"""The files that `import` reads, and how those that it writes are named."""

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

STREAM: Final = Path("-")
_FORBIDDEN: Final = dict.fromkeys((*range(32), 127, *map(ord, '<>:"/\\|?*')), "_")
_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
_LONGEST: Final = 80
"""How many characters of a name are kept: file systems count 255 bytes, Chinese takes three."""


class Sources(NamedTuple):
    """The files to read, and how many in folders were passed over."""

    files: tuple[Path, ...]
    skipped: int
    folder: bool
    """Whether a folder was among the sources."""


def gather(given: "Sequence[Path]") -> Sources:
    """Every file, those in folders by their kind; each once, in the order given."""
    files: dict[Path, None] = {}
    skipped, folder = 0, False
    for path in given:
        if path == STREAM or not path.is_dir():
            files[path] = None
            continue
        folder = True
        inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        fits = [p for p in inside if p.suffix.lower() in KINDS and not p.name.startswith("~$")]
        files |= dict.fromkeys(fits)
        skipped += len(inside) - len(fits)
    return Sources(tuple(files), skipped, folder)


class Names:
    """The names given so far in one folder. Windows and macOS tell no capitals apart."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def name(self, organ: str, year: int | None, source: Path) -> tuple[str, bool]:
        """A file name for a report, and whether it had to be numbered."""
        known = f"{organ}-{year}" if organ and year else source.stem
        stem = safe("report" if source == STREAM and not (organ and year) else known)
        candidate, n = stem, 1
        while _key(candidate) in self.taken:
            n += 1
            candidate = f"{stem}-{n}"
        self.taken.add(_key(candidate))
        return f"{candidate}.toml", n > 1


def safe(name: str) -> str:
    """A name that every system takes."""
    clean = unicodedata.normalize("NFC", name).translate(_FORBIDDEN)
    clean = " ".join(clean.split())[:_LONGEST].strip(" .")
    device = clean.partition(".")[0].strip().lower() in _DEVICES
    return f"_{clean}" if device or not clean else clean


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
