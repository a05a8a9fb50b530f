"""Tables of a printed report, put together again where pages cut them."""

from typing import Any

from gkreport.renderers.page import Page


def rejoined(pieces: list[list[list[Any]]], shown: Page) -> list[list[list[Any]]]:
    """Tables from pieces in order: one that lacks rows goes on, under its head if it has one."""
    layouts = [part.table.layout for part in shown.parts if part.table]
    joined: list[list[list[Any]]] = []
    for rows in pieces:
        layout = layouts[len(joined) - 1]
        if not joined or len(joined[-1]) >= layout.height:
            joined.append(rows)
            continue
        head = layout.head
        above, again = _shown(joined[-1][:head]), _shown(rows[:head])
        assert above == again, "a head that is not repeated"
        assert len(rows) > head, "a head alone"
        joined[-1] = [*joined[-1], *rows[head:]]
    return joined


def _shown(rows: list[list[Any]]) -> list[str]:
    """What stands in rows: how many places a spanning cell takes depends on the rows below."""
    return [cell for row in rows for cell in row if cell]
