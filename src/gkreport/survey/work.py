"""What a worker does with a chunk of files, and what it hands back: lines of the tables."""

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport import __version__
from gkreport.importers.blocks import Refused
from gkreport.need import Missing
from gkreport.rules.engine import Options, examine
from gkreport.source import toml
from gkreport.survey.limits import SECONDS, TooLong, at_most
from gkreport.survey.read import NotAReport, read
from gkreport.survey.rows import Input, Rows, failed, rows, short
from gkreport.survey.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.survey.plan import Chunk

TABLES: Final = ("reports", "cells", "findings", "sources")
_CLOSED: Final = "打不开：没有这个文件，没有权限，或者磁盘出错"
_LONG: Final = (
    f"读和检查了 {SECONDS:.0f} 秒还没有完，跳过了。"
    "可以单独读它：报告文件用 gkreport check，别的用 gkreport import"
)
_ODD: Final = "读的时候出了意外："
_FATAL: Final = "读这个文件的时候，读取程序异常退出。可以用 gkreport import 单独读它"


_UNREADABLE: Final = chr(0xFFFD)


class Packed(NamedTuple):
    """The rows of a chunk as CSV, without heads, and what they come to."""

    number: int
    digest: str
    files: int
    tables: tuple[bytes, ...]
    """In the order of `TABLES`."""
    summary: str
    """As JSON: a tenth of the size of the values, and what the store writes."""

    def merged(self, other: "Packed") -> "Packed":
        """Two halves of a chunk, this one before the other."""
        summary = Summary.load(self.summary)
        summary.merge(Summary.load(other.summary))
        tables = tuple(a + b for a, b in zip(self.tables, other.tables, strict=True))
        files = self.files + other.files
        return Packed(self.number, self.digest, files, tables, summary.dump())


def run(chunk: "Chunk") -> Packed:
    """Read and check the files of a chunk. Whatever is wrong with one stays with it."""
    toml.hasten()
    summary = Summary()
    options = Options(today=chunk.settings.today, places=False)
    return _packed(chunk, (_one(file, summary, options) for file in _inputs(chunk)), summary)


def lost(chunk: "Chunk") -> Packed:
    """What there is to say of a chunk whose worker did not survive it."""
    summary = Summary()
    told = (_told(failed(file, "failed", _FATAL), summary) for file in _inputs(chunk))
    return _packed(chunk, told, summary)


def _inputs(chunk: "Chunk") -> "Iterator[Input]":
    return (Input(n, path, chunk.root) for n, path in enumerate(chunk.paths, chunk.first))


def _one(file: Input, summary: Summary, options: Options) -> Rows:
    """The rows of one file."""
    try:
        with at_most(SECONDS):
            found = read(file.place)
            outcome = examine(found.reading, None, options)
            done = rows(file, found, outcome)
    except NotAReport:
        done = failed(file, "other", "不是年度报告")
    except (Refused, Missing) as refused:
        done = failed(file, "refused", str(refused))
    except OSError:
        done = failed(file, "unreadable", _CLOSED)
    except TooLong:
        done = failed(file, "failed", _LONG)
    except Exception as error:  # noqa: BLE001 - one broken file never stops a survey
        done = failed(file, "failed", f"{_ODD}{type(error).__name__} {error}".rstrip())
    else:
        if found.reading.report is not None:
            summary.count_report(done, found, outcome)
    return _told(done, summary)


def _told(done: Rows, summary: Summary) -> Rows:
    summary.count_input(done.report)
    return done


def _packed(chunk: "Chunk", entries: "Iterator[Rows]", summary: Summary) -> Packed:
    """The rows of every file, table by table."""
    texts = [StringIO(newline="") for _ in TABLES]
    reports, cells, findings, sources = texts
    write_report, write_finding, write_source = (
        csv.writer(text, lineterminator="\n") for text in (reports, findings, sources)
    )
    for entry in entries:
        write_report.writerow(map(short, entry.report))
        cells.writelines(entry.cells)
        write_finding.writerows(map(short, row) for row in entry.findings)
        write_source.writerows(entry.sources)
    tables = tuple(_bytes(text.getvalue()) for text in texts)
    return Packed(chunk.number, chunk.digest, len(chunk.paths), tables, summary.dump())


def _bytes(text: str) -> bytes:
    """UTF-8 without what no table can hold: half a pair of surrogates, and nothing at all."""
    return text.replace("\0", _UNREADABLE).encode("utf-8", "replace")


def version() -> str:
    """What a worker runs: asked before work is given to it."""
    return __version__
