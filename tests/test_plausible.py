"""Figures that add up and are hard to believe, and numbers torn in two."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from short_report import IMPROVEMENTS, heard, heavy, short
from strategies import Cells, check, load, patterned, report, reports, text
from test_corpus import FIGURES, REPORTS, source

from gkreport.form import Address

OF_FIGURES = {
    "stock-below-issue", "impossible-rules", "yuan-for-ten-thousand", "finer-than-cents",
    "mostly-other", "large-backlog", "torn-number", "suits-above-reviews",
}  # fmt: skip
"""Rules that look at figures alone."""
FORM = load("2021")
FIRST = "[proactive_disclosure]\n"
THIRD = "[applications]\n"
FOURTH = "[remedies]\n"


def file(published: dict[str, Any]) -> str:
    """A published report as a file; the city's is its government's, which can make rules."""
    written = source(published)
    if published["organ"].endswith("宿迁市"):
        written = written.replace('"department"', '"government"').replace('"county"', '"city"')
    return written


BY_YEAR = {(r["organ"], r["year"]): r for r in FIGURES["reports"]}


@pytest.mark.parametrize("published", REPORTS)
def test_the_figures_of_published_reports_are_believed(published: dict[str, Any]) -> None:
    """None of the 45 reports has a figure that is doubted, each with its year before beside it."""
    before = BY_YEAR.get((published["organ"], published["year"] - 1))
    found = check(file(published), report(file(before)) if before else None)
    assert [f.hit.message for f in found if f.name in OF_FIGURES] == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("[5, 0, 3]", ["warning"]),
        ("[5, 1, 3]", []),
        ("[5, 0, 5]", []),
        ("[0, 0, 9]", []),
        ("[0, 0, 0]", []),
        ('[5, 0, ""]', []),
        ('[5, "", 3]', []),
        ('["", 0, 3]', []),
    ],
)
@pytest.mark.parametrize("name", ["rules", "normative_documents"])
def test_stock_and_issue(name: str, row: str, expected: list[str]) -> None:
    text = short(tables=f"{FIRST}{name} = {row}", organ="")
    assert heavy(text, "stock-below-issue") == expected


@pytest.mark.parametrize(
    ("kind", "level", "expected"),
    [
        ("department", "county", ["error"]),
        ("department", "city", ["error"]),
        ("department", "province", ["error"]),
        ("department", "national", []),
        ("government", "county", ["error"]),
        ("government", "township", ["error"]),
        ("government", "city", []),
        ("government", "province", []),
        ("township", "", ["error"]),
        ("township", "township", ["error"]),
        ("authorized", "county", ["error"]),
        ("authorized", "national", []),
        ("department", "", []),
        ("government", "", []),
        ("", "county", ["warning"]),
        ("", "city", []),
        ("", "", []),
    ],
)
def test_who_can_make_rules(kind: str, level: str, expected: list[str]) -> None:
    """What is not stated is not held against anyone."""
    stated = [f'{k} = "{v}"' for k, v in (("kind", kind), ("level", level)) if v]
    text = short(tables=f"{FIRST}rules = [1, 0, 4]", organ="\n".join(stated))
    assert heavy(text, "impossible-rules") == expected


@pytest.mark.parametrize(
    ("form", "year", "row", "expected"),
    [
        ("2021", 2025, "[0, 0, 0]", []),
        ("2021", 2025, "[0, 0, 6]", ["规章一行填了现行有效件数 6，本机关没有规章制定权"]),
        ("2021", 2025, '["/", "/", "/"]', []),
        ("2019", 2020, "[0, 0, 7]", []),
        ("2019", 2020, "[1, 0, 7]", ["规章一行填了本年新制作数量 1，本机关没有规章制定权"]),
    ],
)
def test_which_cells_speak_of_making_rules(
    form: str, year: int, row: str, expected: list[str]
) -> None:
    """The old form also counts what others made and the organ only published."""
    text = short(form=form, year=year, tables=f"{FIRST}rules = {row}")
    assert [message for _, message in heard(text, "impossible-rules")] == expected


@pytest.mark.parametrize(
    ("level", "fees", "before", "expected"),
    [
        ("county", "1234500", None, ["warning"]),
        ("county", "999999", None, []),
        ("county", "59237.2449", None, []),
        ("city", "1234500", None, []),
        ("city", "12345000", None, ["warning"]),
        ("township", "123450", None, ["warning"]),
        ("", "99999999", None, []),
        ("", "836200", "79.51", ["warning"]),
        ("", "836200", "79510", []),
        ("", "836200", "0", []),
        ("", "836200", '"/"', []),
        ("county", "0", "79.51", []),
        ("county", '""', "79.51", []),
    ],
)
def test_fees_in_the_wrong_unit(
    level: str, fees: str, before: str | None, expected: list[str]
) -> None:
    organ = f'level = "{level}"' if level else ""
    last = report(short(year=2024, tables=f"{FIRST}fees = {before}")) if before else None
    text = short(organ=organ, tables=f"{FIRST}fees = {fees}")
    assert heavy(text, "yuan-for-ten-thousand", last) == expected


@pytest.mark.parametrize(
    ("kind", "level", "fees", "expected"),
    [
        ("department", "county", "123500", ["note"]),
        ("department", "county", "24252.31", []),
        ("township", "township", "3500", ["note"]),
        ("government", "county", "72701.2578", []),
        ("", "county", "123500", []),
        ("department", "city", "123500", []),
    ],
)
def test_fees_that_a_single_organ_hardly_collects(
    kind: str, level: str, fees: str, expected: list[str]
) -> None:
    text = short(organ=f'kind = "{kind}"\nlevel = "{level}"' if kind else f'level = "{level}"',
                 tables=f"{FIRST}fees = {fees}")  # fmt: skip
    assert heavy(text, "yuan-for-ten-thousand") == expected


@pytest.mark.parametrize(
    ("fees", "expected"),
    [("24252.311082", []), ("1.1000000", []), ("12", []), ("12.3456789", ["note"]), ('""', [])],
)
def test_money_finer_than_a_cent(fees: str, expected: list[str]) -> None:
    assert heavy(short(tables=f"{FIRST}fees = {fees}"), "finer-than-cents") == expected


def row(name: str, total: int) -> str:
    return f"{name} = [{total}, 0, 0, 0, 0, 0, {total}]\n"


@pytest.mark.parametrize(
    ("other", "outcome", "expected"),
    [(6, 10, ["note"]), (5, 10, []), (9, 9, []), (143, 718, []), (0, 0, [])],
)
def test_most_results_are_other(other: int, outcome: int, expected: list[str]) -> None:
    tables = THIRD + row("outcome.otherwise.other", other) + row("outcome.total", outcome)
    assert heavy(short(tables=tables), "mostly-other") == expected


@pytest.mark.parametrize(
    ("received", "opening", "left", "expected"),
    [
        (40, 0, 11, ["note"]),
        (40, 4, 11, []),
        (40, 0, 10, []),
        (9, 0, 9, []),
        (713, 36, 31, []),
        (0, 0, 0, []),
    ],
)
def test_the_backlog(received: int, opening: int, left: int, expected: list[str]) -> None:
    tables = THIRD + row("received", received) + row("brought_forward", opening)
    tables += row("carried_forward", left) + row("outcome.total", received + opening - left)
    text = short(tables=tables)
    assert heavy(text, "large-backlog") == expected


@pytest.mark.parametrize(
    ("corrected", "improvements", "expected"),
    [
        (1, IMPROVEMENTS, ["note"]),
        (1, IMPROVEMENTS + "上年有一件答复被撤销，已改为两人复核。", []),
        (1, None, []),
        (0, IMPROVEMENTS, []),
    ],
)
def test_corrections_are_explained(
    corrected: int, improvements: str | None, expected: list[str]
) -> None:
    tables = f"{FOURTH}litigation.direct = [0, {corrected}, 0, 0, {corrected}]"
    text = short(tables=tables, improvements=improvements)
    assert heavy(text, "correction-unexplained") == expected


@pytest.mark.parametrize(
    ("suits", "now", "before", "expected"),
    [(2, 0, 1, ["note"]), (2, 1, 1, []), (2, 0, None, []), (0, 0, 0, [])],
)
def test_suits_follow_reviews(
    suits: int, now: int, before: int | None, expected: list[str]
) -> None:
    def tables(reviews: int, after: int) -> str:
        rows = {"reconsideration": reviews, "litigation.after_reconsideration": after}
        return FOURTH + "".join(f"{k} = [{v}, 0, 0, 0, {v}]\n" for k, v in rows.items())

    last = None if before is None else report(short(year=2024, tables=tables(before, 0)))
    text = short(tables=tables(now, suits))
    assert heavy(text, "suits-above-reviews", last) == expected


def around(received: str) -> str:
    """Table three, where twelve persons applied and one enterprise."""
    other = "brought_forward = [0, 0, 0, 0, 0, 0, 0]\ncarried_forward = [0, 0, 0, 0, 0, 0, 0]\n"
    return f"{THIRD}received = {received}\n{other}outcome.total = [12, 1, 0, 0, 0, 0, 13]\n"


def wholes(written: str) -> list[str]:
    """The numbers that were torn, as the findings name them."""
    messages = "".join(message for _, message in heard(written, "torn-number"))
    return re.findall("像是 ([0-9]+) ", messages)


@pytest.mark.parametrize(
    ("received", "whole"),
    [
        ("[12, 1, 0, 0, 0, 0, 13]", None),
        ("[1, 2, 1, 0, 0, 0, 13]", "12"),
        ("[1, 2, 1, 0, 0, 0, 0, 13]", "12"),
        ("[12, 1, 0, 0, 0, 0, 1, 3]", "13"),
        ("[12, 1, 0, 0, 0, 1, 3]", "13"),
        ("[1, 2, 1, 0, 0, 0, 0, 14]", None),
        ("[11, 1, 0, 0, 0, 0, 13]", None),
        ("[2, 10, 1, 0, 0, 0, 13]", None),
        ("[0, 12, 1, 0, 0, 0, 0, 13]", None),
        ('[1, 2, 1, 0, 0, 0, "", 13]', None),
        ('["1", 2, 1, 0, 0, 0, 13]', None),
        ("[1, 2, 1]", None),
        ('"121000013"', None),
    ],
    ids=str,
)
def test_a_torn_number(received: str, whole: str | None) -> None:
    """It is named where one reading makes the row and its columns hold, and only there."""
    assert wholes(short(tables=around(received))) == ([whole] if whole else [])


def test_two_readings_are_none() -> None:
    """[1, 1, 1, ...] with 12: the first two together, or the next two."""
    tables = f"{THIRD}received = [1, 1, 1, 0, 0, 0, 12]\n"
    assert heard(short(tables=tables), "torn-number") == []


@given(cells=reports("2021"))
def test_a_report_that_adds_up_has_no_torn_number(cells: Cells) -> None:
    assert heard(text(FORM, cells), "torn-number") == []


def tears(cells: Cells) -> Iterator[tuple[Cells, str]]:
    """Every number of two figures in table three torn: the rest pushed on, one 0 pushed out."""
    rows = sorted({a.row for a in cells if a.table == "applications"})
    for name in rows:
        places = [a for a in cells if a[:2] == ("applications", name)]
        *parts, last, total = (cells[a] for a in places)
        for n, value in enumerate(parts):
            if value > 9 and not last:
                pieces = [value // 10 ** (len(str(value)) - 1), int(str(value)[1:])]
                pushed = [*parts[:n], *pieces, *parts[n + 1 :], total]
                yield cells | dict(zip(places, pushed, strict=True)), str(value)


@pytest.mark.parametrize("every", [2, 3, 5, 7])
def test_every_torn_number_is_named(every: int) -> None:
    """One number torn anywhere in a report that adds up: it is named, and nothing else is."""
    torn = list(tears(patterned(FORM, every=every)))
    assert torn
    assert [wholes(text(FORM, cells)) for cells, _ in torn] == [[value] for _, value in torn]


def test_the_cells_of_a_finding() -> None:
    [found] = [f for f in check(short(tables=f"{FIRST}rules = [2, 0, 2]")) if "rules" in f.name]
    assert found.hit.cells == (
        Address("proactive_disclosure", "rules", "issued"),
        Address("proactive_disclosure", "rules", "in_force"),
    )
