"""A quick look at a figure: the word right before it, where nothing else need be known.

What the tables bear out at a glance needs no reading. Only what they do not is read with care.
"""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_REACH: Final = 24
ASIDE: Final = "-"
"""The kind of what no table counts."""
_CASE: Final = "remedy."
_FOLLOW: Final = {"remedy.": "", "intake.": "为|是|系|由|来自"}
"""By family: what follows 均, 全部 then; 均已答复 says nothing of what they are."""
_FILLERS: Final = "了共计为的有 \u3000" + chr(0xA0)


class Glance:
    """Words that say what a figure counts, by their last two characters."""

    def __init__(self, data: "Mapping[str, Any]") -> None:
        glance = data["glance"]
        self._object: str = glance["object"] + _FILLERS
        self.denied: tuple[tuple[str, str], ...] = tuple(glance["denied"].items())
        """Words that a denial may be about, and the quantity that would then be 0."""
        self.denied_first: tuple[tuple[str, str], ...] = tuple(glance["denied_first"].items())
        """Longer ones that are looked for before: what they hold is then not looked at."""
        every = glance["every"].split()
        self.every: dict[str, tuple[str, ...]] = {
            family: tuple(word + of for word in every for of in follows.split("|"))
            for family, follows in _FOLLOW.items()
        }
        """What stands behind the figure of those of whom all are told to be the same."""
        self.processing: str = glance["processing"]
        """The fee that no table has: where a sentence is about it, 0 is no figure of a table."""
        self._cases: tuple[str, ...] = tuple(glance["cases"].split())
        self._ends: dict[str, list[tuple[str, str]]] = {}
        for family in glance["families"].split():
            for kind, words in data["words"][family].items():
                for word in words.split() if kind not in glance["unsure"].split() else ():
                    self._ends.setdefault(word[-2:], []).append((word, f"{family}.{kind}"))
        for word, kind in glance["more"].items():
            self._ends.setdefault(word[-2:], []).append((word, kind))
        for word in glance["aside"].split():
            self._ends.setdefault(word[-2:], []).append((word, ASIDE))
        for words in self._ends.values():
            words.sort(key=lambda pair: -len(pair[0]))

    def kind(self, text: str, before: int, start: int) -> str:
        """What a figure at `start` counts, or an empty string; nothing `before` is looked at."""
        head = text[start - _REACH if start - before > _REACH else before : start]
        head = head.rstrip(_FILLERS)
        get = self._ends.get
        for word, kind in get(head[-2:], ()):
            if head.endswith(word):
                return kind if kind[:7] != _CASE else self._alone(head, word, kind)
        head = head.rstrip(self._object)
        for word, kind in get(head[-2:], ()):
            if head.endswith(word):
                return kind if kind[:7] != _CASE else self._alone(head, word, kind)
        return ""

    def _alone(self, head: str, word: str, kind: str) -> str:
        """The kind of a case where the figure is not that of several kinds together."""
        before = head[: -len(word)]
        return "" if any(case in before for case in self._cases) else kind
