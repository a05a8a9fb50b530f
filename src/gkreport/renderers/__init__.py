"""From a report to the text that is published, through the templates."""

from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport import __version__, resources
from gkreport.renderers import html, page, text

if TYPE_CHECKING:
    from jinja2 import Environment

    from gkreport.report import Report

SUFFIXES: Final = {"html": ".html", "text": ".txt"}
"""The formats, and how their files are named."""
MARK: Final = 'name="generator" content="gkreport'
"""What tells a document of ours, which may be replaced, from anybody's own file."""


def render(report: "Report", form: str) -> str:
    """The whole document in one of the formats of `SUFFIXES`. Nothing is checked or filled in."""
    template = _environment().get_template(f"report{SUFFIXES[form]}.j2")
    return template.render(page=page.build(report), version=__version__)


@cache
def _environment() -> "Environment":
    from jinja2 import (  # noqa: PLC0415 - slow to load
        Environment,
        FileSystemLoader,
        StrictUndefined,
        select_autoescape,
    )

    environment = Environment(
        loader=FileSystemLoader(resources.templates()),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "groups": html.groups,
        "titled": text.titled,
        "centred": text.centred,
        "indented": text.indented,
        "signed": text.signed,
        "drawn": text.drawn,
    }
    return environment
