"""The page of a survey and `ask` say the same of the same reports."""

import json
import re
from pathlib import Path

import pytest
from survey_trial import COMPLETE, TRUE, WRONG
from test_survey_page import Page

from gkreport.cli import run

NAME = '"云溪县数据局"'
BARE = COMPLETE[: COMPLETE.index("\n[applications]")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A survey of reports with and without tables, right and wrong, each of another organ."""
    reports = tmp_path / "in"
    reports.mkdir()
    texts = [COMPLETE] * 11 + [WRONG] * 3 + [BARE] * 2 + TRUE[:4]
    no_reviews = COMPLETE[: COMPLETE.index("\n[remedies]")]
    texts += [no_reviews, no_reviews.replace("[     12,    3,", "[     13,    3,")]
    for n, text in enumerate(texts):
        renamed = text.replace(NAME, f'"第{n}县数据局"')
        (reports / f"{n:02}.toml").write_text(renamed, "utf-8")
    (reports / "broken.toml").write_text("year = 甲", "utf-8")
    assert run(["survey", str(reports), "-o", str(tmp_path / "out")]) == 0
    return tmp_path / "out"


@pytest.fixture
def page(folder: Path) -> Page:
    return Page((folder / "index.html").read_text("utf-8"))


def asked(folder: Path, question: str, capsys: pytest.CaptureFixture[str]) -> list[list[object]]:
    capsys.readouterr()
    assert run(["ask", str(folder), question, "--format", "json"]) == 0
    rows: list[list[object]] = json.loads(capsys.readouterr().out)["rows"]
    return rows


def test_identities(folder: Path, page: Page, capsys: pytest.CaptureFixture[str]) -> None:
    """The same base, and the same number that fail, for every identity in every year."""
    answer: dict[tuple[str, str], tuple[int, int]] = {}
    for code, _, year, _, base, failing, _ in asked(folder, "identities", capsys):
        before = answer.get((str(code), f"{year}年"), (0, 0))
        answer[str(code), f"{year}年"] = (before[0] + int(str(base)), before[1] + int(str(failing)))
    head, *rows = page.tables["sums-years"]
    shown: dict[tuple[str, str], tuple[int, int]] = {}
    bases: list[str] = []
    for label, *cells in rows:
        if label.startswith("有"):
            bases = cells
        for year, base, cell in zip(head[1:], bases, cells, strict=True):
            if label.startswith("GK") and cell != "—":
                shown[label.split()[0], year] = (number(base), number(cell))
    assert shown == answer
    assert sum(failing for _, failing in shown.values()) >= 4
    assert len({base for base, _ in shown.values()}) > 2


def test_rules(folder: Path, page: Page, capsys: pytest.CaptureFixture[str]) -> None:
    answer = {
        str(code): (reports, f"{share}%", findings)
        for code, _, _, _, reports, share, findings in asked(folder, "rules", capsys)
    }
    shown = {
        row[0].split()[0]: (number(row[1]), row[1].split()[1], number(row[4]))
        for table in ("errors", "others")
        for row in page.tables[table][1:]
    }
    assert shown.items() <= answer.items()
    assert {code for code, _ in shown.items()} >= {"GK300"}


def test_totals(folder: Path, page: Page, capsys: pytest.CaptureFixture[str]) -> None:
    answer = {
        f"{year}年": (total, reports)
        for year, _, row, column, total, reports in asked(folder, "totals", capsys)
        if "新收" in str(row) and column == "总计"
    }
    head, counted, received = page.tables["flow-years"][:3]
    assert answer == {
        year: (number(total), number(reports))
        for year, reports, total in zip(head[1:], counted[1:], received[1:], strict=True)
    }


def number(cell: str) -> int:
    """The count in a cell."""
    return int(re.sub(r"\D", "", cell.split(maxsplit=1)[0]))
