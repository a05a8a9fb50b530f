"""The places of hits in texts with fields: rules read the values, the file has the fields."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkreport.finding import Hit, Mend
    from gkreport.report.fields import Expanded
    from gkreport.source.positions import KeyPath

    Texts = Mapping[KeyPath, Expanded]

OWN: Final = frozenset(("unknown-field", "field-unfilled"))
"""The rules that speak of what stays as it is."""


def placed(hits: "Iterable[Hit]", texts: "Texts") -> "Iterator[Hit]":
    """The hits with their places in the texts as they are written.

    What other rules say of a stretch that begins or ends in what should be a field is left out.
    """
    for hit in hits:
        text = texts.get(hit.at) if hit.within and isinstance(hit.at, tuple) else None
        mends = tuple(mend for one in hit.mends if (mend := _mend(one, texts)))
        if text is None or hit.within is None:
            yield hit._replace(mends=mends)
            continue
        if hit.rule in OWN or not _is_cut(hit.within, text):
            yield hit._replace(within=text.back(*hit.within), mends=mends)


def _is_cut(within: tuple[int, int], text: "Expanded") -> bool:
    """Whether a stretch begins or ends in something that should be a field."""
    stays = [piece for piece in text.pieces if piece.fault is not None]
    return any(p.start <= at < p.end for p in stays for at in (within[0], within[1] - 1))


def _mend(mend: "Mend", texts: "Texts") -> "Mend | None":
    """A mend in the text as it is written; none where it would change a field."""
    text = texts.get(mend.at)
    if text is None:
        return mend
    end = mend.start + len(mend.before)
    if text.within(mend.start, end) is not None:
        return None
    return mend._replace(start=text.back(mend.start, end)[0])
