"""How the import does: figures exactly right, left open, and wrong.

Reads the documents of the folder that GKREPORT_CORPUS names, and the truth beside them; then the
real reports' figures in every layout that the tests can print.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from gkreport import forms
from gkreport.form import Address, Form
from gkreport.importers import figures, sniff
from gkreport.importers.blocks import Document

FORMS = [form for id in forms.ids() if (form := forms.load(id))]  # noqa: A001
TESTS = Path(__file__).resolve().parent.parent / "tests"
Truth = Mapping[Address, "int | Decimal | str | None"]
"""None: the cell has no truth, nothing but leaving it open is right."""


class Score(NamedTuple):
    """Counts of cells, and those that are not exact in words."""

    exact: int
    unresolved: tuple[str, ...]
    wrong: tuple[str, ...]


def score(document: Document, truth: Truth) -> Score:
    """Hold what is found against the truth."""
    found = figures.find(document, FORMS)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    left: list[str] = []
    for address, right in truth.items():
        value = found.values.get(address)
        if right is None:
            kind = "exact" if value is None else "wrong"
        elif value == right and isinstance(value, str) == isinstance(right, str):
            kind = "exact"
        else:
            kind = "unresolved" if value is None else "wrong"
        counts[kind] += 1
        line = f"{address.table} {address.row} {address.column}: {value!r}, right is {right!r}"
        if kind != "exact":
            (wrong if kind == "wrong" else left).append(line)
    wrong += [
        f"{address}: {value!r}, not there at all"
        for address, value in found.values.items()
        if address not in truth
    ]
    return Score(counts["exact"], tuple(left), tuple(wrong))


def truth(report: Mapping[str, Any], form: Form) -> dict[Address, Any]:
    """The truth of one document as its note says it: rows by label or id, cells in order."""
    found: dict[Address, Any] = {}
    for table in form.tables:
        folded = frozenset(
            b for b in table.foldable if b in report.get(table.key, {}) and not table.across
        )
        grid = table.folded(folded)
        for n, row in enumerate(grid.rows.leaves):
            size = len(grid.columns.leaves)
            stated = report[table.key]
            if table.across:
                cells = stated[n * size : (n + 1) * size]
            else:
                keys = [k for k in (row.id, row.label, *row.aliases) if k in stated]
                if not keys or stated[keys[0]] is None:
                    continue
                cells = _stated(stated[keys[0]], size, uncertain=row.label in report["uncertain"])
            for column, cell in zip(grid.columns.leaves, cells, strict=True):
                found[Address(table.key, row.id, column.id)] = cell
    return found


def _stated(cells: object, size: int, *, uncertain: bool) -> list[Any]:
    """The cells of one row; a row that nobody could cut has no truth."""
    if uncertain or isinstance(cells, str):
        return [None] * size
    listed = cells if isinstance(cells, list) else [cells]
    return ["" if cell is None else int(c[:-1]) if (c := str(cell)).endswith("笔") else cell
            for cell in listed]  # fmt: skip


def reports(folder: Path) -> Iterator[tuple[str, str, Document, Truth]]:
    """Name, layout, document and truth of each document; of the blank form all cells are blank."""
    known = json.loads((folder / "figures.json").read_text("utf-8"), parse_float=Decimal)
    for report in known["reports"]:
        path = folder / (report["document"] or "-")
        form = forms.load(report["form"])
        if form and path.is_file():
            document = sniff.read(path.name, path.read_bytes())
            yield path.name, report["layout"], document, truth(report, form)
    for path in sorted(folder.glob("documents/*.docx")):
        blank = {a: "" for table in FORMS[0].tables for a in table.grid.addresses}
        yield path.name, "blank form", sniff.read(path.name, path.read_bytes()), blank


def main() -> int:
    """Print the board; 1 where any figure is wrong."""
    folder = os.environ.get("GKREPORT_CORPUS")
    if not folder:
        print("GKREPORT_CORPUS is not set: nothing but printed layouts to hold the import against.")
    total = _documents(Path(folder)) if folder else Counter()
    if folder:
        _line(total, "all documents: exact, open, wrong")
    printed = _layouts()
    _line(printed, "all printed layouts: exact, open, wrong")
    return int(bool(total["wrong"] or printed["wrong"]))


def _documents(folder: Path) -> Counter[str]:
    total: Counter[str] = Counter()
    for name, layout, document, right in reports(folder):
        s = score(document, right)
        counts = Counter(exact=s.exact, unresolved=len(s.unresolved), wrong=len(s.wrong))
        total += counts
        _line(counts, f"{name}  [{layout}]")
        for line in s.wrong + (s.unresolved if "-v" in sys.argv else ()):
            print(f"{'':20}{line}")
    return total


def _layouts() -> Counter[str]:
    sys.path.insert(0, str(TESTS))
    variants = import_module("test_import_variants")
    total: Counter[str] = Counter()
    for layout in (*variants.LAYOUTS, *variants.PDFS):
        counts = variants.scores(layout)
        total += counts
        _line(counts, layout)
    return total


def _line(counts: Mapping[str, int], name: str) -> None:
    numbers = (counts.get(kind, 0) for kind in ("exact", "unresolved", "wrong"))
    print("".join(f"{number:7}" for number in numbers), f" {name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
