"""Percentages and differences of a text against its own figures."""

from typing import TYPE_CHECKING, Final

from gkreport.prose.growth import changes, growths
from gkreport.prose.parts import shares
from gkreport.prose.sentences import blotted
from gkreport.prose.unnamed import done_rates, outcome_shares
from gkreport.rules.quantities_cells import values
from gkreport.rules.quantities_glance import words
from gkreport.rules.quantities_said import change_hit, growth_hit, near, share_hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.finding import Hit, Number
    from gkreport.prose.parts import Share
    from gkreport.report import Report
    from gkreport.rules.quantities_glance import Text

_WHOLES: Final = ("intake.applied", "intake.answered")
"""What an outcome may be a share of, by the tables."""


def against(text: "Text", report: "Report") -> "Iterator[Hit]":
    """Every percentage, and every difference, that the figures beside it do not come to."""
    passage, figures = text.passage, text.marks.figures
    written = blotted(passage.text)
    found = [(share, False) for share in shares(written, figures, words())]
    found += [(share, True) for share in outcome_shares(written, figures, words())]
    found += [(share, True) for share in done_rates(written, figures, words())]
    for share, outcome in found:
        wholes = (share.whole.value, *share.others)
        if not _fits(share, wholes) and not (outcome and _fits(share, _stated(report))):
            yield share_hit(passage, share)
    for growth in growths(written, figures):
        if not near(growth.exact, growth.percent):
            yield growth_hit(passage, growth)
    for growth in changes(written, figures):
        if growth.change != growth.percent.value:
            yield change_hit(passage, growth)


def _stated(report: "Report") -> "list[Number]":
    return [n for kind in _WHOLES for n in values(report, kind) if n]


def _fits(share: "Share", wholes: "Iterable[Number]") -> bool:
    """Whether the percentage is that of the part in one of several wholes."""
    return any(near(share.of(n), share.percent) for n in wholes)
