"""Cheap looks at a report: whether there is anything that a family of rules would look at closely.

A look lets nothing pass that one of its rules has a word to say about; the rules look again.
"""

from typing import TYPE_CHECKING, Final

from gkreport.form import NUMERALS
from gkreport.rules import codepage
from gkreport.rules.codepage import WORD
from gkreport.rules.lexicon import lists

if TYPE_CHECKING:
    from gkreport.report import Figures
    from gkreport.rules import Case
    from gkreport.rules.whole import Whole

OPENING: Final = "（《〈“‘〔【「『["
CLOSING: Final = "）》〉”’〕】」』]"
ENDS: Final = "。！？…；：”’」』）)】〉》.;:!?—"
"""What a paragraph ends with."""
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
BEGINS: Final = "。；;！？!?\n \u3000）)：:"
"""After such a sign a sentence may begin."""


def is_closed(text: "Whole") -> bool:
    """Whether nothing remains when pair after pair of brackets is taken out, line by line."""
    if b'"' in text.odd:
        return False
    marks = text.shape.translate(_WIDENED, _DROPPED)
    before = -1
    while len(marks) != before:
        before = len(marks)
        for pair in _PAIRS:
            marks = marks.replace(pair, b"")
    return not marks.strip(b"\n")


def has_odd_marks(text: "Whole") -> bool:
    """Whether marks stand together, or are half-width, or spaces or full-width figures."""
    return bool(text.odd) or b",," in text.kinds or _STOP in text.shape


def has_open_lines(text: "Whole") -> bool:
    """Whether a line does not end as paragraphs do."""
    return any(line[-1] not in ENDS for line in text.trimmed)


def has_headed_lines(text: "Whole") -> bool:
    """Whether a line begins as the headings of the sections do: 一、."""
    return any(line[0] in NUMERALS and line[1:2] in _STOPS for line in text.trimmed)


def introduces(case: "Case") -> bool:
    """Whether the preface may name a report by its year, and with it an organ."""
    preface = case.passage("preface")
    return preface is not None and any(words in preface.text for words in INTRODUCED)


def has_other_days(text: "Whole", year: int | None) -> bool:
    """Whether a text names any day but the first and the last of the year, or another year."""
    plain = text.text.replace(f"{year}年1月1日至{year}年12月31日", "")
    for sign in "月日":
        if any(piece.rstrip()[-1:].isdigit() for piece in plain.split(sign)):
            return True
    own = str(year)
    for sign in "年度":
        for piece in plain.split(sign):
            digits = piece.rstrip()[-_YEAR:]
            if digits.isdigit() and digits != own:
                return True
    return False


def has_odd_years(case: "Case", text: "Whole") -> bool:
    """Whether a year is told otherwise: in words, behind such a word, or as a plan's."""
    if any(sign in text.text for sign in (*_APPOSED, *lists("dates")["relative"]["words"])):
        return True
    passage, own = case.passage("improvements"), str(case.report.year)
    written = passage.text if passage else ""
    at = written.find(own)
    while at > 0 and written[at - 1] not in BEGINS:
        at = written.find(own, at + 1)
    return at >= 0


def is_sound(figures: "Figures") -> bool:
    """Whether nothing speaks for a torn row: all there, and parts and totals balance."""
    columns = figures.grid.columns.leaves
    if not columns[-1].is_total:
        return True
    if figures.gaps:
        return False
    width = len(columns)
    numbers = [value for value in figures.values if value is not None]
    return sum(numbers) == 2 * sum(numbers[width - 1 :: width])


def is_usual_publication(case: "Case") -> bool:
    """Whether a report was written and published in the January after its year, in that order."""
    year, (published, written, _) = case.report.year, case.report.publication
    if published is None or written is None or year is None:
        return published is written is None
    january = all((day.year, day.month) == (year + 1, 1) for day in (published, written))
    return january and written <= published
