"""What can be asked of a survey: the shipped questions, and the tables."""

import json
from typing import TYPE_CHECKING

from gkreport.cli.shell import Stop, console, emit, say, write
from gkreport.layout.width import fold, pad
from gkreport.survey.asking.lookups import lookups
from gkreport.survey.asking.questions import questions
from gkreport.survey.schema import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from rich.text import Text


def show(folder: "Path", style: str, output: "Path | None") -> None:
    """List the questions with their titles, and the tables with their columns. Raises Stop."""
    if style == "json":
        text = json.dumps(_as_data(), ensure_ascii=False, indent=2) + "\n"
        if output is None:
            emit(text, end="")
        else:
            write(output, text)
            say(f"已写入 {output}")
        return
    if style == "csv":
        raise Stop("要写成 CSV，请先写出问题；能问什么，不加 --format 就会列出来")
    out = console()
    for line in _lines(folder, out.width):
        out.print(line)


def _lines(folder: "Path", columns: int) -> "Iterator[Text]":
    from rich.text import Text  # noqa: PLC0415 - Rich is slow to load

    known = questions().values()
    tables = (*load().tables, *(lookup.table for lookup in lookups()))
    longest = max(map(len, (*questions(), *(table.name for table in tables))))

    def entry(name: str, words: str) -> "Iterator[Text]":
        for n, line in enumerate(fold(words, columns - longest - 4)):
            yield Text(f"  {pad('' if n else name, longest)}  {line}")

    yield Text(f"自带的问题，用 gkreport ask {folder} 名称", "bold")
    for question in known:
        names = "、".join(parameter.name for parameter in question.parameters)
        yield from entry(question.name, question.title + (f"（{names}）" if names else ""))
    yield Text("")
    yield from (Text(line) for line in fold("括号里是参数，例如 --set year=2024。", columns))
    yield Text("")
    yield Text(f'表，用 gkreport ask {folder} "SELECT …"', "bold")
    for table in tables:
        yield from entry(table.name, f"{table.title}。{table.about}")
        if table.columns:
            yield from entry("", "  ".join(column.name for column in table.columns))


def _as_data() -> "dict[str, Any]":
    return {
        "version": 1,
        "schema": load().version,
        "questions": [
            {
                "name": question.name, "title": question.title, "reading": question.reading,
                "parameters": [p._asdict() for p in question.parameters],
            }
            for question in questions().values()
        ],
        "tables": [
            {
                "name": table.name, "title": table.title, "about": table.about,
                "columns": [column._asdict() for column in table.columns],
            }
            for table in (*load().tables, *(lookup.table for lookup in lookups()))
        ],
    }  # fmt: skip
