"""The word lists of the importers, and the shapes of text that are compared."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from gkreport.importers.blocks import STRETCHED

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSEEN: Final = "".join(map(chr, (0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060)))
SPACES: Final = " \t\r\n\f\v" + "".join(map(chr, (0xA0, 0x3000, 0x2002, 0x2003, 0x2009))) + _UNSEEN
_TYPED: Final = 8
"""So many times as many places without a space make the others meant."""
_HAN: Final = r"\u3400-\u9fff"
SENTENCE_ENDS: Final = "。！？；…"


@cache
def load(name: str) -> dict[str, Any]:
    """The TOML file of that name under importers/data/."""
    import tomllib  # noqa: PLC0415 - only an import needs it
    from pathlib import Path  # noqa: PLC0415 - the same

    path = Path(__file__).parents[1] / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def words(name: str, *keys: str) -> tuple[str, ...]:
    """One list of such a file: words with white space between."""
    value: Any = load(name)
    for key in keys:
        value = value[key]
    return tuple(value.split())


_DROPPED: Final = dict.fromkeys(map(ord, _UNSEEN))


def squeezed(text: str) -> str:
    """The same without any white space."""
    return "".join(text.split()).translate(_DROPPED)


def trimmed(text: str) -> str:
    """The same without white space at its ends, of whatever kind."""
    return text.strip(SPACES)


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[\s\W_]+")


def core(text: str) -> str:
    """The letters and digits alone: what is compared where signs may differ."""
    return _marks().sub("", text)


@cache
def _han() -> re.Pattern[str]:
    return re.compile(rf"[{_HAN}]")


def has_han(text: str) -> bool:
    """Whether there is a Chinese character."""
    return _han().search(text) is not None


@cache
def _spaced() -> re.Pattern[str]:
    wide = rf"[{_HAN}\u3000-\u303f\uff00-\uffef“”‘’]"
    return re.compile(rf"(?<={wide})[ \u00a0]+(?=\S)|(?<=\S)[ \u00a0]+(?={wide})")


def unspaced(text: str) -> str:
    """Without the spaces that laying out a page put beside Chinese characters."""
    return _spaced().sub("", text)


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    plain = "[A-Za-z0-9]"
    edge = rf"(?<=[{_HAN}]){{0}}(?={plain})|(?<={plain}){{0}}(?=[{_HAN}])"
    return re.compile(edge.format("")), re.compile(edge.format(" "))


def typed(texts: "Iterable[str]") -> bool:
    """Whether a space between a Chinese character and a number was typed, as most have none."""
    tight, loose = _edges()
    counts = [(len(tight.findall(text)), len(loose.findall(text))) for text in texts]
    return sum(n for n, _ in counts) >= _TYPED * max(1, sum(n for _, n in counts))


@cache
def _stretched() -> tuple[re.Pattern[str], re.Pattern[str]]:
    wide = rf"[{_HAN}\u3000-\u303f\uff00-\uffef“”‘’]"
    gap, sign = f"[ {STRETCHED}]{{2,}}|{STRETCHED}", "[!-~]"
    return (
        re.compile(rf"(?<={wide})(?: {{2,}}|\u00a0+)(?=\S)|(?<=\S)(?: {{2,}}|\u00a0+)(?={wide})"),
        re.compile(rf"(?<=[A-Za-z])(?:{gap})(?={sign})|(?<={sign})(?:{gap})(?=[A-Za-z])"),
    )


def unstretched(text: str, *, spaces: bool) -> str:
    """Without the room that a filled line made of its spaces; `spaces`: some of them were typed."""
    beside, between = _stretched()
    text = between.sub(" ", text).replace(STRETCHED, " " if spaces else "\u3000")
    return beside.sub("", text) if spaces else unspaced(text)


def is_sentence(text: str) -> bool:
    """Whether a line is running text, not a label, a menu or a heading."""
    text = trimmed(text)
    return any(sign in text for sign in SENTENCE_ENDS) or ("，" in text and len(text) > _LONG)


_LONG: Final = 24


def contains_each(text: str, groups: "Iterable[str]") -> bool:
    """Whether one word of each group, words parted by spaces, stands in a text."""
    return all(any(word in text for word in group.split()) for group in groups)
