"""Office files are zip archives: their parts, unpacked with care, and as XML trees."""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile, ZipInfo

from gkreport.importers import limits
from gkreport.importers.blocks import Refused

_BROKEN: Final = "文件不完整或已损坏，打不开。请重新复制或下载；能用 Word、WPS 打开的，另存一份再试"
_BOMB: Final = "文件解开后大得不正常，像是有意做成的，没有读。请核对文件来源"
_HEAD: Final = 1 << 20
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_USUAL: Final = rb"http://schemas.openxmlformats.org/\1/2006/\2"


class Parts:
    """The parts of an Office file. Every method raises Refused where the archive is no good."""

    def __init__(self, data: bytes) -> None:
        with _sound():
            self._zip = ZipFile(BytesIO(data))
        infos = self._zip.infolist()
        limits.within(len(infos), limits.MEMBERS, "文件里的部件", "个")
        if sum(info.file_size for info in infos) > limits.UNPACKED or any(map(_blown, infos)):
            raise Refused(_BOMB)
        self.names: Final = frozenset(info.filename for info in infos)
        self.encrypted: Final = any(info.flag_bits & 1 for info in infos)

    @cached_property
    def _by_lower(self) -> dict[str, str]:
        return {name.lower().lstrip("/"): name for name in self.names}

    def find(self, name: str) -> str:
        """A part's name as it is written in the archive, "" where it has no such part."""
        return self._by_lower.get(name.lower().lstrip("/"), "")

    def read(self, name: str) -> bytes:
        """A part, unpacked."""
        with _sound(), self._zip.open(name) as part:
            data = part.read(limits.MEMBER + 1)
        if len(data) > limits.MEMBER:
            raise Refused(_BOMB)
        return data

    def xml(self, name: str) -> ET.Element | None:
        """A part as a tree; None where there is no such part."""
        found = self.find(name)
        return tree(self.read(found)) if found else None

    @cached_property
    def main(self) -> str:
        """The part that holds the document itself, "" where the archive does not say."""
        root = self.xml("_rels/.rels")
        for relation in [] if root is None else root:
            if relation.get("Type", "").endswith("/officeDocument"):
                return self.find(relation.get("Target", ""))
        return ""


def _blown(info: ZipInfo) -> bool:
    """Whether a part is large and nearly nothing when packed."""
    large = info.file_size > limits.LARGE
    return large and info.file_size > limits.RATIO * max(info.compress_size, 1)


@contextmanager
def _sound() -> Iterator[None]:
    """What goes wrong within, in one word."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, struct.error) as error:
        raise Refused(_BROKEN) from error
    except (RuntimeError, NotImplementedError) as error:
        raise Refused("文件加了密码或压缩方式特殊，打不开。请去掉密码、另存一份再试") from error


def tree(data: bytes) -> ET.Element:
    """A part's XML. Raises Refused for a broken one, and for one that defines entities."""
    head = data[:_HEAD].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in data.replace(b"\0", b""):
        raise Refused("文件里有自定义的实体，正常的 Word、Excel 文件没有，没有读。请核对文件来源")
    limits.within(data.count(b"<"), limits.ELEMENTS, "文件的内部标签", "个")
    data = _STRICT.sub(_USUAL, data)
    try:
        return ET.fromstring(data)  # noqa: S314 - see above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Refused(_BROKEN) from error
