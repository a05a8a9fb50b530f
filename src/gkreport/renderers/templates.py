"""The templates: the shipped ones, and before them those of the user's own, not trusted."""

from functools import cache
from typing import TYPE_CHECKING, Any

from gkreport import resources
from gkreport.renderers import html, markdown, text
from gkreport.renderers.refusals import Unrenderable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import Environment


def render(name: str, values: "Mapping[str, Any]", own: "Path | None" = None) -> str:
    """A template filled in. Raises Unrenderable where one of the user's own is faulty."""
    if own is None or not own.is_dir():
        return _environment(None).get_template(name).render(values)
    environment = _environment(own)
    environment.begin()  # type: ignore[attr-defined]  # a Sandbox
    try:
        return environment.get_template(name).render(values)
    except Unrenderable:
        raise
    except Exception as error:
        from gkreport.renderers.faults import explained  # noqa: PLC0415 - nothing failed, mostly

        told = explained(error, own)
        if told is None:
            raise
        raise told from error


@cache
def _environment(own: "Path | None") -> "Environment":
    """Where templates come from. One of the user's own reaches nothing but what it is given."""
    from jinja2 import (  # noqa: PLC0415 - slow to load
        BaseLoader,
        ChoiceLoader,
        Environment,
        FileSystemLoader,
        StrictUndefined,
        select_autoescape,
    )

    loader: BaseLoader = FileSystemLoader(resources.templates())
    kind: type[Environment] = Environment
    if own is not None:
        from gkreport.renderers.sandbox import Own, Sandbox  # noqa: PLC0415 - only with those

        loader, kind = ChoiceLoader([Own(own), loader]), Sandbox
    environment = kind(
        loader=loader,
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
        "escaped": markdown.escaped,
        "piped": markdown.piped,
    }
    return environment
