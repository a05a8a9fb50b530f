"""Files for the tests of `survey`, and what it makes of them. The workers import this module."""

import csv
import multiprocessing as mp
import os
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from gkreport.survey import schema, work
from gkreport.survey.plan import Chunk, Settings

ROOT = Path(__file__).parents[1]
COMPLETE = (ROOT / "samples" / "complete.toml").read_text("utf-8")
WRONG = COMPLETE.replace("[     12,    3,", "[     13,    3,")
TRUE = [path.read_text("utf-8") for path in sorted((ROOT / "tests/true_reports").glob("*.toml"))]
SETTINGS = Settings(date(2026, 2, 1), "0")


def reports(folder: Path, count: int) -> Path:
    """Some reports, every seventh of them with a wrong figure."""
    for n in range(count):
        text = WRONG if n % 7 == 0 else TRUE[n % len(TRUE)] if n % 3 else COMPLETE
        path = folder / f"{n % 4}" / f"{n:05}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def chunk(*paths: Path | str, first: int = 1) -> Chunk:
    """Files as one piece of work."""
    return Chunk(0, first, tuple(map(str, paths)), SETTINGS, "")


def one(path: Path | str) -> dict[str, str]:
    """The row of the table of reports that a file gives."""
    rows = list(csv.reader(work.run(chunk(path)).tables[0].decode().splitlines()))
    assert len(rows) == 1
    return dict(zip(schema.header("reports"), rows[0], strict=True))


def tables(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a survey."""
    with duckdb.connect() as connection:
        return {
            table.name: connection.execute(
                f"FROM read_parquet('{folder / table.name}.parquet', hive_partitioning = false) "
                "ORDER BY ALL"
            ).fetchall()
            for table in schema.load().tables
        }


class Deadly(str):
    """A path that ends the process that reads it, unless that is the test's own."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> str:
        if mp.parent_process() is not None:
            os._exit(3)
        return super().__getitem__(key)
