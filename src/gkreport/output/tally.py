"""How many findings of which severity, in words."""

from typing import TYPE_CHECKING

from gkreport.finding import SEVERITIES
from gkreport.output import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkreport.finding import Finding


def counts(findings: "Iterable[Finding]") -> dict[str, int]:
    """The number of findings of each severity."""
    total = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        total[finding.severity] += 1
    return {str(severity): n for severity, n in total.items()}


def words(total: dict[str, int]) -> str:
    """Counts as a phrase; 通过 where there is nothing."""
    parts = [f"{n} 个{SEVERITY_WORDS[s]}" for s, n in total.items() if n]
    return "，".join(parts) or "通过"


def offered(findings: "Iterable[Finding]") -> str:
    """At how many places `check --fix` would put something right, behind the counts."""
    n = sum(len(finding.hit.mends) for finding in findings)
    return f"，其中 {n} 处可用 --fix 改好" if n else ""


def line(path: str, findings: "tuple[Finding, ...]") -> str:
    """One file in one line, with the rules that spoke."""
    said = words(counts(findings))
    codes = dict.fromkeys(f"{f.code} {f.name}" for f in findings if f.severity != "note")
    return f"{path}：{said}" + (f"（{'、'.join(codes)}）" if codes else "")


def statistics(findings: "Iterable[Finding]") -> list[str]:
    """A line per rule that spoke, the most frequent first."""
    total: dict[tuple[str, str, str], int] = {}
    for f in findings:
        key = (f.code, f.name, SEVERITY_WORDS[f.severity])
        total[key] = total.get(key, 0) + 1
    ordered = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return [f"{n:>6}  {code} {name}（{weight}）" for (code, name, weight), n in ordered]
