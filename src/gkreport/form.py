"""A statutory form: sections, and tables that are the product of two ordered trees.

A form file lists each axis as ordered dotted ids with the official label, and the identities as one
line each. Everything else (leaves, addresses, equations, parents) is derived here.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from gkreport import identity
from gkreport.identity import TOTAL, Identity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Kind = Literal["count", "money", "change", "amount"]
Severity = identity.Severity
NUMERALS: Final = "一二三四五六七八九十"


class Address(NamedTuple):
    """The place of one figure. `table` is the key under which a report states the table."""

    table: str
    row: str
    column: str


class Node(NamedTuple):
    """One entry of an axis. `label` is the official wording, `short` fits a narrow column."""

    id: str
    label: str
    short: str
    kind: Kind | None
    aliases: tuple[str, ...]
    foldable: bool
    """Some reports print this branch as a single row."""
    stock: bool
    """A figure that lives on from year to year, so that last year's is worth showing."""

    @property
    def depth(self) -> int:
        """How far below the axis: 1 for a top entry."""
        return self.id.count(".") + 1

    @property
    def is_total(self) -> bool:
        """Whether other figures add up to this one by its name."""
        return self.id.rpartition(".")[2] == TOTAL


class _Axis(NamedTuple):
    nodes: tuple[Node, ...]


class Axis(_Axis):
    """One tree of a table, in printed order, parents before children."""

    @cached_property
    def by_id(self) -> "Mapping[str, Node]":
        """Each node under its id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """The nodes without children: the rows or columns that hold figures."""
        parents = {node.id.rpartition(".")[0] for node in self.nodes}
        return tuple(node for node in self.nodes if node.id not in parents)

    @cached_property
    def branches(self) -> frozenset[str]:
        """The ids of the nodes with children."""
        return frozenset(node.id.rpartition(".")[0] for node in self.nodes) - {""}

    @cached_property
    def depth(self) -> int:
        """How many levels the tree has."""
        return max(node.depth for node in self.nodes)

    def below(self, id: str) -> tuple[Node, ...]:  # noqa: A002 - the field's own word
        """The direct children of a node, or the top entries for an empty id."""
        return tuple(node for node in self.nodes if node.id.rpartition(".")[0] == id)

    def path(self, id: str) -> tuple[Node, ...]:  # noqa: A002
        """A node and all above it, from the top."""
        parts = id.split(".")
        return tuple(self.by_id[".".join(parts[: n + 1])] for n in range(len(parts)))

    def folded(self, branches: frozenset[str]) -> "Axis":
        """The same axis with the named branches printed as single rows."""
        inside = tuple(branch + "." for branch in branches)
        return Axis(tuple(node for node in self.nodes if not node.id.startswith(inside)))


class _Equation(NamedTuple):
    identity: Identity
    where: str
    """The leaf of the other axis."""
    left: tuple[int, ...]
    right: tuple[int, ...]
    last_left: tuple[int, ...]
    last_right: tuple[int, ...]  # into last year's grid of the same shape


class Equation(_Equation):
    """One instance of an identity in a grid: cell indexes on either side, all added."""

    @cached_property
    def holds(self) -> "Callable[[Sequence[Any]], bool]":
        """Whether both sides of full values are equal: the question of every clean report."""
        return identity.balance(self.left, self.right)


class _Grid(NamedTuple):
    table: "Table"
    rows: Axis
    columns: Axis


class Grid(_Grid):
    """A table, branches folded or not: the flat order of its figures, and its equations."""

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Where each figure stands, row by row."""
        key = self.table.key
        return tuple(
            Address(key, row.id, column.id)
            for row in self.rows.leaves
            for column in self.columns.leaves
        )

    @cached_property
    def index(self) -> "Mapping[tuple[str, str], int]":  # type: ignore[override]
        """The flat position of a (row, column)."""
        return {(a.row, a.column): n for n, a in enumerate(self.addresses)}

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """What each figure is."""
        return tuple(
            column.kind or row.kind or "count"
            for row in self.rows.leaves
            for column in self.columns.leaves
        )

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """Every identity of the table, expanded over every leaf of its other axis."""
        return tuple(e for scheme in self.table.identities for e in self._expand(scheme))

    @cached_property
    def in_year(self) -> tuple[Equation, ...]:
        """The equations that hold within one report."""
        return tuple(e for e in self.equations if not e.identity.across_years)

    @cached_property
    def between_years(self) -> tuple[Equation, ...]:
        """The equations with a term of last year's report."""
        return tuple(e for e in self.equations if e.identity.across_years)

    @cached_property
    def _scales(self) -> "tuple[identity.Holds, ...]":
        """Whether each identity within the year holds, for all its leaves at once."""
        width = len(self.columns.leaves)
        found = []
        for scheme in self.table.identities:
            if not scheme.across_years:
                sides = self._firsts(scheme)
                left, right = sides[True, False], sides[False, False]
                found.append(identity.balance_all(left, right, width, scheme.axis))
        return tuple(found)

    def balances(self, values: "Sequence[Any]") -> bool:
        """Whether every equation within the year holds for values of which none is missing."""
        for holds in self._scales:  # noqa: SIM110 - asked of every report
            if not holds(values):
                return False
        return True

    def _firsts(self, scheme: Identity) -> "dict[tuple[bool, bool], tuple[int, ...]]":
        """The cells of the first equation, by whether they stand left and belong to last year."""
        by_row = scheme.axis == "rows"
        ids = tuple(leaf.id for leaf in (self.rows if by_row else self.columns).leaves)
        step = len(self.columns.leaves) if by_row else 1
        sides: dict[tuple[bool, bool], tuple[int, ...]] = {}
        for from_left, side in ((True, scheme.sides.left), (False, scheme.sides.right)):
            for term in side:  # a subtracted term moves to the other side
                slot = (from_left == (term.sign > 0), term.last)
                cells = (ids.index(leaf) * step for leaf in identity.expand(term, ids))
                sides[slot] = (*sides.get(slot, ()), *cells)
        return sides

    def _expand(self, scheme: Identity) -> tuple[Equation, ...]:
        by_row = scheme.axis == "rows"
        step = 1 if by_row else len(self.columns.leaves)
        firsts = self._firsts(scheme)
        sides = [firsts.get((left, last), ()) for last in (False, True) for left in (True, False)]

        def cells(n: int) -> list[tuple[int, ...]]:
            return [tuple(first + n * step for first in side) for side in sides]

        other = self.columns if by_row else self.rows
        return tuple(Equation(scheme, e.id, *cells(n)) for n, e in enumerate(other.leaves))


class _Table(NamedTuple):
    id: str
    key: str
    section: int
    name: str
    title: str
    corner: str
    band: str
    across: bool
    """Printed with the column axis under each row, and no stub."""
    rows: Axis
    columns: Axis
    identities: tuple[Identity, ...]


class Table(_Table):
    """One statutory table. Tables that share a `key` are printed stacked as one."""

    @cached_property
    def _grids(self) -> dict[frozenset[str], Grid]:
        return {}

    @property
    def grid(self) -> Grid:
        """The table as the form prints it."""
        return self.folded(frozenset())

    def folded(self, branches: frozenset[str]) -> Grid:
        """The table with the named branches as single rows, made once per combination."""
        if branches not in self._grids:
            self._grids[branches] = Grid(self, self.rows.folded(branches), self.columns)
        return self._grids[branches]

    @cached_property
    def foldable(self) -> tuple[str, ...]:
        """The branches that may be stated as one row."""
        return tuple(node.id for node in self.rows.nodes if node.foldable)


class Section(NamedTuple):
    """One of the sections. `number` counts from 1."""

    id: str
    number: int
    title: str
    aliases: tuple[str, ...]
    prose: bool
    """Whether the section is a text (else it is a table, with or without text around it)."""
    guide: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The heading as the form prints it."""
        return f"{NUMERALS[self.number - 1]}、{self.title}"


class _Form(NamedTuple):
    id: str
    first_year: int
    last_year: int | None
    basis: str
    title: str
    period: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]


class Form(_Form):
    """One edition of the yearly report's form; `id` is the first year it governs."""

    def __eq__(self, other: object) -> bool:
        """A form is read once, and is itself."""
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def governs(self, year: int) -> bool:
        """Whether a report for that year belongs on this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def printed(self, key: str) -> tuple[Table, ...]:
        """The tables that are printed as one under that key."""
        return tuple(table for table in self.tables if table.key == key)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the printed tables, in order."""
        return tuple(dict.fromkeys(table.key for table in self.tables))
