"""The page's tables about reports: how they did, by year and by kind, and when they came."""

from typing import TYPE_CHECKING, Final

from gkreport.finding import SEVERITIES
from gkreport.survey.page.charts import Given, Series, stacked
from gkreport.survey.page.model import (
    Cell,
    Row,
    Section,
    Table,
    noted,
    section,
    shared,
    shown,
    word,
)
from gkreport.survey.page.numbers import enough, number, percent, share
from gkreport.survey.page.tally import kind_name, year_name
from gkreport.survey.summary import LARGEST, data

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from gkreport.survey.page.charts import Chart
    from gkreport.survey.page.tally import Tally
    from gkreport.survey.summary import Key, Outlier, Summary

GRADES: Final = ("clean", *reversed(SEVERITIES))
"""From the best to the worst."""
_WORST_FIRST: Final = GRADES[::-1]
"""As tables have them: what matters is seen on a narrow screen."""
_BASE: Final = "同一行的报告份数"


def reports(tally: "Tally") -> Section:
    """How reports did: of each year, of each kind, and errors by both."""
    years = tally.group("report", 0, 2)
    kinds = tally.group("report", 1, 2)
    tables = (
        _graded("years", ("各年度的报告", "年度"), tally.years, year_name, years),
        _graded("kinds", ("各类机关的报告", "机关类别"), tally.kinds, kind_name, kinds),
        _crossed(tally),
    )
    charts = (
        _drawn("years-chart", "各年度的报告好不好", tally.years, year_name, years),
        _drawn("kinds-chart", "各类机关的报告好不好", tally.kinds, kind_name, kinds),
    )
    return section("reports", charts=tuple(c for c in charts if c), tables=tables)


def _graded(
    id: str,  # noqa: A002 - the attribute's own word
    words: tuple[str, str],
    keys: tuple[str, ...],
    name: "Callable[[str], str]",
    counts: "Counter[Key]",
) -> Table:
    """Reports by their worst finding, a row for each year or kind under the words given."""
    caption, head = words
    rows, bases = [], []
    for key in keys:
        numbers = [counts[key, grade] for grade in _WORST_FIRST]
        base = sum(numbers)
        bases.append(base)
        cells = (shared(n, base, tinted=not at) for at, n in enumerate(numbers))
        rows.append(Row(name(key), (Cell(number(base)), *cells)))
    titles = (data()["grades"][grade] for grade in _WORST_FIRST)
    return Table(id, caption, (head, "报告份数", *titles), tuple(rows), noted(_BASE, *bases))


def _drawn(
    id: str,  # noqa: A002 - the attribute's own word
    title: str,
    keys: tuple[str, ...],
    name: "Callable[[str], str]",
    counts: "Counter[Key]",
) -> "Chart | None":
    series = [Series(data()["grades"][grade], grade) for grade in GRADES]
    given = []
    for key in keys:
        parts = tuple(counts[key, grade] for grade in GRADES)
        clear = sum(parts[:-1])
        given.append(
            Given(name(key), parts, f"没有错误的 {number(clear)} 份，{share(clear, sum(parts))}")
        )
    return stacked(id, title, series, given)


def _crossed(tally: "Tally") -> Table:
    """Reports with errors, by kind and year."""
    counts = tally.group("report", 0, 1, 2)
    every = tally.group("report", 0, 1)
    rows = tuple(
        Row(
            kind_name(kind),
            tuple(
                shared(counts[year, kind, GRADES[-1]], every[year, kind], tinted=True)
                for year in tally.years
            ),
        )
        for kind in tally.kinds
    )
    head = ("机关类别", *map(year_name, tally.years))
    notes = noted("这一年这一类的报告份数", *every.values())
    return Table("crossed", "有错误的报告，按类别和年度", head, rows, notes)


def dates(tally: "Tally") -> Section:
    """How late reports came, by year."""
    counts = tally.group("due", 0, 1)
    classes = tuple(data()["lateness"])
    every = tally.group("report", 0)
    rows, given, bases = [], [], []
    for year in tally.years:
        parts = tuple(counts[year, name] for name in classes)
        base = sum(parts)
        bases.append(base)
        cells = (shared(part, base, tinted=n > 0) for n, part in enumerate(parts))
        rows.append(
            Row(year_name(year), (Cell(number(base)), *cells, Cell(number(every[year,] - base))))
        )
        told = f"按期的 {number(parts[0])} 份，{share(parts[0], base)}"
        given.append(Given(year_name(year), parts, told))
    titles = tuple(data()["lateness"].values())
    series = [Series(title, colour) for title, colour in zip(titles, GRADES, strict=True)]
    chart = stacked("dates-chart", "各年度的报告公布得及时不及时", series, given)
    table = Table(
        "dates", "公布得早晚", ("年度", "知道早晚的报告", *titles, "不知道早晚"), tuple(rows),
        noted("同一行知道早晚的报告份数", *bases),
    )  # fmt: skip
    return section("dates", charts=(chart,) if chart else (), tables=(table,))


def outliers(summary: "Summary") -> Section | None:
    """The reports that stand out, each sort in a table."""
    tables = []
    for name, (title, head) in data()["outlier_tables"].items():
        kept, notes = _first(summary, name)
        if kept:
            rows = tuple(map(_standing, kept))
            sorts = ("number", "word", "path")
            told = ("机关", head, "年度", "文件")
            tables.append(Table(f"outliers-{name}", title, told, rows, notes, sorts))
    return section("outliers", tables=tuple(tables)) if tables else None


def _first(summary: "Summary", name: str) -> "tuple[list[Outlier], tuple[str, ...]]":
    """The first reports of a sort, never some of many that are equal; what is left out then."""
    most = data()["outliers_shown"]
    kept = sorted(summary.outliers.get(name, ()), key=lambda o: (-o.value, o.id))
    if len(kept) <= most or kept[most].value < kept[most - 1].value:
        return kept[:most], ()
    cut = kept[most].value
    alike = sum(outlier.value == cut for outlier in kept)  # of which only so many are kept
    counted = summary.counts["standing", name, str(int(cut))]
    more = "" if counted or kept[-1].value > cut else "或更多"
    note = f"另有 {number(counted or alike)} 份{more}都是 {_value(cut)}，分不出先后，没有列出来。"
    return [outlier for outlier in kept if outlier.value > cut], (note,)


def _value(value: float) -> str:
    return f"{number(LARGEST)} 或更多" if value >= LARGEST else number(value)


def _standing(outlier: "Outlier") -> Row:
    value = _value(outlier.value)
    year = year_name(str(outlier.year or ""))
    organ = shown(outlier.organ, 80) or "机关名称不明"
    return Row(organ, (Cell(value), word(year), Cell(shown(outlier.path), sort="path")))


def first_lines(tally: "Tally") -> list[str]:
    """What the page says of lateness before anything else."""
    due = tally.total("due")
    late = due - tally.group("due", 1)[next(iter(data()["lateness"])),]
    if not due:
        return []
    if not late:
        return [f"知道早晚的 {number(due)} 份报告都按期公布了。"]
    return [f"晚于期限公布的报告有 {number(late)} 份（{_late(late, due)}）。"]


def _late(late: int, due: int) -> str:
    part = f"{percent(late, due)}，" if enough(due) else ""
    return f"{part}知道早晚的共 {number(due)} 份"
