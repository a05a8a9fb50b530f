"""The page's tables about findings: the rules that speak most, and the identities that fail."""

from typing import TYPE_CHECKING, NamedTuple

from gkreport.output import SEVERITY_WORDS
from gkreport.rules.engine import catalogue
from gkreport.survey import words
from gkreport.survey.page.charts import Given, plain
from gkreport.survey.page.model import (
    Cell,
    Row,
    Section,
    Table,
    noted,
    section,
    sentence,
    shared,
    word,
)
from gkreport.survey.page.numbers import enough, number, percent, share
from gkreport.survey.page.tally import kind_name, year_name
from gkreport.survey.summary import data, summed_tables

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from gkreport.rules import Rule
    from gkreport.survey.page.tally import Tally
    from gkreport.survey.summary import Key

_BARS = 8
"""How many rules are drawn."""


class Spoken(NamedTuple):
    """A rule that spoke: in how many reports, and how often."""

    code: str
    name: str
    severity: str
    what: str
    reports: int
    findings: int


class _Counts(NamedTuple):
    """Reports that have a table, those where an identity fails, and those where any does.

    By year or kind; `having` also by the table, "" for any of them.
    """

    having: "Counter[Key]"
    failing: "Counter[Key]"
    uneven: "Counter[Key]"


def spoken(tally: "Tally") -> tuple[Spoken, ...]:
    """Every rule that spoke of a report, the most frequent first."""
    known = {rule.code: rule for rule in catalogue()}
    findings = tally.group("finding", 0)
    told = (
        _spoken(code, known.get(code), reports, findings[code,])
        for (code,), reports in tally.group("rule", 0).items()
    )
    return tuple(sorted(told, key=lambda s: (-s.reports, s.code)))


def _spoken(code: str, rule: "Rule | None", reports: int, findings: int) -> Spoken:
    if rule is None:  # another version's
        return Spoken(code, "", "note", "这一版程序里没有这条规则", reports, findings)
    return Spoken(
        code,
        rule.name,
        rule.severity,
        words.rules()[code],
        reports,
        findings,
    )


def example(tally: "Tally") -> str:
    """A rule to look up: the most frequent one, or else any."""
    return next((s.code for s in spoken(tally)), "") or next(catalogue()).code


def rules(tally: "Tally") -> Section:
    """The rules that spoke in most reports: errors first, then the others."""
    total = tally.total("report")
    every = spoken(tally)
    errors = [s for s in every if s.severity == "error"]
    others = [s for s in every if s.severity != "error"]
    tables = [
        _ranked("errors", "错误", errors, total),
        _ranked("others", "警告和提示", others, total),
    ]
    given = [
        Given(
            f"{s.code} {s.what}", (s.reports,), f"{number(s.reports)} 份，{share(s.reports, total)}"
        )
        for s in errors[:_BARS]
    ]
    chart = plain("rules-chart", "报告里最常见的错误", "error", given)
    lead = () if every else ("没有报告，或者报告里没有发现一个问题。",)
    shown = tuple(table for table in tables if table.rows)
    return section("rules", lead, (chart,) if chart else (), shown)


def _ranked(id: str, caption: str, every: list[Spoken], total: int) -> Table:  # noqa: A002
    most = data()["rules"]
    rows = tuple(
        Row(
            s.code,
            (
                shared(s.reports, total), sentence(s.what), word(SEVERITY_WORDS[s.severity]),
                Cell(number(s.findings)),
            ),
            small=s.name,
        )
        for s in every[:most]
    )  # fmt: skip
    if len(every) > most:
        caption = f"{caption}，前 {most} 种，共 {number(len(every))} 种"
    head = ("代码", "有这个问题的报告", "说的是什么", "轻重", "共有几处")
    notes = noted(f"读成的全部报告，共 {number(total)} 份", total)
    return Table(id, caption, head, rows, notes, ("number", "text", "word", "number"))


def sums(tally: "Tally") -> Section:
    """The identities that fail, by year and by kind."""
    by_year = _Counts(
        tally.group("having", 0, 2), tally.group("failing", 1, 0), tally.group("uneven", 0)
    )
    by_kind = _Counts(
        tally.group("having", 1, 2), tally.group("failing", 2, 0), tally.group("uneven", 1)
    )
    years = {year: year_name(year) for year in tally.years}
    kinds = {kind: kind_name(kind) for kind in tally.kinds}
    tables = (
        _failing("sums-years", "各年度", years, by_year),
        _failing("sums-kinds", "各类机关", kinds, by_kind),
    )
    return section("sums", (uneven(tally),), tables=tables)


def uneven(tally: "Tally") -> str:
    """How many reports have figures that do not add up, in a sentence."""
    part, total = tally.total("uneven"), tally.group("having", 2)["",]
    if not total:
        return "没有读到一张有数的表。" if tally.total("report") else "还没有报告。"
    if not part:
        return f"{number(total)} 份有这些表的报告里，没有发现表格里的数合不上的。"
    told = f"{percent(part, total)}，" if enough(total) else ""
    return f"表格里的数合不上的报告有 {number(part)} 份（{told}有这些表的共 {number(total)} 份）。"


def _failing(id: str, whose: str, names: "dict[str, str]", counts: "_Counts") -> Table:  # noqa: A002
    """A row for each identity, a column for each year or kind; before them, whom they concern."""
    rows = []
    for table, identities in summed_tables().items():
        rows.append(Row("有这张表的报告", _having(table, names, counts), small=words.table(table)))
        for code, what in ((i.code, "应等于".join(i.words)) for i in identities):
            failing = {key: counts.failing[key, code] for key in names}
            rows.append(Row(code, _failed(table, failing, counts), small=what))
    rows.append(Row("有其中任何一张表的报告", _having("", names, counts)))
    rows.append(Row("任何一条不成立", _failed("", {k: counts.uneven[k,] for k in names}, counts)))
    head = ("勾稽关系", *names.values())
    notes = noted("同一列里有这张表的报告份数", *counts.having.values())
    caption = f"{whose}有几份报告的勾稽关系不成立"
    return Table(id, caption, head, tuple(rows), notes)


def _having(table: str, names: "Iterable[str]", counts: "_Counts") -> "tuple[Cell, ...]":
    return tuple(Cell(number(counts.having[key, table])) for key in names)


def _failed(table: str, failing: "dict[str, int]", counts: "_Counts") -> "tuple[Cell, ...]":
    """The reports of each year or kind that fail, of those that have the table."""
    return tuple(
        shared(part, counts.having[key, table], tinted=True) for key, part in failing.items()
    )
