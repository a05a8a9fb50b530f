"""`[[allow]]`: findings that were looked into and are none, each with its reason."""

from typing import TYPE_CHECKING

from gkreport.finding import FILE_FORMAT, Finding, Hit
from gkreport.rules import REGISTRY, Case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.report import Allow, Report


@rule("GK018", name="allow-unused", basis=FILE_FORMAT, severity="note", reads=False)
def allow_unused(_: Case) -> "Iterator[Hit]":
    """写明“经核实不是问题”的一条，这次没有用上。

    多半是问题已经改好，或者规则的名字写错了。用不上的请删去，免得日后盖住真的问题。

    正例：
    `[[allow]]`
    `rule = "blank-cells"`
    `reason = "原件如此，已与印发件核对"`
    """
    yield from ()


def sift(
    findings: list[Finding], report: "Report"
) -> tuple[list[Finding], list[tuple[Finding, str]], list[Hit]]:
    """What stays, what the report accounts for, and the accounts that nothing answers to.

    Findings about the file itself (codes GK0) always stay: a broken text accounts for nothing.
    """
    kept, allowed = [], []
    used: set[int] = set()
    for finding in findings:
        n = next((n for n, a in enumerate(report.allow) if _answers(a, finding)), None)
        if n is None:
            kept.append(finding)
        else:
            used.add(n)
            allowed.append((finding, report.allow[n].reason))
    whole = [(n, a) for n, a in enumerate(report.allow) if a.rule and a.reason.strip()]
    unused = [_unused(n, a) for n, a in whole if n not in used]
    return kept, allowed, unused


def _answers(allow: "Allow", finding: Finding) -> bool:
    if not allow.reason.strip() or (finding.code.startswith("GK0") and finding.severity == "error"):
        return False
    if allow.rule.lower() not in (finding.code.lower(), finding.name):
        return False
    return not allow.place or any(
        place == allow.place or place.startswith(allow.place + ".") for place in _places(finding)
    )


def _places(finding: Finding) -> "Iterator[str]":
    """The keys under which a finding may be named."""
    hit = finding.hit
    if hit.address is not None:
        yield ".".join(hit.address)
    if isinstance(hit.at, tuple) and not hasattr(hit.at, "start"):
        yield ".".join(map(str, hit.at))


def _unused(n: int, allow: "Allow") -> Hit:
    names = {code.lower() for code in REGISTRY} | {r.name for r in REGISTRY.values()}
    text = f"写明不再提示的“{allow.rule}”，这次没有这样的问题"
    hint = "问题已经改好的，请删去这一条"
    if allow.rule.lower() not in names:
        hint = "也可能是规则的名字写错了，运行 gkreport rules 查看"
    return Hit("allow-unused", text, ("allow", n), on_key=True, found=allow.rule, hint=hint)
