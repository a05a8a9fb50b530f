"""What a check of one file came to."""

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.output import tally
from gkreport.rules.engine import Options, Outcome

if TYPE_CHECKING:
    from gkreport.finding import Finding
    from gkreport.output.examined import Examined
    from gkreport.report import Report
    from gkreport.source import Source

_UNHELD: "Final[tuple[Report | None, Options]]" = (None, Options())


class Checked(NamedTuple):
    """One file: its findings, or why there are none."""

    path: str
    source: "Source | None"
    outcome: Outcome
    reason: str = ""
    skipped: bool = False
    last: str | None = None
    """The file that last year's figures come from."""
    lonely: bool = False
    """There may be a report of last year, but none was found."""
    held: "tuple[Report | None, Options]" = _UNHELD
    """What the report was held against."""
    mended: tuple[dict[str, Any], ...] | None = None
    """What `--fix` put right, or would with `--diff`; None where it was not asked to."""
    failed: bool = False
    """`--fix` could not put right what it offered to."""

    @property
    def findings(self) -> "tuple[Finding, ...]":
        """What counts."""
        return self.outcome.findings

    def without_text(self) -> "Checked":
        """The same, for who does not ask what the file says."""
        return self._replace(source=None, held=_UNHELD)

    def as_json(self) -> dict[str, Any]:
        """The entry in the list of files."""
        status = "skipped" if self.skipped else "unreadable" if self.reason else "checked"
        return {
            "path": self.path, "status": status, "reason": self.reason or None,
            "counts": tally.counts(self.findings), "last": self.last,
            **({} if self.mended is None else {"mended": list(self.mended)}),
        }  # fmt: skip

    def examined(self) -> "Examined":
        """As the other formats for programs take it."""
        from gkreport.output.examined import Examined  # noqa: PLC0415

        return Examined(self.path, *self.outcome, self.reason, self.skipped, self.source)
