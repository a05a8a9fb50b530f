"""`gkreport fill`."""

from pathlib import Path

from gkreport.cli.shell import Stop, emit, read_report, say, write
from gkreport.fill import Filled, fill
from gkreport.finding import plain

_BOM = b"\xef\xbb\xbf"
_ZEROS_AHEAD = "能补上的都是 0。各项还没有填的，请先填好再补：写好的总计不会跟着各项变"
_ZEROS = "补上的都是 0。以后再填各项，这些 0 不会跟着变：把它们删去，再运行一次 gkreport fill"


def run(file: Path, *, diff: bool) -> None:
    """Fill the file in place, or show what would change."""
    reading = read_report(file)
    assert reading.report is not None
    if reading.source.encoding != "utf-8":
        raise Stop(f"{file} 不是 UTF-8 编码，没有改动。请用记事本另存为 UTF-8 之后再来")
    text = reading.source.text
    try:
        filled = fill(text, reading.report)
    except ValueError as error:
        raise Stop(f"{file} 的写法太特别，找不到各行的位置，没有改动") from error
    if diff:
        _diff(file, text, filled.text)
    elif str(file) == "-":
        emit(filled.text, end="")
    elif filled.written:
        mark = _BOM if file.read_bytes().startswith(_BOM) else b""
        write(file, mark + filled.text.encode())
    _report(file, filled, diff=diff)


def _diff(file: Path, old: str, new: str) -> None:
    from difflib import unified_diff  # noqa: PLC0415 - slow to load, only for --diff

    lines = unified_diff(
        old.splitlines(), new.splitlines(), str(file), f"{file}（补写后）", lineterm="", n=1
    )
    for line in lines:
        emit(line)


def _report(file: Path, filled: Filled, *, diff: bool) -> None:
    """What was written, cell by cell, and what was not."""
    if filled.written:
        say(f"{file}：{'可以写入' if diff else '写入了'} {len(filled.written)} 格")
        for cell in filled.written:
            say(f"  {cell.name} {plain(cell.value)}")
        if not any(cell.value for cell in filled.written):
            say(_ZEROS_AHEAD if diff else _ZEROS)
    else:
        say(f"{file}：没有可以推算补写的格子，文件没有改动")
    if filled.disputed:
        say("下面这些格子，按行加和按列加得数不同，没有写，请先运行 gkreport check 改正：")
        for name in filled.disputed:
            say(f"  {name}")
    others = [name for name in filled.remaining if name not in filled.disputed]
    if others:
        shown = "、".join(others[:6]) + ("等" if len(others) > 6 else "")  # noqa: PLR2004
        say(f"还有 {len(others)} 格没有写，也推算不出，请填写：{shown}")
