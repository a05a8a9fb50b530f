"""What the preview shows of a report at one moment: findings by severity, and the document."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.finding import FILE_FORMAT, SEVERITIES
from gkreport.output import SEVERITY_WORDS, tally, visible
from gkreport.preview.anchors import named, targets
from gkreport.renderers import Unrenderable, page, values
from gkreport.renderers.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Finding
    from gkreport.renderers import Wishes
    from gkreport.report import Reading
    from gkreport.rules.engine import Outcome

_AROUND: Final = 18
"""How many characters of a line are shown before and after the place that is meant."""
_LONGEST: Final = 60
"""How many characters of the place itself."""
_CUT: Final = "……"


class Excerpt(NamedTuple):
    """A stretch of a line of the file, the part that is meant apart."""

    before: str
    marked: str
    after: str


class Item(NamedTuple):
    """One finding."""

    key: str
    """Stays the same while the matter stays the same."""
    code: str
    name: str
    severity: str
    message: str
    line: int | None
    column: int | None
    excerpt: Excerpt | None
    remarks: tuple[tuple[str, str], ...]
    """What kind of remark, and its text; no kind is that of the one before."""
    at: tuple[str, ...]
    """The names of what it speaks of in the document, the place to go to first."""
    reason: str = ""
    """Why it counts for nothing, where the report accounts for it."""


class Group(NamedTuple):
    """The findings of one severity."""

    severity: str
    word: str
    items: tuple[Item, ...]


class Sight(NamedTuple):
    """Everything at one moment."""

    path: str
    title: str = ""
    """Of the report; empty as long as it never could be read."""
    groups: tuple[Group, ...] = ()
    allowed: tuple[Item, ...] = ()
    summary: str = ""
    """How many findings there are, in words."""
    remark: str = ""
    """What the report was held against."""
    trouble: str = ""
    """Why the file or its document cannot be shown as it is now."""
    document: str = ""
    """The last that could be made; empty if none could."""
    looked: str = ""
    """The time of day that the document is of."""


def sight(
    reading: "Reading", outcome: "Outcome", before: Sight, now: str, wishes: "Wishes"
) -> Sight:
    """What there is to see at a time of day.

    Where the text is broken, or a template of the user's own is, the document stays that of
    `before`.
    """
    report = reading.report
    if report is None:
        shown = _findings(reading, outcome, frozenset(), before)
        return shown._replace(remark="", trouble=_broken(before))
    built = page.build(report)
    made = named(built, report)
    shown = _findings(reading, outcome, made.names, before)
    shown = shown._replace(title="".join(built.title), trouble="")
    filled = {**values(report, "html", wishes), "page": made.page}
    try:
        document = render("report.html.j2", filled, wishes.templates)
    except Unrenderable as error:
        return shown._replace(trouble=f"正文生成不了：{error}。{_still(before)}")
    return shown._replace(looked=now, document=document)


def gone(before: Sight, why: str) -> Sight:
    """The same with a word on why nothing new can be shown."""
    return before._replace(trouble=f"{why}。{_still(before)}恢复以后，这里自动更新。")


def failed(before: Sight, error: Exception) -> Sight:
    """The same with a word on a fault of the program's own."""
    import traceback  # noqa: PLC0415 - nothing fails, mostly
    from pathlib import Path  # noqa: PLC0415 - the same

    frames = traceback.extract_tb(error.__traceback__)
    place = f"，{Path(frames[-1].filename).name} 第 {frames[-1].lineno} 行" if frames else ""
    why = f"检查到一半，程序自己出了差错（{type(error).__name__}{place}），不是报告写错了"
    ways = "下面的问题是上一次检查的。改动并保存报告以后，会再检查一遍。"
    return before._replace(trouble=f"{why}。{_still(before)}{ways}")


def _broken(before: Sight) -> str:
    """What stands at the top while the text is no TOML."""
    way = "请先改正下面列出的地方，保存以后，这里自动更新。"
    return f"{before.path} 的写法有错，现在读不了。{_still(before)}{way}"


def _still(before: Sight) -> str:
    return f"正文还是 {before.looked} 时的样子。" if before.document else ""


def _findings(
    reading: "Reading", outcome: "Outcome", names: frozenset[str], before: Sight
) -> Sight:
    items = [_item(finding, reading, names) for finding in outcome.findings]
    groups = (
        Group(severity, SEVERITY_WORDS[severity], tuple(i for i in items if i.severity == severity))
        for severity in SEVERITIES
    )
    allowed = tuple(
        _item(finding, reading, names)._replace(reason=visible(reason))
        for finding, reason in outcome.allowed
    )
    told = tally.words(tally.counts(outcome.findings)) if outcome.findings else "没有发现问题"
    return before._replace(
        groups=tuple(group for group in groups if group.items), allowed=allowed, summary=told
    )


def _item(finding: "Finding", reading: "Reading", names: frozenset[str]) -> Item:
    hit, report = finding.hit, reading.report
    return Item(
        finding.fingerprint, finding.code, finding.name, finding.severity, visible(hit.message),
        finding.line, finding.column, _excerpt(finding, reading), tuple(_remarks(finding)),
        targets(hit, report, names) if report else (),
    )  # fmt: skip


def _remarks(finding: "Finding") -> "Iterator[tuple[str, str]]":
    hit = finding.hit
    for n, sentence in enumerate(hit.details):
        yield "" if n else "其中", visible(sentence)
    if hit.hint:
        yield "办法", visible(hit.hint)
    if hit.mends:
        yield "代改", f"gkreport check --fix 能改好 {len(hit.mends)} 处"
    if finding.basis != FILE_FORMAT:
        yield "依据", visible(finding.basis)


def _excerpt(finding: "Finding", reading: "Reading") -> Excerpt | None:
    if finding.line is None or finding.column is None:
        return None
    line, at = reading.source.line(finding.line), finding.column - 1
    start, end = max(0, at - _AROUND), at + min(finding.width, _LONGEST)
    before = (_CUT if start else "") + line[start:at].lstrip()
    cut = _CUT if len(line) > end + _AROUND else ""
    marked = line[at:end]
    return Excerpt(visible(before), visible(marked), visible(line[end : end + _AROUND]) + cut)
