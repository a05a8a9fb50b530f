"""A survey of many made-up reports: does it find what was planted, and nothing else?

    .venv/bin/python benchmarks/trial.py [REPORTS] [KILLED]

First REPORTS files (100,000) with known faults are surveyed, and the errors and warnings of every
file are held against what was planted. Then KILLED files (5,000) are surveyed twice, once in one go
and once killed at random three times, and the tables are held against each other. Ends with 1 where
anything differs.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb
from made import Planted, make

PROGRAM = Path(sys.executable).with_name("gkreport")
TABLES = ("reports", "cells", "findings", "sources")
SEED = 6
KILLS = 3
DEFAULTS = (100_000, 5_000)


def survey(folder: Path, output: Path) -> float:
    """Survey a folder; returns seconds."""
    start = time.perf_counter()
    subprocess.run([PROGRAM, "survey", folder, "-o", output], check=True, capture_output=True)
    return time.perf_counter() - start


def planted(count: int, folder: Path) -> bool:
    """Survey made-up reports; returns whether every finding is where it was planted."""
    told = make(folder / "in", count, SEED)
    seconds = survey(folder / "in", folder / "out")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{count:,} files in {seconds:.1f} s, {count / seconds:,.0f} a second, peak {peak:.0f} MiB"
    )
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT r.path, f.code, f.severity FROM '{folder}/out/findings.parquet' f "  # noqa: S608
            f"JOIN '{folder}/out/reports.parquet' r ON r.id = f.report WHERE severity <> 'note'"
        ).fetchall()
        sorts = connection.execute(
            f"SELECT status, count(*) FROM '{folder}/out/reports.parquet' GROUP BY 1 ORDER BY 1"  # noqa: S608
        ).fetchall()
    print("files by status:", dict(sorts), "planted:", dict(told.sorts))
    return _agrees(told, found)


def _agrees(told: Planted, found: list[tuple[str, str, str]]) -> bool:
    wanted = Counter(
        (str(path), code, severity)
        for path, hits in told.expected.items()
        for code, severity in hits
    )
    missed, other = wanted - Counter(found), Counter(found) - wanted
    print(f"planted {sum(wanted.values()):,}, found {len(found):,}")
    for name, difference in (("missed", missed), ("not planted", other)):
        for (path, code, severity), number in sorted(difference.items())[:10]:
            print(f"  {name}: {code} {severity} {number} in {path}")
    return not missed and not other


def killed(count: int, folder: Path) -> bool:
    """Survey reports in one go and in pieces; returns whether the tables are the same."""
    make(folder / "in", count, SEED)
    seconds = survey(folder / "in", folder / "whole")
    luck = random.Random(SEED)  # noqa: S311 - no secret is at stake
    for _ in range(KILLS):
        command = [str(x) for x in (PROGRAM, "survey", folder / "in", "-o", folder / "pieces")]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(seconds * luck.uniform(0.1, 0.4))
        print("killed" if process.poll() is None else "was done before it could be killed")
        process.kill()
        process.wait()
    survey(folder / "in", folder / "pieces")
    return all(_same(folder, name) for name in TABLES)


def _same(folder: Path, name: str) -> bool:
    whole, pieces = (f"FROM '{folder}/{run}/{name}.parquet'" for run in ("whole", "pieces"))
    with duckdb.connect() as connection:
        rows, differing = connection.execute(
            f"SELECT (SELECT count(*) {whole}), "  # noqa: S608
            f"(SELECT count(*) FROM (({whole} EXCEPT ALL {pieces}) UNION ALL "
            f"({pieces} EXCEPT ALL {whole})))"
        ).fetchone() or (0, 1)
    print(f"{name}: {rows:,} rows, {differing} differ")
    return bool(rows) and not differing


def main() -> None:
    given = list(map(int, sys.argv[1:]))
    many, few = (*given, *DEFAULTS[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        found = planted(many, Path(folder) / "planted")
        same = killed(few, Path(folder) / "killed")
    sys.exit(not (found and same))


if __name__ == "__main__":
    main()
