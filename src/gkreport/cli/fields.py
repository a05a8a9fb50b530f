"""`gkreport fields`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gkreport.cli.shell import emit, read_report, say
from gkreport.layout.width import pad, width
from gkreport.output import visible
from gkreport.report.names import Entry, Names
from gkreport.rules import Case
from gkreport.rules.fields_typed import Typed, typed
from gkreport.source.positions import index
from gkreport.source.strings import offsets

if TYPE_CHECKING:
    from gkreport.report import Reading

VERSION: Final = 1
_HEAD: Final = ("数值", "字段", "编号")
_SHORT: Final = 8
_UNKNOWN: Final = "（没有数）"


def run(file: Path, form: str, *, every: bool) -> None:
    """List the fields of a report with their values, and the figures that could be fields."""
    reading = read_report(file)
    assert reading.report is not None
    entries = tuple(Names(reading.report).entries(every=every))
    places = _places(reading)
    if form == "json":
        emit(json.dumps(_as_data(file, entries, places), ensure_ascii=False, indent=2))
        return
    rows = [(_UNKNOWN if e.value is None else visible(e.value), "、".join(_short(e)), e.id)
            for e in entries]  # fmt: skip
    sizes = [max(width(row[n]) for row in (_HEAD, *rows)) for n in range(2)]
    for value, names, id in (_HEAD, *rows):  # noqa: A001
        emit(f"{pad(value, sizes[0])}  {pad(names, sizes[1])}  {id}")
    if places:
        emit("\n下面这些数与表格里的一格相等，可以换成字段：")
        for line, column, one in places:
            emit(f"{file}:{line}:{column}  {one.figure} 可以写成 {{{{ {one.name} }}}}")
    say("写在文字里，例如 {{ 新收 }}；哪一列，写成 {{ 新收.自然人 }}；也可以相加，用 + 连接")


def _short(entry: Entry) -> tuple[str, ...]:
    """The usual name, and one other if it is short."""
    more = [name for name in entry.names[1:] if len(name) <= _SHORT]
    return (*entry.names[:1], *more[:1])


def _places(reading: "Reading") -> list[tuple[int, int, Typed]]:
    """Line and column of each figure that could be a field."""
    assert reading.report is not None
    case = Case(reading, reading.report)
    text, found = reading.source.text, []
    values = index(text).values
    for one in typed(case):
        span, expanded = values[one.passage.path], case.expansions.get(one.passage.path)
        at = expanded.back(one.start, one.end)[0] if expanded else one.start
        start = span.start + offsets(text[span.start : span.end])[at]
        found.append((*reading.source.place(start), one))
    return found


def _as_data(
    file: Path, entries: tuple[Entry, ...], places: list[tuple[int, int, Typed]]
) -> dict[str, Any]:
    return {
        "version": VERSION,
        "path": str(file),
        "fields": [
            {"name": next(iter(e.names), None), "names": e.names, "id": e.id, "value": e.value}
            for e in entries
        ],
        "typed": [
            {"line": line, "column": column, "figure": one.figure, "name": one.name}
            for line, column, one in places
        ],
    }
