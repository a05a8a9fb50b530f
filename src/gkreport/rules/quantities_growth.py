"""Percentages and differences of a text against its own figures."""

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from gkreport.prose.growth import changes, growths, out_of_nothing
from gkreport.prose.parts import Share, shares
from gkreport.prose.sentences import blotted
from gkreport.prose.unnamed import bare_shares, done_rates, outcome_shares
from gkreport.rules.quantities_cells import known, meant, values
from gkreport.rules.quantities_glance import paragraph, words
from gkreport.rules.quantities_said import (
    change_hit,
    growth_hit,
    near,
    nothing_hit,
    share_hit,
    table_share_hit,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.finding import Hit, Number
    from gkreport.prose.figures import Figure
    from gkreport.report import Report
    from gkreport.rules.quantities_glance import Text

_WHOLES: Final = ("intake.applied", "intake.answered")
"""What an outcome may be a share of, by the tables."""
_NEW: Final = "intake.new"
_DONE: Final = ("intake.answered",)


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
    yield from _by_tables(text, written, report, {share.percent.start for share, _ in found})
    yield from _changes(text, written, report)


def _changes(text: "Text", written: str, report: "Report") -> "Iterator[Hit]":
    """Growth and differences of two counts, and what cannot have grown."""
    passage, figures = text.passage, text.marks.figures
    for growth in growths(written, figures):
        if not near(growth.exact, growth.percent):
            yield growth_hit(passage, growth)
    for growth in changes(written, figures):
        if growth.change != growth.percent.value:
            yield change_hit(passage, growth)
    if values(report, _NEW) == [0]:
        for start, end, word in out_of_nothing(written, report.year):
            yield nothing_hit(passage, start, end, word)


def _by_tables(text: "Text", written: str, report: "Report", told: "set[int]") -> "Iterator[Hit]":
    """不予公开39件，占6.8%: an outcome of the tables beside no whole."""
    for part, kind, percent in bare_shares(written, text.marks.figures, words()):
        held = [known(report, total) for total in meant((kind,))]
        if percent.start in told or [k and k.value for k in held] != [part.value]:
            continue
        whole = known(report, meant(_DONE)[0])
        wholes = [*_wholes(report, kind), *_counted(text, part)]
        if whole is not None and None not in wholes:
            share = Share(part, part._replace(value=int(whole.value)), percent)
            if whole.value and not _fits(share, [n for n in wholes if n]):
                yield table_share_hit(text.passage, share, whole.sum.title(report))


def _wholes(report: "Report", kind: str) -> "Iterator[Number | None]":
    """What the tables have that an outcome may be a share of: one other outcome may be left out."""
    for whole in _WHOLES:
        yield from values(report, whole)
    done = values(report, _DONE[0])[0]
    for other in words().data["words"]["outcome"]:
        if other not in kind:
            rest = values(report, f"outcome.{other}")[0]
            yield None if rest is None or done is None else done - rest


def _counted(text: "Text", part: "Figure") -> "Iterator[Number]":
    """The counts of a text, and the sums of those of the paragraph that stand in a row."""
    start, stop = paragraph(text.passage.text, part.start)
    same = [f for f in text.marks.figures if f.unit == part.unit]
    here = [f.value for f in same if start <= f.start < stop]
    yield from (f.value for f in same)
    for first in range(len(here)):
        yield from accumulate(here[first:])


def _stated(report: "Report") -> "list[Number]":
    return [n for kind in _WHOLES for n in values(report, kind) if n]


def _fits(share: "Share", wholes: "Iterable[Number]") -> bool:
    """Whether the percentage is that of the part in one of several wholes."""
    return any(near(share.of(n), share.percent) for n in wholes)
