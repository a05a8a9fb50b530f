"""The page's tables about figures: what became of applications, of reviews and of suits."""

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport import forms
from gkreport.survey.page.charts import Given, Series, plain, stacked
from gkreport.survey.page.model import (
    NOTHING,
    Cell,
    Row,
    Section,
    Table,
    noted,
    section,
    shared,
    shown,
)
from gkreport.survey.page.numbers import enough, number, percent
from gkreport.survey.page.tally import kind_name, year_name
from gkreport.survey.summary import data

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from gkreport.form import Axis, Node
    from gkreport.form import Table as FormTable
    from gkreport.survey.page.charts import Chart
    from gkreport.survey.page.tally import Tally
    from gkreport.survey.summary import Key, Summary

_YEAR, _KIND, _TABLE, _ROW, _COLUMN = range(5)
_COLOURS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Group(NamedTuple):
    """Reports whose figures are shown together: a year or a kind."""

    key: str
    name: str


def _table(key: str) -> "FormTable":
    """A table as the newest form that has it states it."""
    every = (t for form in filter(None, map(forms.load, forms.ids())) for t in form.tables)
    return next(table for table in every if table.key == key)


class _Flow:
    """What came in, what became of it, and what is left, of each group."""

    def __init__(self, tally: "Tally", place: int) -> None:
        self.spec: dict[str, Any] = data()["flow"]
        self.rows: Axis = _table(self.spec["table"]).rows
        self._counts: Counter[Key] = tally.group("sum", place, _TABLE, _ROW, _COLUMN)
        self.stating = {
            group: many
            for (group, table), many in tally.group("stating", place, _TABLE).items()
            if table == self.spec["table"]
        }

    @property
    def branches(self) -> "tuple[Node, ...]":
        """What may become of an application."""
        return tuple(n for n in self.rows.below(self.spec["branches"]) if not n.is_total)

    def sum(self, group: str, row: str) -> int:
        """A row of a group, with all that is below it."""
        return sum(self._parts(group, row))

    def shown(self, group: str, row: str) -> Cell:
        """The same as a cell: nothing where nobody stated a number."""
        parts = self._parts(group, row)
        return Cell(number(sum(parts)) if parts else NOTHING)

    def _parts(self, group: str, row: str) -> list[int]:
        return [
            many
            for (key, table, id_, column), many in self._counts.items()
            if (key, table, column) == (group, self.spec["table"], self.spec["column"])
            and (id_ == row or id_.startswith(f"{row}."))
        ]


def figures(tally: "Tally", summary: "Summary") -> Section:
    """What became of applications, by year and by kind."""
    years = [Group(year, year_name(year)) for year in tally.years]
    kinds = [Group(kind, kind_name(kind)) for kind in tally.kinds]
    by_year, by_kind = _Flow(tally, _YEAR), _Flow(tally, _KIND)
    tables = (
        _flowed("flow-years", "各年度的申请", years, by_year),
        _flowed("flow-kinds", "各类机关的申请，各年合在一起", kinds, by_kind),
    )
    charts = (_received(years, by_year), _outcomes(years, by_year))
    lead = tuple(_dominant(years, by_year, summary))
    return section("figures", lead, tuple(c for c in charts if c), tables)


def _flowed(id: str, caption: str, groups: list[Group], flow: _Flow) -> Table:  # noqa: A002
    """A row for each line of the official table, a column for each group."""
    spec, rows = flow.spec, []
    answered = {g.key: sum(flow.sum(g.key, n.id) for n in flow.branches) for g in groups}
    counted = tuple(Cell(number(flow.stating.get(g.key, 0))) for g in groups)
    rows.append(Row("写明了数的报告份数", counted))
    rows += [_line(flow, groups, flow.rows.by_id[id]) for id in spec["incoming"]]  # noqa: A001
    for node in flow.branches:
        rows.append(Row(node.short, tuple(_part(flow, g, node, answered[g.key]) for g in groups)))
    rows.append(_line(flow, groups, flow.rows.by_id[spec["answered"]]))
    rows.append(_line(flow, groups, flow.rows.by_id[spec["outgoing"]]))
    notes = noted("同一列各种办理结果的件数之和", *answered.values())
    return Table(id, caption, ("件数", *(g.name for g in groups)), tuple(rows), notes)


def _line(flow: _Flow, groups: list[Group], node: "Node") -> Row:
    return Row(node.short, tuple(flow.shown(g.key, node.id) for g in groups))


def _part(flow: _Flow, group: Group, node: "Node", base: int) -> Cell:
    """What became of some applications, as a share of all that were answered."""
    told = flow.shown(group.key, node.id)
    return told if told.text == NOTHING or not base else shared(flow.sum(group.key, node.id), base)


def _received(groups: list[Group], flow: _Flow) -> "Chart | None":
    row = flow.rows.by_id[flow.spec["incoming"][0]]
    given = []
    for group in groups:
        many, reports = flow.sum(group.key, row.id), flow.stating.get(group.key, 0)
        told = f"{number(many)} 件，{number(reports)} 份报告" if reports else "没有报告写明"
        given.append(Given(group.name, (many,), told))
    return plain("received-chart", row.short, "note", given)


def _outcomes(groups: list[Group], flow: _Flow) -> "Chart | None":
    series = [Series(n.short, colour) for n, colour in zip(flow.branches, _COLOURS, strict=False)]
    given = []
    for group in groups:
        parts = tuple(flow.sum(group.key, node.id) for node in flow.branches)
        given.append(Given(group.name, parts, f"共 {number(sum(parts))} 件"))
    title = flow.rows.by_id[flow.spec["branches"]].short
    return stacked("outcomes-chart", title, series, given)


def _dominant(groups: list[Group], flow: _Flow, summary: "Summary") -> "Iterator[str]":
    """Years whose sum is mostly that of one report: more likely a slip than a fact."""
    row = flow.spec["incoming"][0]
    for outlier in summary.outliers.get(row, ()):
        group = next((g for g in groups if g.key == str(outlier.year or "")), None)
        whole = flow.sum(group.key, row) if group else 0
        if group is None or not enough(flow.stating.get(group.key, 0)):
            continue
        if outlier.value > whole * data()["dominant"]:
            part = "超出了正常的范围，没有加进去"
            if outlier.value <= whole:
                part = f"占了{percent(int(outlier.value), whole)}"
            whose = f"{group.name}新收的件数里，{shown(outlier.organ, 80)}一份报告的数"
            yield f"请留意：{whose}{part}，请先核对。"


def reviews(tally: "Tally") -> Section | None:
    """How reviews and suits ended; the share of those that were corrected by year."""
    spec = data()["reviews"]
    table = _table(spec["table"])
    counts = tally.group("sum", _YEAR, _TABLE, _ROW, _COLUMN)
    sums = {key: n for key, n in counts.items() if key[1] == spec["table"]}
    if not sums:
        return None
    tables = (_ended(table, spec, sums), _corrected(table, spec, sums, tally.years))
    return section("reviews", tables=tables)


def _ended(table: "FormTable", spec: dict[str, Any], sums: "dict[Key, int]") -> Table:
    """Each way of review by its results, all years together."""
    columns, rows, bases = table.columns.leaves, [], []
    for leaf in table.rows.leaves:
        parts = [_added(sums, leaf.id, column.id) for column in columns]
        ended = _concluded(parts, table, spec)
        corrected = _added(sums, leaf.id, spec["corrected"])
        bases.append(ended)
        stated = (_stated(sums, leaf.id, column.id) for column in columns)
        cells = (*stated, _share(corrected, ended))
        rows.append(Row(leaf.label, cells))
    head = ("件数", *(column.label for column in columns), "被纠正的比例")
    return Table(
        "reviews", "各年合在一起的结果", head, tuple(rows), noted("已经审结的件数", *bases)
    )


def _corrected(
    table: "FormTable", spec: dict[str, Any], sums: "dict[Key, int]", years: tuple[str, ...]
) -> Table:
    """How many were corrected, by year."""
    rows, bases = [], []
    for leaf in table.rows.leaves:
        cells = []
        for year in years:
            parts = [_added(sums, leaf.id, column.id, year) for column in table.columns.leaves]
            ended = _concluded(parts, table, spec)
            bases.append(ended)
            cells.append(shared(_added(sums, leaf.id, spec["corrected"], year), ended))
        rows.append(Row(leaf.label, tuple(cells)))
    head = ("被纠正的件数", *map(year_name, years))
    notes = noted("同一年同一种已经审结的件数", *bases)
    return Table("corrected", "各年度被纠正的", head, tuple(rows), notes)


def _added(sums: "dict[Key, int]", row: str, column: str, year: str | None = None) -> int:
    return sum(n for key, n in sums.items() if key[2:] == (row, column) and year in {None, key[0]})


def _stated(sums: "dict[Key, int]", row: str, column: str) -> Cell:
    """A sum, or nothing where nobody stated a number."""
    if not any(key[2:] == (row, column) for key in sums):
        return Cell(NOTHING)
    return Cell(number(_added(sums, row, column)))


def _concluded(parts: list[int], table: "FormTable", spec: dict[str, Any]) -> int:
    """All results but those that are not there yet; totals are as they are stated, so left out."""
    apart = {spec["pending"], spec["total"]}
    columns = table.columns.leaves
    return sum(n for n, column in zip(parts, columns, strict=True) if column.id not in apart)


def _share(part: int, base: int) -> Cell:
    if not base:
        return Cell(NOTHING)
    text = percent(part, base) if enough(base) else NOTHING
    return Cell(text, f"共 {number(base)}")
