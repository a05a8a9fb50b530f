"""One finding a line: `path:line:column: code name message`, for editors and for grep."""

from typing import TYPE_CHECKING

from gkreport.output import visible

if TYPE_CHECKING:
    from gkreport.finding import Finding


def line(finding: "Finding", *, offered: bool = True) -> str:
    """One finding. Without a place, line and column are left out.

    Mends are mentioned where they are `offered`.
    """
    place = f":{finding.line}:{finding.column}" if finding.line else ""
    mends = len(finding.hit.mends) if offered else 0
    more = f"（--fix 能改 {mends} 处）" if mends else ""
    hit = finding.hit
    return visible(f"{finding.path}{place}: {finding.code} {finding.name} {hit.message}{more}")
