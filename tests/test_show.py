"""`gkreport show`: the printed tables, whole at every width, findings marked."""

import re
from pathlib import Path

import pytest
from golden import compare
from program import SAMPLES, Program, program

from gkreport.layout.width import width

__all__ = ["program"]


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("name", ["wrong-cell", "draft", "2019", "qidong-2024"])
def test_the_tables(
    program: Program, monkeypatch: pytest.MonkeyPatch, name: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done = program("show", SAMPLES / f"{name}.toml")
    assert done.code == 0
    assert max(map(width, done.out.splitlines())) <= columns
    compare(f"show/{name}-{columns}.txt", done.out)


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("figure", [0, 12345, 1234567, 123456789])
def test_no_label_and_no_figure_is_cut(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figure: int, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = (SAMPLES / "complete.toml").read_text("utf-8")
    text = re.sub(r"(?m)^(reconsideration|litigation|received)(.*)\[ *\d+", rf"\1\2[{figure}", text)
    (tmp_path / "report.toml").write_text(text, "utf-8")
    out = program("show").out
    bare = re.sub(r"[\s│┌┐└┘├┤┬┴┼─]", "", out)
    assert "…" not in out
    assert bare.count(str(figure)) >= 4
    assert "未经复议直接起诉" in out


@pytest.mark.parametrize("table", ["2", "3", "4"])
def test_one_table(program: Program, table: str) -> None:
    done = program("show", SAMPLES / "complete.toml", "--table", table)
    numerals = {"2": "二、", "3": "三、", "4": "四、"}
    assert done.out.startswith(numerals[table])
    assert done.out.count("┌") == 1


def test_piped_without_colour(program: Program) -> None:
    assert "\x1b" not in program("show", SAMPLES / "wrong-cell.toml").out


def test_every_line_can_be_printed_on_a_gbk_console(program: Program) -> None:
    program("show", SAMPLES / "qidong-2024.toml").out.encode("gbk")
