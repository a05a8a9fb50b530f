"""The extra `fast`: what it reads is what is read without it, of whole and of damaged reports."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gkreport.source import Source, toml

pytest.importorskip("toml_rs", reason='pip install "gkreport[fast]"')
ROOT = Path(__file__).parents[1]
REPORTS = [
    *sorted((ROOT / "samples").glob("*.toml")),
    *sorted((ROOT / "tests/true_reports").glob("*.toml")),
]
DAMAGES = 250
"""How many damaged versions of each report are compared."""
SIGNS = "\"'[]{}=#.,\\\n\r\t 0159_-+eExob:TZ数“”，。\ufeff\u3000\x00\x7f\U0001f600"
ODD = (
    "a = nan", "a = -inf", "a = 1e400", "a = 0x1F", "a = 1_000", "a = 01", "a = +0", "a = -0",
    "a = .5",
    "a = 1979-05-27T07:32:00Z", "a = 1979-05-27 07:32:00.123456789", "a = 07:32", "a = 1979-02-30",
    'a = """x\\\n   y"""', "a = '''x\r\ny'''", "a = 'x\ry'", "a.b = 1\na.c = 2",
    "a.b = 1\n[a]\nc = 2",
    "[a]\n[a]", "[[a]]\n[a]", "a = {b = 1, c = 2,}", "a = {\nb = 1}", "a = 9223372036854775808",
    "a = " + "9" * 5000, "a = " + "[" * 400 + "]" * 400, "a = " + "[" * 20_000, "\ufeffa = 1",
    "a = 1.000000000000000000000000001", "a = 1_0.5_0e-3", '"" = 1', 'a = "\\u0000"',
    'a = "\\ud800"', 'a = "\\x41"', 'a = "\\e"', "a = [1, # x\n2]", "é = 1", "a = 1 b = 2", "\x00",
    "a" * 9, "a=1\x0bb=2",
)  # fmt: skip


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading with the extra, for one test."""
    monkeypatch.setattr(toml, "_loaders", toml._loaders[:1])
    assert toml.hasten()
    assert len(toml._loaders) == 2


def slowly(text: str) -> toml.Parsed:
    kept, toml._loaders[1:] = toml._loaders[1:], []
    try:
        return toml.parse(Source("r.toml", text))
    finally:
        toml._loaders[1:] = kept


def damaged(path: Path) -> Iterator[str]:
    """Versions of a report with one to three slips each, the same at every run."""
    whole = path.read_text("utf-8")
    random_ = random.Random(path.name)  # noqa: S311 - no secret
    for _ in range(DAMAGES):
        text = whole
        for _ in range(random_.randint(1, 3)):
            text = random_.choice(SLIPS)(text, random_)
        yield text


def dropped(text: str, random_: random.Random) -> str:
    at = random_.randrange(len(text))
    return text[:at] + text[at + random_.choice((1, 1, 1, 2, 40)) :]


def inserted(text: str, random_: random.Random) -> str:
    at = random_.randrange(len(text))
    return text[:at] + random_.choice(SIGNS) + text[at:]


def changed(text: str, random_: random.Random) -> str:
    at = random_.randrange(len(text))
    return text[:at] + random_.choice(SIGNS) + text[at + 1 :]


def repeated(text: str, random_: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    lines.insert(random_.randrange(len(lines)), random_.choice(lines))
    return "".join(lines)


def cut(text: str, random_: random.Random) -> str:
    return text[: random_.randrange(len(text))]


def spread(text: str, random_: random.Random) -> str:
    """Another kind of line end somewhere, or a number as another kind of value."""
    before, after = random_.choice(
        (
            ("\n", "\r\n"),
            ("\n", "\r"),
            (" = ", " = +"),
            (", 0", ", 0.0"),
            (", 0", ', "0"'),
            ("[", "[["),
        )
    )
    places = [n for n in range(len(text)) if text.startswith(before, n)] or [len(text)]
    at = random_.choice(places)
    return text[:at] + after + text[at + len(before) :]


SLIPS = (dropped, inserted, changed, repeated, cut, spread)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_damaged_reports_are_read_alike(path: Path) -> None:
    """Values, their types, the order of keys, and every message."""
    for text in damaged(path):
        assert repr(toml.parse(Source("r.toml", text))) == repr(slowly(text)), text


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_whole_reports_are_read_by_the_extra(path: Path) -> None:
    text = path.read_text("utf-8")
    assert repr(toml._loaders[1](text)) == repr(slowly(text).values)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:24]))
def test_odd_texts_are_read_alike(text: str) -> None:
    """Deep nesting would crash the quick parser, and numbers without end are refused by ours."""
    assert repr(toml.parse(Source("r.toml", text))) == repr(slowly(text))


def test_without_the_extra_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml, "_loaders", toml._loaders[:1])
    monkeypatch.setitem(__import__("sys").modules, "toml_rs", None)
    assert not toml.hasten()
    assert toml.parse(Source("r.toml", "a = 1")).values == {"a": 1}


@given(st.lists(st.integers(0, 3 * toml._LINE), max_size=5))
@example([toml._LINE])
@example([toml._LINE + 1])
@example([1, toml._LINE, toml._LINE])
@example([toml._LINE - 1, toml._LINE + 1])
def test_a_line_that_is_too_long_for_the_quick_parser_is_seen(sizes: list[int]) -> None:
    text = "\n".join("a" * size for size in sizes)
    assert toml._has_long_line(text) == any(size > toml._LINE for size in sizes)
