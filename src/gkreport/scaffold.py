"""A new report file: what it begins with, empty or with last year's figures and texts."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gkreport.finding import plain
from gkreport.form import Address
from gkreport.report import DRAFT_MARK, Organ
from gkreport.report.cells import Gap
from gkreport.report.keys import PREFACE
from gkreport.sheet import Sheet, write
from gkreport.sums import add, derive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Number
    from gkreport.form import Form, Grid
    from gkreport.report import Report
    from gkreport.sheet import Row

SCHEMA_FILE: Final = "report.schema.json"
_HEAD: Final = """\
# {year}年政府信息公开工作年度报告。井号后面是说明，不会印进报告；行首有井号的项目，要填写时把那个井号删去。
# 怎样填：数字直接写，没有的写 0；文字写在引号里面，段与段之间空一行；
# 引号外面的标点和数字都用半角。各行的总计不用填。文字里写 {{{{ 新收 }}}}，印出来就是表里的数，见 gkreport fields。
# 填好以后：gkreport fill 补总计，gkreport check 检查，gkreport render --html 生成正文。
"""  # noqa: E501 - a line of the file
_UNKNOWN: Final = "上年报告的结转下年度没有读清，请核对以后填写"


@dataclass(frozen=True)
class Start:
    """What a new report begins with."""

    form: "Form"
    year: int
    organ: Organ
    last: "Report | None" = None
    schema: bool = False
    """Whether the schema file stands beside the report."""
    cells: "dict[Address, Number | None]" = field(default_factory=dict)
    """Figures carried over; None where last year's is unknown."""


def start(form: "Form", year: int, organ: Organ, last: "Report | None" = None) -> Start:
    """What a report for that year begins with, last year's closing figures carried over."""
    if last is not None:
        old = last.organ
        former = old.former
        if organ.name and old.name and organ.name != old.name:
            former = (*former, old.name)
        organ = old._replace(
            name=organ.name or old.name, kind=organ.kind or old.kind,
            level=organ.level or old.level, former=former,
        )  # fmt: skip
    return Start(form, year, organ, last, cells=_carried(form, last) if last else {})


def _carried(form: "Form", last: "Report") -> "dict[Address, Number | None]":
    """The opening figures of this year, by the form's own identities across years."""
    known = {table: _settled(last, table) for table in last.figures}
    found: dict[Address, Number | None] = {}
    for table in form.tables:
        grid = table.grid
        for equation in grid.between_years:
            if len(equation.left) == 1:
                (from_,) = equation.last_right
                address = grid.addresses[from_]
                found[grid.addresses[equation.left[0]]] = known.get(table.id, {}).get(address)
    return found


def _settled(report: "Report", table: str) -> "dict[Address, Number]":
    """Every figure of a table that is stated or follows from what is.

    What stands there and could not be read is left alone, whatever the sums say of it.
    """
    figures = report.figures[table]
    gaps = frozenset(n for n, gap in figures.gaps.items() if gap.why != "unreadable")
    derived = derive(figures.grid.in_year, figures.values, gaps).values
    values = (derived.get(n, value) for n, value in enumerate(figures.values))
    return {a: v for a, v in zip(figures.grid.addresses, values, strict=True) if v is not None}


def scaffold(begin: Start) -> str:
    """The text of the new report file."""
    schema = f"#:schema ./{SCHEMA_FILE}\n" if begin.schema else ""
    grids = [table.grid for table in begin.form.tables]
    return write(
        Sheet(
            begin.form,
            begin.year,
            begin.organ,
            {place: row for grid in grids for place, row in _rows(begin, grid)},
            {name: text for name, text in _texts(begin) if text is not None},
            schema + _HEAD.format(year=begin.year),
            remarks={place: told for grid in grids for place, told in _remarks(begin, grid)},
        )
    )


def _texts(begin: Start) -> "Iterator[tuple[str, str | None]]":
    """Last year's texts under their marker line, or empty texts to write in."""
    old = begin.last.sections if begin.last else {}
    for name, wanted in ((PREFACE, True), *((s.id, s.prose) for s in begin.form.sections)):
        text = old.get(name, "").replace(DRAFT_MARK, "").strip()
        if text:
            yield name, f"{DRAFT_MARK}\n{text}\n"
        else:
            yield name, "" if wanted else None


def _left_out(begin: Start, grid: "Grid") -> frozenset[str]:
    """Rows that `fill` writes: totals over rows, and closing rows where the opening is not 0."""
    totals = set()
    for scheme in grid.table.identities:
        left = scheme.sides.left
        if scheme.axis == "rows" and not scheme.across_years and len(left) == 1:
            totals.add(left[0].id)
    values = [begin.cells.get(address, 0) for address in grid.addresses]
    last_rows = {
        grid.addresses[e.right[-1]].row
        for e in grid.equations
        if e.identity.axis == "rows" and not e.identity.across_years and len(e.left) > 1
        and (add(e, values).difference or add(e, values).gaps)
    }  # fmt: skip
    return frozenset(totals | last_rows)


def _rows(begin: Start, grid: "Grid") -> "Iterator[tuple[tuple[str, str], Row]]":
    """Every row that is not left to `fill`, without the totals of its arrays."""
    left_out = _left_out(begin, grid)
    columns = grid.columns.leaves
    kinds = dict(zip(grid.addresses, grid.kinds, strict=True))
    totals = {i.sides.left[0].id for i in grid.table.identities if i.axis == "columns"}
    written = columns[:-1] if columns[-1].id in totals else columns
    for node in grid.rows.leaves:
        place = (grid.table.key, node.id)
        if node.id in left_out:
            continue
        if len(columns) == 1:
            money = kinds[Address(*place, columns[0].id)] == "money"
            yield place, Decimal("0.0") if money else 0
        else:
            yield place, tuple(_cell(begin, Address(*place, c.id)) for c in written)


def _cell(begin: Start, address: Address) -> "Number | str":
    value = begin.cells.get(address, 0)
    return "" if value is None else value


def _remarks(begin: Start, grid: "Grid") -> "Iterator[tuple[tuple[str, str], str]]":
    """Last year's standing figures beside the row they belong to, and what was not known of it."""
    last = begin.last
    for node in grid.rows.leaves if last else ():
        addresses = [Address(grid.table.key, node.id, c.id) for c in grid.columns.leaves]
        told = [
            f"上年{column.label} {plain(cell)}"
            for address, column in zip(addresses, grid.columns.leaves, strict=True)
            if column.stock and not isinstance(cell := last.cell(address), Gap)  # type: ignore[union-attr]
        ]
        if any(begin.cells.get(address, 0) is None for address in addresses):
            told.append(_UNKNOWN)
        if told:
            yield (grid.table.key, node.id), "，".join(told)
