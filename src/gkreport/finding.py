"""What a check has to say: a hit is what and where, a finding adds who says so and how bad."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.form import Address, Severity

if TYPE_CHECKING:
    from gkreport.source.positions import KeyPath, Span

Number = int | Decimal
FILE_FORMAT: Final = "本程序的报告文件格式"
"""The basis of rules about the file and not about the report."""
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")
"""Worst first."""


def plain(value: Number) -> str:
    """A figure as a person writes it: no exponent, and nothing is 0."""
    return format(value, "f") if isinstance(value, Decimal) and value else str(int(value))


class Failed(NamedTuple):
    """An equation that does not hold, with both sums. `along` says what `where` is an id of."""

    code: str
    table: str
    along: str
    """"row" or "column": the line of the table that the equation stands in."""
    where: str
    left: Number
    right: Number


class Suspect(NamedTuple):
    """The one cell whose change would make every sum hold."""

    address: Address
    stated: Number
    proposed: Number


class Mend(NamedTuple):
    """A stretch of a text that can be put right without a doubt about what is meant."""

    at: "KeyPath"
    start: int
    """By characters of the value that stands at the path."""
    before: str
    after: str
    """Not longer than what it replaces."""


class Hit(NamedTuple):
    """One observation: which rule, what, and where. Everything else is stamped on by the engine."""

    rule: str
    """The rule's name; where two codes share it, the section decides."""
    message: str
    at: "KeyPath | Span | None" = None
    """A path of keys (and an index inside an array), or a span of a broken text."""
    within: tuple[int, int] | None = None
    """A stretch of the text that stands at the path, by characters of its value."""
    on_key: bool = False
    """Whether the key is meant rather than its value."""
    address: Address | None = None
    section: int = 0
    found: str = ""
    expected: str = ""
    hint: str = ""
    """The way out, as a full sentence."""
    basis: str = ""
    """Overrides the rule's own."""
    severity: Severity | None = None
    """Overrides the rule's own."""
    cells: tuple[Address, ...] = ()
    """All cells that the hit speaks of, to be marked in a printed table."""
    equations: tuple[Failed, ...] = ()
    details: tuple[str, ...] = ()
    """Each failing equation as a sentence, where the message sums several up."""
    suspect: Suspect | None = None
    mends: tuple[Mend, ...] = ()
    """What `check --fix` would do about it; the rest is left to the person."""


class Finding(NamedTuple):
    """A hit with code, severity, basis and place. Lines and columns count from 1."""

    code: str
    name: str
    severity: Severity
    basis: str
    path: str
    line: int | None
    column: int | None
    width: int
    """How many characters of the line are meant."""
    hit: Hit

    @property
    def fingerprint(self) -> str:
        """Stays the same while the matter stays the same, wherever the line moves to."""
        from hashlib import sha256  # noqa: PLC0415 - only where fingerprints are asked for

        hit = self.hit
        keys = hit.address or (() if hit.at is None or hasattr(hit.at, "start") else hit.at)
        if hit.within is not None:
            keys = (*keys, hit.message)
        sums = [f"{e.code}:{e.where}:{e.left}:{e.right}" for e in hit.equations]
        text = "\x1f".join((self.code, *map(str, keys), hit.found, *sums))
        return sha256(text.encode()).hexdigest()[:16]


def worst(findings: "tuple[Finding, ...] | list[Finding]") -> Severity | None:
    """The worst severity among findings."""
    present = {finding.severity for finding in findings}
    return next((s for s in SEVERITIES if s in present), None)
