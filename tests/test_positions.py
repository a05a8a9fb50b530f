"""Where every key and value of a TOML text stands."""

import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import load, patterned, text
from toml_texts import documents, leaves

from gkreport.source import Source
from gkreport.source.positions import index


def value_at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What a path leads to."""
    for step in path:
        data = data[step]
    return data


def same(one: object, other: object) -> bool:
    """Equal, where nan is equal to itself."""
    return repr(one) == repr(other)


def reparsed(written: str) -> Any:
    return tomllib.loads(f"x = {written}")["x"]


@given(written=documents())
@example(written=text(load("2021"), patterned(load("2021"), every=2)))
@example(written="[[a]]\n[[a.b]]\nc = 1\n[[a.b]]\nc = 2\n[[a]]\n[[a.b]]\nc = 3\n")
@example(written='a.b.c = 1\na.d = [[1, 2], [3, {x.y = [4]}]] # [\n"a.b" = {}\n')
def test_every_leaf_has_a_span_that_reads_back_as_it(written: str) -> None:
    """Every leaf that `tomllib` reads has a place, and what stands there is that leaf."""
    found = index(written).values
    for path, value in leaves(tomllib.loads(written)):
        if value != {}:
            start, end = found[path]
            assert same(value, reparsed(written[start:end])), path


@given(written=documents())
def test_every_span_is_of_what_its_path_leads_to(written: str) -> None:
    """No path is invented: arrays and inline tables have the span of the whole."""
    data = tomllib.loads(written)
    for path, (start, end) in index(written).values.items():
        assert same(value_at(data, path), reparsed(written[start:end])), path


@given(written=documents())
def test_every_key_has_a_place(written: str) -> None:
    """A key's place is the key itself, or the header where it is a table's."""
    keys = index(written).keys
    for path, _ in leaves(tomllib.loads(written)):
        for n in range(1, len(path) + 1):
            if isinstance(path[n - 1], str):
                start, end = keys.get(path[:n]) or keys[path[: n + 1]]
                assert written[start:end].strip() == written[start:end] != ""


@given(written=st.text(alphabet=st.sampled_from("a.=\"'[]{}#,\\\n\r 1３“")))
def test_a_broken_text_raises_nothing(written: str) -> None:
    """On a text that it cannot follow the index stops with spans that lie in the text."""
    found = index(written)
    spans = [*found.values.values(), *found.keys.values()]
    assert all(0 <= start <= end <= len(written) for start, end in spans)


def test_what_comes_before_the_break_is_still_found() -> None:
    found = index("a = 1\n[t]\nb = [1, 2\nc ＝ 3\n")
    assert found.values[("a",)] == (4, 5)
    assert found.keys[("t",)] == (6, 9)


def test_deep_nesting_raises_nothing() -> None:
    assert index("a = " + "[" * 100_000).values == {}


def test_repeated_keys_are_all_stated() -> None:
    """The list of statements keeps what a mapping would lose."""
    found = index("a = 1\na = 2\n[t]\n[t]\n")
    assert [path for path, _ in found.stated] == [("a",), ("a",), ("t",), ("t",)]


@given(written=st.text(alphabet=st.sampled_from("ab中\n\r\t "), max_size=60), data=st.data())
def test_line_and_column_invert_offset(written: str, data: st.DataObject) -> None:
    """Every offset is the offset of its line and column, both counted from 1."""
    source = Source("x", written)
    at = data.draw(st.integers(0, len(written)))
    line, column = source.place(at)
    assert at == source.offset(line, column)
    assert (line, column) == (written.count("\n", 0, at) + 1, at - written.rfind("\n", 0, at))
    assert source.line(line).startswith(written[at - column + 1 : at].rstrip("\r\n"))


@pytest.mark.parametrize(
    ("line", "column", "offset"), [(1, 99, 5), (3, 1, 5), (9, 9, 5), (2, 1, 3)], ids=str
)
def test_a_place_outside_the_text_is_kept_inside(line: int, column: int, offset: int) -> None:
    assert offset == Source("x", "ab\ncd").offset(line, column)
