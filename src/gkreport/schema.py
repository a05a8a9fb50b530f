"""JSON Schema of the report file, for editors: a walk over the form and the keys around its tables.

It accepts what reading accepts and no more; every property has a Chinese title.
"""

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from gkreport import forms
from gkreport.report import cells
from gkreport.report.keys import EXTRA, PREFACE, TOP, TYPES, Key

if TYPE_CHECKING:
    from gkreport.form import Form, Kind, Node, Table

Schema = dict[str, Any]
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DATE: Final[Schema] = {"type": "string", "format": "date"}
_TEXT: Final[Schema] = {"type": "string"}
_PLAIN: Final[dict[str, Schema]] = {
    "text": _TEXT,
    "year": {"type": "integer", "minimum": 1000, "maximum": 9999},
    "date": _DATE,
    "period": {"type": "array", "items": _DATE, "minItems": 2, "maxItems": 2},
    "names": {"type": "array", "items": _TEXT},
}
_NUMBERS: Final["dict[Kind, Schema]"] = {
    "count": {"type": "integer", "minimum": 0},
    "money": {"type": "number", "minimum": 0},
    "change": {"type": "integer"},
    "amount": {"type": "number", "minimum": 0},
}
_WORDS: Final["dict[Kind, str]"] = {"change": cells.CHANGE, "amount": cells.AMOUNT}
"""What a cell of that kind may say in words."""


def dump(form: "Form") -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(form), ensure_ascii=False, indent=2) + "\n"


def schema(form: "Form") -> Schema:
    """The schema of a report on that form. A table may name another shipped edition for itself."""
    defs: Schema = {kind: _cell(kind) for kind in _NUMBERS}
    tables = {key: _printed(form, key, defs) for key in form.keys}
    return {
        "$schema": _DIALECT,
        "title": "政府信息公开工作年度报告",
        "description": f"{form.basis}的格式，自 {form.first_year} 年度的报告用起",
        **_closed({**_around(form), **tables}),
        "required": ["form", "year", "sections"],
        "$defs": defs,
    }


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _around(form: "Form") -> Schema:
    """The keys around the tables."""
    found = {key.name: _key(key) for key in TOP}
    found["form"] = {"title": found["form"]["title"], "const": form.id}
    found["headings"] |= _closed(
        {s.id: {"title": f"“{s.heading}”的写法", **_TEXT} for s in form.sections}
    )
    texts = {
        PREFACE: {"title": "引言", **_TEXT},
        **{
            s.id: {"title": s.heading, "description": "".join(s.guide), **_TEXT}
            for s in form.sections
        },
        "extra": {
            "title": "格式之外另加的部分",
            "description": TYPES["entries"],
            "type": "array",
            "items": _closed({key.name: _key(key) for key in EXTRA}),
        },
    }
    found["sections"] |= _closed(texts)
    found["sections"]["required"] = [s.id for s in form.sections if s.prose]
    return found


def _key(key: Key) -> Schema:
    if key.type == "open":
        return {"title": key.title, "additionalProperties": True}  # editors take silence for no
    if key.type == "entries":
        required = [inner.name for inner in key.keys if inner.required]
        entry = _closed({inner.name: _key(inner) for inner in key.keys})
        for name in required:
            entry["properties"][name]["minLength"] = 1
        return {
            "title": key.title, "description": TYPES[key.type], "type": "array",
            "items": entry | {"required": required},
        }  # fmt: skip
    if key.type == "choice":
        words = "；".join(f"{word} {meaning}" for word, meaning in key.choices)
        return {
            "title": key.title, "description": words, "enum": [word for word, _ in key.choices]
        }  # fmt: skip
    about = {"title": key.title, "description": TYPES[key.type]}
    if key.type == "table":
        return about | _closed({inner.name: _key(inner) for inner in key.keys})
    return about | _PLAIN[key.type]


def _cell(kind: "Kind") -> Schema:
    """A figure, or what a clerk may have found on paper in its place."""
    number = _NUMBERS[kind]
    marks = [re.escape(mark).replace(r"\-", "-") for mark in sorted(cells.MARKS)]
    words = "|".join((*marks, *filter(None, [_WORDS.get(kind)])))
    return {
        "description": cells.wanted(kind) + '；原件上空白的写 ""',
        **number,
        "type": [number["type"], "string"],
        "pattern": rf"^\s*({words})?\s*$",
    }


def _printed(form: "Form", key: str, defs: Schema) -> Schema:
    """The tables printed as one under that key, on the form or, where they say so, on another."""
    own = _rows(form, key, defs)
    same, others = [form.id], []
    for id in forms.ids():  # noqa: A001 - the form's own word
        other = forms.load(id)
        if other is None or id == form.id:
            continue
        rows = _rows(other, key, defs)
        if rows == own:
            same.append(id)
        else:
            others.append(_edition(other, key, [id], rows) | {"required": ["form"]})
    edition = _edition(form, key, same, own)
    return {"title": edition["title"], "oneOf": [edition, *others]} if others else edition


def _edition(form: "Form", key: str, ids: list[str], rows: Schema) -> Schema:
    """The rows of one edition, with the key that names it."""
    named = next(k for k in TOP if k.name == "form")
    own = {"title": named.title, "description": "与全文所用的格式不同时才写", "enum": ids}
    return {
        "title": next((form.sections[t.section - 1].heading for t in form.printed(key)), key),
        "description": f"{form.basis}的格式",
        **_closed({"form": own, **rows}),
    }


def _rows(form: "Form", key: str, defs: Schema) -> Schema:
    rows: Schema = {}
    for table in form.printed(key):
        rows |= _below(table, "", defs)
    return rows


def _below(table: "Table", branch: str, defs: Schema) -> Schema:
    """The rows under a branch, each under the last part of its id."""
    nodes = table.rows.below(branch)
    return {node.id.rpartition(".")[2]: _row(table, node, defs) for node in nodes}


def _row(table: "Table", row: "Node", defs: Schema) -> Schema:
    if row in table.rows.leaves:
        return {"title": row.label, **_figures(table, row, defs)}
    branch = _closed(_below(table, row.id, defs))
    if not row.foldable:
        return {"title": row.label, **branch}
    return {"title": row.label, "anyOf": [branch, _figures(table, row, defs)]}


def _figures(table: "Table", row: "Node", defs: Schema) -> Schema:
    """A bare figure, or an array of them; a text is a row that could not be read."""
    columns = table.columns.leaves
    items = [
        {"title": column.label, "$ref": f"#/$defs/{column.kind or row.kind or 'count'}"}
        for column in columns
    ]
    if len(items) == 1:
        return {"description": columns[0].label, "$ref": items[0]["$ref"]}
    short = int(columns[-1].is_total)
    note = "；最后一个可以先不写" if short else ""
    listed = "依次为：" + "、".join(column.label for column in columns) + note
    array = {
        "description": listed,
        "type": ["array", "string"],
        "prefixItems": items,
        "minItems": len(items) - short,
        "maxItems": len(items),
    }
    return {"description": listed, "$ref": _shared(defs, table.id, array)}


def _shared(defs: Schema, name: str, content: Schema) -> str:
    """A reference to a definition, entered once; the same name for other content gets a number."""
    names = (name if n == 1 else f"{name}-{n}" for n in count(1))
    return "#/$defs/" + next(n for n in names if defs.setdefault(n, content) == content)
