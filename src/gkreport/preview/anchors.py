"""Which piece of the document a finding speaks of.

The texts of a page are put into elements that bear a name, so that every template shows them with
it, those of the user's own too: the names are the same on both sides and nobody counts cells.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.renderers.page import day, in_line
from gkreport.report import DRAFT_MARK
from gkreport.report.fields import settled
from gkreport.report.keys import CONTACT, PREFACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkreport.finding import Hit
    from gkreport.form import Address
    from gkreport.renderers.page import Page, Paragraph, Part, Table
    from gkreport.report import Report
    from gkreport.source.positions import KeyPath

TITLE: Final = "title"
"""The heading of the document: a template may break it anywhere, so it bears no name itself."""
_MANY: Final = 60
"""A finding about more cells than this is about the table."""


class Named(NamedTuple):
    """A page whose texts bear names, and the names."""

    page: "Page"
    names: frozenset[str]


def named(page: "Page", report: "Report") -> Named:
    """The same page; its texts are markup that is safe to put between tags."""
    marker = _Marker()
    report = settled(report)
    texts = report.sections
    parts = []
    for n, part in enumerate(page.parts):
        head, path, text = _source(report, n, texts)
        parts.append(marker.part(part, head, path, text))
    facts = tuple((marker.text(_fact(report, v), name), v) for name, v in page.facts)
    keys = [key for key in CONTACT if in_line(report.organ.contact.get(key.name, ""))]
    contact = tuple(
        (marker.text(f"organ.contact.{key.name}", name), value)
        for key, (name, value) in zip(keys, page.contact, strict=True)
    )
    made = page._replace(
        facts=facts,
        preface=marker.paragraphs(page.preface, ("sections", PREFACE), texts.get(PREFACE, "")),
        parts=tuple(parts),
        signature=tuple(marker.text(_fact(report, line), line) for line in page.signature),
        contact=contact,
    )
    return Named(made, frozenset({TITLE, *marker.names}))


def _source(report: "Report", n: int, texts: "Mapping[str, str]") -> "tuple[str, KeyPath, str]":
    """Where part `n` of a page comes from: name of the heading, path of the text, the text."""
    sections = report.form.sections
    if n < len(sections):
        key = sections[n].id
        return f"headings.{key}", ("sections", key), texts.get(key, "")
    n -= len(sections)
    path: KeyPath = ("sections", "extra", n)
    return _name((*path, "heading")), (*path, "text"), report.extra[n].text


def _fact(report: "Report", value: str) -> str:
    """The key that a line under the title or at the end comes from."""
    publication = report.publication
    dates = {"publication.date": publication.date, "publication.written": publication.written}
    if value == in_line(report.organ.name):
        return "organ.name"
    stated = (name for name, date in dates.items() if date and day(date) == value)
    return next(stated, "publication.period")


class _Marker:
    """Puts names on texts and remembers them."""

    def __init__(self) -> None:
        from markupsafe import Markup  # noqa: PLC0415 - comes with the templates

        self._element = Markup('<span data-at="{}">{}</span>')
        self.names: set[str] = set()

    def text(self, name: str, text: str) -> str:
        """The text as an element of that name."""
        self.names.add(name)
        return self._element.format(name, text)

    def part(self, part: "Part", head: str, path: "KeyPath", text: str) -> "Part":
        return part._replace(
            heading=self.text(head, part.heading) if part.heading else "",
            paragraphs=self.paragraphs(part.paragraphs, path, text),
            table=self.table(part.table) if part.table else None,
        )

    def paragraphs(
        self, shown: "tuple[Paragraph, ...]", path: "KeyPath", text: str
    ) -> "tuple[Paragraph, ...]":
        lines = _lines(text)
        return tuple(
            paragraph._replace(text=self.text(f"{_name(path)}:{line}", paragraph.text))
            for paragraph, line in zip(shown, lines, strict=True)
        )

    def table(self, table: "Table") -> "Table":
        texts = {
            slot: self.text(_cell(slot.address), text) if slot.address else text
            for slot, text in table.texts.items()
        }
        return table._replace(texts=texts)


def _lines(text: str) -> list[int]:
    """The numbers of the lines that are shown as paragraphs."""
    raw = text.replace(DRAFT_MARK, "").splitlines()
    return [n for n, line in enumerate(raw) if in_line(line)]


def _name(path: "KeyPath") -> str:
    return ".".join(map(str, path))


def _cell(address: "Address") -> str:
    return "/".join(address)


def targets(hit: "Hit", report: "Report", names: frozenset[str]) -> tuple[str, ...]:
    """The names of what a hit speaks of, the place to go to first.

    Where nothing shows it, that is what stands nearest: its part, or else the top.
    """
    found = [*_texts(hit, report), *_cells(hit, report)]
    known = tuple(dict.fromkeys(name for name in found if name in names))
    return known or tuple(_above(hit, report, names))


def _texts(hit: "Hit", report: "Report") -> "Iterator[str]":
    """The paragraph that a stretch of a text stands in."""
    if hit.within is None or not isinstance(hit.at, tuple):
        return
    text = _value(report, _path(hit))
    line = len(text[: hit.within[0] + 1].splitlines()) - 1
    yield f"{_name(_path(hit))}:{max(line, 0)}"


def _value(report: "Report", path: "KeyPath") -> str:
    match path:
        case ("sections", "extra", int(n), "text") if n < len(report.extra):
            return report.extra[n].text
        case ("sections", str(key)):
            return report.sections.get(key, "")
    return ""


def _path(hit: "Hit") -> "KeyPath":
    """Where a hit stands by keys; empty where it is a place in a broken text, or none."""
    return () if hit.at is None or hasattr(hit.at, "start") else hit.at


def _cells(hit: "Hit", report: "Report") -> "Iterable[str]":
    """The suspect first: it is the one to look at."""
    addresses = [hit.suspect.address] if hit.suspect else []
    addresses += [hit.address] if hit.address else []
    addresses += hit.cells
    return [_cell(address) for address in addresses or _stated(_path(hit), report)]


def _stated(path: "KeyPath", report: "Report") -> "list[Address]":
    """The cells that a key of a table states."""
    if len(path) < 2 or path[0] not in report.forms:  # noqa: PLR2004 - a table and a row
        return []
    found = [
        address
        for figures in report.printed(str(path[0]))
        for n, address in enumerate(figures.grid.addresses)
        if figures.path(n)[: len(path)] == path
    ]
    return found if len(found) <= _MANY else []


def _above(hit: "Hit", report: "Report", names: frozenset[str]) -> "Iterator[str]":
    """What stands nearest where the thing itself is not shown: a paragraph, else a heading."""
    path = _path(hit)
    lines = (name for name in names if path and name.startswith(f"{_name(path)}:"))
    first = min(lines, key=lambda name: int(name.rpartition(":")[2]), default="")
    key = path[1] if len(path) > 1 and path[0] == "sections" else "".join(map(str, path[:1]))
    extra = _name((*path[:3], "heading"))
    parts = [f"headings.{s.id}" for s in report.form.sections if s.number == hit.section]
    lacking = f"headings.{hit.expected.removeprefix('sections.')}"
    nearest = (first, _name(path), extra, f"headings.{key}", lacking, *parts, TITLE)
    yield from [name for name in nearest if name in names][:1]
