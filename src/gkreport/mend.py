"""Put right in a report file what findings offer to mend, character by character, and no more.

Comments, layout, escapes and line ends stay as they are. Only texts are touched, never a figure.
"""

from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.source import toml
from gkreport.source.positions import index
from gkreport.source.strings import spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gkreport.finding import Finding, Mend
    from gkreport.source import Source
    from gkreport.source.positions import KeyPath, Positions

_TEXTS: Final = ("title", "headings", "sections")
"""The keys of a report that hold texts of the printed report."""
_ROUNDS: Final = 20
_REACH: Final = 4
_SPECIAL: Final = "\"'\\"
"""What would have to be escaped in one kind of string or another."""


class Done(NamedTuple):
    """A mend that was made."""

    finding: "Finding"
    mend: "Mend"
    offset: int
    """Where it stands in the text as it was at first."""
    before: str
    """The stretch with what stood beside it in the same line; then the same, all of it mended."""
    after: str


class Mended(NamedTuple):
    """The new text, and what was done in the order of the text."""

    text: str
    done: tuple[Done, ...]


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


_Changes = dict[int, str]
"""Characters of a value, and what becomes of each."""


def mend(
    source: "Source",
    findings: "Iterable[Finding]",
    again: "Callable[[Source], Iterable[Finding]]",
) -> Mended:
    """Make every mend that is offered, and those that are offered then, until there are none.

    `again` says what is found in a new text. Raises ValueError where anything but the mended
    stretches would change.
    """
    done: list[Done] = []
    history: list[list[_Edit]] = []
    for _ in range(_ROUNDS):
        made = _Round(source)
        for finding in findings:
            for one in finding.hit.mends:
                made.take(finding, one)
        if not made.edits:
            return Mended(source.text, tuple(sorted(done, key=lambda d: d.offset)))
        done += (d._replace(offset=_at_first(d.offset, history)) for d in made.done())
        source = source._replace(text=made.text())
        history.append(sorted(made.edits))
        findings = again(source)
    raise ValueError("one mend undoes another")


class _Round:
    """The mends of one round; a character is changed by the first that asks for it."""

    def __init__(self, source: "Source") -> None:
        self.source = source
        self.positions: Positions = index(source.text)
        self.data: dict[str, Any] = toml.parse(source).values or {}
        self.changes: dict[KeyPath, _Changes] = {}
        self.edits: list[_Edit] = []
        self.taken: list[tuple[Finding, Mend, int]] = []

    def take(self, finding: "Finding", one: "Mend") -> None:
        """Make a mend, unless another has changed the same characters in this round."""
        value, start = self.value(one.at), one.start
        if not value.startswith(one.before, start):
            raise ValueError(f"the text at {one.at} is another")
        wanted = _changes(one)
        if not wanted or not self.changes.setdefault(one.at, {}).keys().isdisjoint(wanted):
            return
        self.changes[one.at].update(wanted)
        base, end = self.positions.values[one.at]
        places = spans(self.source.text[base:end])
        edits = [_Edit(base + places[n][0], base + places[n][1], s) for n, s in wanted.items()]
        self.edits += edits
        self.taken.append((finding, one, base + places[start][0]))

    def value(self, path: "KeyPath") -> str:
        """The text at a path. Raises ValueError where there is none that may be mended."""
        value: Any = self.data
        for step in path:
            value = value[step]
        if path[0] not in _TEXTS or not isinstance(value, str) or path not in self.positions.values:
            raise ValueError(f"no text to be mended at {path}")
        return value

    def done(self) -> "Iterator[Done]":
        """What was taken, before the values are changed."""
        for finding, one, offset in self.taken:
            value, changes = self.value(one.at), self.changes[one.at]
            near = _near(value, one.start, one.start + len(one.before))
            after = "".join(changes.get(n, value[n]) for n in near)
            yield Done(finding, one, offset, value[near.start : near.stop].strip(), after.strip())

    def text(self) -> str:
        """The new text of the file. Raises ValueError where it would say anything else as well."""
        new = self.source.text
        for edit in sorted(self.edits, reverse=True):
            new = new[: edit.start] + edit.text + new[edit.end :]
        for path, changes in self.changes.items():
            holder: Any = self.data
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = "".join(changes.get(n, c) for n, c in enumerate(holder[path[-1]]))
        read = toml.parse(self.source._replace(text=new)).values
        if repr(read) != repr(self.data):  # not by ==: 1 is not 1.0 here, and nan is nan
            raise ValueError("more would change than what is mended")
        return new


def _changes(one: "Mend") -> _Changes:
    """The characters that a mend changes, by their index in the value."""
    before, after = one.before, one.after
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    kept, gone = len(list(same)), [""] * (len(before) - len(after))
    new = [*after[:kept], *gone, *after[kept:]]  # what goes is behind what both begin with
    pairs = enumerate(zip(before, new, strict=False), one.start)
    changes = {n: c for n, (old, c) in pairs if c != old}
    put_in = "".join(changes.values())
    if len(after) > len(before) or set(put_in) & set(_SPECIAL) or not put_in.isprintable():
        raise ValueError(f"{after!r} cannot be put in for {before!r}")
    return changes


def _near(value: str, start: int, end: int) -> range:
    """A stretch with what stands beside it in the same line."""
    first = max(value.rfind("\n", 0, start) + 1, start - _REACH)
    return range(first, end + len(value[end : end + _REACH].partition("\n")[0]))


def _at_first(offset: int, history: "list[list[_Edit]]") -> int:
    """Where a character of the text stood before all rounds."""
    for edits in reversed(history):
        shift = 0
        for edit in edits:
            if edit.start + shift >= offset:
                break
            shift += len(edit.text) - (edit.end - edit.start)
        offset -= shift
    return offset
