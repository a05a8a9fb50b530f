"""What the database has to say about a question, for a person."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_PLACE: Final = re.compile(r"^LINE ([0-9]+): (.*)\n( *)\^", re.MULTILINE)
OWN: Final = "DuckDB 的原话："
_DOTS: Final = "..."
_HINTS: Final = ("Did you mean", "Candidate")
_KINDS: Final = {
    "ParserException": "SQL 的写法不对",
    "CatalogException": "没有这张表或这个函数",
    "BinderException": "没有这一列，或者表、列、函数对不上",
    "ConversionException": "有的值换不成要的类型",
    "OutOfMemoryException": "内存不够，请少要一些列，或者先加总",
    "IOException": "有文件读不出来",
}
_OTHER: Final = "数据库没有算成"
_EXTENSION: Final = "extension"
_ABROAD: Final = "这要用 DuckDB 的扩展或者联网，gkreport ask 不装扩展，也不联网"
_ZONES: Final = "pytz"
_ZONED: Final = "结果里有带时区的时间，请用 CAST(…… AS VARCHAR) 换成文字"


class Unanswered(Exception):  # noqa: N818 - it is what is the matter, no mishap
    """A question that cannot be answered: the message says why and what to do."""


def explained(error: Exception, sql: str) -> str:
    """An error of the database: in Chinese, then its own words and the place."""
    own = str(error).strip()
    head = next(iter(own.splitlines()), "")
    place = _PLACE.search(own)
    return "\n".join(
        (
            f"没有答成：{_what(error, own)}{_where(place, sql)}",
            f"{OWN}{head}",
            *(line for line in own.splitlines()[1:] if line.startswith(_HINTS)),
            *(own[place.start() :].splitlines()[:2] if place else ()),
        )
    )


def _what(error: Exception, own: str) -> str:
    if _EXTENSION in own:
        return _ABROAD
    return _ZONED if _ZONES in own else _KINDS.get(type(error).__name__, _OTHER)


def _where(place: "re.Match[str] | None", sql: str) -> str:
    """The line and the character of the question that is meant."""
    if place is None:
        return ""
    number, shown = int(place[1]), place[2]
    columns = len(place[3]) - len(f"LINE {number}: ")
    before = _head(shown, columns)
    if shown.startswith(_DOTS):
        shown, before = shown.removeprefix(_DOTS), before.removeprefix(_DOTS)
    line = ["", *sql.split("\n")][number] if number <= sql.count("\n") + 1 else ""
    start = max(line.find(shown.removesuffix(_DOTS)), 0)
    return f"（第 {number} 行第 {start + len(before) + 1} 个字符）"


def _head(text: str, columns: int) -> str:
    """As much of a text as takes so many columns."""
    from gkreport.layout.width import width  # noqa: PLC0415 - only for a mistake

    return next((text[:n] for n in range(len(text)) if width(text[:n]) >= columns), text)


def unfitting(named: "Collection[str]", given: "Collection[str]") -> str:
    """What is wrong with the values given for the parameters of a query; empty where nothing is."""
    lost = [name for name in sorted(named) if name not in given]
    odd = [name for name in given if name not in named]
    if lost:
        wanted = " ".join(f"--set {name}=……" for name in lost)
        return f"SQL 里的 {'、'.join(f'${name}' for name in lost)} 还没有值，请加上 {wanted}"
    return f"SQL 里没有 {'、'.join(f'${name}' for name in odd)}，--set 的名称写错了" if odd else ""
