"""How the file of a profile is read: everything that is wrong with it in one go, with its place."""

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport import forms
from gkreport.finding import SEVERITIES
from gkreport.report.cells import shown
from gkreport.report.keys import KINDS, LEVELS
from gkreport.report.shape import is_year
from gkreport.rules.profile_model import Profile, equations, make, month_day, scheme, shipped
from gkreport.source import decode, toml
from gkreport.source.positions import index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from gkreport.form import Form
    from gkreport.source import Source
    from gkreport.source.positions import KeyPath


class Problem(NamedTuple):
    """Where in the file, and what is wrong there."""

    path: "KeyPath"
    text: str
    on_key: bool = False


class Outcome(NamedTuple):
    """What reading a profile gave: the profile, or lines that each say where and what is wrong."""

    profile: Profile | None
    problems: tuple[str, ...] = ()


class _Want(NamedTuple):
    """What a key holds, in words, and whether a value is that."""

    words: str
    fits: "Callable[[Any], bool]"
    needed: bool = False


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_text, value))


def _tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _some(choices: tuple[tuple[str, str], ...]) -> _Want:
    words = tuple(word for word, _ in choices)
    told = f"一组词，每个是 {'、'.join(words)} 之一"
    return _Want(told, lambda value: _texts(value) and set(value) <= set(words))


def _pair(value: object) -> bool:
    return _texts(value) and isinstance(value, list) and len(value) == 2  # noqa: PLR2004


_TEXT: Final = _Want("文字，放在半角双引号里", _text)
_NEEDED: Final = _TEXT._replace(needed=True)
_WORDS: Final = _Want('一组文字，写成 ["甲", "乙"] 这样', _texts, needed=True)
_DAY: Final = _Want('月和日，写成 "01-28" 这样', lambda v: _text(v) and month_day(v) is not None)
_COUNT: Final = _Want("不小于 0 的整数", _whole)
_YEAR: Final = _Want("四位数的年份，不加引号", is_year)
_SCOPE: Final = {
    "kinds": _some(KINDS),
    "levels": _some(LEVELS),
    "severity": _Want(f"{'、'.join(SEVERITIES)} 之一", lambda value: value in SEVERITIES),
}
_SIDES: Final = _Want('等号两边各叫什么，写成 ["甲", "乙"] 这样', _pair, needed=True)
_YEARS: Final = {"from": _YEAR._replace(needed=True), "to": _YEAR}
_ENTRIES: Final["Mapping[str, Mapping[str, _Want]]"] = {
    "deadlines": {**_SCOPE, "submit": _DAY, "publish": _DAY},
    "lengths": {**_SCOPE, "section": _NEEDED, "least": _COUNT, "most": _COUNT},
    "figures": {
        **_SCOPE, "section": _NEEDED, "what": _NEEDED, "words": _WORDS, "measures": _WORDS,
    },
    "sums": {**_SCOPE, "table": _NEEDED, "rows": _TEXT, "columns": _TEXT, "sides": _SIDES},
}  # fmt: skip
_TOP: Final["Mapping[str, _Want]"] = {
    "id": _TEXT,
    "title": _NEEDED,
    "basis": _NEEDED,
    "years": _Want(
        "{ from = 起始年度, to = 截止年度 }", lambda v: isinstance(v, dict), needed=True
    ),
    **dict.fromkeys(_ENTRIES, _Want("一个或多个表，每个以双层方括号的表头开始", _tables)),
}


def read(name: str, source: "Source") -> Outcome:
    """Read a profile; `name` is its id where the file does not say one."""
    parsed = toml.parse(source)
    if parsed.values is None:
        told = ((*source.place(p.span.start), p.message) for p in parsed.problems)
        return Outcome(None, tuple(_told(source, line, column, t) for line, column, t in told))
    data = parsed.values
    problems = list(_shape(data)) or list(_meaning(data))
    if not problems:
        return Outcome(make(name, data))
    return Outcome(None, tuple(_placed(source, problems)))


@cache
def load(path: "Path") -> Profile:
    """A shipped profile. Raises ValueError where it is broken."""
    outcome = read(path.stem, decode(path.name, path.read_bytes()))
    if outcome.profile is None:
        raise ValueError("\n".join(outcome.problems))
    return outcome.profile


def every() -> tuple[Profile, ...]:
    """The shipped profiles, by id."""
    return tuple(load(path) for path in shipped())


def _shape(data: "Mapping[str, Any]") -> "Iterator[Problem]":
    """Every key: known, there, and of its type."""
    yield from _keys((), data, _TOP)
    if isinstance(data.get("years"), dict):
        yield from _keys(("years",), data["years"], _YEARS)
    for name, known in _ENTRIES.items():
        entries = data.get(name, [])
        for n, entry in enumerate(entries if _tables(entries) else ()):
            yield from _keys((name, n), entry, known)


def _keys(
    path: "KeyPath", raw: "Mapping[str, Any]", known: "Mapping[str, _Want]"
) -> "Iterator[Problem]":
    for name, value in raw.items():
        if name not in known:
            yield Problem((*path, name), f"不认识的键 {name}{_close(name, known)}", on_key=True)
        elif not known[name].fits(value):
            told = f"{name} 应当是{known[name].words}，现在写的是 {shown(value)}"
            yield Problem((*path, name), told)
    for name, want in known.items():
        if want.needed and name not in raw:
            yield Problem(path, f"缺少 {name}（{want.words}）")


def _close(name: str, known: "Mapping[str, _Want]") -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - rare, and slow to load

    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"，是不是想写 {close[0]}" if close else f"，这里只能写 {'、'.join(known)}"


def _meaning(data: "Mapping[str, Any]") -> "Iterator[Problem]":
    """What only the form can tell: its sections and tables, and whether the sums are there."""
    first = data["years"]["from"]
    form = forms.governing(first)
    if form is None:
        yield Problem(("years", "from"), f"没有 {first} 年的统一格式，请核对年度")
        return
    if data["years"].get("to", first) < first:
        yield Problem(("years", "to"), "截止年度早于起始年度")
    ids = tuple(section.id for section in form.sections)
    for name in ("lengths", "figures"):
        for n, entry in enumerate(data.get(name, ())):
            if entry["section"] not in ids:
                told = f"没有 {entry['section']} 这个部分，只能写 {'、'.join(ids)} 之一"
                yield Problem((name, n, "section"), told)
    for n, entry in enumerate(data.get("sums", ())):
        yield from _sum(("sums", n), entry, form)


def _sum(path: "KeyPath", raw: dict[str, Any], form: "Form") -> "Iterator[Problem]":
    table = next((t for t in form.tables if t.id == raw["table"]), None)
    if table is None:
        ids = "、".join(t.id for t in form.tables)
        told = f"没有 {raw['table']} 这张表，只能写 {ids} 之一"
        yield Problem((*path, "table"), told)
    elif ("rows" in raw) == ("columns" in raw):
        yield Problem(path, "rows 和 columns 要写一个，只写一个")
    else:
        axis = "rows" if "rows" in raw else "columns"
        told = f"这个等式读不懂：{shown(raw[axis])}。"
        try:
            found = equations(table.grid, scheme(raw, ""))
        except ValueError:
            found, told = (), f"{told}只能用这张表里各格的名字、.*、.**、last. 和 + - ="
        if not all((*e.left, *e.right) for e in found):
            found, told = (), f"{told}至少要有本年的一格"
        if not found:
            yield Problem((*path, axis), told)


def _placed(source: "Source", problems: list[Problem]) -> "Iterator[str]":
    """The problems in the order of the file, each with its line and column."""
    positions = index(source.text)
    found = []
    for path, text, on_key in problems:
        span = None if on_key else positions.values.get(path)
        span = span or positions.keys.get(path)
        found.append((*source.place(span.start if span else 0), text))
    yield from (_told(source, *each) for each in sorted(found))


def _told(source: "Source", line: int, column: int, text: str) -> str:
    return f"{source.name}:{line}:{column}：{text}"
