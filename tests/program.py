"""The program through its front door."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from gkreport import cli

SAMPLES = Path(__file__).parents[1] / "samples"


class Done(NamedTuple):
    """What a command line left behind."""

    code: int
    out: str
    err: str


Program = Callable[..., Done]


@pytest.fixture
def program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Run a command line in an empty folder, 80 columns wide, without colour."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str | Path) -> Done:
        capsys.readouterr()
        code = cli.run([str(a) for a in arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run
