"""`gkreport render`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.cli.shell import Stop, emit, free, read_report, say, write
from gkreport.need import Missing
from gkreport.output import tally
from gkreport.renderers import FORMATS, SUFFIXES, Wishes, document
from gkreport.renderers.mark import is_ours
from gkreport.renderers.refusals import Unrenderable
from gkreport.rules.engine import run as run_rules

if TYPE_CHECKING:
    from gkreport.report import Reading, Report

STREAM: Final = Path("-")
_OWN: Final = "templates"
"""The folder of the user's own templates, beside the report."""
_LINKED: Final = ("docx", "pdf")
"""What a web page links to where it stands beside it."""


class Asked(NamedTuple):
    """What the command line asks for."""

    formats: tuple[str, ...]
    """Empty is text."""
    output: Path | None = None
    force: bool = False
    fonts: str = ""

    @property
    def form(self) -> str:
        """The one format."""
        return self.formats[0] if self.formats else "text"


def run(file: Path, asked: Asked) -> None:
    """Write the document to a file or to stdout."""
    _one(asked)
    target = _target(file, asked)
    if target is not None:
        may_replace(target, file, force=asked.force)
    reading = read_report(file)
    assert reading.report is not None
    made = make(reading.report, asked.form, wishes(file, target, asked.fonts))
    if target is None:
        _emit(made, asked.form)
    else:
        write(target, made)
    remark(reading, file)
    if target is not None:
        say(f"已写入 {target}")
        if not asked.formats and target.suffix != SUFFIXES["text"]:
            say("没有写明格式，写成了纯文本。要网页，加上 --html")


def _one(asked: Asked) -> None:
    """Raise Stop where the options do not go together."""
    if len(asked.formats) > 1:
        named = "、".join(f"--{name}" for name in asked.formats)
        raise Stop(f"一次只能生成一种：{named} 只留一个；要全部生成，用 --all")
    if asked.fonts and not FORMATS[asked.form].fonts:
        raise Stop("--fonts 只用于 Word 和 PDF，要和 --docx、--pdf 或 --all 一起写")
    known_fonts(asked.fonts)


def known_fonts(profile: str) -> None:
    """Raise Stop where there is no such font profile."""
    from gkreport.renderers.fonts import profiles  # noqa: PLC0415 - only where one is named

    if profile and profile not in profiles():
        raise Stop(f"没有名为“{profile}”的字体方案，可以用的有：{'、'.join(profiles())}")


def make(report: "Report", form: str, wanted: Wishes) -> bytes:
    """A document. Raises Stop where a part is missing or a template is faulty."""
    try:
        return document(report, form, wanted)
    except (Missing, Unrenderable) as error:
        raise Stop(str(error)) from error


def wishes(file: Path, target: Path | None, fonts: str) -> Wishes:
    """The user's own templates, and what stands beside a page."""
    return Wishes(file.parent / _OWN, tuple(_beside(target)) if target else (), fonts)


def _beside(target: Path) -> list[tuple[str, str]]:
    """Name and file name of the documents of the same name that are there."""
    found = ((FORMATS[form].title, target.with_suffix(FORMATS[form].suffix)) for form in _LINKED)
    return [(name, path.name) for name, path in found if path.is_file() and path != target]


def _target(file: Path, asked: Asked) -> Path | None:
    """Where the document goes; None is stdout."""
    if asked.output is not None:
        return None if asked.output == STREAM else asked.output
    if not asked.formats or file == STREAM:
        return None
    return file.with_suffix(FORMATS[asked.form].suffix)


def may_replace(target: Path, file: Path, *, force: bool) -> None:
    """Raise Stop where a file is in the way that is not ours."""
    if target.exists() and file.exists() and target.samefile(file):
        raise Stop(f"{target} 就是报告文件本身，不能写成正文。用 -o 另起一个名字")
    free(target, force=force or is_ours(target), what="正文")


def _emit(made: bytes, form: str) -> None:
    if form in SUFFIXES:
        if form in ("html", "fragment") and hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")  # the page says so of itself
        emit(made.decode(), end="")
    elif sys.stdout.isatty():
        raise Stop(f"{FORMATS[form].title}不能显示在屏幕上，用 -o 写到文件里")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)


def remark(reading: "Reading", file: Path) -> None:
    """Speak of errors and warnings, if there are any."""
    counts = tally.counts(run_rules(reading))
    serious = {severity: n for severity, n in counts.items() if n and severity != "note"}
    if serious:
        say(f"注意：{file} 有 {tally.words(serious)}。运行 gkreport check {file} 查看")
