"""An imported report as the text of a report file, and as the report that the file states."""

from typing import TYPE_CHECKING

from gkreport.report.read import read
from gkreport.sheet import write
from gkreport.source import Source

if TYPE_CHECKING:
    from gkreport.importers.compose import Imported
    from gkreport.report import Reading


def text(imported: "Imported") -> str:
    """The report file. What is read from it is what was imported, exactly."""
    return write(imported.sheet)


def reading(imported: "Imported") -> "Reading":
    """What reading that file gives."""
    return read(Source(imported.name, text(imported)))
