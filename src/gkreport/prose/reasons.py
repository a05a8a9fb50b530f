"""Reasons of an outcome, told right after it: 不予公开20件，其中……行政执法案卷2件."""

from typing import TYPE_CHECKING, Final

from gkreport.prose.applications import OUTCOMES

if TYPE_CHECKING:
    from gkreport.prose.lexicon import Token
    from gkreport.prose.windows import Window

_OPEN: Final = "公开"
_PARTLY: Final = "outcome.partial"


def reason(window: "Window", token: "Token") -> tuple[str, ...]:
    """Only where the outcome named last is the one that has such a reason."""
    if window.figure.unit not in OUTCOMES or not window.gap("light", token):
        return ()
    if not window.between("lead", window.item(token.start), token.start):
        return ()
    outcomes = [t.kind for t in window.sentence.tokens
                if t.end <= token.start and t.kind.startswith("outcome")]  # fmt: skip
    whole = token.kind.partition(".")[2].partition("-")[0]
    return (token.kind,) if outcomes and outcomes[-1] == f"outcome.{whole}" else ()


def in_full(window: "Window") -> tuple[str, ...]:
    """公开12件 in a list that goes on with those disclosed in part."""
    figure, at = window.figure, window.figure.start - len(_OPEN)
    if figure.unit not in OUTCOMES or not window.text.endswith(_OPEN, 0, figure.start):
        return ()
    next_to = (figure.end, figure.end + 1)
    goes_on = any(t.kind == _PARTLY and t.start in next_to for t in window.sentence.tokens)
    fits = goes_on and window.between("lead", window.item(at), at)
    return ("outcome.full",) if fits else ()
