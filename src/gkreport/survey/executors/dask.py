"""On a Dask cluster that is there already: a scheduler, and workers that see the same paths."""

import os
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from gkreport import __version__
from gkreport.need import need
from gkreport.survey import work
from gkreport.survey.executors import Unfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.survey.plan import Chunk
    from gkreport.survey.work import Packed

_AHEAD: Final = 2
_PATIENCE: Final = "10s"
_LOST: Final = (
    "与集群的联系断了，读过的都留着。"
    "集群恢复以后再运行同一条命令，接着做；不加 --cluster 就在本机做"
)


class Cluster:
    """The workers of a Dask scheduler. Raises Missing and Unfit."""

    def __init__(self, address: str) -> None:
        distributed = need("distributed", "cluster")
        try:
            self._client: Any = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Unfit(
                f"连不上 {address}。请核对地址，并确认 Dask 调度程序（dask scheduler）正在运行"
            ) from error
        self._distributed = distributed
        self.workers = sum(self._client.nthreads().values())
        self._examine(address)

    def _examine(self, address: str) -> None:
        """Whether every worker has this version of the program."""
        if not self.workers:
            raise Unfit(f"{address} 下面没有工作进程。请先启动 dask worker")
        try:
            versions = self._client.run(work.version)
        except ModuleNotFoundError as error:
            raise Unfit(
                f"{address} 的工作进程里没有 gkreport。请在那些机器上安装 gkreport {__version__}"
            ) from error
        other = sorted({v for v in versions.values() if v != __version__})
        if other:
            raise Unfit(
                f"{address} 的工作进程里是 gkreport {'、'.join(other)}，这里是 {__version__}。"
                "请装成同一个版本"
            )

    def map(self, chunks: "Iterable[Chunk]") -> "Iterator[Packed]":
        """As they are done. The scheduler gives the chunks of a lost worker to another one."""
        waiting = iter(chunks)
        under_way: dict[Any, Chunk] = {}
        done = self._distributed.as_completed(loop=self._client.loop)

        def send(count: int) -> None:
            for chunk in islice(waiting, count):
                future = self._send(chunk)
                under_way[future] = chunk
                done.add(future)

        try:
            send(self.workers * _AHEAD)
            for future in done:
                chunk = under_way.pop(future)
                send(1)
                yield self._result(future, chunk)
        except (self._distributed.CancelledError, OSError, TimeoutError) as error:
            raise Unfit(_LOST) from error
        finally:
            with suppress(Exception):  # the scheduler may be gone
                self._client.cancel(list(under_way))

    def _result(self, future: Any, chunk: "Chunk") -> "Packed":  # noqa: ANN401 - untyped library
        """What a chunk came to; one that killed several workers is cut in half."""
        try:
            result: Packed = future.result()
        except self._distributed.KilledWorker:
            if len(chunk.paths) == 1:
                return work.lost(chunk)
            one, other = map(self._alone, chunk.halves())
            return one.merged(other)
        return result

    def _alone(self, chunk: "Chunk") -> "Packed":
        return self._result(self._send(chunk), chunk)

    def _send(self, chunk: "Chunk") -> Any:  # noqa: ANN401 - untyped library
        """Give a chunk to the scheduler, with paths that mean the same wherever a worker stands."""
        return self._client.submit(work.run, chunk._replace(root=os.getcwd()), pure=False)  # noqa: PTH109 - a text

    def close(self) -> None:
        """Leave the cluster as it was."""
        self._client.close()
