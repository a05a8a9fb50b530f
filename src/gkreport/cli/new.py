"""`gkreport new`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gkreport import forms
from gkreport.cli.shell import REPORT, Stop, emit, free, read_report, say, write
from gkreport.report import Organ, Report
from gkreport.scaffold import SCHEMA_FILE, scaffold, start

if TYPE_CHECKING:
    from gkreport.form import Form


def run(  # noqa: PLR0913 - one parameter per option
    year: int, output: Path, organ: tuple[str, str, str], last: Path | None, *, schema: bool,
    force: bool,
) -> None:  # fmt: skip
    """Write a new report file."""
    form = forms.governing(year)
    if form is None or year > 9999:  # noqa: PLR2004 - a year has four digits
        first = min(f.first_year for id in forms.ids() if (f := forms.load(id)))  # noqa: A001
        raise Stop(f"没有 {year} 年的格式：统一格式从 {first} 年的报告用起，请核对年度")
    before = _last(last, year) if last else None
    begin = start(form, year, Organ(*organ), before)
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
        say(f"已带入 {last} 的机关、结转数和文字；文字请按今年的情况改写")
    name = "" if str(output) == REPORT else f" {output}"
    say(f"下一步：用记事本打开填写，再运行 gkreport check{name}")


def _write_schema(path: Path, form: "Form", *, force: bool) -> None:
    from gkreport.schema import dump  # noqa: PLC0415 - only with --schema

    free(path, force=force)
    write(path, dump(form))


def _last(path: Path, year: int) -> Report:
    reading = read_report(path)
    assert reading.report is not None
    found = reading.report.year
    if found is not None and found != year - 1:
        raise Stop(f"{path} 是 {found} 年的报告，带入 {year} 年的报告要用 {year - 1} 年的")
    return reading.report
