"""Where the chunks of a survey are worked on: here, in processes of this machine, on a cluster.

Each module has a class that is an `Executor`; the survey knows no more of them than this.
"""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.survey.plan import Chunk
    from gkreport.survey.work import Packed


class Unfit(Exception):  # noqa: N818 - it is what the cluster is
    """A cluster that cannot be used: the message says why and what to do."""


class Executor(Protocol):
    """Something that works on chunks."""

    @property
    def workers(self) -> int:
        """How many chunks are worked on at the same time."""
        ...

    def map(self, chunks: "Iterable[Chunk]") -> "Iterator[Packed]":
        """What every chunk comes to, as they are done, in any order.

        Chunks are taken as they are needed. A file that ends its worker becomes a row of its own.
        Closing the generator early ends the work.
        """
        ...

    def close(self) -> None:
        """Let go of what was held."""
        ...
