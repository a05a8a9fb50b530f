"""Write the labels of the blank official form as JSON: `official_labels.py FORM.docx [OUT.json]`.

Each table is walked in Word's own terms: a cell covers `w:gridSpan` columns, and `w:vMerge` joins
it to the cell above. Blank cells, where figures go, are left out.
"""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

DEFAULT: Final = Path(__file__).parents[1] / "tests" / "fixtures" / "official-2021.json"
NUMERALS: Final = "一二三四五六"


@dataclass
class Cell:
    """One printed cell, growing downwards while rows below continue it."""

    row: int
    col: int
    colspan: int
    rowspan: int = 1
    text: str = ""


@dataclass
class Walk:
    """A table on the way down: all cells so far, and which of them ends in each column."""

    cells: list[Cell] = field(default_factory=list)
    above: dict[int, Cell] = field(default_factory=dict)
    height: int = 0
    width: int = 0

    def row(self, tr: "BaseOxmlElement") -> None:
        """One `w:tr`."""
        col = 0
        for tc in tr.iterchildren(qn("w:tc")):
            span = int(_value(tc, "w:gridSpan", "1"))
            if _value(tc, "w:vMerge", "none") == "continue":
                self.above[col].rowspan += 1
            else:
                self.above[col] = Cell(self.height, col, span, text=_text(tc))
                self.cells.append(self.above[col])
            col += span
        self.width = max(self.width, col)
        self.height += 1


def _value(tc: "BaseOxmlElement", name: str, default: str) -> str:
    """A property of a cell; `w:vMerge` without a value means that the cell is continued."""
    found = tc.find(f"{qn('w:tcPr')}/{qn(name)}")
    return default if found is None else str(found.get(qn("w:val"), "continue"))


def _text(element: "BaseOxmlElement") -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t"))).strip()


def table(tbl: "BaseOxmlElement") -> dict[str, Any]:
    """One `w:tbl` as height, width and labels `[row, col, rowspan, colspan, text]`."""
    walk = Walk()
    for tr in tbl.iterchildren(qn("w:tr")):
        walk.row(tr)
    labels = [[c.row, c.col, c.rowspan, c.colspan, c.text] for c in walk.cells if c.text]
    return {"height": walk.height, "width": walk.width, "labels": labels}


def labels(path: Path) -> dict[str, Any]:
    """Everything the form prints: section headings and tables, in order."""
    body = list(docx.Document(str(path)).element.body.iterchildren())
    lines = [_text(element) for element in body if element.tag == qn("w:p")]
    return {
        "written by": "scripts/official_labels.py",
        "headings": [line for line in lines if line[1:2] == "、" and line[0] in NUMERALS],
        "tables": [table(element) for element in body if element.tag == qn("w:tbl")],
    }


def dump(value: dict[str, Any]) -> str:
    """JSON with one label a line."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _joined(text) + "\n"


def _joined(text: str) -> str:
    """The innermost arrays, which are labels, on one line each."""
    out: list[str] = []
    inside = False
    for line in text.splitlines():
        bare = line.strip()
        if inside:
            out[-1] += bare if bare.startswith("]") else bare + (" " if bare[-1] == "," else "")
            inside = not bare.startswith("]")
        else:
            out.append(line)
            inside = bare == "["
    return "\n".join(out)


def main(arguments: list[str]) -> None:
    """Read the form, write the fixture."""
    source, *rest = map(Path, arguments)
    target = rest[0] if rest else DEFAULT
    target.write_text(dump(labels(source)), "utf-8")
    print(target)


if __name__ == "__main__":
    main(sys.argv[1:])
