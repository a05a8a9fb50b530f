"""What the tables say about a quantity of a text: one sum, or several that may be meant."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.form import NUMERALS
from gkreport.prose.adding import WITHIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.finding import Number
    from gkreport.form import Address, Axis, Grid
    from gkreport.prose.figures import Figure
    from gkreport.report import Report


class Sum(NamedTuple):
    """Cells that are added up. A branch stands for all its leaves, a leading - takes away."""

    words: str
    table: str
    """The id of a table of the form."""
    rows: tuple[str, ...]
    columns: tuple[str, ...] = ("total",)

    def title(self, report: "Report") -> str:
        """The sum as a reader would call it: 表三“本年新收”总计."""
        section = report.figures[self.table].grid.table.section
        return f"表{NUMERALS[section - 1]}{self.words}"

    def cells(self, report: "Report") -> "tuple[Address, ...]":
        """The cells that are added up."""
        grid = report.figures[self.table].grid
        return tuple(grid.addresses[n] for _, n in _plan(grid, self))


class Known(NamedTuple):
    """A sum with its value."""

    sum: Sum
    value: "Number"


def _in_all(words: str, *rows: str) -> Sum:
    return Sum(words, "applications", rows)


_NEW: Final = _in_all("“本年新收”总计", "received")
_BOTH: Final = _in_all("“本年新收”与“上年结转”总计之和", "received", "brought_forward")
_DONE: Final = _in_all("“（七）总计”", "outcome.total")
_REPLIED: Final = _in_all("“（七）总计”减“（六）其他处理”", "outcome.total", "-outcome.otherwise")
_DECIDED: Final = _in_all(
    "“（七）总计”减“（五）不予处理”“（六）其他处理”",
    "outcome.total", "-outcome.not_processed", "-outcome.otherwise",
)  # fmt: skip
_OF_NEW: Final = _in_all("“（七）总计”减“上年结转”", "outcome.total", "-brought_forward")
_BROUGHT: Final = _in_all("“上年结转”总计", "brought_forward")
_CARRIED: Final = _in_all("“结转下年度继续办理”总计", "carried_forward")
_GRANTED: Final = _in_all("“（一）予以公开”总计", "outcome.granted")
_GIVEN: Final = _in_all(
    "“予以公开”与“部分公开”总计之和", "outcome.granted", "outcome.partially_granted"
)


def _applicants(word: str, column: str) -> tuple[Sum, ...]:
    """Applicants of those received, of all to be dealt with, or of those dealt with."""
    return (
        Sum(f"“本年新收”{word}", "applications", ("received",), (column,)),
        Sum(
            f"“本年新收”与“上年结转”{word}之和",
            "applications",
            ("received", "brought_forward"),
            (column,),
        ),
        Sum(f"“（七）总计”{word}", "applications", ("outcome.total",), (column,)),
    )


def _cell(words: str, table: str, row: str, column: str) -> tuple[Sum, ...]:
    return (Sum(words, table, (row,), (column,)),)


_WAN: Final = 10_000
_SUITS: Final = ("litigation.direct", "litigation.after_reconsideration")
_REMEDIES: Final = {
    "reconsideration": ("“行政复议”", ("reconsideration",)),
    "litigation": ("“行政诉讼”两项", _SUITS),
    "direct": ("“未经复议直接起诉”", _SUITS[:1]),
    "after": ("“复议后起诉”", _SUITS[1:]),
}
_RESULTS: Final = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
_PAPERS: Final = {"rules": ("规章", "rules"), "norms": ("行政规范性文件", "normative_documents")}
_ACTS: Final = {"issued": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数"}
_SINGLE: Final[dict[str, tuple[Sum, ...]]] = {
    "intake.new": (_NEW,),
    "intake.received": (_NEW, _BOTH),
    "intake.both": (_BOTH,),
    "intake.handled": (_DONE, _NEW, _BOTH),
    "intake.applied": (_NEW, _BOTH, _DONE, _GRANTED, _GIVEN),
    "intake.answered": (_DONE, _REPLIED, _DECIDED, _OF_NEW),
    "flow.brought": (_BROUGHT,),
    WITHIN: (_BROUGHT,),
    "flow.carried": (_CARRIED,),
    "flow.moved": (_CARRIED, _BROUGHT),
    "outcome.full": (_GRANTED,),
    "outcome.partial": (_in_all("“（二）部分公开”总计", "outcome.partially_granted"),),
    "outcome.refused": (_in_all("“（三）不予公开”各项之和", "outcome.refused"),),
    "outcome.unavailable": (_in_all("“（四）无法提供”各项之和", "outcome.unavailable"),),
    "outcome.not_processed": (_in_all("“（五）不予处理”各项之和", "outcome.not_processed"),),
    "outcome.otherwise": (
        _in_all("“（六）其他处理”各项之和", "outcome.otherwise"),
        _in_all("“（六）3.其他”总计", "outcome.otherwise.other"),
    ),
    "applicant.person": _applicants("自然人", "natural_person"),
    "applicant.organization": _applicants("法人或其他组织各列之和", "organization"),
    "applicant.enterprise": _applicants("商业企业", "organization.enterprise"),
    "applicant.research": _applicants("科研机构", "organization.research"),
    "applicant.public_interest": _applicants("社会公益组织", "organization.public_interest"),
    "applicant.legal_services": _applicants("法律服务机构", "organization.legal_services"),
    "decision.licensing": _cell("“行政许可”", "licences", "licensing", "decisions"),
    "decision.penalties": _cell("“行政处罚”", "sanctions", "penalties", "decisions"),
    "decision.compulsion": _cell("“行政强制”", "sanctions", "compulsion", "decisions"),
    "money.fees": _cell("“行政事业性收费”", "charges", "fees", "amount"),
}
_OF_PAPERS: Final = {
    f"document.{paper}.{act}": _cell(f"“{name}”{label}", "documents", row, act)
    for paper, (name, row) in _PAPERS.items()
    for act, label in _ACTS.items()
}
_OF_REMEDIES: Final = {
    (f"remedy.{kind}" if result == "total" else f"result.{result}@remedy.{kind}"): (
        Sum(f"{words}{label}" + "之和" * (len(rows) > 1), "remedies", rows, (result,)),
    )
    for kind, (words, rows) in _REMEDIES.items()
    for result, label in _RESULTS.items()
}
_REASONS: Final = {
    "refused-secret": ("属于国家秘密", "refused.state_secret"),
    "refused-third_party": ("保护第三方合法权益", "refused.third_party_rights"),
    "refused-internal": ("属于三类内部事务信息", "refused.internal_affairs"),
    "refused-process": ("属于四类过程性信息", "refused.process_information"),
    "refused-file": ("属于行政执法案卷", "refused.enforcement_file"),
    "refused-inquiry": ("属于行政查询事项", "refused.inquiry"),
    "unavailable-not_held": ("本机关不掌握相关政府信息", "unavailable.not_held"),
    "unavailable-created": ("没有现成信息需要另行制作", "unavailable.must_be_created"),
    "unavailable-unclear": ("补正后申请内容仍不明确", "unavailable.unclear"),
    "not_processed-petition": ("信访举报投诉类申请", "not_processed.petition"),
    "not_processed-duplicate": ("重复申请", "not_processed.duplicate"),
    "otherwise-uncorrected": ("逾期不补正", "otherwise.uncorrected"),
    "otherwise-unpaid": ("逾期不缴费", "otherwise.fee_unpaid"),
}
_OF_REASONS: Final = {
    f"reason.{kind}": (_in_all(f"“{words}”总计", f"outcome.{row}"),)
    for kind, (words, row) in _REASONS.items()
}
SUMS: Final = _OF_REASONS | _SINGLE | _OF_PAPERS | _OF_REMEDIES


def meant(kinds: tuple[str, ...]) -> tuple[Sum, ...]:
    """Every sum that a text may mean by a quantity; none where the tables have no such figure."""
    found: list[Sum] = []
    for kind in kinds:
        if "+" in kind:
            parts = [SUMS[part][0] for part in kind.split("+")]
            rows = tuple(row for part in parts for row in part.rows)
            words = "".join(part.words.removesuffix("总计之和") for part in parts) + "之和"
            if len({part.table for part in parts}) == 1:
                found.append(Sum(words, parts[0].table, rows, parts[0].columns))
        else:
            found += SUMS.get(kind, ())
    return tuple(dict.fromkeys(found))


def agrees(figure: "Figure", value: "Number") -> bool:
    """Whether a figure may stand for a value of the tables; money there is in 万元, and rounded."""
    if figure.unit != "元":
        return figure.low <= value <= figure.high
    yuan = Decimal(value) * _WAN
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    place = _WAN * Decimal(1).scaleb(min(int(exponent), 0))
    return figure.low <= yuan <= figure.high or abs(yuan - figure.value) < place


def known(report: "Report", total: Sum) -> Known | None:
    """A sum as the report states it; None where one of its cells is not known."""
    figures = report.figures[total.table]
    plan = _plan(figures.grid, total)
    value = _added(figures.values, plan)
    if value is None:
        return None
    return Known(total, value)


def values(report: "Report", kind: str) -> "list[Number | None]":
    """Every value that a quantity may have by the tables; None where one is not known."""
    if kind not in SUMS:
        return []
    figures = report.figures[SUMS[kind][0].table]
    cells = figures.values
    return [
        cells[plan[0][1]] if len(plan) == 1 else _added(cells, plan)
        for plan in _plans(figures.grid, kind)
    ]


def bears_out(report: "Report", kind: str, figure: "Figure") -> bool:
    """Whether a figure may stand for one of those values."""
    if kind not in SUMS:
        return False
    figures = report.figures[SUMS[kind][0].table]
    cells = figures.values
    for plan in _plans(figures.grid, kind):
        value = cells[plan[0][1]] if len(plan) == 1 else _added(cells, plan)
        if value is not None and agrees(figure, value):
            return True
    return False


def _added(cells: "Sequence[Number | None]", plan: "_Plan") -> "Number | None":
    value: Number = 0
    for sign, n in plan:
        cell = cells[n]
        if cell is None:
            return None
        value += sign * cell
    return value if plan else None


def from_parts(report: "Report", total: Sum) -> "Number | None":
    """The same sum by its parts, where it stands in a column of totals."""
    if total.table != "applications" or total.columns != ("total",):
        return None
    parts = known(report, total._replace(columns=("natural_person", "organization")))
    return None if parts is None else parts.value


_Plan = tuple[tuple[int, int], ...]
_PLANS: Final[dict[tuple[int, Sum], "tuple[Grid, _Plan]"]] = {}
"""For a grid (kept, so that its number stays its own) and a sum: signs and places of its cells."""


_BY_KIND: Final[dict[tuple[int, str], "tuple[Grid, list[_Plan]]"]] = {}
"""The same for a kind of quantity, whose sums are all of one table."""


def _plans(grid: "Grid", kind: str) -> list[_Plan]:
    key = (id(grid), kind)
    found = _BY_KIND.get(key)
    if found is None:
        found = _BY_KIND[key] = (grid, [_plan(grid, total) for total in SUMS[kind]])
    return found[1]


def _plan(grid: "Grid", total: Sum) -> _Plan:
    key = (id(grid), total)
    found = _PLANS.get(key)
    if found is None:
        plan = tuple(
            (-1 if row.startswith("-") else 1, grid.index[leaf, column])
            for row in total.rows
            for leaf in _leaves(grid.rows, row.removeprefix("-"))
            for name in total.columns
            for column in _leaves(grid.columns, name)
        )
        found = _PLANS[key] = (grid, plan)
    return found[1]


def _leaves(axis: "Axis", name: str) -> tuple[str, ...]:
    return tuple(
        leaf.id for leaf in axis.leaves if leaf.id == name or leaf.id.startswith(name + ".")
    )
