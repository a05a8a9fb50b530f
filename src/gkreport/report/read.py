"""From text to a report: everything that is wrong with the shape in one go, nothing raised."""

from typing import TYPE_CHECKING, Any

from gkreport import forms
from gkreport.finding import Hit
from gkreport.report import Allow, Extra, Organ, Publication, Reading, Report
from gkreport.report.keys import PREFACE, TOP, Key
from gkreport.report.shape import Shape, is_year
from gkreport.report.tables import read_tables
from gkreport.source import toml

if TYPE_CHECKING:
    from gkreport.form import Form
    from gkreport.source import Source

_ENCODINGS = {"gb18030": "GB18030（ANSI）", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "": ""}
_KNOWN = {key.name: key for key in TOP}


def read(source: "Source") -> Reading:
    """Read a report file. The report is None only where the text is no TOML or is empty."""
    hits = list(_encoding(source))
    if not source.text.strip():
        hits.append(
            Hit("empty-file", "文件是空的", hint="请先运行 gkreport new 2025 生成一份，再填写")
        )
        return Reading(source, None, tuple(hits))
    parsed = toml.parse(source)
    hits += (
        Hit(p.rule, p.message, p.span, found=p.found, expected=p.expected)
        for p in parsed.problems
    )  # fmt: skip
    if parsed.values is None:
        return Reading(source, None, tuple(hits))
    shape = Shape()
    report = _report(parsed.values, shape)
    return Reading(source, report, (*hits, *shape.hits), parsed.values)


def _encoding(source: "Source") -> "list[Hit]":
    if source.encoding == "utf-8":
        return []
    from gkreport.source.positions import Span  # noqa: PLC0415 - rare

    name = _ENCODINGS[source.encoding]
    what = f"文件的编码是 {name}，不是 UTF-8" if name else "文件里有读不出的字节，不是 UTF-8"
    hint = "请用记事本打开，选“另存为”，编码选 UTF-8"
    return [Hit("wrong-encoding", what, Span(0, 0), found=name, expected="UTF-8", hint=hint)]


def _report(data: dict[str, Any], shape: Shape) -> Report:
    form = _form(data, shape)
    for name, value in data.items():
        if name in form.keys:
            continue
        if name not in _KNOWN:
            shape.unknown((name,), name, (*_KNOWN, *form.keys), value)
        elif name not in ("headings", "sections"):
            shape.check((name,), value, _KNOWN[name])
    organ, publication = shape.table(data, "organ"), shape.table(data, "publication")
    headings, sections, extra = _texts(data, form, shape)
    figures, by_key = read_tables(data, form, shape)
    year = data.get("year")
    return Report(
        form,
        year if is_year(year) else None,
        _organ(organ),
        _publication(publication),
        _text(data.get("title")),
        headings,
        sections,
        extra,
        figures,
        by_key,
        _allow(data.get("allow")),
    )


def _form(data: dict[str, Any], shape: Shape) -> "Form":
    """The form that the report names; else the one that governs its year; else the newest."""
    year, named = data.get("year"), data.get("form")
    for name in ("form", "year"):
        if name not in data:
            key = next(key for key in TOP if key.name == name)
            shape.missing((name,), key)
    found = forms.load(named) if isinstance(named, str) else None
    if found is not None:
        return found
    governing = forms.governing(year) if isinstance(year, int) and is_year(year) else None
    fallback = governing or forms.load(forms.ids()[0])
    assert fallback is not None
    if isinstance(named, str):
        shape.choice(("form",), named, forms.ids())
    return fallback


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _allow(raw: object) -> tuple[Allow, ...]:
    """The entries with a rule and a reason; what is wrong with others was said already."""
    entries = raw if isinstance(raw, list) else []
    texts = [{k: _text(v) for k, v in e.items()} for e in entries if isinstance(e, dict)]
    return tuple(Allow(t.get("rule", ""), t.get("place", ""), t.get("reason", "")) for t in texts)


def _organ(raw: dict[str, Any]) -> Organ:
    contact, former = raw.get("contact"), raw.get("former")
    return Organ(
        _text(raw.get("name")),
        _text(raw.get("kind")),
        _text(raw.get("level")),
        _text(raw.get("region")),
        tuple(name for name in former if isinstance(name, str)) if isinstance(former, list) else (),
        {k: v for k, v in contact.items() if isinstance(v, str)}
        if isinstance(contact, dict)
        else {},
    )


def _publication(raw: dict[str, Any]) -> Publication:
    from datetime import date, datetime  # noqa: PLC0415 - tomllib has loaded it by now

    def day(value: object) -> date | None:
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    period = raw.get("period")
    days = [day(value) for value in period] if isinstance(period, list) else []
    match days:
        case [date() as first, date() as last]:
            return Publication(day(raw.get("date")), day(raw.get("written")), (first, last))
    return Publication(day(raw.get("date")), day(raw.get("written")))


def _texts(
    data: dict[str, Any], form: "Form", shape: Shape
) -> tuple[dict[str, str], dict[str, str], tuple[Extra, ...]]:
    """Headings, texts and extra sections; what is not text is reported and left out."""
    ids = tuple(section.id for section in form.sections)
    headings = _named(data, "headings", ids, shape)
    sections = _named(data, "sections", (PREFACE, *ids), shape)
    for section in form.sections:
        if section.prose and section.id not in sections:
            _section_missing(data, section.id, section.heading, shape)
    return headings, sections, _extra(data, shape)


def _section_missing(data: dict[str, Any], id: str, heading: str, shape: Shape) -> None:  # noqa: A002
    raw = data.get("sections")
    if isinstance(raw, dict) and id in raw:
        return  # there, but not a text: said already
    at = ("sections",) if isinstance(raw, dict) else None
    shape.hits.append(
        Hit(
            "section-missing", f"缺少“{heading}”", at, on_key=True,
            expected=f"sections.{id}",
            hint=f'请在 [sections] 下写 {id} = """……"""；没有内容的，也要写明没有',
        )
    )  # fmt: skip


def _named(
    data: dict[str, Any], table: str, names: tuple[str, ...], shape: Shape
) -> dict[str, str]:
    found = {}
    for name, value in shape.table(data, table).items():
        path = (table, name)
        if name == "extra" and table == "sections":
            continue
        if name not in names:
            shape.unknown(path, name, names, value)
        elif isinstance(value, str) or shape.check(path, value, Key(name, "text", "")):
            found[name] = value
    return found


def _extra(data: dict[str, Any], shape: Shape) -> tuple[Extra, ...]:
    raw = data.get("sections")
    entries = raw.get("extra") if isinstance(raw, dict) else None
    if entries is None or not shape.entries(("sections", "extra"), entries):
        return ()
    return tuple(Extra(_text(e.get("heading")), _text(e.get("text"))) for e in entries)
