"""The identities of the forms as rules: what `explain` says of them, derived from the form."""

from typing import TYPE_CHECKING

from gkreport import forms
from gkreport.form import NUMERALS
from gkreport.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Final

    from gkreport.form import Axis, Form, Severity, Table
    from gkreport.identity import Identity, Term

_EXACT = (
    "程序按原数精确计算，没有容差。空缺的格子当作不知道的数：只有无论填什么都合不上，才会报告。"
)
_WORDS: "Final[Mapping[Severity, str]]" = {"error": "错误", "warning": "警告", "note": "提示"}
_LESS, _MORE = 12, 15
"""The figures of the example."""


def rules() -> "Iterator[Rule]":
    """One rule for each code of an identity, as the newest form that has it states it."""
    every = [form for id in forms.ids() if (form := forms.load(id))]  # noqa: A001
    told: set[str] = set()
    for form in every:
        for table in form.tables:
            for scheme in (i for i in table.identities if i.code not in told):
                told.add(scheme.code)
                others = [f for f in every if f is not form and _has(f, scheme.code)]
                page = _manual(table, scheme, others)
                yield Rule(scheme.code, scheme.name, scheme.severity, scheme.basis, None, page)


def _has(form: "Form", code: str) -> bool:
    return any(i.code == code for table in form.tables for i in table.identities)


def _manual(table: "Table", scheme: "Identity", others: "list[Form]") -> str:
    """The manual page in the shape of a rule's docstring."""
    left, right = scheme.words
    mend = "逐格核对台账：各项有误的改各项，合计有误的改合计。"
    if scheme.across_years:
        mend = "核对上年报告；上年的数确实有误的，把更正写明，并在第六部分说明原因。"
    return "\n\n".join(
        (
            f"{left}不等于{right}。",
            _law(table, scheme) + "".join(f"{form.basis}的格式也是这样。" for form in others),
            _EXACT + _weights(table, scheme),
            f"错例：{left} {_LESS}，{right} {_MORE}\n正例：{left} {_MORE}，{right} {_MORE}",
            f"改法：{mend}",
        )
    )


def _law(table: "Table", scheme: "Identity") -> str:
    """Where it holds, and what, in the labels of the form."""
    by_row = scheme.axis == "rows"
    along, other = (table.rows, table.columns) if by_row else (table.columns, table.rows)
    lines = "列" if by_row else "行"
    where = f"每一{lines}（共 {len(other.leaves)} {lines}）"
    if table.across:  # its rows are printed side by side
        where = "、".join(f"“{leaf.label}”" for leaf in other.leaves)
    formula = " = ".join(_side(side, along) for side in scheme.sides)
    return f"第{NUMERALS[table.section - 1]}部分的表，{where}都应当：{formula}。"


def _weights(table: "Table", scheme: "Identity") -> str:
    """The lines where a difference weighs otherwise."""
    other = table.columns if scheme.axis == "rows" else table.rows
    told = (f"{other.by_id[n].label}不符是{_WORDS[s]}" for n, s in scheme.severity_at.items())
    told_all = "，".join(told)
    return f"{told_all}，其余是{_WORDS[scheme.severity]}。" if told_all else ""


def _side(terms: "tuple[Term, ...]", axis: "Axis") -> str:
    """One side of an identity in the labels of the form."""
    words = ""
    for term in terms:
        sign = " - " if term.sign < 0 else " + " if words else ""
        words += sign + _term(term, axis)
    return words


def _term(term: "Term", axis: "Axis") -> str:
    label = f"“{axis.by_id[term.id].short}”"
    whose = "上年报告的" if term.last else ""
    return f"{whose}{label}下的各项" if term.expand else whose + label
