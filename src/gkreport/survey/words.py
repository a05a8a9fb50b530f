"""What rules and sections are called, for the page and for the questions."""

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from gkreport import forms
from gkreport.rules.engine import catalogue

if TYPE_CHECKING:
    from gkreport.rules import Rule


@cache
def rules() -> dict[str, str]:
    """What each rule finds, in a sentence; the table before it where two rules say the same."""
    told = {rule.code: (rule, _first(rule)) for rule in catalogue()}
    several = Counter(what for _, what in told.values())
    return {
        code: f"{section(rule.section)}：{what}" if several[what] > 1 else what
        for code, (rule, what) in told.items()
    }


def _first(rule: "Rule") -> str:
    return rule.manual.split("\n\n")[0].replace("\n", "").replace("`", "")


@cache
def section(number: int) -> str:
    """The title of a section, as the newest form has it; empty where there is none."""
    known = (s for form in filter(None, map(forms.load, forms.ids())) for s in form.sections)
    return next((s.title for s in known if s.number == number), "")


@cache
def table(key: str) -> str:
    """The title of the section that a table stands in, as the newest form has it."""
    known = (t for form in filter(None, map(forms.load, forms.ids())) for t in form.tables)
    return next((section(t.section) for t in known if t.key == key), "")
