"""The file around the body: its parts, what it says of itself, and the archive."""

import io
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package

from gkreport.renderers.fonts import names
from gkreport.renderers.measures import SMALL
from gkreport.renderers.page import in_line
from gkreport.renderers.word.body import section
from gkreport.renderers.word.elements import Element, paragraph, related, run, w
from gkreport.renderers.word.styles import styles

if TYPE_CHECKING:
    from gkreport.renderers.fonts import Fonts
    from gkreport.renderers.page import Page
    from gkreport.report import Report

_THEN: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive knows: no file tells when it was made."""
_PROPERTIES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>gkreport</Application></Properties>'
)
_MODE: Final = "http://schemas.microsoft.com/office/word"
_LONGEST: Final = 255
"""What a property of a document holds at most."""


def packed(body: Element, page: "Page", report: "Report", fonts: "Fonts") -> bytes:
    """The file of a body that has no section yet."""
    package = Package()
    main = _part(package, "document", w("document", body), CONTENT_TYPE.WML_DOCUMENT_MAIN)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    _beside(package, main, fonts)
    footers = [_footer(package, main, *kind) for kind in (("default", "right"), ("even", "left"))]
    body.append(section(*footers))
    told, kind = _core(page, report), CONTENT_TYPE.OPC_CORE_PROPERTIES
    core = CorePropertiesPart(PackURI("/docProps/core.xml"), kind, told, package)
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    app = Part(
        PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _PROPERTIES, package
    )
    package.relate_to(app, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    return _archive(package)


def _part(package: Package, name: str, element: Element, kind: str) -> XmlPart:
    return XmlPart(PackURI(f"/word/{name}.xml"), kind, element, package)


def _beside(package: Package, main: XmlPart, fonts: "Fonts") -> None:
    parts = (
        ("styles", styles(fonts), CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
        ("settings", _settings(), CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
        ("fontTable", _families(fonts), CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    )
    for name, element, kind, relation in parts:
        main.relate_to(_part(package, name, element, kind), relation)
    theme = Part(PackURI("/word/theme/theme1.xml"), CONTENT_TYPE.OFC_THEME, _theme(), package)
    main.relate_to(theme, RELATIONSHIP_TYPE.THEME)


@cache
def _theme() -> bytes:
    """Colours and fonts that nothing in the document asks for, but every Word file has."""
    return Path(__file__).with_name("theme.xml").read_bytes()


def _footer(package: Package, main: XmlPart, pages: str, side: str) -> Element:
    """The page number: one character away from the outer edge."""
    indent = w("ind", **{f"{side}Chars": 100, side: SMALL})
    field = w("fldSimple", run("1"), instr="PAGE")
    line = paragraph("Footer", run("— "), field, run(" —"), properties=(indent, w("jc", val=side)))
    part = _part(package, f"footer-{pages}", w("ftr", line), CONTENT_TYPE.WML_FOOTER)
    return related("footerReference", main.relate_to(part, RELATIONSHIP_TYPE.FOOTER), type=pages)


def _settings() -> Element:
    return w(
        "settings",
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="doNotCompress"),
        w(
            "compat",
            w("compatSetting", name="compatibilityMode", uri=_MODE, val=15),
            w("compatSetting", name="overrideTableStyleFontSizeAndJustification", uri=_MODE, val=1),
        ),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _families(fonts: "Fonts") -> Element:
    """The fonts, with the name that each goes by elsewhere."""
    chinese = dict.fromkeys((fonts.body, fonts.title, fonts.heading1, fonts.heading2, fonts.table))
    families = [_family(name, "86") for name in chinese]
    if fonts.number not in chinese:
        families.append(_family(fonts.number, "00"))
    return w("fonts", *families)


def _family(name: str, charset: str) -> Element:
    others = names(name)[1:]
    other = w("altName", val=others[0]) if others else None
    return w("font", other, w("charset", val=charset), w("family", val="auto"), name=name)


def _core(page: "Page", report: "Report") -> Element:
    """What the file says of itself; the days are the report's own."""
    core = CT_CoreProperties.new()
    core.title_text = "".join(page.title)[:_LONGEST]
    core.author_text = in_line(report.organ.name)[:_LONGEST]
    core.language_text = "zh-CN"
    day = report.publication.date or report.publication.written
    if day:
        core.created_datetime = core.modified_datetime = datetime.combine(day, time(), UTC)
    return core


def _archive(package: Package) -> bytes:
    """The same bytes whatever the time and the system."""
    saved, made = io.BytesIO(), io.BytesIO()
    package.save(saved)
    with ZipFile(saved) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, _THEN)
            entry.create_system = 0
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return made.getvalue()
