"""The report files in a folder."""

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIX: Final = ".toml"


def toml_files(folder: str) -> "Iterator[tuple[str, OSError | None]]":
    """The TOML files below a folder in the order of their names, one folder at a time.

    A folder that cannot be read comes with the reason. Links to folders are left out.
    """
    waiting = [iter([(folder, True)])]
    while waiting:
        path, is_folder = next(waiting[-1], ("", False))
        if not path:
            waiting.pop()
        elif not is_folder:
            yield path, None
        else:
            try:
                waiting.append(iter(_entries(path)))
            except OSError as error:
                yield path, error


def _entries(folder: str) -> list[tuple[str, bool]]:
    """The folders and the files that fit, and whether each is a folder."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    kinds = [(entry, entry.is_dir(follow_symlinks=False)) for entry in entries]
    return [(e.path, is_folder) for e, is_folder in kinds if is_folder or _fits(e)]


def _fits(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a TOML file; a link that leads nowhere is taken for one, and cannot be read."""
    named = entry.name.lower().endswith(_SUFFIX)
    return named and (entry.is_file() or not os.path.exists(entry.path))  # noqa: PTH110 - a text
