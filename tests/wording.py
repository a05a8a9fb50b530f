"""One text inside a report, and what the rules on language and privacy say of it."""

import json
from importlib import import_module

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


def report(prose: str, *, title: str = "", contact: dict[str, str] | None = None) -> str:
    """A whole report with that text in its first section."""
    head = f"title = {json.dumps(title)}\n" if title else ""
    lines = "".join(f"contact.{k} = {json.dumps(v)}\n" for k, v in (contact or {}).items())
    before, mark, after = _ZERO.replace("[organ]\n", f"[organ]\n{lines}").partition("overview = ")
    return head + before + mark + json.dumps(f"{prose}\n") + "\n" + after.partition("\n")[2]


def findings(prose: str, **more: str | dict[str, str]) -> list[Finding]:
    """What the rules on language and privacy say."""
    written = report(prose, **more)  # type: ignore[arg-type]  # a title or a contact
    found = run(read(decode("report.toml", written.encode("utf-8", "surrogatepass"))))
    return [f for f in found if int(f.code[2:]) in CODES]


def told(prose: str, **more: str | dict[str, str]) -> list[tuple[str, str]]:
    """Name and severity of each finding."""
    return [(f.name, f.severity) for f in findings(prose, **more)]


def marked(prose: str, found: Finding) -> str:
    """The stretch of the text that a finding points at."""
    assert found.hit.within is not None
    return prose[slice(*found.hit.within)]
