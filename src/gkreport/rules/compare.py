"""Figures of this year against those of the last, where a person should look once more."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.finding import Hit, plain
from gkreport.form import Address
from gkreport.report.cells import Gap
from gkreport.report.tables import name
from gkreport.rules import Case, changes, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Number
    from gkreport.report import Figures, Report

_PRACTICE: Final = "年度之间的核对（通行做法）"
_MANY: Final = 8
"""So many figures that are not 0 do not come out the same by chance."""
_LARGE: Final = 100
_TIMES: Final = 10


def _pairs(case: Case) -> "Iterator[tuple[Figures, int, Number, Number]]":
    """Every cell that both years state: table, index, this year's figure, last year's."""
    assert case.last is not None
    for figures in case.report.figures.values():
        for n, value in enumerate(figures.values):
            before = _cell(case.last, figures.grid.addresses[n])
            if value is not None and before is not None:
                yield figures, n, value, before


def _cell(report: "Report", address: Address) -> "Number | None":
    if address.table not in report.forms:
        return None
    cell = report.cell(address)
    return None if isinstance(cell, Gap) else cell


def _is_written(case: Case) -> bool:
    """Whether this year's text stands: before that, a 0 is a figure that is still to come."""
    return case.passage("overview") is not None


@rule("GK906", name="figures-unchanged", basis=_PRACTICE, severity="warning")
def figures_unchanged(case: Case) -> "Iterator[Hit]":
    """所有的数字都与上年报告一样，像是用上年的文件改了年份，忘了改数。

    数字不为 0 的格子不多时不提示，因为碰巧相同并不奇怪。

    改法：逐格核对今年的台账。
    """
    if case.last is None or case.report.form is not case.last.form:
        return
    pairs = list(_pairs(case))
    same = sum(1 for _, _, now, before in pairs if now == before and now)
    if same >= _MANY and all(now == before for _, _, now, before in pairs):
        first = next(iter(case.report.forms))
        yield Hit(
            "figures-unchanged", f"全部数字都与上年报告相同，其中不为 0 的有 {same} 格", (first,),
            on_key=True, hint="请核对是不是沿用了上年的数字",
        )  # fmt: skip


@rule("GK907", name="figure-jumped", basis=_PRACTICE, severity="note")
def figure_jumped(case: Case) -> "Iterator[Hit]":
    """数字与上年相差十倍以上，像是单位写错，或多写、少写了一位。

    只看上年或今年在 100 以上的数。确实变化这么大的，在报告里说明原因更好。

    改法：核对单位（收费金额以万元计）和位数。
    """
    if case.last is None:
        return
    written = _is_written(case)
    found = [
        (figures, n, now, before)
        for figures, n, now, before in _pairs(case)
        if max(now, before) >= _LARGE and max(now, before) >= _TIMES * min(now, before)
        and (now or written)
    ]  # fmt: skip
    if found:
        told = "；".join(
            f"{name(f.grid, n)}上年 {plain(before)}，今年 {plain(now)}"
            for f, n, now, before in found[:5]
        )
        figures, n, *_ = found[0]
        yield Hit(
            "figure-jumped", f"与上年相差十倍以上：{told}", figures.path(n),
            address=figures.grid.addresses[n], section=0, hint="请核对单位和位数",
            cells=tuple(f.grid.addresses[m] for f, m, _, _ in found),
        )  # fmt: skip


@rule("GK908", name="stock-broken", basis=_PRACTICE, severity="note")
def stock_broken(case: Case) -> "Iterator[Hit]":
    """现行有效的件数，与上年现行有效加本年制发减本年废止不相等。

    修改、失效、集中清理、机构合并都会使两边不等，所以只作提示。

    改法：与司法行政部门的备案登记核对一遍。
    """
    if case.last is None or case.report.form is not case.last.form:
        return
    key = "proactive_disclosure"
    for row, label in (("rules", "规章"), ("normative_documents", "行政规范性文件")):
        at = [Address(key, row, column) for column in ("issued", "repealed", "in_force")]
        now = [_cell(case.report, address) for address in at]
        before = _cell(case.last, at[2])
        if None in now or before is None:
            continue
        if not any(now) and not _is_written(case):
            continue
        issued, repealed, in_force = (value or 0 for value in now)
        wanted = before + issued - repealed
        if wanted != in_force:
            yield Hit(
                "stock-broken",
                f"“{label}”现行有效 {plain(in_force)}；上年 {plain(before)}，加制发 "
                f"{plain(issued)}，减废止 {plain(repealed)}，为 {plain(wanted)}",
                (key, row, 2), address=at[2], found=plain(in_force), expected=plain(wanted),
                hint="有修改、失效或集中清理的，不必理会",
            )  # fmt: skip


@cache
def _growth() -> "re.Pattern[str]":
    return re.compile(
        r"申请[^。；;%％]{0,40}?(?:同比|(?:较|比)(?:上年|去年|上一年|上年度))[^。；;%％]{0,6}?"
        r"(?P<way>增长|增加|上升|提高|下降|减少|降低)了?(?P<about>约|近)?"
        r"(?P<rate>[0-9]+(?:\.[0-9]+)?)[%％]"
    )


@rule("GK909", name="growth-rate-wrong", basis=_PRACTICE, severity="warning")
def growth_rate_wrong(case: Case) -> "Iterator[Hit]":
    """文字里申请量与上年的比较，和两年的表格算出来的不一样。

    看的是增减的百分比、增减的件数、写到的上年件数，以及“为上年的百分之几”“是上年的几倍”。
    新收数，新收加上年结转数，两种口径都算过，有一种相符就不提示；四舍五入的差别也不提示。只看说全部申请的句子。

    错例：新收 60 件、上年 50 件，写成“同比增长30%”“比上年减少10件”
    正例：“同比增长20%”“比上年增加10件”

    改法：按表格重新计算，并写明口径。
    """
    bases = _bases(case)
    if not bases:
        return
    for passage in case.passages:
        if "申请" not in passage.text:
            continue
        spots: list[tuple[int, int]] = []
        if "%" in passage.text or "％" in passage.text:
            matches = _growth().finditer(passage.text)
            spots += ((m.start("way"), m.end()) for m in matches if not _agrees(m, bases))
        if "restated" not in case.reading.data and case.report.year:
            spots += changes.wrong(passage.text, case.report.year, bases)
        for start, end in sorted(spots):
            said = passage.text[start:end].strip("，")
            yield passage.hit(
                "growth-rate-wrong", f"文字写“{said}”；{changes.told(bases)}", start, end,
                found=said, hint="请按表格重新计算，并写明口径",
            )  # fmt: skip


def _agrees(match: "re.Match[str]", bases: "list[changes.Basis]") -> bool:
    """Whether a percentage is that of one of the bases."""
    sign = 1 if match["way"] in ("增长", "增加", "上升", "提高") else -1
    stated = sign * float(match["rate"])
    digits = len(match["rate"].partition(".")[2])
    slack = 0.5 * 10**-digits + 0.02 + (1 if match["about"] else 0)
    return any(abs(basis.rate - stated) <= slack for basis in bases)


def _bases(case: Case) -> "list[changes.Basis]":
    """The applications of both years: those received, and those with what was brought forward."""
    if case.last is None:
        return []
    years = []
    for report in (case.report, case.last):
        cells = [_cell(report, Address("applications", row, "total"))
                 for row in ("received", "brought_forward")]  # fmt: skip
        years.append(cells)
    (new, old_new), (open_, old_open) = zip(*years, strict=True)
    found = []
    if new is not None and old_new:
        found.append(changes.Basis("新收", old_new, new))
        if open_ is not None and old_open is not None and (open_ or old_open):
            both = (old_new + old_open, new + open_)
            found.append(changes.Basis("新收加上年结转", *both))
    return found
