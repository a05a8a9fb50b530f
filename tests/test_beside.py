"""The Word file and the PDF beside a page: of the same text, or spoken of."""

import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import SAMPLES, Program, program
from strategies import report

from gkreport.renderers import Wishes, document, fonts, pdf, proof, word
from gkreport.renderers.mark import is_ours
from gkreport.renderers.page import build

__all__ = ["program"]
TEXT = (SAMPLES / "complete.toml").read_text("utf-8")
STALE = "它的文字或数字与网页不同，是改动以前生成的"
UNKNOWN = "看不出它与网页是不是同一份"
BARE = 'form = "2021"\nyear = 2025\n'


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "report.toml").write_text(TEXT, "utf-8")
    return tmp_path


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def lines(said: str, holding: str) -> list[str]:
    return [line for line in said.splitlines() if holding in line]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('contact.phone = "0', 'contact.phone = "1'),
        ("date = 2026", "date = 2025"),
        ("本报告依据", "本报告根据"),
        ("\n[sections]\n", '\n[headings]\nremedies = "四、另题"\n[sections]\n'),
    ],
)  # fmt: skip
def test_documents_of_an_older_text_are_named(
    program: Program, here: Path, old: str, new: str
) -> None:
    """Whatever differs; and no more once they are made anew."""
    assert program("render", "--docx").code == program("render", "--pdf").code == 0
    assert "网页链接到" not in program("render", "--html").err
    rewrite(here / "report.toml", old, new)
    done = program("render", "--html")
    assert done.code == 0
    assert len(lines(done.err, STALE)) == 2
    assert "report.docx" in lines(done.err, "gkreport render --docx 重新生成")[0]
    assert "report.pdf" in lines(done.err, "gkreport render --pdf 重新生成")[0]
    assert program("render", "--docx").code == program("render", "--pdf").code == 0
    assert "网页链接到" not in program("render", "--html").err


def test_what_no_document_shows_makes_no_difference(program: Program, here: Path) -> None:
    assert program("render", "--docx").code == 0
    rewrite(here / "report.toml", "[organ]", "# 说明\n[organ]")
    assert "网页链接到" not in program("render", "--html").err


def test_copying_makes_no_difference(program: Program, here: Path) -> None:
    """No clock: sites and disks set the times of files as they like."""
    assert program("render", "--docx").code == 0
    content = (here / "report.docx").read_bytes()
    assert program("render", "--html").code == 0
    (here / "report.docx").unlink()
    (here / "report.docx").write_bytes(content)
    assert "网页链接到" not in program("render", "--html").err


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", b"gkreport"], ids=str)
def test_of_anybodys_document_it_is_said_that_nothing_is_known(
    program: Program, here: Path, content: bytes
) -> None:
    for name in ("report.docx", "report.pdf"):
        (here / name).write_bytes(content)
    assert len(lines(program("render", "--html").err, UNKNOWN)) == 2


def test_an_archive_without_properties_tells_nothing(here: Path) -> None:
    with zipfile.ZipFile(here / "a.docx", "w") as parts:
        parts.writestr("a.txt", "gkreport-text-" + "0" * 32)
    assert proof.read(here / "a.docx") == proof.read(here / "none") == ""


def test_all_at_once_speaks_of_what_it_could_not_replace(program: Program, here: Path) -> None:
    assert program("render", "--all", "-o", "out").code == 0
    [path] = (here / "out").glob("*.docx")
    saved(path)
    rewrite(here / "report.toml", "本报告依据", "本报告根据")
    done = program("render", "--all", "-o", "out")
    assert done.code == 2
    assert [path.name in line for line in lines(done.err, STALE)] == [True]


def saved(path: Path) -> None:
    """Save a Word file as Word does: its own name as the program, the keywords kept."""
    with zipfile.ZipFile(path) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    app = content["docProps/app.xml"]
    content["docProps/app.xml"] = app.replace(b">gkreport<", b">Microsoft Office Word<")
    with zipfile.ZipFile(path, "w") as parts:
        for name, data in content.items():
            parts.writestr(name, data)
    assert not is_ours(path)


def test_a_seal_leaves_the_digest(program: Program, here: Path) -> None:
    assert program("render", "--pdf").code == 0
    with (here / "report.pdf").open("ab") as stream:
        stream.write(b"\n1 0 obj <</Type/Sig>> endobj\nstartxref\n0\n%%EOF\n")
    assert "网页链接到" not in program("render", "--html").err


def test_a_page_on_the_screen_links_to_nothing(program: Program, here: Path) -> None:
    (here / "report.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    assert "网页链接到" not in program("render", "--html", "-o", "-").err
    assert "网页链接到" not in program("render", "--markdown", "-o", "a.md").err


def test_a_pdf_of_ones_own_template_has_it_too(tmp_path: Path) -> None:
    head = '#set document(title: "甲", date: datetime(year: 2025, month: 1, day: 1))\n甲'
    (tmp_path / "report.typ").write_text(head, "utf-8")
    one = report(BARE)
    made = document(one, "pdf", Wishes(tmp_path))
    (tmp_path / "a.pdf").write_bytes(made)
    assert proof.read(tmp_path / "a.pdf") == proof.digest(build(one))


def test_the_files_are_sound_and_otherwise_the_same() -> None:
    one = report(TEXT)
    shown = build(one)
    bare = pdf.document(shown, one, fonts.fonts())
    made = document(one, "pdf")
    assert made.replace(f"% gkreport-text-{proof.digest(shown)}\n".encode(), b"") == bare
    with pikepdf.open(BytesIO(made)) as opened:
        assert opened.check_pdf_syntax() == []
    before = word.document(shown, one, fonts.fonts("official"))
    with (
        zipfile.ZipFile(BytesIO(before)) as old,
        zipfile.ZipFile(BytesIO(document(one, "docx"))) as new,
    ):
        assert [i.filename for i in old.infolist()] == [i.filename for i in new.infolist()]
        assert {i.date_time for i in old.infolist()} == {i.date_time for i in new.infolist()}
        changed = [n for n in old.namelist() if old.read(n) != new.read(n)]
        assert changed == ["docProps/core.xml"]
        assert f"<cp:keywords>gkreport-text-{proof.digest(shown)}<".encode() in new.read(changed[0])


@given(st.text(), st.text())
def test_texts_that_differ_have_digests_that_differ(one: str, other: str) -> None:
    pages = [
        build(report(BARE)._replace(sections={"overview": text, "preface": "甲"}))
        for text in (one, other)
    ]
    assert (proof.digest(pages[0]) == proof.digest(pages[1])) == (pages[0] == pages[1])
