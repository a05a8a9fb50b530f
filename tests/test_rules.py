"""Every rule by its corpus, and what holds for the rules as a whole.

A folder `tests/rules/<name>/` has `bad.toml`, `good.toml` and `expected.txt`; `last.toml` is the
report of the year before and `profile.toml` a local requirement, where the rule needs one. A second
bad report, `bad-4.toml`, has its own `expected-4.txt`. `GKREPORT_UPDATE=1` writes the texts anew.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gkreport.cli import chinese, explain
from gkreport.finding import Finding
from gkreport.output.full import show
from gkreport.output.manual import LABELS, group_title, pages
from gkreport.report.read import read
from gkreport.rules import Rule
from gkreport.rules.engine import Options, catalogue, examine, run
from gkreport.rules.profile_read import read as read_profile
from gkreport.source import Source, decode

if TYPE_CHECKING:
    from gkreport.report import Report

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "rules"
NAMES = sorted(path.name for path in FOLDER.iterdir())
BAD = sorted(path.relative_to(FOLDER) for path in FOLDER.glob("*/bad*.toml"))
GOOD = sorted(path.relative_to(FOLDER) for path in FOLDER.glob("*/good*.toml"))
RULES = tuple(catalogue())
PAGES = pages(RULES)
EVERY_RULE = [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in RULES]
EVERY_PAGE = [pytest.param(page, id=page.name) for page in PAGES]


def source(path: Path) -> Source:
    return decode(path.name, path.read_bytes())


def beside(path: Path, name: str) -> Path | None:
    """The file of another role for the same report: `last-4.toml` for `bad-4.toml`, or `last`."""
    _, dash, number = path.stem.partition("-")
    own, shared = path.with_name(f"{name}{dash}{number}.toml"), path.with_name(f"{name}.toml")
    return next((p for p in (own, shared) if p.is_file()), None)


def findings(path: Path) -> tuple[Finding, ...]:
    """What a check says of a report, with last year's report and a local requirement if there."""
    reading = read(source(path))
    last_path, profile_path = beside(path, "last"), beside(path, "profile")
    last: Report | None = read(source(last_path)).report if last_path else None
    if profile_path is None:
        return run(reading, last)
    profile, problems = read_profile(path.parent.name, source(profile_path))
    assert profile is not None, problems
    return examine(reading, last, Options(profiles=(profile,))).findings


def heard(path: Path) -> list[Finding]:
    """The findings of the folder's rule, and every other that is more than a note."""
    found = findings(path)
    return [f for f in found if f.name == path.parent.name or f.severity != "note"]


@pytest.mark.parametrize("path", BAD, ids=str)
def test_a_bad_report_gives_exactly_its_expected_text(path: Path) -> None:
    """Messages included: a change of wording is a visible change of a file."""
    found = heard(FOLDER / path)
    lines = [line.plain.rstrip() for f in found for line in show(f, source(FOLDER / path), 80)]
    text = "".join(f"{line}\n" for line in lines)
    golden = (FOLDER / path).with_name(path.name.replace("bad", "expected")).with_suffix(".txt")
    if os.environ.get("GKREPORT_UPDATE"):
        golden.write_text(text, "utf-8", newline="\n")
    assert golden.is_file(), f"run with GKREPORT_UPDATE=1 to write {golden}"
    assert golden.read_text("utf-8") == text
    assert {f.name for f in found} == {path.parent.name}


@pytest.mark.parametrize("path", GOOD, ids=str)
def test_a_good_report_is_met_with_silence(path: Path) -> None:
    assert [(f.code, f.name, f.hit.message) for f in heard(FOLDER / path)] == []


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    assert sorted(page.name for page in PAGES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_is_complete(name: str) -> None:
    files = {path.name for path in (FOLDER / name).iterdir()}
    roles = {re.sub(r"(-[a-z0-9]+)?\.(toml|txt)$", "", file) for file in files}
    assert {"bad.toml", "good.toml", "expected.txt"} <= files
    assert roles <= {"bad", "good", "expected", "last", "profile"}
    assert len([f for f in files if f[:3] == "bad"]) == len([f for f in files if f[:3] == "exp"])


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_every_code_is_heard(rule: Rule) -> None:
    """Each code speaks in the folder of its name, as heavy as it says or as its basis asks."""
    texts = [path.read_text("utf-8") for path in (FOLDER / rule.name).glob("expected*.txt")]
    assert any(f" {rule.code} {rule.name}\n" in text for text in texts)


def test_codes_are_unique_and_sorted_and_mirror_the_report() -> None:
    codes = [rule.code for rule in RULES]
    assert sorted(set(codes)) == codes
    assert all(re.fullmatch(r"GK[0-9]{3}", code) for code in codes)
    assert all(group_title(rule.section) for rule in RULES)


def test_a_name_is_one_rule() -> None:
    """Where two codes share a name, they share the manual, the basis and the weight too."""
    for page in PAGES:
        same = [rule for rule in RULES if rule.name == page.name]
        assert len({(rule.manual, rule.basis, rule.severity) for rule in same}) == 1


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_a_rule_is_named_for_what_it_finds_and_says_why(rule: Rule) -> None:
    assert re.fullmatch(r"(?!no-|invalid-|bad-)[a-z]+(-[a-z]+)*", rule.name)
    assert rule.basis.strip()


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_a_manual_says_what_first_and_how_to_mend(rule: Rule) -> None:
    """One sentence, then the rest; an example of wrong and right, or the way out."""
    [page] = pages([rule])
    assert re.fullmatch(r"[^。\n]+。", page.what), page.what
    assert {"改法", "正例"} & {label for label, _ in page.lines}
    assert all(lines and all(lines) for _, lines in page.lines)
    assert not re.search(rf"^({'|'.join(LABELS)}|例)[:：]", "\n".join(page.why), re.MULTILINE)


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_explain_knows_the_code_and_the_name(
    rule: Rule, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    explain.run([rule.code.lower()])
    by_code = capsys.readouterr().out
    explain.run([rule.name.upper()])
    assert by_code == capsys.readouterr().out
    assert rule.code in by_code.splitlines()[0]
    assert rule.name in by_code.splitlines()[0]


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    chinese.install()  # before Typer loads
    from gkreport.cli.app import COMMANDS  # noqa: PLC0415 - Typer loads with it

    readme = (ROOT / "README.md").read_text("utf-8")
    lost = [name for name in COMMANDS if f"`gkreport {name}" not in readme]
    assert lost == []
    assert [name for name, run in COMMANDS.items() if not (run.__doc__ or "").strip()] == []
