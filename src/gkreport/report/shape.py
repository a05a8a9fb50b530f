"""Checks on the shape of a report file. They collect hits and let reading go on."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from gkreport.finding import Hit
from gkreport.report.cells import shown
from gkreport.report.keys import EXTRA, TYPES, YEARS, Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkreport.source.positions import KeyPath


class Shape:
    """The hits so far, and the questions that may add one."""

    def __init__(self) -> None:
        self.hits: list[Hit] = []

    def unknown(self, path: "KeyPath", name: str, known: "Iterable[str]", value: object) -> None:
        """A key that the form does not have."""
        from difflib import get_close_matches  # noqa: PLC0415 - rare, and slow to load

        close = get_close_matches(name, tuple(known), n=1, cutoff=0.6)
        kept = "；这一项没有计入报告" if value not in ("", {}, []) else ""
        self.hits.append(
            Hit(
                "unknown-key", f"不认识的键 {name}{kept}", path, on_key=True, found=name,
                expected=close[0] if close else "",
                hint=f"是不是想写 {close[0]}？" if close else "请对照 gkreport new 生成的文件改正",
            )
        )  # fmt: skip

    def missing(self, path: "KeyPath", key: Key) -> None:
        """A key that has to be there."""
        name = ".".join(map(str, path))
        example = "year = 2025" if key.type == "year" else f'{name} = "2021"'
        self.hits.append(
            Hit("missing-key", f"缺少 {name}（{key.title}）", expected=name,
                hint=f"请在文件开头写一行 {example}")
        )  # fmt: skip

    def lacking(self, path: "KeyPath", key: Key) -> None:
        """A key that has to be there, in a table that may stand several times."""
        self.hits.append(
            Hit("missing-key", f"缺少 {key.name}（{key.title}）", path[:-1], on_key=True,
                expected=key.name, hint=f'请写一行 {key.name} = "……"')
        )  # fmt: skip

    def choice(
        self, path: "KeyPath", value: object, choices: tuple[str, ...], hint: str = ""
    ) -> None:
        """A word that is not one of the words allowed."""
        words = "、".join(choices)
        name = ".".join(map(str, path))
        self.hits.append(
            Hit("wrong-type", f"{name} 只能写 {words} 之一，现在写的是 {shown(value)}", path,
                found=shown(value), expected=words, hint=hint)
        )  # fmt: skip

    def wrong(self, path: "KeyPath", value: object, wanted: str, hint: str = "") -> None:
        """A value of another type than the key holds."""
        name = ".".join(map(str, path))
        self.hits.append(
            Hit("wrong-type", f"{name} 应当是{wanted}，现在写的是 {shown(value)}", path,
                found=shown(value), expected=wanted, hint=hint)
        )  # fmt: skip

    def table(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        """A sub-table, empty where it is missing or not a table."""
        value = data.get(name, {})
        if isinstance(value, dict):
            return value
        if not any(hit.at == (name,) for hit in self.hits):
            self.wrong((name,), value, TYPES["table"])
        return {}

    def entries(self, path: "KeyPath", value: object, keys: tuple[Key, ...] = EXTRA) -> bool:
        """Whether a value is an array of tables with those keys."""
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.wrong(path, value, TYPES["entries"])
            return False
        for n, entry in enumerate(value):
            self._keys((*path, n), entry, keys)
        return True

    def check(self, path: "KeyPath", value: object, key: Key) -> bool:
        """Whether a value is of the key's type; says so where it is not."""
        if key.type == "open" or (key.type == "text" and isinstance(value, str)):
            return True
        if key.type == "entries":
            return self.entries(path, value, key.keys)
        if key.type == "table" and isinstance(value, dict):
            return self._keys(path, value, key.keys)
        if key.type == "choice":
            words = tuple(word for word, _ in key.choices)
            if value not in words:
                meanings = "，".join(f"{meaning}写 {word}" for word, meaning in key.choices)
                self.choice(path, value, words, meanings)
            return value in words
        right = key.type != "table" and _is(value, key.type)
        if not right:
            self.wrong(path, value, TYPES[key.type])
        return right

    def _keys(self, path: "KeyPath", value: dict[str, Any], keys: tuple[Key, ...]) -> bool:
        known = {key.name: key for key in keys}
        right = True
        for key in keys:
            if key.required and not value.get(key.name):
                right = False
                self.lacking((*path, key.name), key)
        for name, inner in value.items():
            if name in known:
                right &= self.check((*path, name), inner, known[name])
            else:
                right = False
                self.unknown((*path, name), name, known, inner)
        return right


def is_year(value: object) -> bool:
    """Whether a value is a year of four digits."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and YEARS[0] <= value <= YEARS[1]  # type: ignore[operator]


def _is(value: object, type: str) -> bool:  # noqa: A002 - the key's own word
    if type == "year":
        return is_year(value)
    if type == "date":
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    if type == "period":
        days = value if isinstance(value, list) else []
        return [_is(day, "date") for day in days] == [True, True]
    if type == "names":
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    return isinstance(value, str)
