"""From a document's blocks to the figures of its tables."""

from typing import TYPE_CHECKING

from gkreport.importers.figures import across, editions, pages, spans, strays, stubbed, twice
from gkreport.importers.figures.model import Found
from gkreport.importers.figures.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.form import Form
    from gkreport.importers.blocks import Document


def find(document: "Document", forms: "Sequence[Form]") -> Found:
    """The figures of every table of the form that the document has; `forms` newest first."""
    page = pages.read(document, forms)
    chosen = editions.choose(page, forms)
    sheet = Sheet()
    known = stubbed.habits(page, chosen.values())
    for key, tables in chosen.items():
        stubbed.read(page, tables, key, known, sheet)
        twice.question(page, tables, key, known, sheet)
    taken = frozenset(match.item for tables in chosen.values() for match in tables.matches)
    main = next((tables.form for tables in chosen.values()), None)
    used: set[int] = set()
    filled = across.filled(page)
    for form in (main,) if main else forms:
        for table in form.tables:
            if table.across and table.key not in sheet.forms:
                used |= across.read(across.Place(page, form, taken, known, filled), table, sheet)
    used |= strays.keep(page, sheet, taken | used)
    blocks, stretches = spans.of(page, tuple(sheet.forms.values()), taken | used | sheet.used)
    return Found(
        sheet.forms, sheet.values, sheet.rows, tuple(sheet.evidence), blocks, stretches,
        tuple(sheet.notes),
    )  # fmt: skip
