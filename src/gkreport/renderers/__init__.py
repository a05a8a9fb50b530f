"""From a report to the documents that are published: text through templates, the rest as bytes."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport import __version__
from gkreport.renderers import page
from gkreport.renderers.refusals import Unrenderable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    from gkreport.report import Report

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "Format",
    "Unrenderable",
    "Wishes",
    "document",
    "render",
    "values",
]


class Format(NamedTuple):
    """One format: what it is called, how its files are named, how a report becomes one."""

    title: str
    suffix: str
    make: "Callable[[Report, Wishes], str | bytes]"
    fonts: str = ""
    """The font profile where none is asked for; empty where the format has no fonts."""


class Wishes(NamedTuple):
    """What a document depends on besides its report."""

    templates: "Path | None" = None
    """A folder of the user's own templates, which come before the shipped ones."""
    beside: tuple[tuple[str, str], ...] = ()
    """Name and file name of the documents that a web page links to."""
    fonts: str = ""
    """A font profile by its name; empty is the format's own."""


def render(report: "Report", form: str, wishes: Wishes = Wishes()) -> str:  # noqa: B008 - a value
    """The whole text in one of the formats of `SUFFIXES`. Nothing is checked or filled in.

    Raises Unrenderable where a template of the user's own is faulty.
    """
    from gkreport.renderers import templates  # noqa: PLC0415 - the other formats have none

    return templates.render(f"report{SUFFIXES[form]}.j2", values(report, form, wishes),
                            wishes.templates)  # fmt: skip


def document(report: "Report", form: str, wishes: Wishes = Wishes()) -> bytes:  # noqa: B008
    """The whole file in one of the formats of `FORMATS`.

    Raises need.Missing where a part is not installed, else as `render`.
    """
    made = FORMATS[form].make(report, wishes)
    return made.encode() if isinstance(made, str) else made


def values(report: "Report", form: str, wishes: Wishes) -> "Mapping[str, Any]":
    """What a template gets."""
    made = {"page": page.build(report), "version": __version__}
    if form == "html":
        from gkreport.renderers import machine  # noqa: PLC0415 - only pages have it

        made |= {
            "meta": machine.meta(report),
            "figures": machine.figures(report),
            "links": machine.links(wishes.beside),
        }
    return made


def _text(form: str) -> "Callable[[Report, Wishes], str]":
    return lambda report, wishes: render(report, form, wishes)


def _xlsx(report: "Report", wishes: Wishes) -> bytes:  # noqa: ARG001 - all are called alike
    from gkreport.renderers import excel  # noqa: PLC0415 - an extra

    return excel.document(page.build(report), report)


def _docx(report: "Report", wishes: Wishes) -> bytes:
    from gkreport.renderers import fonts, proof, word  # noqa: PLC0415 - an extra

    chosen = fonts.fonts(wishes.fonts or FORMATS["docx"].fonts)
    shown = page.build(report)
    return proof.kept(word.document(shown, report, chosen), shown)


def _pdf(report: "Report", wishes: Wishes) -> bytes:
    from gkreport.renderers import fonts, pdf, proof  # noqa: PLC0415 - an extra

    own = wishes.templates / "report.typ" if wishes.templates else None
    template = own if own and own.is_file() else None
    chosen = fonts.fonts(wishes.fonts or FORMATS["pdf"].fonts)
    shown = page.build(report)
    return proof.kept(pdf.document(shown, report, chosen, template), shown)


FORMATS: "Final[Mapping[str, Format]]" = {
    "docx": Format("Word 文档", ".docx", _docx, "official"),
    "pdf": Format("PDF", ".pdf", _pdf, "free"),
    "xlsx": Format("Excel 表格", ".xlsx", _xlsx),
    "html": Format("网页", ".html", _text("html")),
    "fragment": Format("网页片段", ".fragment.html", _text("fragment")),
    "markdown": Format("Markdown", ".md", _text("markdown")),
    "text": Format("纯文本", ".txt", _text("text")),
}
"""Every format, those that a page links to before the page."""
SUFFIXES: Final = {name: FORMATS[name].suffix for name in ("html", "fragment", "markdown", "text")}
"""The formats that are text, and how their files are named."""
