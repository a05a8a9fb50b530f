"""What a page is made of before it is HTML: sections, tables, cells."""

from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.output import visible
from gkreport.survey.page.numbers import enough, number, percent
from gkreport.survey.summary import data

if TYPE_CHECKING:
    from gkreport.survey.page.charts import Chart

NOTHING: Final = "—"
_LONGEST: Final = 240
_UNSEEN: Final = "□"


class Cell(NamedTuple):
    """One figure or word of a table. `sort` is "number", "text", "word" (a short one) or "path"."""

    text: str
    small: str = ""
    """The share, below the number."""
    heat: int = 0
    """How strongly it is tinted, from 0. It repeats what the number says."""
    sort: str = "number"


class Row(NamedTuple):
    """A row of a table: its heading, what stands small below that, and the cells."""

    label: str
    cells: tuple[Cell, ...]
    small: str = ""
    sort: str = "text"


class Table(NamedTuple):
    """A table with one row of headings; the first is over the rows' own."""

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    """What stands in the columns behind the first, where not everywhere a number."""

    def sort(self, n: int) -> str:
        """What stands in a column."""
        return self.sorts[n - 1] if n and self.sorts else "number" if n else "text"


class Section(NamedTuple):
    """A part of the page under a heading of its own."""

    id: str
    title: str
    lead: tuple[str, ...]
    charts: "tuple[Chart, ...]" = ()
    tables: tuple[Table, ...] = ()
    commands: tuple[tuple[str, str], ...] = ()


def section(
    id: str,  # noqa: A002 - the attribute's own word
    lead: tuple[str, ...] = (),
    charts: "tuple[Chart, ...]" = (),
    tables: tuple[Table, ...] = (),
) -> Section:
    """A section with the title and the first sentences that `page.toml` gives it."""
    words = data()["sections"][id]
    return Section(id, words["title"], (*words["lead"], *lead), charts, tables)


def shared(part: int, base: int, *, tinted: bool = False) -> Cell:
    """A number and its share of a base, which is told beside it where it is small."""
    if not base:
        return Cell(NOTHING)
    if not enough(base):
        return Cell(number(part), f"共 {number(base)}")
    steps = data()["heat"]
    heat = sum(part / base > step for step in steps) if tinted else 0
    return Cell(number(part), percent(part, base), heat)


def noted(base: str, *bases: int) -> tuple[str, ...]:
    """What the shares of a table are shares of, and where there are none."""
    told = [f"百分比的底数是{base}。"]
    if any(n > 0 and not enough(n) for n in bases):
        told.append(f"底数不足 {data()['fewest']} 的不算百分比，只写共有几份或几件。")
    return tuple(told)


def shown(text: str, longest: int = _LONGEST) -> str:
    """A text from outside in one line: nothing that a page must not hold, the middle left out."""
    line = " ".join(text.split())
    plain = "".join(c if c.isprintable() else _UNSEEN for c in visible(line))
    if len(plain) <= longest:
        return plain
    half = longest // 2
    return f"{plain[:half]}…{plain[-half:]}"


def word(text: str) -> Cell:
    """A cell with a word that stays on one line."""
    return Cell(text, sort="word")


def sentence(text: str) -> Cell:
    """A cell with words that may run over lines."""
    return Cell(text, sort="text")
