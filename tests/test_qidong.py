"""The report of 祁东县数据局 for 2024 with its real prose: its true faults, and little else."""

import re
from pathlib import Path

import pytest
from program import SAMPLES

from gkreport.finding import Finding
from gkreport.report.read import read
from gkreport.rules.engine import run
from gkreport.source import decode

NAME = "祁东县数据局-2024.txt"


def between(text: str, start: str, end: str) -> str:
    """What stands between two headings, the last time that the first one is there."""
    at = text.rindex(start) + len(start)
    return text[at : text.index(end, at)].strip()


@pytest.fixture
def findings(documents: Path) -> tuple[Finding, ...]:
    """What a check says of the figures of our sample with the published text around them."""
    published = (documents / NAME).read_text("utf-8")
    prose = {
        "preface": between(published, "月16日)", "一、总体情况"),
        "overview": between(published, "一、总体情况\n", "二、主动公开"),
        "improvements": between(published, "五、存在的主要问题及改进情况", "扫一扫"),
    }
    report = (SAMPLES / "qidong-2024.toml").read_text("utf-8")
    for key, text in prose.items():
        new = f'{key} = """\n{text}\n"""'
        report = re.sub(rf'(?s){key} = """.*?"""', lambda _, new=new: new, report, count=1)  # type: ignore[misc]
    return run(read(decode("report.toml", report.encode())))


def test_the_true_faults_are_found(findings: tuple[Finding, ...]) -> None:
    names = {f.name for f in findings}
    assert {
        "section-missing", "contact-unstated", "parts-miscounted", "aspect-missing", "blank-cells",
        "relative-year", "area-figure", "wider-subject", "superseded-slogan",
    } <= names  # fmt: skip
    assert [f.name for f in findings if f.severity == "error"] == ["section-missing"]


def test_the_county_s_applications_are_a_matter_of_scope(findings: tuple[Finding, ...]) -> None:
    """33 applications of the whole county do not contradict a bureau's table of zeros."""
    (scope,) = [f for f in findings if f.name == "area-figure"]
    assert scope.severity == "note"
    assert "33件" in scope.hit.message
    assert not [f for f in findings if f.name == "received-differs"]


@pytest.mark.parametrize("name", ["half-width-mark", "damaged-date", "unclosed-bracket"])
def test_damage_of_copying_is_told_apart(findings: tuple[Finding, ...], name: str) -> None:
    (found,) = [f for f in findings if f.name == name]
    assert found.severity == "note"
    assert "可能是复制网页时造成" in found.hit.message


def test_it_is_not_drowned(findings: tuple[Finding, ...]) -> None:
    assert len(findings) <= 25
    assert len([f for f in findings if f.name == "blank-cells"]) == 1
