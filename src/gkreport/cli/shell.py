"""Files, clock, terminal: what the commands share of the outside world."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gkreport.source import Source, decode

if TYPE_CHECKING:
    from rich.console import Console

    from gkreport.report import Reading

REPORT = "report.toml"


class Stop(Exception):  # noqa: N818 - it ends a command, it is not always an error
    """End the command with a message and an exit code."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


def say(text: str) -> None:
    """Tell the person something that is not the product."""
    print(text, file=sys.stderr)  # noqa: T201 - this is the shell


def emit(text: str, end: str = "\n") -> None:
    """Write the product."""
    sys.stdout.write(text + end)


def last_full_year() -> int:
    """The year that a report written today most likely covers."""
    return date.today().year - 1  # noqa: DTZ011 - the clerk's own calendar


def load(path: Path) -> Source:
    """A file, or stdin for `-`. Raises Stop with what to do where it cannot be read."""
    return decode(str(path), load_bytes(path))


def load_bytes(path: Path) -> bytes:
    """The same, as it is."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise Stop(unreadable(path, error)) from error


def unreadable(path: Path, error: OSError) -> str:
    """Why a file cannot be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        if path == Path(REPORT):
            return f"这个文件夹里没有 {REPORT}。先运行 gkreport new {last_full_year()} 生成一份"
        return f"找不到 {path}。请核对文件名；还没有报告的，先运行 gkreport new {last_full_year()}"
    if isinstance(error, IsADirectoryError) or (
        isinstance(error, PermissionError) and path.is_dir()
    ):  # Windows
        return f"{path} 是文件夹，这里要一个报告文件，例如 {path / REPORT}"
    return f"{path} 打不开：{reason(error)}"


def reason(error: OSError) -> str:
    """Why the system refuses, in Chinese."""
    import errno  # noqa: PLC0415 - only where something failed

    words = {
        errno.EACCES: "没有权限，或正被别的程序占用",
        errno.EPERM: "没有权限",
        errno.EROFS: "这个磁盘只能读",
        errno.ENOSPC: "磁盘满了",
        errno.ENAMETOOLONG: "文件名太长",
        errno.ELOOP: "快捷方式绕成了圈",
        errno.EIO: "磁盘读写出错",
        errno.ENOENT: "没有这个文件或文件夹",
    }
    return words.get(error.errno or 0, f"系统出错（{error.errno}）")


def read_report(path: Path) -> "Reading":
    """A report to be shown, filled or rendered. Raises Stop where its text is broken."""
    from gkreport.report.read import read  # noqa: PLC0415

    reading = read(load(path))
    if reading.report is None:
        from gkreport.output.concise import line  # noqa: PLC0415
        from gkreport.rules.engine import run  # noqa: PLC0415

        for finding in run(reading):
            say(line(finding))
        raise Stop(f"{path} 的写法有错，请先改正上面指出的地方")
    return reading


def write(path: Path, data: str | bytes) -> None:
    """Replace a file in one step; the old one stays whole if anything goes wrong."""
    raw = data.encode() if isinstance(data, str) else data
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(raw)
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        if not path.parent.is_dir():
            raise Stop(f"没有 {path.parent} 这个文件夹，请先建好") from error
        raise Stop(f"{path} 写不进去：{reason(error)}") from error


def free(path: Path, *, force: bool, what: str = "文件") -> None:
    """Raise Stop where a file is in the way and may not be replaced."""
    if path.is_dir():
        raise Stop(f"{path} 是文件夹，不能写成{what}")
    if path.exists() and not force:
        raise Stop(f"{path} 已经有了，没有改动它。要换成新的，加上 --force；要另存，用 -o 另起名字")


def console(*, stderr: bool = False) -> "Console":
    """A Rich console that prints what it is given, without guessing at colours inside it."""
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)
