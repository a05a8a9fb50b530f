"""pdfplumber and pdfminer within bounds: no page takes more memory or time than it is allowed.

This module loads the extra; nothing but the reader imports it.
"""

import logging
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from pdfminer import pdftypes
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from gkreport.importers import limits
from gkreport.importers.blocks import Refused

DRAWN = 30_000_000
"""Bytes of drawing instructions that are carried out, repeated forms counted each time."""
GLYPHS = 400_000
SHAPES = 200_000
FORMS = 20_000
FILTERS = 4
SLOW_PACKING = 4_000_000
"""Bytes of a stream in one of the old packings, which have no brake of their own."""
ROW = 1_000_000
"""Bytes of one row of a stream stored as rows."""
INVISIBLE = (3, 7)
"""Text that is placed and not drawn: what a scanner's software guessed."""

TOO_MUCH = (
    "这个 PDF 展开后太大（{what}），不像一份年度报告。请核对是不是选错了文件，或改用 Word 文件导入"
)
DAMAGED = "这个 PDF 已损坏或不完整，读不出来。请重新下载，或向制作的人要一份完好的"


class Budget:
    """What one document may still use."""

    def __init__(self) -> None:
        self.left = {
            "unpacked": limits.UNPACKED, "drawn": DRAWN, "glyphs": GLYPHS, "shapes": SHAPES,
            "forms": FORMS,
        }  # fmt: skip
        self.hidden = 0
        """Glyphs that are placed and not drawn."""

    def spend(self, what: str, amount: int = 1) -> None:
        """Count something; Refused when there is too much of it."""
        self.left[what] -= amount
        if self.left[what] < 0:
            raise Refused(TOO_MUCH.format(what=_NAMES[what]))


_NAMES = {
    "unpacked": f"超过 {limits.UNPACKED >> 20} MB",
    "drawn": f"绘图指令超过 {DRAWN // 1_000_000} MB",
    "glyphs": f"超过 {GLYPHS} 个字",
    "shapes": f"超过 {SHAPES} 条线",
    "forms": f"重复图形超过 {FORMS} 个",
}


class _Device(PDFPageAggregatorWithMarkedContent):
    """Collects what is drawn, and leaves out what is not."""

    budget: Budget
    veiled = False

    def render_string(self, textstate: Any, *rest: Any, **named: Any) -> None:  # noqa: ANN401
        self.veiled = textstate.render in INVISIBLE
        super().render_string(textstate, *rest, **named)

    def render_char(self, *args: Any, **kwargs: Any) -> float:  # noqa: ANN401 - pdfminer's own
        self.budget.spend("glyphs")
        advance = super().render_char(*args, **kwargs)
        if self.veiled:
            self.budget.hidden += 1
            self.cur_item._objs.pop()  # noqa: SLF001 - pdfplumber tags it there itself
        return advance

    def paint_path(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - pdfminer's own
        self.budget.spend("shapes")
        super().paint_path(*args, **kwargs)


class _Interpreter(PDFPageInterpreter):
    device: _Device

    def render_contents(
        self,
        resources: dict[object, object],
        streams: Sequence[object],
        *rest: Any,  # noqa: ANN401 - pdfminer's own
        **named: Any,  # noqa: ANN401 - pdfminer's own
    ) -> None:
        self.device.budget.spend("forms")
        size = sum(len(pdftypes.stream_value(one).get_data()) for one in streams)
        self.device.budget.spend("drawn", size)
        super().render_contents(resources, streams, *rest, **named)


def draw(page: Page, budget: Budget) -> None:
    """Let a page be drawn, so that its objects are there. Refused where it is too much."""
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    device.budget = budget
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()  # noqa: SLF001 - where pdfplumber keeps it


@contextmanager
def bounded(budget: Budget) -> Iterator[None]:
    """Run pdfminer with a brake on what it unpacks, and without its warnings."""
    parts: Any = pdftypes
    plain_zlib, plain_decode = parts.zlib, parts.PDFStream.decode

    def decode(stream: pdftypes.PDFStream) -> None:
        _sane(stream)
        plain_decode(stream)
        budget.spend("unpacked", len(stream.data or b""))

    brake = SimpleNamespace(
        decompress=lambda data: _inflate(data, budget.left["unpacked"]), error=zlib.error
    )
    logs = [logging.getLogger(name) for name in ("pdfminer", "pdfplumber")]
    levels = [log.level for log in logs]
    parts.zlib, parts.PDFStream.decode = brake, decode
    for log in logs:
        log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        parts.zlib, parts.PDFStream.decode = plain_zlib, plain_decode
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)


def _sane(stream: pdftypes.PDFStream) -> None:
    """Refuse a stream whose packing could grow without bounds."""
    filters = stream.get_filters()
    slow = any(name not in pdftypes.LITERALS_FLATE_DECODE for name, _ in filters)
    if len(filters) > FILTERS or (slow and len(stream.rawdata or b"") > SLOW_PACKING):
        raise Refused(TOO_MUCH.format(what="压缩方式不寻常"))
    for _, settings in filters:
        width = 1
        for name in ("Columns", "Colors", "BitsPerComponent"):
            value = (settings or {}).get(name, 1)
            width *= value if isinstance(value, int) else 1
        if not 0 < width <= ROW:
            raise Refused(DAMAGED)


def _inflate(data: bytes, room: int) -> bytes:
    """Unpacked bytes, at most `room`. A damaged checksum at the very end is let pass."""
    unpack = zlib.decompressobj()
    try:
        text = unpack.decompress(data, room + 1)
    except zlib.error:
        return _without_checksum(data, room)
    if len(text) > room:
        raise Refused(TOO_MUCH.format(what=_NAMES["unpacked"]))
    if not unpack.eof:
        return _without_checksum(data, room)
    return text


def _without_checksum(data: bytes, room: int) -> bytes:
    """The same by the packed part alone, whose own end mark must be there."""
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        text = unpack.decompress(data[2:], room + 1)
    except zlib.error:
        raise Refused(DAMAGED) from None
    if not unpack.eof:
        raise Refused(DAMAGED)
    return text
