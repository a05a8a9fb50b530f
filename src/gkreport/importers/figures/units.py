"""The unit of money that a table's heads name, where it is not the form's own."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.blocks import Line, Table
from gkreport.importers.figures import columns, heads
from gkreport.importers.figures.fold import bare
from gkreport.report.cells import Gap
from gkreport.report.cells import read as stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.form import Kind
    from gkreport.importers.figures.cells import Read
    from gkreport.importers.figures.items import Item
    from gkreport.importers.figures.pages import Page

_NAMED: Final = re.compile(
    r"(?:单位[:是为]?\(?|金?额[:(]?|以)(?:人民币)?(?P<unit>[0-9十百千万亿]{0,3}元)"
    r"|\((?:人民币)?(?P<alone>[十百千万亿]{0,3}元)\)"
)
KINDS: "Final[dict[Kind, str]]" = {"money": "万元", "amount": "元"}
"""The unit in which a figure of each kind is stated without one."""
_ZEROS: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_ABOVE: Final = 3
"""In so many blocks above a table its title is looked for."""
_SHORT: Final = 60


class Stated(NamedTuple):
    """A figure in a unit of its own, and what it is in the form's."""

    value: str
    candidates: tuple[str, ...]


def foreign(page: "Page", item: "Item", first: "Item", kind: "Kind") -> str:
    """The unit that the heads of a row name, if it is not the form's own; else empty."""
    usual = KINDS.get(kind, "")
    for text in _heads(page, item, first) if usual else ():
        named = [match["unit"] or match["alone"] for match in _NAMED.finditer(text)]
        if named:
            last: str = named[-1]
            before = last[: -len(usual)] if last.endswith(usual) else "".join(_ZEROS)
            return last if _ZEROS.keys() & set(before) else ""
    return ""


def _heads(page: "Page", item: "Item", first: "Item") -> "Iterator[str]":
    """The heads of a row, nearest first; `first`: the first row of what is printed together."""
    for one in (item, first):
        block = page.blocks[one.block]
        if not one.grid:
            yield one.label
        elif isinstance(block, Table):
            filled = (i.start for i in page.items if i.block == one.block and i.filled)
            yield columns.words(block, columns.heads_above(one.start, frozenset(filled)))
            yield heads.before(page.blocks, one.block)
    above = heads.stated(page.blocks, first.block, _ABOVE)
    yield "".join(bare(b.text) for b in above if isinstance(b, Line) and len(b.text) < _SHORT)


def with_unit(read: "Read", raw: str, unit: str, kind: "Kind") -> Stated | None:
    """A figure as it stands with the unit of its heads, None where the unit changes nothing."""
    number = read.number
    if not unit or not number or "元" in raw:
        return None
    mine, usual = (sum(_ZEROS.get(sign, 0) for sign in u) for u in (unit, KINDS[kind]))
    told = Decimal(number).scaleb(mine - usual)
    plain = format(told, "f")
    shown = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return Stated(raw.strip() + unit, (shown,))


def doubtful(read: "Read", kind: "Kind") -> bool:
    """Whether a cell's text is neither a figure nor anything else that may stand in its place."""
    if read.how != "text":
        return False
    stands = stated(bare(str(read.value)), kind)
    return not isinstance(stands, Gap) or stands.why != "text"
