"""A template of a user's own for the PDF: it stays in its folder and never goes online."""

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from gkreport.renderers.inside import within
from gkreport.renderers.refusals import Unrenderable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PACKAGE: Final = re.compile(r"@[a-z][a-z0-9-]*/[a-z0-9-]+:[0-9][0-9.]*")
_WAYS: Final = ("ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")
_NOWHERE: Final = "http://127.0.0.1:0"
"""An address that nobody can listen on."""


def look_over(template: "Path") -> None:
    """Raise Unrenderable where something in its folder asks for a package, or leads elsewhere."""
    folder = template.parent
    for path in sorted(folder.rglob("*")):
        within(path, folder)
        if path.suffix == ".typ" and path.is_file():
            _from_here(path)


def _from_here(path: "Path") -> None:
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        if found := _PACKAGE.search(line):
            raise Unrenderable(
                f"模板有问题：{path} 第 {number} 行：“{found[0]}”是网上的排版包，"
                "本程序不联网，请把用到的内容写进模板"
            )


@contextmanager
def offline() -> "Iterator[None]":
    """For that long nothing here reaches the network: the compiler fetches packages by itself.

    A package may be named in ways that no look at the text can find.
    """
    names = [name for way in _WAYS for name in (way, way.lower())]
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({name: "" if name.upper() == _WAYS[-1] else _NOWHERE for name in names})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
