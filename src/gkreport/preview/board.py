"""What the server shows now, shared between the one that looks and those that answer."""

from threading import Condition
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkreport.preview.pages import Answer


class Board:
    """The answers of now, with a number that grows whenever they change."""

    def __init__(self, answers: "Mapping[str, Answer]", version: int) -> None:
        self._changed = Condition()
        self._answers = answers
        self._version = version
        self._closed = False

    def answer(self, path: str) -> "Answer | None":
        """What is at a path now."""
        with self._changed:
            return self._answers.get(path)

    def put(self, answers: "Mapping[str, Answer]", version: int) -> None:
        """Show something else, and tell those who wait."""
        with self._changed:
            self._answers, self._version = answers, version
            self._changed.notify_all()

    def wait(self, version: int, seconds: float) -> int | None:
        """The number of now as soon as it is another one, or after that time; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._version != version, seconds)
            return None if self._closed else self._version

    def close(self) -> None:
        """Let go of those who wait."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
