"""`gkreport new`: a scaffold passes its check, fills up, and carries last year over."""

import tomllib
from pathlib import Path

import pytest
from golden import compare
from program import SAMPLES, Program, program

__all__ = ["program"]


def read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2025, 2026])
def test_a_fresh_scaffold_passes_and_fills_to_a_complete_report(
    program: Program, year: int
) -> None:
    """`new` then `check` is 0, `new` then `fill` leaves no cell out."""
    assert program("new", year).code == 0
    assert program("check").code == 0
    assert program("fill").code == 0
    done = program("check", "--format", "concise")
    assert done.code == 0
    assert "left-out" not in done.out


@pytest.mark.parametrize("year", [2020, 2025])
def test_the_scaffold_reads_like_the_printed_table(program: Program, year: int) -> None:
    done = program("new", year, "--organ", "云溪县数据局", "--kind", "department", "-o", "-")
    compare(f"new/{year}.toml", done.out)


def test_an_existing_file_is_kept_without_force(program: Program, tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text("year = 1\n")
    done = program("new", 2025)
    assert done.code == 2
    assert "--force" in done.err
    assert (tmp_path / "report.toml").read_text() == "year = 1\n"
    assert program("new", 2025, "--force").code == 0


@pytest.mark.parametrize("year", [2018, 99999])
def test_a_year_without_a_form(program: Program, year: int) -> None:
    done = program("new", year)
    assert done.code == 2
    assert f"没有 {year} 年的格式" in done.err


def test_last_year_is_carried_over(program: Program, tmp_path: Path) -> None:
    done = program("new", 2026, "--from", SAMPLES / "complete.toml")
    assert done.code == 0
    text = (tmp_path / "report.toml").read_text("utf-8")
    compare("new/from.toml", text)
    assert program("check", "--last", SAMPLES / "complete.toml").code == 0
    program("fill")
    assert program("check", "--last", SAMPLES / "complete.toml").code == 0
    carried = read(tmp_path / "report.toml")["applications"]
    assert isinstance(carried, dict)
    assert carried["brought_forward"] == carried["carried_forward"] == [1, 0, 0, 0, 0, 0, 1]


def test_last_years_blanks_do_not_become_zero(program: Program, tmp_path: Path) -> None:
    assert program("new", 2025, "--from", SAMPLES / "qidong-2024.toml").code == 0
    opening = read(tmp_path / "report.toml")["applications"]
    assert isinstance(opening, dict)
    assert opening["brought_forward"] == [0, 0, 0, 0, 0, 0]
    assert program("check").code == 0


def test_a_report_of_another_year_is_refused(program: Program) -> None:
    done = program("new", 2030, "--from", SAMPLES / "complete.toml")
    assert done.code == 2
    assert "要用 2029 年的" in done.err


def test_a_new_name_keeps_the_old_one(program: Program, tmp_path: Path) -> None:
    program("new", 2026, "--from", SAMPLES / "complete.toml", "--organ", "云溪县数据和政务局")
    organ = read(tmp_path / "report.toml")["organ"]
    assert isinstance(organ, dict)
    assert organ["former"] == ["云溪县数据局"]
    assert program("check", "--last", SAMPLES / "complete.toml").code == 0


def test_the_schema_line_stands_only_beside_the_schema(program: Program, tmp_path: Path) -> None:
    program("new", 2025)
    assert "#:schema" not in (tmp_path / "report.toml").read_text("utf-8")
    program("new", 2025, "--force", "--schema")
    assert (
        (tmp_path / "report.toml").read_text("utf-8").startswith("#:schema ./report.schema.json\n")
    )
    assert (tmp_path / "report.schema.json").is_file()


@pytest.mark.parametrize(
    "name", ['引号"局', "反斜杠\\局", "两\n行"], ids=["quote", "slash", "line"]
)
def test_any_name_is_written_as_it_is(program: Program, tmp_path: Path, name: str) -> None:
    program("new", 2025, "--organ", name)
    organ = read(tmp_path / "report.toml")["organ"]
    assert isinstance(organ, dict)
    assert organ["name"] == name
