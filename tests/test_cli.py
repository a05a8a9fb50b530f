"""Help, version, usage errors: all of it in Chinese."""

import os
import re
import subprocess
import sys

import pytest
from golden import compare
from program import SAMPLES, Program, program

from gkreport.source import positions

__all__ = ["program"]

COMMANDS = [
    "new", "check", "ready", "show", "fill", "render", "preview", "fields", "import", "verify",
    "survey", "ask", "schema",
]  # fmt: skip
USAGE = {
    "command": (["chek"], "没有 chek 这个命令，是不是想写 check"),
    "option": (["check", "--fromat", "json"], "没有 --fromat 这个选项，是不是想写 --format"),
    "choice": (
        ["check", "--format", "xml"],
        "--format 的值不对，只能写 full、concise、json、sarif、github、junit 之一",
    ),
    "missing": (["new"], "缺少 年度"),
    "integer": (["new", "今年"], "年度 应当是整数，不能写 今年"),
    "value": (["check", "--last"], "选项 --last 后面要写一个值"),
    "flag": (["fill", "--diff=1"], "选项 --diff 后面不写值"),
    "extra": (["show", "a.toml", "b.toml"], "多了参数 b.toml"),
}  # fmt: skip


@pytest.mark.parametrize("arguments", [[], *([c] for c in COMMANDS)], ids=str)
def test_help_is_in_chinese(program: Program, arguments: list[str]) -> None:
    done = program(*arguments, "--help")
    assert done.code == 0
    compare(f"help/{'-'.join(['gkreport', *arguments])}.txt", done.out)
    assert not re.search(r"<[a-z]+>", done.out)
    words = set(re.findall(r"\b[A-Z][a-z]+\b|Usage|Options", done.out))
    assert words <= {"Dask", "Excel", "Markdown", "Parquet", "Schema", "Word"}


@pytest.mark.parametrize(("arguments", "message"), USAGE.values(), ids=USAGE.keys())
def test_usage_errors_are_in_chinese(program: Program, arguments: list[str], message: str) -> None:
    done = program(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert message in done.err
    assert done.err.count("\n") == 1
    assert "--help" in done.err


def test_version(program: Program) -> None:
    assert re.fullmatch(r"gkreport \d+\.\d+\.\d+\n", program("--version").out)


def test_no_command_shows_the_help(program: Program) -> None:
    assert "用法：gkreport" in program().out


@pytest.mark.parametrize("name", ["wrong-cell", "draft"])
def test_a_gbk_console_can_print_everything(name: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "gbk"}
    command = [sys.executable, "-m", "gkreport", "check", str(SAMPLES / f"{name}.toml")]
    done = subprocess.run(command, capture_output=True, env=env, check=False)
    assert "?" not in (done.stdout + done.stderr).decode("gbk")
    assert done.returncode in (0, 1)


def test_the_modules_that_a_clean_check_loads() -> None:
    """Start-up time is a feature: nothing slow is loaded where nothing was found."""
    code = (
        "import sys; from gkreport.cli import run; "
        f"run(['check', {str(SAMPLES / 'complete.toml')!r}]); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    slow = {
        "rich", "pydantic", "jinja2", "importlib.metadata", "concurrent.futures", "numpy",
        "hashlib", "json", "tomli_w", "gkreport.rules.locate",
        "gkreport.source.positions", "gkreport.source.hints",
    }  # fmt: skip
    assert loaded & slow == set()


def test_the_locator_runs_only_where_something_was_found(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(positions, "index", calls.append)
    assert program("check", SAMPLES / "complete.toml").code == 0
    assert calls == []
