"""The rule about one number torn into two neighbouring cells, as copying from a page does it."""

from typing import TYPE_CHECKING, NamedTuple

from gkreport.finding import Hit
from gkreport.report.tables import row_name
from gkreport.rules import Case, rule
from gkreport.rules.looks import is_sound
from gkreport.sums import failing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Number
    from gkreport.report import Figures


class _Torn(NamedTuple):
    first: int
    """Which cell of the row holds the first piece."""
    pieces: "tuple[Number, Number]"
    row: "tuple[Number, ...]"
    """The row as it was before it was torn."""


@rule("GK313", name="torn-number", basis="格式各表的勾稽关系", severity="note")
def torn_number(case: Case) -> "Iterator[Hit]":
    """一行的合计不成立，而把相邻两格的数合成一个数就成立：像是一个数被拆成了两格。

    从网页或者 PDF 里抄表格时，一个数有时会断成两截，后面的数都往后挪了一格。只在合成一个数之后这一
    行和有关的各列全都成立、而且只有一种合法的时候才提示。

    错例：`received = [1, 2, 0, 0, 0, 0, 12]`
    正例：`received = [12, 0, 0, 0, 0, 0, 12]`
    改法：对照原来的表格，合成一个数。
    """
    for figures in case.report.figures.values():
        if is_sound(figures):
            continue
        width = len(figures.grid.columns.leaves)
        for start in range(0, len(figures.values), width):
            torn = _mended(figures, start, width)
            if torn is not None:
                yield _hit(figures, start, torn)


def _mended(figures: "Figures", start: int, width: int) -> _Torn | None:
    """The one way to join two neighbours that makes the row and its columns hold."""
    row = _row(figures, start, width)
    if not row or (len(row) == width and sum(row[:-1]) == row[-1]):
        return None
    ways = [torn for torn in _joined(row, width) if _holds(figures, start, torn)]
    return ways[0] if len(ways) == 1 else None


def _row(figures: "Figures", start: int, width: int) -> "tuple[Number, ...]":
    """The numbers of a row as stated, one too many included; empty where it has gaps."""
    values = figures.values[start : start + width]
    gap = figures.gaps.get(start)
    if gap is None:
        return tuple(v for v in values if v is not None) if None not in values else ()
    raw = gap.raw
    if gap.why != "unreadable" or not isinstance(raw, list) or len(raw) != width + 1:
        return ()
    return tuple(raw) if all(type(v) is int and v >= 0 for v in raw) else ()


def _joined(row: "tuple[Number, ...]", width: int) -> "Iterator[_Torn]":
    """Each row that joining two neighbours gives; a cell of 0 fills up what was pushed out."""
    for n in range(len(row) - 1):
        one, other = row[n], row[n + 1]
        if not one:
            continue
        mended = [*row[:n], int(f"{one}{other}"), *row[n + 2 :]]
        if len(mended) < width:
            mended.insert(-1, 0)
        if sum(mended[:-1]) == mended[-1]:
            yield _Torn(n, (one, other), tuple(mended))


def _holds(figures: "Figures", start: int, torn: _Torn) -> bool:
    """Whether every equation with a changed cell holds, or cannot tell."""
    values = [*figures.values]
    end = start + len(torn.row)
    changed = {n for n in range(start, end) if values[n] != torn.row[n - start]}
    values[start:end] = torn.row
    equations = [e for e in figures.grid.equations if not e.identity.across_years]
    touched = [e for e in equations if changed & {*e.left, *e.right}]
    return not failing(touched, values)


def _hit(figures: "Figures", start: int, torn: _Torn) -> Hit:
    one, other = torn.pieces
    address = figures.grid.addresses[start]
    row = [*address.row.split(".")]
    mended = ", ".join(map(str, torn.row))
    return Hit(
        "torn-number",
        f"{row_name(figures.grid, start)}一行：{one} 和 {other} 像是 {one}{other} 被拆成了两格",
        (address.table, *row, torn.first), address=address, section=figures.grid.table.section,
        found=f"{one}, {other}", expected=f"{one}{other}",
        hint=f"对照原来的表格；如果是这样，请改成 [{mended}]，可能是复制网页时造成的",
    )  # fmt: skip
