"""`gkreport schema`: what the schema rejects is exactly what reading calls wrong with the shape."""

import datetime as dt
import json
import random
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
import tomli_w
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator as Json
from jsonschema import ValidationError
from jsonschema.validators import extend
from program import SAMPLES, Program, program
from strategies import FORMS, check, foldings, load, reading, text, zero

from gkreport.form import Form, Kind
from gkreport.report import cells
from gkreport.report.keys import CONTACT
from gkreport.schema import _cell, dump, schema

__all__ = ["program"]

DAY = dt.date(2024, 1, 1)
VALUES: tuple[Any, ...] = (
    "", " ", "\u3000\n", "/", " — ", "——", "---", "无", "12件", "１２", "+3/-2", "-4", "251000元",
    "1,000.5 万元", "元", "x", "2024-01-01", "government", "township", *(f.id for f in FORMS),
    0, 7, -1, 999, 2025, 10000, True, False, Decimal("3.0"), Decimal("0.5"), Decimal("-.5"),
    DAY, dt.datetime(2024, 1, 1, tzinfo=dt.UTC), dt.time(1), [DAY, DAY], [DAY, "2024-01-01"],
    [], [0], [0] * 6, [0] * 7, ["a"], [1, "a"], [[0]], [{}], [{"heading": "h", "text": "t"}],
    [{"text": 1}], {}, {"x": 0}, {"form": "x"}, *({"form": f.id} for f in FORMS),
)  # fmt: skip
"""What a mutation may put anywhere. Infinity is left out: JSON has no such number."""


def _toml_type(validator: Any, types: Any, value: Any, part: dict[str, Any]) -> Iterator[Any]:
    """`type` as TOML editors take it: `format: date` is a local date, and a date is no string."""
    if part.get("format") != "date":
        yield from Json.VALIDATORS["type"](validator, types, value, part)
    elif not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        yield ValidationError("not a date")


Toml = extend(Json, {"type": _toml_type})  # type: ignore[no-untyped-call] # as it ships
VALIDATORS = {form.id: Toml(schema(form)) for form in FORMS}


def schema_rejects(data: Mapping[str, Any]) -> bool:
    """Whether the schema of the form that a report names (else of the newest) refuses it."""
    named = data.get("form")
    known = VALIDATORS.get(named) if isinstance(named, str) else None
    return not (known or VALIDATORS[FORMS[0].id]).is_valid(data)


def reading_objects(source: str) -> bool:
    """Whether a check finds an error of shape, whatever the figures say together."""
    return any(
        f.severity == "error" and f.code.startswith(("GK0", "GK701")) and f.name != "blank-table"
        for f in check(source)
    )


def tables(data: Mapping[str, Any]) -> dict[str, Any]:
    """The printed tables of a report."""
    return {key: data[key] for key in FORMS[0].keys if key in data}


def complete(form: Form, folded: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A report with every key there is."""
    data = tomllib.loads(text(form, zero(form, folded)))
    sections = [section.id for section in form.sections]
    data["title"] = "t"
    data["organ"] |= {"region": "r", "former": ["f"], "contact": {k.name: "" for k in CONTACT}}
    data["publication"] |= {"written": DAY, "period": [DAY, DAY]}
    data["headings"] = dict.fromkeys(sections, "h")
    data["sections"] |= {**dict.fromkeys(sections, "t"), "extra": [{"heading": "h", "text": "t"}]}
    return data | {"restated": {"x": 1}, "allow": [{"rule": "r", "reason": "r"}], "adjust": {}}


def mixed(form: Form, other: Form) -> dict[str, Any]:
    """A report whose tables are all on another edition."""
    theirs = tables(complete(other))
    return complete(form) | {key: {"form": other.id, **raw} for key, raw in theirs.items()}


BASES = [
    *(complete(form, folded) for form in FORMS for folded in foldings(form)),
    *(mixed(form, other) for form in FORMS for other in FORMS),
]


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every table in a value, itself first."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from parts(inner)


NAMES = sorted({name for part in parts(BASES) for name in part})


class Mutator:
    """Small changes to a report, good and bad, at any depth."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - no secret
        self.data = deepcopy(self.dice.choice(BASES))

    def spot(self) -> tuple[Any, Any]:
        """A table or array and a key in it (None if it is empty), big parts no likelier."""
        inside: Any = self.data
        while inside:
            key = self.dice.choice(list(inside) if isinstance(inside, dict) else range(len(inside)))
            if not isinstance(inside[key], dict | list) or self.dice.random() < 0.25:
                return inside, key
            inside = inside[key]
        return inside, None

    def change(self) -> None:
        inside, key = self.spot()
        put, others = self.put, [self.drop, self.rename, self.add, self.nest, self.copy]
        way = self.add if key is None else self.dice.choice([put, put, put, *others])
        way(inside, key)

    def put(self, inside: Any, key: Any) -> None:
        inside[key] = deepcopy(self.dice.choice(VALUES))

    def drop(self, inside: Any, key: Any) -> None:
        del inside[key]

    def rename(self, inside: Any, key: Any) -> None:
        if isinstance(inside, dict):
            inside[self.dice.choice((f"{key}s", self.dice.choice(NAMES)))] = inside.pop(key)

    def add(self, inside: Any, _: Any) -> None:
        value = deepcopy(self.dice.choice(VALUES))
        if isinstance(inside, dict):
            inside[self.dice.choice(("form", "x", self.dice.choice(NAMES)))] = value
        else:
            inside.append(value)

    def nest(self, inside: Any, key: Any) -> None:
        value = inside[key]
        inner = list(value.values()) if isinstance(value, dict) else value
        deeper = [[value], {self.dice.choice(NAMES): value}]
        inside[key] = self.dice.choice([*deeper, *(inner[:1] if isinstance(inner, list) else ())])

    def copy(self, inside: Any, key: Any) -> None:
        other, name = self.spot()
        if name is not None:
            inside[key] = deepcopy(other[name])


def differ(source: str) -> bool:
    """Whether schema and reading disagree about a text."""
    data = reading(source).data
    return schema_rejects(data) != reading_objects(source)


@pytest.mark.parametrize("block", range(4))
def test_the_schema_rejects_what_reading_objects_to(block: int) -> None:
    """Over thousands of reports with a few changes each, both say the same."""
    rejected = 0
    for seed in range(block * 500, block * 500 + 500):
        mutator = Mutator(seed)
        for _ in range(seed % 3 + 1):
            mutator.change()
        source = tomli_w.dumps(mutator.data)
        assert not differ(source), source
        rejected += schema_rejects(mutator.data)
    assert 100 < rejected < 450


def rows(form: Form) -> Iterator[tuple[str, str, Any]]:
    """Every row or foldable branch with its key, with every value, every length of array and, in
    the first row of a table, every value in every column."""
    for table in form.tables:
        ids = (*(leaf.id for leaf in table.rows.leaves), *table.foldable)
        whole = (*VALUES, *([0] * n for n in range(10)))
        yield from ((table.key, row, value) for row in ids for value in whole)
        after = range(len(table.columns.leaves) - 1, -1, -1)
        arrays = ([0] * (after[0] - n) + [value] + [0] * n for n in after for value in VALUES)
        yield from ((table.key, ids[0], array) for array in arrays)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_row_takes_what_reading_takes(form: Form) -> None:
    around = {"form": form.id, "year": 2024, "sections": complete(form)["sections"]}
    for key, row, value in rows(form):
        nested = value
        for part in reversed(row.split(".")):
            nested = {part: nested}
        source = tomli_w.dumps(around | {key: nested})
        assert not differ(source), source


NUMBERS = st.integers() | st.decimals(-9, 9)


@pytest.mark.parametrize("kind", get_args(Kind))
@settings(max_examples=400)
@given(value=st.text("/／\\-－–—无+0123456789,. \t\n\u3000百千万亿元x", max_size=8) | NUMBERS)
@example(value="－1")
def test_a_cell_takes_what_reading_takes(kind: Kind, value: Any) -> None:
    """A cell is rejected where reading cannot make it out, and only there."""
    unreadable = getattr(cells.read(value, kind), "why", "") == "unreadable"
    assert unreadable != Toml(_cell(kind)).is_valid(value)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value.isoformat()


def as_json(value: Any) -> Any:
    """A TOML value as it is in JSON, where a date is a string."""
    return json.loads(json.dumps(value, default=_plain))


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_the_samples_fit(path: Path) -> None:
    """Also for a validator that knows JSON alone."""
    source = path.read_text("utf-8")
    data = reading(source).data
    plain = Json(schema(load(data["form"])), format_checker=Json.FORMAT_CHECKER)
    assert plain.is_valid(as_json(data)) == (not schema_rejects(data))
    assert schema_rejects(data) == reading_objects(source)


@pytest.mark.parametrize("base", BASES, ids=range(len(BASES)))
def test_a_complete_report_fits_and_a_wrong_date_does_not(base: dict[str, Any]) -> None:
    plain = Json(schema(load(base["form"])), format_checker=Json.FORMAT_CHECKER)
    assert not reading_objects(tomli_w.dumps(base))
    plain.validate(as_json(base))
    for date in ("2024年1月1日", "2024-13-01", "2024-01-01T00:00:00", ""):
        data = base | {"publication": {"date": date}}
        assert not plain.is_valid(as_json(data)), date
        assert reading_objects(tomli_w.dumps(data)), date


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_property_has_a_chinese_title(form: Form) -> None:
    whole = schema(form)
    Json.check_schema(whole)
    objects = [part for part in parts(whole) if isinstance(part.get("properties"), dict)]
    titled = [inner for part in objects for inner in part["properties"].values()]
    titled += [inner for part in parts(whole) for inner in part.get("prefixItems", ())]
    assert all(not part["title"].isascii() for part in titled)
    assert all(part["additionalProperties"] is False for part in objects)
    labels = {node.label for table in form.tables for node in table.rows.nodes}
    assert labels <= {part["title"] for part in titled}
    assert dump(form).encode("gbk")


def test_the_newest_form_is_shown_or_the_one_named(program: Program) -> None:
    done = program("schema")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == schema(FORMS[0])
    assert program("schema", "-o", "-").out == done.out
    assert [program("schema", "--form", f.id).out for f in FORMS] == [dump(f) for f in FORMS]


def test_an_unknown_form_is_refused_with_the_known_ones(program: Program, tmp_path: Path) -> None:
    for name in ("2020", ""):
        done = program("schema", "--form", name, "-o", "s.json")
        assert (done.code, done.out) == (2, "")
        assert all(form.id in done.err for form in FORMS)
    assert not list(tmp_path.iterdir())


def test_a_file_is_written_and_kept_without_force(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    done = program("schema", "-o", "s.json")
    assert (done.code, done.out) == (0, "")
    assert "s.json" in done.err
    assert path.read_text("utf-8") == dump(FORMS[0])
    path.write_text("mine")
    assert program("schema", "-o", "s.json").code == 2
    assert path.read_text() == "mine"
    assert program("schema", "-o", "s.json", "--force").code == 0
    assert path.read_text("utf-8") == dump(FORMS[0])
    assert program("schema", "-o", ".", "--force").code == 2
    assert program("schema", "-o", "missing/s.json").code == 2
    assert [left.name for left in tmp_path.iterdir()] == ["s.json"]


def test_new_writes_the_same_schema(program: Program, tmp_path: Path) -> None:
    program("new", 2025, "--schema")
    assert (tmp_path / "report.schema.json").read_text("utf-8") == program("schema").out
