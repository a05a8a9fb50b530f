"""The parts of docs/survey.md that follow from the data: the tables, the names, the questions."""

import re
from typing import TYPE_CHECKING, Final

from gkreport.survey.asking.lookups import lookups
from gkreport.survey.asking.questions import questions
from gkreport.survey.schema import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.survey.asking.questions import Parameter
    from gkreport.survey.schema import Table

_PART: Final = re.compile(
    r"(?P<begin><!-- (?P<name>[a-z]+)：.*? -->\n).*?(?P<end><!-- /(?P=name) -->)", re.DOTALL
)


def renewed(page: str) -> str:
    """The page with what stands between its marks written anew. Raises KeyError for other marks."""
    parts = {"tables": _tables, "lookups": _lookups, "questions": _questions}

    def part(match: "re.Match[str]") -> str:
        text = "\n".join(parts[match["name"]]())
        return f"{match['begin']}\n{text}\n\n{match['end']}"

    return _PART.sub(part, page)


def _tables() -> "Iterator[str]":
    return _described(load().tables)


def _lookups() -> "Iterator[str]":
    return _described(lookup.table for lookup in lookups())


def _described(tables: "Iterable[Table]") -> "Iterator[str]":
    """Each table with its columns."""
    for n, table in enumerate(tables):
        if n:
            yield ""
        yield f"### `{table.name}` {table.title}"
        yield ""
        yield table.about
        if table.columns:
            yield from ("", "| 列 | 类型 | 是什么 |", "|---|---|---|")
            yield from (f"| `{c.name}` | {c.type} | {_cell(c.about)} |" for c in table.columns)


def _questions() -> "Iterator[str]":
    yield from ("| 名称 | 问什么 | 怎样看 | 参数 |", "|---|---|---|---|")
    for question in questions().values():
        parameters = "；".join(map(_parameter, question.parameters)) or "–"
        told = (question.title, question.reading, parameters)
        yield f"| `{question.name}` | {' | '.join(map(_cell, told))} |"


def _parameter(parameter: "Parameter") -> str:
    default = "" if parameter.default is None else f"={parameter.default}"
    return f"`{parameter.name}{default}` {parameter.about}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
