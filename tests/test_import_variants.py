"""Every real report's figures in many layouts and damages: never a wrong figure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pytest
from judging import Verdict, judge, tally
from strategies import load
from test_corpus import FIGURES, cells_of
from variants import PAGES, Printed, page, truth
from variants_office import OFFICE
from variants_pdf import PDFS
from variants_text import TEXTS, text

from gkreport import forms
from gkreport.form import Address
from gkreport.importers.figures import find
from gkreport.importers.sniff import read

FORMS = [form for id in forms.ids() if (form := forms.load(id)) is not None]  # noqa: A001
GLUED = ("text-glued", "text-half-glued")
"""Layouts in which some figures can be cut in several ways."""
BLANKS_LOST = ("text-cell-a-line", "text-spread", "text-blanks")
"""Layouts in which a row with blank cells may not show how many there are."""
STEP = {"html": 2, "docx": 9, "xlsx": 4}
"""Only every so many reports are printed in layouts that take long; the scoreboard has all."""


def printed() -> list[Printed]:
    """The real reports, ready to be printed."""
    found = []
    for published in FIGURES["reports"]:
        form = load(published["form"])
        branches = {branch for table in form.tables for branch in table.foldable}
        folded = frozenset(branches & set(published["applications"]))
        cells = cells_of(published, form)
        found.append(Printed(published["organ"], published["year"], form, cells, folded))
    return found


REPORTS = printed()
LAYOUTS: dict[str, Callable[[Printed], bytes]] = {
    **{name: lambda p, how=how: page(p, how) for name, how in PAGES.items()},  # type: ignore[misc]
    **{name: lambda p, how=how: text(p, how) for name, how in TEXTS.items()},  # type: ignore[misc]
    **OFFICE,
}
SUFFIX = {"html": "html", "text": "txt", "markdown": "md", "docx": "docx", "xlsx": "xlsx"}
SUFFIX |= {"pdf": "pdf"}


def kind(layout: str) -> str:
    """The kind of file that a layout is printed as."""
    return layout.partition("-")[0]


def verdicts(layout: str, report: Printed) -> Mapping[Address, Verdict]:
    """How well each figure of a report is read that is printed in a layout."""
    data = {**LAYOUTS, **PDFS}[layout](report)
    found = find(read(f"{layout}.{SUFFIX[kind(layout)]}", data), FORMS)
    return judge(found, truth(report))


def scores(layout: str, reports: Sequence[Printed] = REPORTS) -> Counter[Verdict]:
    """How many figures of those reports, printed in that layout, are read how well."""
    return sum((tally(verdicts(layout, p)) for p in reports), Counter[Verdict]())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_figure_is_wrong(layout: str) -> None:
    """What cannot be told apart stays unresolved."""
    exact = 0
    for report in REPORTS[:: STEP.get(kind(layout), 1)]:
        found = verdicts(layout, report)
        right = truth(report)
        blank = {address[:2] for address, value in right.items() if value == ""}
        left = {address[:2] for address, verdict in found.items() if verdict == "unresolved"}
        exact += tally(found)["exact"]
        assert "wrong" not in found.values()
        if layout not in GLUED:
            assert left <= (blank if layout in BLANKS_LOST else set())
    assert exact > 0
