"""Write docs/rules: a page for each rule and the list of them, from the rules' own manuals.

    .venv/bin/python scripts/rule_pages.py

A page of a rule that is no more is deleted.
"""

from pathlib import Path

from gkreport.output.manual import pages
from gkreport.output.manual_markdown import documents
from gkreport.rules.engine import catalogue
from gkreport.rules.profile_read import every

FOLDER = Path(__file__).parents[1] / "docs" / "rules"


def main() -> None:
    """Write what is not there yet or differs, and say so."""
    texts = documents(pages(catalogue()), every())
    FOLDER.mkdir(exist_ok=True)
    for path in sorted(FOLDER.glob("*.md")):
        if path.name not in texts:
            path.unlink()
            print(f"- {path}")
    for name, text in texts.items():
        path = FOLDER / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            print(f"+ {path}")


if __name__ == "__main__":
    main()
