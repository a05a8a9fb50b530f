"""R1-R3: a web page and a Word file beside bare libraries, a PDF beside weasyprint where that is
installed (`pip install weasyprint`); milliseconds a document by format.

    .venv/bin/python benchmarks/rendering.py [FILE]

A warm process. Both sides of a ratio run in turn, it is taken inside each round, and the median is
printed. FILE is a report; without it a made-up city's, with full texts.
"""

import io
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from statistics import median

from docx import Document as WordFile
from measured import HEAD, Measured

from gkreport.need import Missing
from gkreport.renderers import FORMATS, Wishes, document, render, templates, values
from gkreport.renderers.page import build
from gkreport.report import Report
from gkreport.report.read import read
from gkreport.source import decode

ROUNDS = 25
REPORT = Path(__file__).parents[1] / "tests" / "true_reports" / "qingjiang-shi-2024.toml"
NAME = "report.html.j2"


def report(path: Path) -> Report:
    found = read(decode(path.name, path.read_bytes())).report
    if found is None:
        sys.exit(f"{path} cannot be read")
    return found


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def ratio(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> float:
    ours(), bare()
    return median(seconds(ours) / seconds(bare) for _ in range(rounds))


def bare_word(one: Report) -> None:
    """The yardstick of R2: the same texts in tables without merged cells, row by row."""
    page, made = build(one), WordFile()
    made.add_heading("".join(page.title), 0)
    for part in page.parts:
        made.add_heading(part.heading, 1)
        for paragraph in part.paragraphs:
            made.add_paragraph(paragraph.text)
        if part.table:
            drawn = made.add_table(part.table.layout.height, part.table.layout.width)
            for row, slots in zip(drawn.rows, part.table.layout.rows, strict=True):
                cells = row.cells
                for slot in slots:
                    cells[slot.col].text = part.table.texts[slot]
    made.save(io.BytesIO())


def another(one: Report, serial: "count[int]") -> Report:
    """The same report with another name: typst keeps what it has set before, and would be asked
    for nothing but a copy.
    """
    return one._replace(organ=one.organ._replace(name=f"{one.organ.name}{next(serial)}"))


def beside_weasyprint(one: Report, rounds: int) -> Measured:
    """R3: the same content by typst and, as the web page is printed, by weasyprint."""
    try:
        printer = import_module("weasyprint")
    except (ImportError, OSError):  # Pango may be missing
        return Measured("R3", None, "weasyprint is not installed")
    serial = count()
    times = ratio(
        lambda: document(another(one, serial), "pdf"),
        lambda: printer.HTML(string=render(another(one, serial), "html")).write_pdf(),
        rounds,
    )
    return Measured("R3", times)


def rows(rounds: int, path: Path = REPORT) -> Iterator[Measured]:
    """R1-R3."""
    one = report(path)
    ready = values(one, "html", Wishes())
    bare = partial(templates.render, NAME, ready)
    yield Measured("R1", ratio(lambda: render(one, "html"), bare, rounds))
    yield Measured("R2", ratio(lambda: document(one, "docx"), lambda: bare_word(one), rounds))
    yield beside_weasyprint(one, rounds)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else REPORT
    print(HEAD)
    for measured in rows(ROUNDS, path):
        print(measured.line())
    one = report(path)
    serial = count()
    for form, known in FORMATS.items():
        try:
            document(one, form)
        except Missing as missing:
            print(f"{known.title}: {missing}")
            continue
        each = [another(one, serial) for _ in range(ROUNDS)]
        took = median(seconds(lambda a=a, form=form: document(a, form)) for a in each)  # type: ignore[misc]
        print(f"{form:10} {took * 1000:8.2f} ms")


if __name__ == "__main__":
    main()
