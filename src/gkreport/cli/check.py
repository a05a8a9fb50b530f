"""`gkreport check`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gkreport.cli import last as last_year
from gkreport.cli.checked import Checked
from gkreport.cli.shell import Stop, emit, load, reason, say, unreadable
from gkreport.finding import SEVERITIES, worst
from gkreport.output import tally
from gkreport.report.read import read
from gkreport.rules.engine import Options, Outcome, examine
from gkreport.source import decode, toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Finding
    from gkreport.report import Reading


class Asked(NamedTuple):
    """What the command line asks for."""

    last: Path | None = None
    form: str = "full"
    severity: str = "error"
    verbose: bool = False
    statistics: bool = False
    appendix: bool = False
    select: "list[str] | None" = None
    ignore: "list[str] | None" = None
    profile: str | None = None
    output: Path | None = None
    reports_only: bool = False
    """Whether a file that is named and is no report is passed over."""
    fix: bool = False
    diff: bool = False


_NOTHING = Outcome(())
_MANY = 10
"""Loading the quick parser takes about as long as reading so many reports without it."""
_DOCUMENTS = ("json", "sarif", "github", "junit")
_QUOTING = ("sarif", "github", "junit")


def run(files: list[Path], asked: Asked) -> int:
    """Check every file, show the findings, return the exit code."""
    if asked.last is not None and len(files) > 1:
        raise Stop("--last 只能用在检查一份报告的时候")
    if asked.fix or asked.diff:
        from gkreport.cli.fixing import refuse  # noqa: PLC0415 - only with --fix

        refuse(files, asked.form, asked.output, diff=asked.diff)
    if asked.output is None or str(asked.output) == "-":
        return _run(files, asked)
    from gkreport.cli.results import into  # noqa: PLC0415 - only with --output-file

    with into(asked.output, files):
        return _run(files, asked)


def _run(files: list[Path], asked: Asked) -> int:
    options = _options(asked)
    _hasten(len(files))
    results: list[Checked] = []
    for path in files:
        for result in _check(path, asked, options):
            keeps = _keeps_text(result, asked, alone=not results)
            results.append(result if keeps else result.without_text())
    if not asked.fix and not asked.diff:
        return _told(results, asked)
    from gkreport.cli import fixing  # noqa: PLC0415 - only with --fix

    with fixing.aside(files) as product:
        return _told(fixing.run(results, product, diff=asked.diff), asked)


def _keeps_text(result: Checked, asked: Asked, *, alone: bool) -> bool:
    """Whether its text will be shown or changed; it is not held in memory otherwise."""
    if asked.fix or asked.diff:
        return True
    shown = asked.verbose or asked.form in _QUOTING or alone
    return shown and bool(result.findings or result.outcome.allowed)


def _told(results: list[Checked], asked: Asked) -> int:
    read_ones = [r for r in results if not r.reason]
    findings = [finding for r in read_ones for finding in r.findings]
    if asked.diff:
        pass  # what stands on stdout is the change
    elif asked.form in _DOCUMENTS:
        from gkreport.cli.results import show  # noqa: PLC0415

        show(asked.form, results, asked.severity)
    else:
        _show(read_ones, asked)
    if asked.form not in _DOCUMENTS or asked.form == "github" or asked.output is not None:
        _close(results, findings, partly=bool(asked.select or asked.ignore), diff=asked.diff)
    return _exit_code(results, findings, asked.severity)


def _options(asked: Asked) -> Options:
    today = date.today()  # noqa: DTZ011 - the clerk's own calendar
    if not asked.select and not asked.ignore:
        return Options(today=today)
    from gkreport.cli.selection import codes  # noqa: PLC0415 - reads every form

    return Options(codes(asked.select), codes(asked.ignore), today)


def _hasten(files: int) -> None:
    """Load the quick parser, if there is one, for as many files as it takes to gain by it."""
    if files >= _MANY:
        toml.hasten()


def _local(options: Options, name: str | None, path: Path, reading: "Reading") -> Options:
    """The options with the local requirement of that name, if the report is for its years."""
    if name is None or reading.report is None:
        return options
    from gkreport.cli import profile as profiles  # noqa: PLC0415 - only with --profile

    profile = profiles.find(name, path)
    unfit = profiles.unfit(profile, reading.report)
    if unfit:
        say(f"{path}：{unfit}")
    return options._replace(profiles=(profile,))


def _check(path: Path, asked: Asked, options: Options) -> "Iterator[Checked]":
    if path.is_dir():
        yield from _check_folder(path, asked, options)
        return
    try:
        source = load(path)
    except Stop as stop:
        yield Checked(str(path), None, _NOTHING, str(stop))
        return
    reading = read(source)
    if asked.reports_only and reading.report and not reading.is_report:
        yield Checked(str(path), None, _NOTHING, "不是年度报告", skipped=True)
        return
    options = _local(options, asked.profile, path, reading)
    if asked.last is not None and reading.report is not None:
        before = last_year.named(asked.last, reading.report)
        outcome = examine(reading, before, options)
        yield Checked(str(path), source, outcome, last=str(asked.last), held=(before, options))
    else:
        yield _beside(path, reading, options)


def _beside(path: Path, reading: "Reading", options: Options) -> Checked:
    """Check a report, with last year's where it lies beside it."""
    beside = last_year.found(path, reading.report) if reading.report is not None else None
    named, before = (str(beside[0]), beside[1]) if beside else (None, None)
    return Checked(
        str(path), reading.source, examine(reading, before, options), last=named,
        lonely=beside is None and reading.report is not None, held=(before, options),
    )  # fmt: skip


def _check_folder(folder: Path, asked: Asked, options: Options) -> "Iterator[Checked]":
    """Every report under a folder; other TOML files are skipped."""
    from gkreport.cli.folder import toml_files  # noqa: PLC0415 - only with a folder

    found = seen = 0
    for name, error in toml_files(str(folder)):
        seen += 1
        if seen == _MANY:
            _hasten(seen)
        path = Path(name)
        if error is not None:
            told = f"文件夹 {path} 打不开：{reason(error)}，里面的文件没有检查"
            yield Checked(str(path), None, _NOTHING, told)
            continue
        try:
            source = decode(str(path), path.read_bytes())
        except OSError as refused:
            yield Checked(str(path), None, _NOTHING, unreadable(path, refused))
            continue
        reading = read(source)
        if reading.report and not reading.is_report:
            yield Checked(str(path), None, _NOTHING, "不是年度报告", skipped=True)
            continue
        found += 1
        yield _beside(path, reading, _local(options, asked.profile, path, reading))
    if not found:
        yield Checked(str(folder), None, _NOTHING, f"{folder} 里没有报告文件（*.toml）")


def _show(results: list[Checked], asked: Asked) -> None:
    findings = [finding for r in results for finding in r.findings]
    if asked.statistics:
        for line in tally.statistics(findings):
            emit(line)
    elif asked.form == "concise":
        from gkreport.output.concise import line as concise  # noqa: PLC0415

        for finding in findings:
            emit(concise(finding))
    elif len(results) > 1 and not asked.verbose:
        for result in results:
            emit(tally.line(result.path, result.findings))
    else:
        _show_full([r for r in results if r.findings])
    if asked.appendix:
        _appendix(results)


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


def _appendix(results: list[Checked]) -> None:
    """The findings that the reports account for, with the reasons, fit to be printed."""
    from gkreport.output.concise import line as concise  # noqa: PLC0415

    allowed = [pair for r in results for pair in r.outcome.allowed]
    emit("附：经核实不作问题处理的事项" if allowed else "附：没有经核实不作问题处理的事项")
    for n, (finding, why) in enumerate(allowed, 1):
        emit(f"{n}. {concise(finding, offered=False)}\n   理由：{why}")


def _close(results: list[Checked], findings: "list[Finding]", *, partly: bool, diff: bool) -> None:
    """The closing tally, and what could not be checked."""
    for result in results:
        if result.reason and not result.skipped:
            say(result.reason)
    checked = [r for r in results if not r.reason]
    if not checked:
        return
    said = tally.words(tally.counts(findings)) + tally.offered(findings)
    if partly and not findings:
        said = "所选的规则没有发现问题（别的规则没有看）"
    then = "改好以后" if diff and any(r.mended for r in results) else ""
    skipped = sum(r.skipped for r in results)
    allowed = sum(len(r.outcome.allowed) for r in checked)
    said += f"；另有 {allowed} 条经核实不作问题处理" if allowed else ""
    said += f"；跳过 {skipped} 个不是年度报告的文件" if skipped else ""
    if len(checked) == 1:
        then += "剩 " if then and findings else ""
        say(f"{checked[0].path}：{then}{said}{_beside_said(checked[0])}")
        return
    clean = sum(worst(r.findings) != "error" for r in checked)
    compared = sum(r.last is not None for r in checked)
    more = f"；{compared} 份与上年报告核对过" if compared else ""
    say(f"共 {len(checked)} 份报告，{clean} 份没有错误；{then}合计 {said}{more}")


def _beside_said(result: Checked) -> str:
    if result.last is not None:
        return f"（已与上年报告 {result.last} 核对）"
    return "（旁边没有上年的报告，没有核对上年结转）" if result.lonely else ""


def _exit_code(results: list[Checked], findings: "list[Finding]", severity: str) -> int:
    if any(r.failed or (r.reason and not r.skipped) for r in results):
        return 2
    bad = SEVERITIES[: [str(s) for s in SEVERITIES].index(severity) + 1]
    return int(any(finding.severity in bad for finding in findings))
