"""`gkreport verify`: the signed file against what was published."""

import io
import json
import sys
from pathlib import Path

import pytest
from golden import compare
from program import SAMPLES, Program, program

__all__ = ["program"]


@pytest.fixture
def pair(program: Program, tmp_path: Path) -> Path:
    """A signed file and its published page; returns the page."""
    (tmp_path / "report.toml").write_bytes((SAMPLES / "complete.toml").read_bytes())
    program("render", "--html", "-o", "page.html")
    return tmp_path / "page.html"


def change(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def change_figure(page: Path, row: str, old: str, new: str) -> None:
    """Another figure in the first cell of a row that shows `old`."""
    text = page.read_text("utf-8")
    start = text.index(f">{row}</th>")
    at = text.index(f">{old}</td>", start)
    page.write_text(text[:at] + f">{new}<" + text[at + len(old) + 2 :], "utf-8")


@pytest.mark.parametrize("form", ["html", "text"])
def test_what_was_rendered_is_the_same(program: Program, pair: Path, form: str) -> None:
    program("render", f"--{form}", "-o", "page", "--force")
    done = program("verify", "report.toml", "page")
    assert (done.code, done.out) == (0, "")
    assert done.err == "report.toml 与 page 一致：核对了 200 格数字、13 段文字\n"
    assert pair.is_file()


@pytest.mark.parametrize("form", ["html", "docx", "pdf", "text"])
def test_marks_that_are_not_printed_are_no_difference(
    program: Program, pair: Path, tmp_path: Path, form: str
) -> None:
    """In the name, the title, a heading, a text and a contact: our documents leave them out."""
    title = "云溪县数据局2025年政府信#息公开工作年度报告"
    marks = "\u202e\u2067\u200b\u200f\u00ad\u061c\u2060\u2069\u202c"
    head = f'title = "{title.replace("#", marks)}"\n[organ]'
    change(
        tmp_path / "report.toml", ('name = "', f'name = "{marks}'), ("[organ]", head),
        ('office = "', f'office = "{marks}'), ("申请16件", f"申{marks}请16件"),
        ("[sections]", f'[headings]\noverview = "一、总{marks}体情况"\n[sections]'),
    )  # fmt: skip
    program("render", f"--{form}", "-o", "page", "--force")
    done = program("verify", "report.toml", "page")
    assert (done.code, done.out) == (0, "")
    assert pair.is_file()


def test_a_published_text_that_is_turned_round_is_not_the_same(
    program: Program, pair: Path, tmp_path: Path
) -> None:
    """Even where the file has the mark too: readers see what the file does not say."""
    change(pair, ("申请16件", "申请&#x202e;16件"))
    for mark in ("", "\u202e"):
        change(tmp_path / "report.toml", ("申请16件", f"申请{mark}16件"))
        done = program("verify", "report.toml", "page.html")
        assert done.code == 1
        assert "【\\u202e】16件" in done.out


@pytest.mark.parametrize("columns", [80, 120])
def test_each_difference_has_its_places(
    program: Program, pair: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    change_figure(pair, "一、本年新收政府信息公开申请数量", "16", "61")
    change(
        pair, ("申请16件", "申请17件"), ("<h2>一、总体情况", "<h2>一、总体工作情况"),
        ("公布日期：2026年1月16日", "公布日期：2026年1月18日"),
        ("没有其他需要报告的事项。", "没有其他需要报告的事项."),
    )  # fmt: skip
    done = program("verify", "report.toml", "page.html")
    assert done.code == 1
    compare(f"verify/differences-{columns}.txt", done.out + done.err)


def test_a_blank_cell_is_called_blank(program: Program, pair: Path) -> None:
    change_figure(pair, "一、本年新收政府信息公开申请数量", "16", "")
    done = program("verify", "report.toml", "page.html")
    assert "公布的：空白" in done.out


def test_the_place_in_the_file_is_that_of_the_word(program: Program, pair: Path) -> None:
    change(pair, ("申请16件", "申请17件"))
    data = json.loads(program("verify", "report.toml", "page.html", "--format", "json").out)
    (difference,) = data["differences"]
    line = (SAMPLES / "complete.toml").read_text("utf-8").splitlines()[difference["line"] - 1]
    assert line[difference["column"] - 1 :].startswith("16件，上年结转")
    assert difference["key"] == "sections.overview"
    assert (difference["kind"], difference["status"]) == ("text", "different")


def test_the_answer_as_json(program: Program, pair: Path) -> None:
    change_figure(pair, "一、本年新收政府信息公开申请数量", "16", "61")
    done = program("verify", "report.toml", "page.html", "--format", "json")
    assert done.code == 1
    compare("verify/difference.json", done.out)
    same = program("verify", "report.toml", "page.html")
    assert same.code == 1
    program("render", "--html", "-o", "page.html")
    data = json.loads(program("verify", "report.toml", "page.html", "--format", "json").out)
    assert (data["result"], data["figures"], data["differences"]) == ("same", 200, [])


def test_a_figure_that_cannot_be_made_out(program: Program, pair: Path) -> None:
    """2 where that is all that hinders, 1 where something differs as well."""
    text = pair.read_text("utf-8")
    start = text.index("行政规范性文件</th>")
    end = text.index("</tr>", start)
    pair.write_text(
        text[:start] + '行政规范性文件</th><td colspan="3">219</td>' + text[end:], "utf-8"
    )
    done = program("verify", "report.toml", "page.html")
    assert done.code == 2
    compare("verify/unknown.txt", done.out + done.err)
    change(pair, ("申请16件", "申请17件"))
    assert program("verify", "report.toml", "page.html").code == 1


def test_the_page_of_another_organ(program: Program, pair: Path) -> None:
    text = pair.read_text("utf-8").replace("云溪县数据局", "兰河县财政局")
    pair.write_text(text, "utf-8")
    done = program("verify", "report.toml", "page.html")
    assert done.code == 1
    assert "可能不是这份报告" in done.err


def test_the_page_from_stdin(program: Program, pair: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pair.read_bytes())))
    assert program("verify", "report.toml", "-").code == 0


def test_what_cannot_be_read(program: Program, pair: Path, tmp_path: Path) -> None:
    assert program("verify", "report.toml", "none.html").err == "找不到 none.html，请核对文件名\n"
    (tmp_path / "folder").mkdir()
    folder = program("verify", "report.toml", "folder")
    assert (folder.code, folder.err) == (2, "folder 是文件夹，这里要一个文件\n")
    pair.write_text("<html><body><p>没有报告</p></body></html>", "utf-8")
    refused = program("verify", "report.toml", "page.html")
    assert refused.code == 2
    assert refused.err.startswith("page.html：")
    (tmp_path / "report.toml").write_text("year = ", "utf-8")
    assert program("verify", "report.toml", "page.html").code == 2


def test_a_report_without_a_date_is_compared_all_the_same(program: Program, pair: Path) -> None:
    report = pair.with_name("report.toml")
    change(report, ("date = 2026-01-16", "# date"), ("written = 2026-01-16", "# written"))
    assert program("verify", "report.toml", "page.html").code == 0


def test_a_narrow_terminal_and_long_names(
    program: Program, pair: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit beside the place stands below it."""
    monkeypatch.setenv("COLUMNS", "40")
    long = pair.with_name("一份名称很长很长很长很长的签发文件.toml")
    long.write_bytes(pair.with_name("report.toml").read_bytes())
    change_figure(pair, "四、结转下年度继续办理", "1", "3")
    done = program("verify", long.name, "page.html")
    assert done.code == 1
    compare("verify/narrow.txt", done.out)


def test_a_difference_without_a_place(program: Program, pair: Path) -> None:
    """A part that the file does not have at all."""
    change(pair, ("</footer>", "</footer><h2>七、附表</h2><p>另附一份说明，供公众查阅。</p>"))
    report = pair.with_name("report.toml")
    text = report.read_text("utf-8")
    tables = text[text.index("\n[proactive_disclosure]") :]
    report.write_text('form = "2021"\nyear = 2025\n' + tables, "utf-8")
    done = program("verify", "report.toml", "page.html")
    assert done.code == 1
    assert "\nreport.toml  不同：" in done.out
