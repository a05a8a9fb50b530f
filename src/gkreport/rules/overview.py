"""Rules about section one: its five aspects, and what a government's report also has to say."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from gkreport.finding import Hit
from gkreport.form import NUMERALS
from gkreport.rules import Case, Passage, rule
from gkreport.rules.lexicon import lists
from gkreport.rules.looks_sections import HEAD, LEAST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.form import Severity

_ASPECTS: Final = (
    "国办公开办函〔2021〕30号：总体情况写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、"
    "监督保障五个方面"
)
_STOPS: Final = "。：:；;，,\n"
_BY_ASPECT: Final = 3
"""With so many aspects among the headings the overview is arranged by aspects."""


@rule("GK101", name="aspect-missing", basis=_ASPECTS, severity="warning")
def aspect_missing(case: Case) -> "Iterator[Hit]":
    """总体情况没有写到五个方面中的某一个。

    五个方面是主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。按方面分段写、唯独
    缺一个的，是警告；没有按方面分段，或者文字里提到了只是没有单列的，是提示。小单位全年没有相关工作
    的，也写一句。

    错例：有（一）主动公开、（二）依申请公开、（三）政府信息管理、（四）监督保障，没有平台建设
    正例：五个方面各有一段
    改法：补上缺的一段；全年没有的，写明没有。
    """
    passage = case.passage("overview")
    if passage is None:
        return
    headed, unheaded = _aspects(passage.text)
    by_aspect = len(headed) >= _BY_ASPECT
    unnamed = _unmentioned(passage.text, unheaded, "named")
    if by_aspect and unnamed:
        yield _missing(passage, "总体情况没有写到", unnamed, "warning")
    elif by_aspect and unheaded:
        yield _missing(passage, "总体情况没有单列一段写", _titles(unheaded))
    elif absent := _unmentioned(passage.text, unheaded, "named", "mention"):
        yield _missing(passage, "总体情况没有提到", absent)
    elif unheaded and len(_headings(passage.text)) > 1:
        what = "总体情况没有按五个方面分段，小标题里看不到"
        yield _missing(passage, what, _titles(unheaded))


def _missing(
    passage: Passage, what: str, titles: tuple[str, ...], severity: "Severity" = "note"
) -> Hit:
    listed = "、".join(titles)
    return Hit(
        "aspect-missing", f"{what}{listed}", passage.path, on_key=True, section=1,
        expected=listed, severity=severity,
        hint="五个方面各写一段，读者和汇总的人都好找；全年没有相关情况的，写明没有",
    )  # fmt: skip


@rule("GK102", name="aspects-out-of-order", basis=_ASPECTS, severity="note")
def aspects_out_of_order(case: Case) -> "Iterator[Hit]":
    """总体情况的五个方面没有按格式的次序写。

    次序是主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。次序不同不影响内容，
    只是读者和汇总的人要多找一找。

    改法：按格式的次序排列。
    """
    passage = case.passage("overview")
    if passage is None:
        return
    headed, _ = _aspects(passage.text)
    order = [title for title in _titles(lists("structure")["aspects"]) if title in headed]
    if len(headed) >= _BY_ASPECT and list(headed) != order:
        yield Hit(
            "aspects-out-of-order", f"五个方面的次序是{'、'.join(headed)}，与格式不同",
            passage.path, on_key=True, section=1, found="、".join(headed),
            expected="、".join(order),
            hint=f"格式的次序是{'、'.join(order)}",
        )  # fmt: skip


def _titles(aspects: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(aspect["title"] for aspect in aspects)


@lru_cache(maxsize=4)
def _aspects(text: str) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    """The aspects that headings name, in their order, and those that none even touches on."""
    headings = _headings(text)
    aspects = lists("structure")["aspects"]
    named = dict.fromkeys(
        a["title"] for heading in headings for a in aspects if a["heading"][0] in heading
    )
    rest = [
        a for a in aspects
        if a["title"] not in named and not any(w in h for h in headings for w in a["heading"])
    ]  # fmt: skip
    return tuple(named), rest


def _unmentioned(text: str, aspects: list[dict[str, Any]], *lists: str) -> tuple[str, ...]:
    """The aspects of which none of the words in their lists stands in a text."""
    return _titles([a for a in aspects if not any(w in text for name in lists for w in a[name])])


def _headings(text: str) -> list[str]:
    """What stands behind （一）, （二）…… up to the next mark."""
    found = []
    for numeral in NUMERALS:
        for mark in (f"（{numeral}）", f"({numeral})"):
            at = text.find(mark)
            while at >= 0:
                start = at + len(mark)
                heading = text[start : start + HEAD].lstrip(" 、.．\u3000\n")
                ends = (heading.find(stop) for stop in _STOPS)
                end = min((n for n in ends if n >= 0), default=len(heading))
                found.append((at, heading[:end]))
                at = text.find(mark, start)
    return [heading for _, heading in sorted(found)]


@rule("GK103", name="results-unmentioned", basis="《政府信息公开条例》第五十条第一款第四项")
def results_unmentioned(case: Case) -> "Iterator[Hit]":
    """政府的报告没有写工作考核、社会评议或者责任追究的结果。

    《政府信息公开条例》规定，各级人民政府的年度报告还应当包括工作考核、社会评议和责任追究结果，写在
    总体情况的监督保障里。没有发生责任追究的，也要写明没有。只检查写明是人民政府的报告。

    错例：监督保障只写了培训和检查
    正例：“全年考核等次为良好，社会评议满意率96%，没有发生责任追究情形。”
    改法：在监督保障里补写三项结果。
    """
    organ = case.report.organ
    passage = case.passage("overview")
    if passage is None or not (organ.kind == "government" or _township(case)):
        return
    text = "\n".join(p.text for p in case.passages)
    results = lists("structure")["results"]
    lacking = [r["title"] for r in results if not any(w in text for w in r["words"])]
    if lacking:
        listed = "、".join(lacking)
        yield Hit(
            "results-unmentioned", f"政府的报告没有写{listed}的结果", passage.path, on_key=True,
            section=1, expected=listed, severity=None if organ.kind == "government" else "note",
            hint=f"请在监督保障里写明{listed}的结果；没有发生的，写明没有",
        )  # fmt: skip


def _township(case: Case) -> bool:
    """A township's government, as far as its name tells; a street office is none."""
    organ = case.report.organ
    return organ.kind == "township" and organ.name.strip().endswith("人民政府")


@rule(
    "GK104", "GK504", name="section-too-short", severity="note",
    basis="国办公开办函〔2021〕30号：敷衍了事的要追究责任；多少字算短，没有规定",
)  # fmt: skip
def section_too_short(case: Case) -> "Iterator[Hit]":
    """这一部分只有一两句话。

    多少字算短没有规定，这里只提示明显没有写开的：第一部分不到 120 字，第五部分不到 40 字。

    改法：看看还有没有该写的情况；小单位全年没有相关工作的，可以不理会。
    """
    for section in case.report.form.sections:
        passage = case.passage(section.id) if section.id in LEAST else None
        if passage is None or len(passage.text) >= 2 * LEAST[section.id]:
            continue
        size = len("".join(passage.text.split()))
        if size < LEAST[section.id]:
            yield Hit(
                "section-too-short", f"“{section.heading}”只有 {size} 字", passage.path,
                on_key=True, section=section.number, hint="请看是不是还有该写的情况",
            )  # fmt: skip
