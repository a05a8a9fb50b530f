"""Glued digits cut into cells: every way there is, within bounds."""

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_DIGITS: Final = 9
"""No cell among several has more."""
_STEPS: Final = 20_000
"""So many attempts, then the run stays uncut."""
_MOST: Final = 64

Cut = tuple[int, ...]


class Part(NamedTuple):
    """One sum within a run."""

    holds: bool
    digits: str


class Sums(NamedTuple):
    """The sums within a run of cells: the place of each total, and of its parts."""

    totals: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

    def holds(self, cut: "Sequence[int]") -> bool:
        """Whether all hold."""
        return all(
            sum(cut[n] for n in left) == sum(cut[n] for n in right) for left, right in self.totals
        )

    def parts(self, cut: "Sequence[int]") -> "Iterator[Part]":
        """Each sum: whether it holds, and the digits of its cells."""
        for left, right in self.totals:
            whole = sorted((*left, *right))
            holds = sum(cut[n] for n in left) == sum(cut[n] for n in right)
            yield Part(holds, "".join(str(cut[n]) for n in whole))

    def done(self, cut: "Sequence[int]") -> bool:
        """Whether those that can be added already hold."""
        size = len(cut)
        return all(
            sum(cut[n] for n in left) == sum(cut[n] for n in right)
            for left, right in self.totals
            if max(*left, *right) == size - 1
        )


class TooMany(Exception):  # noqa: N818 - a bound, no mishap
    """There are more ways to cut than are worth trying."""


def cuts(
    tokens: "Sequence[str]",
    cells: int,
    sums: Sums | None = None,
    fixed: "Mapping[int, int] | None" = None,
) -> tuple[Cut, ...]:
    """Every way to cut tokens of digits into so many cells without leading zeros.

    The ends of a token are ends of cells. With `sums` only cuts for which they hold, with
    `fixed` only those with these figures at these places. Raises TooMany.
    """
    found: list[Cut] = []
    for step, cut in enumerate(_grow(tuple(tokens), cells, sums, fixed or {})):
        if step > _STEPS:
            raise TooMany
        if cut is not None:
            found.append(cut)
            if len(found) > _MOST:
                raise TooMany
    return tuple(found)


def _grow(
    tokens: tuple[str, ...], cells: int, sums: Sums | None, fixed: "Mapping[int, int]"
) -> "Iterator[Cut | None]":
    """Every cut, and None for each step on the way."""
    behind = [0] * (len(tokens) + 1)
    for n in range(len(tokens) - 1, -1, -1):
        behind[n] = behind[n + 1] + len(tokens[n])
    stack: list[tuple[int, int, Cut]] = [(0, 0, ())]
    while stack:
        token, at, cut = stack.pop()
        yield None
        wanted = cells - len(cut)
        if token == len(tokens):
            if not wanted:
                yield cut
            continue
        left = behind[token] - at
        if wanted < len(tokens) - token or left < wanted or left > wanted * _DIGITS:
            continue
        text = tokens[token]
        longest = 1 if text[at] == "0" else min(_DIGITS, len(text) - at, left - wanted + 1)
        for length in range(longest, 0, -1):
            grown = (*cut, int(text[at : at + length]))
            if fixed.get(len(cut), grown[-1]) == grown[-1] and (sums is None or sums.done(grown)):
                end = at + length
                stack.append((token + 1, 0, grown) if end == len(text) else (token, end, grown))
