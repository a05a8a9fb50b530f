"""What is wrong with a text as such."""

from typing import NamedTuple

from gkreport.source.positions import Span


class Problem(NamedTuple):
    """What is wrong with a text as such, before any meaning is looked at."""

    rule: str
    """The name of the rule that speaks of it."""
    span: Span
    message: str
    found: str
    expected: str
