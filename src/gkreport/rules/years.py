"""Last year's report beside this one: what was restated, and whether the organ changed."""

from typing import TYPE_CHECKING, Any

from gkreport.finding import FILE_FORMAT, Hit, plain
from gkreport.form import Address
from gkreport.report import cells
from gkreport.report.cells import Gap
from gkreport.report.tables import name
from gkreport.rules import Case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkreport.finding import Number
    from gkreport.form import Grid
    from gkreport.report import Reading, Report

_KEY = "restated"
_REASON = "reason"


def restated(reading: "Reading", report: "Report") -> "dict[Address, Number]":
    """Last year's figures as this report corrects them, by address. Nothing unreadable is in it."""
    raw = reading.data.get(_KEY)
    if not isinstance(raw, dict) or not _reason(raw):
        return {}
    found: dict[Address, Number] = {}
    for grid, row, value in _rows(raw, report):
        columns = grid.columns.leaves
        numbers = value if isinstance(value, list) else [value]
        kinds = dict(zip(grid.addresses, grid.kinds, strict=True))
        for column, number in zip(columns, numbers, strict=False):
            address = Address(grid.table.key, row, column.id)
            cell = cells.read(number, kinds[address])
            if not isinstance(cell, Gap):
                found[address] = cell
    return found


def _reason(raw: "Mapping[str, Any]") -> str:
    reason = raw.get(_REASON)
    return reason.strip() if isinstance(reason, str) else ""


def _rows(raw: "Mapping[str, Any]", report: "Report") -> "Iterator[tuple[Grid, str, Any]]":
    """The rows that are restated, with the grid they belong to."""
    for figures in report.figures.values():
        grid = figures.grid
        for row in grid.rows.leaves:
            value: Any = raw.get(grid.table.key)
            for part in row.id.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            if value is not None:
                yield grid, row.id, value


@rule("GK902", name="figures-restated", basis=FILE_FORMAT, severity="note")
def figures_restated(case: Case) -> "Iterator[Hit]":
    """报告更正了上年的数字，已按更正后的数核对。

    上年报告的数字确实有误、今年更正的，写在 [restated] 里，并写明原因。核对结转时以更正后的数为准。
    更正应当让读者知道：请在第六部分说明。

    正例：
    `[restated]`
    `reason = "上年误将 1 件退件计入结转"`
    `applications.carried_forward = [0, 0, 0, 0, 0, 0, 0]`
    """
    changed = restated(case.reading, case.report)
    if not changed:
        return
    told = []
    for figures in case.report.figures.values():
        for n, address in enumerate(figures.grid.addresses):
            if address in changed:
                old = case.last.cell(address) if case.last is not None else Gap("left-out")
                before = "" if isinstance(old, Gap) else f"由 {plain(old)} "
                if isinstance(old, Gap) or old != changed[address]:
                    told.append(f"{name(figures.grid, n)}{before}更正为 {plain(changed[address])}")
    if told:
        reason = _reason(case.reading.data[_KEY])
        text = f"更正了上年的数字：{'；'.join(told)}。原因：{reason}"
        hint = "可以在第六部分写：“对上年报告的数字作如下更正……”，并说明原因"
        yield Hit("figures-restated", text, (_KEY,), on_key=True, hint=hint)


@rule("GK903", name="restatement-unreasoned", basis=FILE_FORMAT)
def restatement_unreasoned(case: Case) -> "Iterator[Hit]":
    """更正上年的数字，没有写明原因，或写得读不出来。

    没有原因的更正不算数，仍按上年报告的原数核对。

    改法：在 [restated] 下写 `reason = "……"`；数字照表格的一行来写。
    """
    raw = case.reading.data.get(_KEY)
    if raw is None:
        return
    if not isinstance(raw, dict) or not _reason(raw):
        yield Hit(
            "restatement-unreasoned", "更正上年的数字没有写原因，没有采用", (_KEY,), on_key=True,
            expected=_REASON, hint='请在 [restated] 下写 reason = "……"',
        )  # fmt: skip
        return
    known = {(grid.table.key, row) for grid, row, _ in _rows(raw, case.report)}
    keys = {key for key, _ in known}
    for key in (k for k in raw if k != _REASON and k not in keys):
        yield Hit(
            "restatement-unreasoned", f"restated.{key} 读不出来，没有采用", (_KEY, key),
            on_key=True, found=key, hint="请写成 restated.表名.行名 = [……]，照表格的一行来写",
        )  # fmt: skip
    for grid, row, value in _rows(raw, case.report):
        width = len(grid.columns.leaves)
        size = len(value) if isinstance(value, list) else 1
        if size not in (width, width - grid.columns.leaves[-1].is_total):
            yield Hit(
                "restatement-unreasoned", f"restated.{row} 应有 {width} 个数，现有 {size} 个",
                (_KEY, grid.table.key, *row.split(".")), found=cells.shown(value),
                expected=f"{width} 个数",
            )  # fmt: skip


@rule("GK904", name="organ-changed", basis=FILE_FORMAT, severity="note")
def organ_changed(case: Case) -> "Iterator[Hit]":
    """机关改过名称，或者是合并、拆分之后的机关，与上年报告的数字未必衔接。

    上年报告用的是旧名时，结转数的差别只作警告，不作错误。

    改法：核对两年的职责和数字，有增减的，在第六部分说明。
    """
    if case.last is not None and scope_changed(case.report, case.last):
        yield Hit(
            "organ-changed", f"上年报告的机关名称是“{case.last.organ.name}”，数字未必衔接",
            ("organ", "former"), hint="机关职责有增减的，请在第六部分说明",
        )  # fmt: skip


def scope_changed(report: "Report", last: "Report") -> bool:
    """Whether last year's report bears a former name of the organ."""
    now, then = report.organ.name.strip(), last.organ.name.strip()
    return bool(now and then) and not (now.endswith(then) or then.endswith(now))
