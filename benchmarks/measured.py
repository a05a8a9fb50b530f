"""What the benchmarks share: targets, ratios of things done in turn, processes and their memory."""

import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

PROGRAM: Final = str(Path(sys.executable).with_name("gkreport"))
TARGETS: Final[dict[str, dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("targets.toml").read_text("utf-8")
)


class Sizes(NamedTuple):
    """How much is measured."""

    rounds: int
    """Start-up, rendering, import."""
    batch: int
    """Files of a batch."""
    batches: int
    """Rounds of a batch."""
    growth: tuple[int, ...]
    """Files, ten times as many each time."""
    survey: int
    """Files of a survey."""


FULL: Final = Sizes(25, 10_000, 7, (1_000, 10_000, 100_000), 20_000)
SHORT: Final = Sizes(1, 100, 1, (50, 500), 200)
MIDDLE: Final = Sizes(9, 2_000, 5, (200, 2_000), 2_000)
"""For a machine that others work on, too."""


class Measured(NamedTuple):
    """One target, and what it came to; None where something needed is not installed."""

    id: str
    value: float | None
    note: str = ""

    @property
    def reached(self) -> str:
        """Whether aim or bar is met."""
        target = TARGETS[self.id]
        if self.value is None:
            return "not measured"
        less = target["better"] == "less"
        for name in ("aim", "bar"):
            limit = target[name]
            if self.value <= limit if less else self.value >= limit:
                return name
        return "MISSED"

    def line(self) -> str:
        """For the table."""
        target = TARGETS[self.id]
        value = "-" if self.value is None else f"{self.value:.2f}"
        note = f"  ({self.note})" if self.note else ""
        return (
            f"{self.id:8}{value:>9}{target['aim']:>7}{target['bar']:>7}  "
            f"{self.reached:13}{target['what']}{note}"
        )


HEAD: Final = f"{'id':8}{'measured':>9}{'aim':>7}{'bar':>7}  {'reached':13}what"


class Run(NamedTuple):
    """One finished process."""

    seconds: float
    peak: float
    """MiB at most, of the largest of its processes."""
    output: str


def run(command: Sequence[str], *, fast: bool = True) -> Run:
    """Run a command to its end. Raises RuntimeError where it fails.

    Without `fast` it does not find the quick parser.
    """
    with tempfile.TemporaryDirectory() as hidden, tempfile.TemporaryFile() as output:
        if not fast:
            (Path(hidden) / "toml_rs.py").write_text("raise ImportError\n", "utf-8")
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        start = time.perf_counter()
        process = subprocess.Popen(
            list(command), stdout=output, stderr=subprocess.STDOUT, env=env | {"PYTHONPATH": hidden}
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        told = output.read().decode("utf-8", "replace")
    if process.returncode not in (0, 1):  # 1: a check that has found errors
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{told}")
    return Run(seconds, usage.ru_maxrss / 1024, told)


def ratio(
    ours: Callable[[], float], theirs: Callable[[], float], rounds: int, *, warm: bool = True
) -> float:
    """The median of ours / theirs, both done in turn, after one round that is not counted."""
    found = []
    for n in range(rounds + warm):
        pair = ours() / theirs()
        if n >= warm:
            found.append(pair)
    return median(found)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of a call in this process: other work on the machine counts less."""
    start = time.process_time()
    work()
    return time.process_time() - start


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for the time being."""
    with tempfile.TemporaryDirectory(prefix="gkreport-bench-") as name:
        yield Path(name)


def straight(points: Sequence[tuple[float, float]]) -> float:
    """How well points lie on a straight line: R squared."""
    count = len(points)
    x, y = (sum(p[n] for p in points) / count for n in (0, 1))
    across = sum((a - x) * (b - y) for a, b in points)
    return across**2 / (sum((a - x) ** 2 for a, _ in points) * sum((b - y) ** 2 for _, b in points))
