"""`gkreport render`: whole files, what may be replaced, and everything in one go."""

import importlib
import json
import subprocess
import sys
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from program import Program, program
from strategies import report

from gkreport.cli.publishing import name
from gkreport.importers.blocks import Line, Table
from gkreport.importers.sniff import read
from gkreport.renderers import FORMATS, SUFFIXES, Wishes, document
from gkreport.renderers.mark import is_ours, office
from gkreport.renderers.refusals import Unrenderable

__all__ = ["program"]
TRUE = Path(__file__).parent / "true_reports"
BIG = TRUE / "qingjiang-shi-2024.toml"
BARE = 'form = "2021"\nyear = 2025\n'
MARKED = ("docx", "pdf", "xlsx", "html", "fragment")
MAGIC = {"docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-", "html": b"<!DOCTYPE html>",
         "fragment": b"<!-- gkreport ", "markdown": b"# ", "text": b" "}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "report.toml").write_bytes(BIG.read_bytes())
    return tmp_path


# One file


@pytest.mark.parametrize("form", FORMATS)
def test_the_flag_chooses_the_format(program: Program, here: Path, form: str) -> None:
    """Into a file of the report's name, and the path is said; again replaces what is ours."""
    target = here / f"report{FORMATS[form].suffix}"
    done = program("render", f"--{form}")
    assert (done.code, done.out, done.err) == (0, "", f"已写入 {target.name}\n")
    assert target.read_bytes().startswith(MAGIC[form])
    assert is_ours(target) == (form in MARKED)
    again = program("render", f"--{form}")
    assert again.code == (0 if form in MARKED else 2)
    assert program("render", f"--{form}", "--force").code == 0


def test_a_fragment_is_html_too(program: Program, here: Path) -> None:
    assert program("render", "--html", "--fragment").err == "已写入 report.fragment.html\n"
    assert not (here / "report.html").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--docx", "--xlsx"), "--docx、--xlsx 只留一个；要全部生成，用 --all"),
        (("--html", "--fonts", "free"), "--fonts 只用于 Word 和 PDF"),
        (("--docx", "--fonts", "best"), "没有名为“best”的字体方案，可以用的有：official"),
        (("--all", "--fonts", "best"), "没有名为“best”的字体方案"),
        (("--all", "--pdf"), "不要再写 --pdf"),
        (("--all", "-o", "-"), "--all 要写到文件夹里"),
        (("--all", "-o", "report.toml"), "是文件"),
    ],
)
def test_what_is_not_done(
    program: Program, here: Path, options: tuple[str, ...], said: str
) -> None:
    done = program("render", *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert [path.name for path in here.iterdir()] == ["report.toml"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--docx", "-o", "x.pdf"), "请改成 -o x.docx；或者把格式改成 --pdf"),
        (("--html", "-o", "x.DOCX"), "请改成 -o x.html；或者把格式改成 --docx"),
        (("--pdf", "-o", "x.txt"), "请改成 -o x.pdf；或者把格式改成 --text"),
        (("--docx", "-o", "x.doc"), "名字却以 .doc 结尾，打开时会出错。请改成 -o x.docx\n"),
        (("--xlsx", "-o", "x.xls"), "请改成 -o x.xlsx\n"),
        (("--markdown", "-o", "x.html"), "请改成 -o x.md；或者把格式改成 --html"),
        (("-o", "x.docx"), "要写的是纯文本（没有写明格式），名字却以 .docx 结尾"),
        (("-o", "x.toml"), "请改成 -o x.txt\n"),
    ],
)
def test_a_name_that_promises_another_format_is_refused(
    program: Program, here: Path, options: tuple[str, ...], said: str
) -> None:
    done = program("render", *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert [path.name for path in here.iterdir()] == ["report.toml"]


@pytest.mark.parametrize(
    "options",
    [("--html", "-o", "x.htm"), ("--fragment", "-o", "x.html"), ("--fragment", "-o", "x.txt"),
     ("--markdown", "-o", "x.markdown"), ("--markdown", "-o", "x.txt"), ("--text", "-o", "x.TXT"),
     ("--docx", "-o", "x"), ("-o", "x.html"), ("--html", "-o", "x.txt"), ("--text", "-o", "x.asc")],
)  # fmt: skip
@pytest.mark.usefixtures("here")
def test_other_names_are_free(program: Program, options: tuple[str, ...]) -> None:
    assert program("render", *options).code == 0


def test_fonts_are_chosen(program: Program, here: Path) -> None:
    assert program("render", "--docx", "--fonts", "windows").code == 0
    with zipfile.ZipFile(here / "report.docx") as parts:
        styles = parts.read("word/styles.xml").decode()
    assert "仿宋" in styles
    assert "仿宋_GB2312" not in styles


def test_bytes_go_to_stdout_as_they_are(here: Path) -> None:
    command = [sys.executable, "-m", "gkreport", "render", "--xlsx", "-o", "-"]
    done = subprocess.run(command, cwd=here, capture_output=True, check=True)
    assert done.stdout == document(report(BIG.read_text("utf-8")), "xlsx")


def test_bytes_do_not_go_to_a_screen(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    from gkreport.cli.render import Asked, run  # noqa: PLC0415
    from gkreport.cli.shell import Stop  # noqa: PLC0415

    monkeypatch.chdir(here)
    with pytest.raises(Stop, match="不能显示在屏幕上"):
        run(Path("report.toml"), Asked(("xlsx",), Path("-")))


# What may be replaced


def changed(path: Path, entry: str, old: bytes, new: bytes) -> None:
    """Save an Office file again as another program does."""
    with zipfile.ZipFile(path) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    content[entry] = content[entry].replace(old, new)
    with zipfile.ZipFile(path, "w") as parts:
        for name, data in content.items():
            parts.writestr(name, data)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_what_word_or_excel_saved_is_not_ours_any_more(
    program: Program, here: Path, form: str
) -> None:
    """Somebody's work in a document that we began is not thrown away."""
    assert program("render", f"--{form}").code == 0
    path = here / f"report.{form}"
    changed(path, "docProps/app.xml", b">gkreport<", b">Microsoft Office Word<")
    before = path.read_bytes()
    done = program("render", f"--{form}")
    assert done.code == 2
    assert "没有改动它" in done.err
    assert path.read_bytes() == before


def test_a_sealed_pdf_is_not_ours_any_more(program: Program, here: Path) -> None:
    assert program("render", "--pdf").code == 0
    path = here / "report.pdf"
    assert is_ours(path)
    with path.open("ab") as stream:
        stream.write(b"\n1 0 obj <</Type/Sig>> endobj\nstartxref\n0\n%%EOF\n")
    assert program("render", "--pdf").code == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"PK\x03\x04" + b"gkreport" * 900, b"%PDF-1.7 gkreport %%EOF", b"gkreport",
     b"<p>gkreport</p>"],
)  # fmt: skip
def test_no_other_file_is_ours(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    assert not is_ours(path)
    assert not is_ours(tmp_path / "none")


def test_an_archive_without_a_program_is_not_ours(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as parts:
        parts.writestr("a.txt", "gkreport")
    assert not is_ours(tmp_path / "a.zip")
    (tmp_path / "a.zip").write_bytes(office((tmp_path / "a.zip").read_bytes()))
    assert not is_ours(tmp_path / "a.zip")


# Everything in one go


def test_everything_is_written_and_said(program: Program, here: Path) -> None:
    """Each format with its place and progress; the page links to Word and PDF; again is no harm."""
    base = "清江市人民政府-2024"
    for _ in range(2):
        done = program("render", "--all", "-o", "上传/年报")
        assert (done.code, done.out) == (0, "")
        lines = done.err.splitlines()
        assert len(lines) == len(FORMATS)
        folder = Path("上传") / "年报"
        assert lines[0] == f"（1/7）Word 文档：已写入 {folder / f'{base}.docx'}"
    names = {path.name for path in (here / "上传" / "年报").iterdir()}
    assert names == {f"{base}{form.suffix}" for form in FORMATS.values()}
    page = (here / "上传" / "年报" / f"{base}.html").read_text("utf-8")
    assert page.count("<a href=") == 2


def test_beside_the_report_where_no_folder_is_named(program: Program, here: Path) -> None:
    (here / "县").mkdir()
    (here / "report.toml").rename(here / "县" / "report.toml")
    assert program("render", "县/report.toml", "--all").code == 0
    assert len(list((here / "县").iterdir())) == 1 + len(FORMATS)


def test_what_is_missing_is_named_and_passed_over(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A format whose part is not installed: the others are written all the same, exit 2."""
    find = importlib.import_module

    def without(module: str, package: str | None = None) -> Any:
        if module in ("typst", "xlsxwriter"):
            raise ImportError(module)
        return find(module, package)

    monkeypatch.setattr("gkreport.need.import_module", without)
    done = program("render", "--all", "-o", "out")
    assert done.code == 2
    assert '（2/7）PDF：缺少组件：请运行 pip install "gkreport[pdf]"' in done.err
    assert '（3/7）Excel 表格：缺少组件：请运行 pip install "gkreport[excel]"' in done.err
    assert "没有生成：PDF、Excel 表格。" in done.err
    assert len(list((here / "out").iterdir())) == len(FORMATS) - 2
    single = program("render", "--xlsx")
    assert (single.code, single.err[:4]) == (2, "缺少组件")


def test_what_is_in_the_way_is_named_and_stays(program: Program, here: Path) -> None:
    (here / "清江市人民政府-2024.html").write_text("<p>别人的网页</p>", "utf-8")
    (here / "清江市人民政府-2024.md").write_text("# 改过的\n", "utf-8")
    done = program("render", "--all")
    assert done.code == 2
    assert done.err.count("没有改动它") == 2
    assert "没有生成：网页、Markdown。" in done.err
    assert program("render", "--all", "--force").code == 0


def test_faults_of_a_report_are_spoken_of_once(program: Program, here: Path) -> None:
    text = BIG.read_text("utf-8").replace("[   1893,", "[   1894,")
    assert text != BIG.read_text("utf-8")
    (here / "report.toml").write_text(text, "utf-8")
    done = program("render", "--all", "-o", "out")
    assert done.code == 0
    assert done.err.count("注意：") == 1


@pytest.mark.usefixtures("here")
def test_a_folder_that_cannot_be_made(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, **_: object) -> None:
        raise PermissionError(13, "no", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert "文件夹 out 建不了：没有权限" in program("render", "--all", "-o", "out").err


@pytest.mark.parametrize(
    ("organ", "year", "made"),
    [
        ("祁东县数据局", 2024, "祁东县数据局-2024"),
        ("", 2024, "2024"),
        ("", None, "report"),
        ("某局", None, "某局"),
        ('a/b\\c:d*e?f"g<h>i|j', 2024, "a_b_c_d_e_f_g_h_i_j-2024"),
        ("../../etc/passwd", 2024, "etc_passwd-2024"),
        ("CON", None, "_CON"),
        ("con.局", None, "_con.局"),
        ("LPT1", None, "_LPT1"),
        ("某\u202e局\u200b\x07", 2024, "某局-2024"),
        ("某局. . ", None, "某局"),
        (" 某　局 ", 2024, "某_局-2024"),
        ("长" * 200, 2024, "长" * 60 + "-2024"),
        ("...", 2024, "2024"),
        ("-rf", None, "rf"),
    ],
)
def test_names_that_windows_takes(organ: str, year: int | None, made: str) -> None:
    ours = report(f'form = "2021"\n{f"year = {year}" if year else ""}\n')
    ours = ours._replace(organ=ours.organ._replace(name=organ))
    assert name(ours, Path("report.toml")) == made


def test_a_name_for_what_comes_from_a_pipe() -> None:
    assert name(report('form = "2021"\n'), Path("-")) == "report"


def test_every_format_has_a_name_and_a_suffix_of_its_own() -> None:
    assert len({form.suffix for form in FORMATS.values()}) == len(FORMATS)
    assert set(SUFFIXES) < set(FORMATS)


def test_a_template_of_the_users_own_for_the_pdf(tmp_path: Path) -> None:
    (tmp_path / "report.typ").write_text("#let x = (\n", "utf-8")
    with pytest.raises(Unrenderable, match="模板有问题"):
        document(report(BARE), "pdf", Wishes(tmp_path))


EVIL = "<script>alert(1)</script>{{ 7*7 }}]]>#[x]$a$=cmd()&amp;"
UNSEEN = "\x07\x1b\u202e\ufffe"
SHAPELESS = "".join(
    map(chr, (0xAD, 0x61C, 0x180E, 0x200B, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A),
              0x200E, 0x200F, 0xFEFF, 0xFFF9, 0xE0001))
)  # fmt: skip
EVERYWHERE = """
form = "2021"
year = 2025
title = "甲#年报"
[organ]
name = "甲#局"
contact.office = "甲#办"
[headings]
remedies = "甲#部分"
[sections]
preface = "甲#引言"
overview = "甲#总体\\n甲#又一段"
[[sections.extra]]
heading = "甲#另题"
text = "甲#另文"
[remedies]
reconsideration = ["甲#格", "甲#", 2, 3, 6]
litigation_direct = ["甲#行"]
"""


@pytest.mark.parametrize("form", FORMATS)
def test_malice_comes_out_as_text_in_every_format(form: str) -> None:
    """As our importer reads it back: in the name, in a text, in a cell; nothing breaks the file."""
    quoted = json.dumps(f"{EVIL}{UNSEEN}")
    ours = report(
        f"{BARE}[organ]\nname = {quoted}\n[sections]\noverview = {quoted}\n"
        f"[remedies]\nreconsideration = [{quoted}, 1, 2, 3, 6]\n"
    )
    made = document(ours, form)
    wanted = "".join(EVIL.split())
    if form == "text":  # with tags in it, a text is taken for a page
        assert "".join(made.decode().split()).count(wanted) >= 2
        return
    blocks = read(f"a{FORMATS[form].suffix}", made).blocks
    shown = [
        *(block.text for block in blocks if isinstance(block, Line)),
        *(cell.text for block in blocks if isinstance(block, Table) for cell in block.cells),
    ]
    whole = "".join("".join(shown).split())
    assert whole.count(wanted) >= (2 if form in ("pdf", "xlsx") else 4)


@pytest.mark.parametrize("form", FORMATS)
def test_no_unseen_mark_is_published_in_any_format(form: str) -> None:
    """Whatever turns the order of reading round, or has no shape, wherever it stands."""
    with_marks = report(EVERYWHERE.replace("#", SHAPELESS))
    assert any(mark in with_marks.organ.name for mark in SHAPELESS)
    found = stripped(document(with_marks, form), form)
    assert {char for char in found if unicodedata.category(char) == "Cf"} == set()
    assert not set(found) & set(SHAPELESS)
    assert found == stripped(document(report(EVERYWHERE.replace("#", "")), form), form)


@pytest.mark.parametrize("form", FORMATS)
def test_what_joins_letters_is_kept_where_fonts_have_it(form: str) -> None:
    found = stripped(document(report(EVERYWHERE.replace("#", "\u200c乙\u200d")), form), form)
    assert ("甲乙局" if form == "pdf" else "甲\u200c乙\u200d局") in found


def stripped(made: bytes, form: str) -> str:
    """Everything that a document holds as text."""
    if made.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(made)) as parts:
            return "".join(parts.read(name).decode() for name in parts.namelist())
    if form != "pdf":
        return made.decode()
    with pdfplumber.open(BytesIO(made)) as pages:
        told = "".join(map(str, pages.metadata.values()))
        return told + "".join("".join(char["text"] for char in page.chars) for page in pages.pages)
