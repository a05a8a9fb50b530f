"""Texts compared whole. `GKREPORT_UPDATE=1` writes them anew; look at the diff."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "goldens"


def compare(name: str, text: str) -> None:
    """The text is what the golden says."""
    path = FOLDER / name
    if os.environ.get("GKREPORT_UPDATE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert path.is_file(), f"run with GKREPORT_UPDATE=1 to write {path}"
    assert path.read_text("utf-8") == text
