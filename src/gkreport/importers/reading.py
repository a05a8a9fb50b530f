"""The whole way: from the bytes of a published report to what a report file states."""

from collections import Counter
from typing import TYPE_CHECKING

from gkreport import forms
from gkreport.importers import figures, sniff, texts
from gkreport.importers.compose import Imported, Source, compose
from gkreport.importers.missing import Given
from gkreport.importers.texts.refuse import refuse

if TYPE_CHECKING:
    from gkreport.form import Form
    from gkreport.importers.figures import Found


def read_report(name: str, data: bytes, given: Given = Given()) -> Imported:  # noqa: B008 - a value
    """A published report of any known kind. Raises Refused where it is none."""
    document = sniff.read(name, data)
    known = _forms()
    found = figures.find(document, known)
    refuse(document, bool(found.values or found.rows))
    told = texts.tell(document, found.used, found.spans, _ordered(found, known))
    return compose(Source(name, document, found, told), given)


def _ordered(found: "Found", known: "tuple[Form, ...]") -> "tuple[Form, ...]":
    """The editions, the one that most of the tables are on first."""
    counts = Counter(found.forms.values())
    return tuple(dict.fromkeys((*(form for form, _ in counts.most_common()), *known)))


def _forms() -> "tuple[Form, ...]":
    """Every shipped form, newest first."""
    return tuple(form for id in forms.ids() if (form := forms.load(id)))  # noqa: A001
