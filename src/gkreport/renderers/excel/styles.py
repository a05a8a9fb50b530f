"""How the cells of a workbook look."""

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from gkreport.finding import plain

if TYPE_CHECKING:
    from gkreport.finding import Number
    from gkreport.layout import Slot

_FONT: Final = "宋体"
_BOLD: Final = "黑体"
_SIZE: Final = 10.5
_TITLE: Final = "#C6D9F1"
"""The shade behind the title of a stacked table, as on the printed form."""
_RED: Final = {"bg_color": "#F8CBAD", "font_color": "#9C0006"}


class Styles:
    """The styles of one workbook, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - of an extra
        self.book = book
        self.style = cache(self._style)
        self.title = self._plain(font_name=_BOLD, font_size=16, text_wrap=True, align="center")
        self.heading = self._plain(font_name=_BOLD, font_size=12, text_wrap=True, align="left")
        self.line = self._plain(text_wrap=True)
        self.text = self.style(num_format="@", align="center")
        self.wrong = book.add_format(_RED)

    def label(self, slot: "Slot", *, stacked: bool) -> Any:  # noqa: ANN401
        """A heading, or the label of rows: as on the printed form.

        Titles of stacked tables begin at the left, and elsewhere the labels of single rows.
        """
        if stacked and slot.role == "title":
            return self.style(align="left", indent=1, bg_color=_TITLE)
        single = slot.role == "row" and slot.rowspan == 1
        if not stacked and (single or slot.role == "corner"):
            return self.style(align="left", indent=1)
        return self.style(align="center")

    def number(self, value: "Number") -> Any:  # noqa: ANN401
        """A figure with as many decimals as are stated."""
        digits = len(plain(value).partition(".")[2])
        return self.style(align="center", num_format="0." + "0" * digits if digits else "0")

    def _style(self, **settings: str | int) -> Any:  # noqa: ANN401
        """A cell with a border."""
        return self._plain(border=1, text_wrap=True, **settings)

    def _plain(self, **settings: Any) -> Any:  # noqa: ANN401
        usual = {"font_name": _FONT, "font_size": _SIZE, "valign": "vcenter"}
        return self.book.add_format({**usual, **settings})
