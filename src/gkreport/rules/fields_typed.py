"""Figures typed in a text that say what a cell says, as far as the text tells which cell."""

from typing import TYPE_CHECKING, NamedTuple

from gkreport.prose.sentences import blotted, sentences
from gkreport.prose.statements import read
from gkreport.report.names import Names, Value
from gkreport.rules.quantities_cells import known, meant
from gkreport.rules.quantities_glance import words
from gkreport.rules.quantities_read import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.prose.statements import Statement
    from gkreport.report import Report
    from gkreport.rules import Case, Passage
    from gkreport.rules.quantities_cells import Sum


class Typed(NamedTuple):
    """A figure by its place in a text, and the field that would show the same."""

    passage: "Passage"
    start: int
    end: int
    figure: str
    name: str


def typed(case: "Case") -> "Iterator[Typed]":
    """Every such figure of the sections, in order; nothing that is a field already."""
    said, names = prose(case), Names(case.report)
    for passage, marks in said.texts:
        fields = case.expansions.get(passage.path)
        cut = sentences(blotted(passage.text), marks, words())
        for statement in read(cut, said.reader, passage.section):
            found = _typed(statement, passage, names, case.report)
            if found and not (fields and fields.within(found.start, found.end)):
                yield found


def _typed(
    statement: "Statement", passage: "Passage", names: Names, report: "Report"
) -> Typed | None:
    figure = statement.figure
    if statement.scope or statement.denied or figure.low != figure.high or not figure.value:
        return None
    number = str(figure.value)
    start = passage.text.find(number, figure.start, figure.end)
    if start < 0 or figure.unit == "元":
        return None
    for total in meant(statement.kinds):
        name = _name(total, names, report)
        value = names.find(name) if name else None
        if isinstance(value, Value) and value.text == number and known(report, total):
            return Typed(passage, start, start + len(number), number, name)
    return None


def _name(total: "Sum", names: Names, report: "Report") -> str:
    """The name of the field for a sum; empty where it is more than one row, or takes one away."""
    if len(total.rows) > 1 or len(total.columns) > 1:
        return ""
    key = report.figures[total.table].grid.table.key
    return names.name(f"{key}.{total.rows[0]}", total.columns[0])
