"""Write the parts of docs/survey.md that follow from the data.

.venv/bin/python scripts/survey_page.py
"""

from pathlib import Path

from gkreport.survey.asking.manual import renewed

PAGE = Path(__file__).parents[1] / "docs" / "survey.md"


def main() -> None:
    """Write what differs, and say so."""
    text = PAGE.read_text("utf-8")
    new = renewed(text)
    if new != text:
        PAGE.write_text(new, "utf-8", newline="\n")
        print(f"+ {PAGE}")


if __name__ == "__main__":
    main()
