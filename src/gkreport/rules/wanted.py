"""Which modules of rules a report calls for: what nothing calls for is neither loaded nor run."""

from typing import TYPE_CHECKING, Final

from gkreport.rules import looks
from gkreport.rules.order import is_in_order, is_listed_in_order
from gkreport.rules.others import others
from gkreport.rules.whole import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gkreport.rules import Case

EXPLAINING: Final = ("allow", "cells", "file", "profiles", "sections", "tables")
"""The modules with rules whose hits come from elsewhere."""
ALWAYS: Final = (
    "contents", "leftovers", "overview", "persons", "plausible", "preface", "quantities_scope",
    "quantities_text", "statements", "typos",
)  # fmt: skip
DATED: Final = ("dates", "daynotes")


def wanted(case: "Case") -> "Iterator[str]":
    """The names of the modules whose rules may find something."""
    yield from ALWAYS
    for name, calls in CALLED.items():
        if calls(case):
            yield name
    if _days(case):
        yield from DATED


def _odd_brackets(case: "Case") -> bool:
    text = whole(case)
    return text.has_odd_years or not looks.is_closed(text)


def _gaps(case: "Case") -> bool:
    return any(figures.gaps for figures in case.report.figures.values())


def _last(case: "Case") -> bool:
    return case.last is not None


def _garbled(case: "Case") -> bool:
    text = whole(case)
    return bool(text.odd) or "garbled" in text.words or looks.has_open_lines(text)


def _out_of_order(case: "Case") -> bool:
    text = whole(case)
    return not (is_in_order(text.trimmed) and is_listed_in_order(text.text))


def _long_numbers(case: "Case") -> bool:
    contact = case.report.organ.contact.values()
    return whole(case).has_long_number or any(value[:1] == "1" for value in contact)


def _unwritten(case: "Case") -> bool:
    report = case.report
    texts = len(report.sections) + len(report.extra)
    return len(case.passages) < texts or not report.organ.name.strip()


def _headings(case: "Case") -> bool:
    report, year = case.report, case.report.year
    if report.headings or report.extra or looks.has_headed_lines(whole(case)):
        return True
    return bool(year) and not all(form.governs(year or 0) for form in report.forms.values())


def _titled(case: "Case") -> bool:
    return bool(case.report.title) or looks.introduces(case) or any(True for _ in others(case))


def _days(case: "Case") -> bool:
    report, text = case.report, whole(case)
    if report.title or report.headings or report.publication.period:
        return True
    return looks.has_other_days(text, report.year) or looks.has_odd_years(case, text)


def _contradicted(case: "Case") -> bool:
    from gkreport.rules.quantities_read import prose  # noqa: PLC0415 - the heaviest of all

    return bool(prose(case).differs)


def _torn(case: "Case") -> bool:
    return not all(map(looks.is_sound, case.report.figures.values()))


def _fields(case: "Case") -> bool:
    text = whole(case)
    return bool(case.expansions) or b"{" in text.odd or "｛｛" in text.text


CALLED: "Final[dict[str, Callable[[Case], bool]]]" = {
    "quantities": _contradicted,
    "brackets": _odd_brackets,
    "cells": _gaps,
    "compare": _last,
    "copying": _last,
    "fields": _fields,
    "deadlines": lambda case: not looks.is_usual_publication(case),
    "language": _garbled,
    "marks": lambda case: looks.has_odd_marks(whole(case)),
    "numbering": _out_of_order,
    "privacy": _long_numbers,
    "sections": _unwritten,
    "structure": _headings,
    "tables": lambda case: bool(case.report.folded),
    "title": _titled,
    "torn": _torn,
    "years": lambda case: case.last is not None or "restated" in case.reading.data,
}
EVERY: Final = tuple(dict.fromkeys((*ALWAYS, *CALLED, *DATED, *EXPLAINING)))
"""All modules that enter rules."""
