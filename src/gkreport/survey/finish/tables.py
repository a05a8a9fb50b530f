"""The tables as CSV, which needs no extra: `reports.csv` and so on, with a mark for Excel."""

import csv
import os
import shutil
from typing import TYPE_CHECKING, Final

from gkreport.survey.addresses import places
from gkreport.survey.rows import GAP
from gkreport.survey.schema import header
from gkreport.survey.work import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gkreport.survey.plan import Chunk
    from gkreport.survey.store import Store

CELLS: Final = "cells"


def write(output: "Path", store: "Store", chunks: "Sequence[Chunk]") -> None:
    """Write every table, the rows in the order of the inputs. Each appears whole or not at all."""
    for name in TABLES:
        beside = output / f".{name}.csv.{os.getpid()}.tmp"
        with beside.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(header(name))
            for part in store.parts(name, chunks):
                with part.open(encoding="utf-8", newline="") as rows:
                    if name == CELLS:
                        _write_cells(file, rows)
                    else:
                        shutil.copyfileobj(rows, file)
        beside.replace(output / f"{name}.csv")


def _write_cells(file: "Iterable[str]", rows: "Iterable[str]") -> None:
    csv.writer(file, lineterminator="\n").writerows(_cells(rows))  # type: ignore[arg-type]


def _cells(rows: "Iterable[str]") -> "Iterator[tuple[str | None, ...]]":
    """Cells by the ids of their places."""
    known = places()
    for report, number, text in csv.reader(rows):
        gap = text.startswith(GAP)
        value, stated = (None, text[1:]) if gap else (text, None)
        yield (report, *known[int(number)], value, stated)
