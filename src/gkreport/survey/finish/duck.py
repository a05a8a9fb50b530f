"""The tables as Parquet, and a DuckDB file with a view of each (extra `batch`)."""

import os
import re
import shutil
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from gkreport.need import need
from gkreport.survey import schema
from gkreport.survey.addresses import places
from gkreport.survey.finish.tables import CELLS
from gkreport.survey.rows import GAP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gkreport.survey.plan import Chunk
    from gkreport.survey.schema import Column, Table
    from gkreport.survey.store import Store

DATABASE: Final = "survey.duckdb"
_MEMORY: Final = "1GB"
"""What DuckDB may use; beyond that it writes beside the parts."""
_LINES: Final = {
    "report": "BIGINT",
    "place": "INTEGER",
    "text": "VARCHAR",
}
"""The columns of the written cells."""


class Unwritable(Exception):  # noqa: N818 - it is what the tables are
    """DuckDB could not write the tables: the message is its own."""


def write(output: "Path", store: "Store", chunks: "Sequence[Chunk]") -> None:
    """Write every table and the database. Raises Missing where there is no DuckDB, Unwritable."""
    duckdb = need("duckdb", "batch")
    try:
        _tables(duckdb, output, store, chunks)
        _database(duckdb, output)
    except duckdb.Error as error:
        raise Unwritable(str(error).partition("\n")[0]) from error
    except RuntimeError as error:
        if "interrupted" in str(error):  # what DuckDB makes of Ctrl+C
            raise KeyboardInterrupt from error
        raise


def _tables(duckdb: Any, output: "Path", store: "Store", chunks: "Sequence[Chunk]") -> None:  # noqa: ANN401
    for left in output.glob(".*.parquet.*.tmp"):  # of a run that was killed here
        left.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
        connection.execute(f"SET temp_directory = {_text(str(store.folder / 'spill'))}")
        for table in schema.load().tables:
            parts = [str(path) for path in store.parts(table.name, chunks)]
            _write(connection, table, parts, output / f"{table.name}.parquet")


def _write(connection: Any, table: "Table", parts: list[str], target: "Path") -> None:  # noqa: ANN401 - untyped library
    """One table, its rows in the order of the inputs."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    source = _cells(table, parts) if table.name == CELLS else _rows(table, parts)
    connection.execute(
        f"COPY ({source}) TO {_text(str(beside))} (FORMAT parquet, COMPRESSION zstd)"
    )
    beside.replace(target)


def _rows(table: "Table", parts: list[str]) -> str:
    """What stands in the parts, by the types of the columns."""
    read = {c.name: "VARCHAR" if c.type.endswith("[]") else c.type for c in table.columns}
    columns = ", ".join(map(_column, table.columns))
    return f"SELECT {columns} FROM {_csv(parts, read)}"  # noqa: S608 - our own names


def _column(column: "Column") -> str:
    """A column; a list stands in the parts as words."""
    if not column.type.endswith("[]"):
        return f'"{column.name}"'
    return f'CAST(string_split("{column.name}", \' \') AS {column.type}) AS "{column.name}"'


def _cells(table: "Table", parts: list[str]) -> str:
    """Cells by the ids of their places, looked up in lists: a join would mix the rows."""
    ids = zip(("form", "table_id", "row_id", "column_id"), zip(*places(), strict=True), strict=True)
    looked_up = ", ".join(
        f"[{', '.join(map(_text, known))}][place + 1] AS {name}" for name, known in ids
    )
    value = next(c.type for c in table.columns if c.name == "value")
    return (
        f"SELECT report, {looked_up}, "  # noqa: S608 - our own names
        f"CASE WHEN NOT starts_with(text, '{GAP}') THEN CAST(text AS {value}) END AS value, "
        f"CASE WHEN starts_with(text, '{GAP}') THEN text[2:] END AS stated "
        f"FROM {_csv(parts, _LINES)}"
    )


def _csv(parts: list[str], columns: dict[str, str]) -> str:
    types = ", ".join(f"'{name}': '{type_}'" for name, type_ in columns.items())
    paths = ", ".join(_text(literal(part)) for part in parts)
    return (
        f"read_csv([{paths}], header = false, auto_detect = false, delim = ',', quote = '\"', "
        f"escape = '\"', nullstr = '', new_line = '\\n', strict_mode = true, "
        f"hive_partitioning = false, columns = {{{types}}})"
    )


def _database(duckdb: Any, output: "Path") -> None:  # noqa: ANN401
    """A small file whose views read the tables beside it.

    It is made elsewhere: DuckDB takes a ? in the name of a folder for something else.
    """
    beside = output / f".{DATABASE}.{os.getpid()}.tmp"
    with TemporaryDirectory() as folder:
        made = os.path.join(folder, DATABASE)  # noqa: PTH118 - a text for DuckDB
        with duckdb.connect(made) as connection:
            connection.execute(f"SET file_search_path = {_text(str(output))}")
            for table in schema.load().tables:
                read = f"read_parquet('{table.name}.parquet', hive_partitioning = false)"
                connection.execute(f"CREATE VIEW {table.name} AS FROM {read}")
                _comments(connection, table)
        shutil.copyfile(made, beside)
    beside.replace(output / DATABASE)


def _comments(connection: Any, table: "Table") -> None:  # noqa: ANN401
    """What tables and columns mean, for whoever opens the file with another program."""
    connection.execute(f"COMMENT ON VIEW {table.name} IS {_text(table.about)}")
    for column in table.columns:
        connection.execute(
            f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_text(column.about)}'
        )


def literal(path: str) -> str:
    """A path for DuckDB that means itself: it takes some signs for a pattern."""
    return re.sub(r"[*?\[]", r"[\g<0>]", path)


def _text(value: str) -> str:
    """A text as SQL writes it."""
    quoted = value.replace("'", "''")
    return f"'{quoted}'"
