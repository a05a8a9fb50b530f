"""Many reports in one process: S5, B1-B3, B5, B6, table checks alone, growth.

    .venv/bin/python benchmarks/batch.py [short|middle|full]

All loops run over the same made-up reports in turn, in one process; growth and memory are those of
`gkreport check` of a folder.
"""

import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from made import make
from measured import (
    FULL,
    HEAD,
    MIDDLE,
    PROGRAM,
    SHORT,
    Measured,
    Run,
    Sizes,
    folder,
    ratio,
    run,
    seconds,
    straight,
)

from gkreport.report.read import read
from gkreport.rules import arithmetic
from gkreport.rules.engine import examine
from gkreport.source import decode, toml

SEED = 6
ONE = Path(__file__).parents[1] / "samples" / "complete.toml"
SIZES = {"short": SHORT, "middle": MIDDLE, "full": FULL}


def data(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as fast as it gets
        return file.read()


def parse(paths: list[str]) -> None:
    """The yardstick with tomllib: nothing but reading and parsing."""
    for path in paths:
        tomllib.loads(data(path).decode())


def parse_fast(paths: list[str]) -> None:
    """The yardstick with toml-rs."""
    import toml_rs  # noqa: PLC0415 - an extra

    for path in paths:
        toml_rs.loads(data(path).decode(), toml_version="1.0.0")


def tables(paths: list[str]) -> None:
    """Read every report, and look whether its sums hold: no rule about texts is run."""
    for path in paths:
        report = read(decode(path, data(path))).report
        if report is None or not all(
            not f.gaps and f.grid.balances(f.values) for f in report.figures.values()
        ):
            sys.exit(
                f"{path} has sums that fail: {report and list(arithmetic.check(report, None))}"
            )


def check(paths: list[str]) -> None:
    """Read and check with every rule."""
    for path in paths:
        if examine(read(decode(path, data(path)))).findings:
            sys.exit(f"{path} is not clean")


def with_tomllib(work: Callable[[], object]) -> float:
    """Processor time with nothing but tomllib."""
    del toml._loaders[1:]  # noqa: SLF001 - the program never goes back to the slow one
    return seconds(work)


def with_fast(work: Callable[[], object]) -> float:
    """Processor time with the quick parser."""
    toml.hasten()
    return seconds(work)


def rates(sizes: Sizes) -> Iterator[Measured]:
    """B1-B3 over reports without a fault."""
    with folder() as place:
        make(place, sizes.batch, SEED, every=0)
        paths = sorted(map(str, place.rglob("*.toml")))
        alone, every = partial(tables, paths), partial(check, paths)
        slow, bare = partial(with_tomllib, every), partial(seconds, partial(parse, paths))
        yield Measured("B1", ratio(bare, slow, sizes.batches), "clean reports")
        if not toml.hasten():
            yield from (Measured(id, None, "toml-rs is not installed") for id in ("B2", "B3"))  # noqa: A001
            return
        fast = partial(with_fast, every)
        bare = partial(seconds, partial(parse_fast, paths))
        yield Measured("B2", ratio(bare, partial(with_fast, alone), sizes.batches))
        yield Measured("B3", ratio(slow, fast, sizes.batches))


def start(sizes: Sizes) -> Iterator[Measured]:
    """S5: a hundred reports beside one, whole processes."""
    with folder() as place:
        many = place / "many"
        many.mkdir()
        for n in range(100):
            (many / f"{n}.toml").write_bytes(ONE.read_bytes())
        one = place / "one.toml"
        one.write_bytes(ONE.read_bytes())
        for id, fast in (("S5", False), ("S5-fast", True)):  # noqa: A001
            ours, theirs = (
                lambda p=path, f=fast: run([PROGRAM, "check", str(p)], fast=f).seconds
                for path in (many, one)
            )
            yield Measured(id, ratio(ours, theirs, sizes.rounds))


def grow(sizes: Sizes) -> Iterator[Measured]:
    """B5 and B6: time and memory for ten times as many, and whether the line is straight."""
    with folder() as place:
        runs: dict[int, list[Run]] = {}
        for count in sizes.growth:
            make(place / str(count), count, SEED, every=0)
        for _ in range(max(1, sizes.batches // 2)):
            for count in sizes.growth:
                checked = run([PROGRAM, "check", str(place / str(count))])
                runs.setdefault(count, []).append(checked)
    *_, less, more = sizes.growth
    pairs = list(zip(runs[more], runs[less], strict=True))
    yield Measured("B5", median(a.seconds / b.seconds for a, b in pairs), f"{more:,} / {less:,}")
    yield Measured("B6", median(a.peak / b.peak for a, b in pairs), f"{more:,} / {less:,}")
    points = [(float(n), median(r.seconds for r in found)) for n, found in runs.items()]
    for (files, took), found in zip(points, runs.values(), strict=True):
        each, peak = took / files * 1e6, median(r.peak for r in found)
        print(f"  {files:>9,.0f} files {took:8.2f} s {each:7.0f} us each {peak:6.0f} MiB")
    if len(points) > 2:
        print(f"  on a straight line: R2 = {straight(points):.5f}")


def per_second(sizes: Sizes) -> None:
    """Print reports a second, with tomllib and with toml-rs."""
    with folder() as place:
        make(place, sizes.batch, SEED, every=0)
        paths = sorted(map(str, place.rglob("*.toml")))
        timers = {"tomllib": with_tomllib}
        if toml.hasten():
            timers["toml-rs"] = with_fast
        for name, work in (("table checks alone", tables), ("every rule", check)):
            for parser, timer in timers.items():
                took = median(timer(partial(work, paths)) for _ in range(sizes.batches))
                print(f"  {name:20}{parser:8}{len(paths) / took:>9,.0f} reports a second")


def rows(sizes: Sizes) -> Iterator[Measured]:
    """Everything here, as it is done."""
    yield from start(sizes)
    yield from rates(sizes)
    per_second(sizes)
    yield from grow(sizes)


def main() -> None:
    given = sys.argv[1:]
    print(HEAD)
    for measured in rows(SIZES[given[0] if given else "full"]):
        print(measured.line(), flush=True)


if __name__ == "__main__":
    main()
