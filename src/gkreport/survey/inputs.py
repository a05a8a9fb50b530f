"""The files of a survey: those named, and those that fit in the folders named."""

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_FITTING: Final = (".toml", *KINDS)
_HIDDEN: Final = (".", "~$")
"""How the names of files and folders begin that are nobody's reports."""


class Inputs(NamedTuple):
    """What a survey reads, ordered by path, and how many files in folders were passed over."""

    files: tuple[str, ...]
    skipped: int


def gather(given: "Sequence[Path]", output: "Path") -> Inputs:
    """Every file, each once. What lies in the output folder is no input."""
    aside = os.path.realpath(output)
    found: set[str] = set()
    skipped = 0
    for path in given:
        if not path.is_dir():
            found.add(str(path))
            continue
        for file, fits in _walk(str(path), aside):
            if fits:
                found.add(file)
            else:
                skipped += 1
    return Inputs(tuple(sorted(found)), skipped)


def _walk(folder: str, aside: str) -> "Iterator[tuple[str, bool]]":
    """The files below a folder, and whether each may be a report; links to folders are left out.

    A folder that cannot be read stands for what is in it, so that nothing is left unsaid.
    """
    waiting = [folder]
    while waiting:
        inside = waiting.pop()
        try:
            entries = list(os.scandir(inside))
        except OSError:
            yield inside, True
            continue
        for entry in entries:
            if entry.name.startswith(_HIDDEN):
                continue
            if entry.is_dir(follow_symlinks=False):
                if os.path.realpath(entry.path) != aside:
                    waiting.append(entry.path)
            elif _is_file(entry):
                yield entry.path, entry.name[entry.name.rfind(".") :].lower() in _FITTING


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry is a file; a link that leads nowhere is taken for one, and becomes a row."""
    try:
        return entry.is_file() or not os.path.exists(entry.path)  # noqa: PTH110 - a text
    except OSError:
        return True
