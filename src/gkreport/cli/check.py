"""`gkreport check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gkreport.cli.shell import Stop, emit, load, say, unreadable
from gkreport.finding import SEVERITIES, worst
from gkreport.output import tally
from gkreport.report.read import read
from gkreport.rules.engine import run as run_rules
from gkreport.source import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkreport.finding import Finding
    from gkreport.report import Report
    from gkreport.source import Source


class Checked(NamedTuple):
    """One file: its findings, or why there are none."""

    path: str
    source: "Source | None"
    findings: "tuple[Finding, ...]"
    reason: str = ""
    skipped: bool = False

    def as_json(self) -> dict[str, Any]:
        """The entry in the list of files."""
        status = "skipped" if self.skipped else "unreadable" if self.reason else "checked"
        return {
            "path": self.path, "status": status, "reason": self.reason or None,
            "counts": tally.counts(self.findings),
        }  # fmt: skip


def run(files: list[Path], last: Path | None, form: str, severity: str, *, verbose: bool) -> int:
    """Check every file, show the findings, return the exit code."""
    if last is not None and len(files) > 1:
        raise Stop("--last 只能用在检查一份报告的时候")
    results = [result for path in files for result in _check(path, last)]
    read_ones = [r for r in results if not r.reason]
    findings = [finding for r in read_ones for finding in r.findings]
    if form == "json":
        from gkreport.output.json import dump  # noqa: PLC0415

        emit(dump([r.as_json() for r in results], findings))
    else:
        many = len(read_ones) > 1 and not verbose and form == "full"
        _show(read_ones, form, lines_only=many)
        _close(results, findings)
    return _exit_code(results, findings, severity)


def _check(path: Path, last: Path | None) -> "Iterator[Checked]":
    if path.is_dir():
        yield from _check_folder(path)
        return
    try:
        source = load(path)
    except Stop as stop:
        yield Checked(str(path), None, (), str(stop))
        return
    reading = read(source)
    before = _last(last, reading.report) if last and reading.report else None
    yield Checked(str(path), source, run_rules(reading, before))


def _check_folder(folder: Path) -> "Iterator[Checked]":
    """Every report under a folder; other TOML files are skipped."""
    found = 0
    for path in sorted(folder.rglob("*.toml")):
        try:
            source = decode(str(path), path.read_bytes())
        except OSError as error:
            yield Checked(str(path), None, (), unreadable(path, error))
            continue
        reading = read(source)
        if reading.report and not _is_report(reading.data, reading.report):
            yield Checked(str(path), None, (), "不是年度报告", skipped=True)
            continue
        found += 1
        yield Checked(str(path), source, run_rules(reading))
    if not found:
        yield Checked(str(folder), None, (), f"{folder} 里没有报告文件（*.toml）")


def _is_report(data: "Mapping[str, Any]", report: "Report") -> bool:
    return any(key in data for key in ("form", "year", *report.form.keys))


def _last(path: Path, report: "Report") -> "Report":
    """Last year's report. Raises Stop where the file is not that."""
    reading = read(load(path))
    last = reading.report
    if last is None:
        raise Stop(f"--last 给的 {path} 写法有错，请先用 gkreport check {path} 查看")
    if not report.organ.same_as(last.organ):
        raise Stop(
            f"--last 给的是“{last.organ.name}”的报告，不是“{report.organ.name}”的。"
            "改过名称的，请把旧名写进 organ.former"
        )
    if report.year and last.year and last.year != report.year - 1:
        raise Stop(f"--last 给的是 {last.year} 年的报告，这里要 {report.year - 1} 年的")
    return last


def _show(results: list[Checked], form: str, *, lines_only: bool) -> None:
    if lines_only:
        for result in results:
            emit(tally.line(result.path, result.findings))
        return
    if form == "concise":
        from gkreport.output.concise import line  # noqa: PLC0415

        for result in results:
            for finding in result.findings:
                emit(line(finding))
        return
    _show_full([r for r in results if r.findings])


def _show_full(results: list[Checked]) -> None:
    if not results:
        return
    from gkreport.cli.shell import console  # noqa: PLC0415
    from gkreport.output.full import show  # noqa: PLC0415

    out = console()
    for result in results:
        for finding in result.findings:
            for line in show(finding, result.source, out.width):
                out.print(line)


def _close(results: list[Checked], findings: "list[Finding]") -> None:
    """The closing tally, and what could not be checked."""
    for result in results:
        if result.reason and not result.skipped:
            say(result.reason)
    checked = [r for r in results if not r.reason]
    if not checked:
        return
    said = tally.words(tally.counts(findings))
    skipped = sum(r.skipped for r in results)
    more = f"；跳过 {skipped} 个不是年度报告的文件" if skipped else ""
    if len(checked) == 1:
        say(f"{checked[0].path}：{said}{more}")
        return
    clean = sum(worst(r.findings) != "error" for r in checked)
    say(f"共 {len(checked)} 份报告，{clean} 份没有错误；合计 {said}{more}")


def _exit_code(results: list[Checked], findings: "list[Finding]", severity: str) -> int:
    if any(r.reason and not r.skipped for r in results):
        return 2
    bad = SEVERITIES[: [str(s) for s in SEVERITIES].index(severity) + 1]
    return int(any(finding.severity in bad for finding in findings))
