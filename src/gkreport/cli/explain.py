"""`gkreport explain`."""

from typing import TYPE_CHECKING

from gkreport.cli.shell import Stop, console, emit
from gkreport.output.manual import pages
from gkreport.rules.engine import catalogue
from gkreport.rules.profile_model import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from gkreport.output.manual import Page


def run(names: list[str]) -> None:
    """Show the page of each rule, or the file of each local requirement. Raises Stop for others."""
    known: dict[str, Page | Path] = {path.stem: path for path in shipped()}
    for page in pages(catalogue()):
        known |= dict.fromkeys((page.name, *(code.lower() for code in page.codes)), page)
    found = dict.fromkeys(known[name.lower()] for name in names if name.lower() in known)
    for n, each in enumerate(found):
        if n:
            emit("")
        _show(each)
    lost = [name for name in names if name.lower() not in known]
    if lost:
        told = "；".join(f"没有 {name} 这条规则{_close(name, known)}" for name in lost)
        raise Stop(f"{told}。运行 gkreport rules 看全部规则")


def _show(each: "Page | Path") -> None:
    if isinstance(each, tuple):
        from gkreport.output.manual_text import text  # noqa: PLC0415 - Rich is slow to load

        out = console()
        for line in text(each, out.width):
            out.print(line)
    else:
        emit(each.read_text("utf-8"), end="")


def _close(name: str, known: "dict[str, Page | Path]") -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a misspelt rule

    close = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    if not close:
        return ""
    guess = close[0].upper() if close[0].startswith("gk") else close[0]
    return f"，是不是想写 {guess}"
