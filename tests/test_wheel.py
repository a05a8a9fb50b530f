"""The wheel, installed alone in an empty folder, does the main job."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_forms_and_templates(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    forms = {f"gkreport/forms/{p.name}" for p in (ROOT / "src/gkreport/forms").glob("*.toml")}
    templates = {f"gkreport/_templates/{p.name}" for p in (ROOT / "templates").iterdir()}
    assert forms | templates <= names
    assert not [name for name in names if name.startswith(("tests", "samples"))]


def test_the_wheel_alone_does_the_main_job(wheel: Path, tmp_path: Path) -> None:
    """`new`, `check`, `show`, `fill`, `render` in an empty folder, away from the source tree."""
    venv.create(tmp_path / "env", with_pip=True)
    python = next(p for p in tmp_path.glob("env/*/python*") if p.stem == "python")
    install = [str(python), "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    work = tmp_path / "empty"
    work.mkdir()
    program = str(python.with_name("gkreport"))
    for arguments in (["new", "2025"], ["check"], ["show"], ["fill"], ["render", "--html"]):
        done = subprocess.run([program, *arguments], cwd=work, capture_output=True, text=True,
                              check=False)  # fmt: skip
        assert (done.returncode, arguments) == (0, arguments), done.stderr
    assert {p.name for p in work.iterdir()} == {"report.toml", "report.html"}
