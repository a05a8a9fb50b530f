"""Cheap looks at a report: whether there is anything that a family of rules would look at closely.

A look lets nothing pass that one of its rules has a word to say about; the rules look again.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from gkreport.form import NUMERALS
from gkreport.rules import codepage
from gkreport.rules.codepage import WORD

if TYPE_CHECKING:
    from gkreport.finding import Number
    from gkreport.report import Figures, Report
    from gkreport.rules import Case
    from gkreport.rules.whole import Whole

OPENING: Final = "（《〈“‘〔【「『["
CLOSING: Final = "）》〉”’〕】」』]"
ENDS: Final = frozenset("。！？…；：”’」』）)】〉》.;:!?—")
"""What a paragraph ends with."""
_NUMERALS: Final = frozenset(NUMERALS)
_PAIRS: Final = tuple(map(codepage.encode, map("".join, zip(OPENING, CLOSING, strict=True))))
_KEPT: Final = codepage.encode(OPENING + CLOSING + "()\n")
_DROPPED: Final = bytes(set(range(256)) - set(_KEPT))
_WIDENED: Final = bytes.maketrans(b"()", codepage.encode("（）"))
_STOP: Final = WORD + b"."
_STOPS: Final = "、.．,，"
_YEAR: Final = 4
_APPOSED: Final = ("年（", "年(", "年度（", "年度(")
INTRODUCED: Final = ("年政府信息公开", "度政府信息公开")
"""How a report is named, behind its year."""
FINEST: Final = -6
"""The exponent of one 分 in 万元."""
_DOCUMENTS: Final = ("documents", "normative_documents")
_FEES: Final = ("charges", "fees", "amount")
_USUAL: Final = {
    "documents": {("rules", column): 0 for column in ("issued", "repealed", "in_force", "made")},
    "charges": {("fees", "amount"): 2_999},
    "applications": {("outcome.otherwise.other", "total"): 5, ("carried_forward", "total"): 9},
    "remedies": {
        (row, "corrected"): 0
        for row in ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
    },
}
"""By table: figures that no rule of `plausible` doubts up to here, while last year is not known."""


def is_closed(text: "Whole") -> bool:
    """Whether nothing remains when pair after pair of brackets is taken out, line by line."""
    if b'"' in text.odd:
        return False
    marks = text.shape.translate(_WIDENED, _DROPPED)
    before = -1
    while len(marks) != before and marks.strip(b"\n"):
        before = len(marks)
        for pair in _PAIRS:
            marks = marks.replace(pair, b"")
    return not marks.strip(b"\n")


def has_odd_marks(text: "Whole") -> bool:
    """Whether marks stand together, or are half-width, or spaces or full-width figures."""
    return bool(text.odd) or b",," in text.kinds or (b"." in text.shape and _STOP in text.shape)


def has_open_lines(text: "Whole") -> bool:
    """Whether a line does not end as paragraphs do."""
    return not ENDS.issuperset([line[-1] for line in text.trimmed])


def has_headed_lines(text: "Whole") -> bool:
    """Whether a line begins as the headings of the sections do: 一、."""
    if _NUMERALS.isdisjoint([line[0] for line in text.trimmed]):
        return False
    return any(line[0] in NUMERALS and line[1:2] in _STOPS for line in text.trimmed)


def introduces(case: "Case") -> bool:
    """Whether the preface may name a report by its year, and with it an organ."""
    preface = case.passage("preface")
    return preface is not None and any(words in preface.text for words in INTRODUCED)


def is_sound(figures: "Figures") -> bool:
    """Whether nothing speaks for a torn row: all there, and parts and totals balance."""
    columns = figures.grid.columns.leaves
    if not columns[-1].is_total:
        return True
    if figures.gaps:
        return False
    values = cast("tuple[Number, ...]", figures.values)
    return sum(values) == 2 * sum(values[len(columns) - 1 :: len(columns)])


def is_usual_publication(case: "Case") -> bool:
    """Whether a report was written and published in the January after its year, in that order."""
    year, (published, written, _) = case.report.year, case.report.publication
    if published is None or written is None or year is None:
        return published is written is None
    january = published.month == written.month == 1
    return january and published.year == written.year == year + 1 and written <= published


def is_plausible(case: "Case") -> bool:
    """Whether the figures that a rule might doubt are none, or as small as nearly everywhere."""
    report = case.report
    if case.last is not None:
        return False
    for table, cells in _USUAL.items():
        figures = report.figures.get(table)
        if figures is not None:
            values, index = figures.values, figures.grid.index
            for cell, most in cells.items():
                n = index.get(cell)
                if n is not None and (values[n] or 0) > most:
                    return False
    issued, in_force = (number(report, *_DOCUMENTS, column) for column in ("issued", "in_force"))
    if issued and in_force is not None and issued > in_force:
        return False
    fees = number(report, *_FEES)
    return not isinstance(fees, Decimal) or int(fees.as_tuple().exponent) >= FINEST


def number(report: "Report", table: str, row: str, column: str) -> "Number | None":
    """One figure, by the table's own id: rules ask for many."""
    figures = report.figures.get(table)
    n = figures.grid.index.get((row, column)) if figures else None
    return figures.values[n] if figures and n is not None else None
