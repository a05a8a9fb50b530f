"""`gkreport new`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gkreport import forms
from gkreport.cli.shell import REPORT, Stop, emit, free, read_report, say, write
from gkreport.report import Organ
from gkreport.report.keys import KINDS, LEVELS
from gkreport.scaffold import SCHEMA_FILE, scaffold, start

if TYPE_CHECKING:
    from gkreport.form import Form
    from gkreport.report import Report

_OURS: Final = frozenset((".toml", ""))
"""How report files end; what ends otherwise was published."""
_OF_IMPORT: Final = ("organ-missing", "year-missing", "title-missing")
"""Notes of reading that name options of `import`, or speak of what is not carried over."""


def run(  # noqa: PLR0913 - one parameter per option
    year: int, output: Path, organ: tuple[str, str, str], last: Path | None, *, schema: bool,
    force: bool,
) -> None:  # fmt: skip
    """Write a new report file."""
    form = forms.governing(year)
    if form is None or year > 9999:  # noqa: PLR2004 - a year has four digits
        first = min(f.first_year for id in forms.ids() if (f := forms.load(id)))  # noqa: A001
        raise Stop(f"没有 {year} 年的格式：统一格式从 {first} 年的报告用起，请核对年度")
    name, kind, level = organ
    who = Organ(name, _word("--kind", kind, KINDS), _word("--level", level, LEVELS))
    before = _last(last, year) if last else None
    begin = start(form, year, who, before)
    if str(output) == "-":
        emit(scaffold(begin), end="")
        return
    free(output, force=force)
    beside = output.parent / SCHEMA_FILE
    if schema:
        _write_schema(beside, form, force=force)
    begin = replace(begin, schema=beside.is_file())
    write(output, scaffold(begin))
    say(f"已生成 {output}：{year}年的报告，按{form.basis}的格式")
    if before is not None:
        say(_carried(before, str(last)))
        if not begin.organ.name:
            say("没有读到机关名称，请在 [organ] 的 name 里填写")
    if None in begin.cells.values():
        say('上年的结转下年度有没读清的，今年的上年结转留着空白（""），请对照上年的报告填写')
    name = "" if str(output) == REPORT else f" {output}"
    say(f"下一步：用记事本打开填写，再运行 gkreport check{name}")


def _word(option: str, said: str, choices: "tuple[tuple[str, str], ...]") -> str:
    """The word of a report file for what was said, which may be the Chinese for it."""
    for word, title in choices:
        if said in (word, title, title.removesuffix("级")):
            return word
    if not said:
        return ""
    ways = "，".join(f"{title}写 {word}" for word, title in choices)
    raise Stop(f"{option} 的值“{said}”不对：{ways}。用法见 gkreport new --help")


def _carried(before: "Report", called: str) -> str:
    """What was taken from last year's report."""
    parts = ["机关"] if before.organ.name else []
    parts.append("结转数")
    told = "、".join(parts)
    if not any(map(str.strip, before.sections.values())):
        return f"已带入 {called} 的{told}；没有带入文字"
    return f"已带入 {called} 的{told}和文字；文字请按今年的情况改写"


def _write_schema(path: Path, form: "Form", *, force: bool) -> None:
    from gkreport.schema import dump  # noqa: PLC0415 - only with --schema

    free(path, force=force)
    write(path, dump(form))


def _last(path: Path, year: int) -> "Report":
    ours = str(path) == "-" or path.suffix.lower() in _OURS
    report = _stated(path) if ours else _published(path)
    if report.year is not None and report.year != year - 1:
        raise Stop(f"{path} 是 {report.year} 年的报告，带入 {year} 年的报告要用 {year - 1} 年的")
    if report.year is None and not ours:
        say(f"没有读到 {path} 是哪一年的报告，请核对是不是 {year - 1} 年的")
    return report


def _stated(path: Path) -> "Report":
    report = read_report(path).report
    assert report is not None
    return report


def _published(path: Path) -> "Report":
    """Last year's report from the text that was published."""
    from gkreport.cli.imported import lines, load, refusal, tell  # noqa: PLC0415 - slow to load
    from gkreport.importers.blocks import Refused  # noqa: PLC0415
    from gkreport.importers.reading import read_report as read_published  # noqa: PLC0415
    from gkreport.importers.toml import reading  # noqa: PLC0415

    try:
        imported = read_published(str(path), load(path))
    except Refused as refused:
        raise Stop(refusal(str(path), refused)) from refused
    notes = tuple(note for note in imported.notes if note.code not in _OF_IMPORT)
    tell(lines(str(path), imported._replace(notes=notes), brief=True))
    report = reading(imported).report
    assert report is not None
    return report
