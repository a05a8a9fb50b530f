"""The page for people: one HTML file without scripts that needs nothing from anywhere."""

from typing import TYPE_CHECKING, NamedTuple

from gkreport.survey.page.figures import figures, reviews
from gkreport.survey.page.files import About, Files, beside, files, unread
from gkreport.survey.page.numbers import enough, number, percent
from gkreport.survey.page.reports import GRADES, dates, first_lines, outliers, reports
from gkreport.survey.page.rules import example, rules, spoken, sums, uneven
from gkreport.survey.page.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.survey.page.model import Section
    from gkreport.survey.summary import Summary

__all__ = ["About", "page"]
_TEMPLATE = "survey.html.j2"


class Key(NamedTuple):
    """A number that is seen first, with what it is and what it is a part of."""

    name: str
    value: str
    about: str


class Line(NamedTuple):
    """A sentence that is read first, and the section with the details."""

    text: str
    section: str


def page(summary: "Summary", about: About) -> str:
    """What a survey found, as HTML."""
    from gkreport.renderers.templates import render  # noqa: PLC0415 - only when a page is made

    tally = Tally(summary)
    found = (
        reports(tally), rules(tally), sums(tally), dates(tally), figures(tally, summary),
        reviews(tally), outliers(summary),
    )  # fmt: skip
    shown = tuple(s for s in found if s) if tally.total("report") else ()
    sections = (*shown, unread(tally, summary, about), beside(about, example(tally)))
    values = {
        "about": about,
        "keys": tuple(_keys(tally, files(tally, about), about)),
        "lines": tuple(_lines(tally, about, shown)),
        "sections": sections,
    }
    return render(_TEMPLATE, values)


def _keys(tally: Tally, found: Files, about: About) -> "Iterator[Key]":
    """Files, those that were read, and reports without an error."""
    more = (
        f"另有 {number(about.passed_over)} 个不是报告会用的文件类型，没有打开"
        if about.passed_over
        else ""
    )
    yield Key("文件", f"{number(found.all)} 个", more)
    of = _of(found.read, found.all, "个文件")
    doubts = f"；其中 {number(found.doubtful)} 份有没把握的地方" if found.doubtful else ""
    yield Key("读成了报告", f"{number(found.read)} 份", of + doubts)
    total = tally.total("report")
    grades = tally.group("report", 2)
    right = total - grades[GRADES[-1],]
    clean = f"；其中 {number(grades[GRADES[0],])} 份一个问题也没有" if right else ""
    yield Key("没有错误", f"{number(right)} 份", _of(right, total, "份报告") + clean)


def _of(part: int, base: int, unit: str) -> str:
    """What a number is a part of."""
    told = f"{number(base)} {unit}"
    return f"占 {told}的 {percent(part, base)}" if enough(base) else f"共 {told}"


def _repeated(about: About) -> str:
    """What is counted more than once, and where it is counted once."""
    once = "；每个机关每年只算一份的数，用 gkreport ask 来问" if about.can_be_asked else ""
    return (
        "有的机关一个年度读到不止一份（如网页之外还有 Word、PDF），"
        f"多出来的有 {number(about.repeated)} 份。这一页每份都算，份数和件数都会大一些{once}。"
        "机关按名称来认，两个市里名称一样的机关（如鼓楼区人民政府）会当成一个。"
    )


def _lines(tally: Tally, about: About, shown: "tuple[Section, ...]") -> "Iterator[Line]":
    """What to know before anything else."""
    found = files(tally, about)
    if not shown:
        yield Line("没有读到一份报告。", "unread")
        return
    if about.repeated:
        yield Line(_repeated(about), "files")
    worst = next((s for s in spoken(tally) if s.severity == "error"), None)
    if worst:
        yield Line(
            f"最常见的错误是 {worst.code}，有 {number(worst.reports)} 份报告：{worst.what}", "rules"
        )
    else:
        yield Line("没有一份报告有错误。", "rules")
    yield Line(uneven(tally), "sums")
    for text in first_lines(tally):
        yield Line(text, "dates")
    if found.failed or found.other:
        told = (
            f"没有读成的文件有 {number(found.failed)} 个"
            if found.failed
            else "能打开的文件都读成了"
        )
        other = f"，不是年度报告的有 {number(found.other)} 个" if found.other else ""
        yield Line(f"{told}{other}。", "unread")
