"""The form's labels, and how near a text comes to one."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.figures.fold import bare

if TYPE_CHECKING:
    from gkreport.form import Form, Node, Table

_NUMBER: Final = re.compile(
    r"(?:\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}[、.]|[0-9][.、])"
)
_SHORTEST: Final = 3
"""A wording without its number says enough from this length on."""
_EXACT, _UNNUMBERED, _SHORT, _INSIDE = 1.0, 0.9, 0.62, 0.7
_FUZZY: Final = 0.62
_WINDOW: Final = 6
_LONG: Final = 6
"""A text that ends in a label as it stands is no other label with letters wrong, if it is long."""
_LEAST: Final = 0.6


class Wording(NamedTuple):
    """One way to print a label."""

    full: str
    core: str
    """Without its number."""
    letters: frozenset[str]


class Name(NamedTuple):
    """A node of an axis with all its wordings."""

    node: "Node"
    wordings: tuple[Wording, ...]


def _wording(text: str) -> Wording:
    full = bare(text)
    core = _NUMBER.sub("", full, count=1) if _NUMBER.match(full) else full
    return Wording(full, core, frozenset(core))


@lru_cache(maxsize=512)
def name(node: "Node") -> Name:
    """A node's wordings: the official one first."""
    return Name(node, tuple(_wording(text) for text in (node.label, *node.aliases)))


def number(text: str) -> str:
    """The number that a label begins with, or an empty string."""
    match = _NUMBER.match(text)
    return "" if match is None else match[0]


def closeness(text: str, named: Name) -> float:
    """How well the end of a folded text fits a label: 0 to 1.1, and nothing below 0.6 is one."""
    return max(_near(text, wording) for wording in named.wordings)


def _near(text: str, wording: Wording) -> float:
    full, core, letters = wording
    if text.endswith(full):
        return _EXACT + 0.1 * (len(text) == len(full))
    if text.endswith(core):
        if len(core) >= _SHORTEST:
            return _UNNUMBERED
        return _SHORT if number(text) == number(full) or len(text) == len(core) else 0.0
    if len(core) > _SHORTEST and text.startswith(full + "(") and text.endswith(")"):
        return _INSIDE
    return _fuzzy(text, wording, letters)


def _fuzzy(text: str, wording: Wording, letters: frozenset[str]) -> float:
    window = text[-len(wording.full) - _WINDOW :]
    if len(wording.core) <= _SHORTEST or len(letters.intersection(window)) < 0.6 * len(letters):
        return 0.0
    own = number(window)
    core = window[len(own) :] if own else window
    share = 1 - edits(core, wording.core) / len(wording.core)
    if own and number(wording.full) and own[0] != number(wording.full)[0]:
        share -= 0.1
    return max(share, 0.0) * 0.9 if share >= _FUZZY else 0.0


def edits(text: str, wanted: str) -> int:
    """The fewest changes that turn some end of a text into what is wanted."""
    previous = [0] * (len(text) + 1)
    for n, letter in enumerate(wanted, 1):
        current = [n]
        for m, other in enumerate(text, 1):
            current.append(
                min(previous[m] + 1, current[m - 1] + 1, previous[m - 1] + (letter != other))
            )
        previous = current
    return previous[-1]


@cache
def rows(form: "Form") -> tuple[tuple["Table", Name, bool], ...]:
    """Every row label of a form in printed order, with whether it is a branch.

    A table printed across has no rows of its own and is left out.
    """
    return tuple(
        (table, name(node), node.id in table.rows.branches)
        for table in form.tables
        if not table.across
        for node in table.rows.nodes
    )


def heads(table: "Table") -> tuple[Name, ...]:
    """The labels of a table's columns, branches and leaves."""
    return tuple(name(node) for node in table.columns.nodes)


def around(table: "Table") -> tuple[str, ...]:
    """All that is printed above a table's figures, folded, longest first."""
    texts = [table.title, table.corner, table.band]
    texts += [text for node in table.columns.nodes for text in (node.label, *node.aliases)]
    if table.across:
        texts += [node.label for node in table.rows.nodes]
    return tuple(sorted({bare(text) for text in texts if text}, key=len, reverse=True))


@lru_cache(maxsize=4096)
def fits(text: str, form: "Form") -> tuple[tuple[int, float], ...]:
    """The rows, by place in `rows`, whose label the end of a text is, and how near it is."""
    if not _letters(form).intersection(text):
        return ()
    found = [(n, closeness(text, named)) for n, (_, named, _) in enumerate(rows(form))]
    sure = any(text.endswith(full) for full in _long(form))
    return tuple((n, near) for n, near in found if near >= (_EXACT if sure else _LEAST))


@cache
def _long(form: "Form") -> tuple[str, ...]:
    """The wordings of rows that are long enough to stand for nothing else."""
    every = (w.full for _, named, _ in rows(form) for w in named.wordings)
    return tuple(full for full in every if len(full) > _LONG)


@cache
def _letters(form: "Form") -> frozenset[str]:
    """Every letter of the labels of a form's rows."""
    letters = (w.letters for _, named, _ in rows(form) for w in named.wordings)
    return frozenset().union(*letters)


@cache
def landmarks(form: "Form") -> tuple[str, ...]:
    """What may follow a table: headings, titles and labels, folded."""
    texts = [text for table in form.tables for text in around(table) if len(text) > _SHORTEST]
    for section in form.sections:
        texts += [bare(text) for text in (section.heading, section.title, *section.aliases)]
    texts += [w.full for _, named, _ in rows(form) for w in named.wordings]
    return tuple(sorted(set(texts), key=len, reverse=True))


@cache
def numbered(form: "Form") -> dict[str, tuple[frozenset[str], ...]]:
    """For each digit that begins labels of rows, the letters of those labels."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for _, named, _ in rows(form):
        for wording in named.wordings:
            if wording.full[0].isdecimal():
                digit = wording.full[0]
                found[digit] = (*found.get(digit, ()), frozenset(wording.core[:6]))
    return found
