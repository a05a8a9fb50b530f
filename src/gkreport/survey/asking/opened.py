"""A question put to the tables of a survey: read only, without extensions and without network."""

import json
import os
import re
import tempfile
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.need import need
from gkreport.survey import schema
from gkreport.survey.asking.errors import OWN, Unanswered, explained, unfitting
from gkreport.survey.asking.lookups import lookups
from gkreport.survey.asking.patience import waited
from gkreport.survey.finish.duck import literal
from gkreport.survey.run import DATABASE, DONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gkreport.survey.asking.lookups import Lookup
    from gkreport.survey.asking.questions import Value

    Values = Mapping[str, Value | None]
    Rows = Iterator[tuple[Any, ...]]

_SETTINGS: Final = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_persistent_secrets": False,
}
_QUERY: Final = "SELECT"
_QUERIES: Final = frozenset((_QUERY, "MULTI"))
"""The statements that only look; PIVOT becomes one of the second kind."""
_BATCH: Final = 1000
_COUNTED: Final = 50_000
"""So many rows are counted by going through them; more are counted by the database."""
_WORD: Final = re.compile(r"[a-z]+")
_AGAIN: Final = "请用这个版本的 gkreport survey 重新普查（加上 --force）"


class Answer(NamedTuple):
    """What a question gave. The rows come once, while the survey is open."""

    columns: tuple[str, ...]
    rows: "Rows"


class Survey:
    """The tables of a survey, open for questions."""

    def __init__(self, duckdb: Any, connection: Any) -> None:  # noqa: ANN401 - an untyped library
        self._duckdb = duckdb
        self._connection = connection

    def ask(self, sql: str, values: "Values") -> Answer:
        """Run a query. Raises Unanswered, also while the rows are read."""
        with self._told(sql):
            statement = self._statement(sql)
            if told := unfitting(statement.named_parameters, values):
                raise Unanswered(told)
            self._lay(sql)
            self._waited(lambda: self._connection.execute(statement, dict(values) or None))
            columns = tuple(entry[0] for entry in self._connection.description)
        return Answer(columns, self._rows(sql))

    def left(self, answer: Answer, read: int, sql: str, values: "Values") -> int:
        """How many rows there are beyond those that were read. None can be read after that."""
        seen = sum(1 for _ in islice(answer.rows, _COUNTED))
        if seen < _COUNTED:
            return seen
        with self._told(sql):
            statement = self._statement(sql)
            if statement.type.name != _QUERY:
                return seen + sum(1 for _ in answer.rows)
            # only a query comes here, and nothing can be written
            size = f"SELECT count(*) FROM ({statement.query.rstrip().rstrip(';')}\n)"  # noqa: S608
            [[whole]] = self._waited(
                lambda: self._connection.execute(size, dict(values) or None).fetchall()
            )
        return int(whole) - read

    def _waited(self, work: "Callable[[], Any]") -> Any:  # noqa: ANN401 - an untyped library
        return waited(self._connection, work)

    def _statement(self, sql: str) -> Any:  # noqa: ANN401
        """The only statement of a text."""
        found = self._duckdb.extract_statements(sql)
        if len(found) != 1:
            raise Unanswered("一次只能问一句 SQL" if found else "问题是空的")
        if found[0].type.name not in _QUERIES:
            raise Unanswered("这里只能查看（SELECT 之类），不改动任何东西，所以这一句没有执行")
        return found[0]

    def _rows(self, sql: str) -> "Rows":
        while True:
            with self._told(sql):
                batch = self._waited(lambda: self._connection.fetchmany(_BATCH))
            if not batch:
                return
            yield from batch

    def _lay(self, sql: str) -> None:
        """Make what the query speaks of beside the tables."""
        words = set(_WORD.findall(sql.lower()))
        for lookup in lookups():
            if lookup.table.name in words:
                _make(self._connection, lookup)

    @contextmanager
    def _told(self, sql: str) -> "Iterator[None]":
        try:
            yield
        except self._duckdb.Error as error:
            raise Unanswered(explained(error, sql)) from error


@contextmanager
def opened(folder: Path) -> "Iterator[Survey]":
    """The survey in a folder. Raises Unanswered where it is not ours, Missing without DuckDB."""
    duckdb = need("duckdb", "batch")
    path = folder / DATABASE
    try:
        connection = duckdb.connect(str(path), read_only=True, config=_settings())
    except duckdb.Error as error:
        head = next(iter(str(error).splitlines()), "")
        raise Unanswered(
            f"{path} 打不开。可能正被别的程序占用，也可能文件坏了，坏了的{_AGAIN}\n{OWN}{head}"
        ) from error
    with connection:
        connection.execute(f"SET file_search_path = {_text(str(folder))}")
        _tables(duckdb, connection, folder)
        _fits(connection, folder)
        yield Survey(duckdb, connection)


def _settings() -> dict[str, Any]:
    spill = Path(tempfile.gettempdir()) / f"gkreport-ask-{os.getpid()}"
    return {**_SETTINGS, "temp_directory": str(spill)}


def _tables(duckdb: Any, connection: Any, folder: Path) -> None:  # noqa: ANN401
    """Let the names mean the files of this folder: views take what lies where one stands, too."""
    for table in schema.load().tables:
        path = folder.absolute() / f"{table.name}.parquet"
        if not path.is_file():
            raise Unanswered(f"{folder} 里缺 {path.name}，{_AGAIN}")
        try:
            source = f"read_parquet({_text(literal(str(path)))}, hive_partitioning = false)"
            connection.execute(f"CREATE TEMP VIEW {table.name} AS FROM {source}")
        except duckdb.Error as error:
            raise Unanswered(f"{path} 读不出来，文件可能坏了，{_AGAIN}") from error


def _fits(connection: Any, folder: Path) -> None:  # noqa: ANN401
    """Raise Unanswered where the tables are those of another version."""
    version, own = _version(folder), schema.load().version
    if version is not None and version != own:
        raise Unanswered(f"{folder} 里的表是第 {version} 版的写法，这个程序用第 {own} 版，{_AGAIN}")
    for table in schema.load().tables:
        stand = {row[0]: row[1] for row in connection.execute(f"DESCRIBE {table.name}").fetchall()}
        lost = [column.name for column in table.columns if stand.get(column.name) != column.type]
        if lost:
            odd = f"{table.name} 的 {'、'.join(lost)} 对不上"
            raise Unanswered(f"{folder} 里的表是另一个版本的程序写的（{odd}），{_AGAIN}")


def _version(folder: Path) -> Any:  # noqa: ANN401 - whatever stands there
    """The version of the tables as the survey noted it; None where the note is gone."""
    try:
        return json.loads((folder / DONE).read_text("utf-8")).get("schema")
    except (OSError, ValueError, AttributeError):
        return None


def is_whole(folder: Path) -> bool:
    """Whether the tables are all of one survey: what is written last is not older than they are."""
    names = (DATABASE, *(f"{table.name}.parquet" for table in schema.load().tables))
    times = [path.stat().st_mtime_ns for name in names if (path := folder / name).is_file()]
    note = folder / DONE
    return note.is_file() and note.stat().st_mtime_ns >= max(times, default=0)


def _make(connection: Any, lookup: "Lookup") -> None:  # noqa: ANN401
    """A table of what the program knows, or a view of the survey's own tables."""
    name = lookup.table.name
    if lookup.sql:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {lookup.sql}")
        return
    columns = ", ".join(
        f'unnest(CAST(? AS {c.type}[])) AS "{c.name}"' for c in lookup.table.columns
    )
    lists = [list(column) for column in zip(*lookup.rows, strict=True)]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns}", lists)


def _text(value: str) -> str:
    """A text as SQL writes it."""
    quoted = value.replace("'", "''")
    return f"'{quoted}'"
