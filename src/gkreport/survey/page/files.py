"""The page's tables about files: what could not be read and why, and what lies beside the page."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.survey import schema
from gkreport.survey.finish.duck import DATABASE
from gkreport.survey.page.model import (
    NOTHING,
    Cell,
    Row,
    Section,
    Table,
    noted,
    section,
    sentence,
    shared,
    shown,
)
from gkreport.survey.page.numbers import number
from gkreport.survey.read import READ
from gkreport.survey.summary import data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gkreport.survey.page.tally import Tally
    from gkreport.survey.summary import Summary

_OTHER: Final = "other"
_UNITS: Final = ("字节", "KB", "MB", "GB", "TB")
_KILO: Final = 1024
_NONE: "Final[Mapping[str, int]]" = {}


class About(NamedTuple):
    """What there is to say of a survey beside its summary."""

    files: int
    """How many files were given."""
    passed_over: int
    """How many files in the folders were no candidates by their names."""
    day: "date"
    """The day of the check."""
    version: str
    """The program's."""
    beside: tuple[str, ...] = ()
    """The names of the files that lie beside the page."""
    sizes: "Mapping[str, int]" = _NONE
    """Their sizes in bytes, where they are known."""
    repeated: int = 0
    """How many reports are of an organ and a year that another one is of, too."""

    @property
    def can_be_asked(self) -> bool:
        """Whether there is a database beside the page, so that `ask` works."""
        return DATABASE in self.beside


class Files(NamedTuple):
    """How many files there are, by what became of them."""

    all: int
    read: int
    doubtful: int
    other: int
    """No reports at all."""
    failed: int


def files(tally: "Tally", about: About) -> Files:
    """What became of the files."""
    by = {status: n for (status,), n in tally.group("input", 1).items()}
    read = sum(by.get(status, 0) for status in READ)
    other = by.get(_OTHER, 0)
    whole = max(about.files, sum(by.values()))
    failed = sum(by.values()) - read - other
    return Files(whole, read, by.get(READ[1], 0), other, failed)


def unread(tally: "Tally", summary: "Summary", about: About) -> Section:
    """What could not be read, with examples; formats and how they fared."""
    counts = tally.group("input", 1)
    statuses = data()["statuses"]
    shown_ = [status for status in statuses if counts[status,]]
    whole = files(tally, about).all
    rows = tuple(Row(statuses[s], (shared(counts[s,], whole),)) for s in shown_)
    tables = []
    if rows:
        notes = noted(f"全部文件，共 {number(whole)} 个", whole)
        tables.append(Table("statuses", "全部文件读得怎样", ("读得怎样", "文件"), rows, notes))
        tables.append(_formats(tally, shown_))
    tables += [_examples(s, summary, counts[s,]) for s in shown_ if summary.unread.get(s)]
    return section("unread", tables=tuple(tables))


def _formats(tally: "Tally", statuses: list[str]) -> Table:
    counts = tally.group("input", 0, 1)
    words = data()["formats"]
    every = tally.group("input", 0)
    rows = tuple(
        Row(
            words.get(name) or shown(name, 20),
            (Cell(number(many)), *(Cell(number(counts[name, s])) for s in statuses)),
        )
        for (name,), many in sorted(every.items(), key=lambda item: (-item[1], item[0]))[:12]
    )
    head = ("文件是什么", "文件", *(data()["statuses"][s] for s in statuses))
    return Table("formats", "各种文件读得怎样", head, rows)


def _examples(status: str, summary: "Summary", many: int) -> Table:
    """The first files of a status, and why."""
    kept = sorted(summary.unread[status])
    rows = tuple(
        Row(shown(one.path), (sentence(shown(one.reason) or "没有说明"),), sort="path")
        for one in kept
    )
    title = data()["statuses"][status]
    if len(kept) < many:
        title += f"：共 {number(many)} 个，这里是前 {len(kept)} 个"
    else:
        title += f"：{number(many)} 个"
    notes = (data()["helps"][status],)
    return Table(f"examples-{status}", title, ("文件", "原因"), rows, notes, ("text",))


def beside(about: About, example: str) -> Section:
    """The files beside the page, and how to go on."""
    meanings = {table.name: f"{table.title}：{table.about}" for table in schema.load().tables}
    rows, sized = [], bool(about.sizes)
    for name in about.beside:
        told = data()["files"].get(name) or meanings.get(name.rpartition(".")[0], "")
        size = (Cell(_size(about.sizes.get(name))),) if sized else ()
        rows.append(Row(name, (sentence(told), *size), sort="link"))
    head = ("文件", "里面是什么", *(("大小",) if sized else ()))
    tables = (Table("beside", "旁边的文件", head, tuple(rows), sorts=("text", "number")),)
    commands = tuple(
        (c["type"].format(example=example), c["about"])
        for c in data()["commands"]
        if about.can_be_asked or not c.get("database")
    )
    lead = data()["sections"]["files"]["parquet" if about.can_be_asked else "csv"]
    return section("files", (lead,), tables=tables if rows else ())._replace(commands=commands)


def _size(size: int | None) -> str:
    """A size as a person says it."""
    if size is None:
        return NOTHING
    value, unit = float(size), 0
    while value >= _KILO and unit < len(_UNITS) - 1:
        value, unit = value / _KILO, unit + 1
    return f"{value:,.1f} {_UNITS[unit]}" if unit else f"{size:,} {_UNITS[0]}"
