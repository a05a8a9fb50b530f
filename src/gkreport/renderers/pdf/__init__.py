"""A report as PDF, for archives and for readers that read aloud: PDF/A-2b and PDF/UA-1 in one file.

The template gets data and never text as markup; the same report gives the same bytes.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gkreport import resources
from gkreport.need import need
from gkreport.renderers.pdf import data, typefaces

if TYPE_CHECKING:
    from gkreport.renderers.fonts import Fonts
    from gkreport.renderers.page import Page
    from gkreport.report import Report

STANDARDS: Final = ("a-2b", "ua-1")
_UNPRINTABLE: Final = re.compile(r'the (?:text|text contains the disallowed codepoint) `"(.+?)"`')
_PACKAGE: Final = re.compile(r"@[a-z][a-z0-9-]*/[^\s\"]*")
_PLACE: Final = re.compile(r"┌─ (.+):([0-9]+):[0-9]+")


class Unprintable(Exception):  # noqa: N818 - it is what the report is, no mishap of ours
    """A document that cannot be made: the message says why and what to do."""


def document(page: "Page", report: "Report", fonts: "Fonts", template: Path | None = None) -> bytes:
    """The whole document.

    Raises Missing where a part or a font is not there, Unprintable where a character is in none
    of the fonts or where a template of the user's own is faulty.
    """
    typst = need("typst", "pdf")
    if template:
        _from_here(template)
    faces = typefaces.find(fonts)
    shown = data.shown(page, report, faces.families)
    own = (template or resources.templates() / "report.typ").resolve()
    compiler = _compiler(own, faces.folders)
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf",
            sys_inputs={"page": json.dumps(shown)},
            pdf_standards=list(STANDARDS),
            timestamp=0,
        )
    except typst.TypstError as error:
        raise Unprintable(_why(error, template)) from error
    if warnings:
        raise Unprintable(_faulty(warnings[0], template))
    assert isinstance(made, bytes)
    return made


def _from_here(template: Path) -> None:
    """See that a template of the user's own asks for no package: the compiler would go online."""
    for path in sorted(template.parent.glob("**/*.typ")):
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if found := _PACKAGE.search(line):
                raise Unprintable(
                    f"模板有问题：{path} 第 {number} 行：“{found[0]}”是网上的排版包，"
                    "本程序不联网，请把用到的内容写进模板"
                )


@cache
def _compiler(template: Path, folders: tuple[Path, ...]) -> Any:  # noqa: ANN401 - of an extra
    """Kept, as reading the fonts takes several times as long as one document."""
    typst = need("typst", "pdf")
    return typst.Compiler(
        template, template.parent, typefaces.load(folders), ignore_system_fonts=True
    )


def _why(error: Any, template: Path | None) -> str:  # noqa: ANN401 - of an extra
    """What is the matter, in the words of a clerk where it is a character."""
    strange = dict.fromkeys(_UNPRINTABLE.findall(error.diagnostic))
    if not strange:
        return _faulty(error, template)
    named = "、".join(f"“{text}”" for text in strange)
    return f"正文中有字体里没有的字：{named}，请换成常用字，或者改用收字更多的字体方案"


def _faulty(error: Any, template: Path | None) -> str:  # noqa: ANN401 - of an extra
    """Where in a template, and what, in the words of the compiler."""
    place = _PLACE.search(error.diagnostic)
    where = f"{template or place[1]} 第 {place[2]} 行：" if place else ""
    return f"模板有问题：{where}{error.message}"
