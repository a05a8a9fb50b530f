"""`gkreport survey`: B4, B7, B8, and how it grows.

    .venv/bin/python benchmarks/survey.py [short|middle|full]

Over made-up reports of which one in ten has a fault. Every run is a process of its own.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from batch import SEED, SIZES
from made import make
from measured import HEAD, PROGRAM, Measured, Run, Sizes, folder, ratio, run, straight

from gkreport.survey import run as surveys
from gkreport.survey.executors.pool import Pool
from gkreport.survey.executors.serial import Serial
from gkreport.survey.inputs import gather

FEW = 50
WORKERS = 2


def surveyed(place: Path, *options: str) -> Run:
    """A whole survey, as a person runs it."""
    with folder() as output:
        told = run([PROGRAM, "survey", str(place), "-o", str(output / "out"), *options])
        if not (output / "out" / surveys.PAGE).is_file():
            raise RuntimeError(told.output)
    return told


def worked(place: Path, workers: int, *, fast: bool) -> float:
    """Seconds of the work itself, tables and page left out, the start of the workers included."""
    command = [sys.executable, __file__, "work", str(place), str(workers)]
    return float(run(command, fast=fast).output)


def work(place: Path, workers: int) -> None:
    """What that process does."""
    with folder() as output:
        inputs = gather([place], output)
        begun = time.perf_counter()
        survey = surveys.prepare(inputs, output, date(2026, 1, 31))
        with closing(Pool(workers) if workers > 1 else Serial()) as executor:
            surveys.work(survey, executor, lambda _: None)
        print(time.perf_counter() - begun)


def parsed(place: Path) -> float:
    """Seconds of one core that only reads and parses with tomllib; broken files stop nothing."""
    return float(run([sys.executable, __file__, "parse", str(place)], fast=False).output)


def parse(place: Path) -> None:
    """What that process does."""
    import tomllib  # noqa: PLC0415 - beside its use

    begun = time.perf_counter()
    for path in sorted(place.rglob("*.toml")):
        try:
            tomllib.loads(path.read_bytes().decode())
        except ValueError:
            continue
    print(time.perf_counter() - begun)


def rows(sizes: Sizes) -> Iterator[Measured]:
    """Everything here, as it is done."""
    with folder() as place:
        many, some, few = place / "many", place / "some", place / "few"
        make(few, FEW, SEED)
        make(some, sizes.batch, SEED)
        for id, fast in (("B4", False), ("B4-fast", True)):  # noqa: A001
            one, two = (partial(worked, some, n, fast=fast) for n in (1, WORKERS))
            yield Measured(id, ratio(one, two, sizes.batches), f"{sizes.batch:,} files")
        alone, chosen = (partial(_took, few, *options) for options in (("-j", "1"), ()))
        yield Measured("B7", ratio(chosen, alone, sizes.rounds))
        make(many, sizes.survey, SEED)
        two = partial(_took, many, "-j", str(WORKERS))
        bare = partial(parsed, many)
        yield Measured("B8", ratio(bare, two, sizes.batches), f"{sizes.survey:,} files")
    grow(sizes)


def _took(place: Path, *options: str) -> float:
    return surveyed(place, *options).seconds


def grow(sizes: Sizes) -> None:
    """Print time and memory for ten times as many, and whether the line is straight."""
    points: list[tuple[float, float]] = []
    for count in sizes.growth:
        with folder() as place:
            make(place, count, SEED)
            runs = [surveyed(place) for _ in range(max(1, sizes.batches // 3))]
        took, peak = median(r.seconds for r in runs), median(r.peak for r in runs)
        points.append((float(count), took))
        rate = count / took
        print(f"  survey {count:>9,} files {took:8.2f} s {rate:8,.0f} a second {peak:6.0f} MiB")
    if len(points) > 2:
        print(f"  on a straight line: R2 = {straight(points):.5f}")


def main() -> None:
    match sys.argv[1:]:
        case ["work", place, workers]:
            work(Path(place), int(workers))
        case ["parse", place]:
            parse(Path(place))
        case given:
            print(HEAD)
            for measured in rows(SIZES[given[0] if given else "full"]):
                print(measured.line(), flush=True)


if __name__ == "__main__":
    main()
