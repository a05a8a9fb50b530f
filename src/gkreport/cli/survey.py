"""`gkreport survey`."""

import os
import time
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.cli.meter import meter
from gkreport.cli.shell import Stop, reason, say, unreadable
from gkreport.need import Missing, need
from gkreport.survey import run as surveys
from gkreport.survey.executors import Unfit
from gkreport.survey.executors.serial import Serial
from gkreport.survey.finish.duck import Unwritable
from gkreport.survey.inputs import gather
from gkreport.survey.lock import alone
from gkreport.survey.read import READ
from gkreport.survey.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.survey.executors import Executor
    from gkreport.survey.run import Survey
    from gkreport.survey.summary import Summary

_LITTLE: Final = 1.0
"""Up to so many seconds of work are done sooner in this process than others are started."""
_INTERRUPTED: Final = 130
_NONE: Final = 2
"""The exit code where not one report was read."""
_READ: Final = {
    "read": "份读清了",
    "doubtful": "份读了、有要核对的",
    "broken": "份写法有错",
    "other": "个不是年度报告",
    "refused": "个读不了",
    "unreadable": "个打不开",
    "failed": "个读的时候出了意外",
}


class Asked(NamedTuple):
    """What the command line asks for."""

    output: Path
    jobs: int | None = None
    cluster: str = ""
    csv: bool = False
    force: bool = False


def run(paths: "Sequence[Path]", asked: Asked) -> int:
    """Read and check everything, write the results, return the exit code."""
    begun = time.monotonic()
    _there(paths)
    parquet = _parquet(asked)
    _room(paths, asked, parquet=parquet)
    inputs = gather(paths, asked.output)
    if not inputs.files:
        raise Stop(f"{'、'.join(map(str, paths))} 里没有可以读的文件（.toml、网页、Word、PDF 等）")
    today = date.today()  # noqa: DTZ011 - the person's own calendar
    with _going_on(asked.output), alone(asked.output) as ours:
        if not ours:
            raise Stop(
                f"另一个 gkreport survey 正在写 {asked.output}。请等它做完，或用 -o 另起名字"
            )
        survey = surveys.prepare(inputs, asked.output, today, _absolute(paths))
        if len(survey.todo) < len(survey.chunks):
            done = len(inputs.files) - survey.left
            say(f"接着上次没有做完的：{done} 个文件已经读过，还有 {survey.left} 个")
        _work(survey, asked)
        say("正在写结果……")
        summary = surveys.finish(survey, parquet=parquet)
    return _close(survey, summary, asked, time.monotonic() - begun)


def _there(paths: "Sequence[Path]") -> None:
    """Raise Stop where something that is named is not there: a slip of the hand, most likely."""
    gone = [path for path in paths if not path.exists()]
    if gone:
        raise Stop("\n".join(unreadable(path, FileNotFoundError()) for path in gone))
    odd = [path for path in paths if not path.is_file() and not path.is_dir()]
    if odd:
        raise Stop(f"{'、'.join(map(str, odd))} 不是文件，也不是文件夹，读不了")


def _absolute(paths: "Sequence[Path]") -> list[str]:
    return sorted(str(path.absolute()) for path in paths)


def _room(paths: "Sequence[Path]", asked: Asked, *, parquet: bool) -> None:
    """Raise Stop where the results cannot go there."""
    output = asked.output
    if output.exists() and not output.is_dir():
        raise Stop(f"{output} 是文件，不是文件夹。请用 -o 写一个文件夹")
    if strange := surveys.strange(output, parquet=parquet):
        raise Stop(
            f"{'、'.join(map(str, strange))} 不是普查写的，普查的结果要用这个名字，所以没有做。"
            "请把它移走，或者用 -o 另起名字"
        )
    if Store(output).unfinished:
        if asked.force:
            Store(output).clear()
        elif Store(output).given not in (None, _absolute(paths)):
            raise Stop(
                f"{output} 里有另一次普查没有做完，来源不一样，没有改动它。"
                "要丢掉它，加上 --force；要留着，用 -o 另起名字"
            )
        return
    if not asked.force and surveys.is_finished(output):
        raise Stop(
            f"{output} 里已经有普查结果，没有改动它。要重新做，加上 --force；要另存，用 -o 另起名字"
        )
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"{output} 这个文件夹建不起来：{reason(error)}") from error


def _parquet(asked: Asked) -> bool:
    """Whether the tables are written as Parquet."""
    if asked.csv:
        return False
    try:
        need("duckdb", "batch")
    except Missing:
        say("没有装 DuckDB，结果写成 CSV，gkreport ask 不能用")
        say('要 Parquet 的，请运行 pip install "gkreport[batch]"，再做一遍')
        return False
    return True


@contextmanager
def _going_on(output: Path) -> "Iterator[None]":
    """Say what a full disk, or the person's own stop, means for a survey."""
    try:
        yield
    except KeyboardInterrupt:
        raise Stop("已停下，读过的都留着。再运行同一条命令，接着做", _INTERRUPTED) from None
    except Unwritable as error:
        raise Stop(
            f"表格没有写成：{error}\n读过的都留着，加上 --csv 再运行同一条命令，可以先写成 CSV"
        ) from error
    except OSError as error:
        raise Stop(
            f"{output} 写不进去：{reason(error)}。做完的都留着，处理好以后再运行同一条命令，接着做"
        ) from error


def _work(survey: "Survey", asked: Asked) -> None:
    """Read and check what is left, with progress."""
    if not survey.todo:
        return
    with closing(_executor(survey, asked)) as executor, meter(survey.left) as told:
        try:
            surveys.work(survey, executor, told)
        except Unfit as unfit:
            raise Stop(str(unfit)) from unfit


def _executor(survey: "Survey", asked: Asked) -> "Executor":
    """Where the work is done. Raises Stop where a cluster cannot be used."""
    if asked.cluster:
        return _cluster(asked.cluster)
    workers = min(asked.jobs or _cores(), len(survey.todo))
    if workers == 1 or (asked.jobs is None and survey.seconds < _LITTLE):
        return Serial()
    from gkreport.survey.executors.pool import Pool  # noqa: PLC0415 - only for more work

    return Pool(workers)


def _cores() -> int:
    """How many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _cluster(address: str) -> "Executor":
    from gkreport.survey.executors.dask import Cluster  # noqa: PLC0415 - only with --cluster

    try:
        cluster = Cluster(address)
    except (Missing, Unfit) as error:
        raise Stop(str(error)) from error
    say(f"已连上 {address}，共 {cluster.workers} 个工作线程")
    return cluster


def _close(survey: "Survey", summary: "Summary", asked: Asked, seconds: float) -> int:
    """Say what was read, and what to do next; the exit code: whether there is a report at all."""
    inputs = survey.inputs
    counts = summary.inputs()
    told = "，".join(f"{counts[s]:,} {words}" for s, words in _READ.items() if counts[s])
    skipped = f"；跳过 {inputs.skipped:,} 个别的文件" if inputs.skipped else ""
    say(f"共 {len(inputs.files):,} 个文件，用了 {_told(seconds)}：{told}{skipped}")
    say(f"结果在 {asked.output}，先看 {asked.output / surveys.PAGE}")
    if (asked.output / surveys.DATABASE).exists():
        say(f"再问细处：gkreport ask {asked.output}")
    if any(counts[status] for status in READ):
        return 0
    say("一份报告也没有读成，请看看来源写得对不对；每个文件的原因在结果里")
    return _NONE


def _told(seconds: float) -> str:
    """A span of time as people say it."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes} 分"
    return f"{minutes} 分 {rest} 秒" if minutes else f"{seconds:.1f} 秒"
