"""`gkreport rules`."""

import json
from typing import TYPE_CHECKING

from rich.text import Text

from gkreport.cli.shell import console, emit
from gkreport.layout.width import fold, pad
from gkreport.output.manual import force, pages
from gkreport.output.manual_text import listing
from gkreport.rules.engine import catalogue
from gkreport.rules.profile_read import every

if TYPE_CHECKING:
    from collections.abc import Iterator


def run(form: str) -> None:
    """List every rule, and the local requirements that are shipped."""
    if form == "json":
        emit(json.dumps(_as_data(), ensure_ascii=False, indent=2))
        return
    out = console()
    for line in listing(pages(catalogue()), out.width):
        out.print(line)
    for line in _profiles(out.width):
        out.print(line)


def _profiles(columns: int) -> "Iterator[Text]":
    yield Text("")
    yield Text("地方要求，用 gkreport check --profile 名称 选用", "bold")
    shipped = every()
    longest = max(len(profile.id) for profile in shipped)
    for profile in shipped:
        lines = fold(f"{profile.title}（{profile.years}）", columns - longest - 4)
        for n, line in enumerate(lines):
            yield Text(f"  {pad('' if n else profile.id, longest)}  {line}")
    yield Text("")
    yield Text("一条规则或一份地方要求的详细说明：gkreport explain 代码或名称")


def _as_data() -> dict[str, list[dict[str, str]]]:
    rules = [
        {
            "code": rule.code, "name": rule.name, "severity": rule.severity,
            "what": page.what, "basis": rule.basis, "force": force(rule.basis),
        }
        for rule in catalogue()
        for page in pages([rule])
    ]  # fmt: skip
    profiles = [{"id": p.id, "title": p.title, "years": p.years, "basis": p.basis} for p in every()]
    return {"rules": rules, "profiles": profiles}
