"""`gkreport render`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.cli import beside
from gkreport.cli.shell import Stop, emit, free, read_report, say, write
from gkreport.need import Missing
from gkreport.output import tally
from gkreport.renderers import FORMATS, SUFFIXES, Wishes, document
from gkreport.renderers.mark import is_ours
from gkreport.renderers.refusals import Unrenderable
from gkreport.rules.engine import run as run_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.report import Reading, Report

STREAM: Final = Path("-")
_OWN: Final = "templates"
"""The folder of the user's own templates, beside the report."""
_ENDINGS: Final = {
    ".docx": ("docx",), ".doc": (), ".wps": (), ".pdf": ("pdf",), ".xlsx": ("xlsx",), ".xls": (),
    ".html": ("html", "fragment"), ".htm": ("html", "fragment"),
    ".md": ("markdown", "text"), ".markdown": ("markdown", "text"),
    ".txt": ("text", "html", "fragment", "markdown"), ".toml": (),
}  # fmt: skip
"""What a file of such a name holds: Office and browsers go by it. Other endings are free."""


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
        _named(target, asked)
    reading = read_report(file)
    assert reading.report is not None
    made = make(reading.report, asked.form, wishes(file, target, asked.fonts))
    if target is None:
        _emit(made, asked.form)
    else:
        write(target, made)
    remark(reading, file)
    tell_unused(file)
    if target is not None:
        say(f"已写入 {target}")
        tell_doubts(reading.report, asked.form, target)
        if not asked.formats and target.suffix != SUFFIXES["text"]:
            say("没有写明格式，写成了纯文本。要网页，加上 --html")


def _named(target: Path, asked: Asked) -> None:
    """Raise Stop where the name promises another format."""
    fit = _ENDINGS.get(target.suffix.lower())
    if fit is None or asked.form in fit:
        return
    if not asked.formats and set(fit) & set(SUFFIXES):
        return  # said afterwards
    better = target.with_suffix(FORMATS[asked.form].suffix)
    flag = f"；或者把格式改成 --{fit[0]}" if fit else ""
    chosen = f"“{FORMATS[asked.form].title}”" if asked.formats else "纯文本（没有写明格式）"
    raise Stop(
        f"要写的是{chosen}，名字却以 {target.suffix} 结尾，打开时会出错。请改成 -o {better}{flag}"
    )


def tell_doubts(report: "Report", form: str, target: Path) -> None:
    """Speak of what a page links to where it is not of the same text."""
    for told in beside.doubts(report, target) if form == "html" else ():
        say(told)


def tell_unused(file: Path) -> None:
    """Speak of what lies among the user's own templates and is of no use there."""
    for told in unused_templates(file):
        say(f"注意：{told}")


def unused_templates(file: Path) -> "Iterator[str]":
    """One sentence for each of them."""
    own = file.parent / _OWN
    if own.is_dir():
        from gkreport.renderers.unused import unused  # noqa: PLC0415 - only with own templates

        yield from unused(own)


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
    return Wishes(file.parent / _OWN, tuple(beside.links(target)) if target else (), fonts)


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
