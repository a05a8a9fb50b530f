"""Figures in the texts against the tables. At most a warning: a person must decide."""

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Final

from gkreport.finding import Hit, plain
from gkreport.prose.adding import WITHIN
from gkreport.rules import Case, rule
from gkreport.rules.quantities_read import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Number
    from gkreport.report import Report
    from gkreport.rules.quantities_read import Differs

_SAME: Final = "同一份报告的文字与表格应当一致（通行的审核要求）"
_HINT: Final = "请核对台账：文字写错的改文字，表格填错的改表格"
_WAN: Final = 10_000
_RULES: Final = {
    "intake": "received-differs",
    "intake.answered": "answered-differs",
    "flow": "carried-forward-differs",
    "flow.brought": "brought-forward-differs",
    WITHIN: "brought-forward-differs",
    "outcome": "outcome-differs",
    "reason": "outcome-differs",
    "applicant": "applicants-differ",
    "remedy": "remedies-differ",
    "result": "remedies-differ",
    "document": "documents-differ",
    "decision": "decisions-differ",
    "money": "fees-differ",
}
_DENIED: Final = {"intake": "applications-denied", "remedy": "remedies-denied"}


@rule("GK320", name="received-differs", basis=_SAME, severity="warning")
def received_differs(case: Case) -> "Iterator[Hit]":
    """文字里写的收到申请的件数，与表三对不上。

    “收到”可能只算本年新收，也可能连上年结转一起算，两种都算对得上；写“新收”的，只与本年新收比。
    写明是全县、全市的，或者是往年的，不拿来比。国家格式没有规定文字里写哪些数，但同一份报告里
    两个数不一样，读者不知道信哪一个。

    错例：“全年新收政府信息公开申请 15 件”（表三本年新收为 16）
    正例：“全年新收政府信息公开申请 16 件”

    改法：核对台账，改正文字或者表三。
    """
    yield from _differing(case, "received-differs")


@rule("GK321", name="brought-forward-differs", basis=_SAME, severity="warning")
def brought_forward_differs(case: Case) -> "Iterator[Hit]":
    """文字里写的上年结转的件数，与表三“上年结转”对不上。

    写在办结、答复里的（“办结 17 件（含上年结转 3 件）”），可能只是其中一部分，比表三多才提示。

    错例：“上年结转 3 件”（表三上年结转为 2）
    正例：“上年结转 2 件”

    改法：核对上年报告的“结转下年度继续办理”，改正文字或者表三。
    """
    yield from _differing(case, "brought-forward-differs")


@rule("GK322", name="answered-differs", basis=_SAME, severity="warning")
def answered_differs(case: Case) -> "Iterator[Hit]":
    """文字里写的答复、办结的件数，与表三“（七）总计”对不上。

    答复数也可能没有算“（六）其他处理”（申请人撤回、逾期不补正等，没有答复书）和“（五）不予处理”，或者
    只算了本年新收的，这样写也算对得上。“其中 11 件办结”之类只说一部分的，不拿来比。

    错例：“全年办结申请 18 件”（表三总计为 17）
    正例：“全年办结申请 17 件”

    改法：核对台账，改正文字或者表三。
    """
    yield from _differing(case, "answered-differs")


@rule("GK323", name="carried-forward-differs", basis=_SAME, severity="warning")
def carried_forward_differs(case: Case) -> "Iterator[Hit]":
    """文字里写的结转下年度的件数，与表三“结转下年度继续办理”对不上。

    错例：“结转下年度办理 2 件”（表三结转下年度为 1）
    正例：“结转下年度办理 1 件”

    改法：核对台账，改正文字或者表三。
    """
    yield from _differing(case, "carried-forward-differs")


@rule("GK324", name="outcome-differs", basis=_SAME, severity="warning")
def outcome_differs(case: Case) -> "Iterator[Hit]":
    """文字里写的某一种办理结果的件数，与表三对不上。

    不予公开、无法提供、不予处理、其他处理在表三里分成几行，与各行之和相比；后面接着说理由的（“不予公开
    20 件，其中属于行政执法案卷 2 件”），与那一行相比。上年结转的和新收的分开写的，合起来对得上就算
    对。

    错例：“无法提供 4 件”（表三三行之和为 5）
    正例：“无法提供 5 件”

    改法：核对台账，改正文字或者表三。
    """
    yield from _differing(case, "outcome-differs")


@rule("GK325", name="applications-denied", basis=_SAME, severity="warning")
def applications_denied(case: Case) -> "Iterator[Hit]":
    """文字说没有收到申请，表三却有。

    多半是沿用了往年的文字，或者表三填到了别的机关的数。

    错例：“全年未收到政府信息公开申请”（表三本年新收为 3）
    正例：“全年收到政府信息公开申请 3 件”

    改法：核对台账，改正文字或者表三。
    """
    yield from _differing(case, "applications-denied")


@rule("GK326", name="applicants-differ", basis=_SAME, severity="warning")
def applicants_differ(case: Case) -> "Iterator[Hit]":
    """文字里写的自然人或者法人申请的件数，与表三的各列对不上。

    按本年新收、本年新收与上年结转之和、办理结果总计三行分别比，有一行对得上就算对。

    错例：“其中自然人申请 13 件”（表三自然人本年新收为 12，没有结转）
    正例：“其中自然人申请 12 件”

    改法：核对台账，改正文字或者表三。
    """
    yield from _differing(case, "applicants-differ")


@rule("GK420", name="remedies-differ", basis=_SAME, severity="warning")
def remedies_differ(case: Case) -> "Iterator[Hit]":
    """文字里写的行政复议、行政诉讼的件数，与表四对不上。

    行政诉讼的总数是“未经复议直接起诉”与“复议后起诉”两项之和。维持、纠正的件数跟在几类案件后面，分不清
    说的是哪一类的，与其中一类或者总数对得上就算对。写“2 件，均予以维持”的，维持的也按 2 件核对。
    写明是备案、新增、受理、审结的，算法不同，不拿来比。

    错例：“行政诉讼 2 件”（表四两项之和为 3）
    正例：“行政诉讼 3 件”

    改法：核对台账，改正文字或者表四。
    """
    yield from _differing(case, "remedies-differ")


@rule("GK421", name="remedies-denied", basis=_SAME, severity="warning")
def remedies_denied(case: Case) -> "Iterator[Hit]":
    """文字说没有发生行政复议、行政诉讼，表四却有。

    错例：“没有发生行政复议、行政诉讼”（表四行政复议总计为 1）
    正例：“行政复议 1 件，没有发生行政诉讼”

    改法：核对台账，改正文字或者表四。
    """
    yield from _differing(case, "remedies-denied")


@rule("GK220", name="documents-differ", basis=_SAME, severity="warning")
def documents_differ(case: Case) -> "Iterator[Hit]":
    """文字里写的规章、规范性文件的件数，与第二部分的表对不上。

    只比制发、废止和现行有效的件数；发布、公开、审查、备案、清理的件数是另一回事，不拿来比。

    错例：“全年制发行政规范性文件 3 件”（表中本年制发件数为 2）
    正例：“全年制发行政规范性文件 2 件”

    改法：与同级司法行政部门的登记核对，改正文字或者表格。
    """
    yield from _differing(case, "documents-differ")


@rule("GK221", name="decisions-differ", basis=_SAME, severity="warning")
def decisions_differ(case: Case) -> "Iterator[Hit]":
    """文字里写的行政许可、行政处罚、行政强制的件数，与第二部分的表对不上。

    只比作出决定的件数；公示、归集的条数，立案、办理案件的件数，事项的项数，是另一回事，不拿来比。

    错例：“作出行政处罚决定 32 件”（表中为 23）
    正例：“作出行政处罚决定 23 件”

    改法：与行政执法统计核对，改正文字或者表格。
    """
    yield from _differing(case, "decisions-differ")


@rule("GK222", name="fees-differ", basis=_SAME, severity="warning")
def fees_differ(case: Case) -> "Iterator[Hit]":
    """文字里写的行政事业性收费金额，与第二部分的表对不上。

    元与万元换算之后再比，四舍五入的算对得上。信息处理费是另一笔钱，不拿来比。

    错例：“收取行政事业性收费 40.43 万元”（表中为 4.043）
    正例：“收取行政事业性收费 4.043 万元”

    改法：与财政部门核对，注意表格的单位是万元。
    """
    yield from _differing(case, "fees-differ")


def _differing(case: Case, name: str) -> "Iterator[Hit]":
    """The contradictions under one name; those that share a figure or a denial are one."""
    named = [differs for differs in prose(case).differs if _named(differs) == name]
    for _, group in groupby(named, key=lambda d: (id(d.told.passage), d.told.statement.figure)):
        yield _hit(name, tuple(group), case.report)


def _named(differs: "Differs") -> str:
    told = differs.told
    if told.statement.denied and told.family in _DENIED:
        return _DENIED[told.family]
    return _RULES.get(told.statement.kinds[0]) or _RULES[told.family]


def _hit(name: str, group: "tuple[Differs, ...]", report: "Report") -> Hit:
    """Both figures and both places, and every other sum that may have been meant."""
    told = group[0].told
    figure = told.statement.figure
    stated = Decimal(figure.value) / _WAN if figure.unit == "元" else figure.value
    text = "；".join(_against(differs, stated, report) for differs in group)
    cells = tuple(cell for d in group for cell in d.sums[0].sum.cells(report))
    expected = dict.fromkeys(plain(known.value) for d in group for known in d.sums)
    return told.passage.hit(
        name, f"文字写“{told.quote}”，{text}", figure.start, figure.end, address=cells[0],
        cells=cells, found=plain(stated), expected=" 或 ".join(expected), hint=_HINT,
    )  # fmt: skip


def _against(differs: "Differs", stated: "Number", report: "Report") -> str:
    """What the tables have instead."""
    statement, first = differs.told.statement, differs.sums[0]
    unit = " 万元" if statement.figure.unit == "元" else ""
    text = f"{first.sum.title(report)}是 {plain(first.value)}{unit}"
    if not statement.denied:
        text += f"，{_difference(stated, first.value)}{unit}"
    others = {known.value: known for known in reversed(differs.sums)}
    del others[first.value]
    if statement.denied or not others:
        return text
    more = (f"{o.sum.title(report)}是 {plain(value)}" for value, o in reversed(others.items()))
    return f"{text}；{'，'.join(more)}，也对不上"


def _difference(stated: "Number", value: "Number") -> str:
    more = stated - value
    return f"文字多 {plain(more)}" if more > 0 else f"文字少 {plain(-more)}"
