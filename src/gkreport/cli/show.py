"""`gkreport show`."""

from pathlib import Path

from gkreport.cli.shell import console, read_report, say
from gkreport.output import tally
from gkreport.output.grid import Painter
from gkreport.rules.engine import run as run_rules


def run(file: Path, table: str | None) -> None:
    """Paint the tables of one report."""
    reading = read_report(file)
    assert reading.report is not None
    report = reading.report
    findings = run_rules(reading)
    numbers = {section.id: str(section.number) for section in report.form.sections}
    painter = Painter(report, findings)
    out = console()
    for key in report.forms:
        if table in (None, numbers.get(key)):
            for line in painter.table(key, out.width):
                out.print(line)
            out.print()
    total = tally.counts(findings)
    if total["error"] or total["warning"]:
        name = "" if str(file) == "report.toml" else f" {file}"
        say(f"{file}：{tally.words(total)}，运行 gkreport check{name} 查看")
