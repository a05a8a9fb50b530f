"""Local requirements, held against a report. What they are stands in data: see `profile_model`."""

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.finding import SEVERITIES, Failed, Hit, plain
from gkreport.rules import profile_sums
from gkreport.rules.arithmetic import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.report import Report
    from gkreport.rules import Case
    from gkreport.rules.profile_model import Figure, Length, Profile, Total

_NONE: Final = "没有|未(?!来)|无(?!障碍|纸)|不(?=编|设|办)"
"""How a text says that there is none."""


class Due(NamedTuple):
    """The last days that a local requirement sets for a report; None where it sets none."""

    submit: "dt.date | None"
    publish: "dt.date | None"


def check(case: "Case", profile: "Profile") -> "Iterator[Hit]":
    """What a report lacks by a local requirement; nothing where that is for other years."""
    report = case.report
    if report.year is None or not profile.governs(report.year):
        return
    yield from (hit._replace(basis=profile.basis) for hit in _hits(case, profile))


def _hits(case: "Case", profile: "Profile") -> "Iterator[Hit]":
    organ = case.report.organ
    yield from _late(case.report, profile)
    for length in profile.lengths:
        if length.scope.covers(organ):
            yield from _wrong_length(case, length)
    yield from _unstated(case, [f for f in profile.figures if f.scope.covers(organ)])
    for total in profile.totals:
        if total.scope.covers(organ):
            yield from _failing(case, total)


def due(report: "Report", profile: "Profile") -> Due:
    """The last days to hand in and to publish: the earliest of those that fit the organ."""
    if report.year is None or not profile.governs(report.year):
        return Due(None, None)
    year = report.year + 1
    fitting = [d for d in profile.deadlines if d.scope.covers(report.organ)]
    submit = [dt.date(year, *d.submit) for d in fitting if d.submit]
    publish = [dt.date(year, *d.publish) for d in fitting if d.publish]
    return Due(min(submit, default=None), min(publish, default=None))


def _late(report: "Report", profile: "Profile") -> "Iterator[Hit]":
    last, stated = due(report, profile), report.publication
    weights = [d.scope.severity for d in profile.deadlines if d.scope.covers(report.organ)]
    for key, what, day, limit in (
        ("written", "成文日期", stated.written, last.submit),
        ("date", "公布日期", stated.date, last.publish),
    ):
        if day is not None and limit is not None and day > limit:
            kind, days = "报送" if key == "written" else "公布", (day - limit).days
            yield Hit(
                "profile-deadline",
                f"{what} {_day(day)}，比规定的{kind}期限（{_day(limit)}）晚 {days} 天",
                ("publication", key), found=day.isoformat(),
                expected=f"不晚于 {limit.isoformat()}",
                hint="请核对日期；确实晚了的，按地方的规定说明情况",
                severity=next(w for w in SEVERITIES if w in weights),
            )  # fmt: skip


def _day(day: "dt.date") -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _wrong_length(case: "Case", wanted: "Length") -> "Iterator[Hit]":
    passage = case.passage(wanted.section)
    if passage is None:
        return
    signs = [n for n, sign in enumerate(passage.text) if not sign.isspace()]
    size, title = len(signs), case.report.heading(wanted.section)
    more = {"severity": wanted.scope.severity, "found": str(size)}
    if wanted.most is not None and size > wanted.most:
        yield passage.hit(
            "profile-length",
            f"“{title}”有 {size} 字，规定不超过 {wanted.most} 字，多 {size - wanted.most} 字",
            signs[wanted.most], signs[wanted.most] + 1, **more,
            expected=f"不超过 {wanted.most}", hint=f"标出的地方是第 {wanted.most + 1} 字，请压缩",
        )  # fmt: skip
    elif size < wanted.least:
        yield passage.hit(
            "profile-length",
            f"“{title}”有 {size} 字，规定不少于 {wanted.least} 字，少 {wanted.least - size} 字",
            signs[0], signs[-1] + 1, **more,
            expected=f"不少于 {wanted.least}", hint="请把做了什么、有多少写充实",
        )  # fmt: skip


def _unstated(case: "Case", wanted: "list[Figure]") -> "Iterator[Hit]":
    """The missing numbers of one section and one weight as one hit."""
    for group in dict.fromkeys((f.section, f.scope.severity) for f in wanted):
        passage = case.passage(group[0])
        if passage is None:
            continue
        figures = [f for f in wanted if (f.section, f.scope.severity) == group]
        lost = [f.what for f in figures if not _states(passage.text, f)]
        if lost:
            start = len(passage.text) - len(passage.text.lstrip())
            end = passage.text.find("\n", start)
            yield passage.hit(
                "profile-figure",
                f"“{case.report.heading(group[0])}”里没有看到：{'、'.join(lost)}",
                start, end if end > 0 else len(passage.text), severity=group[1],
                expected="、".join(lost), hint="请写明数量；没有的，写明没有",
            )  # fmt: skip


def _states(text: str, wanted: "Figure") -> bool:
    """Whether a sentence that has one of the words goes on to a number, or says there is none."""
    number = _number(wanted.measures)
    for said in re.split("[。；;！？\n]", text):
        for word in wanted.words:
            at = said.find(word)
            if at < 0:
                continue
            clause = max(said.rfind(sign, 0, at) for sign in "，,：:") + 1
            if number.search(said, clause) or re.search(_NONE, said):
                return True
    return False


@cache
def _number(measures: tuple[str, ...]) -> re.Pattern[str]:
    """A number before one of the measure words."""
    digits = "[0-9０-９][0-9０-９,，.．]*|[〇零一二两三四五六七八九十百千万亿]+"
    words = "|".join(map(re.escape, measures))
    return re.compile(rf"(?:{digits})[余多]?[万亿]?[余多]?\s*(?:{words})")


def _failing(case: "Case", total: "Total") -> "Iterator[Hit]":
    """All the lines of a table in which a further sum fails, as one hit."""
    figures = case.report.figures.get(total.table)
    wrong = profile_sums.wrong(figures, total.identity, case) if figures else ()
    if not figures or not wrong:
        return
    grid = figures.grid
    every = dict.fromkeys(n for s in wrong for n in (*s.equation.left, *s.equation.right))
    cells = [n for n in every if n < len(grid.addresses)]  # the others are last year's
    along = "column" if total.identity.axis == "rows" else "row"
    yield Hit(
        "profile-sum", "；".join(sentence(grid, s) for s in wrong), figures.path(cells[0]),
        address=grid.addresses[cells[0]], section=grid.table.section,
        found=plain(wrong[0].left), expected=plain(wrong[0].right),
        hint="请核对台账；数字都没有错的，按地方的规定说明原因",
        severity=total.scope.severity, cells=tuple(grid.addresses[n] for n in cells),
        equations=tuple(
            Failed(total.identity.code, grid.table.key, along, s.equation.where, s.left, s.right)
            for s in wrong
        ),
    )  # fmt: skip
