"""Rules about figures that add up and are hard to believe all the same."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from gkreport.finding import Hit, plain
from gkreport.form import Address
from gkreport.rules import Case, rule
from gkreport.rules.lexicon import lists
from gkreport.rules.looks import FINEST, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Number
    from gkreport.report import Report

_HINT: Final = "数字是否合理的提示，不是格式的要求"
_LAWS: Final = "《立法法》：规章由国务院部门，省、自治区、直辖市和设区的市、自治州的人民政府制定"
_Cell = tuple[str, str, str]
"""A figure by the table's own id, the row and the column."""
_FEES: Final = ("charges", "fees", "amount")
_SUITS: Final = ("remedies", "litigation.after_reconsideration", "total")
_REVIEWS: Final = ("remedies", "reconsideration", "total")
_TEN_THOUSAND: Final = 10_000
_INCREDIBLE: Final = {"township": 100_000, "county": 1_000_000, "city": 10_000_000}
"""Fees of a year, in 万元, that no organ of that level collects: far above the greatest seen."""
_RARE: Final = {"township": 3_000, "county": 30_000}
"""Fees that a single organ of that level hardly ever collects; a government's are many organs'."""
_FEW: Final = 10
"""Below so many applications a share says nothing."""
_RULE_MAKERS: Final = frozenset(
    (
        ("department", "national"), ("authorized", "national"), ("government", "national"),
        ("government", "province"), ("government", "city"),
    )
)  # fmt: skip
_ANY_KIND: Final = ("government", "department", "authorized")


@rule("GK201", name="stock-below-issue", basis=_HINT, severity="warning")
def stock_below_issue(case: Case) -> "Iterator[Hit]":
    """今年制发的件数比现行有效的还多，又没有废止一件。

    今年制发的，只要没有废止，年底就还有效，所以现行有效件数不会少于本年制发件数。制发之后当年就失效
    的，可以不理会。

    错例：制发 5，废止 0，现行有效 3
    正例：制发 5，废止 0，现行有效 8
    改法：现行有效填到年底为止仍然有效的全部件数，不只是今年的。
    """
    for row, what in (("rules", "规章"), ("normative_documents", "行政规范性文件")):
        issued, repealed, in_force = (
            number(case.report, "documents", row, column)
            for column in ("issued", "repealed", "in_force")
        )
        if issued is None or in_force is None or repealed != 0 or issued <= in_force:
            continue
        yield _at(
            case.report, "stock-below-issue", ("documents", row, "in_force"),
            f"{what}：本年制发 {issued} 件，没有废止，现行有效只有 {in_force} 件",
            found=str(in_force), expected=f"不少于 {issued}",
            hint="现行有效填年底仍然有效的全部件数，请与司法行政部门核对",
        )  # fmt: skip


@rule("GK202", name="impossible-rules", basis=_LAWS)
def impossible_rules(case: Case) -> "Iterator[Hit]":
    """没有规章制定权的机关，规章一行填了数。

    规章只有国务院部门，省、自治区、直辖市和设区的市、自治州的人民政府能够制定。县级、乡级机关和地方
    各级政府部门都应当填 0。常见的误会是把单位的规章制度或者行政规范性文件填进了这一行。机关的类别和
    层级没有写明的，不判断。

    错例：县级部门填 `rules = [2, 0, 2]`
    正例：`rules = [0, 0, 0]`
    改法：规章一行填 0；属于行政规范性文件的，填到下一行。
    """
    report = case.report
    if not _without_power(report):
        return
    columns = ("issued", "repealed", "in_force", "made")
    told = [(c, n) for c in columns if (n := number(report, "documents", "rules", c))]
    organ = report.organ
    certain = organ.kind == "township" or (organ.kind and organ.level)
    if told:
        labels = report.figures["documents"].grid.columns.by_id
        listed = "、".join(f"{labels[column].label} {n}" for column, n in told)
        yield _at(
            report, "impossible-rules", ("documents", "rules", told[0][0]),
            f"规章一行填了{listed}，本机关没有规章制定权",
            severity=None if certain else "warning", found=listed, expected="0",
            cells=tuple(Address("proactive_disclosure", "rules", column) for column, _ in told),
            hint="规章填 0；属于行政规范性文件的填到下一行；机关类别或层级写错的，请改 [organ]",
        )  # fmt: skip


def _without_power(report: "Report") -> bool:
    """Whether an organ of that kind and level cannot make rules, as far as they are stated."""
    organ = report.organ
    if organ.kind == "township":
        return True
    kinds = (organ.kind,) if organ.kind else _ANY_KIND
    return bool(organ.level) and not any((kind, organ.level) in _RULE_MAKERS for kind in kinds)


@rule("GK203", name="yuan-for-ten-thousand", basis="格式表二：单位为万元", severity="warning")
def yuan_for_ten_thousand(case: Case) -> "Iterator[Hit]":
    """行政事业性收费的单位是万元，填的数像是元。

    比上年多出几千倍以上，或者超出这一级机关可能有的数，是警告；县级、乡级的单个机关少有的数，是提示。

    错例：收费 1234500 元，填 `fees = 1234500`
    正例：填 `fees = 123.45`
    改法：核对单位，换算成万元。
    """
    fees = number(case.report, *_FEES)
    if not fees:
        return
    before = number(case.last, *_FEES) if case.last else None
    organ, severity = case.report.organ, None
    limit = _INCREDIBLE.get(organ.level)
    rare = None if organ.kind in ("", "government") else _RARE.get(organ.level)
    if before and fees >= before * _TEN_THOUSAND // 2:
        why = f"上年是 {plain(before)} 万元，今年是它的 {int(fees / before)} 倍"
    elif limit and fees >= limit:
        why = "超出这一级机关可能有的数"
    elif rare and fees >= rare and not (before and before >= rare):
        why, severity = "这一级的单个机关很少收到这么多", "note"
    else:
        return
    proposed = plain((Decimal(fees) / _TEN_THOUSAND).normalize())
    yield _at(
        case.report, "yuan-for-ten-thousand", _FEES,
        f"行政事业性收费填了 {plain(fees)} 万元，{why}，像是把元填成了万元",
        severity=severity, found=plain(fees), expected=proposed,
        hint=f"如果是 {plain(fees)} 元，请填 {proposed}",
    )  # fmt: skip


@rule("GK204", name="finer-than-cents", basis="格式表二：单位为万元", severity="note")
def finer_than_cents(case: Case) -> "Iterator[Hit]":
    """金额的小数超过六位，比一分钱还细。

    以万元为单位，小数第六位就是分。再多的小数，多半是换算时除不尽，或者多打了一位。

    错例：`fees = 12.3456789`
    正例：`fees = 12.345679`
    """
    fees = number(case.report, *_FEES)
    if isinstance(fees, Decimal) and int(fees.normalize().as_tuple().exponent) < FINEST:
        yield _at(
            case.report, "finer-than-cents", _FEES, f"{plain(fees)} 万元比一分钱还细",
            found=plain(fees), hint="请核对，小数最多六位",
        )  # fmt: skip


@rule("GK311", name="mostly-other", basis=_HINT, severity="note")
def mostly_other(case: Case) -> "Iterator[Hit]":
    """办理结果一半以上归进了（六）其他处理的“3.其他”。

    “其他”只放申请人撤回等归不进别的各项的情形。

    改法：对照台账，看看是不是有应当归进前面各项的。
    """
    other = _of_total(case.report, "outcome.otherwise.other")
    outcome = _of_total(case.report, "outcome.total")
    if other and outcome and outcome >= _FEW and 2 * other > outcome:
        yield _at(
            case.report, "mostly-other", ("applications", "outcome.otherwise.other", "total"),
            f"办理结果共 {outcome} 件，其中 {other} 件归进了“其他”", found=str(other),
            hint="请看是不是有应当归进前面各项的",
        )  # fmt: skip


@rule("GK312", name="large-backlog", severity="note", basis="《政府信息公开条例》第三十三条")
def large_backlog(case: Case) -> "Iterator[Hit]":
    """结转下年度的申请超过了全部申请的四分之一。

    条例规定二十个工作日内答复，至多再延长二十个工作日。照这个期限，年底没有办结的只会是最后一两个月
    收到的。

    改法：核对是不是有已经办结、没有登记的；年底集中收到申请的，可以不理会。
    """
    left, received, opening = (
        _of_total(case.report, row) for row in ("carried_forward", "received", "brought_forward")
    )
    if not left or received is None or opening is None:
        return
    if left >= _FEW and 4 * left > received + opening:
        yield _at(
            case.report, "large-backlog", ("applications", "carried_forward", "total"),
            f"结转下年度 {left} 件，全年新收和上年结转共 {received + opening} 件", found=str(left),
            hint="请核对是不是有已经办结、没有登记的",
        )  # fmt: skip


@rule("GK411", name="correction-unexplained", basis=_HINT, severity="note")
def correction_unexplained(case: Case) -> "Iterator[Hit]":
    """有行政复议或者行政诉讼的结果是纠正，第五部分没有提。

    被纠正，说明办理中有问题。第五部分写存在的主要问题时，通常会说到怎样改进答复。

    改法：看看第五部分要不要写明是什么问题、怎样改进。
    """
    passage = case.passage("improvements")
    if passage is None:
        return
    rows = ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
    told = [(r, n) for r in rows if (n := number(case.report, "remedies", r, "corrected"))]
    if told and not any(w in passage.text for w in lists("structure")["corrections"]["words"]):
        total = sum(n for _, n in told)
        yield _at(
            case.report, "correction-unexplained", ("remedies", told[0][0], "corrected"),
            f"结果纠正有 {total} 件，第五部分没有提到", found=str(total),
            hint="请看第五部分要不要写明是什么问题、怎样改进",
        )  # fmt: skip


@rule("GK412", name="suits-above-reviews", basis=_HINT, severity="note")
def suits_above_reviews(case: Case) -> "Iterator[Hit]":
    """复议后起诉的件数，比两年的行政复议加起来还多。

    复议后起诉，先要有复议。今年复议后起诉的，通常来自今年或者上年的复议。

    改法：核对是不是把未经复议直接起诉的填到了复议后起诉。
    """
    if case.last is None:
        return
    suits = number(case.report, *_SUITS)
    now, before = (number(r, *_REVIEWS) for r in (case.report, case.last))
    if suits and now is not None and before is not None and suits > now + before:
        yield _at(
            case.report, "suits-above-reviews", _SUITS,
            f"复议后起诉 {suits} 件，今年和上年的行政复议共 {now + before} 件", found=str(suits),
            hint="请核对是不是把直接起诉的填到了这里",
        )  # fmt: skip


def _of_total(report: "Report", row: str) -> "Number | None":
    return number(report, "applications", row, "total")


def _at(report: "Report", rule: str, cell: _Cell, message: str, **more: Any) -> Hit:  # noqa: ANN401 - the fields of Hit
    """A hit on one cell."""
    table, row, column = cell
    figures = report.figures[table]
    n = figures.grid.index[row, column]
    address = figures.grid.addresses[n]
    fields = {"cells": (address,), **more}
    return Hit(
        rule, message, figures.path(n), address=address, section=figures.grid.table.section,
        **fields,
    )  # fmt: skip
