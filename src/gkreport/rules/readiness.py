"""What stands between a report and its publication. The policy is data: `data/ready.toml`."""

import datetime as dt
from typing import TYPE_CHECKING, Final

from gkreport.rules import deadlines, profile_check
from gkreport.rules.lexicon import lists
from gkreport.verdict import Due, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Finding
    from gkreport.report import Reading, Report
    from gkreport.rules.engine import Outcome
    from gkreport.rules.profile_model import Profile

_DATE: Final = ("publication", "date")
_WRITTEN: Final = ("publication", "written")
_REASON: Final = 15
"""How much of a reason stands beside the error that it cannot release."""
_LAST: Final = 9999
"""The last year of the calendar has no following one."""


def judge(
    reading: "Reading", outcome: "Outcome", today: dt.date, profile: "Profile | None" = None
) -> Verdict:
    """Sort what a check found by what it means on the day of publication."""
    report, policy = reading.report, lists("ready")
    limits = dict(_limits(report, profile)) if report is not None else {}
    missed = [f for f in outcome.findings if _is_over(f, limits, today)]
    refused = [
        (f, reason) for f, reason in outcome.allowed
        if f.severity == "error" and not _is_over(f, limits, today)
    ]  # fmt: skip
    rest = [f for f in outcome.findings if f not in missed]
    errors = [f for f in rest if f.severity == "error"]
    rest = [f for f in rest if f not in errors]
    unfinished = [f for f in rest if f.name in policy["unfinished"]]
    rest = [f for f in rest if f not in unfinished]
    warnings = [f for f in rest if f.severity in policy["waiting"]]
    return Verdict(
        report.full_title if report else "",
        (*errors, *(_unreleased(f, reason) for f, reason in refused)),
        tuple(unfinished),
        tuple(warnings),
        _premature(report, today) if report else "",
        tuple(missed),
        len(rest) - len(warnings),
        tuple(pair for pair in outcome.allowed if pair not in refused),
        tuple(limits.values()),
        report.publication.date if report else None,
        sum(len(f.hit.mends) for f in outcome.findings),
    )


def _unreleased(finding: "Finding", reason: str) -> "Finding":
    """An error that the report accounts for: nobody can sign a contradiction away."""
    short = reason if len(reason) <= _REASON else f"{reason[:_REASON]}……"
    said = f"写了理由“{short}”，但是错误要改正，不能只写理由：{finding.hit.message}"
    return finding._replace(hit=finding.hit._replace(message=said))


def _limits(
    report: "Report", profile: "Profile | None"
) -> "Iterator[tuple[tuple[str, object], Due]]":
    """Each last day, by the rule and the key whose findings speak of it."""
    year = report.year
    if not year or year >= _LAST:
        return
    due = deadlines.deadline(report.organ)
    remark = "" if report.organ.kind else "政府部门只到 1 月 31 日，请在 [organ] 里写明 kind"
    day = dt.date(year + 1, due.month, due.day)
    yield ("published-late", _DATE), Due(day, due.whose, due.basis, remark)
    if profile is None:
        return
    local = profile_check.due(report, profile)
    if local.submit is not None:
        submit = Due(local.submit, "地方要求的报送期限是", profile.basis, published=False)
        yield ("profile-deadline", _WRITTEN), submit
    if local.publish is not None:
        yield ("profile-deadline", _DATE), Due(local.publish, "地方要求的公布期限是", profile.basis)


def _is_over(finding: "Finding", limits: dict[tuple[str, object], Due], today: dt.date) -> bool:
    """Whether a finding speaks of a last day that has passed: no date could mend that."""
    due = limits.get((finding.name, finding.hit.at))
    return due is not None and today > due.day


def _premature(report: "Report", today: dt.date) -> str:
    """Why the figures of the year cannot be whole on that day; empty where they can."""
    if not report.year:
        return ""
    end = dt.date(report.year, 12, 31)
    period = report.publication.period
    if period is not None and period[1].year == report.year:
        end = min(end, period[1])
    if today > end:
        return ""
    return f"统计期限到 {end.year} 年 {end.month} 月 {end.day} 日才结束，全年的数字还没有齐"
