"""Whose figures they are, and small doubts about how they are written. Notes only."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.finding import plain
from gkreport.form import Address
from gkreport.report.cells import Gap
from gkreport.rules import Case, rule
from gkreport.rules.looks_sections import has
from gkreport.rules.quantities_cells import known, meant
from gkreport.rules.quantities_glance import words
from gkreport.rules.quantities_read import prose, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit
    from gkreport.prose.context import Walk
    from gkreport.prose.figures import Figure
    from gkreport.report import Report
    from gkreport.rules import Passage
    from gkreport.rules.quantities_read import Prose, Told

_OWN: Final = "国办公开办函〔2021〕30号：年度报告反映本机关的工作"
_SCALE: Final = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的收费标准"
_HABIT: Final = "公文用语习惯"
_SHOWN: Final = 3
_OUR: Final = "我"
_BEGINS: Final = frozenset("。；;，,：:）)\n ")
_TEN: Final = 10
_WAN: Final = 10_000
_CHARGES: Final = Address("proactive_disclosure", "fees", "amount")


@rule("GK766", name="area-figure", basis=_OWN, severity="note")
def area_figure(case: Case) -> "Iterator[Hit]":
    """部门、乡镇的报告里写了全县、全市的数，表格里填的却是本机关的数。

    这不一定是错：牵头的部门常常介绍全县的情况。但是读者会拿文字与表格比，所以要写明哪些数是全县的、
    哪些是本机关的。人民政府的报告说本行政区域，不在此列。表格里也有的数，列在最前面；表格里没有的，只看
    同一个分句里说的公开和申请。

    错例：县数据局的报告只写“全县共收到申请 33 件”
    正例：“全县共收到申请 33 件，其中本局 2 件”

    改法：加写本机关的数，或者删去全县的数。
    """
    found = prose(case)
    heads = words().data["spots"]["heads"]
    if not any(word[0] in heads for word in found.spotted):
        return
    if found.area is None or case.report.organ.kind == "government":
        return
    places = sorted(_of_areas(found), key=lambda place: not place.counted)
    if not places:
        return
    first = places[0]
    shown = "、".join(place.quote for place in places[:_SHOWN])
    more = "等" if len(places) > _SHOWN else ""
    text = f"有 {len(places)} 处数字说的是{first.word}，不是本机关，不与表格核对：{shown}{more}"
    yield first.passage.hit(
        "area-figure", text, first.figure.start, first.figure.end,
        found=plain(first.figure.value), hint="请写明本机关自己的数，或者说明这是整个地方的情况",
    )  # fmt: skip


class _Place(NamedTuple):
    """A count with a word for a whole area before it."""

    passage: "Passage"
    figure: "Figure"
    quote: str
    word: str
    counted: bool
    """Whether the tables have such a figure too."""


def _of_areas(found: "Prose") -> "Iterator[_Place]":
    from gkreport.prose.context import Walk  # noqa: PLC0415 - only where an area is named

    wide = (t for t in found.told if t.statement.scope)
    counted = {(id(t.passage), t.statement.figure.start): t for t in wide}
    areas = [word for word in words().areas if word in found.whole.text]
    for passage, sentence in found.sentences():
        written = sentence.text[sentence.start : sentence.end]
        if not any(word in written for word in areas):
            continue
        if not any(token.kind == "scope.area" for token in sentence.tokens):
            continue
        walk = Walk(sentence, found.reader)
        for figure in sentence.figures:
            word = walk.to(figure.start).scope
            if word in ("", "?") or figure.unit in ("", "%") or not walk.here.this_year:
                continue
            told = counted.get((id(passage), figure.start))
            if told is not None or _of_area(walk, figure):
                quote = f"“{quoted(passage.text[walk.begins : figure.end])}”"
                beside = "" if told is None else _beside(found.report, told)
                yield _Place(passage, figure, quote + beside, word, told is not None)


def _of_area(walk: "Walk", figure: "Figure") -> bool:
    """Whether a clause names the area itself, and counts applications or what was published."""
    named = any(token.kind == "scope.area" for token in walk.since(walk.begins))
    if not named:
        return False
    counts = words().data["area"]
    clause = walk.sentence.text[walk.begins : figure.start]
    return figure.unit in counts["units"].split() and has(clause, counts["words"].split())


def _beside(report: "Report", told: "Told") -> str:
    """The organ's own figure, where the tables have it."""
    own = known(report, meant(told.statement.kinds)[0]) if meant(told.statement.kinds) else None
    return "" if own is None else f"（{own.sum.title(report)}是 {plain(own.value)}）"


@rule("GK767", name="wider-subject", basis=_OWN, severity="note")
def wider_subject(case: Case) -> "Iterator[Hit]":
    """部门的报告里用了说不到本机关的主语：我县、多数部门、部分地区之类。

    多半是抄了上级或者人民政府报告的文字。本机关的报告应当说本机关。

    错例：“我县积极推进政务公开”“多数部门能够按时更新”（县数据局的报告）
    正例：“我局积极推进政务公开”

    改法：改成“我局”“本机关”，或者写明是全县的情况。
    """
    if case.report.organ.kind not in ("department", "authorized"):
        return
    spotted = prose(case).spotted
    subjects = [word for word in words().data["wider"]["subjects"] if word in spotted]
    if not subjects:
        return
    found = [
        (passage, at, word)
        for passage, _ in prose(case).texts
        for word in subjects
        for at in _places(passage.text, word)
        if word[0] != _OUR or _acts(passage.text, at, at + len(word))
    ]
    if found:
        passage, at, word = found[0]
        names = dict.fromkeys(w for _, _, w in found)
        text = f"部门的报告里写了{''.join(f'“{name}”' for name in names)}，共 {len(found)} 处"
        yield passage.hit(
            "wider-subject", text, at, at + len(word), found=word,
            hint="请改成“我局”“本机关”，或者写明是整个地方的情况",
        )  # fmt: skip


def _acts(text: str, start: int, end: int) -> bool:
    """Whether a word for a wide area is the subject of a clause that tells what it does."""
    wider = words().data["wider"]
    before = text[max(0, start - _TEN) : start]
    if before and before[-1] not in _BEGINS and not before.endswith(tuple(wider["when"].split())):
        return False
    rest = text[end : end + _TEN].lstrip("也都均已还各级部门单位，,")
    if rest.startswith(tuple(wider["aside"].split())):
        return False
    return rest.startswith((*wider["acting"].split(), *wider["subjects"]))


def _places(text: str, word: str) -> "Iterator[int]":
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


@rule("GK768", name="mixed-measure-words", basis=_HABIT, severity="note")
def mixed_measure_words(case: Case) -> "Iterator[Hit]":
    """同一样东西用了不同的量词。

    错例：“关停政务新媒体 9 个，现有政务新媒体 13 家”
    正例：“关停政务新媒体 9 个，现有 13 个”

    改法：全文用同一个量词。
    """
    spotted, beside = prose(case).spotted, None
    for noun, variants in words().data["wider"]["nouns"].items():
        if noun not in spotted:
            continue
        beside = beside or _beside_figures(case)
        if sum(map(beside.count, {noun[-1], *(variant[0] for variant in variants)})) > 1:
            found = list(_measures(case, noun, tuple(variants)))
            other = next((f for f in found if f[1].unit != found[0][1].unit), None)
            if other is not None:
                passage, figure = other
                before = found[0][1].unit
                yield passage.hit(
                    "mixed-measure-words", f"“{noun}”前面用“{before}”，这里用“{figure.unit}”",
                    figure.start, figure.end, found=figure.unit, expected=before,
                    hint="请用同一个量词",
                )  # fmt: skip
                return


def _beside_figures(case: Case) -> list[str]:
    """The characters that stand right before a figure, or right after its measure word."""
    return [
        char
        for passage, marks in prose(case).texts
        for _, _, _, _, start, end, _ in marks.figures
        for char in (passage.text[start - 1 : start], passage.text[end : end + 1])
    ]


def _measures(
    case: Case, noun: str, variants: tuple[str, ...]
) -> "Iterator[tuple[Passage, Figure]]":
    """The figures that stand right before or after one of the ways to say a noun."""
    for passage, marks in prose(case).texts:
        text = passage.text
        if noun not in text:
            continue
        for figure in marks.figures:
            start, end = figure.start, figure.end
            before = text[start - 1 : start] == noun[-1] and text.endswith(noun, 0, start)
            if (before or text.startswith(variants, end)) and figure.unit:
                yield passage, figure


@rule("GK769", name="odd-processing-fee", basis=_SCALE, severity="note")
def odd_processing_fee(case: Case) -> "Iterator[Hit]":
    """信息处理费的金额不是 10 元的整数倍，或者比表里的行政事业性收费还多。

    按件、按量两种标准算出来的金额都是 10 元的整数倍。有的地方把信息处理费列入行政事业性收费，那样
    表二的金额就不会比它少；没有列入的，不必理会。

    错例：“收取信息处理费 455 元”
    正例：“收取信息处理费 450 元”

    改法：核对收费通知和收据。
    """
    for told in prose(case).told:
        if told.statement.kinds == ("money.processing",):
            yield from _fee(case, told)


def _fee(case: Case, told: "Told") -> "Iterator[Hit]":
    figure = told.statement.figure
    charges = case.report.cell(_CHARGES)
    text = ""
    if not figure.about and figure.value % _TEN:
        text = f"信息处理费 {plain(figure.value)} 元，不是 10 元的整数倍"
    elif not isinstance(charges, Gap) and charges and charges * _WAN < figure.value:
        text = (
            f"信息处理费 {plain(figure.value)} 元，比表二的行政事业性收费 {plain(charges)} 万元还多"
        )
    if text:
        yield told.passage.hit(
            "odd-processing-fee", text, figure.start, figure.end, found=plain(figure.value),
            hint="请核对收费通知和收据",
        )  # fmt: skip
