"""Every real report's figures in many layouts and damages: never a wrong figure."""

from collections import Counter
from collections.abc import Callable
from itertools import starmap

import pytest
from judging import Verdict, judge, tally
from strategies import load
from test_corpus import FIGURES, cells_of
from variants import PAGES, Printed, page, truth
from variants_office import OFFICE
from variants_text import TEXTS, text

from gkreport import forms
from gkreport.importers.figures import find
from gkreport.importers.sniff import read

FORMS = [form for id in forms.ids() if (form := forms.load(id)) is not None]  # noqa: A001
GLUED = ("text-glued", "text-half-glued")
"""Layouts in which some figures can be cut in several ways."""


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


def scores(layout: str, reports: list[Printed] = REPORTS) -> Counter[Verdict]:
    """How many figures of those reports, printed in that layout, are read how well."""
    return sum(starmap(_score, ((layout, p) for p in reports)), Counter[Verdict]())


def _score(layout: str, report: Printed) -> Counter[Verdict]:
    name = f"{layout}.{SUFFIX[layout.partition('-')[0]]}"
    found = find(read(name, LAYOUTS[layout](report)), FORMS)
    return tally(judge(found, truth(report)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_figure_is_wrong(layout: str) -> None:
    """What cannot be told apart stays unresolved."""
    score = scores(layout)
    assert score["wrong"] == 0
    assert score["exact"] > 0
    if layout not in GLUED:
        assert score["unresolved"] == 0
