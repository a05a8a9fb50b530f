"""One survey at a time writes into a folder. The lock goes with the process that holds it."""

from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FILE: Final = ".survey.lock"


@contextmanager
def alone(folder: "Path") -> "Iterator[bool]":
    """Whether nobody else writes into the folder; nobody else can while the block lasts."""
    path = folder / _FILE
    with path.open("w") as file:
        ours = _locked(file)
        yield ours
    if ours:
        with suppress(OSError):
            path.unlink()


def _locked(file: IO[str]) -> bool:
    """Take the lock. Where a disk knows no locks, everybody has it."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return _locked_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True


def _locked_on_windows(file: IO[str]) -> bool:  # pragma: no cover - seen on Windows only
    import msvcrt  # noqa: PLC0415 - only there

    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
