"""Rules about the year of the report, wherever a text names it."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.finding import Hit
from gkreport.rules import Case, Passage, rule
from gkreport.rules.bounds import quoted, sentence
from gkreport.rules.days import Day, days, introduced, of_notice, ranges, years
from gkreport.rules.lexicon import lists
from gkreport.rules.looks_days import BEGINS, WHOLE_YEAR

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from gkreport.form import Severity

_PERIOD: Final = "统一格式：年度报告写一个年度，从1月1日到12月31日"
_FRESH: Final = "年度报告写的是报告年度的情况"
_PERIOD_WORDS: Final = ("统计", "期限", "时限", "数据", "起止")
_ENOUGH: Final = 2
"""So many sentences about another year and none about the report's own are no accident."""
_NEAR: Final = 60
"""How far behind the opening the report's own year may follow."""
_FAR: Final = 5
"""A year further back than this is history."""
_THIS: Final = ("今年", "本年")
_LAST: Final = ("去年", "上年", "上一年")
_APPOSED: Final = 7
"""How long such a word is with its bracket."""
_HEADING: Final = 26
_SHOWN: Final = 3
_MORE: Final = 8
"""So many characters after a year tell which sentence is meant."""


@rule("GK720", name="report-year-differs", basis=_PERIOD)
def report_year_differs(case: Case) -> "Iterator[Hit]":
    """标题、统计期限里的年份，与报告的年度不是同一年。

    多半是沿用上年的文件，漏改了一处。标题和统计期限写成别的年份是错误；编制说明和各部分标题里的，
    是警告。

    错例：`year = 2025`，标题写“2024年政府信息公开工作年度报告”
    正例：两处都是 2025 年
    改法：核对是哪一年的报告，改正写错的一处。
    """
    year = case.report.year
    if not year:
        return
    title = case.report.title
    stated = years(title)
    if stated and year not in stated:
        yield _differs(("title",), f"标题写的是 {stated[0]} 年", year, stated[0])
    for id, heading in case.report.headings.items():  # noqa: A001
        named = years(heading)
        if named and year not in named:
            what = f"标题“{heading.strip()}”写的是 {named[0]} 年"
            yield _differs(("headings", id), what, year, named[0])._replace(severity="warning")
    period = case.report.publication.period
    if period and _whole(*period) and period[0].year != year:
        what = f"统计期限写的是 {period[0].year} 年全年"
        yield _differs(("publication", "period"), what, year, period[0].year)
    yield from _preface_year(case, year)


def _differs(path: tuple[str | int, ...], what: str, year: int, found: int) -> Hit:
    return Hit(
        "report-year-differs", f"{what}，报告是 {year} 年的", path, found=str(found),
        expected=str(year), hint=f"请改成 {year} 年；若是报告的年度写错了，请改 year",
    )  # fmt: skip


def _preface_year(case: Case, year: int) -> "Iterator[Hit]":
    """The period that the preface states, or the report that it introduces, of another year."""
    preface = case.passage("preface")
    if preface is None:
        return
    whole = [(a, b) for a, b in ranges(preface.text) if _whole(a, b)]
    if whole and all(first.year != year for first, _ in whole):
        first, last = whole[0]
        hit = _differs(preface.path, f"统计期限写的是 {first.year} 年全年", year, first.year)
        yield hit._replace(within=(first.start, last.end))
        return
    stale = [
        (of_notice(preface.text, start, end), named, (start, end))
        for named, start, end in introduced(preface.text)
        if named != year
    ]
    if stale:
        cited, named, within = min(stale)  # what the preface says of itself goes before a citation
        what = "引用的通知说的是" if cited else "说的是"
        hit = _differs(preface.path, f"编制说明{what} {named} 年的报告", year, named)
        if cited:
            hit = hit._replace(hint=f"请核对引用的是不是 {year} 年的通知；确实引用往年的，不用改")
        yield hit._replace(within=within, severity="note" if cited else "warning")


def _whole(first: "Day | dt.date", last: "Day | dt.date") -> bool:
    """Whether two days are the first and the last of one year."""
    ends = ((first.month, first.day), (last.month, last.day))
    return first.year == last.year and ends == WHOLE_YEAR


@rule("GK721", name="partial-period", basis=_PERIOD, severity="warning")
def partial_period(case: Case) -> "Iterator[Hit]":
    """统计期限不是报告年度的1月1日到12月31日。

    跨了年度的是警告。只是这一年里的一段时间的是提示：新设立或者撤并的机关，可以只写存在的那一段。

    错例：`period = [2024-12-01, 2025-12-31]`
    正例：`period = [2025-01-01, 2025-12-31]`
    改法：按全年统计并改正期限；数字确实不是全年的，请说明理由。
    """
    year = case.report.year
    if not year:
        return
    period = case.report.publication.period
    if period and not _whole(*period):
        yield _partial(("publication", "period"), period, year)
    preface = case.passage("preface")
    for first, last in ranges(preface.text) if preface else ():
        assert preface is not None
        if _whole(first, last):
            continue
        start, end = sentence(preface.text, first.start, last.end)
        if any(word in preface.text[start:end] for word in _PERIOD_WORDS):
            hit = _partial(preface.path, (first, last), year)
            yield hit._replace(within=(first.start, last.end))
            return


def _partial(
    path: tuple[str | int, ...], period: "tuple[Day | dt.date, Day | dt.date]", year: int
) -> Hit:
    first, last = period
    turned = (first.year, first.month, first.day) > (last.year, last.month, last.day)
    inside = first.year == last.year == year and not turned
    told = "至 ".join(f"{day.year} 年 {day.month} 月 {day.day} 日" for day in period)
    what = "起止日期颠倒" if turned else "不是全年" if inside else "不在报告的年度之内"
    return Hit(
        "partial-period", f"统计期限是 {told}，{what}", path, found=told,
        expected=f"{year} 年 1 月 1 日至 12 月 31 日", severity="note" if inside else None,
        hint="请按全年统计；机关在年中设立或者撤并的，请在编制说明里写明",
    )  # fmt: skip


class _Place(NamedTuple):
    passage: Passage
    start: int
    end: int
    certain: bool


@rule("GK727", name="stale-year", basis=_FRESH, severity="note")
def stale_year(case: Case) -> "Iterator[Hit]":
    """正文把别的年份当作报告的年度来写。

    多半是沿用上年的文字，漏改了年份。总体情况开头就写别的年份、“今年（2023年）”与年度对不上，或者通篇
    只说别的年份的，是警告；只有个别句子的，是提示。用来比较、回顾的年份和文件名里的年份不提示。把还没有到的
    一年当作报告的年度来写，也一样；说打算的不提示。

    错例：2024 年的报告，总体情况开头写“2023年，我局……”
    正例：“2024年，我局……”
    改法：逐句核对，写的是今年的情况就改年份，写的是往年的情况就删去。
    """
    year = case.report.year
    if not year:
        return
    places = [*_apposed(case, year), *_openings(case, year)]
    if places:
        certain = any(place.certain for place in places)
        places.sort(key=lambda place: not place.certain)
        what = f"{year} 年的报告里写着{_listed(places)}，像是沿用了上年的文字"
        yield _stale(places[0], what, year, "warning" if certain else None)
    early = [*_early(case, year)]
    if early:
        what = f"{year} 年的报告里写着{_listed(early)}，像是把年份写错了"
        yield _stale(early[0], what, year, "warning" if early[0].certain else None)
    plans = [*_plans(case, year)]
    if plans:
        what = f"第五部分的打算写成了 {year} 年的：{_listed(plans)}，这一年已经过去"
        yield _stale(plans[0], what, year + 1, None)


def _stale(place: _Place, what: str, year: int, severity: "Severity | None") -> Hit:
    passage, start, end, _ = place
    return passage.hit(
        "stale-year", what, start, end, found=passage.text[start:end], expected=f"{year}年",
        severity=severity, hint="请核对写的是哪一年的情况",
    )  # fmt: skip


def _listed(places: list[_Place]) -> str:
    """The first places with a few words more, and how many there are."""
    words = list(dict.fromkeys(map(_words, places)))
    shown = "、".join(f"“{word}”" for word in words[:_SHOWN])
    return shown + (f"等 {len(places)} 处" if len(places) > min(len(words), _SHOWN) else "")


def _words(place: _Place) -> str:
    """What stands there and a few words more, up to the end of the sentence."""
    text = place.passage.text
    _, end = sentence(text, place.start, place.end)
    cut = place.end + _MORE < end
    return text[place.start : min(end, place.end + _MORE)].rstrip() + ("……" if cut else "")


def _apposed(case: Case, year: int) -> "Iterator[_Place]":
    """今年（2023年） and the like, where the year in brackets is another."""
    meanings = dict.fromkeys(_THIS, year) | dict.fromkeys(_LAST, year - 1)
    for passage in case.passages:
        for day in days(passage.text):
            near = passage.text[max(0, day.start - _APPOSED) : day.start]
            before = near.rstrip("即为") if near[-1:] in "（(即为" else ""
            if not day.year or before[-1:] not in ("（", "("):
                continue
            word = next((w for w in meanings if before[:-1].endswith((w, w + "度"))), "")
            if meanings.get(word, day.year) != day.year:
                start = day.start - len(near) + before.rindex(word)
                end = day.end + (passage.text[day.end : day.end + 1] in ("）", ")"))
                yield _Place(passage, start, end, certain=True)


def _openings(case: Case, year: int) -> "Iterator[_Place]":
    """Sentences of the overview that begin with another year and compare nothing."""
    passage = case.passage("overview")
    if passage is None:
        return
    text = passage.text
    if all(day.year in (0, year) for day in days(text)):
        return
    every = [d for d in days(text) if d.year and d.state == "whole" and not quoted(text, d.start)]
    own = any(d.year == year for d in every)
    others = [d for d in every if year - _FAR <= d.year < year and not d.month]
    found = [d for d in others if _begins_stale(text, d, year)]
    opening = len(text) - len(text.lstrip())
    for d in found:
        first = d.start == opening and str(year) not in text[opening : opening + _NEAR]
        yield _Place(passage, d.start, d.end, first or (not own and len(found) >= _ENOUGH))


def _early(case: Case, year: int) -> "Iterator[_Place]":
    """Sentences of the overview that begin with the year to come, and tell what was done."""
    passage, following = case.passage("overview"), lists("dates")["next"]
    if passage is None or str(year + 1) not in passage.text:
        return
    text = passage.text
    opening = len(text) - len(text.lstrip())
    for d in days(text):
        if d.year != year + 1 or d.month or d.state != "whole" or quoted(text, d.start):
            continue
        start, end = sentence(text, d.start, d.end)
        words, first = text[d.end : end], d.start == opening
        told = first or any(word in words for word in following["done"])
        planned = any(word in words for word in (*following["ahead"], str(year)))
        if told and not planned and _begins(text[start : d.start]):
            yield _Place(passage, d.start, d.end, first)


def _begins_stale(text: str, day: Day, year: int) -> bool:
    """Whether a sentence begins with that year and neither compares nor looks back."""
    start, end = sentence(text, day.start, day.end)
    words = text[start:end]
    return (
        _begins(text[start : day.start])
        and str(year) not in words
        and not any(word in words for word in lists("dates")["comparisons"])
    )


def _begins(before: str) -> bool:
    """Whether what stands before a year in its sentence is nothing, or a heading like （一）."""
    before = before.strip()
    heading = before[:1] in "（(" and len(before) <= _HEADING and "，" not in before
    return not before or heading


def _plans(case: Case, year: int) -> "Iterator[_Place]":
    """Plans for the year that is over."""
    passage = case.passage("improvements")
    if passage is None:
        return
    plans = lists("dates")["next"]["plans"]
    for day in days(passage.text):
        if day.year != year or day.month or passage.text[day.start - 1 : day.start] not in BEGINS:
            continue
        start, end = sentence(passage.text, day.start, day.end)
        begins = _begins(passage.text[start : day.start])
        if begins and any(word in passage.text[day.end : end] for word in plans):
            yield _Place(passage, day.start, day.end, certain=False)
