"""Tables drawn with signs, and text that was folded, are what they were before."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import printings

from gkreport.form import Form
from gkreport.importers import ruled
from gkreport.importers.blocks import Line, Origin, Table
from gkreport.importers.folded import unfolded
from gkreport.layout import Slot, lay_out
from gkreport.layout.draw import draw
from gkreport.layout.width import fold

SIGNS = "甲乙丙丁，。（）“”ab 12"
ASCII = str.maketrans("┌┬┐├┼┤└┴┘─│", "+++++++++-|")
SMALL = """\
+----+----+
| 甲 | 乙 |
|    +----+
|    | 3  |
+----+----+"""


def lines(text: str) -> list[Line]:
    return [Line(line, Origin(line=n)) for n, line in enumerate(text.split("\n"), 1)]


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("printing", printings(), ids=lambda p: "-".join((p[0].id, p[1], *p[2])))
def test_a_drawn_table_is_read_as_it_was_laid_out(
    printing: tuple[Form, str, frozenset[str]], columns: int
) -> None:
    layout = lay_out(*printing)
    texts = {slot: slot.text or f"{n}" for n, slot in enumerate(layout.slots)}
    drawn = "\n".join(
        "".join(piece.text for piece in line) for line in draw(layout, texts.__getitem__, columns)
    )
    for text in (drawn, drawn.translate(ASCII)):
        (table,) = ruled.blocks(lines(text))
        assert isinstance(table, Table)
        assert (table.height, table.width) == (layout.height, layout.width)
        found = {c[1:]: "".join(c.text.split()) for c in table.cells}
        assert found == {place(slot): "".join(texts[slot].split()) for slot in layout.slots}


def place(slot: Slot) -> tuple[int, int, int, int]:
    return slot.row, slot.col, slot.rowspan, slot.colspan


def test_what_stands_around_a_drawing_stays() -> None:
    text = f"前\n{SMALL}\n后\n| 丙 | 4 |\n{SMALL}"
    before, one, after, piped, two = ruled.blocks(lines(text))
    assert isinstance(before, Line)
    assert isinstance(after, Line)
    assert (before.text, after.text) == ("前", "后")
    assert [b.origin.table for b in (one, piped, two) if isinstance(b, Table)] == [1, 2, 3]
    assert isinstance(one, Table)
    assert [tuple(c) for c in one.cells] == [
        ("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 1), ("3", 1, 1, 1, 1),
    ]  # fmt: skip
    assert one.origin.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "+----+",
        "+----+\n| 甲 |",
        "+----+\n| 甲 |\n| 乙  |\n+----+",
        "+----+\n+----+\n+----+",
        "+--+--+\n| 甲  |\n+--+--+\n| 1 | 2|\n+--+--+",
        "--+--\n+",
    ],
)
def test_what_is_no_whole_drawing_is_not_lost(text: str) -> None:
    blocks = list(ruled.blocks(lines(text)))
    shown = "".join(
        b.text if isinstance(b, Line) else "".join(c.text for c in b.cells) for b in blocks
    )
    assert {c for c in text if c in "甲乙12"} <= set(shown)


@given(st.text("+-| 甲1\n", max_size=80))
@example(SMALL + "|\n")
def test_nothing_drawn_is_too_odd(text: str) -> None:
    blocks = list(ruled.blocks(lines(text)))
    shown = "".join(
        b.text if isinstance(b, Line) else "".join(c.text for c in b.cells) for b in blocks
    )
    assert {c for c in text if c in "甲1"} <= set(shown)


@given(st.lists(st.text(SIGNS, min_size=1, max_size=200).filter(str.strip), max_size=8),
       st.sampled_from((60, 80, 100)))  # fmt: skip
def test_folded_text_is_put_together_again(texts: list[str], columns: int) -> None:
    """But for blanks at a break; a text without one folded line has nothing to put together."""
    whole = ["　　" + " ".join(text.split()) for text in texts]
    folded = [line for text in whole for line in fold(text, columns)]
    found = [line.text for line in unfolded(folded)]
    bare = ["".join(text.split()) for text in whole]
    assert ["".join(text.split()) for text in found] == bare


@pytest.mark.parametrize(
    "texts",
    [
        ["　　甲，乙", "3"],
        ["　　" + "甲" * 30, "乙" * 10, "　　丙", "0"],
        ["    " + "甲" * 300, "乙"],
        ["甲" * 40, "乙"],
        [],
        [""],
    ],
)
def test_lines_that_no_width_broke_stay_apart(texts: list[str]) -> None:
    assert [line.text for line in unfolded(texts)] == texts
    assert [line.origin.line for line in unfolded(texts)] == list(range(1, len(texts) + 1))
