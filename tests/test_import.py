"""`gkreport import`: what is written, what is said, and what the exit code is."""

import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from golden import compare
from hypothesis import given
from hypothesis import strategies as st
from program import SAMPLES, Program, program

from gkreport import need
from gkreport.cli.sources import Names, gather, safe
from gkreport.layout.width import width

__all__ = ["program"]


@pytest.fixture
def page(program: Program, tmp_path: Path) -> Path:
    """The published page of the complete sample."""
    program("render", SAMPLES / "complete.toml", "--html", "-o", "page.html")
    return tmp_path / "page.html"


@pytest.fixture
def doubtful(page: Path, tmp_path: Path) -> Path:
    """The same page with a row of which the figures cannot be told apart, and nothing of who."""
    text = page.read_text("utf-8")
    start = text.index("行政规范性文件</th>")
    end = text.index("</tr>", start)
    text = text[:start] + '行政规范性文件</th><td colspan="3">2023</td>' + text[end:]
    path = tmp_path / "doubtful.html"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def nameless(page: Path, tmp_path: Path) -> Path:
    """The tables alone."""
    text = page.read_text("utf-8")
    tables = text[text.index("<table") : text.rindex("</table>") + len("</table>")]
    path = tmp_path / "nameless.html"
    path.write_text(f"<html><body>{tables}</body></html>", "utf-8")
    return path


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def test_one_source_goes_to_stdout(program: Program, page: Path) -> None:
    done = program("import", page.name)
    assert done.code == 0
    compare("import/page.toml", done.out)
    assert done.err == "page.html：200 个数字照原样读出\n"
    assert tomllib.loads(done.out)["organ"]["name"] == "云溪县数据局"


def test_what_was_imported_passes_its_check(program: Program, page: Path) -> None:
    assert program("import", page.name, "-o", "report.toml").code == 0
    assert program("check").code == 0


def test_a_source_with_doubts_is_written_all_the_same(program: Program, doubtful: Path) -> None:
    done = program("import", doubtful.name, "-o", "out.toml")
    assert done.code == 1
    compare("import/doubtful.txt", done.err)
    row = read(doubtful.with_name("out.toml"))["proactive_disclosure"]["normative_documents"]
    assert row == "2023"


def test_stdin_is_a_source(program: Program, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = page.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    done = program("import", "-", "-o", "out.toml")
    assert done.code == 0
    assert done.err.startswith("标准输入：200 个数字")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert program("import", "-", "-o", "-").out == page.with_name("out.toml").read_text("utf-8")


def test_several_sources_need_a_folder(program: Program, page: Path, doubtful: Path) -> None:
    done = program("import", page.name, doubtful.name)
    assert (done.code, done.out) == (2, "")
    assert "请用 -o 写明放进哪个文件夹" in done.err
    in_the_way = program("import", page.name, doubtful.name, "-o", page.name)
    assert in_the_way.code == 2
    assert "是文件，不是文件夹" in in_the_way.err


def test_a_folder_is_read_whole(program: Program, page: Path, doubtful: Path) -> None:
    """Each source by itself: names from organ and year, one refused, others done."""
    folder = page.with_name("pages")
    folder.mkdir()
    for path in (page, doubtful):
        path.rename(folder / path.name)
    (folder / "list.html").write_text("<html><body><p>没有报告</p></body></html>", "utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.html").write_text("x", "utf-8")
    done = program("import", folder.name, "-o", "out")
    assert done.code == 2
    compare("import/folder.txt", done.err.replace("\\", "/"))
    assert sorted(p.name for p in page.with_name("out").iterdir()) == [
        "云溪县数据局-2025-2.toml", "云溪县数据局-2025.toml",
    ]  # fmt: skip


def test_files_are_kept_without_force(program: Program, page: Path, tmp_path: Path) -> None:
    (tmp_path / "out.toml").write_text("year = 1\n")
    (tmp_path / "ev.json").write_text("{}")
    for options in (("-o", "out.toml"), ("--evidence", "ev.json")):
        done = program("import", page.name, *options)
        assert done.code == 2
        assert "--force" in done.err
    assert (tmp_path / "out.toml").read_text() == "year = 1\n"
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "云溪县数据局-2025.toml").write_text("year = 1\n")
    assert program("import", page.name, "-o", "out").code == 2
    assert program("import", page.name, "-o", "out", "--force").code == 0
    assert read(tmp_path / "out" / "云溪县数据局-2025.toml")["year"] == 2025


def test_what_is_not_there_and_what_is_no_file(program: Program, tmp_path: Path) -> None:
    done = program("import", "none.html")
    assert (done.code, done.err) == (2, "找不到 none.html，请核对文件名\n")
    (tmp_path / "empty").mkdir()
    done = program("import", "empty")
    assert done.code == 2
    assert "没有可以读的文件" in done.err


def test_organ_and_year_fill_what_the_source_does_not_say(program: Program, nameless: Path) -> None:
    bare = program("import", nameless.name)
    assert bare.code == 1
    assert "--organ" in bare.err
    assert "--year" in bare.err
    done = program(
        "import", nameless.name, "--organ", "云溪县数据局", "--year", "2025", "-o", "a.toml"
    )
    assert read(nameless.with_name("a.toml"))["organ"]["name"] == "云溪县数据局"
    assert read(nameless.with_name("a.toml"))["year"] == 2025
    assert "--organ" not in done.err


def test_what_the_source_says_is_not_overwritten(program: Program, page: Path) -> None:
    done = program("import", page.name, "--year", "2024", "-o", "out.toml")
    assert done.code == 1
    assert "照原文写了" in done.err
    assert read(page.with_name("out.toml"))["year"] == 2025


def test_each_of_several_sources_is_told_in_brief(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five doubts of each; all of them where there is one. No line is wider than the terminal."""
    text = (Path(__file__).parent / "corpus" / "平潭市场监督管理局-2019.tables.txt").read_bytes()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(text)
    whole = program("import", "a.txt", "-o", "a.toml")
    brief = program("import", "a.txt", "b.txt", "-o", "out")
    assert whole.code == brief.code == 1
    assert "单独读这个文件" not in whole.err
    assert brief.err.count("单独读这个文件") == 2
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.toml", "b.toml"]
    monkeypatch.setenv("COLUMNS", "40")
    narrow = program("import", "a.txt", "-o", "-")
    assert max(map(width, narrow.err.splitlines()[:-1])) <= 40


def test_a_file_that_cannot_be_opened(
    program: Program, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: Path) -> bytes:
        raise PermissionError(13, "locked")

    monkeypatch.setattr(Path, "read_bytes", locked)
    done = program("import", page.name)
    assert (done.code, done.err) == (2, "page.html 打不开：没有权限，或正被别的程序占用\n")


def test_a_name_without_an_ending_is_a_folder(program: Program, page: Path) -> None:
    assert program("import", page.name, "-o", "out").code == 0
    assert [p.name for p in page.with_name("out").iterdir()] == ["云溪县数据局-2025.toml"]


def test_no_file_takes_the_place_of_another_that_is_needed(program: Program, page: Path) -> None:
    before = page.read_bytes()
    for options, told in (
        (("-o", page.name), "就是来源"),
        (("--evidence", page.name), "就是来源"),
        (("-o", "a.toml", "--evidence", "a.toml"), "请写两个名字"),
        (("-o", "none/a.toml"), "没有 none 这个文件夹"),
    ):
        done = program("import", page.name, *options, "--force")
        assert done.code == 2
        assert told in done.err
    assert page.read_bytes() == before


def test_a_folder_that_cannot_be_made(program: Program, page: Path) -> None:
    page.with_name("b.html").write_bytes(page.read_bytes())
    done = program("import", page.name, "b.html", "-o", f"{page.name}/out")
    assert done.code == 2
    assert "建不起来" in done.err


def test_evidence_of_every_figure(program: Program, doubtful: Path, tmp_path: Path) -> None:
    program("import", doubtful.name, "missing.pdf", "-o", "out", "--evidence", "ev.json")
    data = json.loads((tmp_path / "ev.json").read_text("utf-8"))
    assert data["version"] == 1
    one, other = data["files"]
    assert (one["status"], one["kind"], one["organ"], one["year"]) == (
        "read", "html", "云溪县数据局", 2025,
    )  # fmt: skip
    assert Path(one["output"]) == Path("out") / "云溪县数据局-2025.toml"
    (row,) = [f for f in one["figures"] if f["how"] == "unresolved"]
    assert (row["raw"], row["row"], row["column"]) == ("2023", "normative_documents", None)
    assert row["value"] == "2023"
    assert row["place"]["table"] == 1
    cells = [f for f in one["figures"] if f["how"] != "unresolved"]
    assert len(cells) == 197
    assert all(f["place"]["table"] and f["place"]["row"] for f in cells)
    assert other == {
        "path": "missing.pdf", "status": "refused", "output": None,
        "reason": "找不到 missing.pdf，请核对文件名",
    }  # fmt: skip


def test_a_missing_part_is_asked_for(
    program: Program, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(need, "import_module", gone)
    done = program("import", page.name)
    assert done.code == 2
    assert 'pip install "gkreport[read]"' in done.err


@given(st.text(max_size=120), st.sampled_from(("", "con", "nul.txt", "COM1 .x", "a" * 300)))
def test_any_name_is_safe_on_every_system(name: str, odd: str) -> None:
    for candidate in (name, odd, odd + name):
        made = safe(candidate)
        assert made
        assert not set(made) & set('<>:"/\\|?*\n\x00')
        assert made == made.strip(" .")
        assert len(made) <= 81
        assert made.split(".")[0].strip().lower() not in {"con", "nul", "com1"}


def test_names_do_not_collide() -> None:
    names = Names()
    source = Path("a.html")
    assert names.name("甲局", 2024, source) == ("甲局-2024.toml", False)
    assert names.name("甲局", 2024, source) == ("甲局-2024-2.toml", True)
    assert names.name("", 2024, Path("Page.html")) == ("Page.toml", False)
    assert names.name("", None, Path("page.pdf")) == ("page-2.toml", True)
    assert names.name("", None, Path("-")) == ("report.toml", False)


def test_each_source_is_read_once(tmp_path: Path) -> None:
    for name in ("b.html", "a.HTM", "~$a.docx", "x.toml"):
        (tmp_path / name).write_text("x")
    found = gather([tmp_path, tmp_path / "b.html"])
    assert [p.name for p in found.files] == ["a.HTM", "b.html"]
    assert found.skipped == 2


EXTRAS = ("selectolax", "docx", "pdfplumber", "pdfminer", "python_calamine", "gkreport.importers")


def loaded(folder: Path, *commands: list[str]) -> set[str]:
    """The modules that are loaded when some commands are done."""
    code = (
        f"import sys; from gkreport.cli import run; [run(c) for c in {commands!r}]; "
        "print(); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=folder, check=True, capture_output=True, text=True,
        encoding="utf-8",
    )  # fmt: skip
    return set(done.stdout.splitlines()[-1].split())


def test_other_commands_do_without_the_readers(tmp_path: Path) -> None:
    commands = [["new", "2025"], ["check"], ["fill"], ["show"], ["render", "--html"],
                ["new", "2026", "--from", "report.toml", "-o", "b.toml"]]  # fmt: skip
    assert loaded(tmp_path, *commands) & set(EXTRAS) == set()


def test_a_text_is_read_without_the_readers_of_other_kinds(page: Path) -> None:
    """A reader's extra is loaded for what it reads, and for nothing else."""
    folder = page.parent
    one = loaded(folder, ["render", str(SAMPLES / "complete.toml"), "--text", "-o", "a.txt"],
                 ["import", "a.txt", "-o", "a.toml"])  # fmt: skip
    assert one & set(EXTRAS) == {"gkreport.importers"}
    assert (folder / "a.toml").is_file()
    two = loaded(folder, ["import", "page.html", "-o", "b.toml"])
    assert two & set(EXTRAS) == {"gkreport.importers", "selectolax"}
