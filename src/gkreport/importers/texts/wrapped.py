"""Names in several lines: what a page's width broke is joined, and nothing else on trust alone."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.blocks import Note
from gkreport.importers.texts import chrome, names
from gkreport.importers.texts.days import only_date
from gkreport.importers.texts.paragraphs import goes_together, is_page_mark
from gkreport.importers.texts.words import SENTENCE_ENDS, squeezed, trimmed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from gkreport.importers.blocks import Held
    from gkreport.importers.texts.names import Title
    from gkreport.importers.texts.pieces import Piece

_MOST: Final = 4
"""So many lines a name has at most."""
_SET: Final = ("alike", "broken")


class Said(NamedTuple):
    """What a document says of the organ elsewhere than above and in its title."""

    names: "Collection[str]"
    """Names that stand for themselves: a signature, the publisher of a line of facts."""
    text: str
    """The report's own words, without white space."""


def lines(pieces: "Sequence[Piece]") -> "list[Piece]":
    """The lines in which something stands; a fact that a page's width broke is one line."""
    found: list[Piece] = []
    for n, piece in enumerate(pieces):
        if not trimmed(piece.text) or piece.loose or is_page_mark(piece.text):
            continue
        below = pieces[n + 1].text if n + 1 < len(pieces) else ""
        kept = piece if trimmed(below) else piece._replace(held="")
        last = found[-1] if found else None
        fact = last and last.held == "broken" and "：" in last.text and chrome.is_chrome(last.text)
        if last and fact and names.may_begin(piece.text):
            found[-1] = last._replace(text=last.text + squeezed(piece.text), held=kept.held)
        else:
            found.append(kept)
    return found


def above(lines: "Sequence[Piece]", n: int) -> "tuple[tuple[str, Held], ...]":
    """The lines right above one that may be the beginning of its name, the nearest first."""
    return tuple(_above(lines, n))


def _above(lines: "Sequence[Piece]", n: int) -> "Iterator[tuple[str, Held]]":
    for piece in reversed(lines[max(0, n - _MOST) : n]):
        text = squeezed(piece.text)
        if not (piece.held and names.may_begin(text)) or chrome.is_chrome(text) or only_date(text):
            return
        yield text, piece.held


def variants(title: "Title") -> "Iterator[str]":
    """The names that a title may give: its own, then with the lines above it."""
    yield title.organ
    whole = title.text
    for text, _ in title.above:
        whole = text + whole
        yield names.owner(whole)


def known(lines: "Sequence[str]", organs: "Sequence[str]") -> tuple[str, int]:
    """Which of some names, the longest first, the last lines are, and in how many lines."""
    for organ in organs:
        for count in range(1, min(_MOST + 1, len(lines)) + 1):
            if organ and squeezed("".join(lines[-count:])) == organ:
                return organ, count
    return "", 0


def goes_on(piece: "Piece") -> bool:
    """Whether a name may begin in a line and go on in the one below."""
    text = squeezed(piece.text)
    return piece.held in _SET and text[-1:] not in SENTENCE_ENDS and names.may_begin(text)


def joined(pieces: "Sequence[Piece]") -> str:
    """Lines that are one paragraph as one."""
    text = trimmed(pieces[0].text)
    for piece in pieces[1:]:
        text = goes_together(text, trimmed(piece.text))
    return text


def settle(title: "Title", said: Said) -> "tuple[Title, tuple[Note, ...]]":
    """A title with as much of the lines above as is certainly its own.

    What a page's width broke is; and what makes a name of it that stands elsewhere too. Where
    lines are set as the title is and nothing else says where the name begins, it is left out.
    """
    sure = 0
    while sure < len(title.above) and title.above[sure][1] == "broken":
        sure += 1
    whole = list(variants(title))
    at = next(
        (n for n in reversed(range(sure + 1, len(whole))) if _is_said(whole[n], n, title, said)),
        sure,
    )
    settled = title._replace(
        text="".join(text for text, _ in reversed(title.above[:at])) + title.text,
        organ=whole[at],
        above=(),
    )
    doubtful = at < len(title.above) and title.above[at][1] == "alike"
    if not doubtful or whole[at] in said.names:
        return settled, ()
    message = (
        f"标题上面一行是“{title.above[at][0]}”，分不清是不是机关名称的开头，机关名称没有写进去，"
        "请对照原文在 [organ] 的 name 里写机关全称"
    )
    return settled._replace(organ="", doubtful=True), (Note("organ-cut", message, serious=True),)


def _is_said(name: str, count: int, title: "Title", said: Said) -> bool:
    """Whether a name that begins above its title stands elsewhere; near lines need it by itself."""
    held = all(how in _SET for _, how in title.above[:count])
    return name in said.names or (held and name in said.text)
