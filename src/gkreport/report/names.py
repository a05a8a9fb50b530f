"""What a field may name, by Chinese words and by ids, and what it stands for in a report."""

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from gkreport.finding import plain
from gkreport.form import NUMERALS
from gkreport.report.cells import Gap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from gkreport.finding import Number
    from gkreport.form import Axis, Node
    from gkreport.report import Figures, Report

Why = Literal["unknown", "unclosed", "columns", "unlike", "gap"]
_NEAR: Final = 3
_ALIKE: Final = 0.5
_LEAST: Final = 2
"""Part of a name begins to say something at so many characters."""


class Fault(NamedTuple):
    """Why a field has no value: no such name, no end, no column, not to be added, a gap."""

    why: Why
    word: str
    columns: tuple[str, ...] = ()
    """The names with a column, where one is wanted."""


class Value(NamedTuple):
    """What a field shows. `number` is None for words; `kind` tells counts from money."""

    text: str
    number: "Number | None" = None
    kind: str = ""


class Entry(NamedTuple):
    """A field that there is: its names, the usual one first, its id, and what it shows."""

    names: tuple[str, ...]
    id: str
    value: str | None
    """None where the report has no figure, or not yet."""


class _Row(NamedTuple):
    figures: "Figures"
    key: str
    node: "Node"

    @property
    def id(self) -> str:
        return f"{self.key}.{self.node.id}"


class Names:
    """The fields of one report."""

    def __init__(self, report: "Report") -> None:
        self._report = report

    @cached_property
    def _rows(self) -> "Mapping[str, _Row]":
        """Every row and branch by its id."""
        report = self._report
        rows = (
            _Row(figures, key, node)
            for key in report.forms
            for figures in report.printed(key)
            for node in figures.grid.table.rows.nodes
        )
        return {row.id: row for row in rows}

    @cached_property
    def _words(self) -> "Mapping[str, str]":
        """The id that each word stands for, of rows and of cells."""
        known = {word: id for word, id in _meant("cells").items() if self._cell(id)}  # noqa: A001
        labels: dict[str, list[str]] = {}
        for row in self._rows.values():
            columns = {word for node in row.figures.grid.columns.nodes for word in _called(node)}
            for word in _called(row.node) if not row.node.is_total else ():
                if word not in columns:  # too little said
                    labels.setdefault(word, []).append(row.id)
        return {word: ids[0] for word, ids in labels.items() if len(ids) == 1} | known

    def find(self, name: str) -> Value | Fault:
        """What stands for a name, or for several with `+` between them."""
        word = "".join(name.split()).replace("＋", "+")
        found: list[Value] = []
        for part in word.split("+"):
            value = self._one(part)
            if isinstance(value, Fault):
                return value
            found.append(value)
        if len(found) == 1:
            return found[0]
        numbers = [value.number for value in found if value.number is not None]
        if len(numbers) < len(found) or len({value.kind for value in found}) > 1:
            return Fault("unlike", word)
        return Value(plain(sum(numbers)), sum(numbers), found[0].kind)

    def _one(self, word: str) -> Value | Fault:
        fact = _FACTS.get(_meant("facts").get(word, word))
        if fact is not None:
            text = " ".join(fact(self._report).split())
            return Value(text) if text else Fault("gap", word)
        found = self._cell(self._words.get(word, word))
        if found is None:
            return Fault("unknown", word)
        row, column = found
        if not column:
            columns = row.figures.grid.columns
            column = _whole(columns)
            if not column:
                names = tuple(f"{word}.{c.short}" for c in columns.leaves)
                return Fault("columns", word, names)
        return _value(row, column, word)

    def _cell(self, id: str) -> "tuple[_Row, str] | None":  # noqa: A002
        """The row, and the column's id where one is named; the longest row comes first."""
        parts = id.split(".")
        for n in range(len(parts), 0, -1):
            head, rest = ".".join(parts[:n]), ".".join(parts[n:])
            row = self._rows.get(head)
            if row is None and rest:
                row = self._rows.get(self._word(head))
            if row is not None and (not rest or (rest := _column(row, rest))):
                return row, rest
        return None

    def _word(self, head: str) -> str:
        """The id behind a Chinese word; ids have none."""
        return "" if head.isascii() else self._words.get(head, "")

    def entries(self, *, every: bool = False) -> "Iterator[Entry]":
        """The fields in the order of the report; with `every`, each column of each row too."""
        for id, words in _data()["facts"].items():  # noqa: A001
            yield self._entry(id, tuple(words))
        cells = _data()["cells"]
        for row in self._rows.values():
            if row.node.is_total or not _leaves(row.figures.grid.rows, row.node.id):
                continue
            labels = (word for word, id in self._words.items() if id == row.id)  # noqa: A001
            columns = row.figures.grid.columns
            own = (*cells.get(row.id, ()), *cells.get(f"{row.id}.{_whole(columns)}", ()))
            names = tuple(dict.fromkeys((*own, *labels)))
            if _whole(columns):
                yield self._entry(row.id, names)
            if (every and len(columns.leaves) > 1) or not _whole(columns):
                for node in columns.nodes:
                    id = f"{row.id}.{node.id}"  # noqa: A001
                    by_row = (f"{name}.{node.short}" for name in names)
                    yield self._entry(id, (*cells.get(id, ()), *by_row))

    def _entry(self, id: str, names: tuple[str, ...]) -> Entry:  # noqa: A002
        value = self._one(id)
        return Entry(names, id, None if isinstance(value, Fault) else value.text)

    def name(self, row: str, column: str) -> str:
        """The usual name of a cell; its id where it has none."""
        figures, _, node = self._rows[row]
        row = row.rpartition(".")[0] if node.is_total else row
        ids = (row,) if column == _whole(figures.grid.columns) else (f"{row}.{column}",)
        found = (e.names[0] for e in self.entries(every=True) if e.id in ids and e.names)
        return next(found, ids[0])

    def near(self, word: str) -> tuple[str, ...]:
        """The names that may have been meant, nearest first."""
        from difflib import get_close_matches  # noqa: PLC0415 - only for a name that is none

        known = [name for entry in self.entries(every=True) for name in (*entry.names, entry.id)]
        holding = [name for name in known if len(word) >= _LEAST and word in name]
        close = get_close_matches(word, known, _NEAR, _ALIKE)
        return tuple(dict.fromkeys([*close, *sorted(holding, key=len)]))[:_NEAR]


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    import tomllib  # noqa: PLC0415 - loaded by now: the report was TOML
    from pathlib import Path  # noqa: PLC0415 - the same

    return tomllib.loads((Path(__file__).parent / "fields.toml").read_text("utf-8"))


@cache
def _meant(table: str) -> dict[str, str]:
    """The id behind each name."""
    return {word: id for id, words in _data()[table].items() for word in words}  # noqa: A001


@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"[{NUMERALS}]+、|（[{NUMERALS}]+）|[0-9]+\.")


def _called(node: "Node") -> tuple[str, ...]:
    """A row's or a column's short and whole wording without the number before it."""
    return tuple(dict.fromkeys(_number().sub("", w, count=1) for w in (node.short, node.label)))


def _column(row: _Row, word: str) -> str:
    """The id of a column by its id or its name; empty where there is none."""
    nodes = row.figures.grid.columns.nodes
    return next((node.id for node in nodes if word == node.id or word in _called(node)), "")


def _whole(columns: "Axis") -> str:
    """The column that is meant where none is named: the totals, or the only one."""
    if len(columns.leaves) == 1:
        return columns.leaves[0].id
    return next((leaf.id for leaf in columns.leaves if leaf.is_total), "")


def _leaves(axis: "Axis", id: str) -> tuple[str, ...]:  # noqa: A002
    """What an entry consists of: itself, its total, or all below it; nothing if folded away."""
    leaves = tuple(leaf for leaf in axis.leaves if f"{leaf.id}.".startswith(f"{id}."))
    totals = tuple(leaf.id for leaf in leaves if leaf.is_total)
    return totals[:1] or tuple(leaf.id for leaf in leaves)


def _value(row: _Row, column: str, word: str) -> Value | Fault:
    grid = row.figures.grid
    columns = _leaves(grid.columns, column)
    places = [(r, c) for r in _leaves(grid.rows, row.node.id) for c in columns]
    cells = [row.figures.at(*place) for place in places]
    numbers = [cell for cell in cells if not isinstance(cell, Gap)]
    if not numbers or len(numbers) < len(cells):
        return _text(cells, word)
    return Value(plain(sum(numbers)), sum(numbers), grid.kinds[grid.index[places[0]]])


def _text(cells: "list[Number | Gap]", word: str) -> Value | Fault:
    """A single cell may state its figure in words, with its sign or its unit."""
    match cells:
        case [Gap("text", str(raw))]:
            return Value(raw.strip())
    return Fault("gap", word)


def _day(day: "date | None") -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _year(report: "Report", years: int) -> str:
    return str(report.year + years) if report.year else ""


_FACTS: "Final[Mapping[str, Callable[[Report], str]]]" = {
    "year": lambda report: _year(report, 0),
    "last_year": lambda report: _year(report, -1),
    "next_year": lambda report: _year(report, 1),
    "organ.name": lambda report: report.organ.name,
    "publication.date": lambda report: _day(report.publication.date),
    "publication.written": lambda report: _day(report.publication.written),
}
