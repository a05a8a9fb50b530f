"""Write the pictures of documents in docs/: Word, PDF, Excel, the web page and the live preview.

    make pictures

Needs Chromium, LibreOffice (Writer and Calc), poppler and the Noto CJK fonts on the machine. What
is seen is what the program makes of our own samples; nothing is drawn by hand.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SAMPLES = ROOT / "samples"
PROGRAM = (sys.executable, "-m", "gkreport")
DESK = "#d5d9dc"
"""The colour around sheets of paper."""
EDGE = 14
COLOURS = 200
LARGEST = 150_000
WINDOW = (1180, 760)


def main() -> None:
    """Draw every picture."""
    for tool in ("soffice", "pdftoppm", "chromium"):
        if not shutil.which(tool):
            sys.exit(f"install {tool} first")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(SAMPLES / "complete.toml", folder / "report.toml")
        _render(folder, "--docx", "-o", "word.docx", "--fonts", "free")
        _render(folder, "--xlsx", "-o", "excel.xlsx")
        _render(folder, "--pdf", "-o", "pdf.pdf")
        _render(folder, "--html", "-o", "page.html")
        _convert(folder, "word.docx", "excel.xlsx")
        _keep("word", _beside(_sheets(folder / "word.pdf", (1, 2), 58)))
        _keep("pdf", _beside(_sheets(folder / "pdf.pdf", (1, 2, 3), 58)))
        _keep("excel", _trimmed(_sheets(folder / "excel.pdf", (2,), 100)[0]))
        with _window() as window:
            window.goto((folder / "page.html").as_uri())
            _keep("page", _seen(window))
            shutil.copy(SAMPLES / "wrong-cell.toml", folder / "report.toml")
            with _preview(folder) as url:
                _choose(window, url)
                _keep("preview", _seen(window))


def _render(folder: Path, *arguments: str) -> None:
    command = [*PROGRAM, "render", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - our own


def _convert(folder: Path, *names: str) -> None:
    """Print Office files as LibreOffice does."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - a fixed tool


def _sheets(path: Path, pages: tuple[int, ...], resolution: int) -> list[Image.Image]:
    """Pages of a PDF file."""
    found = []
    for page in pages:
        only = ("-f", str(page), "-l", str(page))
        command = ["pdftoppm", "-png", "-r", str(2 * resolution), *only, str(path)]
        done = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a fixed tool
        large = Image.open(BytesIO(done.stdout)).convert("RGB")
        half = (large.width // 2, large.height // 2)
        found.append(large.resize(half, Image.Resampling.LANCZOS))
    return found


def _beside(sheets: list[Image.Image]) -> Image.Image:
    """Sheets of paper on a desk."""
    wide = sum(sheet.width + EDGE for sheet in sheets) + EDGE
    desk = Image.new("RGB", (wide, sheets[0].height + 2 * EDGE), DESK)
    left = EDGE
    for sheet in sheets:
        desk.paste(sheet, (left, EDGE))
        left += sheet.width + EDGE
    return desk


def _trimmed(sheet: Image.Image) -> Image.Image:
    """A sheet without its foot and the blank around what is on it."""
    sheet = sheet.crop((0, 0, sheet.width, sheet.height * 9 // 10))
    blank = Image.new("RGB", sheet.size, "white")
    left, top, right, bottom = ImageChops.difference(sheet, blank).getbbox() or (0, 0, *sheet.size)
    return sheet.crop((left - EDGE, top - EDGE, right + EDGE, bottom + EDGE))


@contextmanager
def _window() -> Iterator[Any]:
    """A page of a browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to load

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page(
            viewport={"width": WINDOW[0], "height": WINDOW[1]}, reduced_motion="reduce"
        )
        browser.close()


@contextmanager
def _preview(folder: Path) -> Iterator[str]:
    """The address of the running preview of a report."""
    command = [*PROGRAM, "preview", "report.toml", "--no-open"]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


def _choose(window: Any, url: str) -> None:  # noqa: ANN401 - of the browser's
    """Open the preview and click the first finding."""
    window.goto(url)
    window.frame_locator("#document").locator("[data-worst]").first.wait_for()
    window.locator(".finding button").first.click()
    window.wait_for_timeout(500)  # it scrolls


def _seen(window: Any) -> Image.Image:  # noqa: ANN401 - of the browser's
    return Image.open(BytesIO(window.screenshot())).convert("RGB")


def _keep(name: str, picture: Image.Image) -> None:
    """Save a picture in few colours."""
    path = DOCS / f"{name}.png"
    few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST:
        sys.exit(f"{path} is too large: {size} bytes")
    print(path.relative_to(ROOT), picture.size, size)


if __name__ == "__main__":
    main()
