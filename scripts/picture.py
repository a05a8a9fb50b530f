"""Write docs/check.png: a command's real output in a terminal, drawn by Chromium.

    .venv/bin/python scripts/picture.py

Needs Chromium and a Chinese font on the machine. The output is the program's own, colours included.
"""

import html
import os
import shutil
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from rich.text import Text

ROOT = Path(__file__).parents[1]
COLUMNS = 92
STYLES = {
    "red": "#ff6b68", "color(1)": "#ff6b68", "yellow": "#e5c07b", "color(3)": "#e5c07b",
    "cyan": "#56b6c2", "color(6)": "#56b6c2",
}  # fmt: skip
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1e1e1e; padding: 18px 22px; }}
pre {{ margin: 0; color: #dcdcdc; font: 15px/1.5 "Noto Sans Mono CJK SC", monospace; }}
b {{ color: #fff }} .prompt {{ color: #98c379 }}
</style><pre>{body}</pre>"""


def output(arguments: list[str]) -> str:
    """What the program prints in a terminal that shows colours."""
    env = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    program = str(Path(sys.executable).with_name("gkreport"))
    done = subprocess.run(  # noqa: S603 - our own program
        [program, *arguments], capture_output=True, text=True, env=env, cwd=ROOT / "samples",
        check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def markup(ansi: str) -> str:
    """Coloured terminal text as HTML."""
    parts = []
    for line in ansi.splitlines():
        text = Text.from_ansi(line)
        for segment in text.split("\n"):
            for start, end, style in _runs(segment):
                words = html.escape(segment.plain[start:end])
                colour = next((STYLES[name] for name in STYLES if name in style), "")
                words = f'<span style="color:{colour}">{words}</span>' if colour else words
                parts.append(f"<b>{words}</b>" if "bold" in style else words)
        parts.append("\n")
    return "".join(parts)


def _runs(text: Text) -> list[tuple[int, int, str]]:
    """Stretches of one style."""
    edges = sorted({0, len(text), *(e for s in text.spans for e in (s.start, s.end))})
    return [
        (a, b, " ".join(str(s.style) for s in text.spans if s.start <= a and b <= s.end))
        for a, b in pairwise(edges)
    ]


def main() -> None:
    """Draw the picture."""
    chromium = shutil.which("chromium") or sys.exit("install chromium first")
    command = ["check", "wrong-cell.toml"]
    body = f'<span class="prompt">$</span> gkreport {" ".join(command)}\n'
    body += markup(output(command))
    target = ROOT / "docs" / "check.png"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(PAGE.format(body=body.rstrip()), "utf-8")
        height = 36 + round(22.5 * (body.rstrip().count("\n") + 1))
        subprocess.run(  # noqa: S603
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--no-first-run", "--disable-background-networking", "--disable-sync",
             "--force-device-scale-factor=2", f"--user-data-dir={folder}/profile",
             f"--window-size=800,{height}", f"--screenshot={target}", page.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip
    print(target)


if __name__ == "__main__":
    main()
