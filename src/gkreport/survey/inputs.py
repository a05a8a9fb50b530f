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
        for file in _walk(str(path), aside):
            if file[file.rfind(".") :].lower() in _FITTING:
                found.add(file)
            else:
                skipped += 1
    return Inputs(tuple(sorted(found)), skipped)


def _walk(folder: str, aside: str) -> "Iterator[str]":
    """The files below a folder. A folder that cannot be read has none; links are not followed."""
    waiting = [folder]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith(_HIDDEN):
                continue
            if entry.is_dir(follow_symlinks=False):
                if os.path.realpath(entry.path) != aside:
                    waiting.append(entry.path)
            elif entry.is_file():
                yield entry.path
