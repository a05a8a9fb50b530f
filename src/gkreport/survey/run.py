"""A survey from its inputs to its tables and its page."""

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport import __version__
from gkreport.survey import plan, schema
from gkreport.survey.finish import duck, tables
from gkreport.survey.page import About, page
from gkreport.survey.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from gkreport.survey.executors import Executor
    from gkreport.survey.inputs import Inputs
    from gkreport.survey.plan import Chunk, Settings
    from gkreport.survey.summary import Summary

DONE: Final = "survey.json"
"""Written last: what a finished survey was made of."""
PAGE: Final = "index.html"
DATABASE: Final = duck.DATABASE
_MARK: Final = b'<meta name="gkreport" content="survey">'
_HEAD: Final = 2000
"""Within so many bytes a page says what it is."""


class Survey(NamedTuple):
    """A survey that is planned: what is to be done, and what is done already."""

    output: "Path"
    inputs: "Inputs"
    settings: "Settings"
    chunks: "tuple[Chunk, ...]"
    todo: "tuple[Chunk, ...]"

    @property
    def left(self) -> int:
        """How many files are to be read."""
        return sum(len(chunk.paths) for chunk in self.todo)

    @property
    def seconds(self) -> float:
        """About how long one core takes for them."""
        return sum(plan.seconds(chunk.paths) for chunk in self.todo)


def prepare(inputs: "Inputs", output: "Path", today: "date", given: "Sequence[str]" = ()) -> Survey:
    """Deal out the files, and look what an earlier run has done of it."""
    store = Store(output)
    settings = store.settings(today, __version__, given)
    chunks = tuple(plan.chunks(inputs.files, settings))
    todo = tuple(chunk for chunk in chunks if not store.has(chunk))
    return Survey(output, inputs, settings, chunks, todo)


def work(survey: Survey, executor: "Executor", told: "Callable[[int], None]") -> None:
    """Do what is to be done. `told` hears how many files were read, each time."""
    store = Store(survey.output)
    for packed in executor.map(survey.todo):
        store.add(packed)
        told(packed.files)


def finish(survey: Survey, *, parquet: bool) -> "Summary":
    """Write the tables, the database, the page, and remove the parts. Raises Missing."""
    store, output = Store(survey.output), survey.output
    summary = store.summary(survey.chunks)
    others = _others(output, parquet=parquet)
    (duck if parquet else tables).write(output, store, survey.chunks)
    for old in others:
        old.unlink(missing_ok=True)
    _write(
        output / PAGE, page(summary, _about(survey, store.repeated(survey.chunks), parquet=parquet))
    )
    _write(
        output / DONE,
        json.dumps(_made_of(survey, parquet=parquet), ensure_ascii=False, indent=2) + "\n",
    )
    store.clear()
    return summary


def is_finished(output: "Path") -> bool:
    """Whether the results of a survey lie in a folder."""
    return bool(_noted(output))


def strange(output: "Path", *, parquet: bool) -> "list[Path]":
    """What lies in a folder under a name that a survey writes, and is not of one.

    Tables beside unfinished work are its own: it would not have begun beside others.
    """
    names, noted = (DONE, *_tables(parquet=parquet)), _noted(output)
    own = {DONE, *noted} if noted else set(names) if Store(output).unfinished else set()
    found = [output / name for name in names if (output / name).exists() and name not in own]
    page_ = output / PAGE
    return [page_, *found] if page_.exists() and not _is_page(page_) else found


def _noted(output: "Path") -> list[str]:
    """The tables that an earlier survey says it wrote; none where there was no survey."""
    try:
        raw = json.loads((output / DONE).read_text("utf-8"))
        return [str(name) for name in raw["tables"]] if "schema" in raw else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _is_page(path: "Path") -> bool:
    """Whether a page is that of a survey, by its head."""
    with suppress(OSError), path.open("rb") as file:
        return _MARK in file.read(_HEAD)
    return False


def _tables(*, parquet: bool) -> tuple[str, ...]:
    """The names of the files with tables."""
    written = tuple(f"{t.name}.{'parquet' if parquet else 'csv'}" for t in schema.load().tables)
    return (*written, duck.DATABASE) if parquet else written


def _others(output: "Path", *, parquet: bool) -> "list[Path]":
    """The tables that an earlier survey says it wrote in the other format."""
    ours = _noted(output)
    return [output / name for name in _tables(parquet=not parquet) if name in ours]


def _about(survey: Survey, repeated: int, *, parquet: bool) -> About:
    """What the page says of the survey. Sizes are left out: the same rows may take more or less."""
    settings, inputs = survey.settings, survey.inputs
    return About(
        len(inputs.files), inputs.skipped, settings.today, settings.version,
        _tables(parquet=parquet), repeated=repeated,
    )  # fmt: skip


def _made_of(survey: Survey, *, parquet: bool) -> dict[str, object]:
    return {
        "tables": _tables(parquet=parquet),
        "schema": schema.load().version,
        "version": survey.settings.version,
        "day": str(survey.settings.today),
        "files": len(survey.inputs.files),
        "passed_over": survey.inputs.skipped,
    }


def _write(path: "Path", text: str) -> None:
    """A file that is there wholly or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    beside.write_text(text, "utf-8")
    beside.replace(path)
