"""The text of a report file: every row commented, aligned so that it reads like the table."""

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from gkreport.layout.width import pad, width
from gkreport.report import Organ, Publication
from gkreport.report.keys import CONTACT, KINDS, LEVELS, PREFACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gkreport.finding import Number
    from gkreport.form import Form, Node, Section, Table
    from gkreport.report import Extra

Row: TypeAlias = "tuple[Number | str, ...] | Number | str"
"""What a file states of one row: its cells, a bare figure, or a text in place of the row."""
_LEAST: Final = 4
"""The least width of a number in an array."""
_MOST: Final = 10
"""The width up to which a long figure makes its column wider."""
_UNSEEN: Final = dict.fromkeys((*range(32), *range(127, 160), 0x2028, 0x2029), " ")
"""What a comment may not hold."""
_PREFACE: Final = "编制说明，印在第一部分前面，写依据、统计期限和联系方式；没有就空着。"
_NOTHING: Final["Mapping[str, str]"] = MappingProxyType({})


class Sheet(NamedTuple):
    """Everything a report file states, and the remarks beside its rows."""

    form: "Form"
    year: int | None
    organ: Organ
    rows: "Mapping[tuple[str, str], Row]"
    """By key and row id, arrays in column order; a row that is not here is left out."""
    sections: "Mapping[str, str]" = _NOTHING
    """Texts by section id and `PREFACE`; one that is not here is not stated."""
    head: str = ""
    """The comment lines at the top, each with its end."""
    publication: Publication = Publication()
    title: str = ""
    headings: "Mapping[str, str]" = _NOTHING
    extra: "tuple[Extra, ...]" = ()
    forms: "Mapping[str, Form]" = MappingProxyType({})
    """The form of each printed table that is not on `form`."""
    remarks: "Mapping[tuple[str, str], str]" = MappingProxyType({})
    """What stands in brackets after a row's label."""
    absent: str = ""
    """What to say where a section that should be there is not stated."""


def write(sheet: Sheet) -> str:
    """The text of the file. What is read from it is what the sheet states, exactly."""
    parts = [
        _head(sheet),
        _organ(sheet.organ),
        _publication(sheet),
        *_headings(sheet),
        _sections(sheet),
        *_extra(sheet),
    ]
    parts += (_printed_table(sheet, key) for key in sheet.form.keys)
    return "\n".join(parts)


def value(value: str, *, lines: bool = True) -> str:
    """A text as TOML writes it, one of several lines in several lines."""
    from tomli_w import dumps  # noqa: PLC0415 - only a new report needs it

    lines = lines and "\r" not in value  # TOML reads no carriage return before a newline
    return dumps({"v": value}, multiline_strings=lines)[len("v = ") :].rstrip("\n")


def comment(text: str) -> str:
    """A text that may stand in a comment."""
    return " ".join(text.translate(_UNSEEN).split())


def _head(sheet: Sheet) -> str:
    form = f"form = {value(sheet.form.id)}"
    year = f"year = {sheet.year}" if sheet.year else "# year = 2025  # 报告年度，请填写"
    title = f"title = {value(sheet.title)}  # 标题\n" if sheet.title else ""
    return f"{sheet.head}\n{form}  # 所用格式：{sheet.form.basis}\n{year}\n{title}"


def _organ(organ: Organ) -> str:
    kinds = "，".join(f"{title}写 {word}" for word, title in KINDS)
    levels = "，".join(f"{title}写 {word}" for word, title in LEVELS)
    lines = ["[organ]", f"name = {value(organ.name)}  # 机关全称"]
    lines.append(f"# 机关类别：{kinds}")
    lines.append(f"kind = {value(organ.kind)}" if organ.kind else '# kind = "department"')
    lines.append(f"# 机关层级：{levels}")
    lines.append(f"level = {value(organ.level)}" if organ.level else '# level = "county"')
    if organ.region:
        lines.append(f"region = {value(organ.region)}")
    if organ.former:
        names = ", ".join(map(value, organ.former))
        lines.append(f"former = [{names}]  # 曾用名称")
    lines += _contact(organ)
    return "\n".join(lines) + "\n"


def _contact(organ: Organ) -> "Iterator[str]":
    """The ways to reach the office, as known or to be uncommented."""
    for key in CONTACT:
        known = organ.contact.get(key.name)
        line = f"contact.{key.name} = {value(known or '')}  # {key.title}"
        yield line if known else f"# {line}"


def _publication(sheet: Sheet) -> str:
    """The days as known; else the last lawful day as an example: governments have two months."""
    year = (sheet.year or sheet.form.first_year) + 1
    example = f"{year}-{'03' if sheet.organ.kind == 'government' else '01'}-31"
    date, written, period = sheet.publication
    lines = ["[publication]", _day("date", date, example, "公布日期")]
    lines.append(_day("written", written, example, "成文日期"))
    if period is not None:
        lines.append(f"period = [{period[0]}, {period[1]}]  # 统计期限的起止日期")
    return "\n".join(lines) + "\n"


def _day(name: str, day: "date | None", example: str, title: str) -> str:
    return f"{name} = {day}  # {title}" if day else f"# {name} = {example}  # {title}"


def _headings(sheet: Sheet) -> "Iterator[str]":
    if sheet.headings:
        lines = (f"{section} = {value(text)}\n" for section, text in sheet.headings.items())
        yield f"[headings]\n# 与格式写法不同的标题\n{''.join(lines)}"


def _sections(sheet: Sheet) -> str:
    preface = sheet.sections.get(PREFACE)
    lines = ["[sections]", f"# {_PREFACE}"]
    lines.append(f'# {PREFACE} = ""' if preface is None else f"{PREFACE} = {value(preface)}")
    for section in sheet.form.sections:
        lines += ["", f"# {section.heading}", *(f"# {line}" for line in section.guide)]
        lines += _section(sheet, section)
    return "\n".join(lines) + "\n"


def _section(sheet: Sheet, section: "Section") -> list[str]:
    """A section's text; empty, it is laid out to be written in."""
    text = sheet.sections.get(section.id)
    if text is not None:
        return [f"{section.id} = {value(text)}"] if text else [f'{section.id} = """', '"""']
    if section.prose and sheet.absent:
        return [f"# {sheet.absent}"]
    return [f'# {section.id} = """', '# """']


def _extra(sheet: Sheet) -> "Iterator[str]":
    for extra in sheet.extra:
        yield (
            f"[[sections.extra]]\nheading = {value(extra.heading)}\ntext = {value(extra.text)}\n"
        )


def _printed_table(sheet: Sheet, key: str) -> str:
    heading = next(s.heading for s in sheet.form.sections if s.id == key)
    lines = [f"# {heading}", f"[{key}]"]
    form = sheet.forms.get(key, sheet.form)
    if form is not sheet.form:
        lines.append(f"form = {value(form.id)}  # 这张表所用格式：{form.basis}")
    tables = form.printed(key)
    room = max(len(leaf.id) for table in tables for leaf in table.rows.leaves)
    for table in tables:
        lines += _table(sheet, table, room)
    return "\n".join(lines) + "\n"


def _table(sheet: Sheet, table: "Table", room: int) -> "Iterator[str]":
    """A comment that names the columns, then a line per row; branches as comments between."""
    stated = {node.id for node in table.rows.nodes if (table.key, node.id) in sheet.rows}
    columns = table.columns.leaves
    sizes = _sizes(sheet, table)
    if not stated:
        return
    if table.title:
        yield f"# {table.title}"
    if len(columns) > 1:
        names = " ".join(pad(c.short, w, "right") for c, w in zip(columns, sizes, strict=True))
        yield "#" + " " * (room + 3) + names
    for node in table.rows.nodes:
        if node.id in stated:
            yield _row(sheet, table, node, sizes, room)
        elif not table.across and any(row.startswith(node.id + ".") for row in stated):
            yield f"# {node.label}"


def _sizes(sheet: Sheet, table: "Table") -> list[int]:
    """How wide each column is: as its name, and as its figures where they are longer."""
    columns = table.columns.leaves
    sizes = [max(_LEAST, width(node.short) + 1) for node in columns]
    if columns[-1].is_total:
        sizes[-1] = sizes[-2]  # `fill` writes a total as wide as the number before it
    for node in table.rows.nodes:
        row = sheet.rows.get((table.key, node.id))
        if isinstance(row, tuple):
            for n, cell in enumerate(row):
                wide = width(_figure(cell)) + 1
                sizes[n] = max(sizes[n], wide if wide <= _MOST else 0)
    return sizes


def _row(sheet: Sheet, table: "Table", node: "Node", sizes: list[int], room: int) -> str:
    place = table.key, node.id
    row, key = sheet.rows[place], node.id.ljust(room)
    columns = table.columns.leaves
    label = node.short if len(columns) > 1 else f"{node.short}，{columns[0].label}"
    told = f"（{remark}）" if (remark := sheet.remarks.get(place)) else ""
    if not isinstance(row, tuple):
        return f"{key} = {_figure(row)}  # {label}{told}"
    cells = (pad(_figure(cell), size, "right") for cell, size in zip(row, sizes, strict=False))
    return f"{key} = [{','.join(cells)}]  # {label}{told}"


def _figure(figure: "Number | str") -> str:
    if isinstance(figure, str):
        return value(figure, lines=False)
    return format(figure, "f") if isinstance(figure, Decimal) else str(figure)
