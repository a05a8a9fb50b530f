"""Bytes of a published text as characters: what they are, not what they claim."""

import re
from typing import Final, NamedTuple

from gkreport.importers.blocks import Note

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LOOK: Final = 4096
_CHINESE: Final = re.compile("[一-龥]")
_LOST: Final = chr(0xFFFD)
_GARBLE: Final = "锛鐨骞淇"
_MISREAD: Final = re.compile("[锛銆鐨涓鏀搴淇鍏寮骞鍛]")
"""Characters that UTF-8 read as GBK is full of and Chinese has next to never."""
_FEW: Final = 20
"""One in so many characters may be broken and the text still be what most of it is."""


class Decoded(NamedTuple):
    """Characters, what the bytes were, and what a person should know."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes) -> Decoded:
    """Read bytes as UTF-8, UTF-16 or GB18030, which has all of GB2312 and GBK. Never fails."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :], encoding)
    if wide := _wide(data):
        return _lossy(data, wide)
    try:
        return _doubtful(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        return _national(data)


def _national(data: bytes) -> Decoded:
    """GB18030, unless the text is UTF-8 with some bytes broken."""
    text = data.decode("utf-8", "replace")
    if text.count(_LOST) < len(_CHINESE.findall(text)):
        return _lossy(data, "utf-8")
    try:
        return _doubtful(Decoded(data.decode("gb18030"), "gb18030"))
    except UnicodeDecodeError:
        return _lossy(data, "gb18030")


def _wide(data: bytes) -> str:
    """Which UTF-16 bytes without a mark are: markup and figures leave every second byte empty."""
    head = data[:_LOOK]
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if half and odd * 8 > half and even * 8 < odd:
        return "utf-16-le"
    if half and even * 8 > half and odd * 8 < even:
        return "utf-16-be"
    return ""


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    if not (lost := text.count(_LOST)):
        return _doubtful(Decoded(text, encoding))
    message = (
        f"有 {lost} 处字节不是正常的文字，显示成了替代符号。"
        "请对照原件核对这些地方，最好重新保存一次"
    )
    return Decoded(text, encoding, (Note("broken-bytes", message),))


def _doubtful(found: Decoded) -> Decoded:
    """Undo or report what was damaged before the file was saved."""
    text = found.text
    head = text[: 1 << 16]
    garbled = any(sign in head for sign in _GARBLE)
    if garbled and len(_MISREAD.findall(head)) * _FEW > len(_CHINESE.findall(head)):
        return _misread(found)
    if "??" in head and _questions(head):
        message = "大部分汉字已变成问号，文件保存时文字就丢了。请从原网页或原文件重新保存"
        return found._replace(notes=(Note("lost-characters", message, serious=True),))
    return found


def _misread(found: Decoded) -> Decoded:
    """UTF-8 that somebody read as GBK and saved."""
    try:
        text = found.text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        message = "文字像是编码弄错后保存的（乱码），无法还原。请从原网页或原文件重新保存"
        return found._replace(notes=(Note("garbled", message, serious=True),))
    message = "文字是编码弄错后保存的（乱码），已逐字还原，请对照原件核对"
    return found._replace(text=text, notes=(Note("garbled-repaired", message),))


def _questions(head: str) -> bool:
    """Whether question marks stand where words should, and hardly any Chinese is left."""
    runs = sum(map(len, re.findall(r"\?{2,}", head)))
    chinese = len(_CHINESE.findall(head))
    return runs > 2 * _FEW and runs > 2 * chinese
