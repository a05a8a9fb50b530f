"""One finding a line: `path:line:column: code name message`, for editors and for grep."""

from typing import TYPE_CHECKING

from gkreport.output import visible

if TYPE_CHECKING:
    from gkreport.finding import Finding


def line(finding: "Finding") -> str:
    """One finding. Without a place, line and column are left out."""
    place = f":{finding.line}:{finding.column}" if finding.line else ""
    return visible(f"{finding.path}{place}: {finding.code} {finding.name} {finding.hit.message}")
