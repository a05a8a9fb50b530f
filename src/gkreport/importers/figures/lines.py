"""Text cut into labels and figures, whatever stands between them or does not."""

import re
from typing import TYPE_CHECKING, Final

from gkreport.importers.figures import labels
from gkreport.importers.figures.fold import Stream, bare
from gkreport.importers.figures.items import Item, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.form import Form

_EVENT: Final = re.compile(
    r"""
    (?P<number>(?<!第)\([一二三四五六七八九十]\)|[一二三四五六七八九十][ ]?、)
    |(?P<figure>(?:(?<![/增])[减增](?=\d)|[+-](?=\d))?(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)
    |(?P<mark>(?<![^\s0-9/])[/-]+(?![^\s0-9/-])|//+|(?<!\S)无(?!\S))
    """,
    re.VERBOSE,
)
_UNIT: Final = re.compile(r"(?:[百千万亿]*元|[笔件个项宗份条](?![一-龥、]))")
_REMARK: Final = re.compile(r"\((?![一二三四五六七八九十]\))[^()\n]{1,40}\)")
_NUMBERING: Final = re.compile(r"\s?[.、] ?(?=[^\s0-9])")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}$")
_LOOK: Final = 10
_LONGEST: Final = 400
"""Figures of one row take no more characters than this."""


class _Scan:
    """One pass over a text. Short-lived state, not handed out."""

    def __init__(self, source: Stream, forms: "Sequence[Form]") -> None:
        self.source = source
        self.text = source.text
        self.numbered: dict[str, tuple[frozenset[str], ...]] = {}
        for form in forms:
            for digit, letters in labels.numbered(form).items():
                self.numbered[digit] = (*self.numbered.get(digit, ()), *letters)
        self.begin = 0
        self.label_end = 0
        self.tokens: list[Token] = []
        self.at = 0
        """Where the last figure ended."""
        self.tail = ""
        self.block = 0

    def items(self) -> "Iterator[Item]":
        at = 0
        while (match := _EVENT.search(self.text, at)) is not None:
            if self.tokens and self.text[self.at : match.start()].strip():
                yield from self._close(self._after(self.at))
            if match["number"]:
                yield from self._close(match.start())
                at = match.end()
                continue
            at = self._take(match)
            if at < 0:  # the figure's last digit numbers the label that follows
                at = -at
                yield from self._close(at - 2)
        if self.tokens:
            yield from self._close(self._after(self.at))
        yield from self._close(len(self.text))

    def _after(self, at: int) -> int:
        """Where the text behind a figure begins, its white space skipped."""
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def _take(self, match: re.Match[str]) -> int:
        text, end = match[0], match.end()
        if match["mark"]:
            for n, sign in enumerate(text):
                self._add(sign, match.start() + n, match.start() + n + 1)
            return end
        numbering = _NUMBERING.match(self.text, end)
        if numbering and numbering[0][0].isspace() and len(text) > 1:
            numbering = None  # a figure, and a label that lost its number
        if numbering and "." not in text and self._numbers(text[-1], numbering.end()):
            if text[:-1]:
                self._add(text[:-1], match.start(), end - 1)
            return -(end + 1)
        end = self._beside(end)
        self._add(self.text[match.start() : end], match.start(), end)
        return end

    def _beside(self, at: int) -> int:
        """The end of a unit and a remark that follow a figure."""
        unit = _UNIT.match(self.text, at)
        at = at if unit is None else unit.end()
        remark = _REMARK.match(self.text, at)
        return at if remark is None else remark.end()

    def _numbers(self, digit: str, at: int) -> bool:
        """Whether a digit and a dot are the number of a label of the form."""
        ahead = frozenset(bare(self.text[at : at + _LOOK])[:6])
        return any(
            2 * len(letters & ahead) >= len(letters) for letters in self.numbered.get(digit, ())
        )

    def _add(self, text: str, start: int, end: int) -> None:
        if not self.tokens:
            self.at = self.begin + len(self.text[self.begin : start].rstrip())
            self.label_end = start
        self.tokens.append(Token(text, self.text[self.at : start]))
        self.at = end

    def _close(self, end: int) -> "Iterator[Item]":
        """Give what has been gathered as an item; the next one begins at `end`."""
        if not self.tokens:
            self.label_end = self.at = end
        label = self.text[self.begin : self.label_end]
        if self.tokens or label.strip():
            yield self._item(label, end)
        self.begin = self.at = end
        self.tokens = []

    def _item(self, label: str, end: int) -> Item:
        place = max(self.label_end - 1, self.begin)
        while self.block + 1 < len(self.source.starts) and (
            self.source.starts[self.block + 1][0] <= place
        ):
            self.block += 1
        _, index = self.source.starts[self.block]
        line = self.source.lines[self.block]
        origin = line.origin
        last = self.at if self.tokens else self.label_end
        rest = self.text[last : last + 1]
        tail = "" if not rest or rest.isspace() else self.text[last : last + _LOOK]
        raw = self.source.original[self.label_end : last].strip()
        return Item(
            bare(label), index, origin, tuple(self.tokens), raw=raw,
            blank="" if self.tokens else label[len(label.rstrip()) :],
            trail=self.text[last:end], tail=tail, start=self.begin, end=last,
        )  # fmt: skip


def items(source: Stream, forms: "Sequence[Form]") -> tuple[Item, ...]:
    """Every label with what stands behind it, in the order of the text."""
    return tuple(_Scan(source, forms).items())


def year_behind(item: Item) -> str:
    """The year that a text following the last figure begins with, where its digits ran into it."""
    if not item.tail.startswith("年") or not item.tokens:
        return ""
    match = _YEAR.search(item.tokens[-1].text)
    return "" if match is None else match[0]
