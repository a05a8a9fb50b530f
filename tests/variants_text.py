"""Variants of a published report as plain text and Markdown."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from variants import Printed, Sheet


class Text(NamedTuple):
    """How a text writes its tables."""

    table: Callable[[Sheet], str]
    stop: str = "\n"
    """Between the parts of the report."""
    heading: str = ""
    """Before a heading."""


def _lines(sheet: Sheet) -> str:
    """One cell a line; a blank cell is an empty line."""
    return "\n".join(text for _, text in sheet.slots)


def _spread(sheet: Sheet) -> str:
    """One cell a line, an empty line after each."""
    return "\n\n".join(text for _, text in sheet.slots)


def _joined(by: str) -> Callable[[Sheet], str]:
    def table(sheet: Sheet) -> str:
        return "\n".join(by.join(text for _, text in row) for row in sheet.rows())

    return table


def _glued(sheet: Sheet) -> str:
    return "".join(text for _, text in sheet.slots)


def _half(sheet: Sheet) -> str:
    """Glued, but for a blank before some cells."""
    return "".join(
        f" {text}" if slot.address is not None and (slot.row + slot.col) % 3 == 0 else text
        for slot, text in sheet.slots
    )


def _pipes(sheet: Sheet) -> str:
    """Markdown: a covered place is an empty cell."""
    rows = []
    for row in sheet.rows():
        texts = [""] * sheet.width
        for slot, text in row:
            texts[slot.col] = text
        rows.append(f"| {' | '.join(texts)} |")
    rows.insert(1, "|" + " --- |" * sheet.width)
    return "\n" + "\n".join(rows) + "\n"


def _each(sheet: Sheet) -> str:
    """Markdown: one small table a row, under heads that say nothing."""
    blocks = []
    for row in sheet.rows()[sheet.head :]:
        stub = "".join(text for slot, text in row if slot.address is None)
        texts = [text for slot, text in row if slot.address is not None]
        if not stub:  # printed across, under heads of its own
            blocks.append(f"| {' | '.join(texts)} |")
            continue
        heads = [stub, *(f"数据{n + 1}" for n in range(len(texts)))]
        blocks.append(
            f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n| {' | '.join([stub, *texts])} |"
        )
    return "\n" + "\n\n".join(blocks) + "\n"


TEXTS: dict[str, Text] = {
    "text-cell-a-line": Text(_lines),
    "text-spread": Text(_spread, stop="\n\n"),
    "text-tabs": Text(_joined("\t")),
    "text-blanks": Text(_joined(" ")),
    "text-pipes": Text(_joined(" | ")),
    "text-glued": Text(_glued, stop=""),
    "text-half-glued": Text(_half, stop=""),
    "markdown": Text(_pipes, stop="\n\n", heading="## "),
    "markdown-table-a-row": Text(_each, stop="\n\n", heading="## "),
}


def _parts(printed: Printed, how: Text) -> Iterator[str]:
    yield how.heading + printed.title
    yield printed.preface
    for heading, text, key in printed.parts():
        yield how.heading + heading
        if text:
            yield text
        if key is not None:
            yield how.table(printed.sheet(key))


def text(printed: Printed, how: Text) -> bytes:
    """The report as text."""
    return (how.stop.join(_parts(printed, how)) + "\n").encode()
