"""Chromium, the Nu HTML checker and axe-core: there in CI, elsewhere where they are installed."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

MODULES = Path(__file__).parent / "tools" / "node_modules"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = MODULES / "axe-core" / "axe.min.js"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def wanted(found: object, how: str) -> None:
    """A tool that is missing is a failure in CI, and elsewhere a test that is passed over."""
    if not found:
        if os.environ.get("CI"):
            pytest.fail(how)
        pytest.skip(how)


def nu(*pages: Path) -> list[str]:
    """What the Nu HTML checker has to say against pages."""
    java = shutil.which("java")
    wanted(java, "`apt-get install default-jre-headless` installs Java, for the Nu HTML checker")
    wanted(VNU.is_file(), "`make tools` installs the Nu HTML checker")
    options = ("--format", "json", "--exit-zero-always")
    command = [str(java), "-jar", str(VNU), *options, *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [f"{m['type']}: {m['message']}" for m in json.loads(done.stderr)["messages"]]


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser of playwright's."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    wanted(path, "`apt-get install chromium` installs the browser")
    api: Any = pytest.importorskip("playwright.sync_api", reason='pip install -e ".[dev]"')
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def axe(page: Any) -> list[str]:
    """What axe-core has to say against a page that is open, every rule of it."""
    wanted(AXE.is_file(), "`make tools` installs axe-core")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations', 'passes']})")
    assert len(found["passes"]) > 10
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found["violations"]]
