"""`gkreport render --all`: every document for the upload in one go."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gkreport.cli.render import (
    STREAM,
    known_fonts,
    make,
    may_replace,
    remark,
    tell_doubts,
    tell_unused,
    wishes,
)
from gkreport.cli.shell import Stop, read_report, reason, say, write
from gkreport.renderers import FORMATS

if TYPE_CHECKING:
    from gkreport.cli.render import Asked
    from gkreport.report import Report

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\s]+')
_DEVICE: Final = re.compile(r"(?i)(?:con|prn|aux|nul|(?:com|lpt)[^a-z])(?:\..*)?")
"""Names that Windows keeps for itself, whatever their ending."""
_LONGEST: Final = 180
"""Bytes of a name; with its ending it is still one that every system takes."""
_NAMELESS: Final = "report"


def run(file: Path, asked: "Asked") -> int:
    """Write every format into a folder: 0 all of them, 2 some were left out, and why is said."""
    if asked.formats:
        named = "、".join(f"--{name}" for name in asked.formats)
        raise Stop(f"--all 已经包括每一种格式，不要再写 {named}")
    if asked.output == STREAM:
        raise Stop("--all 要写到文件夹里，不能直接显示。用 -o 写文件夹的名字")
    known_fonts(asked.fonts)
    reading = read_report(file)
    assert reading.report is not None
    folder = _folder(asked.output or file.parent)
    base = name(reading.report, file)
    left_out = []
    for n, form in enumerate(FORMATS, 1):
        target = folder / f"{base}{FORMATS[form].suffix}"
        told = _write(reading.report, form, target, file, asked)
        say(f"（{n}/{len(FORMATS)}）{FORMATS[form].title}：{told or f'已写入 {target}'}")
        if told:
            left_out.append(FORMATS[form].title)
        else:
            tell_doubts(reading.report, form, target)
    remark(reading, file)
    tell_unused(file)
    if left_out:
        say(f"没有生成：{'、'.join(left_out)}。照上面说的办好以后，再运行一次")
    return 2 if left_out else 0


def _write(report: "Report", form: str, target: Path, file: Path, asked: "Asked") -> str:
    """Write one document. Returns why not, or an empty text."""
    try:
        made = make(report, form, wishes(file, target, asked.fonts))
        if not _same(target, made):
            may_replace(target, file, force=asked.force)
            write(target, made)
    except Stop as stop:
        return f"{stop}"
    return ""


def _same(target: Path, made: bytes) -> bool:
    """Whether the file is there already, word for word."""
    try:
        return target.read_bytes() == made
    except OSError:
        return False


def _folder(folder: Path) -> Path:
    """The folder, made where it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise Stop(f"{folder} 是文件，--all 要写到文件夹里，用 -o 另起一个名字") from error
    except OSError as error:
        raise Stop(f"文件夹 {folder} 建不了：{reason(error)}") from error
    return folder


def name(report: "Report", file: Path) -> str:
    """Organ and year, as a file name that Windows takes too."""
    organ = _safe(report.organ.name)
    year = str(report.year) if report.year else ""
    return "-".join(filter(None, (organ, year))) or _safe(file.stem) or _NAMELESS


def _safe(text: str) -> str:
    """A text without what no file name may hold, or what nobody could see in it."""
    import unicodedata  # noqa: PLC0415 - slow to load

    seen = "".join(
        sign if unicodedata.category(sign)[0] != "C" else " " if sign.isspace() else ""
        for sign in text
    )
    bare = _FORBIDDEN.sub(" ", seen).strip(" .-").replace(" ", "_")
    short = bare.encode()[:_LONGEST].decode(errors="ignore").rstrip("_.")
    return f"_{short}" if _DEVICE.fullmatch(short) else short
