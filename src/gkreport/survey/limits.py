"""How long one file may take: a survey is not held up by a single one."""

import _thread
import ctypes
import signal
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SECONDS: Final = 120.0
"""A PDF of a hundred pages takes some five."""
_AGAIN: Final = 1.0
"""A library may have caught the first alarm."""
_MOMENT: Final = 0.0002
"""So long a thread takes to end."""


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
    watch = _Watch()
    try:
        try:
            watch.start(seconds)
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

    def __init__(self) -> None:
        self._watched = threading.get_ident()
        self._wanted, self._running, self._raised = True, False, False
        self._wait = threading.Lock()
        self._wait.acquire()

    def start(self, seconds: float) -> None:
        """Watch from now on."""
        self._running = True
        try:
            _thread.start_new_thread(self._watch, (seconds,))  # a Thread would wait, which is code
        except RuntimeError:  # there can be no more threads
            self._running = False
            raise

    def _watch(self, seconds: float) -> None:
        while not self._wait.acquire(timeout=seconds):
            self._raised = True
            self._raise()
            seconds = _AGAIN
        self._running = False

    def stop(self) -> None:
        """End the thread, and come to the end of what it raised."""
        while self._wanted:
            with suppress(TooLong):
                self._end()

    def _end(self) -> None:
        while self._running:
            with suppress(RuntimeError):  # released before, and the thread has not seen it yet
                self._wait.release()
            time.sleep(_MOMENT)
        if self._raised:
            self._swallow()
        self._wanted = False

    def _swallow(self) -> None:
        """Raise it once more in this thread, in the place of one that nobody has seen yet.

        To take back what was set would leave CPython 3.11 looking for it for ever.
        """
        with suppress(TooLong):
            self._raise()
            while True:
                pass

    def _raise(self) -> None:
        here, what = ctypes.c_ulong(self._watched), ctypes.py_object(TooLong)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(here, what)
