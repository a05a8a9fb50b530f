"""Every target of the benchmarks beside what it came to: `make bench`, `make bench-short`.

    .venv/bin/python benchmarks/table.py [short|middle|full] [ID...]

With ids only what is needed for them is measured. The exit code says whether everything could be
done, never how long it took.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import measured
from measured import HEAD, TARGETS, Measured, Sizes

SIZES: Final = {"short": measured.SHORT, "middle": measured.MIDDLE, "full": measured.FULL}


def start(sizes: Sizes) -> Iterator[Measured]:
    """S1-S4, S6."""
    import startup  # noqa: PLC0415 - each group loads what it needs

    with tempfile.TemporaryDirectory() as name:
        for figure in startup.figures(startup.inputs(Path(name))):
            if figure.id != "S5":  # batch.py, with and without the quick parser
                yield Measured(figure.id, startup.measure(figure, sizes.rounds))


def batch(sizes: Sizes) -> Iterator[Measured]:
    """S5, B1-B3, B5, B6."""
    import batch as module  # noqa: PLC0415

    return module.rows(sizes)


def survey(sizes: Sizes) -> Iterator[Measured]:
    """B4, B7, B8."""
    import survey as module  # noqa: PLC0415

    return module.rows(sizes)


def rendering(sizes: Sizes) -> Iterator[Measured]:
    """R1-R3."""
    import rendering as module  # noqa: PLC0415

    return module.rows(sizes.rounds)


def importing(sizes: Sizes) -> Iterator[Measured]:
    """I1."""
    import importing as module  # noqa: PLC0415

    return module.rows(sizes.rounds)


GROUPS: Final[dict[str, Callable[[Sizes], Iterator[Measured]]]] = {
    "S1 S2 S3 S4 S6": start,
    "S5 S5-fast B1 B2 B3 B5 B6": batch,
    "B4 B4-fast B7 B8": survey,
    "R1 R2 R3": rendering,
    "I1": importing,
}


def main() -> None:
    given = sys.argv[1:]
    sizes = SIZES[given.pop(0)] if given and given[0] in SIZES else measured.FULL
    begun = time.monotonic()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {sizes}")
    print(HEAD)
    done = []
    for ids, group in GROUPS.items():
        if not given or set(given) & set(ids.split()):
            for found in group(sizes):
                print(found.line(), flush=True)
                done.append(found.id)
    if not given and sorted(done) != sorted(TARGETS):
        sys.exit(f"not every target was measured: {sorted(set(TARGETS) ^ set(done))}")
    print(f"{time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
