"""Templates of a user's own: they may come from anybody, so they see and do what they need to.

They come from one folder and no link leads out of it. Every round of a loop and every call of a
macro counts, and so do the powers and products that would fill the memory.
"""

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import FileSystemLoader, TemplateNotFound
from jinja2.exceptions import TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gkreport.renderers.inside import within
from gkreport.renderers.refusals import Unrenderable

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType

    from jinja2 import Environment

_MOST: Final = 300_000
"""Rounds and calls in one document: a hundred times what the longest report takes."""
_LARGEST: Final = 1_000_000
"""Figures of a number, or signs of a text, that a sum may come to."""
_COUNT: Final = "environment.tick()"


class TooMuchError(TemplateRuntimeError):
    """A template that would go on and on."""


class Own(FileSystemLoader):
    """The templates of one folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, encoding="utf-8-sig")
        self._folder = folder

    def get_source(
        self, environment: "Environment", template: str
    ) -> "tuple[str, str, Callable[[], bool]]":
        """The text. Raises Unrenderable where it is no text, or lies elsewhere."""
        parts = template.split("/")
        path = self._folder.joinpath(*parts)
        if path.exists() and os.pardir not in parts:
            within(path, self._folder)
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:  # in the loader's own words: it is an OSError too
            raise
        except UnicodeDecodeError as error:
            raise Unrenderable(f"模板 {path} 不是 UTF-8 编码，请另存为 UTF-8 再试") from error
        except OSError as error:
            raise Unrenderable(f"模板 {path} 打不开，请看有没有读它的权限") from error


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment for such templates."""

    intercepted_binops = frozenset(("**", "*"))
    _ticks = 0

    def begin(self) -> None:
        """Count from the beginning: a new document."""
        self._ticks = 0

    def tick(self) -> None:
        """One round of a loop or one call. Raises TooMuchError."""
        self._ticks += 1
        if self._ticks > _MOST:
            raise TooMuchError

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as theirs
        """A product or a power that is not too large. Raises TooMuchError."""
        if _size(operator, left, right) > _LARGEST:
            raise TooMuchError
        return super().call_binop(context, operator, left, right)

    def _compile(self, source: str, filename: str) -> "CodeType":
        """A template as code, with a count in every loop and every function."""
        tree = ast.parse(source, filename)
        for node in ast.walk(tree):
            if isinstance(node, ast.For | ast.AsyncFor | ast.FunctionDef):
                node.body.insert(0, _counted(node.body[0]))
        return compile(tree, filename, "exec")


def _counted(first: ast.stmt) -> ast.stmt:
    """The count, at the line of what comes after it: faults keep their lines."""
    count = ast.parse(_COUNT).body[0]
    for node in ast.walk(count):
        ast.copy_location(node, first)
    return count


def _size(operator: str, left: object, right: object) -> int:
    """About how many figures or signs come out."""
    whole, times = (left, right) if isinstance(right, int) else (right, left)
    if not isinstance(times, int):
        return 0
    if isinstance(whole, str | list | tuple):
        return len(whole) * times
    if not isinstance(whole, int):
        return 0
    bits = whole.bit_length()
    return bits * times if operator == "**" else bits + times.bit_length()
