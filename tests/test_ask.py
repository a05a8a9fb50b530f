"""`gkreport ask`: what it shows, what it hands to programs, what it says where it cannot answer."""

import csv
import json
import os
import signal
import subprocess
import sys
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from golden import compare
from made_survey import Made
from program import SAMPLES, Program, program

from gkreport import need
from gkreport.layout.width import width
from gkreport.survey import schema
from gkreport.survey.asking import answers, errors, opened
from gkreport.survey.asking.opened import Answer

__all__ = ["program"]

FOLDER = "普查"
STARTED = """
import sys, threading
from gkreport.cli import run
from gkreport.survey.asking import patience
class Thread(threading.Thread):
    def start(self):
        super().start()
        print("waiting", flush=True)
patience.threading.Thread = Thread
sys.exit(run(sys.argv[1:]))
"""
LONG = "这是一个很长很长的机关名称，放在八十列的终端里一行写不下，要折成几行才行"
COLUMNS_OF_REPORTS = [column.name for column in schema.load().tables[0].columns]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A survey of sixty late reports."""
    made = Made(tmp_path / FOLDER)
    for n in range(60):
        due = {"due": date(2025, 1, 31), "published": date(2025, 2, 1), "days_late": n + 1}
        made.report(f"第{n}局", 2024, kind="department", level="county", **due)
    made.rows["reports"][0] |= {"organ": LONG, "region": 'a"b,c', "days_late": 999}
    return made.write()


def test_help_is_in_chinese(program: Program) -> None:
    done = program("ask", "--help")
    assert done.code == 0
    compare("help/gkreport-ask.txt", done.out)


@pytest.mark.parametrize("columns", [80, 120])
def test_what_can_be_asked(
    program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """Every question with its title, every table with its columns."""
    monkeypatch.setenv("COLUMNS", str(columns))
    done = program("ask", folder.name)
    assert (done.code, done.err) == (0, "")
    assert max(map(width, done.out.splitlines())) <= columns
    compare(f"ask/list-{columns}.txt", done.out)


def test_what_can_be_asked_as_json(program: Program, folder: Path) -> None:
    data = json.loads(program("ask", folder, "--format", "json").out)
    assert [t["name"] for t in data["tables"]][:4] == ["reports", "cells", "findings", "sources"]
    late = next(q for q in data["questions"] if q["name"] == "late")
    assert [p["name"] for p in late["parameters"]] == ["year", "least"]
    assert data["schema"] == schema.load().version
    assert program("ask", folder, "-o", "a.json").err == "已写入 a.json\n"
    assert json.loads(Path("a.json").read_text("utf-8")) == data


@pytest.mark.parametrize("columns", [80, 120])
def test_a_table_in_the_terminal(
    program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """Long cells are folded, numbers stand right, the rest is counted."""
    monkeypatch.setenv("COLUMNS", str(columns))
    done = program("ask", folder, "late", "--limit", "3", "--set", "year=2024")
    assert done.code == 0
    assert done.err == "还有 57 行。要多看，加上 --limit；要全部，用 -o 写进 .csv 文件\n"
    assert max(map(width, done.out.splitlines())) <= columns
    compare(f"ask/late-{columns}.txt", done.out)


def test_fifty_rows_are_usual(program: Program, folder: Path) -> None:
    done = program("ask", folder, "SELECT id FROM reports ORDER BY id")
    assert len(done.out.splitlines()) == 52
    assert "还有 10 行" in done.err
    assert program("ask", folder, "SELECT id FROM reports", "--limit", "60").err == ""


def test_more_rows_than_anybody_looks_at_are_counted_by_the_database(
    program: Program, folder: Path
) -> None:
    done = program("ask", folder, "SELECT range FROM range($n) -- 完;", "--set", "n=200000")
    assert "还有 199,950 行" in done.err
    pivot = "PIVOT (SELECT range AS n, 1 AS one FROM range(60000)) ON one USING sum(one) GROUP BY n"
    assert "还有 59,950 行" in program("ask", folder, pivot).err


def test_a_row_with_many_columns_is_an_entry(program: Program, folder: Path) -> None:
    """What is unknown is left out."""
    done = program("ask", folder, "FROM reports ORDER BY id", "--limit", "1")
    assert max(map(width, done.out.splitlines())) <= 80
    compare("ask/entry.txt", done.out)


@pytest.mark.parametrize(
    ("question", "words"),
    [("copies", "没有这样的情况\n"), ("FROM reports WHERE year = 1", "没有符合的行\n")],
)
def test_nothing_is_an_answer(program: Program, folder: Path, question: str, words: str) -> None:
    done = program("ask", folder, question)
    assert (done.code, done.err) == (0, words)


def test_nothing_moves_the_cursor(program: Program, folder: Path) -> None:
    done = program("ask", folder, "SELECT chr(27) || '[2J' AS a, chr(10) AS \"b\nc\"")
    assert "\x1b" not in done.out
    assert done.out.splitlines()[0].split() == ["a", "b", "c"]


def test_csv_for_programs(program: Program, folder: Path) -> None:
    """All rows, in UTF-8, numbers plain, what is unknown empty; a mark for Excel in files only."""
    query = "SELECT id, organ, region, 1.50::DECIMAL(9,2) AS x, published FROM reports ORDER BY id"
    done = program("ask", folder, query, "--format", "csv")
    rows = list(csv.reader(StringIO(done.out)))
    assert rows[0] == ["id", "organ", "region", "x", "published"]
    assert rows[1] == ["1", LONG, 'a"b,c', "1.5", "2025-02-01"]
    assert rows[2] == ["2", "第1局", "", "1.5", "2025-02-01"]
    assert len(rows) == 61
    assert program("ask", folder, query, "-o", "a.CSV").err == "答案已写入 a.CSV\n"
    assert Path("a.CSV").read_bytes().decode("utf-8") == "\ufeff" + done.out


def test_no_text_becomes_a_formula(program: Program, folder: Path, tmp_path: Path) -> None:
    """Not in a file that Excel opens; what programs read is as it is, and so are figures."""
    sql = """SELECT '=HYPERLINK("x")' AS "=1+1", '@a' AS b, '-' AS c, -5 AS d, -1e-9 AS e"""
    program("ask", folder.name, sql, "-o", "a.csv")
    written = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert written == [
        ["'=1+1", "b", "c", "d", "e"], ["'=HYPERLINK(\"x\")", "'@a", "-", "-5", "-1e-09"],
    ]  # fmt: skip
    plain = list(csv.reader(program("ask", folder.name, sql, "--format", "csv").out.splitlines()))
    assert plain[1][:2] == ['=HYPERLINK("x")', "@a"]


def test_json_for_programs(program: Program, folder: Path) -> None:
    query = (
        "SELECT 12345678901.123456::DECIMAL(18,6) AS d, [1, NULL] AS l, {'a': 1.5} AS s, "
        "DATE '2024-01-02' AS t, 'nan'::DOUBLE AS n, true AS b, 0.1::DOUBLE AS f, '“' AS q"
    )
    out = program("ask", folder, query, "--format", "json").out
    data = json.loads(out, parse_float=Decimal)
    assert (data["version"], data["question"]) == (1, None)
    assert data["columns"] == list("dlstnbfq")
    number, fraction = Decimal("12345678901.123456"), Decimal("0.1")
    parts = [1, None], {"a": Decimal("1.5")}, "2024-01-02", "nan", True, fraction, "“"
    assert data["rows"] == [[number, *parts]]


def test_a_question_as_json(program: Program, folder: Path) -> None:
    """All rows, unless a number of them is asked for."""
    data = json.loads(program("ask", folder, "late", "--format", "json").out)
    assert data["question"] == "late"
    assert len(data["rows"]) == 60
    fewer = program("ask", folder, "late", "--format", "json", "--limit", "2").out
    assert json.loads(fewer)["rows"] == data["rows"][:2]


def test_a_file_in_the_way_stays(program: Program, folder: Path) -> None:
    Path("a.csv").write_text("我的", "utf-8")
    done = program("ask", folder, "late", "-o", "a.csv")
    assert done.code == 2
    assert "a.csv 已经有了，没有改动它" in done.err
    assert Path("a.csv").read_text("utf-8") == "我的"
    assert program("ask", folder, "late", "-o", "a.csv", "--force").code == 0


VALUES = {
    "unknown": (["late", "--set", "jahr=1"], "late 没有 jahr 这个参数，可以写的有 year、least"),
    "none": (["unread", "--set", "year=1"], "unread 没有 year 这个参数，它没有参数"),
    "word": (["late", "--set", "year=去年"], "year 应当是整数，不能写 去年"),
    "shape": (["late", "--set", "year"], "--set 要写成 名称=值，例如 --set year=2024，不能写 year"),
    "lost": (["SELECT $y"], "SQL 里的 $y 还没有值，请加上 --set y=……"),
    "odd": (["SELECT 1", "--set", "y=1"], "SQL 里没有 $y，--set 的名称写错了"),
    "misspelt": (["lat"], "没有“lat”这个问题，是不是想写 late。"),
    "nonsense": (["谁抄谁"], "没有“谁抄谁”这个问题。运行 gkreport ask"),
    "table": (["cells"], 'cells 是一张表。要看它，请写 "FROM cells"'),
    "ending": (["late", "-o", "a.xlsx"], "a.xlsx 的结尾要是 .csv 或 .json"),
    "both": (["late", "-o", "a.csv", "--format", "json"], "--format json 与 a.csv 的结尾不一致"),
    "list": (["--format", "csv"], "要写成 CSV，请先写出问题"),
    "limit": (["late", "--limit", "0"], "--limit"),
}


@pytest.mark.parametrize(("arguments", "words"), VALUES.values(), ids=VALUES.keys())
def test_what_is_not_as_it_should_be(
    program: Program, folder: Path, arguments: list[str], words: str
) -> None:
    done = program("ask", folder, *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("year=24", "没有 year=24 的报告。year 是年度，可以写的有 2023、2024"),
        ("kind=部门", "kind 是机关类别，可以写的有 乡镇人民政府、街道办事处；政府部门\n"),
    ],
)
def test_a_value_that_no_report_has(
    program: Program, tmp_path: Path, setting: str, words: str
) -> None:
    made = Made(tmp_path)
    made.report("甲局", 2023, kind="department")
    made.report("乙局", 2024, kind="nobody's")
    made.report("丙镇", 2024, kind="township")
    done = program("ask", made.write(), "rules", "--set", setting)
    assert done.code == 2
    assert words in done.err
    made.rows["reports"].clear()
    done = program("ask", made.write(), "rules", "--set", setting)
    assert done.code == 2
    assert "没有一份报告写明" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="a signal cannot be sent there")
@pytest.mark.parametrize("more", [[], ["--format", "csv"]])
def test_a_person_may_stop_it(folder: Path, more: list[str]) -> None:
    """Also where the database counts for an hour without looking up."""
    endless = (
        "SELECT count(*) FROM range(100000000) a, range(9999) b WHERE hash(a.range, b.range) = 1"
    )
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-c", STARTED, "ask", str(folder), endless, *more],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    assert process.stdout is not None
    assert process.stdout.readline() == "waiting\n"
    process.send_signal(signal.SIGINT)
    try:
        _, told = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert told == "已停下，没有答完。普查的结果没有改动，随时可以再问\n"


def test_values_of_ones_own_query(program: Program, folder: Path) -> None:
    """Numbers where they look like some."""
    query = "SELECT typeof($a) AS a, typeof($b) AS b, typeof($c) AS c, typeof($d) AS d"
    given = [x for pair in ("a=1", "b=1.5", "c=局", "d=") for x in ("--set", pair)]
    row = json.loads(program("ask", folder, query, *given, "--format", "json").out)["rows"][0]
    assert row[1:] == ["DOUBLE", "VARCHAR", "VARCHAR"]
    assert row[0].endswith("INTEGER") or row[0].endswith("BIGINT")


CHANGES = {
    "delete": "DELETE FROM reports",
    "insert": "WITH a AS (SELECT 1) INSERT INTO reports FROM a",
    "create": "CREATE TEMP TABLE a AS SELECT 1",
    "copy": "COPY reports TO 'stolen.csv'",
    "analyze": "EXPLAIN ANALYZE COPY (SELECT 1) TO 'stolen.csv'",
    "attach": "ATTACH 'new.duckdb'",
    "install": "INSTALL httpfs",
    "set": "SET autoinstall_known_extensions = true",
    "pragma": "PRAGMA database_list",
}


@pytest.mark.parametrize("query", CHANGES.values(), ids=CHANGES.keys())
def test_what_would_change_something_is_not_done(
    program: Program, folder: Path, query: str
) -> None:
    before = sorted((path, path.read_bytes()) for path in folder.iterdir())
    done = program("ask", folder, query)
    assert done.code == 2
    assert done.err == "这里只能查看（SELECT 之类），不改动任何东西，所以这一句没有执行\n"
    assert sorted((path, path.read_bytes()) for path in folder.iterdir()) == before
    assert [path.name for path in folder.parent.iterdir()] == [FOLDER]


ERRORS = {
    "syntax": ("SELEC 1", "SQL 的写法不对（第 1 行第 1 个字符）"),
    "table": ("SELECT 1\nFROM nirgends", "没有这张表或这个函数（第 2 行第 6 个字符）"),
    "column": ("SELECT '中文' AS 甲, 乙 FROM reports", "表、列、函数对不上（第 1 行第 19 个字符）"),
    "far": ("SELECT '" + "长" * 90 + "', 乙 FROM reports", "（第 1 行第 102 个字符）"),
    "value": ("SELECT CAST(path AS INTEGER) FROM reports", "有的值换不成要的类型"),
    "file": ("FROM 'nichts.csv'", "有文件读不出来"),
    "network": ("FROM 'https://example.com/a.csv'", "不装扩展，也不联网"),
    "extension": ("SELECT st_point(1, 2)", "不装扩展，也不联网"),
    "own": ("SELECT error('x') FROM reports", "数据库没有算成"),
    "two": ("SELECT 1; SELECT 2", "一次只能问一句 SQL"),
    "none": ("/* 没有 */", "问题是空的"),
}  # fmt: skip


@pytest.mark.parametrize(("query", "words"), ERRORS.values(), ids=ERRORS.keys())
def test_what_the_database_says_is_explained(
    program: Program, folder: Path, query: str, words: str
) -> None:
    done = program("ask", folder, query)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    if done.err.startswith("没有答成"):
        assert "DuckDB 的原话：" in done.err
        assert "INSTALL" not in done.err


def test_the_place_is_marked_below_the_line(program: Program, folder: Path) -> None:
    told = program("ask", folder, "SELECT organn FROM reports").err.splitlines()
    assert told[-2:] == ["LINE 1: SELECT organn FROM reports", " " * 15 + "^" * 6]
    assert told[2].startswith("Candidate")


def test_an_error_while_rows_are_read(program: Program, folder: Path) -> None:
    """The first rows may be fine."""
    query = "SELECT CASE WHEN range > 5000 THEN error('zu viel') ELSE '1' END FROM range(9000)"
    done = program("ask", folder, query, "--format", "csv")
    assert done.code == 2
    assert "zu viel" in done.err


def test_a_time_with_a_zone_says_what_to_do() -> None:
    told = errors.explained(ValueError("Required module 'pytz' failed to import"), "")
    assert "CAST" in told


def test_only_where_a_survey_is(program: Program, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    (tmp_path / "datei").touch()
    cases = {
        "nirgends": "nirgends 没有找到。这里要写 gkreport survey 用 -o 写出结果的文件夹",
        "datei": "datei 不是文件夹。",
        "leer": "leer 里没有普查结果（survey.duckdb）。请先运行 gkreport survey 来源 -o leer",
    }
    for name, words in cases.items():
        done = program("ask", name)
        assert done.code == 2
        assert words in done.err


def test_a_survey_as_csv_cannot_be_asked(program: Program, folder: Path) -> None:
    (folder / "survey.duckdb").rename(folder / "reports.csv")
    done = program("ask", folder, "late")
    assert done.code == 2
    assert '请运行 pip install "gkreport[batch]"，再普查一遍' in done.err


def test_without_the_database_it_says_how_to_get_it(
    program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(module: str) -> None:
        raise ImportError(module)

    monkeypatch.setattr(need, "import_module", lost)
    done = program("ask", folder, "late")
    assert done.code == 2
    assert 'pip install "gkreport[batch]"' in done.err
    assert program("ask", folder).code == 0


def test_an_unfinished_survey(program: Program, folder: Path) -> None:
    """What an earlier one left is whole until the new one begins to write."""
    work = folder / ".work"
    work.mkdir()
    (work / "settings.json").write_text("{}", "utf-8")
    done = program("ask", folder, "late", "--limit", "60")
    assert (done.code, done.err) == (0, "这里还有一次没有做完的普查，下面答的是上一次做完的\n")
    newer = (folder / "survey.json").stat().st_mtime_ns + 10**9
    os.utime(folder / "cells.parquet", ns=(newer, newer))
    for _ in ("mixed", "no database"):
        done = program("ask", folder, "late")
        assert done.code == 2
        assert "普查还没有做完。再运行一次同样的 gkreport survey，会接着做完" in done.err
        (folder / "survey.duckdb").unlink(missing_ok=True)


def test_tables_of_another_version(program: Program, folder: Path) -> None:
    Made(folder).write(version=schema.load().version + 1)
    done = program("ask", folder, "late")
    assert done.code == 2
    assert f"里的表是第 {schema.load().version + 1} 版的写法" in done.err
    assert "重新普查" in done.err


def test_tables_with_other_columns(program: Program, folder: Path) -> None:
    with opened.opened(folder) as survey:
        fewer = "CREATE TEMP TABLE fewer AS SELECT * EXCLUDE (organ) FROM reports"
        survey._connection.execute(fewer)
        survey._connection.execute(f"COPY fewer TO '{folder}/new.parquet'")
    (folder / "new.parquet").replace(folder / "reports.parquet")
    done = program("ask", folder, "late")
    assert done.code == 2
    assert "reports 的 organ 对不上" in done.err


@pytest.mark.parametrize(
    ("name", "words"),
    [("cells.parquet", "cells.parquet 读不出来，文件可能坏了"), ("survey.duckdb", "打不开。")],
)
def test_damaged_files(program: Program, folder: Path, name: str, words: str) -> None:
    (folder / name).write_bytes(b"nothing of the kind" * 1000)
    done = program("ask", folder, "late")
    assert done.code == 2
    assert words in done.err


def test_a_lost_or_damaged_note_is_no_hindrance(program: Program, folder: Path) -> None:
    """The columns tell enough."""
    (folder / "survey.json").write_text("[", "utf-8")
    assert program("ask", folder, "late").code == 0
    (folder / "survey.json").unlink()
    assert program("ask", folder, "late").code == 0


def test_a_lost_file(program: Program, folder: Path) -> None:
    (folder / "cells.parquet").unlink()
    (folder / "survey.json").unlink()
    assert "里缺 cells.parquet" in program("ask", folder, "late").err


def test_the_tables_are_those_of_the_folder(
    program: Program, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever lies where one stands, and whatever the folder is called."""
    odd = tmp_path / "a [1],b'?*"
    folder.rename(odd)
    Made(tmp_path / "there").write()
    monkeypatch.chdir(tmp_path / "there")
    done = program("ask", odd, "SELECT count(*) AS n FROM reports", "--format", "csv")
    assert done.out == "n\n60\n"


def test_what_a_survey_leaves_can_be_asked(program: Program) -> None:
    """The two commands agree on what lies where."""
    assert program("survey", SAMPLES, "-o", FOLDER).code == 0
    done = program("ask", FOLDER, "identities", "--format", "csv")
    assert (done.code, done.err) == (0, "")
    rows = list(csv.reader(StringIO(done.out)))
    assert [row[5] for row in rows if row[0] == "GK303" and row[2] == "2024"] == ["0"]
    mine = "SELECT organ FROM Chosen WHERE year = 2024"
    assert "祁东县数据局" in program("ask", FOLDER, mine, "--format", "csv").out


def test_a_file_of_ones_own_beside_the_tables(program: Program, folder: Path) -> None:
    """Which organs should have published, and have not."""
    Path("名单.csv").write_text("机关\n第1局\n没有的局\n", "utf-8")
    query = "SELECT 机关 FROM '名单.csv' ANTI JOIN chosen ON organ = 机关 AND year = 2024"
    assert program("ask", folder, query, "--format", "csv").out == "机关\n没有的局\n"


def test_nothing_is_said_about_the_insides_of_the_database(folder: Path) -> None:
    """DuckDB takes what the program froze for leaks, unless it is told otherwise."""
    command = [sys.executable, "-m", "gkreport", "ask", str(folder), "late", "--limit", "60"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "true"), (False, "false"), (Decimal("120.500"), "120.5"),
        (Decimal(100), "100"), ([1, None, "a"], "1、、a"), (date(2024, 1, 2), "2024-01-02"),
    ],
)  # fmt: skip
def test_a_value_as_a_person_writes_it(value: object, text: str) -> None:
    assert answers.plain(value) == text


def test_fractions_are_short_in_the_terminal_only() -> None:
    assert answers._shown(1 / 3) == "0.3333"
    assert answers._shown(2.0) == "2"
    assert answers._shown(float("inf")) == "inf"
    told = "".join(answers.as_csv(Answer(("a",), iter([(1 / 3,)]))))
    assert told == f"a\n{1 / 3!r}\n"
