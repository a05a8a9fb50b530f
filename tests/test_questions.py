"""The shipped questions over small surveys whose answers are known."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from made_survey import Made

from gkreport.survey import schema
from gkreport.survey.asking import manual
from gkreport.survey.asking.lookups import lookups
from gkreport.survey.asking.opened import opened
from gkreport.survey.asking.questions import Question, Unfit, parse, questions

QUESTIONS = questions()
EXPECTED = {
    "carried-over", "copies", "corrected", "duplicates", "identities", "late", "missing-years",
    "open", "outcomes", "outliers", "rules", "totals", "unchanged", "unread",
}  # fmt: skip
PAGE = Path(__file__).parents[1] / "docs" / "survey.md"
DEPARTMENT = {"kind": "department", "level": "county"}
MARKS = [11, 12, 13, 14, 15, 16, 17, 18]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "普查")


def answer(made: Made, name: str, **values: Any) -> list[tuple[Any, ...]]:
    """The rows of a question, whole numbers as such."""
    question = QUESTIONS[name]
    given = {p.name: p.default for p in question.parameters} | values
    with opened(made.write()) as survey:
        return [tuple(map(_plain, row)) for row in survey.ask(question.sql, given).rows]


def _plain(value: Any) -> Any:
    whole = isinstance(value, Decimal) and value == value.to_integral_value()
    return int(value) if whole else value


def test_the_questions_that_are_shipped() -> None:
    assert QUESTIONS.keys() >= EXPECTED


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_says_what_it_is_and_fits_a_gbk_console(question: Question) -> None:
    for text in (question.title, question.reading, *(p.about for p in question.parameters)):
        assert text.encode("gbk").decode("gbk") == text
        assert text.strip() == text != ""
    [statement] = duckdb.extract_statements(question.sql)
    assert {parameter.name for parameter in question.parameters} == statement.named_parameters


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_about_nothing(made: Made, name: str) -> None:
    """No rows, and columns with Chinese names."""
    assert answer(made, name) == []
    with opened(made.folder) as survey:
        given = {p.name: p.default for p in QUESTIONS[name].parameters}
        columns = survey.ask(QUESTIONS[name].sql, given).columns
    assert len(set(columns)) == len(columns) > 1
    assert [column for column in columns if column.isascii()] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_about_what_is_unknown(made: Made, name: str) -> None:
    """Everything that may be unknown is, and kinds and rules are none of ours."""
    for status in ("read", "doubtful", "broken", "failed", None):
        report = made.report(status=status, format=None, kind="子虚")
        made.cells(report, "applications", "received", total="约十")
        made.cells(report, "remedies", "reconsideration", corrected=None)
        made.rows["cells"].append({"report": report})
        made.rows["findings"].append({"report": report})
        made.finding(report, "GK999")
        made.rows["sources"].append({"report": report, "part": "子虚", "sort": "text"})
        made.table(report, "applications", how="missing", figures=None, open=None)
    assert all(len(row) > 1 for row in answer(made, name))


def applications(made: Made, report: int, **rows: float | str | None) -> None:
    """A column of table three; two underscores are a dot."""
    made.table(report, "applications")
    for row, value in rows.items():
        made.cells(report, "applications", row.replace("__", "."), total=value)


def test_identities(made: Made) -> None:
    """A finding that stands for several sums counts with each that fails."""
    fine, plain, folded = (made.report(f"{n}局", 2024, **DEPARTMENT) for n in "甲乙丙")
    other = made.report("丁县人民政府", 2024, kind="government")
    twice = made.report("丁县人民政府", 2024, kind="government", status="doubtful")
    for report in (fine, plain, other, twice):
        applications(made, report, received=1)
    applications(made, folded, received=5, brought_forward=0, outcome__total=4, carried_forward=0)
    made.cells(folded, "applications", "outcome.granted", natural_person=4, total=4)
    made.finding(plain, "GK301")
    made.finding(plain, "GK301")
    made.finding(folded, "GK300")
    made.finding(twice, "GK301")
    found = [row for row in answer(made, "identities") if row[0] == "GK301"]
    assert found == [
        ("GK301", "第一项加第二项之和不等于第三项加第四项之和。", 2024, "政府部门", 3, 2, 66.7),
        ("GK301", "第一项加第二项之和不等于第三项加第四项之和。", 2024, "人民政府", 1, 0, 0.0),
    ]
    failing = {row[0] for row in answer(made, "identities") if row[5]}
    assert failing == {"GK301"}
    assert answer(made, "identities", year=2023) == []


def test_rules(made: Made) -> None:
    one, two, broken = (
        made.report("甲", 2024),
        made.report("乙", 2023),
        made.report(status="broken"),
    )
    made.report(status="other")
    made.finding(one, "GK301")
    made.finding(one, "GK301", "warning")
    made.finding(two, "GK301", "warning")
    made.finding(broken, "GK001")
    found = answer(made, "rules")
    assert [(r[0], r[2], *r[4:]) for r in found] == [
        ("GK301", "错误", 2, 100.0, 3),
    ]
    assert [r[4:] for r in answer(made, "rules", year=2023)] == [(1, 100.0, 1)]


@pytest.mark.parametrize("kind", ["department", "政府部门"])
def test_a_kind_by_its_name_or_its_word(made: Made, kind: str) -> None:
    for report in (made.report("甲", 2024, **DEPARTMENT), made.report("乙", 2024)):
        made.finding(report, "GK301")
    assert [row[4] for row in answer(made, "rules", kind=kind)] == [1]


def test_late(made: Made) -> None:
    """The earliest of the same year's counts; on the day is not late."""
    due = {"due": date(2025, 1, 31), **DEPARTMENT}
    made.report("甲局", 2024, published=date(2025, 2, 10), days_late=10, **due)
    made.report("乙局", 2024, published=date(2025, 1, 31), days_late=0, **due)
    made.report("丙局", 2024, published=date(2025, 1, 1), days_late=-30, **due)
    made.report("丙局", 2024, published=date(2025, 3, 1), days_late=29, **due)
    made.report(None, 2023, published=date(2024, 2, 2), days_late=2, path="无名.html")
    told = [(row[0], row[1], row[6]) for row in answer(made, "late")]
    assert told == [("甲局", "政府部门", 10), ("无名.html", None, 2)]
    assert [row[0] for row in answer(made, "late", least=5, year=2024)] == ["甲局"]


def test_copies(made: Made) -> None:
    """Six of eight marks, or the whole; earlier ones are the source."""
    early = made.report("甲局", 2023, published=date(2024, 1, 5))
    late = made.report("乙局", 2023, published=date(2024, 1, 9))
    near, far, short = (made.report(f"{n}局", 2024) for n in "丙丁戊")
    made.text(late, "overview", "same", MARKS)
    made.text(early, "overview", "same", MARKS)
    made.text(near, "overview", "other", [*MARKS[:6], 1, 2])
    made.text(far, "overview", "third", [*MARKS[:5], 3, 4, 5])
    made.text(short, "overview", "same", MARKS, characters=99)
    assert answer(made, "copies") == [
        ("丙局", 2024, "总体情况", 200, "甲局", 2023, 75.0, None),
        ("乙局", 2023, "总体情况", 200, "甲局", 2023, 100.0, "是"),
    ]
    assert [row[0] for row in answer(made, "copies", least=50)] == ["戊局", "丙局", "乙局"]
    assert [row[0] for row in answer(made, "copies", year=2024)] == ["丙局"]


def test_copies_of_fewer_sentences(made: Made) -> None:
    """Three of four will do; two of two will not: too little to say anything."""
    one, two, three = (made.report(f"{n}局", 2024) for n in "甲乙丙")
    made.text(one, "overview", "a", [1, 2, 3, 4])
    made.text(two, "overview", "b", [1, 2, 3, 5])
    made.text(one, "improvements", "c", [6, 7])
    made.text(three, "improvements", "d", [6, 7])
    assert [(r[0], r[4], r[6]) for r in answer(made, "copies")] == [("乙局", "甲局", 75.0)]


def test_copies_of_what_everybody_writes(made: Made) -> None:
    """A sentence of many reports is nobody's, and so is a text of many reports."""
    for n in range(5):
        report = made.report(f"{n}局", 2024)
        made.text(report, "preface", "usual", [1, 2, 3])
        made.text(report, "overview", str(n), [1, 2, 3, 4, *range(100 * n + 10, 100 * n + 14)])
    assert answer(made, "copies", common=4) == []
    assert len(answer(made, "copies", common=5)) == 4


def test_copies_from_oneself(made: Made) -> None:
    """The organ's own earlier report comes after the others, and may be left out."""
    own, now, other = (
        made.report("甲局", 2023),
        made.report("甲局", 2024),
        made.report("乙局", 2024),
    )
    same = made.report("甲局", 2024, status="doubtful")
    for report in (own, now, other, same):
        made.text(report, "overview", "same", MARKS)
    assert [row[:2] for row in answer(made, "copies")] == [("乙局", 2024), ("甲局", 2024)]
    assert [row[0] for row in answer(made, "copies", own=0)] == ["乙局"]


def test_carried_over(made: Made) -> None:
    before, now, apart = (
        made.report("甲局", 2023),
        made.report("甲局", 2024),
        made.report("甲局", 2026),
    )
    made.cells(before, "applications", "carried_forward", natural_person=3, total=5, other="/")
    made.cells(now, "applications", "brought_forward", natural_person=3, total=4, other=9)
    made.cells(apart, "applications", "brought_forward", natural_person=1, total=1)
    assert answer(made, "carried-over") == [("甲局", 2024, "总计", 4, 5, -1)]
    assert answer(made, "carried-over", year=2023) == []


def test_totals(made: Made) -> None:
    """One report of an organ and year; what is no number is no part of the sum."""
    one, two, three = (made.report(organ, 2024) for organ in ("甲局", "甲局", "乙局"))
    for report, value in ((one, 100), (two, 1), (three, "约十")):
        made.cells(report, "applications", "received", total=value, natural_person=7)
    made.cells(three, "proactive_disclosure", "fees", amount=1.25)
    made.rows["reports"][1]["published"] = date(2025, 1, 1)
    assert [(r[0], r[2], r[4], r[5]) for r in answer(made, "totals")] == [
        (2024, "一、本年新收政府信息公开申请数量", 1, 1),
        (2024, "行政事业性收费", Decimal("1.25"), 1),
    ]


def test_outcomes(made: Made) -> None:
    report = made.report("甲局", 2024)
    applications(
        made, report, outcome__granted=3, outcome__otherwise=1, outcome__total=4, received=9
    )
    applications(made, made.report("乙局", 2023), outcome__granted=0)
    assert answer(made, "outcomes") == [
        (2024, "（一）予以公开", 3, 75.0),
        (2024, "（六）其他处理", 1, 25.0),
        (2023, "（一）予以公开", 0, None),
    ]


def test_corrected(made: Made) -> None:
    """What is pending is not decided; both years together; few cases say nothing."""
    for year in (2023, 2024):
        report = made.report("甲局", year, **DEPARTMENT)
        made.cells(
            report, "remedies", "reconsideration", upheld=3, corrected=2, other=0, pending=50
        )
        made.cells(report, "remedies", "litigation.direct", upheld=4, corrected=1, other=0, total=9)
    made.cells(made.report("乙局", 2024), "remedies", "reconsideration", corrected=9)
    assert answer(made, "corrected") == [("甲局", "政府部门", "2023-2024", 10, 4, 10, 2, 30.0)]
    assert [row[0] for row in answer(made, "corrected", least=0, year=2024)] == ["乙局", "甲局"]


def test_outliers(made: Made) -> None:
    for n in range(10):
        applications(made, made.report(f"{n}局", 2024, **DEPARTMENT), received=4 + n % 3)
    applications(made, made.report("多局", 2024, **DEPARTMENT), received=500)
    applications(made, made.report("府", 2024, kind="government"), received=9000)
    applications(made, made.report("不明", 2024), received=9000)
    assert answer(made, "outliers") == [
        ("多局", "政府部门", "县级", 2024, 500, 5.0, 11, 100.0),
    ]
    assert answer(made, "outliers", times=101) == answer(made, "outliers", peers=12) == []


def test_unread(made: Made) -> None:
    """Reasons that differ in numbers and names are one; a file may have several."""
    made.report(status="doubtful", format="pdf", reason="有 3 处数字没有把握；没有读到：“甲”、“乙”")
    made.report(status="doubtful", format="pdf", reason="有 12 处数字没有把握；没有读到：“丙”")
    made.report(status="unreadable", format=None, reason=None)
    made.report(status="refused", format="docx", reason="文件已损坏。请复制；打得开的，另存一份")
    assert answer(made, "unread") == [
        ("读不了", "docx", "文件已损坏。请复制；打得开的，另存一份", 1, "4.toml"),
        ("打不开", None, None, 1, "3.toml"),
        ("要核对", "pdf", "有 … 处数字没有把握", 2, "1.toml"),
        ("要核对", "pdf", "没有读到：“…”", 2, "1.toml"),
    ]


def test_missing_years(made: Made) -> None:
    for organ, years in {"甲局": (2020, 2023), "乙局": (2022, 2023), "丙局": (2023,)}.items():
        for year in years:
            made.report(organ, year)
    made.report("甲局", 2021, status="failed")
    assert answer(made, "missing-years") == [("甲局", "2021、2022", 2, "2020、2023")]
    later = answer(made, "missing-years", until=2024)
    assert [row[:2] for row in later] == [
        ("甲局", "2021、2022、2024"),
        ("丙局", "2024"),
        ("乙局", "2024"),
    ]


def test_unchanged(made: Made) -> None:
    """All cells, also those that are no numbers; nothing but zeros says nothing."""
    for organ, values in {"甲局": (7, 7), "乙局": (7, 8), "丙局": (0, 0)}.items():
        for year, value in zip((2023, 2024), values, strict=True):
            report = made.report(organ, year)
            made.cells(report, "applications", "received", total=value, natural_person=value)
            made.cells(report, "applications", "carried_forward", total="/")
    assert answer(made, "unchanged", least=1) == [("甲局", 2024, 3, 2)]
    assert answer(made, "unchanged") == answer(made, "unchanged", least=1, year=2023) == []


def test_unchanged_but_for_what_stands_there(made: Made) -> None:
    for year, mark in ((2023, "/"), (2024, "-")):
        report = made.report("甲局", year)
        made.cells(report, "applications", "received", total=7, natural_person=mark)
    assert answer(made, "unchanged", least=1) == []


def test_open(made: Made) -> None:
    pdf, toml = made.report(format="pdf"), made.report()
    made.table(pdf, "applications", figures=100, open=2, how="open")
    made.table(pdf, "remedies", figures=0, how="missing")
    made.table(toml, "applications", figures=100)
    assert answer(made, "open") == [
        ("pdf", 1, 1, 1, 100, 2, 1, 2.0),
        ("toml", 1, 1, 0, 100, 0, 0, 0.0),
    ]


def test_duplicates(made: Made) -> None:
    """The clearest is the one that counts elsewhere."""
    one, two, three = (made.report("甲局", 2024, status=s) for s in ("doubtful", "read", "read"))
    made.report("甲局", 2023)
    for report, value in ((one, 1), (two, 1), (three, 2)):
        made.cells(report, "applications", "received", total=value)
    assert [(r[2], *r[5:]) for r in answer(made, "duplicates")] == [
        (3, None, None, "1.toml"),
        (3, "相同", "算这一份", "2.toml"),
        (3, "不同", None, "3.toml"),
    ]


def test_of_equal_copies_the_report_file_counts(made: Made) -> None:
    """It states what a document cannot, such as the level."""
    same = {"published": date(2025, 1, 20)}
    made.report("甲局", 2024, format="docx", path="a.docx", **same)
    made.report("甲局", 2024, format="toml", path="b.toml", **same)
    told = {row[7]: row[6] for row in answer(made, "duplicates")}
    assert told == {"a.docx": None, "b.toml": "算这一份"}


def test_every_sum_of_the_forms_stands_among_the_equations(made: Made) -> None:
    """As often as there are lines of the other axis, and both ways to state a branch."""
    with opened(made.write()) as survey:
        query = (
            "SELECT code, count(DISTINCT equation), min(sign), max(sign) FROM equations "
            "WHERE form = $f GROUP BY code ORDER BY code"
        )
        found = list(survey.ask(query, {"f": "2021"}).rows)
    assert [row[0] for row in found] == ["GK301", "GK302", "GK303", "GK401"]
    assert [row[2:] for row in found] == [(-1, 1)] * 4
    # where （六） is one row, each column has another sum of outcomes, and there is a row more
    assert [row[1] for row in found] == [7, 14, 26, 3]


def test_the_lookups_are_what_their_description_says(made: Made) -> None:
    with opened(made.write()) as survey:
        for lookup in lookups():
            wanted = lookup.table.columns or schema.load().tables[0].columns
            told = survey.ask(f"DESCRIBE {lookup.table.name}", {}).rows
            assert [row[:2] for row in told] == [(c.name, c.type) for c in wanted]


def test_the_page_in_the_documentation_is_fresh() -> None:
    """`make docs` writes it."""
    text = PAGE.read_text("utf-8")
    assert manual.renewed(text) == text
    assert all(f"### `{table.name}`" in text for table in schema.load().tables)
    assert all(f"| `{name}` |" in text for name in QUESTIONS)


def test_a_page_is_renewed_between_its_marks_only() -> None:
    page = "前\n<!-- tables：甲 -->\n旧\n<!-- /tables -->\n后\n"
    new = manual.renewed(page)
    assert new.startswith("前\n<!-- tables：甲 -->\n\n### `reports`")
    assert new.endswith("|\n\n<!-- /tables -->\n后\n")
    assert "旧" not in new


def test_the_head_of_a_question() -> None:
    text = (
        "-- 标题：甲\n-- 怎样看：乙，\n--   丙\n-- 参数 n 整数 = 3：丁\n-- 参数 s 文字：戊\n"
        "SELECT 1\n-- 尾"
    )
    question = parse("x", text)
    assert (question.title, question.reading) == ("甲", "乙，丙")
    assert [p[:3] for p in question.parameters] == [("n", "整数", 3), ("s", "文字", None)]


@pytest.mark.parametrize(
    "head", ["", "-- 标题：甲\n", "-- 标题：甲\n-- 怎样看：乙\n-- 参数 a 日期：丙\n"]
)
def test_a_question_without_a_head_is_none(head: str) -> None:
    with pytest.raises(ValueError, match=r"must say|no such sort"):
        parse("x", f"{head}SELECT 1")


@pytest.mark.parametrize(
    ("sort", "text", "words"),
    [
        ("整数", "1.5", "year 应当是整数，不能写 1.5"),
        ("小数", "一", "year 应当是数，不能写 一"),
        ("文字", "", "year= 后面要写一个值"),
    ],
)
def test_a_value_that_does_not_fit(sort: str, text: str, words: str) -> None:
    parameter = QUESTIONS["late"].parameters[0]._replace(sort=sort)
    with pytest.raises(Unfit, match=words):
        parameter.read(text)
