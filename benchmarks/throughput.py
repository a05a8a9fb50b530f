"""B1: how many reports a second with every rule, beside a loop that only reads and parses.

    .venv/bin/python benchmarks/throughput.py [FILES]

Both loops run over the same files in turn; the ratio is taken inside each round, and the median is
printed.
"""

import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from statistics import median

from gkreport.report.read import read
from gkreport.rules.engine import run
from gkreport.source import decode

ROUNDS = 7
ROOT = Path(__file__).parents[1]


def parse(paths: list[str]) -> None:
    """The yardstick."""
    for path in paths:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as fast as it gets
            tomllib.loads(file.read().decode())


def check(paths: list[str]) -> None:
    """Read and check every file."""
    for path in paths:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            reading = read(decode(path, file.read()))
        if run(reading):
            sys.exit(f"{path} is not clean")


def seconds(work: Callable[[list[str]], None], paths: list[str]) -> float:
    """How long a loop takes."""
    start = time.perf_counter()
    work(paths)
    return time.perf_counter() - start


def main() -> None:
    """Print the two rates and their ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    text = (ROOT / "samples" / "complete.toml").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{folder}/{n}.toml" for n in range(count)]
        for path in paths:
            Path(path).write_text(text, "utf-8")
        rounds = [(seconds(parse, paths), seconds(check, paths)) for _ in range(ROUNDS + 1)][1:]
    ratio = median(a / b for a, b in rounds)
    parsed, checked = (count / median(r[n] for r in rounds) for n in (0, 1))
    print(f"{count} files, {ROUNDS} rounds, Python {sys.version.split()[0]}")
    print(f"parse only {parsed:,.0f}/s, every rule {checked:,.0f}/s")
    print(f"B1  {ratio:.2f}  aim 0.8  bar 0.7")


if __name__ == "__main__":
    main()
