"""Figures printed in every way that loses something: glued, half glued, cell by cell, as grids.

Every printer takes a random source, so that a test can name its seed and be repeated.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from strategies import Cells, grids, is_total, settle

from gkreport.form import Form
from gkreport.importers.blocks import Block, Cell, Line, Table
from gkreport.layout import Folded, lay_out


class Piece(NamedTuple):
    """One printed cell or heading, in reading order."""

    text: str
    figure: bool


def number(random: Random) -> int:
    """A count: mostly 0, often of digits that are easily cut wrongly."""
    kind = random.random()
    if kind < 0.55:
        return 0
    if kind < 0.8:
        return random.randint(1, 9)
    if kind < 0.95:
        return random.choice((10, 11, 100, 101, 110, 111, 20, 12, 21, random.randint(10, 99)))
    return random.randint(100, 3000)


def report(random: Random, form: Form, folded: Folded) -> Cells:
    """A true report, from nearly empty to full."""
    cells: Cells = {}
    for table in grids(form, folded):
        dense = random.random()
        values: list[Any] = []
        for address, kind in zip(table.addresses, table.kinds, strict=True):
            if kind == "money":
                values.append(random.choice((0, 5, Decimal("12.5"), Decimal("9116.36"))))
            elif kind == "change":
                values.append(random.choice((0, 0, 3, -2, -15, 44)))
            elif kind == "amount":
                values.append(random.choice((0, 984361, "984361元", "547.9659万元")))
            else:
                total = is_total(address) and table.equations
                values.append(number(random) * (not total and random.random() < dense))
        cells |= zip(
            table.addresses, settle(table, values) if table.equations else values, strict=True
        )
    return cells


def err(random: Random, cells: Cells) -> Cells:
    """The report with one figure wrong, as clerks get it wrong."""
    wrong = random.choice([a for a in cells if isinstance(cells[a], int)])
    old = cells[wrong]
    news = [0, old * 10, old + 1, old + 10, number(random), 6, 1, 11]
    return cells | {wrong: random.choice(news)}


def blank(random: Random, cells: Cells) -> Cells:
    """The report with nothing written where some of its zeros were, or in all of some columns."""
    zeros = sorted(a for a, value in cells.items() if value == 0)
    if random.random() < 0.5:
        chosen = {a for a in zeros if a.column.startswith("organization")}
    else:
        chosen = set(random.sample(zeros, min(len(zeros), random.choice((1, 3, 20)))))
    return {a: "" if a in chosen else value for a, value in cells.items()}


def show(value: Any) -> str:
    """A figure as printed."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def pieces(form: Form, folded: Folded, cells: Cells) -> list[Piece]:
    """All headings, labels and figures of the tables in reading order."""
    found = []
    for key in form.keys:
        number_ = form.printed(key)[0].section
        found.append(Piece(form.sections[number_ - 1].heading, figure=False))
        found += [
            Piece(
                show(cells[slot.address]) if slot.address else slot.text, slot.address is not None
            )
            for slot in lay_out(form, key, folded).slots
        ]
    return [*found, Piece(form.sections[4].heading, figure=False)]


def damage(random: Random, printed: list[Piece]) -> list[Piece]:
    """Labels with a letter lost, a letter wrong, cut in two, or lost."""
    share = random.choice((0.02, 0.1))
    return [
        Piece(_damaged(random, p.text), figure=False)
        if not p.figure and p.text and random.random() < share else p
        for p in printed
    ]  # fmt: skip


def _damaged(random: Random, text: str) -> str:
    kind, at = random.random(), random.randrange(len(text))
    if kind < 0.6:
        return text[:at] + text[at + 1 :]
    if kind < 0.8:
        return text[:at] + random.choice("政信息公开数") + text[at + 1 :]
    if kind < 0.9:
        return ""
    return text[:at] + random.choice((" ", "\n")) + text[at:]


def glued(_: Random, printed: list[Piece]) -> str:
    """Nothing between anything."""
    return "".join(p.text for p in printed)


def half(random: Random, printed: list[Piece]) -> str:
    """A space here and there."""
    share = random.random()
    return "".join(p.text + " " * (random.random() < share) for p in printed)


def spaced(_: Random, printed: list[Piece]) -> str:
    """A space between cells: blank cells leave no trace but a longer one."""
    return " ".join(p.text for p in printed)


def cells_a_line(_: Random, printed: list[Piece]) -> str:
    """One cell a line."""
    return "\n".join(p.text for p in printed)


def spread(_: Random, printed: list[Piece]) -> str:
    """One cell a line and a line between."""
    return "\n\n".join(p.text for p in printed)


def spread_figures(_: Random, printed: list[Piece]) -> str:
    """One cell a line, and a line behind each that is not blank."""
    return "\n".join(p.text + ("\n" if p.text else "") for p in printed)


def mixed(random: Random, printed: list[Piece]) -> str:
    """Anything or nothing between cells."""
    return "".join(p.text + random.choice(("", "", " ", "\n")) for p in printed)


def repeats_lost(_: Random, printed: list[Piece]) -> str:
    """One cell a line, lines like the one before left out."""
    texts = [p.text for p in printed]
    kept = (text for text, before in zip(texts, ["", *texts], strict=False) if text != before)
    return "\n".join(kept)


def blanks_lost(_: Random, printed: list[Piece]) -> str:
    """One cell a line, blank ones left out."""
    return "\n".join(p.text for p in printed if p.text)


def rows_glued(_: Random, printed: list[Piece]) -> str:
    """Every row a line, its figures glued to the label and to each other."""
    return _rows(printed, "")


def rows_spaced(_: Random, printed: list[Piece]) -> str:
    """Every row a line, spaces between its figures."""
    return _rows(printed, " ")


def tabs(_: Random, printed: list[Piece]) -> str:
    """Every row a line, tabulators between its cells."""
    return _rows(printed, "\t")


def _rows(printed: list[Piece], gap: str) -> str:
    text, after = "", True
    for piece in printed:
        if piece.figure:
            text += gap + piece.text
        else:
            text += "\n" * after + piece.text
        after = piece.figure
    return text


TEXTS: tuple[Callable[[Random, list[Piece]], str], ...] = (
    glued, half, spaced, cells_a_line, spread, spread_figures, mixed, repeats_lost, blanks_lost,
    rows_glued, rows_spaced, tabs,
)  # fmt: skip


def printed_table(form: Form, key: str, folded: Folded, cells: Cells) -> Table:
    """The table as a grid with all its merged cells."""
    layout = lay_out(form, key, folded)
    return Table(
        tuple(
            Cell(
                show(cells[s.address]) if s.address else s.text, s.row, s.col, s.rowspan, s.colspan
            )
            for s in layout.slots
        ),
        layout.height,
        layout.width,
    )


def unmerge(table: Table, *, repeat: bool) -> Table:
    """Every place a cell of its own: what covered it repeated, or blank."""
    seen: set[Cell] = set()
    found = []
    for row, cells in enumerate(table.dense):
        for col, cell in enumerate(cells):
            if cell is not None:
                found.append(Cell(cell.text if repeat or cell not in seen else "", row, col))
                seen.add(cell)
    return Table(tuple(found), table.height, table.width)


def space(random: Random, table: Table) -> Table:
    """The table with one more column, of nothing."""
    at = random.randint(0, table.width)
    found = []
    for cell in table.cells:
        if cell.col >= at:
            found.append(cell._replace(col=cell.col + 1))
        else:
            found.append(cell._replace(colspan=cell.colspan + (cell.col + cell.colspan > at)))
    grid = Table(tuple(found), table.height, table.width + 1)
    empty = [Cell("", row, at) for row, cells in enumerate(grid.dense) if cells[at] is None]
    return Table((*found, *empty), table.height, table.width + 1)


def cut(random: Random, table: Table) -> list[Block]:
    """The table in two pieces with a page's number between."""
    at = random.randint(1, table.height - 1)
    above = [c._replace(rowspan=min(c.rowspan, at - c.row)) for c in table.cells if c.row < at]
    below = [
        c._replace(row=max(c.row - at, 0), rowspan=c.row + c.rowspan - max(c.row, at))
        for c in table.cells
        if c.row + c.rowspan > at
    ]
    return [
        Table(tuple(above), at, table.width),
        Line("- 3 -"),
        Table(tuple(below), table.height - at, table.width),
    ]


def drop(random: Random, table: Table) -> Table:
    """The table with one cell missing, those behind it moved to the left."""
    lost = random.choice(table.cells)
    return Table(
        tuple(
            c._replace(col=c.col - 1) if c.row == lost.row and c.col > lost.col else c
            for c in table.cells
            if c != lost
        ),
        table.height,
        table.width,
    )


def blocks(random: Random, form: Form, folded: Folded, cells: Cells) -> tuple[Block, ...]:
    """The tables as grids, merged or not, with spacer columns, cut in two, or with a cell lost."""
    found: list[Block] = []
    for key in form.keys:
        section = form.sections[form.printed(key)[0].section - 1]
        found.append(Line(section.heading))
        table = printed_table(form, key, folded, cells)
        flat = random.random() < 0.4
        if flat:
            table = unmerge(table, repeat=random.random() < 0.5)
        while random.random() < 0.3:
            table = space(random, table)
        if flat and random.random() < 0.3:
            table = drop(random, unmerge(table, repeat=True))
        found += cut(random, table) if random.random() < 0.3 else [table]
    return tuple(found)


def markdown(random: Random, form: Form, folded: Folded, cells: Cells) -> str:
    """The tables between pipes."""
    lines: list[str] = []
    for key in form.keys:
        section = form.sections[form.printed(key)[0].section - 1]
        table = unmerge(printed_table(form, key, folded, cells), repeat=random.random() < 0.3)
        rows = [f"| {' | '.join(c.text for c in row if c)} |" for row in table.dense]
        rows.insert(1, "|" + " --- |" * table.width)
        lines += ["## " + section.heading, "", *rows, ""]
    return "\n".join(lines)
