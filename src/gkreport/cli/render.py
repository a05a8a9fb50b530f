"""`gkreport render`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gkreport.cli.shell import Stop, emit, free, read_report, say, write
from gkreport.output import tally
from gkreport.renderers import MARK, SUFFIXES, render
from gkreport.rules.engine import run as run_rules

if TYPE_CHECKING:
    from gkreport.report import Reading

_STREAM = Path("-")
_HEAD = 4096
"""The mark stands near the beginning."""


def run(file: Path, formats: list[str], output: Path | None, *, force: bool = False) -> None:
    """Write the document to a file or to stdout."""
    if len(formats) > 1:
        raise Stop(f"一次只能生成一种：{'、'.join(f'--{name}' for name in formats)} 只留一个")
    form = formats[0] if formats else "text"
    target = _target(file, formats, output)
    if target is not None:
        _may_replace(target, file, force=force)
    reading = read_report(file)
    assert reading.report is not None
    document = render(reading.report, form)
    if target is None:
        _emit(document, form)
    else:
        write(target, document)
    _remark(reading, file)
    if target is not None:
        say(f"已写入 {target}")
        if not formats and target.suffix != SUFFIXES[form]:
            say("没有写明格式，写成了纯文本。要网页，加上 --html")


def _target(file: Path, formats: list[str], output: Path | None) -> Path | None:
    """Where the document goes; None is stdout."""
    if output is not None:
        return None if output == _STREAM else output
    if not formats or file == _STREAM:
        return None
    return file.with_suffix(SUFFIXES[formats[0]])


def _may_replace(target: Path, file: Path, *, force: bool) -> None:
    """Raise Stop where a file is in the way that is not ours."""
    if target.exists() and file.exists() and target.samefile(file):
        raise Stop(f"{target} 就是报告文件本身，不能写成正文。用 -o 另起一个名字")
    free(target, force=force or _is_ours(target), what="正文")


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return MARK.encode() in stream.read(_HEAD)
    except OSError:
        return False


def _emit(document: str, form: str) -> None:
    if form == "html" and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # the page says so of itself
    emit(document, end="")


def _remark(reading: "Reading", file: Path) -> None:
    counts = tally.counts(run_rules(reading))
    serious = {severity: n for severity, n in counts.items() if n and severity != "note"}
    if serious:
        say(f"注意：{file} 有 {tally.words(serious)}。运行 gkreport check {file} 查看")
