"""When something that the preview depends on has changed."""

from contextlib import suppress
from time import sleep
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_PAUSE: Final = 0.3
"""Seconds between two looks at the files."""

Signature = tuple[tuple[str, int, int, int], ...]
"""Path, time, size and number of each file that is there: another one after every saving."""


def signature(paths: "Iterable[Path]") -> Signature:
    """What the files are like now; those that are not there are left out."""
    found = []
    for path in paths:
        try:
            now = path.stat()
        except OSError:
            continue
        found.append((str(path), now.st_mtime_ns, now.st_size, now.st_ino))
    return tuple(sorted(found))


def beats(folders: "tuple[Path, ...]") -> "Iterator[None]":
    """A beat after every change in the folders, and one every little while without any.

    The beats between are what makes it sure: network drives tell nobody of a change. Where
    `watchfiles` is not installed, or cannot watch a folder, there are only those.
    """
    with suppress(ImportError, OSError, RuntimeError):  # not there, or no more folders to be had
        yield from _told(folders)
    while True:
        sleep(_PAUSE)
        yield


def _told(folders: "tuple[Path, ...]") -> "Iterator[None]":
    """The beats of `watchfiles`. Raises ImportError where it is not installed."""
    from watchfiles import watch  # noqa: PLC0415 - an extra

    pause = int(_PAUSE * 1000)
    told = watch(
        *folders, debounce=50, step=20, rust_timeout=pause, yield_on_timeout=True, recursive=False
    )
    for _ in told:
        yield
