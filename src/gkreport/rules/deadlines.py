"""Rules about when a report is written and published."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.finding import Hit
from gkreport.rules import Case, rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from gkreport.form import Severity
    from gkreport.report import Organ, Report

_ARTICLE: Final = "《政府信息公开条例》第四十九条"
_JANUARY, _MARCH = (1, 31), (3, 31)
_LEAP: Final = (2, 29)
_LAST: Final = 9999
"""The last year of the calendar has no following one."""
_SOON: Final = 3
"""Up to this month a date in the report's own year is a slip for the year after."""


class Deadline(NamedTuple):
    """The last day for one kind of organ, as month and day of the following year."""

    month: int
    day: int
    severity: "Severity"
    basis: str
    whose: str


def deadline(organ: "Organ") -> Deadline:
    """Until when an organ publishes; what is not settled by the Regulations is a warning."""
    township = organ.kind == "township" or organ.level == "township"
    if township:
        custom = "《政府信息公开条例》没有规定乡镇、街道的期限，各地通行的是1月31日"
        return Deadline(*_JANUARY, "warning", custom, "乡镇、街道的期限通常是")
    if organ.kind == "department":
        return Deadline(*_JANUARY, "error", _ARTICLE + "第一款", "政府部门的期限是")
    if organ.kind == "government":
        return Deadline(*_MARCH, "error", _ARTICLE + "第二款", "人民政府的期限是")
    if organ.kind == "authorized":
        custom = "《政府信息公开条例》没有单独规定，通常比照政府部门"
        return Deadline(*_JANUARY, "warning", custom, "授权组织的期限通常是")
    return Deadline(*_MARCH, "note", _ARTICLE, "机关类别没有写明，最晚的期限是")


def last_day(report: "Report") -> "dt.date | None":
    """The last day to publish a report, where its year is known."""
    from datetime import date  # noqa: PLC0415 - a check of a usual date does without

    if not report.year or report.year >= _LAST:
        return None
    due = deadline(report.organ)
    return date(report.year + 1, due.month, due.day)


@rule("GK722", name="published-late", basis=_ARTICLE)
def published_late(case: Case) -> "Iterator[Hit]":
    """公布日期晚于规定的期限。

    条例规定：政府部门在每年1月31日前公布上一年度的报告，县级以上人民政府的报告在3月31日前公布，晚了
    是错误。乡镇、街道和授权组织的期限条例没有写明，通常也是1月31日，晚了是警告。各地要求更早的，以
    各地的通知为准。遇到休息日是否顺延，没有规定。

    错例：2025 年的部门报告，`date = 2026-02-10`
    正例：`date = 2026-01-28`
    改法：日期写错的改正；确实晚了的，按主管部门的要求办理。
    """
    year, date = case.report.year, case.report.publication.date
    if not year or year >= _LAST or date is None:
        return
    due = deadline(case.report.organ)
    last = date.replace(year=year + 1, month=due.month, day=due.day)
    if date > last:
        yield Hit(
            "published-late",
            f"公布日期是 {_told(date)}，{due.whose} {_told(last)}，"
            f"晚了 {(date - last).days} 天",
            ("publication", "date"), found=date.isoformat(), expected=f"不晚于 {last.isoformat()}",
            severity=due.severity, basis=due.basis,
            hint="日期写错的请改正；确实晚了的，请按主管部门的要求办理",
        )  # fmt: skip


@rule("GK723", name="published-early", basis="年度报告的数字统计到年底")
def published_early(case: Case) -> "Iterator[Hit]":
    """统计期限还没有结束，报告就公布了。

    全年的数字到12月31日才有。年初写日期时，年份容易写成上一年。成文日期早于年底的是警告。

    错例：2025 年的报告，`date = 2025-01-16`
    正例：`date = 2026-01-16`
    改法：改正日期的年份。
    """
    year, publication = case.report.year, case.report.publication
    if not year or year >= _LAST:
        return
    for key, date, what in (
        ("date", publication.date, "公布日期"),
        ("written", publication.written, "成文日期"),
    ):
        if date is None:
            continue
        end = date.replace(year=year, month=12, day=31)
        if publication.period and publication.period[1].year == year:
            end = min(end, publication.period[1])
        if date < end:
            yield Hit(
                "published-early", f"{what}是 {_told(date)}，统计期限到 {_told(end)}才结束",
                ("publication", key), found=date.isoformat(), expected=f"晚于 {end.isoformat()}",
                severity=None if key == "date" else "warning", hint=_meant(date, year),
            )  # fmt: skip


def _meant(date: "dt.date", year: int) -> str:
    """The way out; at the beginning of a year its number is easily the old one."""
    slip = date.year == year and date.month <= _SOON and (date.month, date.day) != _LEAP
    return f"是不是 {_told(date.replace(year=year + 1))}？" if slip else "请核对日期"


@rule("GK724", name="written-after-publication", severity="warning", basis="先成文，后公布")
def written_after_publication(case: Case) -> "Iterator[Hit]":
    """成文日期晚于公布日期。

    报告先成文，后公布。两个日期写反了，或者年份写错了。

    错例：`date = 2026-01-16`，`written = 2026-01-20`
    正例：`date = 2026-01-20`，`written = 2026-01-16`
    """
    date, written = case.report.publication.date, case.report.publication.written
    if date and written and written > date:
        yield Hit(
            "written-after-publication",
            f"成文日期 {_told(written)}，晚于公布日期 {_told(date)}", ("publication", "written"),
            found=written.isoformat(), expected=f"不晚于 {date.isoformat()}",
            hint="请核对两个日期，看是不是写反了",
        )  # fmt: skip


def _told(date: "dt.date") -> str:
    return f"{date.year} 年 {date.month} 月 {date.day} 日"
