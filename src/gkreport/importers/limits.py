"""How much a source may ask for: far above any real report, low enough to stay quick."""

from typing import Final

from gkreport.importers.blocks import Refused

INPUT: Final = 64 << 20
"""Bytes of a source."""
TEXT: Final = 16 << 20
"""Bytes of a source that is all text: a web page, plain text, Markdown."""
MEMBER: Final = 32 << 20
"""Bytes of one unpacked part of an Office file."""
UNPACKED: Final = 256 << 20
"""Bytes of all parts of an Office file, unpacked."""
RATIO: Final = 200
"""How many times its packed size a part may unpack to, once it is large."""
LARGE: Final = 4 << 20
"""Bytes from which RATIO counts."""
MEMBERS: Final = 5_000
"""Parts of an Office file."""
ELEMENTS: Final = 1_500_000
"""Tags of one part of an Office file."""
DEPTH: Final = 100
"""Tables or parts within each other."""
SPAN: Final = 1_000
"""Columns or rows that one cell may cover."""
CELLS: Final = 300_000
"""Places of the grid of one table."""
BLOCKS: Final = 300_000
"""Paragraphs and table cells of one document."""
PAGES: Final = 500
"""Pages of one PDF."""


_ADVICE: Final = "不像一份年度报告。请核对是不是选错了文件，或只保留报告部分再试"


def within(amount: int, limit: int, what: str, unit: str) -> None:
    """Raise Refused where a source asks for more than the limit of `what`, counted in `unit`."""
    if amount > limit:
        raise Refused(f"{what}超过了 {limit} {unit}的上限，{_ADVICE}")


def small_enough(data: bytes, limit: int = INPUT) -> None:
    """Raise Refused where a source has more bytes than the limit."""
    if len(data) > limit:
        raise Refused(f"文件超过了 {limit >> 20} MB 的上限，{_ADVICE}")
