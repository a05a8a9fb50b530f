"""The page of a survey: what it says, of nothing and of very much, and in a real browser."""

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import axe, chromium, nu
from hypothesis import given
from hypothesis import strategies as st
from survey_trial import COMPLETE, TRUE, WRONG, chunk

from gkreport import forms
from gkreport.rules.engine import catalogue
from gkreport.survey import work
from gkreport.survey.page import About, page
from gkreport.survey.page.charts import Given, Series, plain, stacked
from gkreport.survey.page.model import shown
from gkreport.survey.page.numbers import percent
from gkreport.survey.page.tally import Tally
from gkreport.survey.summary import KEPT, LARGEST, Outlier, Summary, Unread

BESIDE = ("reports.csv", "cells.csv", "findings.csv", "sources.csv", "survey.duckdb")
ABOUT = About(0, 0, date(2026, 2, 1), "0.1.0", BESIDE)
EVIL = "</title><script>alert(1)</script>\"'>&amp;\0\x07\u202e\ud800\ufffe甲" + "长" * 400
KINDS = ("government", "department", "township", "authorized", "")
GRADES = ("clean", "note", "warning", "error")


class Page(HTMLParser):
    """The words of a page by the element they stand in, its tables as rows of cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self._rows: list[list[str]] = []
        self._id = ""
        self._in: str | None = None
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "caption":
            self._id = str(dict(attrs)["id"]).removeprefix("table-")
            self.tables[self._id] = []
        elif tag == "tr":
            self.tables[self._id].append([])
        elif tag in {"th", "td"}:
            self._in = tag
            self.tables[self._id][-1].append("")
        elif tag == "small":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td"}:
            self._in = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in:
            self.tables[self._id][-1][-1] += data

    def row(self, table: str, first: str) -> list[str]:
        """The cells of the row that begins so."""
        (found,) = [row for row in self.tables[table] if row[0].startswith(first)]
        return found[1:]


def big(seed: int = 7) -> Summary:
    """About a hundred thousand reports of nine years, every table of every rule filled."""
    luck = random.Random(seed)  # noqa: S311 - no secret is at stake
    summary = Summary()
    counts = summary.counts
    codes = [rule.code for rule in catalogue()]
    for year in (*map(str, range(2017, 2026)), "2052", ""):
        form = forms.governing(int(year or 2021)) or forms.load(forms.ids()[-1])
        assert form is not None
        for kind in KINDS:
            many = [luck.randint(1, 900) for _ in GRADES]
            counts.update({("report", year, kind, g): n for g, n in zip(GRADES, many, strict=True)})
            counts["uneven", year, kind] = many[-1] // 2
            counts["failing", "GK301", year, kind] = many[-1] // 3
            counts.update({("rule", code, year, kind): luck.randint(1, 90) for code in codes})
            for late in ("in-time", "week", "month", "later"):
                counts["due", year, late] += luck.randint(0, 90)
            counts["having", year, kind, ""] = sum(many)
            for table in form.tables:
                counts["stating", year, kind, table.key] = sum(many)
                counts["having", year, kind, table.key] = sum(many)
                for n, address in enumerate(table.grid.addresses):
                    if n % 3:
                        counts["sum", year, kind, *address] = luck.randint(0, 9000)
    counts.update({("finding", code): luck.randint(100, 9999) for code in codes})
    _files(summary)
    return summary


def _files(summary: Summary) -> None:
    """What became of the files of those reports, and of some more."""
    counts = summary.counts
    reports = sum(n for key, n in counts.items() if key[0] == "report")
    counts["input", "toml", "read"] = reports - 400
    counts["input", "pdf", "doubtful"] = 400
    for status in ("broken", "refused", "unreadable", "failed", "other"):
        counts["input", "pdf", status] = 300
        summary.unread[status] = [
            Unread(n, f"某省/某县/某局-{n}.pdf", "原因" * 20) for n in range(KEPT)
        ]
    for name in ("late", "errors", "received"):
        summary.outliers[name] = [
            Outlier(4000 - n, n, f"某省/某县/某局-{n}.toml", "某县某局", 2025) for n in range(KEPT)
        ]


def evil() -> Summary:
    """Names, paths and keys that nobody should be able to make anything of."""
    summary = Summary()
    summary.counts.update({
        ("report", "2025", "<b>", "error"): 10**15, ("rule", 'GK999"><i>', "2025", "<b>"): 3,
        ("finding", 'GK999"><i>'): 3, ("input", '"><img src=x>', "read"): 1,
        ("input", "x", "failed"): 2,
        ("sum", "2025", "", "applications", "received", "total"): 10**30,
        ("stating", "2025", "", "applications"): 12,
    })  # fmt: skip
    summary.outliers = {
        "late": [Outlier(1e30, 1, EVIL, EVIL, None)],
        "received": [Outlier(float(10**30), 1, EVIL, EVIL, 2025)],
        "nonsense": [Outlier(1, 1, EVIL, EVIL, 2025)],
    }
    summary.unread = {"failed": [Unread(1, EVIL, EVIL)], "nonsense": [Unread(1, EVIL, EVIL)]}
    return summary


def real(folder: Path) -> Summary:
    """What three kinds of reports and some files that are none come to."""
    texts = [COMPLETE] * 9 + [WRONG] * 3 + TRUE[:2]
    for n, text in enumerate(texts):
        (folder / f"{n:02}.toml").write_text(text, "utf-8")
    (folder / "broken.toml").write_text("year = 甲", "utf-8")
    (folder / "other.toml").write_text("a = 1", "utf-8")
    paths = [*sorted(folder.glob("*.toml")), folder / "none.toml"]
    return Summary.load(work.run(chunk(*paths)).summary)


def about(summary: Summary, **more: object) -> About:
    files = sum(n for key, n in summary.counts.items() if key[0] == "input")
    return ABOUT._replace(files=files, **more)  # type: ignore[arg-type]


def written(summary: Summary, **more: object) -> Page:
    return Page(page(summary, about(summary, **more)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages that checkers and browsers look at."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "files").mkdir()
    every = {"empty": Summary(), "big": big(), "evil": evil(), "real": real(folder / "files")}
    one = Summary()
    one.counts.update({("report", "2025", "department", "clean"): 1, ("input", "toml", "read"): 1})
    for name, summary in (every | {"one": one}).items():
        (folder / f"{name}.html").write_text(page(summary, about(summary)), "utf-8")
    return folder


# What it says


def test_the_first_screen_says_how_many(tmp_path: Path) -> None:
    told = written(real(tmp_path), passed_over=3)
    assert "17个另有3个" in re.sub(r"\s", "", told.text)
    assert "占 17 个文件的 82.4%" in told.text
    assert "11 份" in told.text
    assert "占 14 份报告的 78.6%" in told.text
    assert "表格里的数合不上的报告有 3 份（21.4%，有这些表的共 14 份）" in told.text
    assert "没有读成的文件有 2 个，不是年度报告的有 1 个" in told.text


def test_failing_identities_are_those_of_the_figures(tmp_path: Path) -> None:
    """A wrong cell is one finding of another code; what fails is counted all the same."""
    summary = real(tmp_path)
    told = written(summary)
    year = re.search(r"^year = (\d+)", COMPLETE, re.MULTILINE)
    assert year is not None
    at = told.tables["sums-years"][0].index(f"{year[1]}年")
    base = int(told.row("sums-years", "有其中任何一张表的报告")[at - 1])
    assert told.row("sums-years", "任何一条")[at - 1] == f"3 {percent(3, base)}"
    assert {key[1] for key in summary.counts if key[0] == "failing"} >= {"GK303"}
    assert not [key for key in summary.counts if key[:2] == ("rule", "GK303")]


def test_what_nobody_states_is_nothing_and_has_no_part_in_shares(tmp_path: Path) -> None:
    """A report without its tables is in no base of theirs; no zero where nobody wrote one."""
    without = COMPLETE[: COMPLETE.index("\n[applications]")]
    texts = [without] * 2 + [COMPLETE.replace("brought_forward", "# brought_forward")]
    for n, text in enumerate(texts):
        (tmp_path / f"{n}.toml").write_text(text, "utf-8")
    paths = sorted(tmp_path.glob("*.toml"))
    told = written(Summary.load(work.run(chunk(*paths)).summary))
    assert told.tables["sums-years"][1][1:] == ["1"]
    assert told.row("flow-years", "写明了数的报告份数") == ["1"]
    assert told.row("flow-years", "二、") == ["—"]
    none = written(Summary.load(work.run(chunk(*paths[:2])).summary))
    assert "没有读到一张有数的表。" in none.text
    assert {cell for row in none.tables["flow-years"][2:] for cell in row[1:]} == {"—"}
    assert {cell for row in none.tables["sums-years"][1:] for cell in row[1:]} == {"0", "—"}


def test_applications_are_those_of_the_reports(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(COMPLETE, "utf-8")
    summary = Summary.load(work.run(chunk(tmp_path / "a.toml")).summary)
    told = written(summary)
    sums = {
        key[4]: n
        for key, n in summary.counts.items()
        if key[0] == "sum" and key[3] == "applications"
    }
    form = forms.load(forms.ids()[0])
    assert form is not None
    axis = next(t for t in form.tables if t.key == "applications").rows
    shown_ = [row[1].split()[0].replace(",", "") for row in told.tables["flow-years"][4:-2]]
    branches = [node for node in axis.below("outcome") if not node.is_total]
    assert [int(n) for n in shown_] == [
        sum(v for k, v in sums.items() if k == b.id or k.startswith(f"{b.id}.")) for b in branches
    ]
    assert sum(map(int, shown_)) == sums["outcome.total"]
    assert told.row("flow-years", "写明了数")[0] == "1"


def test_what_was_not_read_is_there_with_its_reason(tmp_path: Path) -> None:
    told = written(real(tmp_path))
    assert told.row("examples-unreadable", str(tmp_path))[0].startswith("打不开")
    assert told.row("examples-broken", str(tmp_path))[0]
    assert told.row("statuses", "打不开") == ["1 5.9%"]
    assert told.row("statuses", "读清了") == ["14 82.4%"]


def test_only_so_many_examples_are_shown_and_it_says_so() -> None:
    told = written(big())
    assert len(told.tables["examples-broken"]) == KEPT + 1
    assert f"共 300 个，这里是前 {KEPT} 个" in told.text


def test_rules_are_ranked_by_reports() -> None:
    summary = Summary()
    summary.counts.update({
        ("report", "2025", "", "error"): 20, ("rule", "GK301", "2025", ""): 5,
        ("rule", "GK302", "2024", ""): 3, ("rule", "GK302", "2025", ""): 4,
        ("rule", "GK734", "2025", ""): 20, ("finding", "GK302"): 1234,
    })  # fmt: skip
    told = written(summary)
    assert [row[0] for row in told.tables["errors"][1:]] == [
        "GK302 outcome-total", "GK301 flow-imbalance",
    ]  # fmt: skip
    assert told.row("errors", "GK302")[::2] == ["7 35.0%", "错误"]
    assert told.row("errors", "GK302")[3] == "1,234"
    assert told.row("others", "GK734")[0] == "20 100.0%"
    assert "最常见的错误是 GK302，有 7 份报告" in told.text
    assert "gkreport explain GK734" in told.text


def test_rules_of_two_tables_are_told_apart() -> None:
    summary = Summary()
    summary.counts.update({
        ("report", "2025", "", "error"): 20, ("rule", "GK308", "2025", ""): 5,
        ("rule", "GK408", "2025", ""): 4,
    })  # fmt: skip
    told = written(summary)
    one, other = (told.row("errors", code)[1] for code in ("GK308", "GK408"))
    assert one.endswith("：各项填了数，总计还是 0。")
    assert other.endswith("：各项填了数，总计还是 0。")
    assert one != other


def test_lateness_by_year() -> None:
    summary = Summary()
    summary.counts.update({
        ("report", "2025", "", "clean"): 30, ("due", "2025", "in-time"): 15,
        ("due", "2025", "later"): 5, ("report", "2024", "", "clean"): 4, ("due", "2024", "week"): 4,
    })  # fmt: skip
    told = written(summary)
    assert told.row("dates", "2025年") == ["20", "15 75.0%", "0 0.0%", "0 0.0%", "5 25.0%", "10"]
    assert told.row("dates", "2024年") == ["4", "0 共 4", "4 共 4", "0 共 4", "0 共 4", "0"]
    assert "晚于期限公布的报告有 9 份（37.5%，知道早晚的共 24 份）" in told.text
    assert "底数不足 10 的不算百分比" in told.text


def test_all_in_time() -> None:
    summary = Summary()
    summary.counts.update({("report", "2025", "", "clean"): 2, ("due", "2025", "in-time"): 2})
    assert "知道早晚的 2 份报告都按期公布了" in written(summary).text


def test_reviews_are_shares_of_those_that_ended() -> None:
    summary = Summary()
    summary.counts["report", "2025", "", "clean"] = 1
    ends = {"upheld": 10, "corrected": 3, "other": 2, "pending": 7, "total": 22}
    for column, n in ends.items():
        summary.counts["sum", "2025", "", "remedies", "reconsideration", column] = n
    told = written(summary)
    assert told.row("reviews", "行政复议") == ["10", "3", "2", "7", "22", "20.0% 共 15"]
    assert told.row("corrected", "行政复议") == ["3 20.0%"]
    assert told.row("reviews", "复议后起诉")[-1] == "—"


def test_a_year_of_one_report_is_pointed_at() -> None:
    def dominated(value: int, whole: int) -> str:
        summary = Summary()
        summary.counts["report", "2025", "", "clean"] = 12
        summary.counts["stating", "2025", "", "applications"] = 12
        summary.counts["sum", "2025", "", "applications", "received", "total"] = whole
        summary.outliers["received"] = [Outlier(value, 1, "a.toml", "甲县", 2025)]
        return written(summary).text

    assert "甲县一份报告的数占了90.0%" in dominated(900, 1000)
    assert "甲县一份报告的数超出了正常的范围，没有加进去" in dominated(LARGEST, 1000)
    assert "请留意" not in dominated(100, 1000)


def test_no_share_of_a_few() -> None:
    """Where the base is small the page says how many there are and shows no share."""
    summary = Summary()
    summary.counts.update({
        ("report", "2025", "department", "error"): 4, ("report", "2025", "department", "clean"): 5,
        ("rule", "GK301", "2025", "department"): 4, ("input", "toml", "read"): 9,
        ("uneven", "2025", "department"): 4, ("due", "2025", "week"): 9,
        ("sum", "2025", "department", "applications", "outcome.granted", "total"): 9,
    })  # fmt: skip
    told = page(summary, about(summary))
    body = told.partition("</style>")[2]
    assert not re.findall(r"\d%(?!\")", body)
    assert "共 9 份" in body


def test_nothing_at_all() -> None:
    told = written(Summary())
    assert "没有读到一份报告" in told.text
    assert set(told.tables) == {"beside"}


def _standing(values: list[int]) -> Summary:
    summary = Summary()
    summary.counts["report", "2025", "", "error"] = len(values)
    summary.outliers["errors"] = [
        Outlier(value, n, f"{n}.toml", f"第{n}局", 2025) for n, value in enumerate(values)
    ]
    return Summary.load(summary.dump())


def test_none_of_many_equal_ones_is_called_the_worst() -> None:
    told = written(_standing([1] * 30))
    assert "outliers-errors" not in told.tables
    told = written(_standing([1] * 30 + [5, 7]))
    assert [row[1] for row in told.tables["outliers-errors"][1:]] == ["7", "5"]
    assert "另有 18 份或更多都是 1，分不出先后，没有列出来。" in told.text
    summary = _standing([1] * 30 + [5, 7])
    summary.counts["standing", "errors", "1"] = 30
    assert "另有 30 份都是 1，分不出先后，没有列出来。" in written(summary).text
    told = written(_standing([1] * 10))
    assert len(told.tables["outliers-errors"]) == 11
    assert "分不出先后" not in told.text


def test_equal_ones_are_counted(tmp_path: Path) -> None:
    paths = []
    for n in range(13):
        paths.append(tmp_path / f"{n:02}.toml")
        paths[-1].write_text(WRONG, "utf-8")
    summary = Summary.load(work.run(chunk(*paths)).summary)
    [(value, many)] = {key[2]: n for key, n in summary.counts.items() if key[1] == "errors"}.items()
    assert (many, len(summary.outliers["errors"])) == (13, 13)
    assert "outliers-errors" not in written(summary).tables
    assert {str(int(o.value)) for o in summary.outliers["errors"]} == {value}


def test_only_what_works_is_recommended() -> None:
    """With a database there is `ask`; without one, tables that a spreadsheet opens."""
    told = written(Summary())
    assert "gkreport ask 这个文件夹" in told.text
    assert "可以用表格软件打开" not in told.text
    told = written(Summary(), beside=BESIDE[:-1])
    assert "gkreport ask" not in told.text
    assert "可以用表格软件打开" in told.text


def test_the_files_beside_are_linked() -> None:
    summary = big()
    told = written(summary, sizes={"cells.csv": 5 * 1024**2, "reports.csv": 12})
    links = {str(attributes.get("href")) for tag, attributes in told.tags if tag == "a"}
    assert links >= set(BESIDE)
    assert told.row("beside", "cells.csv")[1] == "5.0 MB"
    assert told.row("beside", "reports.csv")[1] == "12 字节"
    assert told.row("beside", "sources.csv")[1] == "—"
    assert len(written(summary).tables["beside"][0]) == 2


def test_years_are_few_and_none_is_lost() -> None:
    """The years with most reports stand apart, the others together: the sums stay."""
    summary = Summary()
    for n in range(300):
        summary.counts["report", str(1500 + n), "department", "clean"] = n + 1
    told = written(summary)
    assert [row[0] for row in told.tables["years"][1:]] == [
        *(f"{year}年" for year in range(1792, 1800)), "其他年度",
    ]  # fmt: skip
    assert sum(int(row[1].replace(",", "")) for row in told.tables["years"][1:]) == 300 * 301 // 2


def test_nothing_comes_from_outside_and_nothing_runs() -> None:
    for summary in (big(), evil(), Summary()):
        told = written(summary)
        assert not [t for t, _ in told.tags if t in {"script", "img", "iframe", "object", "i", "b"}]
        links = [a.get("href") or "" for t, a in told.tags if t in {"a", "link"}]
        assert all(re.fullmatch(r"#[\w-]+|data:,|[\w.]+", link) for link in links)
        assert not [a for _, a in told.tags for name in a if name.startswith("on")]


def test_every_drawing_has_its_words_and_ids_are_one() -> None:
    told = written(big())
    ids = [a["id"] for _, a in told.tags if "id" in a]
    assert len(ids) == len(set(ids))
    drawn = [a for t, a in told.tags if t == "svg" and a.get("role") == "img"]
    assert len(drawn) > 30
    for attributes in drawn:
        assert {attributes["aria-labelledby"], attributes["aria-describedby"]} <= set(ids)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_no_name_breaks_the_page(name: str) -> None:
    line = shown(name)
    assert line.isprintable()
    assert len(line) <= 241
    line.encode("utf-8")


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_shares_are_never_more_than_they_are(part: int, more: int) -> None:
    """None is called all, and some is not called none."""
    told = percent(part, part + more)
    assert told != "100.0%"
    assert (told == "0.0%") == (part == 0)


# The drawings


@given(st.lists(st.lists(st.integers(0, 10**15), min_size=4, max_size=4), max_size=5))
def test_pieces_fill_a_bar(parts: list[list[int]]) -> None:
    """They stand beside each other from the one end to the other."""
    series = [Series(grade, grade) for grade in GRADES]
    given_ = [Given(str(n), tuple(p), "") for n, p in enumerate(parts)]
    chart = stacked("a", "甲", series, given_)
    assert (chart is None) == (not any(map(sum, parts)))
    for bar in chart.bars if chart else ():
        assert bar.pieces[0].start == 0
        last = bar.pieces[-1]
        assert last.start + last.width == pytest.approx(100, abs=0.01)
        for one, other in zip(bar.pieces, bar.pieces[1:], strict=False):
            assert one.start + one.width == pytest.approx(other.start, abs=0.01)


def test_bars_compare() -> None:
    chart = plain("a", "甲", "note", [Given("x", (50,), "50 件"), Given("y", (200,), "200 件")])
    assert chart is not None
    assert [bar.pieces[0].width for bar in chart.bars] == [25, 100]
    assert chart.legend == ()
    assert plain("a", "甲", "note", [Given("x", (0,), "")]) is None


# The tally behind it


def test_a_tally_is_the_same_however_it_is_cut(tmp_path: Path) -> None:
    """Added up from parts in any order, written and read in between."""
    real(tmp_path)
    paths = sorted(tmp_path.glob("*.toml"))
    whole = work.run(chunk(*paths)).summary
    parts = [work.run(chunk(path, first=n)).summary for n, path in enumerate(paths, 1)]
    for order in (parts, parts[::-1]):
        added = Summary()
        for part in order:
            added.merge(Summary.load(part))
        assert json.loads(added.dump()) == json.loads(whole)


def test_the_first_unread_files_are_kept() -> None:
    summary = Summary()
    for n in range(500, 0, -1):
        summary.count_input((n, f"{n}.pdf", "pdf", "refused", "原" * 999))
    kept = Summary.load(summary.dump()).unread["refused"]
    assert [one.id for one in kept] == list(range(1, KEPT + 1))
    assert len(kept[0].reason) < 999


def test_a_huge_figure_neither_stops_nor_spoils(tmp_path: Path) -> None:
    """It is told of as an outlier and not added up."""
    huge = re.sub(
        r"(?m)^received += \[.*$", f"received = [0, 0, 0, 0, 0, 0, 1{'0' * 400}]", COMPLETE
    )
    assert huge != COMPLETE
    (tmp_path / "a.toml").write_text(huge, "utf-8")
    summary = Summary.load(work.run(chunk(tmp_path / "a.toml")).summary)
    assert summary.outliers["received"][0].value == LARGEST
    assert not [k for k in summary.counts if k[0] == "sum" and k[4:] == ("received", "total")]
    assert "1,000,000,000,000 或更多" in written(summary).text


def test_kinds_that_nobody_knows_are_one() -> None:
    tally = Tally(evil())
    assert (tally.kinds, tally.years) == (("",), ("2025",))


# Real checkers


def looks() -> Iterator[tuple[int, str]]:
    yield from ((1200, "light"), (375, "light"), (1200, "dark"), (375, "dark"))


def test_the_nu_checker_has_nothing_to_say(folder: Path) -> None:
    assert nu(*sorted(folder.glob("*.html"))) == []


def test_axe_has_nothing_to_say_and_nothing_is_cut_off(folder: Path) -> None:
    """On a desk and a telephone, by day and by night."""
    wide = "document.documentElement.scrollWidth <= innerWidth"
    with chromium() as browser:
        for path in sorted(folder.glob("*.html")):
            for width, scheme in looks():
                page_ = browser.new_page(
                    viewport={"width": width, "height": 800}, color_scheme=scheme
                )
                page_.goto(path.as_uri())
                assert axe(page_) == [], (path.name, width, scheme)
                assert page_.evaluate(wide), (path.name, width, scheme)
                page_.close()


def test_the_keyboard_reaches_links_and_tables(folder: Path) -> None:
    with chromium() as browser:
        page_ = browser.new_page(viewport={"width": 375, "height": 800})
        page_.goto((folder / "real.html").as_uri())
        page_.keyboard.press("Tab")
        assert page_.evaluate("document.activeElement.className") == "skip"
        page_.keyboard.press("Enter")
        assert page_.evaluate("document.activeElement.id") == "main"
        every = page_.evaluate("document.querySelectorAll('.table').length")
        assert every == page_.evaluate("document.querySelectorAll('.table[tabindex=\"0\"]').length")
        page_.close()


def test_a_telephone_shows_the_column_that_matters(folder: Path) -> None:
    with chromium() as browser:
        page_ = browser.new_page(viewport={"width": 375, "height": 800})
        page_.goto((folder / "big.html").as_uri())
        seen = {"years": "有错误", "kinds": "有错误", "errors": "有这个问题的报告"}
        for table, head in seen.items():
            [(right, words)] = [
                (box["x"] + box["width"], words)
                for cell in page_.locator(f"div:has(> table > #table-{table}) thead th").all()
                if (words := cell.inner_text()) == head and (box := cell.bounding_box())
            ]
            assert right <= 375, (table, words)
        page_.close()


def test_paper_holds_it_whole(folder: Path, tmp_path: Path) -> None:
    """In print nothing is wider than the sheet, and no heading stands at its foot.

    Wherever the sheets end: what stands before pushes the rest down.
    """
    pdfplumber = pytest.importorskip("pdfplumber", reason='pip install -e ".[dev]"')
    with chromium() as browser:
        page_ = browser.new_page(color_scheme="dark")
        page_.goto((folder / "big.html").as_uri())
        heads = "h2, caption, figcaption, thead th".replace(",", "::after,")
        page_.add_style_tag(content=f"{heads}::after {{ content: '¶' }}")
        for down in (0, 12, 24, 36, 48):
            page_.add_style_tag(content=f".facts {{ padding-bottom: {down}mm }}")
            page_.pdf(path=str(tmp_path / f"{down}.pdf"), prefer_css_page_size=True)
        page_.close()
    for path in tmp_path.glob("*.pdf"):
        with pdfplumber.open(path) as pdf:
            for n, sheet in enumerate(pdf.pages, 1):
                words = sheet.extract_words()
                assert max(word["x1"] for word in words) <= sheet.width - 40
                lines = sheet.extract_text().splitlines()
                assert lines[-1] == f"— {n} —"
                assert "¶" not in lines[-2], (path.name, n)
