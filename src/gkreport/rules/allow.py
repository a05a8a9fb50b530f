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

    多半是问题已经改好，或者规则的名字写错了。用不上的请删去，免得日后盖住真的问题。同一条规则
    有几个错误，又没有用 place 写明是哪一处的，一个也不采用。写明不作问题处理的错误，
    `gkreport ready` 仍然不放行。

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
    vague: dict[int, list[Finding]] = {}
    for finding in findings:
        fit = [n for n, a in enumerate(report.allow) if _answers(a, finding)]
        n = next((n for n in fit if not _is_vague(report.allow[n], finding, findings)), None)
        if n is None:
            kept.append(finding)
            for each in fit:
                vague.setdefault(each, []).append(finding)
        else:
            used.add(n)
            allowed.append((finding, report.allow[n].reason))
    whole = [(n, a) for n, a in enumerate(report.allow) if a.rule and a.reason.strip()]
    unused = [
        _vague(n, a, vague[n]) if n in vague else _unused(n, a) for n, a in whole if n not in used
    ]
    return kept, allowed, unused


def _is_vague(allow: "Allow", finding: Finding, findings: list[Finding]) -> bool:
    """Whether it is open which of several errors of one rule is accounted for."""
    if allow.place or finding.severity != "error":
        return False
    return sum(f.code == finding.code and f.severity == "error" for f in findings) > 1


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


def _vague(n: int, allow: "Allow", found: list[Finding]) -> Hit:
    """A hit on an account that names no place, where there are several errors."""
    place = next((p for finding in found for p in _places(finding)), "")
    text = f"“{allow.rule}”有 {len(found)} 个错误，没有写明说的是哪一处，没有采用"
    hint = f'请逐处核对，各写一条，写明位置，例如 place = "{place}"'
    return Hit("allow-unused", text, ("allow", n), on_key=True, found=allow.rule, hint=hint)


def _unused(n: int, allow: "Allow") -> Hit:
    from gkreport.rules import identities  # noqa: PLC0415 - reads every form

    rules = {rule.code: rule for rule in identities.rules()} | REGISTRY
    known = {name: r.code for r in rules.values() for name in (r.code.lower(), r.name)}
    text = f"写明不再提示的“{allow.rule}”，这次没有这样的问题"
    hint = "问题已经改好的，请删去这一条"
    if allow.rule.lower() not in known:
        from difflib import get_close_matches  # noqa: PLC0415 - only for a misspelt rule

        text = f"写明不再提示的“{allow.rule}”，没有这条规则，这一条不起作用"
        close = get_close_matches(allow.rule.lower(), known, n=1, cutoff=0.5)
        meant = close[0].upper() if close and close[0] in map(str.lower, known.values()) else ""
        meant = meant or "".join(close)
        hint = f"是不是想写 {meant}？" if meant else ""
        hint += "有哪些规则，运行 gkreport rules 查看"
    return Hit("allow-unused", text, ("allow", n), on_key=True, found=allow.rule, hint=hint)
