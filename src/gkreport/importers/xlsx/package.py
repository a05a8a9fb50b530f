"""The parts of a zipped spreadsheet, unpacked within bounds, and a plain copy made of them.

The copy has what was looked at and nothing else, so that what reads it cannot be given more.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO

from gkreport.importers import limits
from gkreport.importers.blocks import Refused
from gkreport.importers.zipped import Parts

TEXTS = (".xml", ".rels", "mimetype")
"""How the names of parts end that hold cells; pictures and the like are left out."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf")
DAMAGED = "这个表格文件已损坏或不完整，读不出来。请用 Excel 或 WPS 打开，另存一份再导入"
LOCKED = "这个表格文件设了密码，打不开。请去掉密码，另存一份再导入"
BINARY = "xl/workbook.bin"
WORKBOOK = "xl/workbook.xml"
CONTENT = "content.xml"
"""The main part of the one kind and of the other: a file is one or the other."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_EXTENTS = re.compile(
    rb"\x00\x02\x0e\x00.{4}(.{2}[\x00\x01]\x00).{2}(.[\x00\x01])\x00\x00", re.DOTALL
)
"""How far a sheet says that it reaches: one past its last row and column."""
_OLD_CELL = re.compile(
    rb"(?:\x01\x02\x06|\x03\x02\x0e|\x05\x02\x08|\x7e\x02\x0a|\xfd\x00\x0a)\x00(.{2})(.{2})",
    re.DOTALL,
)
"""A blank, a number (in one of two ways), a truth value, a shared text: its row and column."""


@contextmanager
def damage_refused() -> Iterator[None]:
    """Refused for whatever a damaged file makes its parser raise."""
    try:
        yield
    except (Refused, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        raise Refused(DAMAGED) from error


def parts(package: Parts) -> dict[str, bytes]:
    """The parts that hold text, by name. Refused where they are too large or damaged."""
    if package.encrypted:
        raise Refused(LOCKED)
    if package.find(BINARY):
        raise Refused("不读取 .xlsb 文件。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入")
    out, total = {}, 0
    for name in sorted(package.names):
        if name.endswith(TEXTS):
            out[name] = package.read(name)
            total += len(out[name])
            limits.within(total, limits.UNPACKED, "文件展开后的大小", "字节")
    if WORKBOOK in out:
        out.pop(CONTENT, None)
    return out


def pictures(package: Parts) -> int:
    """How many pictures a package holds."""
    return sum(name.lower().endswith(PICTURES) for name in package.names)


def repacked(members: Mapping[str, bytes]) -> bytes:
    """A package of some parts, each stored as it is."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def old_within_bounds(data: bytes) -> None:
    """Refused where a workbook of the old kind is locked or its cells reach too far.

    Looks for the records wherever they stand, so that nothing is unpacked for it.
    """
    if _ENCRYPTED in data:
        raise Refused(LOCKED)
    for match in _OLD_EXTENTS.finditer(data):
        limits.within(_number(match[1]) * _number(match[2]), limits.CELLS, "一个表格的大小", "格")
    row = col = 0
    for match in _OLD_CELL.finditer(data):
        row, col = max(row, _number(match[1])), max(col, _number(match[2]))
    limits.within((row + 1) * (col + 1), limits.CELLS, "一个表格的大小", "格")


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
