"""Findings as SARIF 2.1.0, the form that code hosts and editors read."""

import json
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from gkreport import __version__
from gkreport.output.examined import remarks as said
from gkreport.output.manual import CODE, remarks
from gkreport.output.manual_markdown import markdown
from gkreport.output.sarif_fixes import Fixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gkreport.finding import Finding
    from gkreport.output.examined import Examined
    from gkreport.output.manual import Page

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT: Final = "gkreport/v1"
"""The version changes when what a fingerprint is made of does."""


def dump(files: "Sequence[Examined]", pages: "Iterable[Page]") -> str:
    """The whole log: one run, with the rules that spoke in it."""
    spoke = {finding.code for file in files for finding, _ in file.told}
    by_code = {code: page for page in pages for code in page.codes if code in spoke}
    places = {code: n for n, code in enumerate(sorted(by_code))}
    run = {
        "tool": {"driver": _driver([_rule(code, by_code[code]) for code in places])},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(files)],
        "artifacts": [
            {"location": {"uri": _uri(f.path)}, "roles": ["analysisTarget"]}
            for f in files
            if not f.reason
        ],
        "results": [result for file in files for result in _results(file, places)],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _driver(rules: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": "gkreport",
        "version": __version__,
        "semanticVersion": __version__,
        "language": "zh-CN",
        "rules": rules,
    }


def _rule(code: str, page: "Page") -> dict[str, Any]:
    return {
        "id": code,
        "name": page.name,
        "shortDescription": {"text": _plain(page.what)},
        "fullDescription": {"text": _plain("\n".join((page.what, *page.why)))},
        "help": {"text": _manual(page), "markdown": markdown(page)},
        "defaultConfiguration": {"level": page.severity},
        "properties": {"basis": page.basis},
    }


def _manual(page: "Page") -> str:
    """The page without Markdown, for viewers that show text as it stands."""
    examples = [f"{label}：{line}" for label, lines in page.lines for line in lines]
    about = [f"{label}：{words}" for label, words in remarks(page)]
    return _plain("\n".join((page.what, *page.why, *examples, *about)))


def _plain(text: str) -> str:
    return text.replace(CODE, "")


def _invocation(files: "Sequence[Examined]") -> dict[str, Any]:
    failed = [file for file in files if file.failed]
    told = [
        {
            "level": "error",
            "message": {"text": file.reason},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(file.path)}}}],
        }
        for file in failed
    ]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": told}


def _results(file: "Examined", places: dict[str, int]) -> "Iterator[dict[str, Any]]":
    fixes = Fixes(file.source, _uri(file.path)) if file.source is not None else None
    for finding, reason in file.told:
        result = _result(finding, reason, places[finding.code])
        offered = fixes.of(finding) if fixes is not None else []
        yield result | ({"fixes": offered} if offered else {})


def _result(finding: "Finding", reason: str, rule: int) -> dict[str, Any]:
    hit = finding.hit
    allowed = {"kind": "inSource", "status": "accepted", "justification": reason}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": "\n".join((hit.message, *said(finding)))},
        "locations": [{"physicalLocation": _place(finding)}],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "suppressions": [allowed] if reason else [],  # by the standard: on all results or on none
        "properties": {"found": hit.found, "expected": hit.expected, "basis": finding.basis},
    }


def _place(finding: "Finding") -> dict[str, Any]:
    """Where; a finding about the whole file stands at its beginning, as viewers want a line."""
    line, column = finding.line or 1, finding.column or 1
    end = column + (finding.width if finding.line else 0)
    return {
        "artifactLocation": {"uri": _uri(finding.path)},
        "region": {"startLine": line, "startColumn": column, "endLine": line, "endColumn": end},
    }


def _uri(path: str) -> str:
    """A path as a URI: slashes, and everything outside ASCII percent-encoded."""
    if PurePath(path).is_absolute():
        return Path(path).as_uri()
    return quote(PurePath(path).as_posix().encode("utf-8", "surrogateescape"))
