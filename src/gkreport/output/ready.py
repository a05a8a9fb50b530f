"""One page before publishing: the verdict, what is in the way, what a person signs for."""

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rich.text import Text

from gkreport.layout.width import fold, width
from gkreport.output import SEVERITY_STYLES, SEVERITY_WORDS, visible
from gkreport.output.json import one

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gkreport.finding import Finding
    from gkreport.verdict import About, Due, Verdict

_YES, _NO = "可以发布", "还不能发布"
_SHOWN: Final = 6
"""How many findings of one kind the page has room for."""
_LINES: Final = 2
"""How many lines one of them may take."""
_CUT: Final = "……"
_FILLABLE: Final = "left-out"


class Block(NamedTuple):
    """Findings under one heading."""

    heading: str
    unit: str
    """Measure word and noun, as they stand in the verdict."""
    found: "tuple[Finding, ...]"


def _blocks(verdict: "Verdict") -> tuple[Block, ...]:
    return (
        Block("错误，必须改正", "个错误", verdict.errors),
        Block("没有写完", "处没有写完", verdict.unfinished),
        Block("警告，改正或者说明理由", "个警告没有处理", verdict.warnings),
    )


def words(verdict: "Verdict", today: "date") -> str:
    """The verdict as a sentence."""
    if verdict.ready:
        late = any(_is_late(due, verdict.published, today) for due in verdict.dues)
        return _YES + ("，但是已经过了期限" if late else "")
    why = [f"{len(found)} {unit}" for _, unit, found in _blocks(verdict) if found]
    why += ["统计期限还没有结束"] if verdict.premature else []
    return f"{_NO}：{'，'.join(why)}"


def _is_late(due: "Due", published: "date | None", today: "date") -> bool:
    """Whether the day to publish is over and the report does not state an earlier one."""
    return due.published and due.day < min(published or today, today)


def page(verdict: "Verdict", about: "About", columns: int) -> "Iterator[Text]":
    """The page, no line wider than `columns`."""
    title = verdict.title or about.path
    yield from (Text(line, "bold") for line in fold(visible(title), columns))
    yield Text("")
    style = "bold green" if verdict.ready else "bold red"
    yield from (Text(line, style) for line in fold(words(verdict, about.today), columns))
    for block in _blocks(verdict):
        yield from _findings(block, about, columns)
    yield from _block("期限", (*_deadlines(verdict, about.today), *_late(verdict)), columns)
    yield from _block("核对", _compared(verdict, about), columns)
    yield from _allowances(verdict, about, columns)
    yield from _block("文件", (about.path, f"sha256 {about.sha256}"), columns)
    yield from _block("下一步", _next(verdict, about), columns)


def _findings(block: Block, about: "About", columns: int) -> "Iterator[Text]":
    if not block.found:
        return
    yield Text("")
    yield Text(f"{block.heading}（{len(block.found)}）", "bold")
    kinds = _kinds(block.found)
    for finding, alike in kinds[:_SHOWN]:
        head = f"  {_where(finding)}{finding.code} "
        message = visible(finding.hit.message + (f"（这类问题共 {alike} 处）" if alike > 1 else ""))
        lines = _cut(fold(message, columns - width(head) - width(_CUT)))
        for n, line in enumerate(lines):
            start = Text(" " * width(head)) if n else Text(head, SEVERITY_STYLES[finding.severity])
            yield start + Text(line)
    more = sum(alike for _, alike in kinds[_SHOWN:])
    if more > 0:
        yield from _folded(f"另有 {more} 条，运行 gkreport check {about.path} 查看", columns)


def _kinds(found: "tuple[Finding, ...]") -> "list[tuple[Finding, int]]":
    """Every finding where there is room; else one of each rule, and how many there are of it."""
    if len(found) <= _SHOWN:
        return [(finding, 1) for finding in found]
    alike = Counter(finding.code for finding in found)
    first = {finding.code: finding for finding in reversed(found)}
    return [(first[code], n) for code, n in alike.items()]


def _where(finding: "Finding") -> str:
    return f"第 {finding.line} 行  " if finding.line else ""


def _cut(lines: list[str]) -> list[str]:
    if len(lines) <= _LINES:
        return lines
    return [*lines[: _LINES - 1], lines[_LINES - 1] + _CUT]


def _block(heading: str, lines: "tuple[str, ...]", columns: int) -> "Iterator[Text]":
    """Short remarks with their heading before the first of them."""
    if not lines:
        return
    yield Text("")
    yield Text(heading, "bold")
    for line in lines:
        yield from _folded(visible(line), columns)


def _folded(line: str, columns: int) -> "Iterator[Text]":
    yield from (Text(f"  {part}") for part in fold(line, columns - 2))


def _deadlines(verdict: "Verdict", today: "date") -> "Iterator[str]":
    if not verdict.title:  # a broken file: nothing is known
        return
    day = verdict.published
    if day is None:
        where = "（[publication] 的 date，行首有井号的要删去井号）"
        yield f"今天是 {_day(today)}，报告里还没有写公布日期{where}"
    else:
        early = "；还没有公布的，请改成实际的日期" if day < today else ""
        yield f"今天是 {_day(today)}，写明的公布日期是 {_day(day)}{early}"
    if verdict.premature:
        yield verdict.premature
    for due in verdict.dues:
        yield _deadline(due, verdict.published, today)


def _deadline(due: "Due", published: "date | None", today: "date") -> str:
    left = (due.day - today).days
    said = f"还有 {left} 天" if left > 0 else "就是今天" if not left else f"已经过了 {-left} 天"
    if published is not None and published <= min(today, due.day) and due.published:
        said = "写明的公布日期在期限以内"
    remark = f"（{due.remark}）" if due.remark else ""
    return f"{due.whose} {_day(due.day)}，{said}{remark}"


def _late(verdict: "Verdict") -> "Iterator[str]":
    """What cannot be mended any more."""
    for finding in verdict.missed:
        yield f"{finding.code} {finding.hit.message}。日期没有写错的，请按主管部门的要求说明"


def _compared(verdict: "Verdict", about: "About") -> "tuple[str, ...]":
    lines = []
    if about.last is not None:
        lines.append(f"已与上年的报告 {about.last} 核对")
    elif about.lonely:
        lines.append("旁边没有上年的报告，没有核对上年结转。有的话，用 --last 指明")
    if about.local:
        lines.append(about.local)
    if verdict.notes:
        lines.append(f"{verdict.notes} 条提示不影响发布，运行 gkreport check {about.path} 查看")
    return tuple(lines)


def _allowances(verdict: "Verdict", about: "About", columns: int) -> "Iterator[Text]":
    """What the person who signs accepts, each with its reason."""
    if not verdict.allowed:
        return
    yield Text("")
    yield Text(f"报告里写明不作问题处理（{len(verdict.allowed)}），请审签的人过目", "bold")
    for finding, reason in verdict.allowed[:_SHOWN]:
        word = SEVERITY_WORDS[finding.severity]
        said = visible(f"{_where(finding)}{word} {finding.code} {finding.hit.message}")
        yield from (Text(f"  {line}") for line in _cut(fold(said, columns - 2 - width(_CUT))))
        yield from _folded(f"理由：{visible(reason)}", columns)
    more = len(verdict.allowed) - _SHOWN
    if more > 0:
        said = f"另有 {more} 条，运行 gkreport check --appendix {about.path} 查看"
        yield from _folded(said, columns)


def _next(verdict: "Verdict", about: "About") -> "tuple[str, ...]":
    """What to do now, in the order of doing."""
    if verdict.ready:
        return (
            f"运行 gkreport render --html {about.path} 生成正文",
            "审签以后文件如有改动，sha256 就会不同，请重新运行 gkreport ready",
        )
    lines = []
    if any(finding.name == _FILLABLE for finding in verdict.unfinished):
        lines.append(f"各项数字填好以后，运行 gkreport fill {about.path} 补上总计")
    if verdict.mends:
        n = verdict.mends
        lines.append(f"运行 gkreport check --fix {about.path} 改好 {n} 处标点之类的小错")
    if verdict.errors or verdict.unfinished or verdict.warnings:
        lines.append(f"逐条改正；每条怎样改，运行 gkreport check {about.path} 查看")
    if verdict.warnings:
        lines.append("核对过、确实没有错的警告，在报告里写 [[allow]] 并说明理由，例如：")
        lines.append(f'[[allow]] 下面写 rule = "{verdict.warnings[0].name}" 和 reason = "……"')
    lines.append(f"改好以后，再运行 gkreport ready {about.path}")
    return tuple(lines)


def _day(day: "date") -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def as_data(verdict: "Verdict", about: "About") -> dict[str, Any]:
    """The page for other programs; findings as in the JSON of a check."""
    return {
        "version": 1,
        "ready": verdict.ready,
        "verdict": words(verdict, about.today),
        "path": about.path,
        "sha256": about.sha256,
        "title": verdict.title,
        "today": about.today.isoformat(),
        "published": verdict.published.isoformat() if verdict.published else None,
        "deadlines": [_due_data(due, about.today) for due in verdict.dues],
        "last": about.last,
        "errors": [one(finding) for finding in verdict.errors],
        "unfinished": [one(finding) for finding in verdict.unfinished],
        "warnings": [one(finding) for finding in verdict.warnings],
        "premature": verdict.premature or None,
        "missed": [one(finding) for finding in verdict.missed],
        "notes": verdict.notes,
        "allowed": [{"finding": one(f), "reason": reason} for f, reason in verdict.allowed],
    }


def _due_data(due: "Due", today: "date") -> dict[str, Any]:
    return {
        "date": due.day.isoformat(),
        "days_left": (due.day - today).days,
        "to": "publish" if due.published else "submit",
        "basis": due.basis,
    }
