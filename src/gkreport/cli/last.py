"""Last year's report, found by itself beside this one: same organ, the year before."""

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from gkreport.cli.shell import Stop, load
from gkreport.report.read import read

if TYPE_CHECKING:
    from gkreport.report import Report

_HEAD = 4096
"""How many bytes of a neighbour are read: its first lines hold year and name."""
_FOLDERS = 16
"""So many folders are remembered: a folder with those that it lies in."""


_Neighbours = dict[tuple[int, str], list[str]]
"""The files of a folder by the year and the organ that their first lines name."""


def named(path: Path, report: "Report") -> "Report":
    """Last year's report as given by the person. Raises Stop where the file is not that."""
    last = read(load(path)).report
    if last is None:
        raise Stop(f"--last 给的 {path} 写法有错，请先用 gkreport check {path} 查看")
    if not report.organ.same_as(last.organ):
        raise Stop(
            f"--last 给的是“{last.organ.name}”的报告，不是“{report.organ.name}”的。"
            "改过名称的，请把旧名写进 organ.former"
        )
    if report.year and last.year and last.year != report.year - 1:
        raise Stop(f"--last 给的是 {last.year} 年的报告，这里要 {report.year - 1} 年的")
    return last


def found(path: Path, report: "Report") -> "tuple[Path, Report] | None":
    """The one neighbour of the same organ for the year before; None where there is no such one."""
    if report.year is None or not report.organ.name or str(path) == "-":
        return None
    folder = path.parent.resolve()
    if _names(folder) == (path.name,):
        return None
    neighbours = _neighbours(folder)
    organs = {report.organ.name, *report.organ.former}
    names = (name for o in organs for name in neighbours.get((report.year - 1, o), ()))
    fits = [path.with_name(name) for name in names if name != path.name]
    if len(fits) != 1:
        return None
    last = read(load(fits[0])).report
    return (fits[0], last) if last is not None and report.organ.same_as(last.organ) else None


def forget() -> None:
    """Look at the folders anew next time: a program that goes on sees files come and go."""
    _names.cache_clear()
    _neighbours.cache_clear()


@lru_cache(_FOLDERS)
def _names(folder: Path) -> tuple[str, ...]:
    """The TOML files; whatever else is named so, a pipe, would never come to its end."""
    with os.scandir(folder) as found:
        return tuple(sorted(e.name for e in found if e.name.endswith(".toml") and e.is_file()))


@lru_cache(_FOLDERS)
def _neighbours(folder: Path) -> _Neighbours:
    """Every report in a folder, by its first lines."""
    year = re.compile(rb"^year *= *([0-9]{4})\b", re.MULTILINE)
    name = re.compile(rb'^(?:organ\.)?name *= *"([^"\\\n]*)"', re.MULTILINE)
    result: _Neighbours = {}
    for file_name in _names(folder):
        try:
            with (folder / file_name).open("rb") as file:
                head = file.read(_HEAD)
        except OSError:
            continue
        year_found, name_found = year.search(head), name.search(head)
        if year_found and name_found:
            organ = name_found[1].decode("utf-8", "replace")
            result.setdefault((int(year_found[1]), organ), []).append(file_name)
    return result
