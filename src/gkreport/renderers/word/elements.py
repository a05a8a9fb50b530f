"""The elements of a Word document: whoever builds them keeps the order that the schema asks for."""

from functools import cache
from typing import Any, Final

from docx.oxml.ns import nsmap
from docx.oxml.parser import oxml_parser

Element = Any
"""An lxml element of python-docx, which ships no types."""

_MAIN: Final = {prefix: nsmap[prefix] for prefix in ("w", "r")}
_PRESERVED: Final = "{http://www.w3.org/XML/1998/namespace}space"
_EITHER: Final = frozenset("“”‘’…—·×°①②③④⑤⑥⑦⑧⑨⑩")
"""Characters that Word sets in the Latin font unless it is told better."""


@cache
def _name(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{nsmap[prefix or 'w']}}}{local}"


def w(tag: str, *children: "Element | None", **attributes: object) -> Element:
    """An element of the main namespace; children that are None are left out."""
    told = {_name(key): str(value) for key, value in attributes.items()}
    made = oxml_parser.makeelement(_name(tag), told, _MAIN)
    made.extend([child for child in children if child is not None])
    return made


def related(tag: str, id: str, **attributes: object) -> Element:  # noqa: A002 - the schema's word
    """An element that points to another part of the document."""
    made = w(tag, **attributes)
    made.set(_name("r:id"), id)
    return made


def run(text: str, size: int = 0) -> Element:
    """A stretch of text; in half points, the size of its letters where it is not its style's."""
    holder = w("t")
    holder.text = text
    holder.set(_PRESERVED, "preserve")
    chinese = not _EITHER.isdisjoint(text)
    properties = [w("rFonts", hint="eastAsia")] if chinese else []
    if size:
        properties += [w("sz", val=size), w("szCs", val=size)]
    return w("r", w("rPr", *properties) if properties else None, holder)


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph; the properties are those beyond its style, in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)
