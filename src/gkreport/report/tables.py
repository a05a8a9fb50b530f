"""The tables of a report file: one row of the form is one array, a single cell a bare number."""

from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final

from gkreport import forms
from gkreport.finding import Hit
from gkreport.form import Address
from gkreport.report import Figures, cells
from gkreport.report.cells import LEFT_OUT, Gap
from gkreport.report.shape import Shape

if TYPE_CHECKING:
    from gkreport.finding import Number
    from gkreport.form import Form, Grid, Node, Table

_WHOLE: Final = {int}


def read_tables(
    data: dict[str, Any], form: "Form", shape: Shape
) -> "tuple[dict[str, Figures], dict[str, Form]]":
    """The figures of every table, and the form each printed table is on."""
    figures: dict[str, Figures] = {}
    by_key: dict[str, Form] = {}
    for key in form.keys:
        raw = shape.table(data, key)
        own = by_key[key] = _own_form(raw, key, form, shape)
        tables, known, branches = _rows(own, key)
        stated = _flat(raw, branches)
        stated.pop("form", None)
        for row in [row for row in stated if row not in known]:
            shape.unknown((key, *row.split(".")), row, known, stated[row])
        for table in tables:
            grid = table.folded(frozenset(b for b in table.foldable if b in stated))
            figures[table.id] = _figures(grid, stated, shape)
    return figures, by_key


def _own_form(raw: dict[str, Any], key: str, form: "Form", shape: Shape) -> "Form":
    named = raw.get("form")
    if named is None:
        return form
    found = forms.load(named) if isinstance(named, str) else None
    if found is None:
        shape.choice((key, "form"), named, forms.ids())
    return found or form


def _flat(raw: dict[str, Any], branches: frozenset[str]) -> dict[str, Any]:
    """Nested tables as dotted keys; an empty branch is nothing stated, other empty tables stay."""
    flat: dict[str, Any] = {}

    def add(raw: dict[str, Any], prefix: str) -> None:
        for name, value in raw.items():
            row = f'{prefix}"{name}"' if "." in name else prefix + name
            if isinstance(value, dict) and (value or row in branches):
                add(value, f"{row}.")
            else:
                flat[row] = value

    add(raw, "")
    return flat


@lru_cache
def _rows(form: "Form", key: str) -> "tuple[tuple[Table, ...], frozenset[str], frozenset[str]]":
    """The tables of a key, the rows that may be stated, and those with rows below them."""
    tables = form.printed(key)
    known = {leaf.id for table in tables for leaf in table.rows.leaves}
    known.update(branch for table in tables for branch in table.foldable)
    return tables, frozenset(known), frozenset().union(*(t.rows.branches for t in tables))


def _figures(grid: "Grid", stated: dict[str, Any], shape: Shape) -> Figures:
    columns = grid.columns.leaves
    width = len(columns)
    full = _full([stated.get(row.id) for row in grid.rows.leaves], width)
    if full:
        return Figures(grid, tuple(full), {})
    values: list[Number | None] = []
    gaps: dict[int, Gap] = {}
    kinds = grid.kinds
    for row in grid.rows.leaves:
        whole = stated.get(row.id)
        if type(whole) is list and len(whole) == width > 1 and _plain(whole):
            values += whole
            continue
        for raw in _row(row, columns, stated, grid, shape):
            n = len(values)
            cell = raw if isinstance(raw, Gap) else cells.read(raw, kinds[n])
            values.append(None if isinstance(cell, Gap) else cell)
            if isinstance(cell, Gap):
                gaps[n] = cell
                if cell.why == "unreadable" and not isinstance(raw, Gap):
                    _not_a_figure(grid, n, cell, shape)
    return Figures(grid, tuple(values), gaps)


def _full(rows: list[Any], width: int) -> list[Any]:
    """All cells of a table where each of them is a whole number >= 0, as nearly everywhere."""
    if width > 1:
        if set(map(type, rows)) != {list} or set(map(len, rows)) != {width}:
            return []
        rows = [*chain.from_iterable(rows)]
    return rows if _plain(rows) else []


def _plain(row: list[Any]) -> bool:
    """Whether a row is nothing but whole numbers >= 0, which any kind of cell takes."""
    return set(map(type, row)) == _WHOLE and min(row) >= 0


def _row(
    row: "Node", columns: "tuple[Node, ...]", stated: dict[str, Any], grid: "Grid", shape: Shape
) -> list[Any]:
    """The raw cells of one row, or as many gaps."""
    width = len(columns)
    if row.id not in stated:
        return [LEFT_OUT] * width
    raw = stated[row.id]
    if width == 1 and not isinstance(raw, list):
        return [raw]
    if isinstance(raw, list) and width > 1:
        if len(raw) == width:
            return raw
        if len(raw) == width - 1 and columns[-1].is_total:
            return [*raw, LEFT_OUT]
    shape.hits.append(_unread(row, columns, raw, grid))
    return [Gap("unreadable", raw)] * width


def _unread(row: "Node", columns: "tuple[Node, ...]", raw: object, grid: "Grid") -> Hit:
    """What to say of a row that is not an array of the right length."""
    width = len(columns)
    rule, wanted = "wrong-length", f"{width} 个数"
    hint = "依次为：" + "、".join(column.label for column in columns) if width > 1 else ""
    if isinstance(raw, str):
        rule = "unread-row"
        message = f"“{row.label}”一行是一段文字，没有分成 {width} 格，整行按空缺处理"
    elif width == 1:
        wanted = "一个数"
        message = f"“{row.label}”只有一格，直接写数，不要方括号"
    elif isinstance(raw, list):
        diff = len(raw) - width
        more = f"多 {diff} 个" if diff > 0 else f"少 {-diff} 个"
        message = f"“{row.label}”一行应有 {width} 个数，现有 {len(raw)} 个，{more}"
        hint = (_parted(raw) if diff > 0 else "") + hint
    else:
        message = f"“{row.label}”一行应有 {width} 个数，写在方括号里，现在只写了 {cells.shown(raw)}"
    return Hit(
        rule, message, (grid.table.key, *row.id.split(".")),
        address=Address(grid.table.key, row.id, columns[0].id), section=grid.table.section,
        found=cells.shown(raw), expected=wanted, hint=hint,
    )  # fmt: skip


def _parted(row: list[Any]) -> str:
    """A number that may have been parted by a comma after its thousands, and how to write it."""
    if not all(type(cell) is int for cell in row):
        return ""
    for high, low in pairwise(row):
        if 0 < high < 1000 and 100 <= low < 1000:  # noqa: PLR2004 - three digits
            return f"如果 {high},{low} 是一个数，请写 {high}{low}，不要千位分隔的逗号；各格"
    return ""


def _not_a_figure(grid: "Grid", n: int, gap: Gap, shape: Shape) -> None:
    address, kind = grid.addresses[n], grid.kinds[n]
    width = len(grid.columns.leaves)
    row = (address.table, *address.row.split("."))
    shown = cells.shown(gap.raw)
    shape.hits.append(
        Hit(
            "not-a-figure", f"{name(grid, n)}：这里应当是{cells.wanted(kind)}，现在写的是 {shown}",
            row if width == 1 else (*row, n % width), address=address,
            section=grid.table.section, found=shown, expected=cells.wanted(kind),
            hint=cells.mend(gap.raw, kind), cells=(address,),
        )
    )  # fmt: skip


def row_name(grid: "Grid", n: int) -> str:
    """The row of a cell as a reader would call it, with the branch it belongs to."""
    path = grid.rows.path(grid.addresses[n].row)
    words = " ".join(node.short for node in path[1:] or path)
    return f"“{words.replace('“', '‘').replace('”', '’')}”"  # quotes inside quotes


def name(grid: "Grid", n: int) -> str:
    """A cell as a reader would call it: the row and, where there are several, the column."""
    if len(grid.columns.leaves) == 1:
        return row_name(grid, n)
    column = grid.columns.by_id[grid.addresses[n].column].label
    return f"{row_name(grid, n)}{column}一格"
