"""`survey`: every input a row, nothing stops it, a killed run goes on and comes to the same."""

import csv
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from survey_trial import COMPLETE, SETTINGS, WRONG, Deadly, chunk, one, reports, tables

from gkreport.cli import run
from gkreport.survey import plan, read, rows, schema, work
from gkreport.survey.executors.pool import Pool
from gkreport.survey.executors.serial import Serial
from gkreport.survey.inputs import gather
from gkreport.survey.limits import TooLong, at_most
from gkreport.survey.lock import alone
from gkreport.survey.sketch import marks
from gkreport.survey.store import Store
from gkreport.survey.summary import Summary

DRIVER = """
import sys
from gkreport.survey import plan
plan.MOST = int(sys.argv[1])
from gkreport.cli import run
if __name__ == "__main__":
    sys.exit(run(sys.argv[2:]))
"""


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("clean.toml", COMPLETE.encode(), "read"),
        ("ansi.toml", COMPLETE.encode("gb18030"), "read"),
        ("wrong.toml", WRONG.encode(), "read"),
        ("quote.toml", COMPLETE.replace('"云溪县数据局"', '"云溪县数据局').encode(), "broken"),
        ("empty.toml", b"", "broken"),
        ("bytes.toml", b"\xff\xfe\x00", "broken"),
        ("pyproject.toml", b'[project]\nname = "x"\n', "other"),
        ("page.html", b"<p>\xe4\xbd\xa0\xe5\xa5\xbd</p>", "refused"),
        ("empty.pdf", b"", "refused"),
        ("broken.pdf", b"%PDF-1.4\nnothing", "refused"),
        ("broken.docx", b"PK\x03\x04nothing", "refused"),
        ("picture.htm", b"\x89PNG\r\n\x1a\n", "refused"),
    ],
)
def test_every_input_is_a_row(tmp_path: Path, name: str, data: bytes, status: str) -> None:
    (tmp_path / name).write_bytes(data)
    row = one(tmp_path / name)
    assert row["status"] == status
    assert row["path"] == str(tmp_path / name)
    assert bool(row["reason"]) == (status != "read")
    assert (
        name == "wrong.toml" or row["errors"] in {"0", ""} or status == "broken" or "ansi" in name
    )


def test_a_report_is_told_by_its_row(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text(COMPLETE, "utf-8")
    row = one(path)
    told = (row["organ"], row["kind"], row["year"], row["due"], row["days_late"], row["errors"])
    assert told == ("云溪县数据局", "department", "2025", "2026-01-31", "-15", "0")


def test_a_file_that_is_gone_is_a_row(tmp_path: Path) -> None:
    assert one(tmp_path / "gone.toml")["status"] == "unreadable"


def test_what_no_reader_expects_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: str) -> None:
        raise ZeroDivisionError(path)

    monkeypatch.setattr(work, "read", fail)
    row = one(tmp_path / "r.toml")
    assert row["status"] == "failed"
    assert row["reason"].startswith("读的时候出了意外：ZeroDivisionError")


def endless(*_: object) -> None:
    """Also for who catches the first alarm, as some libraries do."""
    with suppress(TooLong):
        while True:
            pass
    while True:
        pass


@pytest.mark.parametrize("threads", [False, True], ids=["main", "thread"])
@pytest.mark.parametrize("place", ["gkreport.survey.work.read", "gkreport.survey.work.examine"])
def test_a_file_that_takes_too_long_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, *, threads: bool
) -> None:
    """Whether it is read or checked, and in a thread of a cluster's worker as well."""
    monkeypatch.setattr(work, "SECONDS", 0.05)
    monkeypatch.setattr("gkreport.survey.limits._AGAIN", 0.05)
    monkeypatch.setattr(place, endless)
    (tmp_path / "r.toml").write_text(COMPLETE, "utf-8")
    if threads:
        with ThreadPoolExecutor(1) as pool:
            row = pool.submit(one, tmp_path / "r.toml").result(timeout=60)
    else:
        row = one(tmp_path / "r.toml")
    assert row["status"] == "failed"
    assert "还没有完，跳过了" in row["reason"]


def unseen(*_: object) -> None:
    """Look at a call, as a debugger does, and follow it no further."""


@pytest.mark.parametrize("trace", [None, unseen], ids=["alone", "traced"])
def test_the_time_of_a_thread_is_over_once(trace: Callable[..., None] | None) -> None:
    """Nothing is raised after the block, nor in one that was quick enough; also while traced."""

    def quick() -> int:
        if trace is not None:
            sys.settrace(trace)
        with at_most(60):
            pass
        for n in range(300):
            try:
                with at_most(0.002):
                    time.sleep(0.0001 * (n % 40))
            except TooLong:
                pass
        return sum(range(2_000_000))

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(quick).result(timeout=60) == sum(range(2_000_000))
        assert pool.submit(sum, range(1000)).result(timeout=60) == 499500


def test_a_name_that_is_no_text_is_written_down(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml")
    assert one(path)["path"].endswith("/\\xff.toml")


def test_the_cells_are_all_there(tmp_path: Path) -> None:
    text = WRONG.replace("rules               = [", 'rules = ["/", "1,5", 0] #', 1)
    (tmp_path / "r.toml").write_text(text, "utf-8")
    rows = list(csv.reader(work.run(chunk(tmp_path / "r.toml")).tables[1].decode().splitlines()))
    assert len(rows) == 200
    assert Counter(row[2] for row in rows if row[2].startswith("~")) == {"~/": 1, "~1,5": 1}


def test_chunks_depend_on_the_files_alone(tmp_path: Path) -> None:
    folder = reports(tmp_path / "in", 40)
    files = gather([folder], tmp_path).files
    one_way, other = (tuple(plan.chunks(files, SETTINGS)) for _ in range(2))
    assert one_way == other
    (folder / "0" / "00000.toml").write_text(COMPLETE + "\n", "utf-8")
    changed = tuple(plan.chunks(files, SETTINGS))
    assert [c.digest for c in changed] != [c.digest for c in one_way]
    assert next(plan.chunks(files, SETTINGS._replace(version="1"))).digest != changed[0].digest


def test_documents_make_smaller_chunks() -> None:
    texts, pages = [f"{n}.toml" for n in range(1000)], [f"{n}.pdf" for n in range(1000)]
    assert [len(c.paths) for c in plan.chunks(texts, SETTINGS)] == [250] * 4
    assert {len(c.paths) for c in plan.chunks(pages, SETTINGS)} == {1}
    many = plan.chunks(pages * 100, SETTINGS)
    assert 60 < len(next(many).paths) <= plan.MOST


def test_the_output_is_no_input(tmp_path: Path) -> None:
    reports(tmp_path, 4)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "r.toml").write_text(COMPLETE, "utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "r.toml").write_text(COMPLETE, "utf-8")
    (tmp_path / "0" / "note.xyz").write_text("", "utf-8")
    inputs = gather([tmp_path, tmp_path / "0"], tmp_path / "out")
    assert len(inputs.files) == 4
    assert inputs.skipped == 2
    assert list(inputs.files) == sorted(inputs.files)


def test_the_pool_gives_what_one_process_gives(tmp_path: Path) -> None:
    files = gather([reports(tmp_path, 60)], tmp_path / "out").files
    pieces = [c._replace(paths=c.paths[:9]) for c in _pieces(files, 9)]
    serial = sorted(Serial().map(pieces))
    assert sorted(Pool(2).map(pieces)) == serial
    assert sum(packed.files for packed in serial) == 60


def _pieces(files: tuple[str, ...], size: int) -> list[plan.Chunk]:
    return [
        plan.Chunk(n, at + 1, files[at : at + size], SETTINGS, f"{n}")
        for n, at in enumerate(range(0, len(files), size))
    ]


def test_a_file_that_kills_its_worker_is_found(tmp_path: Path) -> None:
    """All others are read all the same, and the rows stand in their order."""
    files = gather([reports(tmp_path, 24)], tmp_path / "out").files
    deadly = Deadly(tmp_path / "deadly.toml")
    Path(deadly).write_text(COMPLETE, "utf-8")
    pieces = _pieces((*files[:10], deadly, *files[10:]), 5)
    done = sorted(Pool(2).map(pieces))
    rows = [row for packed in done for row in csv.reader(packed.tables[0].decode().splitlines())]
    assert [int(row[0]) for row in rows] == list(range(1, 26))
    assert [(row[1], row[3]) for row in rows if row[3] != "read"] == [(str(deadly), "failed")]
    whole = Summary()
    for packed in done:
        whole.merge(Summary.load(packed.summary))
    assert whole.inputs() == {"read": 24, "failed": 1}


def test_halves_come_to_the_whole(tmp_path: Path) -> None:
    files = gather([reports(tmp_path, 21)], tmp_path / "out").files
    whole = chunk(*files)
    one_half, other = (work.run(half) for half in whole.halves())
    assert one_half.merged(other) == work.run(whole)


def test_a_summary_is_what_was_written(tmp_path: Path) -> None:
    files = gather([reports(tmp_path, 21)], tmp_path / "out").files
    text = work.run(chunk(*files)).summary
    assert Summary.load(text).dump() == text
    assert Summary.load(text).inputs() == {"read": 21}


def test_marks_of_texts() -> None:
    text = "甲局按照统一部署推进各项公开工作。甲局全年没有收到新的申请事项。好。"
    assert marks(text, "甲局") == marks(text.replace("甲局", " 乙局\n"), "乙局")
    assert marks(text, "甲局")[0] != marks(text, "")[0]
    assert len(marks(text, "")[1].split()) == 2
    assert marks("短句。", "")[1] == ""


def survey(*arguments: object) -> int:
    return run(["survey", *map(str, arguments)])


def test_tables_and_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert survey(reports(tmp_path / "in", 30), "-o", out) == 0
    told = capsys.readouterr().err
    assert "共 30 个文件" in told
    assert "30 份读清了" in told
    names = {path.name for path in out.iterdir()}
    assert names == {
        "index.html", "survey.json", "survey.duckdb",
        "reports.parquet", "cells.parquet", "findings.parquet", "sources.parquet",
    }  # fmt: skip
    rows = tables(out)
    assert len(rows["reports"]) == 30
    wrong = {row[0] for row in rows["findings"] if row[3] == "error"}
    assert wrong == {row[0] for row in rows["reports"] if row[16]}
    assert len(wrong) == 5
    assert json.loads((out / "survey.json").read_text("utf-8"))["schema"] == schema.load().version


def test_csv_says_the_same(tmp_path: Path) -> None:
    folder = reports(tmp_path / "in", 12)
    assert (
        survey(folder, "-o", tmp_path / "a") == survey(folder, "-o", tmp_path / "b", "--csv") == 0
    )
    rows = tables(tmp_path / "a")
    for name, expected in rows.items():
        with (tmp_path / "b" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *written = csv.reader(file)
        assert head == list(schema.header(name))
        assert len(written) == len(expected)
    values = [row[5] for row in csv.reader((tmp_path / "b/cells.csv").open(encoding="utf-8-sig"))]
    assert sum(map(float, filter(None, values[1:]))) == sum(float(r[5] or 0) for r in rows["cells"])
    assert not (tmp_path / "b" / "survey.duckdb").exists()


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    """Other people's texts stand in tables that Excel opens; figures stay as they are."""
    text = COMPLETE.replace('"云溪县数据局"', "'=HYPERLINK(\"x\")'")
    text = text.replace(
        "brought_forward                        = [      2,", "brought_forward = [ '+1+1',"
    )
    (tmp_path / "=1.toml").write_text(text, "utf-8")
    assert survey(tmp_path, "-o", tmp_path / "out", "--csv") == 0
    told = {
        table.name: list(
            csv.DictReader((tmp_path / "out" / f"{table.name}.csv").open(encoding="utf-8-sig"))
        )
        for table in schema.load().tables
    }
    assert told["reports"][0]["organ"] == '\'=HYPERLINK("x")'
    assert "'+1+1" in {row["stated"] for row in told["cells"]}
    formulas = [
        value for rows in told.values() for row in rows for value in row.values()
        if value.startswith(("=", "+", "@")) or re.match("-[^0-9]", value)
    ]  # fmt: skip
    assert not formulas


def test_results_are_not_replaced_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = reports(tmp_path / "in", 3), tmp_path / "out"
    assert survey(folder, "-o", out, "--csv") == 0
    capsys.readouterr()
    assert survey(folder, "-o", out) == 2
    assert "里已经有普查结果，没有改动它" in capsys.readouterr().err
    assert survey(folder, "-o", out, "--force") == 0
    assert not list(out.glob("*.csv"))


@pytest.mark.parametrize("name", ["index.html", "survey.json", "reports.csv"])
def test_what_no_survey_wrote_is_never_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder, out = reports(tmp_path / "in", 3), tmp_path / "out"
    out.mkdir()
    (out / name).write_text("<html><title>x</title></html>", "utf-8")
    for more in ([], ["--force"]):
        assert survey(folder, "-o", out, "--csv", *more) == 2
        assert f"{name} 不是普查写的" in capsys.readouterr().err
        assert [path.name for path in out.iterdir()] == [name]
    (out / name).unlink()
    assert survey(folder, "-o", out, "--csv") == 0
    assert survey(folder, "-o", out, "--csv", "--force") == 0


def test_a_page_put_beside_unfinished_work_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = reports(tmp_path / "in", 3), tmp_path / "out"
    out.mkdir()
    Store(out).settings(SETTINGS.today, SETTINGS.version, [str(folder)])
    (out / "reports.csv").write_text("half", "utf-8")
    (out / "index.html").write_text("mine", "utf-8")
    assert survey(folder, "-o", out, "--csv") == 2
    assert "index.html 不是普查写的" in capsys.readouterr().err
    (out / "index.html").unlink()
    assert survey(folder, "-o", out, "--csv") == 0
    assert (out / "reports.csv").read_text("utf-8-sig").startswith("id,")


def test_no_report_at_all_is_told_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that is read is enough."""
    (tmp_path / "a.toml").write_text("year = 甲", "utf-8")
    (tmp_path / "b.pdf").write_bytes(b"")
    assert survey(tmp_path, "-o", tmp_path / "out") == 2
    assert "一份报告也没有读成" in capsys.readouterr().err
    assert (tmp_path / "out" / "index.html").exists()
    (tmp_path / "c.toml").write_text(COMPLETE, "utf-8")
    assert survey(tmp_path, "-o", tmp_path / "out", "--force") == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone"], "找不到 gone"),
        (["empty"], "empty 里没有可以读的文件"),
        (["in", "--cluster", "tcp://127.0.0.1:1"], "连不上 tcp://127.0.0.1:1"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("gkreport.survey.executors.dask._PATIENCE", "1s")
    (tmp_path / "empty").mkdir()
    reports(tmp_path / "in", 1)
    assert survey(*arguments, "-o", "out") == 2
    assert said in capsys.readouterr().err


def test_without_duckdb_there_is_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert survey(reports(tmp_path / "in", 3), "-o", tmp_path / "out") == 0
    assert 'pip install "gkreport[batch]"' in capsys.readouterr().err
    assert (tmp_path / "out" / "reports.csv").exists()


def killed(arguments: list[str], output: Path, after: int) -> bool:
    """Run a survey and kill it after some chunks; False where it was done before that."""
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER, *arguments], stderr=subprocess.DEVNULL
    )
    store = Store(output)
    begun = len(list(store.folder.glob("*-*.json")))
    while process.poll() is None:
        if len(list(store.folder.glob("*-*.json"))) - begun >= after:
            process.kill()
            process.wait()
            return True
    return False


def test_a_killed_run_goes_on_and_comes_to_the_same(tmp_path: Path) -> None:
    folder = reports(tmp_path / "in", 120)
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert survey(folder, "-o", whole) == 0
    arguments = ["4", "survey", str(folder), "-o", str(broken), "--jobs", "2"]
    random_ = random.Random(1)  # noqa: S311 - no secret
    assert all(killed(arguments, broken, random_.randint(2, 6)) for _ in range(3))
    assert not (broken / "survey.json").exists()
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, *arguments], check=True, capture_output=True, text=True
    )
    assert "接着上次没有做完的" in done.stderr
    assert tables(broken) == tables(whole)
    page = [(folder_ / "index.html").read_text("utf-8") for folder_ in (whole, broken)]
    assert page[0] == page[1]
    assert not (broken / ".work").exists()


def test_what_changed_since_is_read_again(tmp_path: Path) -> None:
    folder, out = reports(tmp_path / "in", 40), tmp_path / "out"
    arguments = ["4", "survey", str(folder), "-o", str(out), "--jobs", "2"]
    assert killed(arguments, out, 3)
    first = folder / "0" / "00000.toml"
    first.write_text(COMPLETE, "utf-8")
    assert survey(folder, "-o", out) == 0
    errors = {row[1]: row[16] for row in tables(out)["reports"]}
    assert errors[str(first)] == 0


def test_a_person_may_stop_it(tmp_path: Path) -> None:
    folder, out = reports(tmp_path / "in", 400), tmp_path / "out"
    arguments = ["2", "survey", str(folder), "-o", str(out), "--jobs", "2"]
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER, *arguments], stderr=subprocess.PIPE, text=True
    )
    while not list(Store(out).folder.glob("*-*.json")):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "已停下，读过的都留着。再运行同一条命令，接着做" in told
    assert "Traceback" not in told


def test_texts_without_end_are_cut(tmp_path: Path) -> None:
    """A table of CSV cannot have lines without end."""
    long = "很" * 600_000
    text = COMPLETE.replace('name = "云溪县数据局"', f'name = "{long}"')
    text = text.replace("rules               = [", f'rules = ["{long}", 0, 0] #', 1)
    folder = tmp_path / ("kind=foo" if os.name == "nt" else "kind=foo & a?b [x]*")
    folder.mkdir()
    (folder / "r.toml").write_text(text, "utf-8")
    assert survey(folder, "-o", folder / "out") == 0
    rows = tables(folder / "out")
    assert rows["reports"][0][5] == "很" * 2000 + "……"
    assert rows["reports"][0][6] == "department"
    assert "很" * 2000 + "……" in {row[6] for row in rows["cells"]}


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "r.toml").write_text(COMPLETE, "utf-8")
    monkeypatch.setattr(read, "LARGEST", 1000)
    assert one(tmp_path / "r.toml")["status"] == "refused"


def test_what_duckdb_cannot_write_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = reports(tmp_path / "in", 3), tmp_path / "out"
    monkeypatch.setattr("gkreport.survey.finish.duck._MEMORY", "nonsense")
    assert survey(folder, "-o", out) == 2
    assert "表格没有写成" in capsys.readouterr().err
    assert survey(folder, "-o", out, "--csv") == 0


def test_an_unknown_kind_has_no_deadline(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text(COMPLETE.replace('"department"', '"bureau"'), "utf-8")
    assert one(path)["due"] == one(path)["days_late"] == ""


@pytest.mark.parametrize(
    ("name", "region", "owner"),
    [
        ("云溪县财政局", "", "云溪县财政局"),
        ("国家税务总局某局", "", "国家税务总局某局"),
        ("财政局", "", ""),
        ("市场监督管理局", "", ""),
        ("城市管理局", "", ""),
        ("财政局", "云溪县", "云溪县财政局"),
        ("", "云溪县", ""),
    ],
)
def test_organs_of_one_name_are_told_apart(name: str, region: str, owner: str) -> None:
    assert rows.owner(name, region) == owner


def test_links_and_folders_that_lead_nowhere_are_rows(tmp_path: Path) -> None:
    folder = reports(tmp_path / "in", 1) / "0"
    (folder / "loop.toml").symlink_to("loop.toml")
    (folder / "gone.toml").symlink_to(tmp_path / "nowhere")
    inputs = gather([folder], tmp_path / "out")
    assert len(inputs.files) == 3
    assert [one(path)["status"] for path in inputs.files] == ["read", "unreadable", "unreadable"]


def test_a_folder_that_cannot_be_read_is_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(path)

    monkeypatch.setattr("os.scandir", refuse)
    assert gather([tmp_path], tmp_path / "out").files == (str(tmp_path),)
    assert one(tmp_path)["status"] == "unreadable"


def test_one_survey_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = reports(tmp_path / "in", 2), tmp_path / "out"
    out.mkdir()
    with alone(out) as ours:
        assert ours
        assert survey(folder, "-o", out) == 2
    assert "另一个 gkreport survey 正在写" in capsys.readouterr().err
    assert survey(folder, "-o", out) == 0


def test_work_for_other_files_is_not_thrown_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = reports(tmp_path / "in", 40), tmp_path / "out"
    assert killed(["4", "survey", str(folder), "-o", str(out), "--jobs", "2"], out, 2)
    assert survey(folder / "0", "-o", out) == 2
    assert "里有另一次普查没有做完" in capsys.readouterr().err
    assert survey(folder / "0", "-o", out, "--force") == 0
    assert len(tables(out)["reports"]) == 10


def test_nobodys_own_tables_are_removed(tmp_path: Path) -> None:
    folder, out = reports(tmp_path / "in", 2), tmp_path / "out"
    assert survey(folder, "-o", out) == 0
    (out / "reports.csv").write_text("mine", "utf-8")
    assert survey(folder, "-o", out, "--force") == 0
    assert (out / "reports.csv").read_text("utf-8") == "mine"


def test_the_page_says_what_it_counts_twice(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.toml").write_text(COMPLETE, "utf-8")
    assert survey(tmp_path, "-o", out) == 0
    assert "多出来的有 2 份。这一页每份都算，份数和件数都会大一些；每个机关每年只算一份的数" in (
        out / "index.html"
    ).read_text("utf-8")
    assert survey(tmp_path, "-o", out, "--csv", "--force") == 0
    assert "多出来的有 2 份。这一页每份都算，份数和件数都会大一些。" in (
        out / "index.html"
    ).read_text("utf-8")


def test_a_date_before_the_year_is_over_is_not_in_time(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text(COMPLETE.replace("date = 2026", "date = 2025"), "utf-8")
    assert path.read_text("utf-8") != COMPLETE
    counts = Summary.load(work.run(chunk(path)).summary).counts
    assert not [key for key in counts if key[0] == "due"]


def test_the_tables_of_a_folder_are_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """DuckDB takes a[12] for a pattern that a1 fits."""
    for name, count in (("a[12]", 1), ("a1", 3)):
        assert survey(reports(tmp_path / f"in{count}", count), "-o", tmp_path / name) == 0
    capsys.readouterr()
    asked = ["ask", str(tmp_path / "a[12]"), "SELECT count(*) n FROM reports", "--format", "csv"]
    assert run(asked) == 0
    assert capsys.readouterr().out.split() == ["n", "1"]
