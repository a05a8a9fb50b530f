"""What a document says in words: who, which year, and the text of every section."""

from typing import TYPE_CHECKING, Final

from gkreport.form import NUMERALS
from gkreport.importers.blocks import Note
from gkreport.importers.texts import choose as pick
from gkreport.importers.texts import names, wrapped
from gkreport.importers.texts.chrome import fact_date, is_chrome
from gkreport.importers.texts.damage import lost_numbers, mend
from gkreport.importers.texts.days import date
from gkreport.importers.texts.headings import wordings
from gkreport.importers.texts.paragraphs import measure, paragraphs
from gkreport.importers.texts.pieces import pieces
from gkreport.importers.texts.sections import Stretch, behind_table, outline, texts
from gkreport.importers.texts.split import above
from gkreport.importers.texts.tail import tail
from gkreport.importers.texts.told import Told
from gkreport.importers.texts.words import SENTENCE_ENDS, squeezed
from gkreport.report import Extra

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from gkreport.form import Form
    from gkreport.importers.blocks import Document
    from gkreport.importers.texts.headings import Wordings
    from gkreport.importers.texts.pieces import Piece

__all__ = ["Told", "tell"]

_SHOWN: Final = 3
_OPENING: Final = 400
_WORDS: Final = 20
_LONG: Final = 40
_CLOSING: Final = SENTENCE_ENDS + "”）)》】]:：.;；|"
_PREFACE: Final = "引言"


def tell(
    document: "Document",
    used: "AbstractSet[int]",
    spans: "Mapping[int, tuple[tuple[int, int], ...]]",
    forms: "Sequence[Form]",
) -> Told:
    """Read everything but the figures. The first of the forms is the report's own.

    `used` are the blocks, `spans` the stretches of lines that belong to the form's tables.
    """
    known = wordings(forms)
    stream = pieces(document, used, spans)
    if document.kind == "xlsx":
        stream = tuple(_titled_once(stream))
    reading = _Reading(document, forms[0], known, stream)
    return reading.told()


def _titled_once(stream: "Sequence[Piece]") -> "Iterator[Piece]":
    """The pieces without the titles that the further sheets of a workbook bear."""
    seen = False
    for piece in stream:
        title = names.title(piece.text)
        if title is None or not (title.organ and title.year):
            yield piece
        elif not seen:
            seen = True
            yield piece


class _Reading:
    """One document being read: what is found adds to the notes."""

    def __init__(
        self, document: "Document", form: "Form", known: "Wordings", stream: "Sequence[Piece]"
    ) -> None:
        self.document, self.form, self.known = document, form, known
        self.laid = measure(stream)
        found = outline(stream, known)
        self.notes: list[Note] = list(found.notes)
        self.head, stretches = above(found, self.notes)
        self.stretches = self._recovered(stretches)
        self.left_out = list(self.head.left_out)
        self.listed: Mapping[str, str] = {}

    def told(self) -> Told:
        """Everything, in the order in which one thing needs another."""
        meta = tuple(pick.meta_titles(self.document))
        guess = max((*meta, *self.head.titles), key=lambda title: title.worth, default=None)
        facts = tuple(pick.fact_names(self.document, self.head.facts))
        signed, written = self._end(self._organs(guess, facts))
        preface = self._text(paragraphs(self.head.preface, self.laid), _PREFACE)
        sections, extra, headings = self._sections()
        everything = [preface, *sections.values()]
        named = [("落款", signed), ("标题下面", self.head.signed)]
        named += facts
        stated = pick.period([*everything, self.head.facts], guess.year if guess else None)
        opening = self._opening(preface, sections)
        introduced = names.introduced(opening)
        said = {name for _, name in named} | {title.organ for title in meta}
        said |= {introduced[0]} if introduced else set()
        titles = [*meta, *self._titles(wrapped.Said(said - {""}, squeezed("".join(everything))))]
        evidence = pick.Evidence(titles, opening, [n for n in named if n[1]], stated)
        chosen = pick.choose(evidence)
        published, doubts = pick.published(self.document, self.head.facts)
        written = written or self.head.written or self._dated()
        written = written or fact_date(self.head.facts, "written")
        self._closing_notes(sections)
        notes = (*chosen.notes, *doubts, *self.notes)
        return Told(
            chosen.title, chosen.organ, names.kind(chosen.organ), chosen.year, stated,
            published, written, preface,
            sections, headings, extra, self.listed,
            tuple(dict.fromkeys(notes)),
        )  # fmt: skip

    def _organs(
        self, guess: "names.Title | None", facts: "Sequence[tuple[str, str]]"
    ) -> tuple[str, ...]:
        """The names that the report's organ may have, the longest first."""
        own = {name for title in self.head.titles for name in wrapped.variants(title)}
        own |= {name for _, name in facts} | {guess.organ if guess else ""}
        return tuple(sorted(own - {""}, key=lambda name: (-len(name), name)))

    def _titles(self, said: wrapped.Said) -> "Iterator[names.Title]":
        """The titles above the report, each with the lines that are certainly its beginning."""
        for title in self.head.titles:
            settled, notes = wrapped.settle(title, said)
            self.notes += notes
            yield settled

    def _opening(self, preface: str, sections: "Mapping[str, str]") -> str:
        first = sections.get(self.form.sections[0].id, "")
        return f"{preface}\n{first[:_OPENING]}"

    def _recovered(self, stretches: "tuple[Stretch, ...]") -> "list[tuple[int, Stretch]]":
        """The stretches with their sections; a text whose heading got lost behind a table."""
        found: list[tuple[int, Stretch]] = []
        there = {s.place.section for s in stretches if s.place}
        for stretch in stretches:
            assert stretch.place is not None
            n = stretch.place.section
            due = n + 1
            lost = n in self.known.tables and due not in self.known.tables and due not in there
            cut = behind_table(stretch, self.known.ids[due]) if lost else None
            if cut:
                found += [(n, cut[0]), (due, cut[1])]
                message = (
                    f"没有找到第{NUMERALS[due]}部分的标题；表格后面的文字像是这一部分，"
                    "已经放进去，请核对"
                )
                self.notes.append(Note("heading-lost", message))
            else:
                found.append((n, stretch))
        return found

    def _end(self, organs: tuple[str, ...]) -> "tuple[str, dt.date | None]":
        """Cut what stands below the report off the last stretch."""
        if not self.stretches:
            return "", None
        n, stretch = self.stretches[-1]
        end = tail(stretch.pieces, organs)
        self.stretches[-1] = (n, stretch._replace(pieces=end.pieces))
        self.left_out += end.left_out
        self.listed = end.contact
        return end.signed, end.written

    def _sections(self) -> "tuple[dict[str, str], tuple[Extra, ...], dict[str, str]]":
        sections: dict[str, list[str]] = {}
        headings: dict[str, str] = {}
        extra: list[Extra] = []
        for n, stretch in self.stretches:
            printed = stretch.place.text if stretch.place else ""
            name = f"第{NUMERALS[n]}部分" if n >= 0 else f"“{printed}”"
            self._loose(stretch, name)
            found = texts(stretch, self.known, self.laid)
            if n < 0:
                extra.append(Extra(printed, self._text(found, name)))
                continue
            section = self.form.sections[n]
            sections.setdefault(section.id, []).append(self._text(found, name))
            if printed and squeezed(printed) != squeezed(section.heading):
                headings[section.id] = printed
        joined = {key: "\n\n".join(filter(None, parts)) for key, parts in sections.items()}
        kept = {s.id for s in self.form.sections if s.prose}
        return (
            {key: text for key, text in joined.items() if text or key in kept},
            tuple(extra),
            headings,
        )

    def _text(self, found: list[str], name: str) -> str:
        """Paragraphs as one text, mended."""
        whole, notes = lost_numbers(found, name)
        self.notes += notes
        parts = []
        for text in whole:
            mended = mend(text, name)
            parts.append(mended.text)
            self.notes += mended.notes
        return "\n\n".join(parts)

    def _loose(self, stretch: Stretch, name: str) -> None:
        for piece in stretch.pieces:
            if piece.loose:
                words = " ".join(c.text.strip() for c in piece.loose.cells)[:_WORDS]
                message = f"{name}里有一个表格没有读入（{words}），请对照原文，看要不要写进文字里"
                self.notes.append(Note("table-left-out", message, piece.origin, serious=True))

    def _dated(self) -> "dt.date | None":
        """The day under the title, where copying damaged it."""
        for line in tuple(self.left_out):
            mended = mend(line, "标题下面")
            if mended.notes and len(line) < _WORDS and (found := date(mended.text)):
                self.notes += mended.notes
                self.left_out.remove(line)
                return found
        return None

    def _closing_notes(self, sections: "Mapping[str, str]") -> None:
        """What is missing, what breaks off, and what was left out."""
        for section in self.form.sections:
            there = any(n == section.number - 1 for n, _ in self.stretches)
            if not there:
                message = f"没有找到“{section.heading}”这个标题"
                self.notes.append(Note("heading-missing", message))
        for key, text in sections.items():
            last = text.rpartition("\n")[2]
            if len(last) > _LONG and last[-1] not in _CLOSING:
                name = next(s.heading for s in self.form.sections if s.id == key)
                message = f"“{name}”的最后一段没有写完：……{last[-_WORDS:]}，请对照原文补上"
                self.notes.append(Note("text-breaks-off", message))
        doubtful = [x for x in self.left_out if not (is_chrome(x) or names.title(x))]
        if doubtful:
            shown = "、".join(f"“{line[:_WORDS]}”" for line in doubtful[:_SHOWN])
            message = f"有 {len(doubtful)} 行不像报告的文字，没有读入：{shown}"
            more = "等" if len(doubtful) > _SHOWN else ""
            self.notes.append(Note("lines-left-out", message + more))
