"""How long one file may take: a survey is not held up by a single one."""

import ctypes
import signal
import sys
import threading
from contextlib import contextmanager, suppress
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
    """Raise TooLong in the block after that time, as soon as Python code runs in it again.

    By an alarm where there is one, which is in the main thread, else by another thread, which only
    CPython can do.
    """
    if hasattr(signal, "setitimer") and _is_main():
        yield from _alarmed(seconds)
    elif sys.implementation.name == "cpython":
        yield from _watched(seconds)
    else:  # pragma: no cover - seen with other Pythons only
        yield


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


def _alarmed(seconds: float) -> "Iterator[None]":
    before = signal.signal(signal.SIGALRM, _over)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _over(number: int, frame: "FrameType | None") -> None:  # noqa: ARG001 - what a handler is given
    raise TooLong


def _watched(seconds: float) -> "Iterator[None]":
    watch = _Watch(seconds)
    try:
        try:
            yield
        finally:
            watch.stop()
    finally:
        watch.stop()  # the time may have been over in the midst of stopping


class _Watch:
    """A thread that raises TooLong in the one that made it, until it is stopped.

    What is raised may come anywhere, in the midst of stopping too: so nothing is held while that is
    done, and it can be done again.
    """

    def __init__(self, seconds: float) -> None:
        self._watched = threading.get_ident()
        self._wait = threading.Lock()
        self._wait.acquire()
        self._thread = threading.Thread(target=self._watch, args=(seconds,), daemon=True)
        self._thread.start()

    def _watch(self, seconds: float) -> None:
        while not self._wait.acquire(timeout=seconds):
            self._raise(ctypes.py_object(TooLong))
            seconds = _AGAIN

    def stop(self) -> None:
        """End the thread, and take back what it raised and nobody has seen yet."""
        with suppress(RuntimeError):  # released before, and the thread has not seen it yet
            self._wait.release()
        self._thread.join()
        self._raise(None)

    def _raise(self, what: "ctypes.py_object[type[TooLong]] | None") -> None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._watched), what)
