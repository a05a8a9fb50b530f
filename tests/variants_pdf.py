"""Variants of a published report as PDF files."""

from collections.abc import Callable, Iterator

from pdf_pages import HEIGHT, PdfPage, advance, pdf
from variants import Printed, Sheet

LEFT, RIGHT, TOP, BOTTOM = 60.0, 535.0, 70.0, 770.0
SIZE, LEADING, SMALL = 16.0, 26.0, 8.0
UNITS = {4: (3, 2, 2, 2), 10: (1.3, 2, 5, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3)}
"""How wide the columns are beside each other; else they are all alike."""


class Drawing:
    """Pages that fill from top to bottom."""

    def __init__(self, mark: str = "- {} -", head: str = "") -> None:
        self.mark, self.head = mark, head
        self.pages: list[PdfPage] = []
        self.turn()

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append(PdfPage())
        self.y = TOP
        mark = self.mark.format(len(self.pages))
        self.page.text(290, 790, mark, 10)
        self.page.text(200, 30, self.head, 9)

    @property
    def page(self) -> PdfPage:
        """The page that is filled."""
        return self.pages[-1]

    def room(self, height: float) -> None:
        """Begin a page unless there is room."""
        if self.y + height > BOTTOM:
            self.turn()

    def paragraph(self, text: str) -> None:
        """Running text with the first line indented, broken at the margin."""
        for number, line in enumerate(broken("\u3000\u3000" + text, RIGHT - LEFT, SIZE)):
            self.room(LEADING)
            indent = 2 * SIZE if number == 0 else 0
            self.page.text(LEFT + indent, self.y, line.lstrip("\u3000"), SIZE)
            self.y += LEADING

    def centred(self, text: str) -> None:
        """A title."""
        self.page.text((LEFT + RIGHT - advance(text, SIZE)) / 2, self.y, text, SIZE)
        self.y += LEADING


def broken(text: str, width: float, size: float) -> Iterator[str]:
    """The text in lines that are no wider."""
    line = ""
    for c in text:
        if line and advance(line + c, size) > width:
            yield line
            line = ""
        line += c
    yield line


class Grid:
    """Where the lines of a printed table are."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        units = UNITS.get(sheet.width, (1,) * sheet.width)
        self.xs = [LEFT]
        for unit in units:
            self.xs.append(self.xs[-1] + unit * (RIGHT - LEFT) / sum(units))
        self.texts = {slot: self.lines(slot.col, slot.colspan, text) for slot, text in sheet.slots}
        self.heights = [14.0] * sheet.height
        for slot, lines in self.texts.items():
            if slot.rowspan == 1:
                need = len(lines) * (SMALL + 1) + 4
                self.heights[slot.row] = max(self.heights[slot.row], need)

    def lines(self, col: int, colspan: int, text: str) -> list[str]:
        """A cell's text in the lines that its width allows."""
        return list(broken(text, self.xs[col + colspan] - self.xs[col] - 4, SMALL)) if text else []

    def pieces(self, drawing: Drawing, *, repeat: bool) -> Iterator[tuple[int, int, bool]]:
        """The rows that fit on each page, and whether the head stands above them again."""
        start, head = 0, sum(self.heights[: self.sheet.head]) if repeat else 0
        room = BOTTOM - drawing.y
        for row in range(self.sheet.height):
            if sum(self.heights[start : row + 1]) + (head if start else 0) > room:
                yield start, row, repeat and start > 0
                start, room = row, BOTTOM - TOP
        yield start, self.sheet.height, repeat and start > 0


def table(drawing: Drawing, sheet: Sheet, *, repeat: bool, rules: str) -> None:
    """A table with its lines, over as many pages as it needs."""
    grid = Grid(sheet)
    for start, end, again in list(grid.pieces(drawing, repeat=repeat)):
        if start:
            drawing.turn()
        if again:
            _rows(drawing, grid, 0, sheet.head, rules)
        _rows(drawing, grid, start, end, rules)
    drawing.y += 10


def _rows(drawing: Drawing, grid: Grid, start: int, end: int, rules: str) -> None:
    ys = [drawing.y]
    for height in grid.heights[start:end]:
        ys.append(ys[-1] + height)
    for slot, _ in grid.sheet.slots:
        top, stop = max(slot.row, start) - start, min(slot.row + slot.rowspan, end) - start
        if top >= stop:
            continue
        left, right = grid.xs[slot.col], grid.xs[slot.col + slot.colspan]
        _frame(drawing.page, (left, ys[top], right, ys[stop]), rules, stop == end - start)
        if slot.row >= start:
            lines = grid.texts[slot]
            y = (ys[top] + ys[stop] - len(lines) * (SMALL + 1)) / 2
            for n, line in enumerate(lines):
                x = (left + right - advance(line, SMALL)) / 2
                drawing.page.text(x, y + n * (SMALL + 1), line, SMALL)
    drawing.y = ys[-1]


def _frame(page: PdfPage, box: tuple[float, float, float, float], rules: str, last: bool) -> None:
    left, top, right, bottom = box
    if rules == "none":
        return
    if rules == "rect":
        page.rect(*box, "1 1 1 rg f")
        page.rect(*box, "0 0 0 RG S")
        return
    if rules == "thin":
        for y in (top, bottom):
            page.rect(left, y - 0.25, right, y + 0.25, "0 0 0 rg f")
        for x in (left, right):
            page.rect(x - 0.25, top, x + 0.25, bottom, "0 0 0 rg f")
        return
    sides = [(left, top, right, top), (left, bottom, right, bottom),
             (left, top, left, bottom), (right, top, right, bottom)]  # fmt: skip
    if rules == "open":
        sides = [s for s in sides if not (s[0] == s[2] and s[0] in (LEFT, RIGHT))]
        sides = [s for s in sides if not (last and s[1] == s[3] == bottom)]
    for side in sides:
        page.line(*side)


def paper(
    printed: Printed,
    *,
    rules: str = "line",
    repeat: bool = False,
    mark: str = "- {} -",
    head: str = "",
) -> bytes:
    """The report as a PDF: tables ruled by strokes, thin shapes or frames, or open at the sides."""
    drawing = Drawing(mark, head)
    drawing.centred(printed.title)
    drawing.paragraph(printed.preface)
    for heading, text, key in printed.parts():
        drawing.paragraph(heading)
        for line in text.split("\n") if text else ():
            drawing.paragraph(line)
        if key is not None:
            table(drawing, printed.sheet(key), repeat=repeat, rules=rules)
    return pdf(drawing.pages, printed.title)


def sideways(printed: Printed) -> bytes:
    """Every page lies on its side."""
    drawing = Drawing()
    drawing.paragraph(printed.title)
    for heading, _, key in printed.parts():
        drawing.paragraph(heading)
        if key is not None:
            table(drawing, printed.sheet(key), repeat=False, rules="line")
    for page in drawing.pages:
        page.width, page.height = HEIGHT, HEIGHT
        page.rotate = 90
    return pdf(drawing.pages)


PDFS: dict[str, Callable[[Printed], bytes]] = {
    "pdf": paper,
    "pdf-head-repeated": lambda p: paper(p, repeat=True, mark="\u2014 {} \u2014", head="年度报告"),
    "pdf-frames": lambda p: paper(p, rules="rect"),
    "pdf-thin-shapes": lambda p: paper(p, rules="thin", mark="第 {} 页"),
    "pdf-open": lambda p: paper(p, rules="open"),
    "pdf-unruled": lambda p: paper(p, rules="none"),
    "pdf-sideways": sideways,
}
