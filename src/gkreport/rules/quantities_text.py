"""Figures of the texts against each other: parts, percentages, lists, what is missing."""

from typing import TYPE_CHECKING, Final

from gkreport.finding import plain
from gkreport.prose.adding import PART, adds_up, may_be_closed
from gkreport.rules import Case, rule
from gkreport.rules.quantities_cells import known, meant
from gkreport.rules.quantities_glance import words
from gkreport.rules.quantities_read import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit
    from gkreport.prose.figures import Figure
    from gkreport.report import Report
    from gkreport.rules.quantities_glance import Text
    from gkreport.rules.quantities_read import Told

_SUMS: Final = "文字里的数字应当自相一致（通行的审核要求）"
_SHOWN: Final = 6
"""How many characters before a measure word a message quotes."""
_EXACT: Final = 5
"""A rough figure is a multiple of 5 or 10."""
_UNNAMED: Final = frozenset(("信函", "邮寄", "当面", "现场", "下半年"))
"""One of these stands where parts are told without 其中."""
_CHANGED: Final = ("增加", "减少")
_COMPARED: Final = ("%", "％", *_CHANGED)
_ROUGH: Final = frozenset(("近", "约", "余"))


@rule("GK760", name="parts-differ", basis=_SUMS, severity="warning")
def parts_differ(case: Case) -> "Iterator[Hit]":
    """一句话里，各部分加起来不等于总数。

    主要看三种写法：“共 N 件，其中……”，“共 N 件，分别为……”，以及新收、上年结转、办结、结转下年度四个
    数都写在一句里而表格里没有的。四个季度都列出来的，要正好等于总数。收到的申请接着按网上、信函、当面等渠道列出的，上半年、下半年、
    全年都写了的，没有“其中”也看。“其中”管到分号为止，总数是它前面最近的一个数；与上年比的数、百分比不算。
    同一句里还有别的数可以作总数而对得上的，不看。列举不全的（有“等”“主要”之类的字，或者只举了一两项）、
    按不同渠道重复计算的，也不看；各部分没有超过总数、只是差一点的，可能没有列全，只作提示。

    明明没有漏下的，少了也提示：列到“其他类”为止的；信函、当面、网上都列出来的；“其中，5 件均已答
    复，1 件结转下年度”；“除 2 件结转外，其余 14 件均已办结”。申请的件数按新收、按新收加结转有一种
    对得上的，不提示。

    错例：“收到申请 16 件，其中自然人 12 件、法人或其他组织 5 件”（两项之和为 17）
    正例：“收到申请 16 件，其中自然人 12 件、法人或其他组织 4 件”

    改法：核对台账，改正写错的一个数。
    """
    found = prose(case)
    if "其中" in found.spotted or "分别" in found.spotted or found.whole.has("除"):
        for passage, marks in found.texts:
            odd = not adds_up(passage.text, marks.figures)
            if odd or may_be_closed(passage.text, marks.figures):
                from gkreport.rules import quantities_parts  # noqa: PLC0415 - where sums are odd

                yield from quantities_parts.splits(found, passage, marks.figures)
    if not _UNNAMED.isdisjoint(found.spotted):
        from gkreport.rules.quantities_parts import unnamed  # noqa: PLC0415 - only where listed

        yield from unnamed(found)
    if found.told:
        from gkreport.rules.quantities_parts import flows  # noqa: PLC0415 - only where read

        yield from flows(found)


@rule("GK761", name="percentage-differs", basis=_SUMS, severity="warning")
def percentage_differs(case: Case) -> "Iterator[Hit]":
    """一句话里写的百分比，与同一句里的部分和总数算出来的不一样。

    看“其中……占……%”，收到申请多少件、某一种办理结果多少件“占……%”，办结多少件、办结率多少，和同
    一句里写明了两年件数的增长、下降（百分比，以及相差的件数）。一种办理结果的件数与表三相
    同、句里没有写总数的，占比与表三的各种总数和文字里的其他数比，都对不上才提示。没有收到申请却说
    比上年增加的，也提示。办结率写 100% 的、写按时办结率的不看。相差不到 0.1 个百分点，或者只是四舍
    五入的差别，算对得上。

    错例：“收到申请 16 件，其中自然人 12 件，占 70%”（应为 75%）
    正例：“收到申请 16 件，其中自然人 12 件，占 75%”

    改法：重新计算，改正百分比或者件数。
    """
    found = prose(case)
    if not any(map(found.whole.has, _COMPARED)):
        return
    for text in found.texts:
        if any(figure.unit == "%" for figure in text.marks.figures) or _changed(text):
            from gkreport.rules.quantities_growth import against  # noqa: PLC0415 - only there

            yield from against(text, case.report)


def _changed(text: "Text") -> bool:
    """Whether a text says by how many something differs."""
    written = text.passage.text
    return any(written.endswith(_CHANGED, 0, figure.start) for figure in text.marks.figures)


@rule("GK762", name="listed-items-differ", basis=_SUMS, severity="warning")
def listed_items_differ(case: Case) -> "Iterator[Hit]":
    """说有几个，列出来的不是几个。

    看“存在两个问题：一是……二是……”“四个方面：一是……”和“……、……、……三大类”三种写法。用“等”字省略的，只在列出来的
    比说的还多时提示。

    错例：“主要存在三个问题：一是……；二是……。”
    正例：“主要存在两个问题：一是……；二是……。”

    改法：补上漏写的一项，或者改正前面的数。
    """
    spotted = prose(case).spotted
    if "一是" not in spotted and "大类" not in spotted:
        return
    from gkreport.prose.lists import listings  # noqa: PLC0415 - only where something is listed

    for passage in case.passages:
        for listing in listings(passage.text):
            if listing.wrong:
                more = listing.announced < listing.least
                stated = passage.text[listing.start : listing.end]
                text = f"文字写“{stated}”，列出来的是 {listing.least} 项"
                yield passage.hit(
                    "listed-items-differ", text, listing.start, listing.end,
                    found=str(listing.least), expected=str(listing.announced),
                    hint="请补上漏写的，或者改正前面的数",
                    severity="note" if more and "大类" in stated else None,
                )  # fmt: skip


@rule("GK763", name="figure-missing", basis=_SUMS, severity="warning")
def figure_missing(case: Case) -> "Iterator[Hit]":
    """量词前面没有数字，像是留着填数的地方忘了填。

    错例：“全年主动公开政府信息条。”
    正例：“全年主动公开政府信息 126 条。”

    改法：填上数字。
    """
    for passage, marks in prose(case).texts:
        for at in marks.missing:
            if words().calls(passage.text, at):
                start = max(0, at - _SHOWN)
                stated = "".join(passage.text[start : at + 1].split())
                yield passage.hit(
                    "figure-missing", f"“{stated}”的量词前面没有数字", start, at + 1,
                    found=stated, hint="请填上数字",
                )  # fmt: skip


@rule("GK764", name="rough-figure-exact", basis=_SUMS, severity="note")
def rough_figure_exact(case: Case) -> "Iterator[Hit]":
    """既说“近”“约”“余”，又写了精确到个位的数。

    “近 7446 条”是说不到 7446 条，还是正好 7446 条，读者分不清。

    错例：“主动公开信息近 7446 条”
    正例：“主动公开信息 7446 条”，或“近 7500 条”

    改法：知道确数的写确数，去掉“近”“约”“余”。
    """
    found = [
        (passage, figure)
        for passage, marks in prose(case).texts
        for figure in marks.figures
        if figure.about in _ROUGH and _exact(figure)
    ]
    if found:
        passage, figure = found[0]
        more = f"，另有 {len(found) - 1} 处" if len(found) > 1 else ""
        text = f"“{figure.about}”与精确到个位的 {plain(figure.value)} {figure.unit}连用{more}"
        yield passage.hit(
            "rough-figure-exact", text, figure.start, figure.end, found=plain(figure.value),
            hint="知道确数的，去掉约数的字；只有约数的，写成整数",
        )  # fmt: skip


def _exact(figure: "Figure") -> bool:
    value = figure.value
    return isinstance(value, int) and value > 2 * _EXACT and value % _EXACT != 0


@rule("GK765", name="figures-contradict", basis=_SUMS, severity="warning")
def figures_contradict(case: Case) -> "Iterator[Hit]":
    """同一个数在文字里写了两次，两次不一样。

    只看表格里没有、或者表格还没有填的数，例如全年主动公开信息的总条数；表格里有的，与表格核对。
    只说某个网站、某个栏目的，不算总数。

    错例：前面写“全年主动公开政府信息 126 条”，后面写“全年主动公开政府信息 130 条”
    正例：两处都写 126 条

    改法：核对之后，两处写成一样。
    """
    found = prose(case)
    if not found.told:
        return
    against = {id(d.told.statement) for d in found.differs}
    first: dict[str, Told] = {}
    for told in found.told:
        kinds, figure = told.statement.kinds, told.statement.figure
        if len(kinds) > 1 or told.kind.startswith(PART):
            continue
        if told.statement.scope or id(told.statement) in against:
            continue
        before = first.setdefault(kinds[0], told)
        other = before.statement.figure
        apart = not other.allows(figure.value) and not figure.allows(other.value)
        if apart and not _settled(kinds, case.report):
            text = f"前面写“{before.quote}”，这里写“{told.quote}”，两处不一样"
            yield told.passage.hit(
                "figures-contradict", text, figure.start, figure.end,
                found=plain(figure.value), expected=plain(other.value),
                hint="请核对之后，两处写成一样",
            )  # fmt: skip


def _settled(kinds: tuple[str, ...], report: "Report") -> bool:
    """Whether the tables decide it, or several figures may be meant."""
    sums = meant(kinds)
    return len(sums) > 1 or any(known(report, total) is not None for total in sums)
