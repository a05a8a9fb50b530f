"""How many files of each format one core reads and checks in a second.

    .venv/bin/python benchmarks/formats.py [FILES]

The reports of the tests are written in every format, FILES of each (60), and each folder is
surveyed by one process. Only the work itself counts, tables and page do not. From this follows how
long a collection takes, and from what size on a cluster pays (docs/survey.md).
"""

import sys
import time
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from measured import folder

from gkreport.renderers import FORMATS, Wishes, document
from gkreport.report.read import read
from gkreport.source import decode
from gkreport.survey import run as surveys
from gkreport.survey.executors.serial import Serial
from gkreport.survey.inputs import gather

ROOT = Path(__file__).parents[1]
REPORTS = sorted((ROOT / "tests" / "true_reports").glob("*.toml"))
COUNTRY = 350_000
"""About how many reports a year has."""


def written(form: str, count: int, place: Path) -> None:
    """Reports in one format."""
    suffix = ".toml" if form == "toml" else FORMATS[form].suffix
    for n, path in enumerate(islice(cycle(REPORTS), count)):
        source = path.read_bytes()
        made: str | bytes = source
        if form != "toml":
            report = read(decode(path.name, source)).report
            assert report is not None
            made = document(report, form, Wishes())
        target = place / f"{n:04}{suffix}"
        target.write_bytes(made.encode() if isinstance(made, str) else made)


def rate(place: Path) -> float:
    """Files a second."""
    with folder() as output:
        inputs = gather([place], output)
        survey = surveys.prepare(inputs, output, date(2026, 1, 31))
        begun = time.perf_counter()
        surveys.work(survey, Serial(), lambda _: None)
        return len(inputs.files) / (time.perf_counter() - begun)


def main() -> None:
    """Print a line for each format."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(f"Python {sys.version.split()[0]}, {count} files of each format, one core")
    for form in ("toml", *(name for name in FORMATS if name != "fragment")):
        with folder() as place:
            written(form, count, place)
            rate(place)
            speed = rate(place)
        hours = COUNTRY / speed / 3600
        print(f"{form:10}{speed:8.1f} a second{1000 / speed:9.1f} ms   a country {hours:6.1f} h")


if __name__ == "__main__":
    main()
