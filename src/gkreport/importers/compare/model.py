"""What holding a report against the published text gives."""

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from gkreport.importers.blocks import Origin

if TYPE_CHECKING:
    from gkreport.form import Address
    from gkreport.source.positions import KeyPath

Kind = Literal[
    "organ", "year", "title", "date", "contact", "heading", "text", "form", "table", "row", "figure"
]
Status = Literal["different", "unknown", "note"]
_SPACE: Final = re.compile(
    r"[\s\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]+"
)
"""White space, and marks without a shape that change nothing of what is seen."""
_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0x200B)
_ALIKE: Final = str.maketrans("“”‘’〈〉—–－·〔〕【】", "\"\"''<>---.()[]") | {
    0x2022: ".",
    0x2212: "-",
}


class Difference(NamedTuple):
    """One thing that is not the same in both, or that could not be made out."""

    kind: Kind
    status: Status
    """"note" is a difference of form only: full-width signs, division into paragraphs."""
    name: str
    """What it is, as a person calls it."""
    ours: str
    """What the report file says, empty where it says nothing."""
    theirs: str
    at: "KeyPath | None" = None
    within: tuple[int, int] | None = None
    """A stretch of the text that stands at the path."""
    origin: Origin = Origin()
    address: "Address | None" = None
    remark: str = ""
    """What else there is to say, as a sentence without its end."""


class Compared(NamedTuple):
    """All differences in the order of the report, and how much was held against each other."""

    differences: tuple[Difference, ...]
    figures: int
    paragraphs: int

    def of(self, status: Status) -> tuple[Difference, ...]:
        """Those of one status."""
        return tuple(d for d in self.differences if d.status == status)


def printed(text: str) -> str:
    """A text of the report as our documents print it, as long as before.

    They have no marks that turn the direction. A published text that has them is not the same.
    """
    return text if text.isprintable() else text.translate(_TURNING)


def bare(text: str) -> str:
    """A text without white space, which publishing changes at will."""
    return _SPACE.sub("", text)


def folded(text: str) -> str:
    """A text without what full-width and half-width signs tell apart."""
    return unicodedata.normalize("NFKC", bare(text).translate(_ALIKE)).translate(_ALIKE).lower()
