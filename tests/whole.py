"""One report on each form, to change a stretch of it, and what is said then."""

from strategies import core as check
from strategies import load, text, zero

from gkreport.finding import Finding
from gkreport.form import Address

FORM = load("2021")
WHOLE = text(FORM, zero(FORM), order=list)
OLD = load("2019")
OLD_WHOLE = text(OLD, zero(OLD), order=list)
ROW = "received = [0, 0, 0, 0, 0, 0, 0]"
LICENSING = Address("proactive_disclosure", "licensing", "decisions")
CHANGE = Address("proactive_disclosure", "penalties", "change")


def swap(old: str, new: str) -> str:
    """The whole report with one stretch replaced."""
    assert WHOLE.count(old) == 1
    return WHOLE.replace(old, new)


def place(written: str, marked: str) -> tuple[int, int]:
    """The line and column of `<...>` in a stretch of a text that stands there without the signs."""
    before, _, after = marked.partition("<")
    end = written.index(before + after.replace(">", "", 1)) + len(before)
    return written.count("\n", 0, end) + 1, end - written.rfind("\n", 0, end)


def bare(marked: str) -> str:
    """The same stretch without the signs."""
    return marked.replace("<", "").replace(">", "")


def told(written: str) -> list[tuple[str, str, int | None, int | None]]:
    """Rule, severity, line and column of every finding."""
    return [(f.name, f.severity, f.line, f.column) for f in check(written)]


def only(written: str) -> Finding:
    """The one finding about a text."""
    [found] = check(written)
    return found
