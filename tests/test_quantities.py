"""Sentences with quantities against the tables: what is said, and what must not be.

`sentences.toml` was written with the rules, the two `blind` ones by people who had not seen them. A
false sentence that is not caught says there why it is `missed`. `pytest -s -k summary` prints the
counts.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from strategies import reading

from gkreport.finding import Finding
from gkreport.prose.figures import find
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
REPORTS = sorted((FOLDER.parent / "true_reports").glob("*.toml"))
TRUE = [pytest.param(case, id=case["text"][:24]) for case in SENTENCES["true"]]
FALSE = [pytest.param(case, id=case["text"][:24]) for case in SENTENCES["false"]]
BLIND = {
    name: tomllib.loads((FOLDER / name).read_text("utf-8"))["sentence"]
    for name in ("blind.toml", "blind2.toml")
}
HEARD = [pytest.param(case, id=case["text"][:24]) for cases in BLIND.values() for case in cases]
ROWS = {
    "received": "received",
    "brought_forward": "brought_forward",
    "outcome.granted": "granted",
    "outcome.partially_granted": "partially_granted",
    "outcome.refused.third_party_rights": "refused",
    "outcome.unavailable.not_held": "unavailable",
    "outcome.not_processed.petition": "not_processed",
    "outcome.otherwise.other": "otherwise",
    "outcome.total": "outcome_total",
    "carried_forward": "carried_forward",
}
"""The rows of table three that bear the totals of `blind.toml`; every applicant is a person."""
CASES = {
    "reconsideration": "reconsideration",
    "litigation.direct": "litigation_direct",
    "litigation.after_reconsideration": "litigation_after",
}
RESULTS = ("upheld", "corrected", "other", "pending")
PAPERS = ("documents_issued", "documents_repealed", "documents_in_force")
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


def raised(source: str) -> Iterator[str]:
    """A report with each of its figures raised by one, one after another."""
    report = reading(source).report
    assert report is not None
    for text in report.sections.values():
        assert not text.strip() or source.count(text) == 1
        for figure in find(text).figures:
            at = figure.end - len(figure.unit)
            changed = f"{text[: figure.start]}{figure.value + 1}{text[at:]}"
            yield source.replace(text, changed)


def heard(source: str) -> list[Finding]:
    """What the rules say of the texts."""
    return [f for f in run(reading(source)) if ABOUT.fullmatch(f.code)]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_glance_hides_nothing_of_a_report(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for whole reports that are true, and for each with one figure that is not."""
    source = path.read_text("utf-8")
    sources = [source, *raised(source)]
    at_a_glance = [*map(heard, sources)]
    monkeypatch.setattr(quantities_read, "doubtful", every_paragraph)
    for text, told in zip(sources, at_a_glance, strict=True):
        assert heard(text) == told


def test_a_clean_report_needs_no_reader() -> None:
    """What the tables bear out at a glance is not read: the reader is not even loaded."""
    code = (
        "import sys; from gkreport.report.read import read; from gkreport.source import decode;"
        "from gkreport.rules.engine import run;"
        "assert run(read(decode('x', open(sys.argv[1], 'rb').read()))) == ();"
        "print(*(name for name in sys.modules if name.startswith('gkreport.prose.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(FOLDER.parents[1] / "samples" / "complete.toml")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {name.rpartition(".")[2] for name in done.stdout.split()}
    assert "glance" in loaded
    assert not loaded & {
        "applications", "context", "denials", "growth", "matters", "parts", "statements", "windows",
    }  # fmt: skip


def stated(case: dict[str, Any]) -> dict[str, Any]:
    """A sentence of `blind.toml` with its totals as lines of the base report's tables."""
    lines = [f"normative_documents = {[case.get(key, 0) for key in PAPERS]}"]
    lines += (f"{key} = {case.get(key, 0)}" for key in ("licensing", "penalties", "compulsion"))
    lines.append(f"fees = {case.get('fees', 0)}")
    for line in BASE.splitlines():
        row = line.partition("=")[0].strip()
        if row in CASES:
            key, total = CASES[row], case.get(CASES[row], 0)
            results = [case.get(f"{key}_{result}", 0) for result in RESULTS]
            lines.append(f"{row} = {[*(results if any(results) else [total, 0, 0, 0]), total]}")
        elif row.startswith(("received", "brought", "outcome", "carried")):
            total = case.get(ROWS.get(row, ""), 0)
            lines.append(f"{row} = {[total, 0, 0, 0, 0, 0, total]}")
    return {**case, "table": lines + case.get("table", [])}


def caught(case: dict[str, Any]) -> bool:
    """Whether a warning is said of a sentence."""
    found = run(reading(source(case)))
    return any(ABOUT.fullmatch(f.code) and f.severity == "warning" for f in found)


def noted(text: str, name: str) -> list[str]:
    """What one rule says of a text of the overview."""
    found = run(reading(source({"text": text})))
    return [f.hit.message for f in found if f.name == name]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("全县共收到政府信息公开申请33件。", 1),
        ("全县依申请公开平稳有序，共收到政府信息公开申请33件。", 1),
        ("2025年，全县各部门主动公开信息3400条、图片20件。", 2),
        ("2025年，全县各部门主动公开信息3400条，图片20件。", 1),
        ("我县以门户网站为主渠道，全年公开概况8条，动态550条。", 0),
        ("全县公证机构办理公证1.2万件，召开媒体座谈会92场。", 0),
        ("2025年，全县数据部门制定抽查任务4077个，公布价格违法典型案例48件。", 0),
        ("我县企业达86家。", 0),
    ],
)
def test_figures_of_an_area(text: str, count: int) -> None:
    """Only what the report is about, and only where the clause names the area."""
    found = noted(text, "area-figure")
    assert [message.split(" 处")[0] for message in found] == ([f"有 {count}"] if count else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我县积极推进政务公开。", True),
        ("2025年我县持续推进政务公开。", True),
        ("近年来我县不断推进政务公开。", True),
        ("我局落实要求，我县以门户网站为主渠道。", True),
        ("我县多数部门能够按时公布。", True),
        ("我县共公开信息20条。", True),
        ("增进社会各界对我县数据工作的了解。", False),
        ("围绕服务我县积极推进的项目。", False),
        ("我县企业达86家。", False),
        ("我县以及周边地区的企业来访。", False),
        ("我县未成年人保护信息及时公开。", False),
        ("我县共青团信息及时公开。", False),
    ],
)
def test_a_wider_subject_acts(text: str, expected: bool) -> None:
    assert bool(noted(text, "wider-subject")) is expected


@pytest.mark.parametrize("case", HEARD)
def test_a_sentence_by_somebody_else(case: dict[str, Any]) -> None:
    """A true one is left alone; a false one is caught, or says why it is missed."""
    expected = not case["truth"] and "missed" not in case
    assert caught(stated(case)) is expected


def test_a_summary_of_both_tables() -> None:
    """How many false sentences are caught, and how many true ones are disturbed."""
    own = [
        (caught(case), truth) for truth in (True, False) for case in SENTENCES[str(truth).lower()]
    ]
    others = {
        name: [(caught(stated(case)), case["truth"]) for case in cases]
        for name, cases in BLIND.items()
    }
    for name, told in {"sentences.toml": own, **others}.items():
        false = [said for said, truth in told if not truth]
        alarms = sum(said for said, truth in told if truth)
        print(  # noqa: T201 - the counts are what this is run for
            f"\n{name}: {sum(false)} of {len(false)} false sentences warned of, "
            f"{alarms} of {len(told) - len(false)} true ones",
            end="",
        )
        assert alarms == 0
