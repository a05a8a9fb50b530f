"""What was found in one file, as the formats for other programs take it."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Finding
    from gkreport.source import Source


class Examined(NamedTuple):
    """One file that was to be checked."""

    path: str
    findings: "tuple[Finding, ...]" = ()
    allowed: "tuple[tuple[Finding, str], ...]" = ()
    """Findings that the report accounts for, each with the reason it gives."""
    reason: str = ""
    """Why the file was not checked; empty where it was."""
    skipped: bool = False
    """No report, and passed over on purpose."""
    source: "Source | None" = None
    """The text that the findings stand in."""

    @property
    def failed(self) -> bool:
        """Whether it should have been checked and could not be."""
        return bool(self.reason) and not self.skipped

    @property
    def told(self) -> "tuple[tuple[Finding, str], ...]":
        """Every finding, with the reason where the report accounts for it, else an empty one."""
        return (*((finding, "") for finding in self.findings), *self.allowed)


def remarks(finding: "Finding") -> "Iterator[str]":
    """What is said besides the message: each failing sum, and the ways out."""
    yield from finding.hit.details
    if finding.hit.hint:
        yield f"办法：{finding.hit.hint}"
    if finding.hit.mends:
        yield f"代改：加上 --fix 再运行，程序能改好 {len(finding.hit.mends)} 处"
