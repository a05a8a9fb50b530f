"""`gkreport ready`: what stands between a report and its publication."""

import datetime as dt
import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from golden import compare
from program import SAMPLES, Done, Program, program

from gkreport.finding import Finding, Hit, Mend
from gkreport.layout.width import width
from gkreport.output.ready import page
from gkreport.rules.engine import catalogue
from gkreport.rules.lexicon import lists
from gkreport.verdict import About, Verdict

__all__ = ["program"]

Ready = Callable[..., Done]
TRUE = sorted((Path(__file__).parent / "true_reports").glob("*.toml"))
DAY = dt.date(2026, 1, 20)
STATED = "date = 2026-01-16"
ALLOW = '\n[[allow]]\nrule = "{}"\nreason = "{}"\n'
LONG = "原件如此，已与印发件逐格核对，云溪县档案馆存有底稿，经办人和审核人都看过，" * 2


@pytest.fixture(autouse=True)
def here(tmp_path: Path) -> Path:
    for name in ("complete", "draft", "qidong-2024", "wrong-cell"):
        shutil.copy(SAMPLES / f"{name}.toml", tmp_path)
    return tmp_path


@pytest.fixture
def on(program: Program, monkeypatch: pytest.MonkeyPatch) -> Ready:
    """Run `ready` as if that day were today, so wide that no sentence is folded."""
    monkeypatch.setenv("COLUMNS", "300")

    def run(*arguments: str, day: dt.date = DAY) -> Done:
        class Calendar(dt.date):
            @classmethod
            def today(cls) -> dt.date:  # type: ignore[override]
                return day

        monkeypatch.setattr("gkreport.cli.ready.date", Calendar)
        return program("ready", *arguments)

    return run


def changed(here: Path, *pairs: tuple[str, str], more: str = "", of: str = "complete.toml") -> str:
    """A copy of a sample with other words at some places; its name."""
    text = (here / of).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (here / "report.toml").write_text(text + more, "utf-8")
    return "report.toml"


def crowded(here: Path) -> str:
    """A report with something of everything, and more than a page has room for."""
    prose = "".join(f"第{n}项公开信息XX条，《办法》》{n}件。\n\n" for n in range(20))
    return changed(
        here,
        ('overview = """\n', f'overview = """\n{prose}联系 13812345678。\n\n'),
        ("compulsion          = 0 ", 'compulsion          = "三件" '),
        more=ALLOW.format("aspect-missing", LONG),
        of="draft.toml",
    )


# The page


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize("name", ["complete", "draft", "qidong-2024", "wrong-cell", "crowded"])
def test_the_page(
    on: Ready, here: Path, monkeypatch: pytest.MonkeyPatch, name: str, columns: str
) -> None:
    """One page, no line too wide."""
    monkeypatch.setenv("COLUMNS", columns)
    done = on(crowded(here) if name == "crowded" else f"{name}.toml")
    compare(f"ready/{name}-{columns}.txt", done.out)
    lines = done.out.splitlines()
    assert max(map(width, lines)) <= int(columns)
    assert len(lines) <= 60
    assert (done.code, done.err) == (int(name != "complete"), "")


def test_the_hash_is_that_of_the_file(on: Ready, here: Path) -> None:
    done = on("complete.toml")
    assert hashlib.sha256((here / "complete.toml").read_bytes()).hexdigest() in done.out


def test_the_format_for_programs(on: Ready, here: Path) -> None:
    done = on("--format", "json", crowded(here))
    told = json.loads(done.out)
    assert (done.code, told["version"], told["ready"]) == (1, 1, False)
    assert told["verdict"].startswith("还不能发布：")
    assert told["sha256"] == hashlib.sha256((here / "report.toml").read_bytes()).hexdigest()
    assert (told["today"], told["published"], told["last"]) == ("2026-01-20", None, None)
    assert told["deadlines"][0]["date"] == "2026-01-31"
    assert (told["deadlines"][0]["days_left"], told["deadlines"][0]["to"]) == (11, "publish")
    for key, severities in (
        ("errors", {"error"}), ("warnings", {"warning"}), ("unfinished", {"note", "warning"}),
    ):  # fmt: skip
        assert {one["severity"] for one in told[key]} <= severities
        assert told[key]
    assert [each["reason"] for each in told["allowed"]] == [LONG]


def test_a_ready_report_as_data(on: Ready) -> None:
    done = on("--format", "json", "complete.toml")
    told = json.loads(done.out)
    assert (done.code, told["ready"], told["verdict"]) == (0, True, "可以发布")
    assert told["published"] == "2026-01-16"


# What is in the way


@pytest.mark.parametrize(
    ("pairs", "more", "expected"),
    [
        ([], "", (0, "可以发布\n")),
        ([('name = "云溪县数据局"', 'name = ""')], "", (1, "1 处没有写完")),
        ([("公开信息126条", "公开信息若干条")], "", (0, "可以发布\n")),
        ([("公开信息126条", "公开信息XX条")], "", (1, "1 个错误")),
        ([("公开信息126条", "公开信息126条，联系13812345678")], "", (1, "1 个警告没有处理")),
        (
            [("公开信息126条", "公开信息126条，联系13812345678")],
            ALLOW.format("mobile-number", "公布的办公手机"),
            (0, "可以发布\n"),
        ),
        (
            [("公开信息126条", "公开信息126条，联系13812345678")],
            ALLOW.format("mobile-number", " "),
            (1, "没有处理"),
        ),
    ],
    ids=["true", "unnamed", "vague", "placeholder", "warning", "allowed", "unreasoned"],
)
def test_what_is_in_the_way(
    on: Ready, here: Path, pairs: list[tuple[str, str]], more: str, expected: tuple[int, str]
) -> None:
    code, said = expected
    done = on(changed(here, *pairs, more=more))
    assert (done.code, said in done.out) == (code, True), done.out


@pytest.mark.parametrize("path", TRUE, ids=lambda path: path.stem)
def test_a_true_report_is_ready(on: Ready, path: Path) -> None:
    done = on(str(path), day=dt.date(2026, 6, 1))
    assert (done.code, "可以发布" in done.out) == (0, True), done.out


def test_an_error_cannot_be_allowed_away(on: Ready, here: Path) -> None:
    text = (here / "wrong-cell.toml").read_text("utf-8")
    text += ALLOW.format("wrong-cell", LONG)
    (here / "report.toml").write_text(text, "utf-8")
    done = on()
    assert done.code == 1
    assert "写了理由“" in done.out
    assert "请审签的人过目" not in done.out


def test_the_policy_names_rules_that_there_are() -> None:
    known = {rule.name: rule.severity for rule in catalogue()}
    policy = lists("ready")
    assert set(policy["unfinished"]) <= set(known)
    assert list(policy["unfinished"]) == sorted(policy["unfinished"])
    assert set(policy["waiting"]) <= {"warning", "note"}


def test_a_fresh_draft_is_not_ready_though_it_passes_the_check(program: Program, on: Ready) -> None:
    program("new", "2025", "--organ", "云溪县数据局", "--kind", "department")
    assert program("check").code == 0
    done = on()
    assert done.code == 1
    assert "处没有写完" in done.out
    assert "gkreport fill report.toml" in done.out


def test_what_the_page_advises_helps(program: Program, on: Ready, here: Path) -> None:
    name = changed(
        here,
        ('improvements = """\n', 'improvements = """\n主要问题是更新慢。改进：每周核对。\n'),
        ('other_matters = """\n', 'other_matters = """\n2025年没有收取信息处理费。\n'),
        of="draft.toml",
    )  # fmt: skip
    assert "gkreport fill" in on(name).out
    program("fill", name)
    rest = json.loads(on(name, "--format", "json").out)
    assert rest["unfinished"] == []


# Deadlines


@pytest.mark.parametrize(
    ("day", "stated", "expected"),
    [
        ((2026, 1, 20), None, (0, "还有 11 天")),
        ((2026, 1, 31), None, (0, "就是今天")),
        ((2026, 2, 5), None, (0, "已经过了 5 天")),
        ((2026, 2, 5), None, (0, "可以发布，但是已经过了期限")),
        ((2026, 2, 5), "2026-01-16", (0, "可以发布\n")),
        ((2026, 2, 5), "2026-01-16", (0, "写明的公布日期在期限以内")),
        ((2026, 2, 5), "2026-01-16", (0, "还没有公布的，请改成实际的日期")),
        ((2026, 1, 28), "2026-02-05", (1, "1 个错误")),
        ((2026, 2, 5), "2026-02-05", (0, "可以发布，但是已经过了期限")),
        ((2026, 2, 5), "2026-02-05", (0, "请按主管部门的要求说明")),
        ((2025, 12, 31), None, (1, "统计期限还没有结束")),
        ((2025, 12, 31), None, (1, "统计期限到 2025 年 12 月 31 日才结束")),
    ],
)
def test_deadlines(
    on: Ready, here: Path, day: tuple[int, int, int], stated: str | None, expected: tuple[int, str]
) -> None:
    code, said = expected
    name = changed(here, (STATED, f"date = {stated}" if stated else "# no date"))
    done = on(name, day=dt.date(*day))
    assert (done.code, said in done.out) == (code, True), done.out


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ('kind = "government"', "人民政府的期限是 2026 年 3 月 31 日，还有 70 天"),
        ('kind = "department"', "政府部门的期限是 2026 年 1 月 31 日，还有 11 天"),
        ("", "最晚的期限是 2026 年 3 月 31 日，还有 70 天（政府部门只到 1 月 31 日"),
    ],
    ids=["government", "department", "unknown"],
)
def test_whose_deadline(on: Ready, here: Path, kind: str, said: str) -> None:
    name = changed(here, (STATED, ""), ('kind = "department"', kind))
    assert said in on(name).out


def test_a_period_that_ends_early(on: Ready, here: Path) -> None:
    """An organ that ended in summer may report in autumn."""
    name = changed(here, (STATED, "period = [2025-01-01, 2025-08-31]"))
    assert "才结束" not in on(name, day=dt.date(2025, 9, 1)).out
    assert "到 2025 年 8 月 31 日才结束" in on(name, day=dt.date(2025, 8, 31)).out


@pytest.mark.parametrize("year", ["", "year = 9999"])
def test_a_year_that_sets_no_deadline(on: Ready, here: Path, year: str) -> None:
    done = on(changed(here, ("year = 2025", year)))
    assert "期限是" not in done.out
    assert done.code == 1


# Local requirements, last year


PROFILE = """\
title = "云溪县的要求"
basis = "云溪县通知"
years = { from = 2025 }
[[deadlines]]
submit = "01-10"
publish = "01-15"
"""
HANDED_IN = PROFILE.replace('publish = "01-15"', "")
PUBLISHED = PROFILE.replace('submit = "01-10"', "")


@pytest.mark.parametrize(
    ("day", "code", "said"),
    [
        ((2026, 1, 8), 1, "2 个警告没有处理"),
        ((2026, 1, 12), 1, "1 个警告没有处理"),
        ((2026, 1, 18), 0, "GK790"),
        ((2026, 1, 8), 1, "地方要求的报送期限是 2026 年 1 月 10 日，还有 2 天"),
        ((2026, 1, 8), 1, "地方要求的公布期限是 2026 年 1 月 15 日，还有 7 天"),
        ((2026, 1, 8), 1, "已按地方要求“云溪县的要求”检查"),
    ],
)
def test_a_local_deadline(
    on: Ready, here: Path, day: tuple[int, int, int], code: int, said: str
) -> None:
    """It holds a report up as long as it can be kept."""
    (here / "yunxi.toml").write_text(PROFILE, "utf-8")
    name = changed(here, ("written = 2026-01-16", "written = 2026-01-14"))
    done = on(name, "--profile", "yunxi", day=dt.date(*day))
    assert (done.code, said in done.out) == (code, True), done.out


@pytest.mark.parametrize(("profile", "other"), [(HANDED_IN, "公布"), (PUBLISHED, "报送")])
def test_half_a_local_deadline(on: Ready, here: Path, profile: str, other: str) -> None:
    (here / "yunxi.toml").write_text(profile, "utf-8")
    out = on("complete.toml", "--profile", "yunxi").out
    assert out.count("地方要求的") == 1
    assert f"地方要求的{other}期限" not in out


def test_a_local_requirement_for_other_years_is_said(on: Ready) -> None:
    done = on("complete.toml", "--profile", "huaihua-2021")
    assert done.code == 0
    assert "没有拿来检查 2025 年的报告" in done.out


def test_last_year_is_found_or_named(on: Ready, here: Path) -> None:
    last = (here / "complete.toml").read_text("utf-8").replace("year = 2025", "year = 2024")
    (here / "last.toml").write_text(last, "utf-8")
    found, named = on("complete.toml"), on("complete.toml", "--last", "last.toml")
    assert found == named
    assert "已与上年的报告 last.toml 核对" in found.out
    assert "GK906" in found.out


def test_a_missing_report_of_last_year_is_said(on: Ready) -> None:
    done = on("complete.toml")
    assert (done.code, "旁边没有上年的报告" in done.out) == (0, True)


# Files that cannot be judged


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"a = ", 1, "还不能发布：1 个错误"),
        (b"", 1, "GK004"),
        (b"[tool]\na = 1\n", 2, "不是年度报告，看不出能不能发布"),
        (None, 2, "找不到 a.toml"),
    ],
    ids=["broken", "empty", "other", "missing"],
)
def test_what_is_no_whole_report(
    on: Ready, here: Path, data: bytes | None, code: int, said: str
) -> None:
    if data is not None:
        (here / "a.toml").write_bytes(data)
    done = on("a.toml", "--profile", "huaihua-2021")
    assert (done.code, said in done.out + done.err) == (code, True)
    assert "期限" not in done.out


def test_stdin(on: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (SAMPLES / "complete.toml").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    done = on("-")
    assert done.code == 0
    assert hashlib.sha256(data).hexdigest() in done.out


# The page by itself


def told(n: int, code: str, message: str = "甲", **more: Any) -> Finding:
    hit = Hit("some-rule", message, **more)
    return Finding(code, hit.rule, "warning", "格式", "a.toml", n, 1, 1, hit)


def lines(verdict: Verdict, columns: int = 80) -> list[str]:
    about = About("a.toml", "0" * 64, DAY)
    return [line.plain for line in page(verdict, about, columns)]


def test_more_kinds_than_there_is_room_for() -> None:
    found = tuple(told(n, f"GK{700 + n // 2}") for n in range(1, 19))
    shown = "\n".join(lines(Verdict("甲", warnings=found)))
    assert "第 1 行  GK700 甲\n  第 2 行  GK701 甲（这类问题共 2 处）" in shown
    assert "GK705" in shown
    assert "GK706" not in shown
    assert "另有 7 条，运行 gkreport check a.toml 查看" in shown


def test_more_allowances_than_there_is_room_for() -> None:
    allowed = tuple((told(n, "GK700"), f"理由{n}") for n in range(9))
    shown = "\n".join(lines(Verdict("甲", allowed=allowed)))
    assert "理由：理由5\n" in shown
    assert "理由6" not in shown
    assert "另有 3 条，运行 gkreport check --appendix a.toml 查看" in shown


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_long_message_takes_two_lines(columns: int) -> None:
    shown = lines(Verdict("甲" * 99, errors=(told(1, "GK700", "很长的话" * 99),)), columns)
    at = next(n for n, line in enumerate(shown) if "GK700" in line)
    assert shown[at + 1].endswith("……")
    assert shown[at + 2] == ""
    assert max(map(width, shown)) <= max(columns, 73)  # the hash is not folded


def test_what_the_program_can_mend_is_offered() -> None:
    mend = Mend(("sections", "overview"), 0, "，，", "，")
    shown = lines(Verdict("甲", warnings=(told(1, "GK734", mends=(mend, mend)),), mends=2))
    assert "  运行 gkreport check --fix a.toml 改好 2 处标点之类的小错" in shown
