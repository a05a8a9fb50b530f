"""What `check --fix` would do about a finding, as SARIF says it: regions and what they become."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from gkreport.source.positions import index
from gkreport.source.strings import spans

if TYPE_CHECKING:
    from gkreport.finding import Finding, Mend
    from gkreport.source import Source
    from gkreport.source.positions import Positions


class Fixes:
    """The mends of one file. Those that escapes in the text would make ambiguous are left out."""

    def __init__(self, source: "Source", uri: str) -> None:
        self.source = source
        self.uri = uri

    @cached_property
    def _positions(self) -> "Positions":
        return index(self.source.text)

    def of(self, finding: "Finding") -> list[dict[str, Any]]:
        """One fix with every mend of a finding, or none."""
        found = [self._replacement(mend) for mend in finding.hit.mends]
        made = [each for each in found if each is not None]
        if not made or len(made) < len(found):
            return []
        change = {"artifactLocation": {"uri": self.uri}, "replacements": made}
        return [{"description": {"text": "gkreport check --fix"}, "artifactChanges": [change]}]

    def _replacement(self, mend: "Mend") -> dict[str, Any] | None:
        base, end = self._positions.values[mend.at]
        places = spans(self.source.text[base:end])
        stretch = places[mend.start : mend.start + len(mend.before)]
        start, end = base + stretch[0][0], base + stretch[-1][1]
        if self.source.text[start:end] != mend.before:
            return None
        line, column = self.source.place(start)
        last_line, last_column = self.source.place(end)
        return {
            "deletedRegion": {
                "startLine": line, "startColumn": column,
                "endLine": last_line, "endColumn": last_column,
            },
            "insertedContent": {"text": mend.after},
        }  # fmt: skip
