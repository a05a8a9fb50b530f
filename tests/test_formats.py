"""What `check` hands to other programs: SARIF, GitHub's workflow commands, JUnit, a file, hooks."""

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from golden import compare
from hypothesis import example, given
from hypothesis import strategies as st
from program import SAMPLES, Program, program

from gkreport import __version__
from gkreport.cli.shell import last_full_year
from gkreport.finding import Finding, Hit, Mend
from gkreport.output import github, junit, sarif, visible
from gkreport.output.examined import Examined
from gkreport.output.sarif_fixes import Fixes
from gkreport.source import decode

__all__ = ["program"]

ROOT = Path(__file__).parents[1]
TOOL = ROOT / "tests/tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
CHINESE = "云溪县 资料/数据局：2024, 甲%.toml"
ALLOW = '\n[[allow]]\nrule = "blank-cells"\nreason = "原件如此，已与印发件核对"\n'
FOLDER = ("wrong-cell.toml", "qidong-2024.toml", "complete.toml", "draft.toml")


@pytest.fixture(autouse=True)
def here(tmp_path: Path) -> Path:
    """A folder with clean, wrong and allowed reports, one of them named in Chinese."""
    for name in FOLDER:
        shutil.copy(SAMPLES / name, tmp_path)
    with (tmp_path / "qidong-2024.toml").open("a", encoding="utf-8") as stream:
        stream.write(ALLOW)
    (tmp_path / CHINESE).parent.mkdir()
    shutil.copy(SAMPLES / "wrong-cell.toml", tmp_path / CHINESE)
    return tmp_path


def finding(message: str = "甲", path: str = "a.toml", **more: Any) -> Finding:
    """A finding that says that, at line 3, column 5."""
    place = {"line": 3, "column": 5, "width": 2} | more
    hit = Hit("template-text-left", message)
    return Finding("GK717", hit.rule, "error", "格式", path, hit=hit, **place)


def undated(text: str) -> str:
    """A text without the year that a missing file is advised to begin."""
    return text.replace(f"new {last_full_year()}", "new YEAR")


# SARIF


def log(program: Program, *arguments: str) -> Any:
    return json.loads(program("check", "--format", "sarif", *arguments).out)


def test_sarif_is_what_the_golden_says(program: Program) -> None:
    done = program("check", "--format", "sarif", "wrong-cell.toml", "none.toml")
    text = done.out.replace(f'"{__version__}"', '"VERSION"')
    compare("formats/wrong-cell.sarif", undated(text))
    assert (done.code, done.err) == (2, "")


def test_sarif_says_what_json_says(program: Program) -> None:
    """One result for each finding, with the same words, place and fingerprint."""
    told = json.loads(program("check", "--format", "json", ".").out)["findings"]
    (run,) = log(program, ".")["runs"]
    results = [r for r in run["results"] if not r["suppressions"]]
    assert len(results) == len(told) > 5
    for result, one in zip(results, told, strict=True):
        (where,) = result["locations"]
        place = where["physicalLocation"]
        assert result["ruleId"] == one["code"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == one["code"]
        assert result["level"] == one["severity"]
        assert result["message"]["text"].startswith(one["message"])
        assert unquote(place["artifactLocation"]["uri"]) == one["path"]
        assert place["region"]["startLine"] == one["line"]
        assert place["region"]["startColumn"] == one["column"]
        assert result["partialFingerprints"] == {"gkreport/v1": one["fingerprint"]}


def test_sarif_carries_the_manual_of_the_rules_that_spoke(program: Program) -> None:
    (run,) = log(program, "wrong-cell.toml")["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("GK300", "wrong-cell")
    assert rule["shortDescription"]["text"].startswith("几个合计同时不成立")
    assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
    assert rule["help"]["markdown"].startswith("# wrong-cell（GK300、GK400）")
    assert "**" not in rule["help"]["text"]
    assert rule["help"]["text"].endswith("轻重：错误，公布之前必须改正")


def test_sarif_keeps_what_the_report_accounts_for(program: Program) -> None:
    (run,) = log(program, "qidong-2024.toml")["runs"]
    allowed = [r for r in run["results"] if r["suppressions"]]
    assert [r["ruleId"] for r in allowed] == ["GK013"]
    (why,) = allowed[0]["suppressions"]
    assert why == {
        "kind": "inSource", "status": "accepted", "justification": "原件如此，已与印发件核对",
    }  # fmt: skip


def test_sarif_lists_the_files_that_were_checked(program: Program, here: Path) -> None:
    (here / "other.toml").write_text("a = 1\n")
    (run,) = log(program, ".", "none.toml")["runs"]
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert "complete.toml" in uris
    assert "%E4%BA%91%E6%BA%AA%E5%8E%BF%20%E8%B5%84%E6%96%99/" in " ".join(uris)
    assert all(uri.isascii() for uri in uris)
    assert not {"other.toml", "none.toml"} & set(uris)
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"]["text"].startswith("找不到 none.toml")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a.toml", "a.toml"),
        ("../甲 乙.toml", "../%E7%94%B2%20%E4%B9%99.toml"),
        ("/资料/a#1.toml", "file:///%E8%B5%84%E6%96%99/a%231.toml"),
        ("a:b?.toml", "a%3Ab%3F.toml"),
        ("\udce4.toml", "%E4.toml"),
    ],
)
def test_a_path_as_a_uri(path: str, uri: str) -> None:
    assert sarif._uri(path) == uri


def test_a_finding_without_a_place_stands_at_the_beginning() -> None:
    place = sarif._place(finding(line=None, column=None, width=1))
    assert set(place["region"].values()) == {1}


def mendable(here: Path) -> str:
    """A report with faults that the program can mend, in `a.toml`; its text."""
    text = (here / "complete.toml").read_text("utf-8")
    faults = {"部门动态122条。": "部门动态122条。。", "公开信息126条": "公开信息１２６条"}
    for right, wrong in faults.items():
        assert right in text
        text = text.replace(right, wrong)
    (here / "a.toml").write_text(text, "utf-8")
    return text


def test_sarif_offers_what_fix_would_do(program: Program, here: Path) -> None:
    """The replacements of the log, made by hand, are what `--fix` makes of the file."""
    text = mendable(here)
    (run,) = log(program, "a.toml")["runs"]
    replaced = [
        each
        for result in run["results"]
        for fix in result.get("fixes", ())
        for change in fix["artifactChanges"]
        for each in change["replacements"]
    ]
    assert len(replaced) >= 2
    lines = text.split("\n")
    for each in sorted(replaced, key=lambda each: -each["deletedRegion"]["startColumn"]):
        region = each["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        before, after = line[: region["startColumn"] - 1], line[region["endColumn"] - 1 :]
        lines[region["startLine"] - 1] = before + each["insertedContent"]["text"] + after
    assert program("check", "--fix", "a.toml").code == 0
    assert (here / "a.toml").read_text("utf-8") == "\n".join(lines)


def test_a_mend_across_an_escape_is_left_to_the_program() -> None:
    raw = '[sections]\noverview = "甲\\u3002。乙"\n'
    fixes = Fixes(decode("a.toml", raw.encode()), "a.toml")
    mend = Mend(("sections", "overview"), 1, "。。", "。")
    found = finding()._replace(hit=Hit("doubled-mark", "甲", mends=(mend,)))
    assert fixes.of(found) == []
    assert fixes.of(found._replace(hit=found.hit._replace(mends=()))) == []


def multitool() -> Path:
    """Microsoft's validator; it must be there in CI and may be missing elsewhere."""
    if not TOOL.is_file():
        how = "`make tools` installs the validator of SARIF"
        if os.environ.get("CI"):
            pytest.fail(how)
        pytest.skip(how)
    return TOOL


def validated(path: Path) -> list[str]:
    """What the validator has to say against a log."""
    done = subprocess.run(
        [multitool(), "validate", path], check=False, capture_output=True, text=True,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )  # fmt: skip
    assert "1 files scanned" in done.stdout, done.stdout + done.stderr
    told = [line for line in done.stdout.splitlines() if ": error " in line or ": warning " in line]
    return [line for line in told if "'informationUri'" not in line]  # it has no site of its own


@pytest.mark.parametrize(
    "arguments",
    [(".", "none.toml"), ("complete.toml",), (CHINESE,), ("none.toml",), ("empty.toml",)],
    ids=["all", "clean", "chinese", "missing", "empty"],
)
def test_the_validator_has_nothing_against_it(
    program: Program, here: Path, arguments: tuple[str, ...]
) -> None:
    (here / "empty.toml").touch()
    mendable(here)
    program("check", "--format", "sarif", "--output-file", "a.sarif", *arguments)
    assert validated(here / "a.sarif") == []


def test_the_validator_does_speak(here: Path) -> None:
    """The test above is no comfort if it cannot fail."""
    text = sarif.dump([Examined("甲.toml")], []).replace("%E7%94%B2", "甲")
    (here / "a.sarif").write_text(text, "utf-8")
    assert "SARIF1002" in " ".join(validated(here / "a.sarif"))


# GitHub


def test_workflow_commands(program: Program) -> None:
    done = program("check", "--format", "github", ".", "none.toml")
    compare("formats/folder.github.txt", undated(done.out + "--\n" + done.err))
    assert done.code == 2


def test_a_note_is_a_notice(program: Program) -> None:
    out = program("check", "--format", "github", "draft.toml").out
    assert {line.split()[0] for line in out.splitlines()} == {"::notice"}


@given(st.text(), st.text(min_size=1).filter(lambda path: path.isprintable()))
@example("100%\r\n::error::甲", "a,b:c=%2C.toml")
def test_nothing_breaks_out_of_a_command(message: str, path: str) -> None:
    """One line each; put back, message and path are what they were."""
    (line,) = github.lines([Examined(path, (finding(message, path),))])
    assert not {"\n", "\r"} & set(line)
    fields, text = _parts(line)
    assert fields["file"] == path
    assert fields["title"] == "错误 GK717 template-text-left"
    assert text == visible(message)


def _parts(line: str) -> tuple[dict[str, str], str]:
    """Fields and message of a command, as the runner reads them."""
    head, _, text = line.removeprefix("::error ").partition("::")
    back = (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
    for code, sign in back[2:]:
        text = text.replace(code, sign)
    fields = dict(field.split("=", 1) for field in head.split(","))
    for code, sign in back:
        fields = {key: value.replace(code, sign) for key, value in fields.items()}
    return fields, text


def test_what_the_program_can_mend_is_offered() -> None:
    mend = Mend(("sections", "overview"), 0, "，，", "，")
    found = finding()._replace(hit=Hit("doubled-mark", "甲", hint="乙", mends=(mend,)))
    (line,) = github.lines([Examined("a.toml", (found,))])
    assert line.endswith("::甲%0A办法：乙%0A代改：加上 --fix 再运行，程序能改好 1 处")


def test_a_finding_without_a_place_names_the_file_alone() -> None:
    (line,) = github.lines([Examined("a.toml", (finding(line=None, column=None),))])
    assert line == "::error file=a.toml,title=错误 GK717 template-text-left::甲"


# JUnit


def suites(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314 - our own


def test_junit_is_what_the_golden_says(program: Program) -> None:
    done = program("check", "--format", "junit", ".", "none.toml")
    compare("formats/folder.junit.xml", undated(done.out))
    assert (done.code, done.err) == (2, "")


def test_junit_counts_what_it_holds(program: Program, here: Path) -> None:
    (here / "other.toml").write_text("a = 1\n")
    root = suites(program("check", "--format", "junit", ".", "none.toml").out)
    assert [suite.get("name") for suite in root].count("other.toml") == 0
    for element in (root, *root):
        for attribute, tag in (
            ("tests", "testcase"), ("failures", "failure"), ("errors", "error"),
            ("skipped", "skipped"),
        ):  # fmt: skip
            assert element.get(attribute) == str(len(list(element.iter(tag))))


@pytest.mark.parametrize(("severity", "failures"), [("error", 0), ("warning", 0), ("note", 5)])
def test_what_is_under_the_threshold_does_not_fail(
    program: Program, severity: str, failures: int
) -> None:
    """The tests fail where the exit code is 1."""
    done = program("check", "--format", "junit", "--severity", severity, "draft.toml")
    assert suites(done.out).get("failures") == str(failures)
    assert done.code == (1 if failures else 0)


@given(st.text(alphabet=st.characters()), st.text(alphabet=st.characters()))
@example("\x00\x07]]>&<\ufffe\ud800\r\n", '"\x1b[1m\t')
def test_no_character_breaks_the_document(message: str, path: str) -> None:
    found = finding(message, path)
    text = junit.document([Examined(path, (found, found), ((found, message),))], "error")
    root = suites(text)
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("3", "2", "1")
    names = [case.get("name") for case in root.iter("testcase")]
    assert len(set(names)) == len(names)


# A file of results


@pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "github", "junit"])
def test_results_go_into_a_file_and_again(program: Program, here: Path, form: str) -> None:
    """The file holds what the screen would; the next run replaces it."""
    shown = program("check", "--format", form, "wrong-cell.toml")
    for _ in range(2):
        done = program("check", "--format", form, "--output-file", "结果.txt", "wrong-cell.toml")
        assert (done.code, done.out) == (1, "")
        assert "1 个错误" in done.err
        assert done.err.endswith("检查结果已写入 结果.txt\n")
        assert (here / "结果.txt").read_text("utf-8") == shown.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("complete.toml",), ("complete.toml", "draft.toml"), ("wrong-cell.toml", "--statistics"),
        ("complete.toml", "--format", "json"), ("complete.toml", "--format", "junit"),
        ("complete.toml", "--format", "sarif"), ("none.toml", "--format", "sarif"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_clean_results_give_way_too(program: Program, arguments: tuple[str, ...]) -> None:
    first, again = (program("check", "--output-file", "out", *arguments) for _ in range(2))
    assert first == again
    assert "已写入 out" in again.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wrong-cell.toml", "不能写成 wrong-cell.toml"),
        ("new.toml", "不能写成 new.toml"),
        ("正文.html", "不像是以前的检查结果"),
        ("云溪县 资料", "是文件夹"),
        ("linked", "就是要检查的文件"),
        ("none/a.sarif", "没有 none 这个文件夹"),
    ],
)
def test_nothing_else_gives_way(program: Program, here: Path, name: str, said: str) -> None:
    (here / "正文.html").write_text("<p>GK300 正文：没有一个错误</p>", "utf-8")
    (here / "linked").hardlink_to(here / "wrong-cell.toml")
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    done = program("check", "--output-file", name, "wrong-cell.toml")
    assert done.code == 2
    assert said in done.err
    assert before == {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}


def test_a_dash_is_the_screen(program: Program) -> None:
    done = program("check", "--output-file", "-", "--format", "concise", "wrong-cell.toml")
    assert done.out.startswith("wrong-cell.toml:103:73: GK300")


def test_results_that_cannot_be_looked_at_stay(
    program: Program, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "old.txt").write_text("：通过\n", "utf-8")

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "no", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    assert "没有改动它" in program("check", "--output-file", "old.txt", "wrong-cell.toml").err


# Hooks


def test_the_hook_passes_over_what_is_no_report(program: Program, here: Path) -> None:
    """pre-commit names each file; those that are no report are not spoken of."""
    (here / "pyproject.toml").write_text("[tool.x]\na = 1\n")
    (entry,) = [
        line.split(":", 1)[1]
        for line in (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8").splitlines()
        if line.strip().startswith("entry:")
    ]
    command, *arguments = shlex.split(entry)
    assert command == "gkreport"
    assert program(*arguments, "pyproject.toml") == (0, "", "")
    assert program(*arguments, "pyproject.toml", "complete.toml").code == 0
    done = program(*arguments, "pyproject.toml", CHINESE, "draft.toml")
    assert done.code == 1
    assert f"{CHINESE}:103:73  错误 GK300" in done.out
    assert "pyproject" not in done.out + done.err
