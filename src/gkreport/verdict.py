"""Whether a report may be published: what `ready` found out, as values."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from gkreport.finding import Finding


class Due(NamedTuple):
    """A last day."""

    day: "date"
    whose: str
    """Words that the day completes to a sentence."""
    basis: str
    remark: str = ""
    published: bool = True
    """Whether it is the day to publish, and not the one to hand in."""


class Verdict(NamedTuple):
    """What stands between a report and its publication, and what a person who signs looks at."""

    title: str
    errors: "tuple[Finding, ...]" = ()
    unfinished: "tuple[Finding, ...]" = ()
    """What a draft may leave open, whatever its severity in a check."""
    warnings: "tuple[Finding, ...]" = ()
    """What waits for a decision: mended, or accounted for in the report."""
    premature: str = ""
    """Why the figures cannot be whole yet."""
    missed: "tuple[Finding, ...]" = ()
    """Deadlines that are over: they cannot be mended any more and do not hold anything up."""
    notes: int = 0
    allowed: "tuple[tuple[Finding, str], ...]" = ()
    dues: tuple[Due, ...] = ()
    published: "date | None" = None
    """The day of publication that the report states."""
    mends: int = 0
    """How many places the program can mend, those of notes too."""

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.errors or self.unfinished or self.warnings or self.premature)


class About(NamedTuple):
    """What was looked at, and when."""

    path: str
    sha256: str
    """Of the file as it is, byte by byte."""
    today: "date"
    last: str | None = None
    """The file of last year's report, or None."""
    lonely: bool = False
    """There may be a report of last year, but none was found."""
    local: str = ""
    """The local requirement that was asked for."""
