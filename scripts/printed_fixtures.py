"""Makes tests/fixtures/printed: a small report of our own as other programs write it.

Needs Chromium, LibreOffice and a Chinese font; the tests need only what it has written.
"""

import html
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "tests" / "fixtures" / "printed"
sys.path.insert(0, str(ROOT / "tests"))

from printed_truth import REPORT  # noqa: E402 - it lives with the tests
from variants import Printed, Sheet  # noqa: E402 - the same
from variants_office import excel, word  # noqa: E402 - the same

SHORT = 5
STYLE = """
* { font-family: "Noto Sans CJK SC"; font-weight: 400 }
table { border-collapse: collapse; width: 100% } td { border: 1px solid; font-size: 11px }
h2 { font-size: 16px }
"""


def page(printed: Printed) -> str:
    """The report as a plain web page, with its short table only.

    A browser draws every character anew, which makes a long one large.
    """
    body = [f"<h1>{printed.title}</h1>", f"<p>{printed.preface}</p>"]
    for heading, _, key in printed.parts():
        sheet = printed.sheet(key) if key is not None else None
        if sheet and sheet.height <= SHORT:
            body += [f"<h2>{heading}</h2>", _table(sheet)]
    return f"<meta charset=utf-8><style>{STYLE}</style><body lang=zh-CN>{''.join(body)}"


def _table(sheet: Sheet) -> str:
    rows = (
        "".join(
            f"<td rowspan={slot.rowspan} colspan={slot.colspan}>{html.escape(text)}</td>"
            for slot, text in row
        )
        for row in sheet.rows()
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def by_browser(folder: Path) -> None:
    """Print the page with Chromium."""
    (folder / "page.html").write_text(page(REPORT), "utf-8")
    subprocess.run(  # noqa: S603 - our own page
        [  # noqa: S607 - whichever is installed
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-pdf-tagging", "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={OUT / 'browser.pdf'}",
            (folder / "page.html").as_uri(),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip


def by_office(folder: Path) -> None:
    """Print the Word file with LibreOffice, and let it write the workbook in its own way."""
    (folder / "office.docx").write_bytes(word(REPORT))
    (folder / "office.xlsx").write_bytes(excel(REPORT))
    for kind, source in (("pdf", "docx"), ("xls", "xlsx"), ("ods", "xlsx")):
        subprocess.run(  # noqa: S603 - our own file
            [  # noqa: S607 - whichever is installed
                "soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless",
                "--convert-to", kind, "--outdir", str(OUT), str(folder / f"office.{source}"),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        by_browser(Path(temporary))
        by_office(Path(temporary))
    for path in sorted(OUT.iterdir()):
        print(path.name, path.stat().st_size)
