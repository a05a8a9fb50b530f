"""Waiting for the database, so that a person may stop it: its own calls do not listen."""

import threading
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_OFTEN: Final = 0.2
"""Seconds between two looks at whether the person wants to stop, where waiting cannot be broken."""
_PATIENCE: Final = 10.0
"""Seconds that the database has to stop in."""


def waited(connection: Any, work: "Callable[[], Any]") -> Any:  # noqa: ANN401 - an untyped library
    """What a call on a connection gives. Ctrl+C ends the call, and comes through."""
    result: list[Any] = []
    failed: list[BaseException] = []
    done = threading.Event()  # joining a thread cannot be taken up again after Ctrl+C

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again by who waits
            failed.append(error)
        finally:
            done.set()

    thread = threading.Thread(target=run, daemon=True)
    try:
        thread.start()
        while not done.wait(_OFTEN):
            pass
    except KeyboardInterrupt:
        _stop(connection, done)
        raise
    if failed:
        raise failed[0]
    return result[0]


def _stop(connection: Any, done: threading.Event) -> None:  # noqa: ANN401 - an untyped library
    """End a call: it does not hear of it before it has begun, so it is told until it has ended."""
    for _ in range(round(_PATIENCE / _OFTEN)):
        connection.interrupt()
        if done.wait(_OFTEN):
            return
