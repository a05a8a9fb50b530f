"""What stands on a page beside the report: menus, share bars, dates of publication, footers."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.importers.texts.words import core, has_han, is_sentence, squeezed, trimmed, words

if TYPE_CHECKING:
    import datetime as dt

_LINE: Final = 120
_LONG: Final = 200
_MENU: Final = 20
_MOSTLY: Final = 3
"""A line with a third of Chinese characters is no program."""
_OPENING: Final = "（([【|·*>-"
_CERTAIN: Final = 4
"""Such a long word need not stand at the beginning of anything."""


def is_chrome(text: str) -> bool:
    """Whether a line is certainly none of the report's."""
    line = trimmed(text)
    tight = squeezed(line)
    if not has_han(line) and not any(sign.isdigit() for sign in line):
        return True
    if _prose(line):
        return False
    parts = [core(part) for part in _pattern("part").split(line)]
    if all(part in _words() for part in parts if part) or core(line) in _words():
        return True
    return (len(tight) <= _LINE and _starts(tight)) or (len(line) <= _LONG and _holds(line))


def _holds(line: str) -> bool:
    return any(word in line for word in words("page", "inside"))


def _prose(line: str) -> bool:
    """Whether a line is a sentence rather than a row of facts."""
    return "。" in line or line.endswith("；")


def _starts(tight: str) -> bool:
    return tight.lstrip(_OPENING).startswith(_squeezed("starts"))


@cache
def _squeezed(key: str) -> tuple[str, ...]:
    return tuple(map(squeezed, words("page", key)))


@cache
def _words() -> frozenset[str]:
    return frozenset(core(word) for word in words("page", "words"))


def is_footer(text: str) -> bool:
    """Whether a line begins what stands below a report."""
    line = squeezed(text)
    if _prose(line) and len(line) > _MENU:
        return False
    return line.startswith(_squeezed("footers")) or (len(line) <= _LONG and _holds(line))


def is_menu(text: str) -> bool:
    """Whether a line may be an entry of a menu: short, and no sentence."""
    line = trimmed(text)
    return len(line) <= _MENU and not is_sentence(line) and line[-1:] not in ("：", ":")


def is_script(text: str) -> bool:
    """Whether a line is a piece of a page's program or markup."""
    line = trimmed(text)
    if not _pattern("script").search(line):
        return False
    return sum(map(has_han, line)) * _MOSTLY < len(line)


def fact(text: str, what: str) -> str:
    """What a line of facts says after one of the words for something, up to the next space."""
    for word in words("page", "facts", what):
        match = _fact(word).search(text)
        if match and trimmed(match[1]):
            return trimmed(match[1])
    return ""


@cache
def _fact(word: str) -> re.Pattern[str]:
    spread = r"\s*".join(map(re.escape, word))
    value = r"[0-9]{4}[^\s]*(?:\s+[0-9]{1,2}:[0-9:]+)?|[^\s|：:，。；]{2,61}"
    before = "" if len(word) >= _CERTAIN else r"(?:^|[\s|【\[（(>日\d])"
    return re.compile(rf"{before}{spread}\s*[】\]]?\s*[：:|\s]\s*({value})")


def fact_date(text: str, what: str) -> "dt.date | None":
    """The day that a line of facts states for something."""
    from gkreport.importers.texts.days import date  # noqa: PLC0415 - keeps this module light

    for word in words("page", "facts", what):
        match = _fact(word).search(text)
        found = date(match[1]) if match else None
        if found:
            return found
    if what == "published":
        bare = _pattern("bare").search(text)
        return date(bare[0]) if bare else None
    return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        {
            "part": r"[|\s/·【】\[\]]+",
            "bare": r"(?m)^\s*[0-9]{4}[年/.-][0-9]{1,2}[月/.-][0-9]{1,2}(?=[日\s])",
            "script": r"<!--|-->|<!\[|\bfunction\s*\(|\bvar\s|\$\(|document\.|window\.|[{};]\s*$"
            r"|^\s*[.#][\w-]+\s*\{",
        }[name]
    )
