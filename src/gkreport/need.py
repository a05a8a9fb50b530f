"""Ready-made parts that only some commands need: loaded when used, asked for when missing."""

from importlib import import_module
from types import ModuleType


class Missing(Exception):  # noqa: N818 - it is what is the matter, no mishap
    """A part that is not installed: the message says how to get it."""


def need(module: str, extra: str) -> ModuleType:
    """A module of an extra. Raises Missing where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise Missing(f'缺少组件：请运行 pip install "gkreport[{extra}]"，再试一次') from error
