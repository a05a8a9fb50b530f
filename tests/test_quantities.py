"""Sentences with quantities against the tables: what is said, and what must not be."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from strategies import reading

from gkreport.rules import (
    quantities,
    quantities_read,
    quantities_scope,
    quantities_text,
    statements,
)
from gkreport.rules.engine import run
from gkreport.rules.quantities_glance import Paragraph, Text

LOADED = (quantities, quantities_scope, quantities_text, statements)
FOLDER = Path(__file__).parent / "prose"
BASE = (FOLDER / "base.toml").read_text("utf-8")
SENTENCES = tomllib.loads((FOLDER / "sentences.toml").read_text("utf-8"))
TRUE = [pytest.param(case, id=case["text"][:24]) for case in SENTENCES["true"]]
FALSE = [pytest.param(case, id=case["text"][:24]) for case in SENTENCES["false"]]
ABOUT = re.compile(r"GK(2[23]|3[234]|4[23]|7[67])[0-9]")


def source(case: dict[str, Any]) -> str:
    """The base report with the case's sentence, lines of its tables, and organ."""
    text = BASE.replace("云溪县数据局", case.get("organ", "云溪县数据局"))
    text = text.replace('"department"', f'"{case.get("kind", "department")}"')
    text = text.replace("year = 2025", f"year = {case.get('year', 2025)}")
    section = case.get("section", "overview")
    text = text.replace(f'{section} = ""', f'{section} = """{case["text"]}"""')
    for line in case.get("table", []):
        row = re.escape(line.partition("=")[0].strip())
        text, count = re.subn(rf"^{row} *= .*$", line, text, flags=re.MULTILINE)
        assert count == 1
    return text


def said(case: dict[str, Any]) -> list[str]:
    """The names of the rules that speak, in the order of the text."""
    return [f.name for f in run(reading(source(case))) if ABOUT.fullmatch(f.code)]


@pytest.mark.parametrize("case", TRUE)
def test_a_true_sentence_is_left_alone(case: dict[str, Any]) -> None:
    """No warning on what the tables bear out, or do not speak of."""
    assert sorted(said(case)) == sorted(case.get("says", []))


@pytest.mark.parametrize("case", FALSE)
def test_a_false_sentence_is_told(case: dict[str, Any]) -> None:
    """Each contradiction is said once."""
    assert sorted(said(case)) == sorted(case["says"])


def every_paragraph(texts: list[Text], _: object) -> Iterator[Paragraph]:
    """All of every text, however well the tables bear it out."""
    for text in texts:
        at = 0
        for line in text.passage.text.split("\n"):
            yield Paragraph(text, at, at + len(line))
            at += len(line) + 1


@pytest.mark.parametrize("case", TRUE + FALSE)
def test_a_glance_hides_nothing(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told is the same where every paragraph is read with care."""
    at_a_glance = said(case)
    monkeypatch.setattr(quantities_read, "doubtful", every_paragraph)
    assert said(case) == at_a_glance
