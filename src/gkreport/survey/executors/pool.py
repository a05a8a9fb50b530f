"""In processes of this machine. A file that kills one of them is found and set aside."""

import gc
import multiprocessing as mp
import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING, Final

from gkreport.survey import work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.survey.plan import Chunk
    from gkreport.survey.work import Packed

_RARELY: Final = 100_000
"""A report leaves nothing behind that the collector would have to find."""
_AHEAD: Final = 2
"""How many chunks wait for each worker, so that none has to wait for us."""


class Pool:
    """A pool of worker processes, each with its own memory."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(self, chunks: "Iterable[Chunk]") -> "Iterator[Packed]":
        """As they are done. After a breakdown each chunk that was under way is tried alone."""
        waiting = iter(chunks)
        while True:
            lost: list[Chunk] = []
            yield from self._pooled(waiting, lost)
            if not lost:
                return
            for chunk in lost:
                yield self._alone(chunk)

    def _pooled(self, waiting: "Iterator[Chunk]", lost: "list[Chunk]") -> "Iterator[Packed]":
        """Until all is done, or until a worker dies: then what was under way is lost."""
        under_way: dict[Future[Packed], Chunk] = {}
        others = mp.active_children()
        pool = self._pool(self.workers)
        try:
            while True:
                for chunk in islice(waiting, self.workers * _AHEAD - len(under_way)):
                    under_way[pool.submit(work.run, chunk)] = chunk
                if not under_way:
                    return
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    chunk = under_way.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        lost += [chunk, *under_way.values()]
                        return
        finally:
            if under_way:  # stopped: nobody waits for what they do
                for process in set(mp.active_children()) - set(others):
                    process.terminate()
            pool.shutdown(cancel_futures=True)

    def _alone(self, chunk: "Chunk") -> "Packed":
        """A chunk that may have killed a worker, cut in half until the file is found that does."""
        pool = self._pool(1)
        try:
            return pool.submit(work.run, chunk).result()
        except BrokenProcessPool:
            pass
        finally:
            pool.shutdown(cancel_futures=True)
        if len(chunk.paths) == 1:
            return work.lost(chunk)
        one, other = map(self._alone, chunk.halves())
        return one.merged(other)

    @staticmethod
    def _pool(workers: int) -> ProcessPoolExecutor:
        """Workers, forked from a process that has loaded what they need where that can be."""
        forks = "forkserver" in mp.get_all_start_methods()
        context = mp.get_context("forkserver" if forks else "spawn")
        if forks:
            context.set_forkserver_preload([work.__name__])
        return ProcessPoolExecutor(workers, context, _begin)

    def close(self) -> None:
        """The pool is gone with the work."""


def _begin() -> None:
    """A worker ends at once, and quietly, when the person stops or its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(_RARELY)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
