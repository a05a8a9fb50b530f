"""Last year beside this one: found by itself, restated with a reason, an organ that changed."""

import json
import re
from pathlib import Path

import pytest
from program import SAMPLES, Program, program

__all__ = ["program"]

GOOD = (SAMPLES / "complete.toml").read_text("utf-8")
OPENING = "brought_forward                        = [      2,    0,    0,    0,    0,    0,    2]"
RESTATED = """
[restated]
reason = "上年少计 1 件"
applications.carried_forward = [2, 0, 0, 0, 0, 0, 2]
"""


def next_year(folder: Path, opening: int, more: str = "", organ: str = "云溪县数据局") -> None:
    """This year's report and, beside it, last year's that closes with 1."""
    (folder / "2025.toml").write_text(GOOD, "utf-8")
    text = GOOD.replace("year = 2025", "year = 2026").replace("2025年", "2026年")
    text = text.replace("2026-01-16", "2027-01-16")
    text = text.replace('name = "云溪县数据局"', f'name = "{organ}"')
    assert OPENING in text
    row = f"brought_forward = [{opening}, 0, 0, 0, 0, 0, {opening}]"
    (folder / "2026.toml").write_text(text.replace(OPENING, row) + more, "utf-8")


def findings(program: Program, code: str) -> list[dict[str, object]]:
    done = program("check", "2026.toml", "--format", "json")
    return [f for f in json.loads(done.out)["findings"] if f["code"] == code]


def test_last_year_is_found_beside_and_named(program: Program, tmp_path: Path) -> None:
    next_year(tmp_path, 2)
    done = program("check", "2026.toml", "--select", "GK901")
    assert "已与上年报告 2025.toml 核对" in done.err
    assert "GK901" in done.out


def test_no_last_year_is_said_and_is_not_zero(program: Program, tmp_path: Path) -> None:
    next_year(tmp_path, 2)
    (tmp_path / "2025.toml").unlink()
    done = program("check", "2026.toml", "--select", "GK901")
    assert "没有上年的报告" in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name = "云溪县数据局"', 'name = "云溪县财政局"'),
        ("year = 2025", "year = 2024"),
    ],
    ids=["another organ", "another year"],
)
def test_other_neighbours_are_not_last_year(
    program: Program, tmp_path: Path, old: str, new: str
) -> None:
    next_year(tmp_path, 2)
    last = tmp_path / "2025.toml"
    last.write_text(last.read_text("utf-8").replace(old, new), "utf-8")
    assert findings(program, "GK901") == []


def test_the_difference_is_an_error_in_the_total(program: Program, tmp_path: Path) -> None:
    next_year(tmp_path, 2)
    (found,) = findings(program, "GK901")
    assert found["severity"] == "error"
    assert [e["column"] for e in found["equations"]] == ["natural_person", "total"]  # type: ignore[attr-defined]


def test_a_restatement_with_a_reason_is_accepted_and_shown(
    program: Program, tmp_path: Path
) -> None:
    next_year(tmp_path, 2, RESTATED)
    assert findings(program, "GK901") == []
    (found,) = findings(program, "GK902")
    assert "由 1 更正为 2" in str(found["message"])
    assert "上年少计 1 件" in str(found["message"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('reason = "上年少计 1 件"', 'reason = ""'),
        ('reason = "上年少计 1 件"\n', ""),
    ],
    ids=["empty", "missing"],
)
def test_a_restatement_without_a_reason_does_not_count(
    program: Program, tmp_path: Path, old: str, new: str
) -> None:
    next_year(tmp_path, 2, RESTATED.replace(old, new))
    assert len(findings(program, "GK901")) == 1
    assert len(findings(program, "GK903")) == 1


def test_a_restatement_that_cannot_be_read_is_said(program: Program, tmp_path: Path) -> None:
    wrong = '\n[restated]\nreason = "x"\nprocessed.received = [1]\napplications.received = [1, 2]\n'
    next_year(tmp_path, 1, wrong)
    assert len(findings(program, "GK903")) == 2


def test_a_renamed_organ_is_warned_and_told(program: Program, tmp_path: Path) -> None:
    next_year(tmp_path, 2, organ="云溪县政务局")
    text = (tmp_path / "2026.toml").read_text("utf-8")
    text = text.replace('kind = "department"', 'kind = "department"\nformer = ["云溪县数据局"]')
    (tmp_path / "2026.toml").write_text(text, "utf-8")
    (found,) = findings(program, "GK901")
    assert found["severity"] == "warning"
    assert len(findings(program, "GK904")) == 1


ALLOW = '\n[[allow]]\nrule = "{rule}"\nplace = "{place}"\nreason = "{reason}"\n'


@pytest.mark.parametrize(
    ("rule", "place", "accepted"),
    [
        ("blank-cells", "", True),
        ("GK013", "", True),
        ("gk013", "applications", True),
        ("blank-cells", "applications.received.organization.enterprise", True),
        ("blank-cells", "remedies", False),
        ("left-out", "", False),
    ],
    ids=str,
)
def test_a_finding_that_is_accounted_for(
    program: Program, tmp_path: Path, rule: str, place: str, *, accepted: bool
) -> None:
    text = (SAMPLES / "qidong-2024.toml").read_text("utf-8")
    text += ALLOW.format(rule=rule, place=place, reason="原件如此").replace('place = ""\n', "")
    (tmp_path / "report.toml").write_text(text, "utf-8")
    done = program("check", "--format", "concise", "--appendix")
    assert ("GK013" in done.out.split("附：")[0]) is not accepted
    assert ("GK018 allow-unused" in done.out) is not accepted
    assert ("理由：原件如此" in done.out) is accepted


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("GK999", "没有这条规则"),
        ("blankcells", "是不是想写 blank-cells？"),
        ("没有的", "有哪些规则，运行 gkreport rules 查看"),
        ("GK308", "问题已经改好的，请删去这一条"),
    ],
)
def test_an_account_of_a_rule_that_there_is_not(
    program: Program, tmp_path: Path, rule: str, said: str
) -> None:
    text = (SAMPLES / "complete.toml").read_text("utf-8")
    text += ALLOW.format(rule=rule, place="", reason="原件如此")
    (tmp_path / "report.toml").write_text(text, "utf-8")
    assert said in program("check").out.replace("\n", "")


def test_several_errors_ask_for_their_places(program: Program, tmp_path: Path) -> None:
    text = (SAMPLES / "complete.toml").read_text("utf-8")
    section = r'(?ms)^(improvements|other_matters) = """\n.*?"""'
    text = re.sub(section, "", text)
    text += ALLOW.format(rule="section-missing", place="", reason="原件如此")
    (tmp_path / "report.toml").write_text(text, "utf-8")
    done = program("check", "--format", "concise")
    assert done.out.count("GK701") == 2
    assert "没有写明说的是哪一处" in done.out


@pytest.mark.parametrize("entry", ['rule = "GK013"', 'rule = "GK013"\nreason = ""', 'reason = "x"'])
def test_a_reason_and_a_rule_are_mandatory(program: Program, tmp_path: Path, entry: str) -> None:
    text = (SAMPLES / "qidong-2024.toml").read_text("utf-8") + f"\n[[allow]]\n{entry}\n"
    (tmp_path / "report.toml").write_text(text, "utf-8")
    done = program("check", "--format", "concise")
    assert "GK008 missing-key" in done.out
    assert "GK013" in done.out


def test_selection(program: Program) -> None:
    sample = SAMPLES / "qidong-2024.toml"
    only = program("check", sample, "--select", "GK0,section-missing", "--format", "concise").out
    assert [line.split(" ")[1] for line in only.splitlines()] == ["GK701", "GK013"]
    less = program("check", sample, "--ignore", "GK7", "--format", "concise").out
    assert "GK701" not in less
    wrong = program("check", sample, "--select", "blank-cell")
    assert wrong.code == 2
    assert "是不是想写 blank-cells" in wrong.err


def test_statistics(program: Program) -> None:
    done = program("check", SAMPLES, "--statistics")
    assert "     1  GK300 wrong-cell（错误）\n" in done.out


def test_a_fingerprint_survives_a_moved_line(program: Program, tmp_path: Path) -> None:
    text = (SAMPLES / "wrong-cell.toml").read_text("utf-8")
    prints = []
    for more in ("", "# 一行说明\n\n"):
        (tmp_path / "report.toml").write_text(more + text, "utf-8")
        found = json.loads(program("check", "--format", "json").out)["findings"]
        prints.append([f["fingerprint"] for f in found])
    assert prints[0] == prints[1]
