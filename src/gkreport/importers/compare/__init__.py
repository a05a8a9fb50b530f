"""A signed report held against the published text: cell by cell, paragraph by paragraph."""

from typing import TYPE_CHECKING

from gkreport.importers.compare.figures import Cells
from gkreport.importers.compare.model import Compared
from gkreport.importers.compare.texts import Texts
from gkreport.importers.toml import reading
from gkreport.report.fields import expansions, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.importers.compare.model import Difference
    from gkreport.importers.compose import Imported
    from gkreport.report import Report


def compare(ours: "Report", imported: "Imported") -> Compared:
    """Everything that is not the same in both, and what could not be made out."""
    theirs = reading(imported).report
    assert theirs is not None
    shown = settled(ours)
    texts, cells = Texts(shown, settled(theirs), imported), Cells(ours, theirs, imported)
    found = (*texts.head(), *cells.differences(), *texts.body(), *texts.contact())
    found = found if shown is ours else tuple(_written(found, ours))
    return Compared(found, cells.compared, texts.compared)


def _written(found: "tuple[Difference, ...]", ours: "Report") -> "Iterator[Difference]":
    """The places of differences in texts with fields, as the file has them."""
    texts = expansions(ours)
    for difference in found:
        text = texts.get(difference.at) if difference.at and difference.within else None
        if text is None or difference.within is None:
            yield difference
        else:
            yield difference._replace(within=text.back(*difference.within))
