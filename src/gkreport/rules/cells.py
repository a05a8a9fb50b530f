"""Rules about cells that hold no figure."""

from typing import TYPE_CHECKING

from gkreport.finding import FILE_FORMAT, Hit
from gkreport.report import cells
from gkreport.report.tables import name, row_name
from gkreport.rules import Case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.report import Figures, Report

_MANY = 3
"""How many cells of a column are told as a column."""
_SHOWN = 8
"""How many cells a message lists before it says how many more there are."""


@rule("GK011", name="not-a-figure", basis="格式各表均填数字", reads=False)
def not_a_figure(_: Case) -> "Iterator[Hit]":
    """应当填数字的格子里写了别的：文字、负数、小数（件数没有小数），或者带单位的数。

    原来的写法会原样保留，但不参加加总。金额以万元为单位，可以有小数。

    错例：`licensing = "12件"`
    正例：`licensing = 12`
    """
    yield from ()


@rule("GK012", name="unread-row", basis=FILE_FORMAT, severity="warning", reads=False)
def unread_row(_: Case) -> "Iterator[Hit]":
    """整行数字连成一段文字，没有分成各列。

    从网页抄来的表格常把一行的数字连在一起，分法不止一种时，程序不猜，原样保留。

    错例：`normative_documents = "2023"`
    正例：`normative_documents = [2, 0, 23]`
    """
    yield from ()


@rule("GK013", name="blank-cells", basis="格式各表均填数字，没有的填 0", severity="warning")
def blank_cells(case: Case) -> "Iterator[Hit]":
    """表里有空白的格子。

    空白可能是 0，也可能是漏填，读者分不清。程序不会把空白当作 0。

    改法：没有的填 0；漏填的补上。
    """
    for key, found in _gaps(case.report, "blank"):
        if len(found) < _size(case.report, key):
            yield _listed("blank-cells", found, "空白", "没有的请填 0，漏填的请补上")


@rule("GK014", name="blank-table", basis="格式各表均填数字，没有的填 0")
def blank_table(case: Case) -> "Iterator[Hit]":
    """整张表一个数字也没有填，全是空白。

    改法：逐格填写，没有的填 0。
    """
    for key, found in _gaps(case.report, "blank"):
        if len(found) == _size(case.report, key):
            yield _listed("blank-table", found, "全部空白", "请逐格填写，没有的填 0")


@rule("GK015", name="marked-none", basis="格式各表均填数字，没有的填 0", severity="warning")
def marked_none(case: Case) -> "Iterator[Hit]":
    """用“/”“-”“无”等记号代替了 0。

    格式里的各格都是数字，记号不能加总，汇总时还要人去猜。

    错例：`rules = ["/", "/", "/"]`
    正例：`rules = [0, 0, 0]`
    """
    for _, found in _gaps(case.report, "marked"):
        yield _listed("marked-none", found, "用记号代替了数字", "没有的请填 0")


@rule("GK016", name="left-out", basis=FILE_FORMAT, severity="note")
def left_out(case: Case) -> "Iterator[Hit]":
    """表里有还没有写的行或总计。

    起草时总计可以先不写；准备公布的报告应当写明每一格。

    改法：各项填好之后运行 `gkreport fill`，能推算出来的由程序写入；推算不出的，逐格填写。
    """
    for _, found in _gaps(case.report, "left-out"):
        hint = "各项填好后运行 gkreport fill，能推算的由程序写入"
        yield _listed("left-out", found, "还没有写", hint)


def _gaps(report: "Report", why: str) -> "Iterator[tuple[str, list[tuple[Figures, int]]]]":
    """The gaps of one kind in each printed table that has any."""
    for key in report.forms:
        found = [
            (figures, n)
            for figures in report.printed(key)
            for n, gap in figures.gaps.items()
            if gap.why == why
        ]
        if found:
            yield key, found


def _size(report: "Report", key: str) -> int:
    return sum(len(figures.values) for figures in report.printed(key))


def _listed(rule: str, found: "list[tuple[Figures, int]]", what: str, hint: str) -> Hit:
    """One hit for all the cells, at the first of them."""
    figures, first = found[0]
    table = figures.grid.table
    marks = dict.fromkeys(cells.shown(f.gaps[n].raw) for f, n in found if f.gaps[n].raw)
    places = _places(found)
    listed = "、".join(places[:_SHOWN])
    more = f"等，共 {len(found)} 格" if len(places) > _SHOWN else f"，共 {len(found)} 格"
    found_text = "、".join(marks)
    text = f"{what}：{listed}{more}" + (f"（{found_text}）" if found_text.strip('" 、') else "")
    path = figures.path(first)
    return Hit(
        rule, text, path, address=figures.grid.addresses[first], section=table.section,
        found=found_text, hint=hint, cells=tuple(f.grid.addresses[n] for f, n in found),
    )  # fmt: skip


def _places(found: "list[tuple[Figures, int]]") -> list[str]:
    """Where the cells are: whole rows together, then columns with many, then single cells."""
    rows: dict[tuple[str, str], list[tuple[Figures, int]]] = {}
    for figures, n in found:
        address = figures.grid.addresses[n]
        rows.setdefault((figures.grid.table.id, address.row), []).append((figures, n))
    places, single = [], []
    for cells_of_row in rows.values():
        figures, n = cells_of_row[0]
        if len(cells_of_row) == len(figures.grid.columns.leaves) > 1:
            places.append(f"{row_name(figures.grid, n)}整行")
        else:
            single += cells_of_row
    return places + _columns(single)


def _columns(found: "list[tuple[Figures, int]]") -> list[str]:
    columns: dict[tuple[str, str], list[tuple[Figures, int]]] = {}
    for figures, n in found:
        address = figures.grid.addresses[n]
        columns.setdefault((figures.grid.table.id, address.column), []).append((figures, n))
    places = []
    for cells_of_column in columns.values():
        figures, n = cells_of_column[0]
        if len(cells_of_column) >= _MANY:
            column = figures.grid.addresses[n].column
            label = figures.grid.columns.by_id[column].label
            places.append(f"{label}一列 {len(cells_of_column)} 格")
        else:
            places += [name(f.grid, m) for f, m in cells_of_column]
    return places
