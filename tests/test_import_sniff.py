"""Which reader a file gets, whatever its name says; what is refused, and with which advice."""

import importlib.util
import io
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest
from docx import Document as WordFile

from gkreport.importers import limits, need, sniff
from gkreport.importers.blocks import Document, Line, Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def archive(*names: str, **texts: str) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
        for name, text in texts.items():
            made.writestr(name, text)
    return out.getvalue()


def ole(stream: str) -> bytes:
    return OLE + f"{stream}\0".encode("utf-16-le")


def word() -> bytes:
    made, out = WordFile(), io.BytesIO()
    made.add_paragraph("文")
    made.save(out)
    return out.getvalue()


PAGE = "<html><body><p>报告</p></body></html>"
PIPES = "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n"
MHTML = "From: x\nSubject: y\n z\nContent-Type: multipart/related; boundary=b\n\n"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.html", PAGE, "html"),
        ("a.doc", PAGE, "html"),
        ("a.txt", f"\n  <!-- x --><!DOCTYPE HTML>{PAGE}", "html"),
        ("a.pdf", '<?xml version="1.0"?>\n<!DOCTYPE html><html></html>', "html"),
        ("a.html", "<custom>报告</custom>", "html"),
        ("a.html", "报告<br>一<p>二", "html"),
        ("a.txt", "报告<p>一</p><p>二</p>", "html"),
        ("a.txt", "<报告> 一、二", "text"),
        ("a.txt", "报告 a<b", "text"),
        ("a.txt", "报告<p>", "text"),
        ("a.html", "报告\n一、情况\n12", "text"),
        ("a.txt", PIPES, "markdown"),
        ("a", "前言\n甲 | 乙\n--- | ---\n1 | 2\n", "markdown"),
        ("a.txt", "前言\n| 甲 | 1 |\n| 乙 | 2 |\n", "markdown"),
        ("a.txt", "前言\n| 甲 | 1 |\n", "text"),
        ("a.md", "# 报告", "markdown"),
        ("a.MD", "报告<table><tr><td>1</td></tr></table>", "html"),
        ("a.md", f"报告<br><p></p><p></p>\n{PIPES}", "markdown"),
        ("a.txt", "{报告}", "text"),
        ("a.txt", "[1] 报告", "text"),
        ("a.mht", MHTML, "mhtml"),
        ("a.mht", MHTML.replace("\n", "\r\n"), "mhtml"),
        ("a.txt", "说明: multipart\nContent-Type: text/plain", "text"),
        ("a.xml", '<?xml version="1.0"?><x>报告</x>', "xml"),
        (
            "a.xml",
            '<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>',
            "word-xml",
        ),
        ("a.doc", "<w:wordDocument>", "word-xml"),
        ("a.json", "[1]", "json"),
        ("a", '{"a": 1}', "json"),
        ("a", '[{"a" : 1}]', "json"),
        ("a.toml", 'year = "x"', "toml"),
        ("a.toml", "报告", "text"),
        ("a", "#:schema ./x.json\n年 = ", "toml"),
    ],
)
def test_text_is_told_by_what_is_in_it(name: str, text: str, kind: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert sniff.kind_of(name, text.encode(encoding)) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word(), "docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (archive("xl/workbook.bin"), "xlsx"),
        (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "xlsx"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "old-word"),
        (archive(mimetype="application/epub+zip"), "archive"),
        (archive("ppt/presentation.xml"), "slides"),
        (archive("OFD.xml"), "ofd"),
        (archive("报告.docx"), "archive"),
        (archive(), "archive"),
        (ole("Workbook"), "xlsx"),
        (ole("Book"), "xlsx"),
        (ole("WordDocument"), "old-word"),
        (ole("PowerPoint Document"), "slides"),
        (ole("EncryptedPackage"), "locked"),
        (ole("x"), "old-word"),
        (b"\n%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"BM\x10\0\0\0\0\0\0\0\x36", "image"),
        (b"RIFF\x10\0\0\0WEBPVP8", "image"),
        (b"\0\0\0\x18ftypheic", "image"),
        (b"Rar!\x1a\x07\0", "archive"),
        (b"\x1f\x8b\x08\0", "archive"),
        (b"a" * 257 + b"ustar\0", "archive"),
        (b"SQLite format 3\0", "unknown"),
        (bytes(range(256)) * 9, "unknown"),
    ],
)
def test_other_files_are_told_by_their_bytes(data: bytes, kind: str) -> None:
    for name in ("a.html", "a.docx", "a.txt", "a"):
        assert sniff.kind_of(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.html", b"", "空文件"),
        ("a.html", b"\xef\xbb\xbf\r\n\0 ", "空文件"),
        ("某局.doc", ole("WordDocument"), "soffice --headless --convert-to docx 某局.doc"),
        ("某 局.wps", ole("WordDocument"), 'soffice --headless --convert-to docx "某 局.wps"'),
        ("a.rtf", b"{\\rtf1", "soffice"),
        ("a.odt", archive(mimetype="application/vnd.oasis.opendocument.text"), "soffice"),
        ("a.xml", b"<w:wordDocument>", "soffice"),
        ("a.docx", ole("EncryptedPackage"), "去掉密码"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "图片"),
        ("a.zip", archive("a.docx"), "先解压"),
        ("a.ofd", archive("OFD.xml"), "导出为 PDF"),
        ("a.pptx", archive("ppt/presentation.xml"), "演示文稿"),
        ("a.json", b'{"a": 1}', "JSON"),
        ("a.xml", b"<?xml version='1.0'?><x/>", "XML"),
        ("a.toml", b"year = 1", "gkreport check a.toml"),
        ("a.exe", b"MZ\x90\0", "不是能读的文件类型"),
        ("a.docx", b"PK\x03\x04xxx", "不完整或已损坏"),
        ("a.docx", archive("word/document.xml")[:-9], "不完整或已损坏"),
        ("a.html", b"x" * (limits.INPUT + 1), "64 MB"),
        ("a.txt", b"x" * (limits.TEXT + 1), "16 MB"),
    ],
)
def test_a_refusal_says_what_it_is_and_what_to_do(name: str, data: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        sniff.read(name, data)
    assert said in str(refused.value)


def test_an_old_book_that_is_none_is_refused() -> None:
    with pytest.raises(Refused):
        sniff.read("a.xls", ole("Workbook"))


def test_a_pdf_that_is_none_is_refused() -> None:
    with pytest.raises(Refused):
        sniff.read("a.pdf", b"%PDF-1.7\nxx")


@pytest.mark.parametrize(("name", "data"), [("报告.pdf", PAGE.encode()), ("a.html", word())])
def test_a_wrong_ending_is_no_matter(name: str, data: bytes) -> None:
    (block,) = sniff.read(name, data).blocks
    assert isinstance(block, Line)
    assert block.text in {"报告", "文"}


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_what_is_too_much_for_the_machine_is_refused(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(data: bytes, name: str) -> Document:
        raise error(data, name)

    monkeypatch.setattr("gkreport.importers.html.read", fail)
    with pytest.raises(Refused, match=r"嵌套太深|内存不够"):
        sniff.read("a.html", PAGE.encode())


def test_a_missing_part_says_how_to_get_it() -> None:
    assert need.need("json").__name__ == "json"
    with pytest.raises(need.Missing, match=r'pip install "gkreport\[pdf\]"'):
        need.need("no_such_part", "pdf")


# Damaged files: nothing but a document or a refusal may come back


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    path = Path(__file__).parents[1] / "scripts" / "fuzz_import.py"
    spec = importlib.util.spec_from_file_location("fuzz_import", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("kind", "count"), [("html", 400), ("text", 300), ("docx", 120)])
def test_damaged_files_are_read_or_refused(fuzz: ModuleType, kind: str, count: int) -> None:
    results, failed = fuzz.run([kind], count, 500_000)
    assert failed == {}
    assert results.keys() <= {"read", "refused"}
    assert min(results["read"], results["refused"]) > 0


def test_the_fuzzer_tells_what_fails(fuzz: ModuleType) -> None:
    def fail(name: str, data: bytes) -> None:
        raise ValueError(name, data)

    results, failed = fuzz.run(["html"], 2, 0, fail)
    assert results == {"ValueError": 2}
    assert list(failed) == ["0-ValueError-report.html", "1-ValueError-report.html"]


def test_the_fuzzer_repeats_itself(fuzz: ModuleType) -> None:
    def fail(name: str, data: bytes) -> None:
        raise ValueError(name, data)

    one, other = (fuzz.run(["docx"], 9, 3, fail)[1] for _ in range(2))
    assert one.keys() == other.keys()
    assert fuzz.run(["html"], 9, 3, fail) == fuzz.run(["html"], 9, 3, fail)
