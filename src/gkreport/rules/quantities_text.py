"""Figures of the texts against each other: parts, percentages, lists, what is missing."""

from typing import TYPE_CHECKING, Final

from gkreport.finding import plain
from gkreport.prose.adding import PART, adds_up
from gkreport.prose.sentences import blotted
from gkreport.rules import Case, rule
from gkreport.rules.quantities_cells import known, meant
from gkreport.rules.quantities_glance import words
from gkreport.rules.quantities_read import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit
    from gkreport.prose.figures import Figure
    from gkreport.prose.parts import Split
    from gkreport.report import Report
    from gkreport.rules import Passage
    from gkreport.rules.quantities_glance import Text
    from gkreport.rules.quantities_read import Prose, Told

_SUMS: Final = "文字里的数字应当自相一致（通行的审核要求）"
_SHOWN: Final = 6
"""How many characters before a measure word a message quotes."""
_EXACT: Final = 5
"""A rough figure is a multiple of 5 or 10."""
_HALF: Final = "下半年"
_UNNAMED: Final = frozenset(("信函", "邮寄", "当面", "现场", _HALF))
"""One of these stands where parts are told without 其中."""
_CHANGED: Final = ("增加", "减少")
_COMPARED: Final = ("%", "％", *_CHANGED)
_ROUGH: Final = frozenset(("近", "约", "余"))
_FLOW: Final = ("intake.new", "intake.received")


@rule("GK760", name="parts-differ", basis=_SUMS, severity="warning")
def parts_differ(case: Case) -> "Iterator[Hit]":
    """一句话里，各部分加起来不等于总数。

    主要看三种写法：“共 N 件，其中……”，“共 N 件，分别为……”，以及新收、上年结转、办结、结转下年度四个
    数都写在一句里而表格里没有的。四个季度都列出来的，要正好等于总数。收到的申请接着按网上、信函、当面等渠道列出的，上半年、下半年、全年都写了
    的，没有“其中”也看。“其中”管到分号为止，总数是它前面最近的一个数；与上年比的数、百分比不算。
    同一句里还有别的数可以作总数而对得上的，不看。列举不全的（有“等”“主要”之类的字，或者只举了一两项）、
    按不同渠道重复计算的，也不看；各部分没有超过总数、只是差一点的，可能没有列全，只作提示。

    错例：“收到申请 16 件，其中自然人 12 件、法人或其他组织 5 件”（两项之和为 17）
    正例：“收到申请 16 件，其中自然人 12 件、法人或其他组织 4 件”

    改法：核对台账，改正写错的一个数。
    """
    found = prose(case)
    if "其中" in found.spotted or "分别" in found.spotted:
        for passage, marks in found.texts:
            if not adds_up(passage.text, marks.figures):
                yield from _splits(found, passage, marks.figures)
    if not _UNNAMED.isdisjoint(found.spotted):
        yield from _unnamed(found)
    if found.told:
        yield from _flows(found)


def _splits(found: "Prose", passage: "Passage", figures: "list[Figure]") -> "Iterator[Hit]":
    from gkreport.prose.parts import contradictions  # noqa: PLC0415 - only where sums are odd
    from gkreport.rules.quantities_said import split_hit  # noqa: PLC0415 - the same

    for split in contradictions(passage.text, figures, words()):
        if not _told(found, passage, split):
            yield split_hit(passage, split)


def _unnamed(found: "Prose") -> "Iterator[Hit]":
    from gkreport.prose.unnamed import channels, halves, lists_channels  # noqa: PLC0415 - here only
    from gkreport.rules.quantities_said import split_hit  # noqa: PLC0415 - the same

    readers = [halves] if _HALF in found.spotted else []
    for passage, (figures, *_) in found.texts:
        listed = lists_channels(passage.text, figures, words())
        text = blotted(passage.text) if listed or readers else ""
        for read in (channels, *readers) if listed else readers:
            for split in read(text, figures, words()):
                if not _told(found, passage, split):
                    yield split_hit(passage, split)


def _told(found: "Prose", passage: "Passage", split: "Split") -> bool:
    """Whether one of the figures is already held against a table."""
    places = {f.start for f in (split.whole, *split.parts)}
    return any(
        d.told.passage is passage and d.told.statement.figure.start in places for d in found.differs
    )


def _flows(found: "Prose") -> "Iterator[Hit]":
    """新收 and 上年结转 against 办结 and 结转下年度 in one sentence."""
    by_sentence: dict[int, list[Told]] = {}
    for one in found.told:
        by_sentence.setdefault(id(one.statement.sentence), []).append(one)
    against = {id(d.told.statement.sentence) for d in found.differs}
    for key, group in by_sentence.items():
        if key in against or len(group) < len(_TERMS):
            continue
        terms = {t.statement.kinds[0]: t for t in group if len(t.statement.kinds) == 1}
        if not _unchecked(group, found.report):
            continue
        received = next((terms[k] for k in _FLOW if k in terms), None)
        if received is not None and all(k in terms for k in _TERMS):
            yield from _flow(received, *(terms[k] for k in _TERMS))


def _unchecked(group: "list[Told]", report: "Report") -> bool:
    """Whether a sentence has these four counts only, and the tables do not have them."""
    sentence = group[0].statement.sentence
    counts = [f for f in sentence.figures if f.unit == group[0].statement.figure.unit]
    wide = [bool(told.statement.scope) for told in group]
    sums = (s for told in group for s in meant(told.statement.kinds))
    return len(counts) == len(_TERMS) + 1 and (
        all(wide) or any(known(report, total) is None for total in sums)
    )


_TERMS: Final = ("flow.brought", "intake.answered", "flow.carried")


def _flow(received: "Told", brought: "Told", done: "Told", carried: "Told") -> "Iterator[Hit]":
    values = [t.statement.figure.value for t in (received, brought, done, carried)]
    new, old, answered, left = values
    if answered + left in (new, new + old) or (answered in (new, new + old) and not left):
        return
    from gkreport.rules.quantities_said import HINT, apart  # noqa: PLC0415 - only to say so

    text = (
        f"收到 {plain(new)} 加上年结转 {plain(old)} 是 {plain(new + old)}，"
        f"办结 {plain(answered)} 加结转下年度 {plain(left)} 是 {plain(answered + left)}，"
        + apart(answered + left - new - old)
    )
    last = carried.statement.figure
    start = received.statement.figure.start
    yield carried.passage.hit(
        "parts-differ", text, min(start, last.start), last.end,
        found=plain(answered + left), expected=plain(new + old), hint=HINT,
    )  # fmt: skip


@rule("GK761", name="percentage-differs", basis=_SUMS, severity="warning")
def percentage_differs(case: Case) -> "Iterator[Hit]":
    """一句话里写的百分比，与同一句里的部分和总数算出来的不一样。

    看“其中……占……%”，收到申请多少件、某一种办理结果多少件“占……%”，办结多少件、办结率多少，和同
    一句里写明了两年件数的增长、下降（百分比，以及相差的件数）。办结率写 100% 的、写按时办结率的不
    看。相差不到 0.1 个百分点，或者只是四舍五入的差别，算对得上。

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
