"""Which modules of rules a report calls for: what nothing calls for is neither loaded nor run."""

from typing import TYPE_CHECKING, Final

from gkreport.rules import looks, looks_days, looks_sections, looks_words
from gkreport.rules.order import is_in_order, is_listed_in_order
from gkreport.rules.others import others
from gkreport.rules.whole import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gkreport.rules import Case
    from gkreport.rules.whole import Whole

EXPLAINING: Final = ("allow", "cells", "file", "profiles", "sections", "tables")
"""The modules with rules whose hits come from elsewhere."""
ALWAYS: Final = ("quantities_scope", "quantities_text")
DATED: Final = ("dates", "daynotes")


def wanted(case: "Case") -> "Iterator[str]":
    """The names of the modules whose rules may find something."""
    yield from ALWAYS
    text = whole(case)
    for name, calls in CALLED.items():
        if calls(case, text):
            yield name
    if looks_days.days(case, text):
        yield from DATED


def _odd_brackets(_: "Case", text: "Whole") -> bool:
    return text.has_odd_years or not looks.is_closed(text)


def _gaps(case: "Case", _: "Whole") -> bool:
    for figures in case.report.figures.values():  # noqa: SIM110 - asked of every report
        if figures.gaps:
            return True
    return False


def _last(case: "Case", _: "Whole") -> bool:
    return case.last is not None


def _garbled(case: "Case", text: "Whole") -> bool:
    if text.odd or "garbled" in text.words or looks.has_open_lines(text):
        return True
    return not _beside(case).isprintable()


def _out_of_order(_: "Case", text: "Whole") -> bool:
    return not (is_in_order(text.trimmed) and is_listed_in_order(text.text))


def _long_numbers(case: "Case", text: "Whole") -> bool:
    contact = case.report.organ.contact.values()
    return text.has_long_number or any(value[:1] == "1" for value in contact)


def _unwritten(case: "Case", _: "Whole") -> bool:
    report = case.report
    texts = len(report.sections) + len(report.extra)
    return len(case.passages) < texts or not report.organ.name.strip()


def _headings(case: "Case", text: "Whole") -> bool:
    report, year = case.report, case.report.year
    if report.headings or report.extra or looks.has_headed_lines(text):
        return True
    return bool(year) and not all(form.governs(year or 0) for form in {*report.forms.values()})


def _titled(case: "Case", _: "Whole") -> bool:
    return bool(case.report.title) or looks.introduces(case) or any(True for _ in others(case))


def _contradicted(case: "Case", _: "Whole") -> bool:
    from gkreport.rules.quantities_read import prose  # noqa: PLC0415 - the heaviest of all

    return bool(prose(case).differs)


def _torn(case: "Case", _: "Whole") -> bool:
    return not all(map(looks.is_sound, case.report.figures.values()))


def _beside(case: "Case") -> str:
    """What is printed of the organ, and is no text."""
    organ = case.report.organ
    return "".join((organ.name, *organ.contact.values()))


def _fields(case: "Case", text: "Whole") -> bool:
    beside = _beside(case)
    braces = b"{" in text.odd or b"}" in text.odd or "{" in beside
    return braces or bool(case.expansions) or "｛" in text.text or "｛" in beside


def _told(case: "Case", _: "Whole") -> bool:
    return looks_sections.improvements(case) or looks_sections.fees(case)


def _folded(case: "Case", _: "Whole") -> bool:
    grids = [figures.grid for figures in case.report.figures.values()]
    return any(len(grid.rows.nodes) < len(grid.table.rows.nodes) for grid in grids)


def _across_years(case: "Case", _: "Whole") -> bool:
    return case.last is not None or "restated" in case.reading.data


CALLED: "Final[dict[str, Callable[[Case, Whole], bool]]]" = {
    "quantities": _contradicted,
    "brackets": _odd_brackets,
    "cells": _gaps,
    "compare": _last,
    "contents": _told,
    "copying": _last,
    "fields": _fields,
    "deadlines": lambda case, _: not looks.is_usual_publication(case),
    "language": _garbled,
    "leftovers": lambda _, text: looks_words.leftovers(text),
    "marks": lambda _, text: looks.has_odd_marks(text),
    "numbering": _out_of_order,
    "overview": lambda case, _: looks_sections.overview(case),
    "persons": looks_words.persons,
    "plausible": lambda case, _: not looks.is_plausible(case),
    "preface": lambda case, _: looks_sections.preface(case),
    "privacy": _long_numbers,
    "sections": _unwritten,
    "statements": lambda _, text: looks_words.statements(text),
    "structure": _headings,
    "tables": _folded,
    "title": _titled,
    "torn": _torn,
    "typos": lambda _, text: looks_words.typos(text),
    "years": _across_years,
}
EVERY: Final = tuple(dict.fromkeys((*ALWAYS, *CALLED, *DATED, *EXPLAINING)))
"""All modules that enter rules."""
