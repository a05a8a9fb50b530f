"""A published report: its bytes, and what is said of it when it was read."""

import shutil
import sys
from typing import TYPE_CHECKING, Final

from gkreport.cli.shell import Stop, reason, say
from gkreport.importers.compose import doubt
from gkreport.importers.naming import figure, place
from gkreport.layout.width import fold
from gkreport.output import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gkreport.importers.blocks import Origin
    from gkreport.importers.compose import Imported
    from gkreport.importers.figures.model import Evidence

_BRIEF: Final = 5
"""How many doubts are listed of each file where there are several."""


def load(path: "Path") -> bytes:
    """A published file, or stdin for `-`. Raises Stop where it cannot be read."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    if path.is_dir():
        raise Stop(f"{path} 是文件夹，这里要一个文件")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Stop(f"找不到 {path}，请核对文件名") from error
    except OSError as error:
        raise Stop(f"{path} 打不开：{reason(error)}") from error


def refusal(called: str, refused: Exception) -> str:
    """Why a source was not read, with its name in front."""
    message = str(refused)
    return message if message.startswith(called) else f"{called}：{message}"


def tell(said: "Iterable[str]") -> None:
    """Say lines, folded to the width of the terminal; what is folded keeps its indent."""
    columns = shutil.get_terminal_size().columns
    for line in said:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        bare = visible(" ".join(line.split()))
        first, *rest = fold(bare, max(20, columns - len(indent) - 2))
        say(indent + first)
        for more in rest:
            say(f"{indent}  {more}")


def lines(called: str, imported: "Imported", *, brief: bool) -> "Iterator[str]":
    """A summary in a line, then each doubt and note in a line of its own."""
    yield f"{called}：{_summary(imported)}"
    notes = sorted(imported.notes, key=lambda note: not note.serious)
    told = [*_doubts(imported), *(_placed(n.message, n.origin, imported) for n in notes)]
    shown = told[:_BRIEF] if brief else told
    yield from (f"  {line}" for line in shown)
    if len(told) > len(shown):
        yield f"  还有 {len(told) - len(shown)} 处，单独读这个文件，或加上 --evidence 查看"


def _summary(imported: "Imported") -> str:
    rows = imported.sheet.rows.values()
    cells = [cell for row in rows for cell in (row if isinstance(row, tuple) else (row,))]
    figures = sum(not isinstance(cell, str) for cell in cells)
    blank = sum(isinstance(cell, str) and not cell.strip() for cell in cells)
    doubts = len(imported.unresolved)
    other = len(cells) - figures - blank - doubts
    said = f"{figures} 个数字照原样读出" if figures else "表里没有数字"
    said += f"，{blank} 格空白" if blank else ""
    said += f"，{other} 格不是数字，照原样保留" if other > 0 else ""
    said += f"，{doubts} 处没有把握" if doubts else ""
    return said


def _doubts(imported: "Imported") -> "Iterator[str]":
    for evidence in imported.unresolved:
        told = f"{_name(imported, evidence)}写的是“{_cut(evidence.raw)}”，{doubt(evidence)}"
        yield _placed(told, evidence.origin, imported)


def _name(imported: "Imported", evidence: "Evidence") -> str:
    sheet = imported.sheet
    form = sheet.forms.get(evidence.table, sheet.form)
    return figure(form, evidence.table, evidence.row, evidence.column)


def _placed(told: str, origin: "Origin", imported: "Imported") -> str:
    where = place(origin, imported.document.kind)
    return f"{told}（{where}）" if where else told


def _cut(text: str, longest: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest] + "……"
