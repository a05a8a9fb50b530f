"""Made-up reports for the benchmarks: a check finds in them what was planted, and nothing else."""

from collections import Counter
from pathlib import Path
from statistics import median

import pytest
from made import Planted, make
from made_faults import FAULTS

from gkreport.report import Reading
from gkreport.report.read import read
from gkreport.rules.engine import run
from gkreport.source import decode

COUNT = 600
NO_PLACES = ("empty-file", "no-report")
Made = tuple[Path, Planted]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made")
    return folder, make(folder, COUNT, 7)


def reading(path: Path) -> Reading:
    return read(decode(str(path), path.read_bytes()))


def found(path: Path) -> list[tuple[str, str]]:
    """Code and severity of every finding of a file; of one that is no report there is none."""
    one = reading(path)
    if one.report is not None and not one.is_report:
        return []
    return sorted((f.code, f.severity) for f in run(one))


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.toml"))


def test_every_file_has_the_findings_that_were_planted(made: Made) -> None:
    folder, planted = made
    wrong = {
        path.name: told
        for path in files(folder)
        if (told := found(path)) != sorted(planted.expected.get(path, ()))
    }
    assert wrong == {}


def test_the_counts_are_those_of_the_files(made: Made) -> None:
    folder, planted = made
    counts = Counter(one for path in files(folder) for one in found(path))
    assert counts == planted.findings
    assert len(files(folder)) == COUNT == sum(planted.sorts.values())
    assert planted.sorts["report"] == planted.reports


@pytest.mark.parametrize("fault", [f.name for f in FAULTS])
def test_a_fault_is_in_one_file_of_its_own(made: Made, fault: str) -> None:
    _, planted = made
    assert planted.faults[fault]
    for path in planted.faults[fault]:
        assert [name for name, paths in planted.faults.items() if path in paths] == [fault]
        assert bool(found(path)) == (fault != "no-report")


def test_one_report_in_ten_has_a_fault(made: Made) -> None:
    _, planted = made
    assert sum(map(len, planted.faults.values())) == COUNT // 10


def test_the_sorts_are_what_they_are_called(made: Made) -> None:
    folder, planted = made
    sorts: Counter[str] = Counter()
    for path in files(folder):
        one = reading(path)
        if one.report is not None:
            sorts["report" if one.is_report else "other"] += 1
        else:
            sorts["broken" if path.stat().st_size else "empty"] += 1
    assert sorts == planted.sorts


def test_the_same_seed_gives_the_same_files(made: Made, tmp_path: Path) -> None:
    folder, planted = made
    again = make(tmp_path, COUNT, 7)
    assert again.findings == planted.findings
    assert [p.relative_to(tmp_path) for p in files(tmp_path)] == [
        p.relative_to(folder) for p in files(folder)
    ]
    assert all(
        one.read_bytes() == other.read_bytes()
        for one, other in zip(files(tmp_path), files(folder), strict=True)
    )


def test_another_seed_gives_other_files(made: Made, tmp_path: Path) -> None:
    folder, _ = made
    make(tmp_path, 20, 8)
    others = {path.read_bytes() for path in files(tmp_path)}
    assert others.isdisjoint(path.read_bytes() for path in files(folder))


def test_they_are_like_published_ones(made: Made) -> None:
    """Organs and years of every kind, the size of usual reports, figures of their own."""
    folder, planted = made
    reports = [r for p in files(folder) if p not in planted.expected and (r := reading(p).report)]
    assert {r.organ.kind for r in reports} == {"government", "department", "township", "authorized"}
    assert {r.year for r in reports} == set(range(2019, 2026))
    assert 2500 < median(sum(map(len, r.sections.values())) for r in reports) < 3100
    told = {tuple(f.values for f in r.figures.values()) for r in reports}
    assert len(told) > len(reports) / 2  # published ones, too, are often nothing but 0
