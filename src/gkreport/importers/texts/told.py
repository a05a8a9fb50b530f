"""What reading the texts of a document gives. What the document does not say is empty or None."""

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from gkreport.importers.blocks import Note
    from gkreport.report import Extra

_NOTHING: Final["Mapping[str, str]"] = MappingProxyType({})


class Told(NamedTuple):
    """The texts of a document, as published but for what `notes` say."""

    title: str = ""
    organ: str = ""
    kind: str = ""
    """A word of gkreport.report.keys.KINDS, where the name makes it certain."""
    year: int | None = None
    period: "tuple[dt.date, dt.date] | None" = None
    published: "dt.date | None" = None
    written: "dt.date | None" = None
    preface: str = ""
    sections: "Mapping[str, str]" = _NOTHING
    """By the form's section id, in order: paragraphs with one blank line between."""
    headings: "Mapping[str, str]" = _NOTHING
    """As published, with the number, where that differs from the form's."""
    extra: "tuple[Extra, ...]" = ()
    contact: "Mapping[str, str]" = _NOTHING
    notes: "tuple[Note, ...]" = ()
