"""Rules about figures that contradict each other. Their hits come from the identities."""

from typing import TYPE_CHECKING

from gkreport.finding import Hit
from gkreport.rules import Case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUMS = "格式各表的勾稽关系"


@rule("GK300", "GK400", name="wrong-cell", basis=_SUMS, reads=False)
def wrong_cell(_: Case) -> "Iterator[Hit]":
    """几个合计同时不成立，而且只要改动同一格，就全部成立：多半是这一格填错了。

    每一格都参加好几个合计。一格填错，它参加的合计就差同一个数，由此可以认出这一格和它应有的数。
    这是推算，不是定论：请核对台账再改。

    改法：核对所指的一格；台账与所填一致的，再核对同一行、同一列的其他数。
    """
    yield from ()


@rule("GK308", "GK408", name="total-left-at-zero", basis=_SUMS, reads=False)
def total_left_at_zero(_: Case) -> "Iterator[Hit]":
    """各项填了数，总计还是 0。

    这是最常见的错误：填了各项，忘了改总计。一整行或一整列的总计都是 0 的，合并成一条来说。

    错例：`reconsideration = [0, 1, 0, 0, 0]`
    正例：`reconsideration = [0, 1, 0, 0, 1]`
    """
    yield from ()


@rule("GK309", "GK409", name="shifted-figure", basis=_SUMS, reads=False)
def shifted_figure(_: Case) -> "Iterator[Hit]":
    """一个数像是填到了旁边的一行或一列，挪回去之后所有合计都成立。

    有时两种挪法都说得通，仅凭加总分不清，两种都会列出来。

    改法：核对台账，把数挪到应在的格子。
    """
    yield from ()


@rule("GK310", name="folded-branch", basis="格式表三：（六）其他处理分为三项", severity="warning")
def folded_branch(case: Case) -> "Iterator[Hit]":
    """分成几项的一类只写了合并的一行。

    2019 年的格式把“（六）其他处理”印成一行，2021 年起的格式分为三项。按 2021 年格式填报的，应当
    分项填写。

    改法：把这一行拆成三行，分别填写三项的件数。
    """
    for figures in case.report.figures.values():
        table = figures.grid.table
        leaves = {leaf.id for leaf in figures.grid.rows.leaves}
        for branch in (b for b in table.foldable if b in leaves):
            parts = table.rows.below(branch)
            label = table.rows.by_id[branch].label
            yield Hit(
                "folded-branch", f"“{label}”合写成一行，格式分为 {len(parts)} 项",
                (table.key, *branch.split(".")), on_key=True, section=table.section,
                found=branch, expected="、".join(part.id for part in parts),
                hint="请分项填写：" + "、".join(part.short for part in parts),
            )  # fmt: skip
