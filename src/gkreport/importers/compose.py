"""From what was found in a document to what a report file states, with every doubt kept."""

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport import forms
from gkreport.form import Address
from gkreport.importers.missing import Given, contradicted, missing, settled
from gkreport.report import Organ, Publication
from gkreport.report.keys import PREFACE, YEARS
from gkreport.sheet import Sheet, comment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkreport.form import Form, Table
    from gkreport.importers.blocks import Document, Note
    from gkreport.importers.figures.model import Evidence, Found
    from gkreport.importers.texts.told import Told
    from gkreport.sheet import Row

_SHOWN: Final = 4
"""How many possible readings are named beside a row."""
_ABSENT: Final = "原文里没有读到。"
_HEAD: Final = """\
# {year}政府信息公开工作年度报告，从 {name} 读入。井号后面是说明，不会印进报告；行首有井号的项目，要填写时把那个井号删去。
# 数字和文字都照原文。数字写在引号里的，是没有把握的，或者原文写的不是数，请对照原文改正。
# 改好以后：gkreport check 检查，gkreport render --html 生成正文。
"""  # noqa: E501 - a line of the file


class Source(NamedTuple):
    """A document and what was found in it."""

    name: str
    """What the person calls it: a path."""
    document: "Document"
    found: "Found"
    told: "Told"


class Imported(NamedTuple):
    """A published report as a report file states it, and how it was read."""

    name: str
    document: "Document"
    told: "Told"
    sheet: Sheet
    evidence: "tuple[Evidence, ...]"
    notes: "tuple[Note, ...]"
    """What a person should know, in the order of reading."""

    @property
    def unresolved(self) -> "tuple[Evidence, ...]":
        """The figures and rows that a person has to decide."""
        return tuple(e for e in self.evidence if e.how == "unresolved")

    @property
    def exact(self) -> bool:
        """Whether nothing is in doubt and nothing is missing."""
        return not self.unresolved and not any(note.serious for note in self.notes)


def compose(source: Source, given: Given = Given()) -> Imported:  # noqa: B008 - a value
    """What the source says as the values of a report file; what it does not say stays out."""
    found, told = source.found, source.told
    year = _year(told.year) or _year(given.year)
    organ = _organ(told.organ, given.organ)
    form = _form(found.forms, year)
    rows = dict(_rows(form, found))
    sheet = Sheet(
        form,
        year,
        Organ(_clean(organ), told.kind, contact=_texts(told.contact)),
        rows,
        {name: _paragraphs(text) for name, text in _sections(told)},
        _HEAD.format(year=f"{year}年" if year else "", name=comment(source.name)),
        Publication(told.published, told.written, told.period),
        title=_clean(told.title),
        headings={k: _clean(v) for k, v in told.headings.items() if v},
        extra=tuple(e._replace(heading=_clean(e.heading), text=_paragraphs(e.text))
                    for e in told.extra),
        forms={key: own for key, own in found.forms.items() if own is not form},
        remarks=dict(_remarks(found)),
        absent=_ABSENT,
    )  # fmt: skip
    lacking = (*missing(sheet, found), *contradicted(sheet, given))
    heard = (note for note in told.notes if not settled(note, lacking))
    notes = (*source.document.notes, *found.notes, *heard, *lacking)
    sheet = _plain_title(sheet)
    return Imported(source.name, source.document, told, sheet, found.evidence, notes)


def _year(year: int | None) -> int | None:
    """A year that a report may state."""
    return year if year is not None and YEARS[0] <= year <= YEARS[1] else None


def _organ(told: str, given: str) -> str:
    """The source's name; the person's where there is none, or where it is the longer one."""
    return given if given.endswith(told) else told


def _form(found: "Mapping[str, Form]", year: int | None) -> "Form":
    """The edition of most tables; of several, the one that governs the year, else the newer."""
    counts = Counter(found.values())
    governing = forms.governing(year) if year else None
    if not counts:
        newest = forms.load(forms.ids()[0])
        assert newest is not None
        return governing or newest
    return max(counts, key=lambda form: (counts[form], form is governing, form.first_year))


def _clean(text: str) -> str:
    """A text that can be written: half a pair of surrogates cannot."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _texts(texts: "Mapping[str, str]") -> dict[str, str]:
    return {name: _clean(text) for name, text in texts.items()}


def _paragraphs(text: str) -> str:
    """A text whose closing quotes stand in a line of their own."""
    return _clean(text) + "\n" if text else ""


def _sections(told: "Told") -> "Iterator[tuple[str, str]]":
    if told.preface:
        yield PREFACE, told.preface
    yield from told.sections.items()


def _plain_title(sheet: Sheet) -> Sheet:
    """Without the title where it is the usual one."""
    usual = sheet.form.title.format(organ=sheet.organ.name, year=sheet.year)
    return sheet._replace(title="" if sheet.title == usual else sheet.title)


def _rows(form: "Form", found: "Found") -> "Iterator[tuple[tuple[str, str], Row]]":
    """Every row that the document has."""
    for key in form.keys:
        for table in found.forms[key].printed(key) if key in found.forms else ():
            rows = dict(_table(table, found))
            for branch in table.foldable:
                if any(row.startswith(branch + ".") for _, row in rows):
                    rows.pop((key, branch), None)
            yield from rows.items()


def _table(table: "Table", found: "Found") -> "Iterator[tuple[tuple[str, str], Row]]":
    columns = [column.id for column in table.columns.leaves]
    leaves = {leaf.id for leaf in table.rows.leaves}
    for node in table.rows.nodes:
        place = (table.key, node.id)
        if node.id not in leaves and not node.foldable:
            continue
        if place in found.rows:
            yield place, _clean(found.rows[place])
            continue
        cells = [found.values.get(Address(*place, column)) for column in columns]
        if any(cell is not None for cell in cells):
            stated = tuple(_clean(cell) if isinstance(cell, str) else cell for cell in cells)
            known = tuple("" if cell is None else cell for cell in stated)
            yield place, known if len(columns) > 1 else known[0]


def _remarks(found: "Found") -> "Iterator[tuple[tuple[str, str], str]]":
    """What is in doubt of a row, and what it could be."""
    doubts: dict[tuple[str, str], list[str]] = {}
    for evidence in found.evidence:
        if evidence.how == "unresolved":
            doubts.setdefault((evidence.table, evidence.row), []).append(doubt(evidence))
    for place, told in doubts.items():
        yield place, comment("；".join(dict.fromkeys(told)))


def doubt(evidence: "Evidence") -> str:
    """What an unresolved figure could be, in a few words."""
    shown = "，或者 ".join(evidence.candidates[:_SHOWN])
    more = "，等等" if len(evidence.candidates) > _SHOWN else ""
    return f"没有把握，可能是 {shown}{more}" if shown else "没有把握，请对照原文"
