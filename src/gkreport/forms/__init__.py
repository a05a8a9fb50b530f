"""The shipped forms, one TOML file each beside this module, and how such a file is read."""

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from gkreport import identity, resources
from gkreport.form import Axis, Form, Node, Section, Table
from gkreport.identity import Identity

if TYPE_CHECKING:
    from pathlib import Path


def read(text: str) -> Form:
    """Read a form file. Raises KeyError or ValueError where the file is not a form."""
    raw = tomllib.loads(text)
    sections = tuple(
        Section(
            s["id"], n, s["title"], tuple(s.get("aliases", ())),
            s.get("prose", False), tuple(s.get("guide", ())),
        )
        for n, s in enumerate(raw["sections"], 1)
    )  # fmt: skip
    return Form(
        raw["id"], raw["years"]["from"], raw["years"].get("to"), raw["basis"], raw["title"],
        raw["period"], sections, tuple(_table(t) for t in raw["tables"]),
    )  # fmt: skip


def _table(raw: dict[str, Any]) -> Table:
    return Table(
        raw["id"],
        raw.get("key", raw["id"]),
        raw["section"],
        raw["name"],
        raw.get("title", ""),
        raw.get("corner", ""),
        raw.get("band", ""),
        raw.get("print") == "across",
        _axis(raw["rows"]),
        _axis(raw["columns"]),
        tuple(_identity(i) for i in raw.get("identities", ())),
    )


def _axis(raw: list[list[Any]]) -> Axis:
    return Axis(tuple(_node(*entry) for entry in raw))


def _node(id: str, label: str, options: dict[str, Any] | None = None) -> Node:  # noqa: A002
    o = options or {}
    return Node(
        id, label, o.get("short", label), o.get("kind"), tuple(o.get("aliases", ())),
        o.get("foldable", False), o.get("stock", False),
    )  # fmt: skip


def _identity(raw: dict[str, Any]) -> Identity:
    axis: Literal["rows", "columns"] = "rows" if "rows" in raw else "columns"
    return Identity(
        raw["code"],
        raw["name"],
        raw["basis"],
        axis,
        raw[axis],
        identity.parse(raw[axis]),
        (raw["sides"][0], raw["sides"][1]),
        raw.get("severity", "error"),
        raw.get("severity_at", {}),
    )


@cache
def _load(path: "Path") -> Form:
    return read(path.read_text("utf-8"))


def ids() -> tuple[str, ...]:
    """The ids of the shipped forms, newest first."""
    return tuple(path.stem for path in resources.forms())


def load(id: str) -> Form | None:  # noqa: A002
    """The shipped form of that id, or None."""
    found = (path for path in resources.forms() if path.stem == id)
    path = next(found, None)
    return None if path is None else _load(path)


def governing(year: int) -> Form | None:
    """The form that a report for that year belongs on, or None before the first."""
    forms = (form for path in resources.forms() if (form := _load(path)).governs(year))
    return next(forms, None)
