"""What a document shows, in order, whatever its format: only what the report states."""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.finding import plain
from gkreport.form import NUMERALS
from gkreport.layout import lay_out
from gkreport.renderers.breaks import long_words
from gkreport.report import DRAFT_MARK
from gkreport.report.cells import Gap, shown
from gkreport.report.fields import settled
from gkreport.report.keys import CONTACT, PREFACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gkreport.form import Section
    from gkreport.layout import Layout, Slot
    from gkreport.report import Report

_CONTROLS: Final = (*range(32), *range(127, 160), 0xFFFE, 0xFFFF)
"""No document may hold them, and a terminal would obey them."""
_SHAPELESS: Final = (
    0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070),
    0xFEFF, *range(0xFFF9, 0xFFFC), 0xE0001, *range(0xE0020, 0xE0080),
)  # fmt: skip
"""Unseen marks: some turn the order of reading round, so that a text shows what it does not say.
Those that join letters or keep them apart (ZWJ and ZWNJ) stay: some scripts need them."""
_UNSEEN: Final = dict.fromkeys((*_CONTROLS, *_SHAPELESS)) | {9: " "}
"""What is in no published document, whatever its format. The report file keeps it."""
_SUBHEADING: Final = re.compile(rf"[（(][{NUMERALS}]+[）)][^。；;]{{1,26}}")
"""A short line that begins like （一） and is no sentence."""


class Paragraph(NamedTuple):
    """One paragraph without indent."""

    text: str
    subheading: bool
    ragged: bool = False
    """Whether it holds a word so long that the line before it would be pulled apart."""


class Table(NamedTuple):
    """A printed table. `texts` says what each slot shows, figures and labels alike."""

    key: str
    caption: str
    layout: "Layout"
    texts: "Mapping[Slot, str]"


class Part(NamedTuple):
    """A section: the paragraphs stand above the table."""

    heading: str
    paragraphs: tuple[Paragraph, ...]
    table: Table | None = None


class Page(NamedTuple):
    """The whole document. Empty strings and tuples are not stated, and not shown."""

    title: tuple[str, ...]
    """In pieces: where it is too long for a line, it breaks between them."""
    facts: tuple[tuple[str, str], ...]
    """The line under the title: what, and its value."""
    preface: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    signature: tuple[str, ...]
    """Who, and the day in words, at the end."""
    contact: tuple[tuple[str, str], ...]


def build(report: "Report") -> Page:
    """Lay a report out for the templates; fields in its texts show their values."""
    report = settled(report)
    organ, publication = in_line(report.organ.name), report.publication
    written = publication.written or publication.date
    preface = tuple(_paragraphs(report.sections.get(PREFACE, "")))
    facts = (
        ("发布机构", organ),
        ("公布日期", day(publication.date) if publication.date else ""),
        ("统计期限", _period(report, preface)),
    )
    contact = ((key.title, in_line(report.organ.contact.get(key.name, ""))) for key in CONTACT)
    extra = (Part(in_line(e.heading), tuple(_paragraphs(e.text))) for e in report.extra)
    return Page(
        _title(in_line(report.full_title), organ),
        tuple(fact for fact in facts if fact[1]),
        preface,
        (*(_part(report, section) for section in report.form.sections), *extra),
        tuple(line for line in (organ, day(written) if written else "") if line),
        tuple(fact for fact in contact if fact[1]),
    )


def _title(title: str, organ: str) -> tuple[str, ...]:
    """A title that begins with the organ breaks after it."""
    rest = title.removeprefix(organ)
    return (organ, rest) if organ and rest and rest != title else (title,)


def day(date: "date") -> str:
    """A date as official documents write it: no zeros in front."""
    return f"{date.year}年{date.month}月{date.day}日"


def _period(report: "Report", preface: tuple[Paragraph, ...]) -> str:
    """The days that the figures cover, unless the preface says so already."""
    period = report.publication.period
    if period is None:
        return ""
    ends = [day(end).partition("年")[2] for end in period]
    if any(all(end in paragraph.text for end in ends) for paragraph in preface):
        return ""
    return "至".join(map(day, period))


def in_line(text: str) -> str:
    """A text that stands in one line."""
    if text.isprintable():
        return text.strip()
    return " ".join(part.translate(_UNSEEN).strip() for part in text.splitlines()).strip()


def _paragraphs(text: str) -> "Iterator[Paragraph]":
    """Each line that is not empty is a paragraph; the mark of a draft is none."""
    for raw in text.replace(DRAFT_MARK, "").splitlines():
        line = in_line(raw)
        if line:
            yield Paragraph(line, bool(_SUBHEADING.fullmatch(line)), bool(long_words(line)))


def _part(report: "Report", section: "Section") -> Part:
    table = _table(report, section) if section.id in report.forms else None
    paragraphs = tuple(_paragraphs(report.sections.get(section.id, "")))
    return Part(in_line(report.heading(section.id)), paragraphs, table)


def _table(report: "Report", section: "Section") -> Table:
    key = section.id
    layout = _joined(report, key, lay_out(report.forms[key], key, report.folded))
    caption = in_line(report.headings.get(key, "")) or section.title
    cells = {
        address: _gap(figures.gaps[n]) if value is None else plain(value)
        for figures in report.printed(key)
        for n, (address, value) in enumerate(zip(figures.grid.addresses, figures.values))  # noqa: B905 - of one length
    }
    texts = {slot: cells[slot.address] if slot.address else slot.text for slot in layout.slots}
    return Table(key, caption, layout, texts)


def _gap(gap: Gap) -> str:
    return in_line(_raw(gap.raw))


def _raw(raw: object) -> str:
    """What stands in place of a figure, as it stands there."""
    if raw is None:
        return ""
    if isinstance(raw, list):
        return " ".join(map(_raw, raw))
    return raw if isinstance(raw, str) else shown(raw)


def _joined(report: "Report", key: str, layout: "Layout") -> "Layout":
    """Rows that could not be read into figures, as one wide cell: they were never split."""
    unread = set(_unread(report, key))
    if not unread:
        return layout
    slots: list[Slot] = []
    for slot in layout.slots:
        before = slots[-1].address if slots else None
        if slot.address and before and slot.address.row == before.row in unread:
            slots[-1] = slots[-1]._replace(colspan=slots[-1].colspan + slot.colspan)
        else:
            slots.append(slot)
    return layout._replace(slots=tuple(slots))


def _unread(report: "Report", key: str) -> "Iterator[str]":
    """The rows whose cells all stand for one and the same value."""
    for figures in report.printed(key):
        if not figures.gaps:
            continue
        columns = figures.grid.columns.leaves
        for row in figures.grid.rows.leaves:
            first, *others = (figures.at(row.id, column.id) for column in columns)
            same = others and all(cell is first for cell in others)
            if same and isinstance(first, Gap) and first.why == "unreadable":
                yield row.id
