"""A new report file: every row of the form, commented, aligned so that it reads like the table."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gkreport.finding import plain
from gkreport.form import Address
from gkreport.layout.width import pad, width
from gkreport.report import DRAFT_MARK, Organ
from gkreport.report.cells import Gap
from gkreport.report.keys import CONTACT, KINDS, LEVELS, PREFACE
from gkreport.sums import add, derive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Number
    from gkreport.form import Form, Grid, Node, Table
    from gkreport.report import Report

SCHEMA_FILE: Final = "report.schema.json"
_LEAST: Final = 4
"""The least width of a number in an array."""
_HEAD: Final = """\
# {year}年政府信息公开工作年度报告。井号后面是说明，不会印进报告。
# 怎样填：数字直接写，没有的写 0；文字写在引号里面，段与段之间空一行；
# 引号外面的标点和数字都用半角。各行的总计不用填。
# 填好以后：gkreport fill 补总计，gkreport check 检查，gkreport render --html 生成正文。
"""
_PREFACE: Final = "编制说明，印在第一部分前面，写依据、统计期限和联系方式；没有就空着。"


@dataclass(frozen=True)
class Start:
    """What a new report begins with."""

    form: "Form"
    year: int
    organ: Organ
    last: "Report | None" = None
    schema: bool = False
    """Whether the schema file stands beside the report."""
    cells: "dict[Address, Number | None]" = field(default_factory=dict)
    """Figures carried over; None where last year's is unknown."""


def start(form: "Form", year: int, organ: Organ, last: "Report | None" = None) -> Start:
    """What a report for that year begins with, last year's closing figures carried over."""
    if last is not None:
        old = last.organ
        former = old.former
        if organ.name and old.name and organ.name != old.name:
            former = (*former, old.name)
        organ = old._replace(
            name=organ.name or old.name, kind=organ.kind or old.kind,
            level=organ.level or old.level, former=former,
        )  # fmt: skip
    return Start(form, year, organ, last, cells=_carried(form, last) if last else {})


def _carried(form: "Form", last: "Report") -> "dict[Address, Number | None]":
    """The opening figures of this year, by the form's own identities across years."""
    known = {table.id: _settled(last, table.id) for table in last.form.tables}
    found: dict[Address, Number | None] = {}
    for table in form.tables:
        grid = table.grid
        for equation in grid.between_years:
            if len(equation.left) == 1:
                (from_,) = equation.last_right
                address = grid.addresses[from_]
                found[grid.addresses[equation.left[0]]] = known.get(table.id, {}).get(address)
    return found


def _settled(report: "Report", table: str) -> "dict[Address, Number]":
    """Every figure of a table that is stated or follows from what is."""
    figures = report.figures.get(table)
    if figures is None:
        return {}
    equations = figures.grid.in_year
    derived = derive(equations, figures.values, frozenset(figures.gaps)).values
    values = (derived.get(n, value) for n, value in enumerate(figures.values))
    return {a: v for a, v in zip(figures.grid.addresses, values, strict=True) if v is not None}


def scaffold(begin: Start) -> str:
    """The text of the new report file."""
    parts = [
        _head(begin),
        _organ(begin.organ),
        _publication(begin.year, begin.organ.kind),
        _sections(begin),
    ]
    parts += (_printed_table(begin, key) for key in begin.form.keys)
    return "\n".join(parts)


def _value(value: object) -> str:
    """A value as TOML writes it."""
    from tomli_w import dumps  # noqa: PLC0415 - only a new report needs it

    return dumps({"v": value}, multiline_strings=True)[len("v = ") :].rstrip("\n")


def _head(begin: Start) -> str:
    schema = f"#:schema ./{SCHEMA_FILE}\n" if begin.schema else ""
    form = f"form = {_value(begin.form.id)}"
    return (
        f"{schema}{_HEAD.format(year=begin.year)}\n"
        f"{form}  # 所用格式：{begin.form.basis}\nyear = {begin.year}\n"
    )


def _organ(organ: Organ) -> str:
    kinds = "，".join(f"{title}写 {word}" for word, title in KINDS)
    levels = "，".join(f"{title}写 {word}" for word, title in LEVELS)
    lines = ["[organ]", f"name = {_value(organ.name)}  # 机关全称"]
    lines.append(f"# 机关类别：{kinds}")
    lines.append(f"kind = {_value(organ.kind)}" if organ.kind else '# kind = "department"')
    lines.append(f"# 机关层级：{levels}")
    lines.append(f"level = {_value(organ.level)}" if organ.level else '# level = "county"')
    if organ.region:
        lines.append(f"region = {_value(organ.region)}")
    if organ.former:
        names = ", ".join(map(_value, organ.former))
        lines.append(f"former = [{names}]  # 曾用名称")
    lines += _contact(organ)
    return "\n".join(lines) + "\n"


def _contact(organ: Organ) -> "Iterator[str]":
    """The ways to reach the office, as stated last year or to be uncommented."""
    for key in CONTACT:
        value = organ.contact.get(key.name)
        line = f"contact.{key.name} = {_value(value or '')}  # {key.title}"
        yield line if value else f"# {line}"


def _publication(year: int, kind: str) -> str:
    """The last lawful day as an example: governments have two months more."""
    day = f"{year + 1}-{'03' if kind == 'government' else '01'}-31"
    return f"[publication]\n# date = {day}  # 公布日期\n# written = {day}  # 成文日期\n"


def _sections(begin: Start) -> str:
    lines = ["[sections]", f"# {_PREFACE}", f"{PREFACE} = {_prose(begin, PREFACE)}"]
    for section in begin.form.sections:
        lines += ["", f"# {section.heading}", *(f"# {line}" for line in section.guide)]
        text = _prose(begin, section.id)
        if section.prose or (begin.last and begin.last.sections.get(section.id)):
            lines.append(f"{section.id} = {text}")
        else:
            lines.append(f'# {section.id} = """')
            lines.append('# """')
    return "\n".join(lines) + "\n"


def _prose(begin: Start, section: str) -> str:
    """Last year's text under its marker line, or an empty text to write in."""
    old = begin.last.sections.get(section, "").strip() if begin.last else ""
    if not old:
        return '""' if section == PREFACE else '"""\n"""'
    old = old.replace(DRAFT_MARK, "").strip()
    return _value(f"{DRAFT_MARK}\n{old}\n")


def _printed_table(begin: Start, key: str) -> str:
    heading = next(s.heading for s in begin.form.sections if s.id == key)
    lines = [f"# {heading}", f"[{key}]"]
    tables = begin.form.printed(key)
    room = max(len(leaf.id) for table in tables for leaf in table.rows.leaves)
    for table in tables:
        lines += _table(begin, table, room)
    return "\n".join(lines) + "\n"


def _table(begin: Start, table: "Table", room: int) -> "Iterator[str]":
    """A comment that names the columns, then a line per row; branches as comments between."""
    grid = table.grid
    left_out = _left_out(begin, grid)
    columns = grid.columns.leaves
    sizes = [max(_LEAST, width(node.short) + 1) for node in columns]
    if columns[-1].is_total:
        sizes[-1] = sizes[-2]  # `fill` writes a total as wide as the number before it
    if table.title:
        yield f"# {table.title}"
    if len(columns) > 1:
        names = " ".join(pad(c.short, w, "right") for c, w in zip(columns, sizes, strict=True))
        yield "#" + " " * (room + 3) + names
    for node in grid.rows.nodes:
        if node in grid.rows.leaves:
            if node.id not in left_out:
                yield _row(begin, grid, node, sizes, room)
        elif not table.across:
            yield f"# {node.label}"


def _left_out(begin: Start, grid: "Grid") -> frozenset[str]:
    """Rows that `fill` writes: totals over rows, and closing rows where the opening is not 0."""
    totals = set()
    for scheme in grid.table.identities:
        left = scheme.sides.left
        if scheme.axis == "rows" and not scheme.across_years and len(left) == 1:
            totals.add(left[0].id)
    values = [begin.cells.get(address, 0) for address in grid.addresses]
    last_rows = {
        grid.addresses[e.right[-1]].row
        for e in grid.equations
        if e.identity.axis == "rows" and not e.identity.across_years and len(e.left) > 1
        and (add(e, values).difference or add(e, values).gaps)
    }  # fmt: skip
    return frozenset(totals | last_rows)


def _row(begin: Start, grid: "Grid", node: "Node", sizes: list[int], room: int) -> str:
    columns = grid.columns.leaves
    addresses = [Address(grid.table.key, node.id, column.id) for column in columns]
    kinds = dict(zip(grid.addresses, grid.kinds, strict=True))
    key = node.id.ljust(room)
    if len(columns) == 1:
        value = "0.0" if kinds[addresses[0]] == "money" else "0"
        unit = f"，{columns[0].label}"
        return f"{key} = {value}  # {node.short}{unit}"
    totals = {i.sides.left[0].id for i in grid.table.identities if i.axis == "columns"}
    cells = [
        _figure(begin.cells.get(a, 0)).rjust(size)
        for a, column, size in zip(addresses, columns, sizes, strict=True)
        if not (column is columns[-1] and column.id in totals)
    ]
    return f"{key} = [{','.join(cells)}]  # {node.short}{_stock(begin, addresses, columns)}"


def _figure(value: "Number | None") -> str:
    return '""' if value is None else plain(value)


def _stock(begin: Start, addresses: list[Address], columns: "tuple[Node, ...]") -> str:
    """Last year's standing figures beside the row they belong to."""
    if begin.last is None:
        return ""
    told = [
        f"上年{column.label} {plain(cell)}"
        for address, column in zip(addresses, columns, strict=True)
        if column.stock and not isinstance(cell := begin.last.cell(address), Gap)
    ]
    return f"（{'，'.join(told)}）" if told else ""
