"""A signed report held against the published text: cell by cell, paragraph by paragraph."""

from typing import TYPE_CHECKING

from gkreport.importers.compare.figures import Cells
from gkreport.importers.compare.model import Compared
from gkreport.importers.compare.texts import Texts
from gkreport.importers.toml import reading

if TYPE_CHECKING:
    from gkreport.importers.compose import Imported
    from gkreport.report import Report


def compare(ours: "Report", imported: "Imported") -> Compared:
    """Everything that is not the same in both, and what could not be made out."""
    theirs = reading(imported).report
    assert theirs is not None
    texts, cells = Texts(ours, theirs, imported), Cells(ours, theirs, imported)
    found = (*texts.head(), *cells.differences(), *texts.body(), *texts.contact())
    return Compared(found, cells.compared, texts.compared)
