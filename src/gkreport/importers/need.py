"""Parts that only reading documents needs: a document is refused where one is missing."""

from types import ModuleType

from gkreport import need as parts
from gkreport.importers.blocks import Refused


class Missing(Refused):
    """A part that is not installed: the message says how to get it."""


def need(module: str, extra: str = "read") -> ModuleType:
    """A module of an extra. Raises Missing where it is not installed."""
    try:
        return parts.need(module, extra)
    except parts.Missing as error:
        raise Missing(str(error)) from error
