"""How long one document may take: a survey is not held up by a single file."""

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SECONDS: Final = 120.0
"""A PDF of a hundred pages takes some five."""
_AGAIN: Final = 1.0
"""A library may have caught the first alarm."""


class TooLong(Exception):  # noqa: N818 - it is what is the matter
    """The time is over."""


@contextmanager
def at_most(seconds: float) -> "Iterator[None]":
    """Raise TooLong in the block after that time.

    Without effect on Windows and outside a process's main thread, where there is no alarm.
    """
    if not hasattr(signal, "setitimer") or not _is_main():
        yield
        return
    before = signal.signal(signal.SIGALRM, _over)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


def _over(number: int, frame: "FrameType | None") -> None:  # noqa: ARG001 - what a handler is given
    raise TooLong
