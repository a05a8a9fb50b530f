"""In this process: what is quickest for little work."""

from typing import TYPE_CHECKING, Final

from gkreport.survey import work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.survey.plan import Chunk
    from gkreport.survey.work import Packed


class Serial:
    """One chunk after the other."""

    workers: Final[int] = 1

    def map(self, chunks: "Iterable[Chunk]") -> "Iterator[Packed]":
        """In the order given."""
        return map(work.run, chunks)

    def close(self) -> None:
        """There is nothing to let go of."""
