"""A report as PDF, for archives and for readers that read aloud: PDF/A-2b and PDF/UA-1 in one file.

The template gets data and never text as markup; the same report gives the same bytes.
"""

import json
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gkreport import resources
from gkreport.need import need
from gkreport.renderers.pdf import data, faults, foreign, typefaces
from gkreport.renderers.refusals import Unrenderable

if TYPE_CHECKING:
    from gkreport.renderers.fonts import Fonts
    from gkreport.renderers.page import Page
    from gkreport.report import Report

STANDARDS: Final = ("a-2b", "ua-1")


def document(page: "Page", report: "Report", fonts: "Fonts", template: Path | None = None) -> bytes:
    """The whole document.

    Raises Missing where a part or a font is not there, Unrenderable where a character is in none
    of the fonts or where a template of the user's own is faulty.
    """
    typst = need("typst", "pdf")
    if template:
        foreign.look_over(template)
    faces = typefaces.find(fonts)
    shown = data.shown(page, report, faces.families)
    file = template or resources.templates() / "report.typ"
    compiler = _compiler(file.parent.resolve() / file.name, faces.folders)
    try:
        with foreign.offline() if template else nullcontext():
            made, warnings = compiler.compile_with_warnings(
                format="pdf",
                sys_inputs={"page": json.dumps(shown)},
                pdf_standards=list(STANDARDS),
                timestamp=0,
            )
    except typst.TypstError as error:
        raise Unrenderable(_why(error, template)) from error
    if warnings:
        raise Unrenderable(faults.told(warnings[0], template))
    assert isinstance(made, bytes)
    return made


@cache
def _compiler(template: Path, folders: tuple[Path, ...]) -> Any:  # noqa: ANN401 - of an extra
    """Kept, as reading the fonts takes several times as long as one document."""
    typst = need("typst", "pdf")
    return typst.Compiler(
        template, template.parent, typefaces.load(folders), ignore_system_fonts=True
    )


def _why(error: Any, template: Path | None) -> str:  # noqa: ANN401 - of an extra
    """What is the matter, in the words of a clerk."""
    strange = faults.strange(error)
    if not strange:
        return faults.told(error, template)
    named = "、".join(f"“{text}”" for text in strange)
    return f"正文中有字体里没有的字：{named}，请换成常用字，或者改用收字更多的字体方案"
