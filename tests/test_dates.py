"""The year of a report wherever it is named, single days in a text, and the deadlines."""

import datetime as dt
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from short_report import OVERVIEW, heard, heavy, short

from gkreport.rules.days import days, introduced, ranges, sentence, years

PREFACE = "本报告依据《中华人民共和国政府信息公开条例》编制。{}对报告有疑问的，请与局办公室联系。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年", [(2024, 0, 0, "whole")]),
        ("2024年度", [(2024, 0, 0, "whole")]),
        ("2024 年 1 月 9 日", [(2024, 1, 9, "whole")]),
        ("2024年12月", [(2024, 12, 0, "whole")]),
        ("12月31日", [(0, 12, 31, "whole")]),
        ("5月份", [(0, 5, 0, "whole")]),
        ("2024年2月29日", [(2024, 2, 29, "whole")]),
        ("2025年2月29日", [(2025, 2, 29, "impossible")]),
        ("2月29日", [(0, 2, 29, "whole")]),
        ("2月30日", [(0, 2, 30, "impossible")]),
        ("6月31日", [(0, 6, 31, "impossible")]),
        ("2024年13月", [(2024, 13, 0, "impossible")]),
        ("2024年0月", [(2024, 0, 0, "impossible")]),
        ("3月0日", [(0, 3, 0, "impossible")]),
        ("20251 月16日", [(2025, 0, 0, "damaged")]),
        ("20251\u00a0月16日", [(2025, 0, 0, "damaged")]),
        ("202412月31日", [(2024, 0, 0, "damaged")]),
        ("202419日", [(2024, 0, 0, "damaged")]),
        ("2024年16日", [(2024, 0, 16, "damaged")]),
        ("18月龄", []),
        ("5年来", []),
        ("3000年", []),
        ("20个工作日，10日内", []),
        ("12个月", []),
        ("123456789日", []),
        ("〔2021〕30号", []),
        ("二〇二四年", []),
        ("日、月、年", []),
    ],
    ids=str,
)
def test_days_are_read(text: str, expected: list[tuple[int, int, int, str]]) -> None:
    assert [(d.year, d.month, d.day, d.state) for d in days(text)] == expected


@given(st.text("年月日度至起止 0123456789\u00a0，。", max_size=40))
def test_reading_days_never_fails_and_every_day_has_its_place(text: str) -> None:
    """A stretch begins with its digits and ends with its sign, and no two overlap."""
    found = days(text)
    stretches = [text[d.start : d.end] for d in found]
    assert all(s[0] in "0123456789" and s[-1] in "年月日" for s in stretches)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_of_the_calendar_is_read(date: dt.date) -> None:
    [found] = days(f"会议于{date.year}年{date.month}月{date.day}日召开")
    assert found.date == date


@pytest.mark.parametrize(
    "text",
    [
        "2025年1月1日至2025年12月31日", "2025年1月1日至12月31日", "自2025年1月1日起，至12月31日止",
        "2025年1月1日到2025年12月31日", "2025年1月1日——2025年12月31日", "2025年1月1日-12月31日",
        "2025 年1 月1 日起至2025 年12 月31 日止",
    ],
)  # fmt: skip
def test_a_period_is_read_however_it_is_joined(text: str) -> None:
    [(first, last)] = ranges(text)
    assert (first.date, last.date) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["2025年1月1日、2025年12月31日", "2025年1月至12月", "1月1日至12月31日", "2025年1月1日至今"],
)
def test_what_is_no_period_is_not_read_as_one(text: str) -> None:
    assert ranges(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云溪县水利局2024年报告", (2024,)),
        ("二〇二四年度报告", (2024,)),
        ("2024—2025年", (2024, 2025)),
        ("12345号", ()),
        ("一二三四年", ()),
        ("年度报告", ()),
    ],
)
def test_the_years_of_a_title(text: str, expected: tuple[int, ...]) -> None:
    assert years(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公布水利局2024年政府信息公开工作年度报告。", [2024]),
        ("《水利局2024年度政府信息公开年度报告》", [2024]),
        ("关于政府信息公开工作年度报告格式的通知", []),
        ("2024年政府信息公开工作要点", []),
        ("年政府信息公开工作年度报告", []),
        ("度政府信息公开年度报告", []),
    ],
)
def test_a_report_that_is_introduced(text: str, expected: list[int]) -> None:
    found = introduced(text)
    assert [year for year, _, _ in found] == expected
    assert all(text[start:end].endswith("年度报告") for _, start, end in found)


def test_the_bounds_of_a_sentence() -> None:
    text = "甲。乙2024年丙；丁" + "长" * 900
    assert text[slice(*sentence(text, 3, 8))] == "乙2024年丙"
    assert sentence(text, 500, 501) == (200, 801)


BOTH = "期限为2025年1月1日至12月31日，上年为2024年1月1日至12月31日。"
TITLE = 'title = "云溪县水利局{}政府信息公开工作年度报告"'


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"top": TITLE.format("2024年")}, ["error"]),
        ({"top": TITLE.format("二〇二四年")}, ["error"]),
        ({"top": TITLE.format("2025年")}, []),
        ({"top": TITLE.format("")}, []),
        ({"top": TITLE.format("2024—2025年")}, []),
        ({"headings": 'overview = "一、2024年总体情况"'}, ["warning"]),
        ({"headings": 'overview = "一、2025年总体情况"'}, []),
        ({"publication": "period = [2024-01-01, 2024-12-31]"}, ["error"]),
        ({"publication": "period = [2025-01-01, 2025-12-31]"}, []),
        ({"preface": PREFACE.format("数据统计期限为2024年1月1日至2024年12月31日。")}, ["error"]),
        ({"preface": PREFACE.format("数据统计期限为2025年1月1日至12月31日。")}, []),
        ({"preface": PREFACE.format(BOTH)}, []),
        ({"preface": PREFACE.format("统计期限自20241月1日起至202412月31日止。")}, []),
        ({"preface": PREFACE.format("现公布本局2024年政府信息公开工作年度报告。")}, ["warning"]),
        ({"preface": PREFACE.format("现公布本局2025年政府信息公开工作年度报告。")}, []),
        ({"preface": PREFACE.format("格式见2021年印发的通知。")}, []),
        ({"year": None, "top": TITLE.format("2024年")}, []),
    ],
)  # fmt: skip
def test_the_year_of_the_report_is_the_same_everywhere(
    parts: dict[str, str], expected: list[str]
) -> None:
    assert heavy(short(**parts), "report-year-differs") == expected  # type: ignore[arg-type]


CITED = "根据《县政府办公室关于做好{}年度政府信息公开工作年度报告编制发布工作的通知》，"


@pytest.mark.parametrize(
    ("preface", "expected"),
    [
        (CITED.format(2025) + "编制本报告。", []),
        (CITED.format(2024) + "编制本报告。", ["note"]),
        ("根据《关于切实做好2024年政府信息公开工作年度报告编制、发布的提示》编制。", ["note"]),
        (CITED.format(2024) + "公布云溪县水利局2023年政府信息公开工作年度报告。", ["warning"]),
        ("公布云溪县水利局2024年政府信息公开工作年度报告。", ["warning"]),
        ("现将关于2024年政府信息公开工作年度报告公布如下。", ["warning"]),
        ("云溪县水利局2024年政府信息公开工作年度报告根据通知要求编制。", ["warning"]),
    ],
)
def test_a_notice_of_another_year_is_a_stale_citation(preface: str, expected: list[str]) -> None:
    found = heard(short(preface=preface), "report-year-differs")
    assert [severity for severity, _ in found] == expected
    assert all(("引用的通知" in message) is (severity == "note") for severity, message in found)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("[2025-01-01, 2025-12-31]", []),
        ("[2024-01-01, 2024-12-31]", []),
        ("[2025-03-01, 2025-12-31]", ["note"]),
        ("[2024-12-01, 2025-12-31]", ["warning"]),
        ("[2025-01-01, 2026-01-10]", ["warning"]),
        ("[2025-12-31, 2025-01-01]", ["warning"]),
    ],
)
def test_the_period_is_the_whole_year(period: str, expected: list[str]) -> None:
    text = short(publication=f"period = {period}")
    assert heavy(text, "partial-period") == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("统计期限自2025年1月1日起至2025年12月31日止。", []),
        ("统计期限自2025年1月1日起至2025年11月30日止。", ["note"]),
        ("数据统计时间为2024年12月1日至2025年11月30日。", ["warning"]),
        ("本局于2025年3月1日至2025年3月5日迁址。", []),
    ],
)
def test_the_period_in_the_preface(sentences: str, expected: list[str]) -> None:
    text = short(preface=PREFACE.format(sentences))
    assert heavy(text, "partial-period") == expected


DEPARTMENT = 'kind = "department"\nlevel = "county"'
GOVERNMENT = 'kind = "government"\nlevel = "city"'


@pytest.mark.parametrize(
    ("organ", "date", "expected"),
    [
        (DEPARTMENT, "2026-01-31", []),
        (DEPARTMENT, "2026-02-01", ["error"]),
        ('kind = "department"', "2026-02-01", ["error"]),
        (GOVERNMENT, "2026-03-31", []),
        (GOVERNMENT, "2026-04-01", ["error"]),
        ('kind = "government"\nlevel = "township"', "2026-02-01", ["warning"]),
        ('kind = "township"', "2026-01-31", []),
        ('kind = "township"', "2026-02-01", ["warning"]),
        ('kind = "authorized"', "2026-02-01", ["warning"]),
        ("", "2026-03-31", []),
        ("", "2026-04-01", ["note"]),
        ('level = "county"', "2026-02-01", []),
    ],
    ids=str,
)
def test_a_report_is_published_in_time(organ: str, date: str, expected: list[str]) -> None:
    text = short(organ=f'name = "某机关"\n{organ}', publication=f"date = {date}")
    assert heavy(text, "published-late") == expected


def test_a_delay_is_told_in_days() -> None:
    [(_, message)] = heard(short(publication="date = 2026-03-02"), "published-late")
    assert re.findall("[0-9]+ 天", message) == ["30 天"]


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        ("date = 2026-01-16", []),
        ("date = 2025-12-31", []),
        ("date = 2025-12-30", ["error"]),
        ("date = 2025-01-16", ["error"]),
        ("date = 2026-01-16\nwritten = 2025-12-20", ["warning"]),
        ("date = 2025-07-10\nperiod = [2025-01-01, 2025-06-30]", []),
        ("date = 2025-06-10\nperiod = [2025-01-01, 2025-06-30]", ["error"]),
        ("", []),
    ],
)
def test_nothing_is_published_before_the_period_ends(publication: str, expected: list[str]) -> None:
    assert heavy(short(publication=publication), "published-early") == expected


@pytest.mark.parametrize(
    ("date", "hint"),
    [
        ("2025-01-16", "是不是 2026 年 1 月 16 日？"),
        ("2025-12-20", "请核对日期"),
        ("2024-02-29", "请核对日期"),
    ],
)
def test_an_old_year_in_january_is_a_slip(date: str, hint: str) -> None:
    from strategies import check  # noqa: PLC0415 - one test needs the hint

    year = 2025 if date[:4] == "2025" else 2024
    found = check(short(year=year, publication=f"date = {date}"))
    assert [f.hit.hint for f in found if f.name == "published-early"] == [hint]


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        ("date = 2026-01-16\nwritten = 2026-01-16", []),
        ("date = 2026-01-16\nwritten = 2026-01-17", ["warning"]),
        ("written = 2026-01-17", []),
        ("date = 2026-01-16", []),
    ],
)
def test_a_report_is_written_before_it_is_published(publication: str, expected: list[str]) -> None:
    assert heavy(short(publication=publication), "written-after-publication") == expected


@pytest.mark.parametrize("year", [None, 9999, 1000])
def test_years_at_the_end_of_the_calendar(year: int | None) -> None:
    """Nothing fails, and nothing is said of what no calendar has."""
    text = short(year=year, publication="date = 2026-01-16\nwritten = 2026-01-16")
    assert heavy(text, "published-early") == []


def told(sentence: str, rule: str, *, section: str = "overview") -> list[tuple[str, str]]:
    """What a rule says of a sentence more in a section."""
    return heard(short(**{section: OVERVIEW + sentence}), rule)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "rule", "expected"),
    [
        ("2025年2月30日开会。", "impossible-date", ["warning"]),
        ("2025年13月开会。", "impossible-date", ["warning"]),
        ("2025年2月28日开会，幼儿18月龄入托。", "impossible-date", []),
        ("20255月16日开会。", "damaged-date", ["note"]),
        ("2025年16日开会。", "damaged-date", ["note"]),
        ("2025年5月16日开会，共20261人次，30日内办结。", "damaged-date", []),
        ("2025共收到申请1件。", "damaged-date", ["note"]),
        ("（六）其他。2024全年公开十条，2025我局公开二十条。", "damaged-date", ["note"]),
        ("2023共收到申请1件，第2025共收到。", "damaged-date", []),
        ("2025年共收到申请1件，其中2025条，2025共享单车。", "damaged-date", []),
        ("今年5月开会。", "relative-year", ["note"]),
        ("比去年多三次。", "relative-year", ["note"]),
        ("过去年度的材料已归档，2025年5月开会。", "relative-year", []),
        ("《今年这样干》已经公布。", "relative-year", []),
        ("截至2026年1月5日共120条。", "date-outside-year", ["note"]),
        ("截至2024年底共120条。", "date-outside-year", ["note"]),
        ("截至2025年12月31日共120条。", "date-outside-year", []),
        ("2024年11月，核对名录。", "date-outside-year", ["note"]),
        ("2024年11月印发的名录继续有效。", "date-outside-year", []),
        ("《名录（2024年11月版）》全部公开。", "date-outside-year", []),
        ("2019年5月，核对名录。", "date-outside-year", []),
        ("与2024年11月相比多三条。", "date-outside-year", []),
    ],
)
def test_single_days(sentence: str, rule: str, expected: list[str]) -> None:
    assert [severity for severity, _ in told(sentence, rule)] == expected


def test_several_days_are_one_finding() -> None:
    [(_, message)] = told("今年一月、今年二月、去年三月、今年四月。", "relative-year")
    assert message == "用了相对的说法“今年”、“去年”，共 4 处"


STALE = OVERVIEW.replace("2025年，", "2024年，", 1)
MORE = "水库安全。2024年公开十条。2024年发文两件"
TWICE = OVERVIEW.replace("2025年，", "").replace("水库安全", MORE)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"overview": STALE}, ["warning"]),
        ({"overview": TWICE}, ["warning"]),
        ({"overview": OVERVIEW + "（六）其他。2024年，目录由办公室维护。"}, ["note"]),
        ({"overview": OVERVIEW + "2024年公开十条，2025年公开二十条。"}, []),
        ({"overview": OVERVIEW + "2024年公开的目录继续有效，与上年相同。"}, []),
        ({"overview": OVERVIEW + "2024年查出的问题全部整改。"}, []),
        ({"overview": OVERVIEW + "其中《水库2024年名录》全文公开。"}, []),
        ({"overview": OVERVIEW + "办理了2024年收到的一件。"}, []),
        ({"overview": OVERVIEW + "2008年，目录由办公室维护。"}, []),
        ({"overview": OVERVIEW + "今年（2024年）没有投诉。"}, ["warning"]),
        ({"overview": OVERVIEW + "本年度(即2023年)没有投诉。"}, ["warning"]),
        ({"overview": OVERVIEW + "上年（2023年）没有投诉。"}, ["warning"]),
        ({"overview": OVERVIEW + "上一年度（2024年）没有投诉。"}, []),
        ({"overview": OVERVIEW + "本年度（2025年）没有投诉。"}, []),
        ({"overview": OVERVIEW + "三年（2023年起）没有投诉。"}, []),
        ({"improvements": "主要问题是更新慢。2025年，我局将继续加强更新，改进服务。"}, ["note"]),
        ({"improvements": "主要问题是更新慢。2026年，我局将继续加强更新，改进服务。"}, []),
        ({"improvements": "主要问题是更新慢。2025年，我局将目录改为每月核对。"}, []),
        ({"year": None, "overview": STALE}, []),
        ({"overview": OVERVIEW.replace("2025年，", "2026年，", 1)}, ["warning"]),
        ({"overview": OVERVIEW.replace("2025年，", "2026年，将", 1)}, []),
        ({"overview": OVERVIEW + "2026年，我局收到申请1件，已经答复。"}, ["note"]),
        ({"overview": OVERVIEW + "2026年，我局加强培训，每月检查。"}, []),
        ({"overview": OVERVIEW + "2026年，我局将办结已收到的申请。"}, []),
        ({"overview": OVERVIEW + "2026年收到申请比2025年多。"}, []),
        ({"overview": OVERVIEW + "2026年1月收到申请1件。"}, []),
        ({"overview": OVERVIEW + "结转到2026年办结。"}, []),
        ({"overview": OVERVIEW + "2027年，我局收到申请1件。"}, []),
    ],
)
def test_a_year_that_was_not_brought_up_to_date(parts: dict[str, str], expected: list[str]) -> None:
    assert heavy(short(**parts), "stale-year") == expected  # type: ignore[arg-type]


def test_stale_years_are_listed_worst_first() -> None:
    overview = STALE + "2024年制作图解三件。2024年培训两次。2024年检查四次。"
    [(severity, message)] = heard(short(overview=overview), "stale-year")
    assert severity == "warning"
    assert "“2024年，云溪县水利局围……”" in message
    assert message.count("“") == 3
    assert "等 4 处" in message
