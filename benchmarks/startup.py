"""Start-up and small batches: S1-S6, each a ratio measured in one run beside its bar and aim.

Run `make bench`. The compared commands run in turn, the ratio is taken inside each round, and the
median is printed. Bytecode must be cached: PYTHONDONTWRITEBYTECODE is taken out of the environment.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROUNDS = int(os.environ.get("GKREPORT_ROUNDS", "25"))
ROOT = Path(__file__).parents[1]
GKREPORT = Path(sys.executable).with_name("gkreport")
NOOP = """\
import typer
app = typer.Typer()
@app.command()
def main() -> None:
    pass
app()
"""


class Run(NamedTuple):
    """One finished process: seconds, and the peak of memory in KiB."""

    seconds: float
    peak: int


class Figure(NamedTuple):
    """One line of the table of targets."""

    id: str
    what: str
    command: list[str]
    yardstick: list[str]
    aim: float
    bar: float
    memory: bool = False


def run(command: list[str]) -> Run:
    """Run a command to its end, its output thrown away."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:  # 1: there were findings
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_maxrss)


def measure(figure: Figure, rounds: int) -> float:
    """The median ratio, after one round that is not counted."""
    ratios = []
    for n in range(rounds + 1):
        ours, theirs = run(figure.command), run(figure.yardstick)
        if n:
            pair = (ours.peak, theirs.peak) if figure.memory else (ours.seconds, theirs.seconds)
            ratios.append(pair[0] / pair[1])
    return median(ratios)


def inputs(folder: Path) -> dict[str, str]:
    """The files that are checked."""
    clean = (ROOT / "samples" / "complete.toml").read_text("utf-8")
    five = clean
    for row in ("granted", "partially_granted", "unavailable.not_held"):
        five = five.replace(f"outcome.{row} ", f"outcome.{row}x ", 1)
    five = five.replace("licensing           = 0", 'licensing           = "12件"')
    five = five.replace("penalties           = 0", "penalties           = -1")
    many = folder / "many"
    many.mkdir()
    for n in range(100):
        (many / f"{n}.toml").write_text(clean, "utf-8")
    found = {"one": folder / "one.toml", "five": folder / "five.toml", "noop": folder / "noop.py"}
    for name, text in (("one", clean), ("five", five), ("noop", NOOP)):
        found[name].write_text(text, "utf-8")
    return {name: str(path) for name, path in {**found, "many": many}.items()}


def figures(paths: dict[str, str]) -> list[Figure]:
    """S1-S6 as commands."""
    ours = [str(GKREPORT), "check"]
    noop = [sys.executable, paths["noop"]]
    clean = [*ours, paths["one"]]
    toml = [sys.executable, "-c", "import tomllib"]
    return [
        Figure("S1", "check, clean / no-op Typer command", clean, noop, 1.2, 1.3),
        Figure("S2", "check, clean / import tomllib", clean, toml, 3.0, 3.4),
        Figure("S3", "check, five findings, concise / S1",
               [*ours, "--format", "concise", paths["five"]], clean, 1.1, 1.3),
        Figure("S4", "--help / no-op Typer command", [str(GKREPORT), "--help"], noop, 2.1, 2.4),
        Figure("S5", "check of 100 reports / S1", [*ours, paths["many"]], clean, 2.5, 3.5),
        Figure("S6", "peak memory of S1 / no-op Typer command", clean, noop, 1.2, 1.5, memory=True),
    ]  # fmt: skip


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        print(f"{ROUNDS} rounds each, medians of ratios, Python {sys.version.split()[0]}")
        print(f"{'id':4}{'measured':>10}{'aim':>8}{'bar':>8}  what")
        for f in figures(inputs(Path(name))):
            ratio = measure(f, ROUNDS)
            print(f"{f.id:4}{ratio:>10.2f}{f.aim:>8}{f.bar:>8}  {f.what}", flush=True)


if __name__ == "__main__":
    main()
