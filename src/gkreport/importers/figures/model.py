"""What finding the figures of a document gives: values, what they were read from, and doubts."""

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkreport.finding import Number
    from gkreport.form import Address, Form
    from gkreport.importers.blocks import Note, Origin

How = Literal[
    "cell",  # stood alone in a cell, in a line, or between blanks
    "sign-read",  # a word for a sign, full-width digits or thousands separators were read
    "remark-removed",  # a unit or a remark stood beside the number
    "mark",  # `/`, `-`, 无: kept as it is
    "blank",
    "text",  # no plain figure, kept as it is
    "only-cut",  # glued digits that can be cut in one way only
    "cut-by-sums",  # glued digits, cut so that the sums hold; no other cut does
    "unresolved",  # could be several things; nothing was taken
]


class Evidence(NamedTuple):
    """How one figure, or one row that stayed whole, was read."""

    table: str
    """The key under which a report states the table."""
    row: str
    column: str
    """Empty where the whole row is meant."""
    raw: str
    """What stands in the source, white space folded at the ends."""
    origin: "Origin"
    how: How
    candidates: tuple[str, ...] = ()
    """Possible readings of what is unresolved, each as a clerk would write it: `1 0 23`."""


class Found(NamedTuple):
    """The figures of a document. What the document does not have is absent."""

    forms: "Mapping[str, Form]"
    """The edition of each printed table that was found, by the table's key."""
    values: "Mapping[Address, Number | str]"
    """A string is the raw text of a cell that is no plain figure."""
    rows: "Mapping[tuple[str, str], str]"
    """The raw text of each row, by key and row id, that could not be cut into cells."""
    evidence: tuple[Evidence, ...]
    used: frozenset[int]
    """Indexes of the document's blocks that belong to tables wholly."""
    spans: "Mapping[int, tuple[tuple[int, int], ...]]"
    """Stretches of a line's text, by block index, that belong to tables, where not all does."""
    notes: "tuple[Note, ...]"

    @property
    def unresolved(self) -> tuple[Evidence, ...]:
        """What stays for a person to decide."""
        return tuple(e for e in self.evidence if e.how == "unresolved")
