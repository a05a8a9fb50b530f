"""The answer to a question as text: a table for the terminal, CSV or JSON for programs."""

import csv
import json
from decimal import Decimal
from io import StringIO
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, Literal

from gkreport.layout.width import fold, pad, width
from gkreport.survey.finish.sheets import tame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.table import Table
    from rich.text import Text

    from gkreport.survey.asking.opened import Answer

    Row = Sequence[Any]

_NARROW: Final = 12
"""A column of words is not made narrower than that."""
_GAP: Final = 2
_PLACES: Final = 4
"""How many digits after the point a fraction shows in the terminal."""


def as_csv(answer: "Answer", *, sheet: bool = False) -> "Iterator[str]":
    """Line by line, the names of the columns first; what is unknown stays empty.

    In what is for a spreadsheet no text becomes a formula.
    """
    written = _tamed if sheet else plain
    line = StringIO()
    writer = csv.writer(line, lineterminator="\n")
    writer.writerow(map(written, answer.columns))
    for row in answer.rows:
        writer.writerow(map(written, row))
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _tamed(value: Any) -> str:  # noqa: ANN401
    return plain(value) if _is_number(value) else tame(plain(value))


def as_json(answer: "Answer", question: str | None) -> "Iterator[str]":
    """One object, piece by piece: `version`, `question` (a name or null), `columns`, `rows`."""
    head = json.dumps({"question": question, "columns": answer.columns}, ensure_ascii=False)
    yield f'{{"version": 1, {head[1:-1]}, "rows": ['
    comma = "\n"
    for row in answer.rows:
        yield f"{comma}{_json(list(row))}"
        comma = ",\n"
    yield "\n]}\n"


def _json(value: Any) -> str:  # noqa: ANN401 - whatever a database holds
    """A value; numbers exactly as they are, what JSON has no word for as a text."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_json, value))}]"
    if isinstance(value, dict):
        pairs = (f"{json.dumps(str(k), ensure_ascii=False)}: {_json(v)}" for k, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, Decimal):
        return plain(value)
    if value is None or isinstance(value, bool | int) or (_is_number(value) and isfinite(value)):
        return json.dumps(value)
    return json.dumps(plain(value), ensure_ascii=False)


def plain(value: Any) -> str:  # noqa: ANN401
    """A value as a person writes it: nothing where it is unknown, no zeros that say nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, list | tuple):
        return "、".join(map(plain, value))
    return str(value)


def _shown(value: Any) -> str:  # noqa: ANN401
    """The same for the terminal: short fractions, and nothing that moves the cursor."""
    if isinstance(value, float) and isfinite(value):
        value = Decimal(repr(round(value, _PLACES)))
    return "".join(c if c.isprintable() else " " for c in plain(value))


def _is_number(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def drawn(columns: "Sequence[str]", rows: "Sequence[Row]", room: int) -> "Iterator[Table | Text]":
    """What the terminal shows: a table, or an entry for each row where there is no room for one."""
    numbers = [_is_numeric(values) for values in zip(*rows, strict=True)]
    columns = [_shown(name) for name in columns]
    cells = [[_shown(value) for value in row] for row in rows]
    needed = [
        max(_least(text, number=number) for text in (name, *(row[n] for row in cells)))
        for n, (name, number) in enumerate(zip(columns, numbers, strict=True))
    ]
    space = room - _GAP * (len(columns) - 1)
    if sum(needed) <= space:
        yield _table(columns, cells, numbers, _widths(columns, cells, needed, space))
    else:
        yield from _entries(columns, cells, room)


def _is_numeric(values: "Iterable[Any]") -> bool:
    stated = [value for value in values if value is not None]
    return bool(stated) and all(map(_is_number, stated))


def _least(text: str, *, number: bool) -> int:
    """The width below which a text is hard to read."""
    return width(text) if number else min(width(text), _NARROW)


def _widths(
    columns: "Sequence[str]", cells: list[list[str]], needed: list[int], space: int
) -> list[int]:
    """How wide each column is: as its texts are; where that is too much, the widest give way."""
    widths = [
        min(max(map(width, (name, *(row[n] for row in cells)))), space)
        for n, name in enumerate(columns)
    ]
    while sum(widths) > space:
        spare = [(wide, n) for n, wide in enumerate(widths) if wide > needed[n]]
        widths[max(spare)[1]] -= 1
    return widths


def _table(
    columns: "Sequence[str]", cells: list[list[str]], numbers: list[bool], widths: list[int]
) -> "Table":
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - Rich is slow to load
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, collapse_padding=True)
    for name, number, wide in zip(columns, numbers, widths, strict=True):
        side: Literal["left", "right"] = "right" if number else "left"
        table.add_column(_folded(name, wide), justify=side, width=wide)
    for row in cells:
        table.add_row(*map(_folded, row, widths))
    return table


def _folded(text: str, wide: int) -> "Text":
    from rich.text import Text  # noqa: PLC0415

    return Text("\n".join(fold(text, wide)))


def _entries(columns: "Sequence[str]", cells: list[list[str]], room: int) -> "Iterator[Text]":
    """Each row below the other, a line for each column; what is unknown is left out."""
    from rich.text import Text  # noqa: PLC0415

    longest = max(map(width, columns))
    for n, row in enumerate(cells, 1):
        yield Text(f"第 {n} 行", "bold")
        for name, text in zip(columns, row, strict=True):
            lines = fold(text, max(room - longest - 2 * _GAP, _NARROW)) if text else ()
            for m, line in enumerate(lines):
                yield Text(f"  {pad('' if m else name, longest)}  {line}")
