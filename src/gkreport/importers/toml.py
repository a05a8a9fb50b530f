"""An imported report as the text of a report file, and as the report that the file states."""

from typing import TYPE_CHECKING

from gkreport.report.fields import escape
from gkreport.report.read import read
from gkreport.sheet import write
from gkreport.source import Source

if TYPE_CHECKING:
    from gkreport.importers.compose import Imported
    from gkreport.report import Reading
    from gkreport.sheet import Sheet


def text(imported: "Imported") -> str:
    """The report file. What is read from it is what was imported, exactly."""
    return write(_literal(imported.sheet))


def _literal(sheet: "Sheet") -> "Sheet":
    """Braces of a published text are braces: none of them begins a field."""
    sections = {name: escape(text) for name, text in sheet.sections.items()}
    extra = tuple(e._replace(text=escape(e.text)) for e in sheet.extra)
    return sheet._replace(sections=sections, extra=extra)


def reading(imported: "Imported") -> "Reading":
    """What reading that file gives."""
    return read(Source(imported.name, text(imported)))
