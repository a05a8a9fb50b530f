"""Rules about single days in a text: impossible, damaged, relative, outside the year."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.rules import Case, Passage, rule
from gkreport.rules.bounds import quoted, sentence
from gkreport.rules.days import Day, days
from gkreport.rules.lexicon import lists
from gkreport.rules.looks_days import bare_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit

_SHOWN: Final = 3
_UNTIL: Final = ("截至", "截止")
_REACH: Final = 3
"""How far behind 截至 the day may begin."""


class _Place(NamedTuple):
    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        return "".join(self.passage.text[self.start : self.end].split())


def _hit(rule: str, what: str, places: list[_Place], hint: str) -> "Hit":
    """One hit for all places, at the first."""
    words = list(dict.fromkeys(place.words for place in places))
    shown = "、".join(f"“{word}”" for word in words[:_SHOWN])
    more = "等" if len(words) > _SHOWN else ""
    many = f"{more}，共 {len(places)} 处" if len(places) > min(len(words), _SHOWN) else ""
    passage, start, end = places[0]
    return passage.hit(rule, f"{what}{shown}{many}", start, end, found="、".join(words), hint=hint)


def _of_state(case: Case, state: str) -> list[_Place]:
    return [
        _Place(passage, day.start, day.end)
        for passage in case.passages
        for day in days(passage.text)
        if day.state == state
    ]


@rule("GK725", name="impossible-date", basis="日历", severity="warning")
def impossible_date(case: Case) -> "Iterator[Hit]":
    """日历上没有的日期：13月，2月30日。

    错例：“2025年2月30日召开会议”
    正例：“2025年2月28日召开会议”
    改法：核对原始材料，改正日期。
    """
    places = _of_state(case, "impossible")
    if places:
        yield _hit("impossible-date", "日历上没有这样的日期：", places, "请核对原始材料")


@rule("GK726", name="damaged-date", basis="日期应当写全年、月、日", severity="note")
def damaged_date(case: Case) -> "Iterator[Hit]":
    """日期里少了“年”字或“月”字。

    句子开头的报告年度后面直接是“共收到”“全年”“我局”的，也少了“年”字。从网页复制文字时，数字旁边的字常会丢掉，如“20251月16日”。公布的原文未必有错，先对照原文。

    错例：“20251月16日”
    正例：“2025年1月16日”
    改法：对照原文，把丢掉的字补上。
    """
    places = _of_state(case, "damaged")
    places += [
        _Place(passage, start, end)
        for passage in case.passages
        for start, end in (bare_years(passage.text, case.report.year) if case.report.year else ())
    ]
    if places:
        yield _hit(
            "damaged-date", "日期少了字，可能是复制网页时造成的：", places, "请对照原文补上丢掉的字"
        )


@rule("GK728", name="relative-year", basis="公文写作的习惯，格式没有规定", severity="note")
def relative_year(case: Case) -> "Iterator[Hit]":
    """用“今年”“去年”代替年份。

    年度报告在第二年年初公布，读者看到“今年”，分不清是报告的年度还是公布的那一年。

    错例：“今年5月召开培训会”
    正例：“2025年5月召开培训会”
    改法：写明年份。
    """
    relative = lists("dates")["relative"]
    places = [
        _Place(passage, at, at + len(word))
        for passage in case.passages
        for word in relative["words"]
        for at in _occurrences(passage.text, word)
        if passage.text[at - 1 : at] not in relative["except"] and not quoted(passage.text, at)
    ]
    if places:
        year = case.report.year
        example = f"：今年写“{year}年”，去年写“{year - 1}年”" if year else ""
        yield _hit("relative-year", "用了相对的说法", places, f"请写明年份{example}")


def _occurrences(text: str, word: str) -> "Iterator[int]":
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


@rule("GK729", name="date-outside-year", basis="年度报告写的是报告年度的情况", severity="note")
def date_outside_year(case: Case) -> "Iterator[Hit]":
    """“截至”的日期不在报告的年度里，或者总体情况里的事情发生在前后一年。

    统计到年底的数字，应当写“截至2025年12月31日”或者“截至2025年底”。总体情况写报告年度里的事。文件
    的印发、机构的设立等来历不提示。

    错例：2024 年的报告写“截至2025年1月10日，共公开信息120条”
    正例：“截至2024年12月31日，共公开信息118条”
    改法：按年底的数改；往年的事情，看是不是该写。
    """
    year = case.report.year
    if not year:
        return
    places = [
        _Place(passage, day.start, day.end)
        for passage in case.passages
        for day in days(passage.text)
        if day.year not in (0, year) and day.state == "whole" and _told(passage, day, year)
    ]
    if places:
        hint = f"截至的日期请写 {year} 年底；往年的事情，看是不是该写"
        yield _hit("date-outside-year", f"写到了 {year} 年以外的日期：", places, hint)


def _told(passage: Passage, day: Day, year: int) -> bool:
    """Whether a day outside the year is told as the report's own."""
    text = passage.text
    before = text[max(0, day.start - _REACH - 1) : day.start]
    if any(word in before for word in _UNTIL):
        return True
    if passage.section != "overview" or not day.month or abs(day.year - year) > 1:
        return False
    start, end = sentence(text, day.start, day.end)
    words, known = text[start:end], lists("dates")
    history = any(word in words for name in ("comparisons", "origins") for word in known[name])
    return not history and not quoted(text, day.start)
