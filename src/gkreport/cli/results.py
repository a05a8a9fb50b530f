"""What `check` hands to other programs, and the file that its results go into."""

import re
import sys
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from gkreport.cli.shell import Stop, emit, free, say, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkreport.finding import Finding
    from gkreport.output.examined import Examined

_HEAD: Final = 4096
"""How much of a file in the way is looked at."""
_OURS: Final = re.compile(
    r'\{\s*"version": 1,\s*"files"|"name": "gkreport"|<testsuites name="gkreport"'
    r"|^::(?:error|warning|notice) "
    r"|^(?!\s*#).*(?:：通过|[0-9] 个(?:错误|警告|提示)|GK[0-9]{3} [a-z]+-)",
    re.MULTILINE,
)
"""How each format shows in its first lines that `check` wrote it."""
_SUFFIX: Final = ".toml"


class Result(Protocol):
    """One file that was to be checked."""

    @property
    def findings(self) -> "tuple[Finding, ...]": ...  # noqa: D102
    def as_json(self) -> dict[str, Any]: ...  # noqa: D102
    def examined(self) -> "Examined": ...  # noqa: D102


def show(form: str, results: "Sequence[Result]", severity: str) -> None:
    """Write the results in the form that another program reads."""
    if form == "json":
        from gkreport.output.json import dump  # noqa: PLC0415 - one format at a time

        found = [finding for result in results for finding in result.findings]
        document(dump([result.as_json() for result in results], found) + "\n")
        return
    files = [result.examined() for result in results]
    if form == "sarif":
        from gkreport.output.manual import pages  # noqa: PLC0415
        from gkreport.output.sarif import dump as sarif  # noqa: PLC0415
        from gkreport.rules.engine import catalogue  # noqa: PLC0415

        document(sarif(files, pages(catalogue())) + "\n")
    elif form == "junit":
        from gkreport.output.junit import document as junit  # noqa: PLC0415

        document(junit(files, severity))
    else:
        from gkreport.output.github import lines  # noqa: PLC0415

        document("".join(f"{line}\n" for line in lines(files)))


def document(text: str) -> None:
    """Write what another program reads, in the encoding that it expects."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    emit(text, end="")


@contextmanager
def into(path: Path, files: "Sequence[Path]") -> "Iterator[None]":
    """Collect what is written to stdout in a file. Raises Stop where one is in the way."""
    _may_replace(path, files)
    product = StringIO()
    with redirect_stdout(product):
        yield
    write(path, product.getvalue().encode("utf-8", "backslashreplace"))
    say(f"检查结果已写入 {path}")


def _may_replace(path: Path, files: "Sequence[Path]") -> None:
    """Only results give way to results; a report never does."""
    if path.suffix.lower() == _SUFFIX:
        raise Stop(f"检查结果不能写成 {path}：这样的文件名是报告用的。请换一个名字")
    if not path.exists() or path.is_dir():
        free(path, force=False, what="检查结果")
        return
    if any(file.exists() and file.samefile(path) for file in files):
        raise Stop(f"{path} 就是要检查的文件，不能写成检查结果。请换一个名字")
    if not _is_ours(path):
        raise Stop(f"{path} 已经有了，又不像是以前的检查结果，没有改动它。请换一个名字，或先移走它")


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return False
    return not head.strip() or _OURS.search(head) is not None
