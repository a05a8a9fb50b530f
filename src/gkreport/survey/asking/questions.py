"""The questions that are shipped: a file of SQL each, `data/questions/<name>.sql`.

The comment at its head says, in Chinese: what it asks (标题), how to read the answer (怎样看), and
then each parameter in a line, `参数 year 整数 = 2024：what it is`; without `= …` it is left open,
which is NULL.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

_HEAD: Final = "--"
_TITLE: Final = "标题"
_READING: Final = "怎样看"
_PARAMETER: Final = re.compile(r"参数 (\w+) (\w+)(?: = (\S+))?：(.*)")
_LABEL: Final = re.compile(rf"{_TITLE}：|{_READING}：|{_PARAMETER.pattern}")
_WHOLE: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
Value = int | float | str


class Unfit(Exception):  # noqa: N818 - it is what is the matter, no mishap
    """A value that a parameter cannot have: the message says what it should be."""


class Parameter(NamedTuple):
    """What can be set. `sort` is 整数, 小数 or 文字; without a default it is left open."""

    name: str
    sort: str
    default: Value | None
    about: str

    def read(self, text: str) -> Value:
        """A value as it is typed. Raises Unfit."""
        if not text:
            raise Unfit(f"{self.name}= 后面要写一个值")
        if self.sort == "整数" and not _WHOLE.fullmatch(text):
            raise Unfit(f"{self.name} 应当是整数，不能写 {text}")
        if self.sort == "小数" and not _DECIMAL.fullmatch(text):
            raise Unfit(f"{self.name} 应当是数，不能写 {text}")
        return _SORTS[self.sort](text)


_SORTS: Final[dict[str, type[int] | type[float] | type[str]]] = {
    "整数": int,
    "小数": float,
    "文字": str,
}


class Question(NamedTuple):
    """A question over the tables of a survey."""

    name: str
    title: str
    reading: str
    parameters: tuple[Parameter, ...]
    sql: str


@cache
def questions() -> dict[str, Question]:
    """All of them by their names, sorted."""
    folder = files(__package__) / "data" / "questions"
    found = (f for f in folder.iterdir() if f.name.endswith(".sql"))
    names = {file.name.removesuffix(".sql"): file for file in found}
    return {name: parse(name, names[name].read_text("utf-8")) for name in sorted(names)}


def parse(name: str, text: str) -> Question:
    """A question's file. Raises ValueError where its head is not as described above."""
    entries = _entries(text)
    told = dict(entry.split("：", 1) for entry in entries if not _PARAMETER.match(entry))
    if not entries or {_TITLE, _READING} != told.keys():
        raise ValueError(f"{name}: the head must say {_TITLE} and {_READING}")
    parameters = tuple(_parameter(match) for entry in entries if (match := _PARAMETER.match(entry)))
    return Question(name, told[_TITLE], told[_READING], parameters, text)


def _entries(text: str) -> list[str]:
    """The entries of a head; a line without a label goes on with the one before it."""
    entries: list[str] = []
    for line in text.splitlines():
        if not line.startswith(_HEAD):
            break
        words = line.removeprefix(_HEAD).strip()
        if _LABEL.match(words) or not entries:
            entries.append(words)
        else:
            entries[-1] += words
    return [entry for entry in entries if "：" in entry]


def _parameter(match: re.Match[str]) -> Parameter:
    name, sort, default, about = match.groups()
    if sort not in _SORTS:
        raise ValueError(f"{name}: no such sort of value: {sort}")
    parameter = Parameter(name, sort, None, about)
    return parameter if default is None else parameter._replace(default=parameter.read(default))
