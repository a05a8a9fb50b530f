"""PDF files made by hand: a page is text at places, ruling lines and shapes, nothing else.

The font is one of those that every reader knows and no file needs to hold.
"""

import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 595.0, 842.0
"""A4 in points."""


class PdfPage:
    """What is drawn on a page, placed in points from its top left corner."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, rotate: int = 0) -> None:
        self.width, self.height, self.rotate = width, height, rotate
        self.drawn: list[str] = []
        self.image = False

    def text(self, x: float, y: float, text: str, size: float = 12, **how: object) -> None:
        """Text with its top at y. `mode` 3 hides it; `turn` sets it up (-1) or down (1) a page."""
        code = text.encode("utf-16-be").hex()
        cos, sin = {0: (1, 0), 1: (0, -1), -1: (0, 1)}[int(str(how.get("turn", 0)))]
        if how.get("slant"):
            cos, sin = 1, 1
        place = (x, self.height - y - 0.88 * size)
        ink = "1 1 1 rg" if how.get("white") else "0 0 0 rg"
        self.drawn.append(
            f"{ink} BT /F1 {size} Tf {how.get('mode', 0)} Tr "
            f"{cos} {sin} {-sin} {cos} {place[0]:.2f} {place[1]:.2f} Tm <{code}> Tj ET"
        )

    def nameless(self, x: float, y: float, count: int, size: float = 12) -> None:
        """Glyphs whose font does not say which characters they are."""
        bottom = self.height - y - 0.88 * size
        self.drawn.append(f"BT /F2 {size} Tf 1 0 0 1 {x} {bottom:.2f} Tm <{'0123' * count}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float, ink: str = "0 0 0") -> None:
        """A stroke."""
        top, bottom = self.height - y0, self.height - y1
        self.drawn.append(f"{ink} RG 0.5 w {x0:.2f} {top:.2f} m {x1:.2f} {bottom:.2f} l S")

    def rect(self, x0: float, y0: float, x1: float, y1: float, how: str = "S") -> None:
        """A rectangle: stroked, or filled after a colour such as `1 1 1 rg f`."""
        ink, _, paint = how.rpartition(" ")
        top = self.height - y1
        self.drawn.append(f"{ink} {x0:.2f} {top:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re {paint}")

    def picture(self) -> None:
        """A scanned page."""
        self.image = True
        self.drawn.append(f"q {self.width} 0 0 {self.height} 0 0 cm /I1 Do Q")


def advance(text: str, size: float = 12) -> float:
    """How wide a text is set."""
    return sum(size / 2 if c.isascii() else size for c in text)


class Made(NamedTuple):
    """The objects of a file and what its trailer adds."""

    objects: list[bytes]
    trailer: bytes = b""

    def bytes(self) -> bytes:
        """The file."""
        out = b"%PDF-1.4\n"
        places = []
        for number, content in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        size = len(places) + 1
        out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, self.trailer)
        return out + b"startxref\n%d\n%%%%EOF\n" % start


def stream(content: bytes, more: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object."""
    if packed:
        content, more = zlib.compress(content), b"/Filter /FlateDecode " + more
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (more, len(content), content)


FIXED = [
    (b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    b" /DescendantFonts [4 0 R] >>"),
    (b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
    b" << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500]"
    b" /FontDescriptor 5 0 R >>"),
    (b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880]"
    b" /Ascent 880 /Descent -120 /CapHeight 700 /ItalicAngle 0 /StemV 80 >>"),
    stream(b"\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
           b" /ColorSpace /DeviceGray "),
    (b"<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H"
    b" /DescendantFonts [8 0 R] >>"),
    (b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nameless /CIDSystemInfo"
    b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000"
    b" /FontDescriptor 5 0 R >>"),
]  # fmt: skip


def pdf(pages: Iterable[PdfPage], title: str = "", extra: bytes = b"") -> bytes:
    """A file of such pages."""
    return made([(page, "\n".join(page.drawn).encode()) for page in pages], title, extra).bytes()


def made(pages: Sequence[tuple[PdfPage, bytes]], title: str = "", extra: bytes = b"") -> Made:
    """The objects of a file of such pages, each with its own drawing."""
    first = 3 + len(FIXED)
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        *FIXED,
    ]
    for n, (page, content) in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 7 0 R >> /XObject << /I1 6 0 R >> >> >>"
            % (page.width, page.height, page.rotate, first + 2 * n + 1)
        )
        objects.append(stream(content))
    if title:
        objects.append(b"<< /Title <feff%s> /CreationDate (D:20250304050607+08'00') >>"
                       % title.encode("utf-16-be").hex().encode())  # fmt: skip
        extra += b" /Info %d 0 R" % len(objects)
    return Made(objects, extra)
