"""Findings for other programs. The shape is a contract: see docs/checking.md."""

import json
from typing import TYPE_CHECKING, Any

from gkreport.finding import Number, plain
from gkreport.source.positions import Span

if TYPE_CHECKING:
    from gkreport.finding import Failed, Finding, Hit, Mend

VERSION = 1


def dump(files: "list[dict[str, Any]]", findings: "list[Finding]") -> str:
    """The whole document."""
    body = {"version": VERSION, "files": files, "findings": [one(f) for f in findings]}
    return json.dumps(body, ensure_ascii=False, indent=2)


def one(finding: "Finding") -> dict[str, Any]:
    """One finding."""
    hit = finding.hit
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "address": _address(hit),
        "message": hit.message,
        "found": hit.found,
        "expected": hit.expected,
        "hint": hit.hint,
        "basis": finding.basis,
        "fingerprint": finding.fingerprint,
        "equations": [_equation(e) for e in hit.equations],
        "suspect": _suspect(hit),
        "mends": [_mend(m) for m in hit.mends],
    }


def _address(hit: "Hit") -> dict[str, str] | str | None:
    if hit.address is not None:
        return hit.address._asdict()
    if hit.at is None or isinstance(hit.at, Span):
        return None
    return ".".join(map(str, hit.at))


def _equation(equation: "Failed") -> dict[str, Any]:
    return {
        "code": equation.code,
        "table": equation.table,
        equation.along: equation.where,
        "left": _number(equation.left),
        "right": _number(equation.right),
    }


def _suspect(hit: "Hit") -> dict[str, Any] | None:
    if hit.suspect is None:
        return None
    return {
        **hit.suspect.address._asdict(),
        "stated": _number(hit.suspect.stated),
        "proposed": _number(hit.suspect.proposed),
    }


def _mend(mend: "Mend") -> dict[str, Any]:
    """What `--fix` would do: from which character of the value on, and what becomes of them."""
    place = {"address": ".".join(map(str, mend.at)), "start": mend.start}
    return {**place, "before": mend.before, "after": mend.after}


def _number(value: Number) -> int | str:
    """Counts are numbers; money is a string, so that no reader rounds it."""
    return value if isinstance(value, int) else plain(value)
