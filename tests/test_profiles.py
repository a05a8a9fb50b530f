"""Local requirements: data alone decides, each item true and false, and what a broken file says."""

import datetime as dt
from pathlib import Path

import pytest

from gkreport import forms
from gkreport.cli import profile as cli
from gkreport.cli.shell import Stop
from gkreport.finding import Hit
from gkreport.report import DRAFT_MARK, Report
from gkreport.report.read import read
from gkreport.rules import Case
from gkreport.rules.profile_check import Due, check, due
from gkreport.rules.profile_model import Profile, shipped
from gkreport.rules.profile_read import every, load
from gkreport.rules.profile_read import read as read_profile
from gkreport.source import decode

HEAD = 'title = "某市的要求"\nbasis = "某市的通知"\nyears = { from = 2023, to = 2026 }\n'
SHIPPED = {path.stem: load(path) for path in shipped()}
CITY = 'kind = "department"\nlevel = "city"'
COUNTY = 'kind = "government"\nlevel = "county"'


def own(text: str) -> Profile:
    """A profile of a few lines."""
    outcome = read_profile("own", decode("own.toml", (HEAD + text).encode()))
    assert outcome.profile is not None, outcome.problems
    return outcome.profile


def problems(text: str) -> list[str]:
    outcome = read_profile("own", decode("own.toml", text.encode()))
    assert outcome.profile is None
    return list(outcome.problems)


def case(text: str = "", organ: str = "", year: int = 2025, last: str = "") -> Case:
    def whole(body: str, of: int) -> str:
        form = forms.governing(of)
        assert form is not None
        return f'form = "{form.id}"\nyear = {of}\n[organ]\nname = "某局"\n{organ}\n{body}'

    reading = read(decode("report.toml", whole(text, year).encode()))
    assert reading.report is not None
    before = read(decode("last.toml", whole(last, year - 1).encode())).report if last else None
    return Case(reading, reading.report, before)


def report(organ: str, year: int) -> Report:
    return case("", organ, year).report


def hits(profile: Profile, *about: str, **more: object) -> list[Hit]:
    return list(check(case(*about, **more), profile))  # type: ignore[arg-type]


# -- the shipped ones


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_a_shipped_profile_is_complete(path: Path) -> None:
    profile = load(path)
    assert profile.id == path.stem
    assert profile.title.strip()
    assert profile.basis.strip()
    assert any((profile.deadlines, profile.lengths, profile.figures, profile.totals))
    path.read_text("utf-8").encode("gbk")  # explain prints the file


def test_every_shipped_profile_is_listed() -> None:
    assert [p.id for p in every()] == sorted(SHIPPED) == ["huaihua-2021", "wuwei-2025"]


def day(month: int, day_: int, year: int = 2022) -> dt.date:
    return dt.date(year, month, day_)


@pytest.mark.parametrize(
    ("organ", "year", "expected"),
    [
        (CITY, 2021, Due(day(1, 26), day(1, 28))),
        ('kind = "authorized"\nlevel = "city"', 2021, Due(day(1, 26), day(1, 28))),
        (COUNTY, 2021, Due(day(2, 20), day(2, 20))),
        ('kind = "department"\nlevel = "county"', 2021, Due(None, None)),
        ('kind = "department"', 2021, Due(None, None)),
        ('level = "city"', 2021, Due(None, None)),
        ("", 2021, Due(None, None)),
        (CITY, 2022, Due(None, None)),
        (CITY, 2020, Due(None, None)),
    ],
)
def test_the_dates_of_huaihua_depend_on_kind_level_and_year(
    organ: str, year: int, expected: Due
) -> None:
    """What is unknown sets no date."""
    assert expected == due(report(organ, year), SHIPPED["huaihua-2021"])


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("date = 2022-01-28", []),
        ("date = 2022-01-29", ["比规定的公布期限（2022年1月28日）晚 1 天"]),
        ("written = 2022-01-26\ndate = 2022-01-27", []),
        ("written = 2022-02-01\ndate = 2022-01-27", ["比规定的报送期限（2022年1月26日）晚 6 天"]),
        ("", []),
    ],
)
def test_a_date_after_the_last_day_is_a_warning(dates: str, expected: list[str]) -> None:
    found = hits(SHIPPED["huaihua-2021"], f"[publication]\n{dates}", CITY, year=2021)
    assert [words in hit.message for hit, words in zip(found, expected, strict=True)] == [
        True
    ] * len(expected)
    assert {hit.severity for hit in found} <= {"warning"}
    assert {hit.basis for hit in found} <= {SHIPPED["huaihua-2021"].basis}


def overview(text: str) -> str:
    return f'[sections]\noverview = """\n{text}\n"""\n'


FULL = overview(
    "2025年，通过县政府网站公开信息126条，政务新媒体公开54条，发布政策解读8篇，"
    "回应群众留言11件。公开教育、医疗等重点领域信息40条。制发行政规范性文件2件，废止1件，"
    "现行有效9件。开设网站栏目12个，设政务公开专区1处。"
)


def test_a_report_that_states_all_that_wuwei_asks_for() -> None:
    assert hits(SHIPPED["wuwei-2025"], FULL, CITY) == []


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("网站公开信息126条", "网站公开信息", []),  # the sentence goes on to a number
        ("政策解读8篇，回应群众留言11件", "政策解读和回应", ["政策解读的数量", "回应关切的数量"]),
        ("设政务公开专区1处", "设有政务公开专区", ["政务公开专区的个数"]),
        ("设政务公开专区1处", "没有设政务公开专区", []),
        ("制发行政规范性文件2件，废止1件，现行有效9件", "规范性文件及时清理",
         ["行政规范性文件制发、废止、现行有效的件数"]),
    ],
)  # fmt: skip
def test_what_is_not_stated_is_one_note(old: str, new: str, lost: list[str]) -> None:
    assert old in FULL
    found = hits(SHIPPED["wuwei-2025"], FULL.replace(old, new), CITY)
    assert [hit.expected for hit in found] == (["、".join(lost)] if lost else [])
    assert {hit.severity for hit in found} <= {"note"}


def test_only_a_government_has_a_gazette() -> None:
    [found] = hits(SHIPPED["wuwei-2025"], FULL, COUNTY)
    assert found.expected == "政府公报的期数"


@pytest.mark.parametrize(("size", "heard"), [(1000, False), (1001, True)])
def test_the_length_counts_no_spaces(size: int, heard: bool) -> None:
    text = overview("字 " * (size - 1) + "\n\n字")
    found = [h for h in hits(SHIPPED["wuwei-2025"], text) if h.rule == "profile-length"]
    assert [h.found for h in found] == (["1001"] if heard else [])


# -- the items


FIGURE = """
[[figures]]
section = "overview"
what = "网站公开的数量"
words = ["网站", "门户"]
measures = ["条", "件"]
"""


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("通过网站公开信息126条。", True),
        ("通过网站公开信息1,262 条。", True),
        ("通过网站公开信息１２６条。", True),
        ("通过网站公开信息近2.4万条。", True),
        ("通过网站公开信息百余条。", True),
        ("通过网站公开信息二十三条。", True),
        ("全年公开126条网站信息。", True),
        ("通过门户公开，共126件，其中规划3件。", True),
        ("没有开设网站。", True),
        ("未通过网站公开信息。", True),
        ("网站信息全年零条。", True),
        ("通过网站及时公开信息。", False),
        ("全年公开信息126条，通过网站发布。", False),
        ("全年公开信息126条。通过网站发布。", False),
        ("2025年1月起通过网站公开，办好每一次发布。", False),
        ("未来将通过网站公开。", False),
        ("网站做了无障碍改造。", False),
        ("全年公开信息126条。", False),
    ],
)
def test_a_number_near_one_of_the_words(sentence: str, stated: bool) -> None:
    found = hits(own(FIGURE), overview(sentence))
    assert [hit.rule for hit in found] == ([] if stated else ["profile-figure"])


@pytest.mark.parametrize("text", ["", DRAFT_MARK + "\n通过网站公开。"], ids=["empty", "draft"])
def test_a_text_that_is_not_written_yet_lacks_nothing(text: str) -> None:
    least = '[[lengths]]\nsection = "overview"\nleast = 100\n'
    assert hits(own(FIGURE + least), overview(text)) == []


@pytest.mark.parametrize("year", [2022, 2027])
def test_reports_of_other_years_are_left_alone(year: int) -> None:
    profile = own(FIGURE)
    assert hits(profile, overview("通过网站公开。"), year=year) == []
    told = f"“某市的要求”只用于 2023 至 2026 年的报告，没有拿来检查 {year} 年的报告"
    assert told == cli.unfit(profile, report("", year))
    assert cli.unfit(profile, report("", 2025)) == ""


@pytest.mark.parametrize(
    ("line", "severity"),
    [("", "warning"), ('severity = "note"', "note"), ('severity = "error"', "error")],
)
def test_an_item_is_a_warning_unless_it_says_otherwise(line: str, severity: str) -> None:
    [found] = hits(own(FIGURE + line), overview("通过网站公开。"))
    assert (found.severity, found.basis) == (severity, "某市的通知")


@pytest.mark.parametrize(("least", "heard"), [(10, False), (11, True)])
def test_a_text_may_be_too_short(least: int, heard: bool) -> None:
    profile = own(f'[[lengths]]\nsection = "overview"\nleast = {least}\n')
    assert bool(hits(profile, overview("一二三四五 六七八九十"))) is heard


def sum_(line: str, table: str = "documents") -> Profile:
    return own(f'[[sums]]\ntable = "{table}"\n{line}\nsides = ["左", "右"]\n')


STOCK = 'columns = "in_force = last.in_force + issued - repealed"'
LAST = "[proactive_disclosure]\nrules = [0, 0, 0]\nnormative_documents = [1, 0, 9]\n"


def documents(*figures: object) -> str:
    row = ", ".join(map(str, figures))
    return f"[proactive_disclosure]\nrules = [0, 0, 0]\nnormative_documents = [{row}]\n"


@pytest.mark.parametrize(
    ("row", "last", "message"),
    [
        ((2, 1, 10), LAST, ""),
        ((2, 1, 9), LAST, "“行政规范性文件”一行：左 9，右 10，前者少 1"),
        ((2, 1, 9), "", ""),
        ((2, '""', 11), LAST, ""),
        ((2, '""', 12), LAST, "“行政规范性文件”一行：左 12，右 11，前者多 1（另有 1 格空缺）"),
        ((2, 1, '""'), LAST, ""),
    ],
    ids=["holds", "fails", "no-last", "gap", "gap-fails", "unknown"],
)
def test_a_sum_with_last_year_and_a_subtraction(
    row: tuple[object, ...], last: str, message: str
) -> None:
    """Both sides are told as they are written, whatever is moved to the other side to be added."""
    found = hits(sum_(STOCK), documents(*row), last=last)
    assert [hit.message for hit in found] == ([message] if message else [])


def test_a_sum_takes_a_restated_figure_of_last_year() -> None:
    restated = (
        '[restated]\nreason = "上年漏计 1 件"\n'
        "proactive_disclosure.normative_documents = [1, 0, 8]\n"
    )
    assert hits(sum_(STOCK), documents(2, 1, 9) + restated, last=LAST) == []


def test_a_sum_along_the_rows_is_one_finding_for_all_columns() -> None:
    line = 'rows = "outcome.granted = received - carried_forward"'
    row = "[1, 0, 0, 0, 0, 0, 1]"
    table = "\n".join(
        f"{name} = {cells}"
        for name, cells in (("received", "[3, 0, 0, 0, 0, 1, 4]"), ("outcome.granted", row),
                            ("carried_forward", row))
    )  # fmt: skip
    [found] = hits(sum_(line, "applications"), f"[applications]\n{table}\n")
    assert found.message.split("；") == [
        "自然人一列：左 1，右 2，前者少 1",
        "其他一列：左 0，右 1，前者少 1",
        "总计一列：左 1，右 3，前者少 2",
    ]
    assert [(e.along, e.where, e.left, e.right) for e in found.equations] == [
        ("column", "natural_person", 1, 2),
        ("column", "organization.other", 0, 1),
        ("column", "total", 1, 3),
    ]
    assert {address.row for address in found.cells} == {
        "received", "outcome.granted", "carried_forward",
    }  # fmt: skip


def test_a_sum_over_cells_that_the_table_does_not_have_says_nothing() -> None:
    """A branch in one row, or a table on the older form."""
    line = 'rows = "outcome.otherwise.other = received"'
    text = "[applications]\nreceived = [1, 0, 0, 0, 0, 0, 1]\n"
    folded = "outcome.otherwise = [0, 0, 0, 0, 0, 0, 0]\n"
    profile = sum_(line, "applications")
    assert hits(profile, text + "outcome.otherwise.other = [0, 0, 0, 0, 0, 0, 0]\n")
    assert hits(profile, text + folded) == []
    assert hits(profile, text.replace("]\n", ']\nform = "2019"\n', 1) + folded) == []


ITEMS = {
    "deadline": '[[deadlines]]\npublish = "01-10"\n',
    "length": '[[lengths]]\nsection = "overview"\nmost = 3\n',
    "figure": FIGURE,
    "sum": '[[sums]]\ntable = "licences"\nsides = ["左", "右"]\n'
    'columns = "decisions = last.decisions"\n',
}
FAULTY = (
    "[publication]\ndate = 2026-01-11\n"
    + overview("通过网站公开。")
    + "[proactive_disclosure]\nlicensing = 2\n"
)
BEFORE = "[proactive_disclosure]\nlicensing = 1\n"


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS.keys())
@pytest.mark.parametrize(
    ("organ", "heard"),
    [('kind = "township"', True), (CITY, False), ("", False)],
    ids=["named", "other", "unknown"],
)
def test_an_item_is_only_for_the_organs_it_names(item: str, organ: str, heard: bool) -> None:
    profile = own(item + 'kinds = ["township"]\n')
    assert bool(hits(profile, FAULTY, organ, last=BEFORE)) is heard


def test_a_requirement_without_an_end_holds_on() -> None:
    text = HEAD.replace(", to = 2026", "")
    profile = read_profile("own", decode("own.toml", text.encode())).profile
    assert profile is not None
    assert (profile.years, profile.governs(2040)) == ("2023 年起的报告", True)


# -- the file


SUM = '[[sums]]\ntable = "remedies"\nsides = ["a", "b"]\n'
UNREADABLE = "7:11：这个等式读不懂："
BROKEN = {
    "empty": ("", ["1:1：缺少 basis", "1:1：缺少 title", "1:1：缺少 years"]),
    "syntax": ("a = \n", ["1:5："]),
    "unknown": (HEAD + "deadline = 1", ["4:1：不认识的键 deadline，是不是想写 deadlines"]),
    "no-tables": (HEAD + "deadlines = 1", ["4:13：deadlines 应当是一个或多个表"]),
    "year-type": (
        HEAD.replace("2023", '"2023"'),
        ["3:18：from 应当是四位数的年份，不加引号，现在写的是"],
    ),
    "no-year": (HEAD.replace("from = 2023, ", ""), ["3:9：缺少 from"]),
    "too-early": (HEAD.replace("2023", "2010"), ["3:18：没有 2010 年的统一格式"]),
    "backwards": (HEAD.replace("2026", "2022"), ["3:29：截止年度早于起始年度"]),
    "day": (
        HEAD + '[[deadlines]]\nsubmit = "1月8日"',
        ['5:10：submit 应当是月和日，写成 "01-28"'],
    ),
    "leap-day": (HEAD + '[[deadlines]]\npublish = "02-29"', ["5:11：publish 应当是月和日"]),
    "kind": (
        HEAD + '[[deadlines]]\nkinds = ["局"]',
        ["5:9：kinds 应当是一组词，每个是 government、"],
    ),
    "two": (
        HEAD + "[[lengths]]\nmost = -1",
        ["4:1：缺少 section", "5:8：most 应当是不小于 0 的整数"],
    ),
    "section": (
        HEAD + '[[lengths]]\nsection = "preamble"',
        ["5:11：没有 preamble 这个部分，只能写 overview、"],
    ),
    "severity": (
        HEAD + FIGURE + 'severity = "重"',
        ["10:12：severity 应当是error、warning、note 之一"],
    ),
    "no-measures": (
        HEAD + FIGURE.replace('["条", "件"]', "[]"),
        ["9:12：measures 应当是一组文字"],
    ),
    "stray-key": (
        HEAD + FIGURE + "colour = 1",
        ["10:1：不认识的键 colour，这里只能写 kinds、levels、"],
    ),
    "table": (HEAD + SUM.replace("remedies", "x"), ["5:9：没有 x 这张表，只能写 documents、"]),
    "sides": (HEAD + SUM.replace(', "b"', ""), ["6:9：sides 应当是等号两边各叫什么"]),
    "no-equation": (HEAD + SUM, ["4:1：rows 和 columns 要写一个，只写一个"]),
    "two-equals": (HEAD + SUM + 'columns = "total == upheld"', [UNREADABLE]),
    "no-children": (HEAD + SUM + 'columns = "total = other.*"', [UNREADABLE]),
    "last-year-only": (HEAD + SUM + 'columns = "last.total = last.other"', [UNREADABLE]),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_profile_says_where_and_what(text: str, expected: list[str]) -> None:
    """All problems in one go, in the order of the file."""
    found = problems(text)
    assert len(found) == len(expected)
    for line, words in zip(found, expected, strict=True):
        assert line.startswith(f"own.toml:{words}")


def test_a_broken_shipped_profile_would_be_a_bug(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("title = 1\n", "utf-8")
    with pytest.raises(ValueError, match="title 应当是文字"):
        load(tmp_path / "x.toml")


def test_a_file_of_ones_own_beside_the_report_is_found_by_name(tmp_path: Path) -> None:
    """No code is needed for a new local requirement."""
    (tmp_path / "某市.toml").write_text(HEAD + FIGURE, "utf-8")
    found = cli.find("某市", tmp_path / "report.toml")
    assert [hit.rule for hit in hits(found, overview("通过网站公开。"))] == ["profile-figure"]
    assert found.id == "某市"


def test_ones_own_goes_before_a_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    assert cli.find("wuwei-2025", tmp_path / "report.toml") == SHIPPED["wuwei-2025"]
    (tmp_path / "wuwei-2025.toml").write_text(HEAD, "utf-8")
    assert cli.find("wuwei-2025", tmp_path / "report.toml").title == "某市的要求"


def test_a_profile_may_be_given_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "any.toml"
    path.write_text(HEAD, "utf-8")
    assert cli.find(str(path), Path("report.toml")).title == "某市的要求"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none", "没有叫 none 的地方要求。程序自带的有：huaihua-2021、wuwei-2025；"),
        ("none.toml", "找不到 none.toml"),
        ("broken", "broken.toml:4:1：不认识的键 x"),
    ],
)
def test_a_profile_that_cannot_be_used_stops_the_check(
    tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "broken.toml").write_text(HEAD + "x = 1\n", "utf-8")
    with pytest.raises(Stop) as stopped:
        cli.find(name, tmp_path / "report.toml")
    assert words in str(stopped.value)
    assert stopped.value.code == 2
