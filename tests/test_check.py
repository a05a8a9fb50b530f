"""`gkreport check` through the front door: exit codes, streams, formats, folders, last year."""

import io
import json
import os
import shutil
from pathlib import Path

import pytest
from golden import compare
from program import SAMPLES, Program, program

from gkreport.cli import check
from gkreport.cli.check import Asked
from gkreport.cli.checked import Checked

__all__ = ["program"]

WRONG = SAMPLES / "wrong-cell.toml"
GOOD = SAMPLES / "complete.toml"


pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    for name in ("complete", "draft", "qidong-2024", "wrong-cell"):
        shutil.copy(SAMPLES / f"{name}.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["complete", "2019"])
def test_a_true_report_is_met_with_silence(program: Program, name: str) -> None:
    done = program("check", SAMPLES / f"{name}.toml")
    assert (done.code, done.out) == (0, "")
    assert "：通过" in done.err


@pytest.mark.parametrize("name", ["draft", "qidong-2024", "wrong-cell"])
def test_the_full_format(program: Program, name: str) -> None:
    done = program("check", f"{name}.toml")
    compare(f"check/{name}.txt", done.out + "--\n" + done.err)


def test_the_concise_format(program: Program) -> None:
    done = program("check", "--format", "concise", "wrong-cell.toml")
    expected = "wrong-cell.toml:103:73: GK300 wrong-cell “（一）予以公开”法律服务机构一格"
    assert done.out.startswith(expected)
    assert done.out.count("\n") == 1


def test_the_json_format_is_the_contract(program: Program) -> None:
    done = program("check", "--format", "json", "wrong-cell.toml")
    compare("check/wrong-cell.json", done.out)
    assert set(json.loads(done.out)) == {"version", "files", "findings"}
    assert done.err == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["complete.toml"], 0),
        (["draft.toml"], 0),
        (["draft.toml", "--severity", "note"], 1),
        (["qidong-2024.toml", "--severity", "warning"], 1),
        (["wrong-cell.toml"], 1),
        (["none.toml"], 2),
        (["none.toml", "wrong-cell.toml"], 2),
        ([], 2),
    ],
    ids=str,
)
def test_exit_codes(program: Program, arguments: list[str], code: int) -> None:
    assert program("check", *arguments).code == code


def test_a_missing_file_says_what_to_do_and_the_others_are_checked(program: Program) -> None:
    done = program("check", "none.toml", "wrong-cell.toml")
    assert "找不到 none.toml" in done.err
    assert "gkreport new 20" in done.err
    assert "GK300" in done.out


def test_without_a_report_here(program: Program) -> None:
    assert "先运行 gkreport new 20" in program("check").err


def test_a_folder_is_all_its_reports_one_line_each(program: Program, here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.x]\na = 1\n")
    (here / "broken.toml").write_text("a = \n")
    done = program("check", ".")
    assert [line.split("：")[0] for line in done.out.splitlines()] == [
        "broken.toml", "complete.toml", "draft.toml", "qidong-2024.toml", "wrong-cell.toml",
    ]  # fmt: skip
    assert "跳过 1 个" in done.err
    assert done.code == 1


def test_a_folder_is_read_in_the_order_of_names_and_only_once(program: Program, here: Path) -> None:
    """Whatever lies in it: links that lead round, pipes, folders that are named like reports."""
    folder = here / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "d.toml").mkdir()
    for name in ("b-1.toml", "b/1.TOML", "a.toml", "d.toml/1.toml"):
        (folder / name).write_bytes(GOOD.read_bytes())
    (folder / "b" / "round").symlink_to(folder)
    (folder / "c.toml").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.toml")
    done = program("check", "in")
    assert [line.split("：")[0] for line in done.out.splitlines()] == [
        f"in{os.sep}a.toml", f"in{os.sep}b{os.sep}1.TOML", f"in{os.sep}b-1.toml",
        f"in{os.sep}d.toml{os.sep}1.toml",
    ]  # fmt: skip
    assert f"找不到 in{os.sep}c.toml" in done.err
    assert done.code == 2


def test_a_folder_that_cannot_be_read_is_said(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "no", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    (here / "closed").mkdir()
    done = program("check", ".")
    assert "closed" in done.err
    assert "里面的文件没有检查" in done.err
    assert "complete.toml" in done.out
    assert done.code == 2


@pytest.mark.parametrize(
    ("arguments", "held"),
    [
        ((".",), 0),
        (("wrong-cell.toml",), 1),
        ((".", "--format", "json"), 0),
        ((".", "--format", "github"), 3),
        ((".", "--verbose"), 3),
        ((".", "--fix"), 4),
    ],
    ids=str,
)
def test_only_texts_that_are_shown_are_held(
    program: Program, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], held: int
) -> None:
    """However many reports there are, memory does not fill with them."""
    kept: list[str] = []

    def told(results: list[Checked], asked: Asked) -> int:
        kept.extend(result.path for result in results if result.source is not None)
        return original(results, asked)

    original = check._told
    monkeypatch.setattr(check, "_told", told)
    program("check", *arguments)
    assert len(kept) == held


def test_many_files_verbosely(program: Program) -> None:
    done = program("check", "complete.toml", "wrong-cell.toml", "--verbose")
    assert "办法：" in done.out


def test_a_folder_without_reports(program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = program("check", "empty")
    assert done.code == 2
    assert "没有报告文件" in done.err


def test_json_lists_skipped_and_unreadable_files(program: Program, here: Path) -> None:
    (here / "other.toml").write_text("a = 1\n")
    done = program("check", "--format", "json", ".", "none.toml")
    status = {f["path"]: f["status"] for f in json.loads(done.out)["files"]}
    assert status["other.toml"] == "skipped"
    assert status["none.toml"] == "unreadable"
    assert status["complete.toml"] == "checked"


def next_year(here: Path, opening: int, name: str = "云溪县数据局") -> None:
    """A report for the year after `complete.toml`, opening with a figure of its own."""
    text = GOOD.read_text("utf-8").replace("year = 2025", "year = 2026")
    text = text.replace('name = "云溪县数据局"', f'name = "{name}"')
    old = "brought_forward                        = [      2,    0,    0,    0,    0,    0,    2]"
    new = f"brought_forward = [{opening}, 0, 0, 0, 0, 0, {opening}]"
    assert old in text
    (here / "next.toml").write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(("opening", "heard"), [(1, False), (2, True)])
def test_last_year_must_close_with_what_this_year_opens(
    program: Program, here: Path, opening: int, heard: bool
) -> None:
    next_year(here, opening)
    done = program("check", "next.toml", "--last", "complete.toml", "--format", "concise")
    assert ("GK901 opening-balance-changed" in done.out) is heard


def test_another_organs_report_is_refused_by_name(program: Program, here: Path) -> None:
    next_year(here, 2, "云溪县财政局")
    done = program("check", "next.toml", "--last", "complete.toml")
    assert done.code == 2
    assert "“云溪县数据局”的报告，不是“云溪县财政局”的" in done.err


def test_a_report_of_another_year_is_refused(program: Program) -> None:
    done = program("check", "complete.toml", "--last", "complete.toml")
    assert done.code == 2
    assert "2025 年的报告，这里要 2024 年的" in done.err


def test_stdin(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(WRONG.read_bytes()))
    monkeypatch.setattr("sys.stdin", stream)
    assert program("check", "-", "--format", "concise").out.startswith("-:103:73: GK300")


def test_a_file_name_in_chinese(program: Program, here: Path) -> None:
    shutil.copy(GOOD, here / "云溪县 数据局.toml")
    assert program("check", "云溪县 数据局.toml").code == 0
