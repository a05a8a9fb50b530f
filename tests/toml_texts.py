"""TOML 1.0 texts of every kind, for the tests of reading and of places."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

NAMES = ("a", "b-1", "c_2", "3", "outcome", '"中 文"', "'x.y'", '""', '"q\\"t"', '"\\u4e2d"')
SCALARS = (
    "0", "+7", "-12", "1_000", "0x1F", "0o17", "0b101", "3.14", "-0.5e-3", "1e6", "inf", "-nan",
    "true", "false", "2026-01-16", "2026-01-16T08:30:00+08:00", "2026-01-16 08:30:00", "07:32:00",
    '""', "''", '"x # y"', '"a \\" ] } b"', '"全角，３＝“字”"', "'C:\\路径'", '"\\u4e2d\\t"',
    '"""\n"""', '"""一行\n\n二行 ""引"" # 井"""', '"""结尾 \\\n   续"""', "'''\nraw 'x' \\ ]\n'''",
    '"""quote at end""""', "'''two'''''", "''''q'''",
)  # fmt: skip
COMMENTS = ("", "", " # 注", '# a = "1', "#", "  # 【】“”，３ = [")

names = st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=4)
scalars = st.one_of(
    st.sampled_from(SCALARS), st.integers(-(10**20), 10**20).map(str), st.dates().map(str)
)
blanks = st.sampled_from(("", " ", "\t ", "\n", "\n  # 注 ]\n", " #,\n"))
spaces = st.sampled_from(("", " ", "\t", "  "))


@st.composite
def arrays(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    """An array over one line or several, with or without a comma at the end."""
    items = draw(st.lists(values, max_size=4))
    comma = draw(st.sampled_from(("", ","))) if items else ""
    parts = (draw(blanks) + item + draw(blanks) for item in items)
    return f"[{','.join(parts)}{comma}{draw(blanks)}]"


@st.composite
def inline_tables(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    """An inline table, on one line but for its values."""
    pairs = [
        f"{draw(spaces)}{name}{draw(spaces)}={draw(spaces)}{draw(values)}{draw(spaces)}"
        for name in draw(st.one_of(st.just([]), names))
    ]
    return f"{{{','.join(pairs)}{draw(spaces) if not pairs else ''}}}"


values = st.recursive(scalars, lambda v: st.one_of(arrays(v), inline_tables(v)), max_leaves=6)


@st.composite
def bodies(draw: st.DrawFn) -> list[str]:
    """The lines under one header: plain keys, and dotted keys that share their first part."""
    lines = []
    for name in draw(names):
        rest = draw(st.one_of(st.just([""]), st.just(["", ""]), names.map(list)))
        for more in (
            [""] if rest == [""] else [f"{draw(spaces)}.{r or 'z'}" for r in dict.fromkeys(rest)]
        ):
            equals = f"{draw(spaces)}={draw(spaces)}"
            lines.append(
                f"{draw(spaces)}{name}{more}{equals}{draw(values)}{draw(st.sampled_from(COMMENTS))}"
            )
    return lines


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A whole text: root keys, tables, sub-tables, arrays of tables, comments, either line end."""
    lines = draw(st.one_of(st.just([]), bodies()))
    for n in range(draw(st.integers(0, 3))):
        name, many = f"t{n}", draw(st.booleans())
        for _ in range(draw(st.integers(1, 3)) if many else 1):
            lines += [_header(name, draw(spaces), many=many), *draw(bodies())]
            inner = draw(st.sampled_from(("", "one", "many")))
            if inner:
                dotted = f"{name}{draw(spaces)}.{draw(spaces)}'内 层'"
                lines += [_header(dotted, draw(spaces), many=inner == "many"), *draw(bodies())]
    end = draw(st.sampled_from(("\n", "\r\n")))
    text = "\n".join(lines) + draw(st.sampled_from(("", "\n", "\n\n# 完")))
    return text.replace("\n", end)


def _header(name: str, space: str, *, many: bool) -> str:
    opening, closing = ("[[", "]]") if many else ("[", "]")
    return f"{space}{opening}{space}{name}{space}{closing} # 表"


def leaves(
    value: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value that holds no other, with the keys and numbers that lead to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list) and value:
        for n, inner in enumerate(value):
            yield from leaves(inner, (*path, n))
    else:
        yield path, value
