"""The identities of the form, and the cause of a failure where only one fits."""

from typing import TYPE_CHECKING, NamedTuple

from gkreport.finding import Failed, Hit, Suspect, plain
from gkreport.form import Address
from gkreport.report.cells import Gap
from gkreport.report.tables import name, row_name
from gkreport.sums import Sum, add, closed, failing, filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkreport.finding import Number
    from gkreport.form import Equation, Grid, Severity
    from gkreport.report import Figures, Report
    from gkreport.rules.locate import Shifted, Wrong, ZeroTotals


class Before(NamedTuple):
    """Last year, as far as sums across years need it."""

    report: "Report"
    restated: "Mapping[Address, Number]"
    """Figures of it that this year's report corrects."""
    changed: bool
    """The organ is not quite the same: differences are warnings."""


def check(report: "Report", before: Before | None) -> "Iterator[Hit]":
    """Every failing constellation of every table as one hit, then the sums across years."""
    for figures in report.figures.values():
        yield from _within(figures)
        if before is not None:
            yield from _across_years(figures, before)


def _within(figures: "Figures") -> "Iterator[Hit]":
    grid, values = figures.grid, figures.values
    equations = grid.in_year
    if not failing(equations, values):
        return
    from gkreport.rules.locate import Shifted, Wrong, ZeroTotals, diagnose  # noqa: PLC0415 - rare

    groups = [(g, wrong) for g in _groups(equations) if (wrong := failing(g, values))]
    causes = [(diagnose(grid, group, values), wrong) for group, wrong in groups]
    if len(causes) > 1 and not any(cause for cause, _ in causes):
        together = tuple(s for _, wrong in causes for s in wrong)
        across = diagnose(grid, equations, values)  # a figure may have slipped between groups
        causes = [(across, together)] if isinstance(across, Shifted) else causes
    zero = [(cause, wrong) for cause, wrong in causes if isinstance(cause, ZeroTotals)]
    if zero:
        yield _zero_totals(figures, zero)
    for cause, wrong in causes:
        if isinstance(cause, Wrong):
            yield _wrong_cell(figures, cause, wrong)
        elif isinstance(cause, Shifted):
            yield _shifted(figures, cause, wrong)
        elif cause is None:
            yield from (_failed_sum(figures, s) for s in wrong)


def _groups(equations: "Sequence[Equation]") -> "list[list[Equation]]":
    """Equations that share cells, directly or through others, together."""
    groups: list[tuple[set[int], list[Equation]]] = []
    for equation in equations:
        cells, members = {*equation.left, *equation.right}, [equation]
        apart = []
        for group in groups:
            if group[0] & cells:
                cells |= group[0]
                members = group[1] + members
            else:
                apart.append(group)
        groups = [*apart, (cells, members)]
    return [members for _, members in groups]


def _failed(grid: "Grid", s: Sum) -> Failed:
    identity = s.equation.identity
    along = "column" if identity.axis == "rows" else "row"
    return Failed(identity.code, grid.table.key, along, s.equation.where, s.left, s.right)


def _line(grid: "Grid", s: Sum) -> str:
    """The row or column that an equation stands in, in words."""
    where = s.equation.where
    if s.equation.identity.axis == "rows":
        return f"{grid.columns.by_id[where].label}一列"
    first = grid.index[where, grid.columns.leaves[0].id]
    return f"{row_name(grid, first)}一行"


def sentence(grid: "Grid", s: Sum) -> str:
    """An equation with both sums, the difference and its direction."""
    left, right = s.equation.identity.words
    more = "多" if s.difference > 0 else "少"
    gaps = f"（另有 {len(s.gaps)} 格空缺）" if s.gaps else ""
    if not s.left and len(s.equation.left) == 1:
        return f"{_line(grid, s)}：{left}为 0，{right}为 {plain(s.right)}{gaps}"
    return (
        f"{_line(grid, s)}：{left} {plain(s.left)}，{right} {plain(s.right)}，"
        f"前者{more} {plain(max(s.difference, -s.difference))}{gaps}"
    )


def _severity(wrong: "tuple[Sum, ...]") -> "Severity":
    weights = {
        s.equation.identity.severity_at.get(s.equation.where, s.equation.identity.severity)
        for s in wrong
    }
    return next(w for w in ("error", "warning", "note") if w in weights)


class _Says(NamedTuple):
    """What a hit says, apart from where."""

    text: str
    found: str
    expected: str
    hint: str


def _hit(
    rule: str, figures: "Figures", cells: "tuple[int, ...]", wrong: "tuple[Sum, ...]", says: _Says
) -> Hit:
    grid = figures.grid
    bases = dict.fromkeys(s.equation.identity.basis for s in wrong)
    return Hit(
        rule,
        says.text,
        figures.path(cells[0]),
        address=grid.addresses[cells[0]],
        section=grid.table.section,
        found=says.found,
        expected=says.expected,
        hint=says.hint,
        basis="；".join(bases),
        severity=_severity(wrong),
        cells=tuple(grid.addresses[n] for n in cells),
        equations=tuple(_failed(grid, s) for s in wrong),
        details=tuple(sentence(grid, s) for s in wrong) if len(wrong) > 1 else (),
    )


def _failed_sum(figures: "Figures", s: Sum) -> Hit:
    """A failing equation by itself, at the total it names or at its first stated cell."""
    cells = (*s.equation.left, *s.equation.right)
    stated = [n for n in cells if figures.values[n] is not None]
    at = stated[0] if stated else cells[0]
    hint = ""
    if not s.gaps:
        hint = f"请核对这几个数：{_list(figures, cells, s.equation.identity.axis)}"
    says = _Says(sentence(figures.grid, s), plain(s.left), plain(s.right), hint)
    return _hit(s.equation.identity.name, figures, (at,), (s,), says)


def _list(figures: "Figures", cells: "tuple[int, ...]", axis: str) -> str:
    """The first cell of an equation and the others that are not 0, by column or by row."""
    grid, values = figures.grid, figures.values
    told = []
    for n in cells:
        value: Number | None = values[n]
        if value is not None and (value or n == cells[0]):
            address = grid.addresses[n]
            column = grid.columns.by_id[address.column].label
            node = grid.rows.by_id[address.row].short if axis == "rows" else column
            told.append(f"{node} {plain(value)}")
    return "、".join(told)


def _wrong_cell(figures: "Figures", cause: "Wrong", wrong: "tuple[Sum, ...]") -> Hit:
    grid, cell = figures.grid, cause.cell
    stated, proposed = plain(cause.stated), plain(cause.proposed)
    may = "应为" if cause.certain else "可能应为"
    text = f"{name(grid, cell)}写的是 {stated}，疑{may} {proposed}"
    hint = f"若改为 {proposed}，相关的合计全部成立；请核对台账后再改"
    if not cause.certain:
        hint = f"若空缺的格子都是 0，改为 {proposed} 后相关的合计全部成立；请核对台账后再改"
    hit = _hit("wrong-cell", figures, (cell,), wrong, _Says(text, stated, proposed, hint))
    return _with_suspect(hit, grid.addresses[cell], cause.stated, cause.proposed)


def _with_suspect(hit: Hit, address: Address, stated: "Number", proposed: "Number") -> Hit:
    return hit._replace(suspect=Suspect(address, stated, proposed))


def _zero_totals(figures: "Figures", found: "list[tuple[ZeroTotals, tuple[Sum, ...]]]") -> Hit:
    """Totals left at 0, of all groups of the table, as one hit."""
    grid = figures.grid
    totals = tuple(total for cause, _ in found for total in cause.totals)
    wrong = tuple(s for _, sums in found for s in sums)
    also = [cause.also for cause, _ in found if cause.also is not None]
    first, n = totals[0][0], plain(totals[0][1])
    if len(totals) == 1:
        text = f"{name(grid, first)}：总计为 0，各项之和为 {n}"
        hint = f"请把这一格改为 {n}"
    else:
        listed = "；".join(f"{name(grid, cell)}应为 {plain(value)}" for cell, value in totals)
        text = f"{len(totals)} 格总计为 0，各项之和不为 0：{listed}"
        hint = "总计没有随各项一起填写，请把这几格补上"
    for wrong_cell in also:
        text += (
            f"；另外{name(grid, wrong_cell.cell)}的 {plain(wrong_cell.stated)} "
            f"可能应为 {plain(wrong_cell.proposed)}"
        )
    cells = (*(cell for cell, _ in totals), *(w.cell for w in also))
    hit = _hit("total-left-at-zero", figures, cells, wrong, _Says(text, "0", n, hint))
    if len(totals) > 1:
        hit = hit._replace(details=())  # the message has named every cell
    sole = len(totals) == 1 and len(found) == 1 and found[0][0].sole
    return _with_suspect(hit, grid.addresses[first], 0, totals[0][1]) if sole else hit


def _shifted(figures: "Figures", cause: "Shifted", wrong: "tuple[Sum, ...]") -> Hit:
    grid, values = figures.grid, figures.values

    def told(pair: tuple[int, int]) -> str:
        at, to = pair
        if values[to]:
            return (
                f"{name(grid, at)}的 {plain(values[at] or 0)} 与{name(grid, to)}的 "
                f"{plain(values[to] or 0)} 写颠倒了"
            )
        return f"{name(grid, at)}的 {plain(values[at] or 0)} 应填在{name(grid, to)}"

    text = "有一个数像是填错了一格：" + "；也可能是".join(told(pair) for pair in cause.readings)
    cells = tuple(dict.fromkeys(n for pair in cause.readings for n in pair))
    places = "、".join(name(grid, to) for _, to in cause.readings)
    hint = "挪动之后相关的合计全部成立；请核对台账后再改"
    says = _Says(text, plain(values[cells[0]] or 0), places, hint)
    return _hit("shifted-figure", figures, cells, wrong, says)


def _across_years(figures: "Figures", last: Before) -> "Iterator[Hit]":
    """The identities with a term of last year, each as one hit for all columns that differ."""
    grid = figures.grid
    equations = grid.between_years
    if not equations:
        return
    size = len(grid.addresses)
    before = tuple(_value(last, address) for address in grid.addresses)
    both = (*figures.values, *before)
    by_name: dict[str, list[Sum]] = {}
    for equation in equations:
        joined = equation._replace(
            left=(*equation.left, *(n + size for n in equation.last_left)),
            right=(*equation.right, *(n + size for n in equation.last_right)),
        )
        s = add(joined, filled(both, closed([joined], both)))
        if s.fails:
            by_name.setdefault(equation.identity.name, []).append(s)
    for rule, sums in by_name.items():
        hit = _changed(rule, figures, tuple(sums))
        yield hit._replace(severity="warning") if last.changed else hit


def _value(last: Before, address: Address) -> "Number | None":
    if address in last.restated:
        return last.restated[address]
    cell = last.report.cell(address)
    return None if isinstance(cell, Gap) else cell


def _changed(rule: str, figures: "Figures", wrong: "tuple[Sum, ...]") -> Hit:
    text = "；".join(sentence(figures.grid, s) for s in wrong)
    size = len(figures.grid.addresses)
    cells = tuple(n for s in wrong for n in s.equation.left if n < size)
    hint = "请核对上年报告；上年的数确实有误的，把更正写进 [restated]，并在第六部分说明"
    says = _Says(text, plain(wrong[0].left), plain(wrong[0].right), hint)
    return _hit(rule, figures, cells, wrong, says)._replace(details=())
