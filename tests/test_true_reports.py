"""Reports that are true, with full prose, of organs of every kind: no error and no warning."""

from pathlib import Path

import pytest

from gkreport.report.read import read
from gkreport.rules.engine import run
from gkreport.source import decode

FOLDER = Path(__file__).parent / "true_reports"
REPORTS = [p for p in sorted(FOLDER.glob("*.toml")) if not p.stem.endswith(".last")]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_true_report_is_met_with_silence(path: Path) -> None:
    before = path.with_name(f"{path.stem}.last.toml")
    last = read(decode(before.name, before.read_bytes())).report if before.is_file() else None
    findings = run(read(decode(path.name, path.read_bytes())), last)
    told = [(f.line, f.code, f.hit.message) for f in findings if f.severity != "note"]
    assert told == []


def test_the_reports_are_of_every_kind() -> None:
    kinds = {read(decode(p.name, p.read_bytes())).report.organ.kind for p in REPORTS}  # type: ignore[union-attr]
    assert kinds == {"government", "department", "township", "authorized"}
    assert len(REPORTS) >= 15
