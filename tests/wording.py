"""One text inside a report, and what the rules on language and privacy say of it."""

import json
from importlib import import_module
from typing import Any

from strategies import load, text, zero

from gkreport.finding import Finding
from gkreport.report.read import read
from gkreport.rules.engine import run
from gkreport.source import decode

MODULES = ("brackets", "language", "marks", "numbering", "persons", "privacy", "typos")
for _name in MODULES:
    import_module(f"gkreport.rules.{_name}")
CODES = range(730, 760)

_FORM = load("2021")
_ZERO = text(_FORM, zero(_FORM), order=list)


def report(
    prose: str, *, title: str = "", contact: dict[str, str] | None = None, copied: bool = False
) -> str:
    """A whole report with that text in its first section; copied ones have no wide comma."""
    head = f"title = {json.dumps(title)}\n" if title else ""
    lines = "".join(f"contact.{k} = {json.dumps(v)}\n" for k, v in (contact or {}).items())
    whole = _ZERO.replace("，", ",") if copied else _ZERO
    before, mark, after = whole.replace("[organ]\n", f"[organ]\n{lines}").partition("overview = ")
    return head + before + mark + json.dumps(f"{prose}\n") + "\n" + after.partition("\n")[2]


def findings(prose: str, **more: Any) -> list[Finding]:
    """What the rules on language and privacy say."""
    written = report(prose, **more)
    found = run(read(decode("report.toml", written.encode("utf-8", "surrogatepass"))))
    return [f for f in found if int(f.code[2:]) in CODES]


def told(prose: str, **more: Any) -> list[tuple[str, str]]:
    """Name and severity of each finding."""
    return [(f.name, f.severity) for f in findings(prose, **more)]


def marked(prose: str, found: Finding) -> str:
    """The stretch of the text that a finding points at."""
    assert found.hit.within is not None
    return prose[slice(*found.hit.within)]
