"""The figures of a report held against those of the published text, cell by cell."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gkreport.finding import plain
from gkreport.form import Address
from gkreport.importers.blocks import Origin
from gkreport.importers.compare.model import Difference, bare, folded
from gkreport.importers.compose import doubt
from gkreport.importers.naming import figure
from gkreport.report.cells import LEFT_OUT, Gap, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Number
    from gkreport.importers.compare.model import Status
    from gkreport.importers.compose import Imported
    from gkreport.importers.figures.model import Evidence
    from gkreport.report import Figures, Report

_UNSPLIT: Final = "公布的几个数连在一起，分不开"


class Cells:
    """The figures of two reports, and how those of the published one were read."""

    def __init__(self, ours: "Report", theirs: "Report", imported: "Imported") -> None:
        self.ours, self.theirs = ours, theirs
        self.stated = imported.sheet.rows
        self.evidence = {(e.table, e.row, e.column): e for e in imported.evidence}
        self.compared = 0

    def differences(self) -> "Iterator[Difference]":
        """Every figure that is not the same, table by table."""
        for section in self.ours.form.sections:
            key = section.id
            if key not in self.ours.forms:
                continue
            form, other = self.ours.forms[key], self.theirs.forms.get(key)
            if not any(table == key for table, _ in self.stated):
                yield Difference(
                    "table", "unknown", f"“{section.heading}”的表格", "", "", (key,),
                    remark="公布的里面没有读到这张表，可能是图片，也可能没有贴上去，请打开看一看",
                )  # fmt: skip
            elif form is not other:
                named = other.basis if other is not None else ""
                yield Difference(
                    "form", "different", f"“{section.heading}”的表格所用格式",
                    form.basis, named, (key,), remark="格式不同的表格没有逐格核对",
                )  # fmt: skip
            else:
                pairs = zip(self.ours.printed(key), self.theirs.printed(key), strict=True)
                for mine, yours in pairs:
                    yield from self._table(key, mine, yours)

    def _table(self, key: str, mine: "Figures", yours: "Figures") -> "Iterator[Difference]":
        nodes = mine.grid.table.rows.nodes
        ours = {leaf.id for leaf in mine.grid.rows.leaves}
        rows = ours | {leaf.id for leaf in yours.grid.rows.leaves}
        for row in (node.id for node in nodes if node.id in rows):
            yield from self._row(key, row, mine, yours)

    def _row(self, key: str, row: str, mine: "Figures", yours: "Figures") -> "Iterator[Difference]":
        theirs = self.stated.get((key, row))
        left_out = all(mine.at(row, c.id) == LEFT_OUT for c in mine.grid.columns.leaves)
        width = len(mine.grid.columns.leaves)
        if theirs is None or left_out:
            yield from self._lost(key, row, row_shown(mine, row), row_shown(yours, row))
        elif width > 1 and isinstance(theirs, str):
            self.compared += width
            yield from self._unsplit(key, row, mine, theirs)
        else:
            for column in mine.grid.columns.leaves:
                self.compared += 1
                yield from self._cell(Address(key, row, column.id), mine, yours)

    def _lost(self, key: str, row: str, ours: str, theirs: str) -> "Iterator[Difference]":
        """A row that one side does not have; it is the same as one that shows nothing."""
        if ours == theirs:
            return
        there = (key, row) in self.stated
        split = any(
            table == key and (other.startswith(f"{row}.") or row.startswith(f"{other}."))
            for table, other in self.stated
        )
        remark = "公布的里面没有读到这一行，请打开看一看"
        if there:
            remark = "文件里没有写这一行"
        elif split:
            remark = "公布的里面这一项的分行与文件不同"
        yield Difference(
            "row", "different" if there or split else "unknown", self._name(key, row, ""),
            ours, theirs, (key,) if there else (key, *row.split(".")),
            origin=self._origin(key, row), address=Address(key, row, ""), remark=remark,
        )  # fmt: skip

    def _unsplit(self, key: str, row: str, mine: "Figures", theirs: str) -> "Iterator[Difference]":
        """A row of the published text that stayed one run of digits: can it be ours at all."""
        ours = row_shown(mine, row)
        digits, own = folded(theirs), folded(ours)
        if digits == own and not digits.isdecimal():
            return
        sure = digits.isdecimal() and own.isdecimal()
        status: Status = "different" if sure and digits != own else "unknown"
        remark = "怎样分都对不上" if status == "different" else "请打开看一看"
        evidence = self.evidence.get((key, row, ""))
        yield Difference(
            "row", status, self._name(key, row, ""), ours, theirs,
            (key, *row.split(".")), origin=evidence.origin if evidence else Origin(),
            address=Address(key, row, ""), remark=f"{_UNSPLIT}，{remark}",
        )  # fmt: skip

    def _cell(self, address: Address, mine: "Figures", yours: "Figures") -> "Iterator[Difference]":
        a = mine.at(address.row, address.column)
        b = yours.at(address.row, address.column)
        evidence = self.evidence.get((address.table, address.row, address.column))
        status, remark = _judge(a, b, evidence)
        if status:
            n = mine.grid.index[address.row, address.column]
            yield Difference(
                "figure", status, self._name(*address), cell_shown(a), cell_shown(b),
                mine.path(n), origin=evidence.origin if evidence else Origin(), address=address,
                remark=remark,
            )  # fmt: skip

    def _name(self, key: str, row: str, column: str) -> str:
        return figure(self.ours.forms[key], key, row, column)

    def _origin(self, key: str, row: str) -> Origin:
        found = (e.origin for (k, r, _), e in self.evidence.items() if (k, r) == (key, row))
        return next(found, Origin())


def _judge(
    a: "Number | Gap", b: "Number | Gap", evidence: "Evidence | None"
) -> "tuple[Status | None, str]":
    """The status of a pair of cells and a remark; no status where they are the same."""
    if evidence is not None and evidence.how == "unresolved":
        return "unknown", f"公布的这一格{doubt(evidence)}"
    if evidence is None and isinstance(b, Gap) and b.why == "blank" and cell_shown(a):
        return "unknown", "公布的里面没有读到这一格，请打开看一看"
    if not isinstance(a, Gap) and not isinstance(b, Gap):
        return (None if a == b else "different"), ""
    ours, theirs = cell_shown(a), cell_shown(b)
    texts = {bare(theirs), bare(evidence.raw) if evidence else bare(theirs)}
    if bare(ours) in texts:
        return None, ""
    if folded(ours) in {folded(text) for text in texts}:
        return "note", "只是全角、半角不同"
    return "different", ""


def cell_shown(cell: "Number | Gap") -> str:
    """What a cell shows."""
    if not isinstance(cell, Gap):
        return plain(cell)
    if cell.raw is None:
        return ""
    if isinstance(cell.raw, str):
        return cell.raw
    return format(cell.raw, "f") if isinstance(cell.raw, Decimal) else shown(cell.raw)


def row_shown(figures: "Figures", row: str) -> str:
    """What a row shows, its cells apart by spaces."""
    cells = [figures.at(row, column.id) for column in figures.grid.columns.leaves]
    first = cells[0]
    if isinstance(first, Gap) and len(cells) > 1 and all(cell is first for cell in cells):
        return cell_shown(first)
    return " ".join(cell_shown(cell) for cell in cells).strip()
