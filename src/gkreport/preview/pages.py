"""What the server hands out at one moment: every path it knows, and the answer."""

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport import __version__, resources
from gkreport.renderers.templates import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkreport.preview.sight import Sight

_PAGE: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing but our own files, and nobody may frame the page."""
_DOCUMENT: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""No script at all, whatever a template of the user's own holds; only our page may frame it."""
_FILES: Final = {
    "/preview.css": ("preview.css", "text/css"),
    "/preview.js": ("preview.js", "text/javascript"),
    "/marks.css": ("preview.marks.css", "text/css"),
}


class Answer(NamedTuple):
    """One file: its type, its bytes, and what a browser may do with it."""

    kind: str
    body: bytes
    policy: str = "default-src 'none'"


def answers(sight: "Sight", version: int) -> "Mapping[str, Answer]":
    """Each path with what is there now."""
    document = sight.document or render("preview.empty.html.j2", {"path": sight.path})
    shown = {
        "sight": sight,
        "version": version,
        "program": __version__,
        "digest": sha256(document.encode()).hexdigest()[:16],
    }
    made = {
        "/": Answer("text/html", render("preview.html.j2", shown).encode(), _PAGE),
        "/panel": Answer("text/html", render("preview.panel.html.j2", shown).encode()),
        "/document": Answer("text/html", document.encode(), _DOCUMENT),
    }
    return _files() | made


@cache
def _files() -> dict[str, Answer]:
    folder = resources.templates()
    return {
        path: Answer(kind, (folder / name).read_bytes()) for path, (name, kind) in _FILES.items()
    }
