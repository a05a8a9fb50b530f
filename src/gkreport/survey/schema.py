"""The tables that a survey gives: their columns, types and meaning, from `data/tables.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Column(NamedTuple):
    """One column: its name, its type in SQL, and what it means."""

    name: str
    type: str
    about: str


class Table(NamedTuple):
    """One table, written as `<name>.parquet` or `<name>.csv`."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]


class Schema(NamedTuple):
    """All tables. The version is raised when a column changes its meaning or goes."""

    version: int
    tables: tuple[Table, ...]


@cache
def load() -> Schema:
    """The schema of this version of the program."""
    raw = tomllib.loads((files(__package__) / "data" / "tables.toml").read_text("utf-8"))
    tables = (
        Table(t["name"], t["title"], t["about"], tuple(Column(*c) for c in t["columns"]))
        for t in raw["tables"]
    )
    return Schema(raw["version"], tuple(tables))


def header(name: str) -> tuple[str, ...]:
    """The names of a table's columns."""
    table = next(table for table in load().tables if table.name == name)
    return tuple(column.name for column in table.columns)
