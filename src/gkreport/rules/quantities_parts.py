"""Wholes and parts of the texts: lists, channels, halves of the year, what came in and went out."""

from typing import TYPE_CHECKING, Final

from gkreport.finding import plain
from gkreport.prose.closed import closed
from gkreport.prose.parts import contradictions
from gkreport.prose.sentences import blotted
from gkreport.prose.unnamed import channels, halves, lists_channels
from gkreport.rules.quantities_cells import known, meant, values
from gkreport.rules.quantities_glance import words
from gkreport.rules.quantities_said import HINT, apart, split_hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit
    from gkreport.prose.figures import Figure
    from gkreport.prose.parts import Split
    from gkreport.report import Report
    from gkreport.rules import Passage
    from gkreport.rules.quantities_read import Prose, Told

_HALF: Final = "下半年"
_FLOW: Final = ("intake.new", "intake.received")
_CASES: Final = frozenset("件宗份")
_TAKEN: Final = "intake.received"
_DONE: Final = "intake.answered"
_PAIR: Final = 2
"""What was dealt with and what is left."""


def splits(found: "Prose", passage: "Passage", figures: "list[Figure]") -> "Iterator[Hit]":
    """Lists behind 其中, 分别, 除; one that leaves nothing out is told as such."""
    whole = {
        split.whole.start: split
        for split in closed(blotted(passage.text), figures, words())
        if not _by_tables(split, found.report)
    }
    listed = [
        s for s in contradictions(passage.text, figures, words()) if s.whole.start not in whole
    ]
    for split in (*whole.values(), *listed):
        if not _told(found, passage, split):
            yield split_hit(passage, split)


def _by_tables(split: "Split", report: "Report") -> bool:
    """Whether the parts are those of the tables, and the whole but another way to count.

    收到15件，除2件结转外，其余14件已办结 is right where one of last year's was dealt with, too.
    """
    if split.whole.unit not in _CASES:
        return False
    taken, done = values(report, _TAKEN), values(report, _DONE)
    parts = [part.value for part in split.parts]
    if None in taken or None in done or split.total in taken:
        return True
    return len(parts) == _PAIR and any(part in done for part in parts)


def unnamed(found: "Prose") -> "Iterator[Hit]":
    """Lists by channel, and both halves of a year."""
    readers = [halves] if _HALF in found.spotted else []
    for passage, (figures, *_) in found.texts:
        listed = lists_channels(passage.text, figures, words())
        text = blotted(passage.text) if listed or readers else ""
        for read in (channels, *readers) if listed else readers:
            for split in read(text, figures, words()):
                if not _told(found, passage, split):
                    yield split_hit(passage, split)


def _told(found: "Prose", passage: "Passage", split: "Split") -> bool:
    """Whether one of the figures is already held against a table."""
    places = {f.start for f in (split.whole, *split.parts)}
    return any(
        d.told.passage is passage and d.told.statement.figure.start in places for d in found.differs
    )


def flows(found: "Prose") -> "Iterator[Hit]":
    """新收 and 上年结转 against 办结 and 结转下年度 in one sentence."""
    by_sentence: dict[int, list[Told]] = {}
    for one in found.told:
        by_sentence.setdefault(id(one.statement.sentence), []).append(one)
    against = {id(d.told.statement.sentence) for d in found.differs}
    for key, group in by_sentence.items():
        if key in against or len(group) < len(_TERMS):
            continue
        terms = {t.statement.kinds[0]: t for t in group if len(t.statement.kinds) == 1}
        if not _unchecked(group, found.report):
            continue
        received = next((terms[k] for k in _FLOW if k in terms), None)
        if received is not None and all(k in terms for k in _TERMS):
            yield from _flow(received, *(terms[k] for k in _TERMS))


def _unchecked(group: "list[Told]", report: "Report") -> bool:
    """Whether a sentence has these four counts only, and the tables do not have them."""
    sentence = group[0].statement.sentence
    counts = [f for f in sentence.figures if f.unit == group[0].statement.figure.unit]
    wide = [bool(told.statement.scope) for told in group]
    sums = (s for told in group for s in meant(told.statement.kinds))
    return len(counts) == len(_TERMS) + 1 and (
        all(wide) or any(known(report, total) is None for total in sums)
    )


_TERMS: Final = ("flow.brought", "intake.answered", "flow.carried")


def _flow(received: "Told", brought: "Told", done: "Told", carried: "Told") -> "Iterator[Hit]":
    values = [t.statement.figure.value for t in (received, brought, done, carried)]
    new, old, answered, left = values
    if answered + left in (new, new + old) or (answered in (new, new + old) and not left):
        return

    text = (
        f"收到 {plain(new)} 加上年结转 {plain(old)} 是 {plain(new + old)}，"
        f"办结 {plain(answered)} 加结转下年度 {plain(left)} 是 {plain(answered + left)}，"
        + apart(answered + left - new - old)
    )
    last = carried.statement.figure
    start = received.statement.figure.start
    yield carried.passage.hit(
        "parts-differ", text, min(start, last.start), last.end,
        found=plain(answered + left), expected=plain(new + old), hint=HINT,
    )  # fmt: skip
