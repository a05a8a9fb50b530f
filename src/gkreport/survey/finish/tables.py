"""The tables as CSV, which needs no extra: `reports.csv` and so on, with a mark for Excel."""

import csv
import os
from typing import IO, TYPE_CHECKING, Final

from gkreport.survey.addresses import places
from gkreport.survey.finish.sheets import tame
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
                    told = _cells(rows) if name == CELLS else csv.reader(rows)
                    _write(file, told)
        beside.replace(output / f"{name}.csv")


def _write(file: "IO[str]", rows: "Iterable[Sequence[str]]") -> None:
    """Rows in which no text becomes a formula."""
    csv.writer(file, lineterminator="\n").writerows([tame(text) for text in row] for row in rows)


def _cells(rows: "Iterable[str]") -> "Iterator[tuple[str, ...]]":
    """Cells by the ids of their places."""
    known = places()
    for report, number, text in csv.reader(rows):
        gap = text.startswith(GAP)
        value, stated = ("", text[1:]) if gap else (text, "")
        yield (report, *known[int(number)], value, stated)
