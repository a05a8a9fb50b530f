"""The counts of a summary as tables ask for them: a few years apart, kinds that are known."""

from collections import Counter
from typing import TYPE_CHECKING, Final

from gkreport.report.keys import KINDS
from gkreport.survey.summary import data

if TYPE_CHECKING:
    from gkreport.survey.summary import Key, Summary

UNKNOWN: Final = ""
OTHER: Final = "other"
_PLACES: Final = {
    "report": (1, 2), "rule": (2, 3), "failing": (2, 3), "uneven": (1, 2), "due": (1, None),
    "sum": (1, 2), "stating": (1, 2), "having": (1, 2),
}  # fmt: skip
"""Where in a key the year and the kind stand."""
_KINDS: Final = dict(KINDS)


class Tally:
    """A summary's counts, years beyond those shown and kinds that nobody knows put together."""

    def __init__(self, summary: "Summary") -> None:
        raw: Counter[str] = Counter()
        for key, many in summary.counts.items():
            if key[0] == "report":
                raw[key[1]] += many
        known = sorted((-many, year) for year, many in raw.items() if year)
        self._apart = sorted(year for _, year in known[: data()["years"]])
        self._counts: dict[str, Counter[Key]] = {}
        for key, many in summary.counts.items():
            self._counts.setdefault(key[0], Counter())[self._folded(key)[1:]] += many
        told = {key[0] for key in self.group("report", 0)}
        last = [year for year in (OTHER, UNKNOWN) if year in told]
        self.years = (*self._apart, *last)
        kinds = {key[0] for key in self.group("report", 1)}
        self.kinds = tuple(kind for kind in (*_KINDS, UNKNOWN) if kind in kinds)

    def _folded(self, key: "Key") -> "Key":
        places = _PLACES.get(key[0])
        if places is None:
            return key
        parts = list(key)
        year, kind = places
        if parts[year] not in self._apart and parts[year]:
            parts[year] = OTHER
        if kind is not None and parts[kind] not in _KINDS:
            parts[kind] = UNKNOWN
        return tuple(parts)

    def group(self, word: str, *places: int) -> "Counter[Key]":
        """The counts of one sort, by some places of the key behind its first word."""
        found: Counter[Key] = Counter()
        for key, many in self._counts.get(word, {}).items():
            found[tuple(key[place] for place in places)] += many
        return found

    def total(self, word: str) -> int:
        """All counts of one sort."""
        return self.group(word)[()]


def year_name(year: str) -> str:
    """A year as it is shown."""
    return {UNKNOWN: "年度不明", OTHER: "其他年度"}.get(year, f"{year}年")


def kind_name(kind: str) -> str:
    """A kind of organ as it is shown."""
    return _KINDS.get(kind, "类别不明")
