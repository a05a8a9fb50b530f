"""Published reports as they come: one set of figures printed in many layouts, with their damage.

Everything walks the printed grid, so that a new form is printed by existing. The prose is our own.
"""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from strategies import Cells

from gkreport.finding import plain
from gkreport.form import Address, Form
from gkreport.layout import Slot, lay_out

PROSE = {
    "overview": "{year}年，本机关围绕群众关心的事项推进公开。\n目录逐项更新，两个窗口受理申请。",
    "proactive_disclosure": "",
    "applications": "",
    "remedies": "",
    "improvements": "目录更新还不够及时。今后按月核对，由专人负责，过期的内容当周清理。",
    "other_matters": "没有收取信息处理费，没有其他需要报告的事项。",
}


class Sheet(NamedTuple):
    """One printed table: its slots with the text that stands in each."""

    key: str
    slots: tuple[tuple[Slot, str], ...]
    height: int
    width: int
    head: int

    def rows(self) -> list[list[tuple[Slot, str]]]:
        """The slots that begin in each row."""
        found: list[list[tuple[Slot, str]]] = [[] for _ in range(self.height)]
        for slot, text in self.slots:
            found[slot.row].append((slot, text))
        return found


class Printed(NamedTuple):
    """A report ready to be printed."""

    organ: str
    year: int
    form: Form
    cells: Cells
    """What stands in each cell; one that is missing is printed blank."""
    folded: frozenset[str]

    @property
    def title(self) -> str:
        """The report's own title."""
        return self.form.title.format(organ=self.organ, year=self.year)

    @property
    def preface(self) -> str:
        """What stands above the first section."""
        return "本报告依照规定编制。" + self.form.period.format(year=self.year)

    def sheet(self, key: str, write: Callable[[str], str] = str) -> Sheet:
        """One printed table, its figures written in some way."""
        layout = lay_out(self.form, key, self.folded)
        texts = tuple((slot, self._text(slot, write)) for slot in layout.slots)
        return Sheet(key, texts, layout.height, layout.width, layout.head)

    def _text(self, slot: Slot, write: Callable[[str], str]) -> str:
        if slot.address is None:
            return slot.text
        return write(shown(self.cells.get(slot.address, "")))

    def parts(self) -> Iterator[tuple[str, str, str | None]]:
        """Heading, prose and the key of the table of each section."""
        keys = {table.section: table.key for table in self.form.tables}
        for section in self.form.sections:
            text = PROSE[section.id].format(year=self.year)
            yield section.heading, text, keys.get(section.number)


def shown(value: Any) -> str:
    """A stated value as it is printed."""
    return value if isinstance(value, str) else plain(value)


def grouped(text: str) -> str:
    """1234567 as 1,234,567."""
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.isdigit() else text


def widened(text: str) -> str:
    """Full-width digits."""
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


class Page(NamedTuple):
    """How a web page writes its parts."""

    write: Callable[[str], str] = str
    cell: Callable[[str], str] = html.escape
    table: "Callable[[Sheet, Callable[[str], str]], str] | None" = None
    wrap: Callable[[str], str] = str
    """Around each table."""
    whole: Callable[[str], str] = str
    """Around the whole content."""
    text: Callable[[str], str] = str
    """Over the finished page."""
    encoding: str = "utf-8"
    declared: str = "utf-8"


def table(sheet: Sheet, cell: Callable[[str], str]) -> str:
    """A table with true spans."""
    rows = (
        "".join(
            f'<td rowspan="{s.rowspan}" colspan="{s.colspan}">{cell(text)}</td>' for s, text in row
        )
        for row in sheet.rows()
    )
    return "<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"


def padded(sheet: Sheet, cell: Callable[[str], str]) -> str:
    """A table whose head has no row spans but empty cells in their place."""
    covered: dict[int, list[tuple[int, str]]] = {n: [] for n in range(sheet.height)}
    for slot, text in sheet.slots:
        down = slot.rowspan if slot.row >= sheet.head else 1
        part = f'<td rowspan="{down}" colspan="{slot.colspan}">{cell(text)}</td>'
        covered[slot.row].append((slot.col, part))
        if down != slot.rowspan:
            for row in range(slot.row + 1, slot.row + slot.rowspan):
                covered[row].append((slot.col, f'<td colspan="{slot.colspan}"></td>'))
    rows = ("".join(part for _, part in sorted(cells)) for cells in covered.values())
    return "<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"


def repeated(sheet: Sheet, cell: Callable[[str], str]) -> str:
    """A table without any span: every place that a cell covers repeats its text."""
    grid = [[""] * sheet.width for _ in range(sheet.height)]
    for slot, text in sheet.slots:
        for row in range(slot.row, slot.row + slot.rowspan):
            grid[row][slot.col : slot.col + slot.colspan] = [cell(text)] * slot.colspan
    rows = ("".join(f"<td>{text}</td>" for text in row) for row in grid)
    return "<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"


def spaced(sheet: Sheet, cell: Callable[[str], str]) -> str:
    """A table with an empty column before each of its own."""
    rows = (
        "".join(
            f'<td rowspan="{s.rowspan}"></td>'
            f'<td rowspan="{s.rowspan}" colspan="{2 * s.colspan - 1}">{cell(text)}</td>'
            for s, text in row
        )
        for row in sheet.rows()
    )
    return "<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"


def overrun(sheet: Sheet, cell: Callable[[str], str]) -> str:
    """A table whose first row reaches far beyond its right edge."""
    first, rest = table(sheet, cell).split("</tr>", 1)
    before, span, after = first.rpartition('colspan="')
    return f"{before}{span}9{after}</tr>{rest}"


def cut(sheet: Sheet, cell: Callable[[str], str]) -> str:
    """A table in two pieces, the heads repeated, as a page break leaves it."""
    if sheet.head == 0 or sheet.height < 2 * sheet.head + 4:
        return table(sheet, cell)
    middle = sheet.height // 2

    def piece(start: int, end: int) -> str:
        rows = []
        for n in [*range(sheet.head), *range(start, end)]:
            cells = []
            for slot, text in sheet.slots:
                inside = n < sheet.head
                first, stop = (0, sheet.head) if inside else (start, end)
                top = max(slot.row, first)
                if top != n or slot.row + slot.rowspan <= first or slot.row >= stop:
                    continue
                span = min(slot.row + slot.rowspan, stop) - top
                cells.append(
                    (slot.col, f'<td rowspan="{span}" colspan="{slot.colspan}">{cell(text)}</td>')
                )
            rows.append("<tr>" + "".join(part for _, part in sorted(cells)) + "</tr>\n")
        return "<table>" + "".join(rows) + "</table>"

    return piece(sheet.head, middle) + "<p>— 4 —</p>" + piece(middle, sheet.height)


def spans(text: str) -> str:
    """A cell as an office program exports it: a paragraph of nested spans, cut anywhere."""
    half = len(text) // 2
    inside = "".join(
        f'<span lang="EN-US" style="font-size:10.5pt"><font face="宋体">{html.escape(part)}</font></span>'  # noqa: E501
        for part in (text[:half], text[half:])
        if part
    )
    return f'<p class="MsoNormal" align="center">{inside}<o:p></o:p></p>'


def lines(text: str) -> str:
    """A cell whose text is broken over two paragraphs."""
    if re.fullmatch("[0-9.,]*", text) or len(text) < 4:
        return html.escape(text)
    return "".join(f"<p>{html.escape(part)}</p>" for part in (text[:2], text[2:]))


def blanks(text: str) -> str:
    """A cell with hard blanks around its text, or in its place."""
    return f"&nbsp;{html.escape(text)}&nbsp;" if text else "&nbsp;"


def broken(text: str) -> str:
    """A cell with the leaked remains of an office program."""
    return f"<p><!--[if !supportLists]-->{html.escape(text)}<!--[endif]--><o:p>&nbsp;</o:p></p>"


def nested(content: str) -> str:
    """A table inside tables that only lay out the page."""
    return (
        f'<table width="100%"><tr><td></td><td><table><tr><td>{content}</td></tr></table></td></tr>'
        '<tr><td colspan="2"></td></tr></table>'
    )


CHROME = (
    '<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/zw">公开</a></li></ul></div>'
    '<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/nb">年报</a></div>'
    "<table><tr><td>来源：本机关</td><td>字号：[大 中 小]</td><td>浏览次数：128</td></tr></table>"
)
FOOT = (
    '<div class="more"><h4>相关链接</h4><ul><li><a href="1.html">上一年度报告</a></li></ul></div>'
    '<div class="foot"><p>主办：某某人民政府办公室　网站标识码：1234567890</p>'
    "<p>版权所有　联系我们</p></div>"
)


def chrome(content: str) -> str:
    """A page's content among the furniture of a site."""
    return (
        f'{CHROME}<div class="article">{content}</div>{FOOT}<script>var a = "<td>1</td>";</script>'
    )


def narrow(text: str) -> str:
    """Full-width punctuation folded, as a crawler does it."""
    return text.translate(str.maketrans("，：；（）", ",:;()"))


def lost(text: str) -> str:
    """年 and 月 lost beside digits, outside of tables."""
    parts = re.split("(<table>.*?</table>)", text, flags=re.DOTALL)
    return "".join(
        part if part.startswith("<table>") else re.sub("(?<=[0-9])[年月](?=[0-9])", " ", part)
        for part in parts
    )


PAGES: dict[str, Page] = {
    "html": Page(),
    "html-padded-head": Page(table=padded),
    "html-no-spans": Page(table=repeated),
    "html-spacer-columns": Page(table=spaced),
    "html-overrunning-span": Page(table=overrun),
    "html-cut-in-two": Page(table=cut),
    "html-nested-layout": Page(wrap=nested),
    "html-site-chrome": Page(whole=chrome),
    "html-gbk": Page(encoding="gb18030", declared="gb2312"),
    "html-wrong-charset": Page(encoding="gb18030", declared="utf-8"),
    "html-hard-blanks": Page(cell=blanks),
    "html-full-width-digits": Page(write=widened),
    "html-thousands": Page(write=grouped),
    "html-nested-spans": Page(cell=spans, whole=chrome),
    "html-split-labels": Page(cell=lines),
    "html-office-remains": Page(cell=broken, wrap=nested),
    "html-narrow-punctuation": Page(text=narrow),
    "html-lost-characters": Page(text=lost),
}


def page(printed: Printed, how: Page) -> bytes:
    """The report as a web page."""
    parts = [f"<h1>{html.escape(printed.title)}</h1>", f"<p>{html.escape(printed.preface)}</p>"]
    for heading, text, key in printed.parts():
        parts.append(f"<h2>{html.escape(heading)}</h2>")
        parts += (f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line)
        if key is not None:
            draw = how.table or table
            parts.append(how.wrap(draw(printed.sheet(key, how.write), how.cell)))
    body = how.whole("\n".join(parts))
    head = f'<meta charset="{how.declared}"><title>{html.escape(printed.title)}-某某网</title>'
    return how.text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>").encode(
        how.encoding
    )


def truth(printed: Printed) -> dict[Address, Any]:
    """What each cell shows: a number, "" for a blank, or the text that stands there."""
    form, folded = printed.form, printed.folded
    found = {}
    for key in form.keys:
        for slot in lay_out(form, key, folded).slots:
            if slot.address is not None:
                found[slot.address] = printed.cells.get(slot.address, "")
    return found
