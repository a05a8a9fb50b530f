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


@pytest.mark.parametrize(
    "words", [("政府部门", "县级"), ("政府部门", "县"), ("department", "county")]
)
def test_kind_and_level_may_be_said_in_chinese(
    program: Program, tmp_path: Path, words: tuple[str, str]
) -> None:
    assert program("new", 2025, "--kind", words[0], "--level", words[1]).code == 0
    organ = read(tmp_path / "report.toml")["organ"]
    assert organ == {"name": "", "kind": "department", "level": "county"}


@pytest.mark.parametrize(("option", "right"), [("--kind", "department"), ("--level", "county")])
def test_a_wrong_kind_is_told_which_word_means_what(
    program: Program, tmp_path: Path, option: str, right: str
) -> None:
    done = program("new", 2025, option, "区")
    assert done.code == 2
    assert f"{option} 的值“区”不对：" in done.err
    assert f"写 {right}" in done.err
    assert not (tmp_path / "report.toml").exists()


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


@pytest.fixture
def page(program: Program, tmp_path: Path) -> Path:
    """Last year's report as it was published."""
    program("render", SAMPLES / "complete.toml", "--html", "-o", "page.html")
    return tmp_path / "page.html"


@pytest.mark.parametrize("form", ["html", "text"])
def test_what_was_published_is_carried_over_alike(
    program: Program, tmp_path: Path, form: str
) -> None:
    """The same file comes of the page as of the report, but for what a page does not show."""
    suffix = {"html": ".html", "text": ".txt"}[form]
    program("render", SAMPLES / "complete.toml", f"--{form}", "-o", f"last{suffix}")
    done = program("new", 2026, "--from", f"last{suffix}")
    assert done.code == 0
    assert f"已带入 last{suffix} 的机关、结转数和文字" in done.err
    from_page = (tmp_path / "report.toml").read_text("utf-8")
    program("new", 2026, "--from", SAMPLES / "complete.toml", "--force")
    from_report = (tmp_path / "report.toml").read_text("utf-8")
    assert from_page.replace('# level = "county"', 'level = "county"') == from_report
    (tmp_path / "report.toml").write_text(from_page, "utf-8", newline="\n")
    assert program("check").code == 0


def test_closing_figures_that_could_not_be_read_stay_open(
    program: Program, page: Path, tmp_path: Path
) -> None:
    text = page.read_text("utf-8")
    start = text.index("四、结转下年度继续办理</th>")
    end = text.index("</tr>", start)
    glued = '四、结转下年度继续办理</th><td colspan="7">1O0001</td>'
    page.write_text(text[:start] + glued + text[end:], "utf-8")
    done = program("new", 2026, "--from", "page.html")
    assert done.code == 0
    assert "没读清" in done.err
    opening = read(tmp_path / "report.toml")["applications"]
    assert isinstance(opening, dict)
    assert opening["brought_forward"] == [""] * 6
    line = next(
        x
        for x in (tmp_path / "report.toml").read_text("utf-8").splitlines()
        if x.startswith("brought_forward")
    )
    assert line.endswith("（上年报告的结转下年度没有读清，请核对以后填写）")
    assert program("check").code == 0


def test_a_page_of_another_year_is_refused(program: Program, page: Path) -> None:
    done = program("new", 2030, "--from", page.name)
    assert done.code == 2
    assert "要用 2029 年的" in done.err


def test_a_page_that_does_not_say_its_year(program: Program, page: Path) -> None:
    text = page.read_text("utf-8")
    tables = text[text.index("<table") : text.rindex("</table>") + len("</table>")]
    page.write_text(f"<html><body>{tables}</body></html>", "utf-8")
    done = program("new", 2026, "--from", page.name)
    assert done.code == 0
    assert "请核对是不是 2025 年的" in done.err
    assert "没有读到机关名称，请在 [organ] 的 name 里填写" in done.err
    assert f"已带入 {page.name} 的结转数；没有带入文字" in done.err
    assert "再读" not in done.err  # `new` has no option for the year of the last report
    assert "title" not in done.err


def test_a_page_that_is_no_report(program: Program, page: Path) -> None:
    page.write_text("<html><body><p>没有报告</p></body></html>", "utf-8")
    done = program("new", 2026, "--from", page.name)
    assert done.code == 2
    assert not page.with_name("report.toml").exists()
    missing = program("new", 2026, "--from", "none.html")
    assert (missing.code, missing.err) == (2, "找不到 none.html，请核对文件名\n")
