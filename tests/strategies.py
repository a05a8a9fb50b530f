"""Reports as data: consistent ones, their gaps, the file that states them, and what a check says.

Everything walks the form, so that a new form is tested by existing.
"""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple

from hypothesis import strategies as st

from gkreport import forms
from gkreport.finding import Finding
from gkreport.form import Address, Equation, Form, Grid, Kind
from gkreport.report import Reading, Report
from gkreport.report.read import read
from gkreport.rules.engine import run
from gkreport.source import decode

Cells = dict[Address, Any]
"""What each cell of a report states. A cell that is not there is left out of the file."""

PROSE = "本机关按照规定做好各项工作，没有需要另行说明的事项。"


def load(form_id: str) -> Form:
    """A shipped form."""
    form = forms.load(form_id)
    assert form is not None
    return form


FORMS = [load(name) for name in forms.ids()]


def foldings(form: Form) -> list[frozenset[str]]:
    """No branch folded, each one by itself, all of them."""
    branches = frozenset(chain.from_iterable(t.foldable for t in form.tables))
    return list(dict.fromkeys((frozenset(), *(frozenset((b,)) for b in branches), branches)))


def printings() -> list[tuple[Form, str, frozenset[str]]]:
    """Every printed table of every form, its branches folded or not."""
    return [(f, key, b) for f in FORMS for key in f.keys for b in foldings(f)]


def grids(form: Form, folded: Iterable[str] = ()) -> tuple[Grid, ...]:
    """Every table of a form, with the named branches as single rows."""
    return tuple(t.folded(frozenset(folded) & set(t.foldable)) for t in form.tables)


def grid(form_id: str, table: str, folded: Iterable[str] = ()) -> Grid:
    """One table of a form."""
    return next(g for g in grids(load(form_id), folded) if g.table.id == table)


def in_year(table: Grid) -> list[Equation]:
    """The equations that hold within one report."""
    return [e for e in table.equations if not e.identity.across_years]


def settle(table: Grid, values: list[Any]) -> list[Any]:
    """Values whose totals are still 0, made consistent: the lesser side's last cell is raised."""

    def totals(n: int) -> int:
        address = table.addresses[n]
        return sum(name.rpartition(".")[2] == "total" for name in address[1:])

    def order(e: Equation) -> tuple[int, bool, int]:
        return max(map(totals, e.left + e.right)), e.identity.axis == "columns", len(e.left)

    for e in sorted(in_year(table), key=order):
        difference = sum(values[n] for n in e.left) - sum(values[n] for n in e.right)
        values[(e.right if difference > 0 else e.left)[-1]] += abs(difference)
    return values


def is_total(address: Address) -> bool:
    """Whether other cells add up to this one."""
    return "total" in (address.row.rpartition(".")[2], address.column)


def zero(form: Form, folded: Iterable[str] = ()) -> Cells:
    """A report of nothing but 0."""
    return {a: 0 for table in grids(form, folded) for a in table.addresses}


def patterned(form: Form, *, every: int) -> Cells:
    """A consistent report with a figure of its own in each n-th cell that is no total."""
    cells: Cells = {}
    for table in grids(form):
        free = [not is_total(a) for a in table.addresses]
        values = [(n * n + 3) % 17 * (n % every == 0) * ok for n, ok in enumerate(free)]
        cells |= zip(table.addresses, settle(table, values), strict=True)
    return cells


def figures(kind: Kind) -> st.SearchStrategy[Any]:
    """What a cell of a kind may state."""
    counts = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 3_000_000))
    money = st.decimals(0, 99999, places=4, allow_nan=False)
    if kind == "money":
        return st.one_of(counts, money)
    if kind == "change":
        return st.one_of(st.integers(-50, 50), st.sampled_from(("+3/-2", "-1", "+10")))
    if kind == "amount":
        return st.one_of(counts, money, st.sampled_from(("251000元", "12.5万元")))
    return counts


@st.composite
def reports(draw: st.DrawFn, form_id: str, folded: Iterable[str] = ()) -> Cells:
    """A consistent report: leaves as they come, totals and flows settled."""
    cells: Cells = {}
    for table in grids(load(form_id), folded):
        values = [0 if is_total(a) else None for a in table.addresses]
        if table.equations:
            some = st.dictionaries(st.integers(0, len(values) - 1), st.integers(1, 60), max_size=30)
            chosen = draw(some)
            free = [v if v is not None else chosen.get(n, 0) for n, v in enumerate(values)]
            cells |= zip(table.addresses, settle(table, free), strict=True)
        else:
            cells |= {
                a: draw(figures(k)) for a, k in zip(table.addresses, table.kinds, strict=True)
            }
    return cells


class Holes(NamedTuple):
    """What to take out of a report: blank cells, whole rows, and the last cell of rows."""

    blank: frozenset[Address]
    rows: frozenset[tuple[str, str]]
    totals: frozenset[tuple[str, str]]

    def cut(self, cells: Cells) -> Cells:
        """The report with its gaps."""
        kept = {
            a: "" if a in self.blank else value
            for a, value in cells.items()
            if a[:2] not in self.rows
        }
        return {a: v for a, v in kept.items() if a.column != "total" or a[:2] not in self.totals}


@st.composite
def holes(draw: st.DrawFn, form: Form) -> Holes:
    """Any gaps that a report on that form may have: few, many, or a whole column."""
    every = [a for table in grids(form) for a in table.addresses]
    rows = sorted({a[:2] for a in every})
    some = draw(st.sets(st.sampled_from(every), max_size=draw(st.sampled_from((0, 3, 40)))))
    columns = draw(st.sets(st.sampled_from(sorted({a[::2] for a in every})), max_size=2))
    blank = {a for a in every if a in some or a[::2] in columns}
    left_out = draw(st.sets(st.sampled_from(rows), max_size=6))
    short = draw(st.one_of(st.just(set(rows)), st.sets(st.sampled_from(rows), max_size=6)))
    return Holes(frozenset(blank), frozenset(left_out), frozenset(short))


def literal(value: object) -> str:
    """A value in TOML."""
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _quoted(value)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def rows(form: Form, cells: Cells) -> dict[str, list[str]]:
    """The lines of each table of the file, row by row."""
    stated: dict[tuple[str, str], list[Any]] = {}
    for address, value in cells.items():
        stated.setdefault(address[:2], []).append(value)
    wide = {
        (g.table.key, r.id): len(g.columns.leaves) > 1 for g in grids(form) for r in g.rows.nodes
    }
    lines: dict[str, list[str]] = {key: [] for key in form.keys}
    for (key, row), values in stated.items():
        lines[key].append(f"{row} = {literal(values if wide[key, row] else values[0])}")
    return lines


def text(form: Form, cells: Cells, *, organ: str = "某某县某某局", order: Any = sorted) -> str:
    """A report file with those figures and prose in every section."""
    year = form.last_year or form.first_year
    sections = ["preface", *(s.id for s in form.sections if s.prose)]
    blocks = {
        "organ": [f"name = {_quoted(organ)}", 'kind = "department"', 'level = "county"'],
        "publication": [f"date = {year + 1}-01-16"],
        "sections": [f"{name} = {_quoted(PROSE)}" for name in sections],
        **rows(form, cells),
    }
    head = [f'form = "{form.id}"', f"year = {year}"]
    tables = (f"\n[{name}]\n" + "\n".join(order(blocks[name])) for name in order(blocks))
    return "\n".join((*order(head), *tables)) + "\n"


def reading(source: str) -> Reading:
    """What reading a text gives."""
    return read(decode("report.toml", source.encode()))


def report(source: str) -> Report:
    """The report in a text that has one."""
    found = reading(source).report
    assert found is not None
    return found


CORE = re.compile(r"GK0|GK30|GK310|GK40|GK70[1-4]|GK90[1-4]")
"""The rules about the file, its cells and its sums: made-up figures and prose are fair to these."""


def check(source: str, last: Report | None = None) -> tuple[Finding, ...]:
    """Every finding about a text."""
    return run(reading(source), last)


def core(source: str, last: Report | None = None) -> tuple[Finding, ...]:
    """Every finding of the core rules about a text."""
    return tuple(f for f in check(source, last) if CORE.match(f.code))


def arithmetic(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that speak of sums."""
    return [f for f in findings if f.hit.equations]
