"""A small survey, made row by row: the files that `gkreport survey` leaves behind."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from gkreport.survey import schema

FORM = "2021"
Rows = dict[str, list[dict[str, Any]]]


class Made:
    """Rows for the tables; what is not said is unknown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: Rows = {table.name: [] for table in schema.load().tables}
        self._ids = count(1)

    def report(self, organ: str | None = None, year: int | None = None, **more: Any) -> int:
        """A report that was read, with its table of applications; its id."""
        number = next(self._ids)
        told = {"id": number, "path": f"{number}.toml", "format": "toml", "status": "read"}
        self.rows["reports"].append({**told, "organ": organ, "owner": organ, "year": year, **more})
        return number

    def cells(self, report: int, table: str, row: str, **columns: float | str | None) -> None:
        """Figures of a row; what is no number stands as it was written."""
        for column, value in columns.items():
            number = isinstance(value, int | float)
            what = {"value": value} if number else {"stated": value}
            place = {"form": FORM, "table_id": table, "row_id": row, "column_id": column}
            self.rows["cells"].append({"report": report, **place, **what})

    def table(self, report: int, part: str, **more: Any) -> None:
        """Where a table comes from."""
        told = {"report": report, "part": part, "sort": "table", "how": "stated", "figures": 1}
        self.rows["sources"].append({**told, "open": 0, **more})

    def text(self, report: int, part: str, digest: str, sketch: list[int], **more: Any) -> None:
        """Where a text comes from, and its marks."""
        told = {"report": report, "part": part, "sort": "text", "how": "stated", "characters": 200}
        self.rows["sources"].append({**told, "digest": digest, "sketch": sketch, **more})

    def finding(self, report: int, code: str, severity: str = "error", **more: Any) -> None:
        """Something that was found."""
        told = {"report": report, "code": code, "name": "some-rule", "severity": severity}
        self.rows["findings"].append({**told, **more})

    def write(self, version: int | None = None) -> Path:
        """The files."""
        self.folder.mkdir(parents=True, exist_ok=True)
        base = self.folder / "survey.duckdb"
        base.unlink(missing_ok=True)
        with duckdb.connect() as memory, duckdb.connect(str(base)) as lasting:
            lasting.execute("SET file_search_path = ?", [str(self.folder)])
            for table in schema.load().tables:
                _write(memory, table, self.rows[table.name], self.folder)
                source = f"{table.name}.parquet"
                lasting.execute(f"CREATE VIEW {table.name} AS FROM read_parquet('{source}')")
        note = {"schema": version or schema.load().version}
        (self.folder / "survey.json").write_text(json.dumps(note), "utf-8")
        return self.folder


def _write(memory: Any, table: schema.Table, rows: list[dict[str, Any]], folder: Path) -> None:
    columns = ", ".join(f'"{c.name}" {c.type}' for c in table.columns)
    memory.execute(f"CREATE TABLE {table.name} ({columns})")
    marks = ", ".join("?" for _ in table.columns)
    for row in rows:
        assert row.keys() <= {c.name for c in table.columns}
        values = [row.get(c.name) for c in table.columns]
        memory.execute(f"INSERT INTO {table.name} VALUES ({marks})", values)  # noqa: S608 - our own names
    path = str(folder / f"{table.name}.parquet").replace("'", "''")
    memory.execute(f"COPY {table.name} TO '{path}'")
