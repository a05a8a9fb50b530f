"""The Word file and the PDF that a web page links to, as far as they are there."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from gkreport.renderers import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.report import Report

_LINKED: Final = ("docx", "pdf")


def links(target: Path) -> "Iterator[tuple[str, str]]":
    """Name and file name of each document of the same name, in the order of the formats."""
    for form, path in _there(target):
        yield FORMATS[form].title, path.name


def _there(target: Path) -> "Iterator[tuple[str, Path]]":
    for form in _LINKED:
        path = target.with_suffix(FORMATS[form].suffix)
        if path.is_file() and path != target:
            yield form, path


def doubts(report: "Report", target: Path) -> "Iterator[str]":
    """What is to be said of those that are not, or may not be, of the same text as the page."""
    from gkreport.renderers import page, proof  # noqa: PLC0415 - only where a page has links

    ours = ""
    for form, path in _there(target):
        ours = ours or proof.digest(page.build(report))
        theirs = proof.read(path)
        if not theirs:
            yield f"注意：网页链接到 {path.name}，看不出它与网页是不是同一份，请打开核对"
        elif theirs != ours:
            yield (
                f"注意：网页链接到 {path.name}，它的文字或数字与网页不同，是改动以前生成的。"
                f"请运行 gkreport render --{form} 重新生成"
            )
