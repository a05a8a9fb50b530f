"""How far a long piece of work has come: a bar in a terminal, a line now and then elsewhere."""

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from gkreport.cli.shell import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EVERY: Final = 10.0
"""Seconds between two lines where there is no terminal."""
_DOWN: Final = 60


@contextmanager
def meter(whole: int) -> "Iterator[Callable[[int], None]]":
    """Give a function that hears how many more are done."""
    if sys.stderr.isatty():
        yield from _bar(whole)
    else:
        yield _lines(whole)


def _bar(whole: int) -> "Iterator[Callable[[int], None]]":
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    from gkreport.cli.shell import console  # noqa: PLC0415

    columns = (
        TextColumn("正在读"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}/{task.total:,.0f} 个"),
        TextColumn("{task.fields[rate]}"),
        TextColumn("还要"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(stderr=True)) as progress:
        task = progress.add_task("", total=whole, rate="")

        def told(more: int) -> None:
            progress.update(task, advance=more)
            speed = progress.tasks[task].speed
            progress.update(task, rate=f"每秒 {speed:,.0f} 个" if speed else "")

        yield told


def _lines(whole: int) -> "Callable[[int], None]":
    begun = last = time.monotonic()
    done = 0

    def told(more: int) -> None:
        nonlocal done, last
        done += more
        now = time.monotonic()
        if now - last >= _EVERY and done < whole:
            last = now
            rate = done / (now - begun)
            left = _left(whole - done, rate)
            say(f"已读 {done:,}/{whole:,} 个，每秒 {rate:,.0f} 个，还要约 {left}")

    return told


def _left(files: int, rate: float) -> str:
    seconds = files / rate
    return f"{seconds / _DOWN:.0f} 分钟" if seconds >= 2 * _DOWN else f"{seconds:.0f} 秒"
