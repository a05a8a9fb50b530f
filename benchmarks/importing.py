"""I1: how long it takes to read a published page, beside bare parsing; and each file by format.

    .venv/bin/python benchmarks/importing.py [FILE...]

The page has about 100 KB, as Word exports one. The yardstick parses it and asks every cell for its
text and its spans. Both run in turn, the ratio is taken inside each round, and the median is
printed. A Word file of the same report is timed as well, and every file that is named.
"""

import io
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from docx import Document as WordFile
from measured import HEAD, Measured
from selectolax.lexbor import LexborHTMLParser

from gkreport.importers import sniff

ROUNDS = 25
ROWS, COLUMNS = 28, 10
CELL = (
    '<td width="54" colspan="1" style="width:40.5pt;border:solid windowtext 1.0pt;'
    'mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt"><p class="MsoNormal" '
    'style="text-align:center"><span lang="EN-US" style="font-size:10.5pt">{}</span></p></td>'
)
PARAGRAPH = "<p class='MsoNormal'><span style='font-size:16pt'>{}</span></p>"
SENTENCE = "正文一段，说明这一年的工作。" * 12


def table(rows: int, columns: int) -> list[list[str]]:
    """Labels on top and on the left, figures in the last columns."""
    texts = [[f"第{r}行第{c}栏" for c in range(columns)] for r in range(rows)]
    wide = columns if columns > COLUMNS else min(7, columns - 1)
    for r in range(3, rows):
        texts[r][-wide:] = [str(r * c % 23) for c in range(wide)]
    return texts


def page() -> bytes:
    """A saved page of about 100 KB."""
    parts = ["<html><head><title>报告</title></head><body><div class='nav'>"]
    parts += [f"<a href='/{n}.html'>栏目{n}</a>" for n in range(60)]
    parts.append("</div><div id='zoom'>")
    parts += [PARAGRAPH.format(SENTENCE)] * 12
    for rows, columns in ((14, 4), (ROWS, COLUMNS), (4, 15)):
        cells = ["<tr>" + "".join(map(CELL.format, row)) + "</tr>" for row in table(rows, columns)]
        parts += ["<table>", *cells, "</table>"]
    return "\n".join([*parts, "</div></body></html>"]).encode()


def word() -> bytes:
    """The same as a Word file."""
    document, out = WordFile(), io.BytesIO()
    for _ in range(12):
        document.add_paragraph(SENTENCE)
    for rows, columns in ((14, 4), (ROWS, COLUMNS), (4, 15)):
        drawn = document.add_table(rows, columns)
        for row, texts in zip(drawn.rows, table(rows, columns), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.save(out)
    return out.getvalue()


def bare(data: bytes) -> None:
    """The yardstick."""
    for cell in LexborHTMLParser(data.decode()).css("td"):
        cell.text()
        cell.attributes.get("colspan")
        cell.attributes.get("rowspan")


def seconds(work: Callable[[], object]) -> float:
    """Processor time of a call, so that other work on the machine counts less."""
    start = time.process_time()
    work()
    return time.process_time() - start


def rows(rounds: int) -> Iterator[Measured]:
    """I1."""
    data = page()
    ours = partial(sniff.read, "page.html", data)
    both = [(seconds(partial(bare, data)), seconds(ours)) for _ in range(rounds + 1)][1:]
    note = f"page of {len(data) / 1000:.0f} KB, bare {median(a for a, _ in both) * 1e3:.2f} ms"
    yield Measured("I1", median(b / a for a, b in both), note)


def main() -> None:
    """Print the ratio, and milliseconds for each file."""
    print(HEAD)
    for measured in rows(ROUNDS):
        print(measured.line())
    files = {"report.docx": word()} | {p: Path(p).read_bytes() for p in sys.argv[1:]}
    for name, content in files.items():
        work = partial(sniff.read, name, content)
        work()
        took = median(seconds(work) for _ in range(5))
        print(f"{name}: {took * 1e3:.1f} ms, {len(content) / 1000:.0f} KB")


if __name__ == "__main__":
    main()
