"""`gkreport ready`."""

import json
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from gkreport.cli import last as last_year
from gkreport.cli import profile as profiles
from gkreport.cli.results import document
from gkreport.cli.shell import Stop, console, load_bytes
from gkreport.output.ready import as_data, page
from gkreport.report.read import read
from gkreport.rules.engine import Options, examine
from gkreport.rules.readiness import judge
from gkreport.source import decode
from gkreport.verdict import About

if TYPE_CHECKING:
    from pathlib import Path

    from gkreport.report import Reading, Report
    from gkreport.rules.profile_model import Profile


def run(file: "Path", last: "Path | None", profile: str | None, form: str) -> int:
    """Show whether a report may be published, and return 0 for yes and 1 for no."""
    today = date.today()  # noqa: DTZ011 - the clerk's own calendar
    data = load_bytes(file)
    reading = read(decode(str(file), data))
    if reading.report is not None and not reading.is_report:
        raise Stop(f"{file} 不是年度报告，看不出能不能发布")
    about = About(str(file), sha256(data).hexdigest(), today)
    local, about = _local(profile, file, reading, about)
    before, about = _before(file, last, reading, about)
    options = Options(today=today, profiles=(local,) if local else ())
    verdict = judge(reading, examine(reading, before, options), today, local)
    if form == "json":
        document(json.dumps(as_data(verdict, about), ensure_ascii=False, indent=2) + "\n")
    else:
        out = console()
        for line in page(verdict, about, out.width):
            out.print(line)
    return 0 if verdict.ready else 1


def _local(
    name: str | None, file: "Path", reading: "Reading", about: About
) -> "tuple[Profile | None, About]":
    """The local requirement of that name, and what the page says of it."""
    if name is None or reading.report is None:
        return None, about
    profile = profiles.find(name, file)
    unfit = profiles.unfit(profile, reading.report)
    said = unfit or f"已按地方要求“{profile.title}”检查"
    return (None if unfit else profile), about._replace(local=said)


def _before(
    file: "Path", last: "Path | None", reading: "Reading", about: About
) -> "tuple[Report | None, About]":
    """Last year's report, named or found, and what the page says of it."""
    if reading.report is None:
        return None, about
    if last is not None:
        return last_year.named(last, reading.report), about._replace(last=str(last))
    found = last_year.found(file, reading.report)
    if found is None:
        return None, about._replace(lonely=True)
    return found[1], about._replace(last=str(found[0]))
