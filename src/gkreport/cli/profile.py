"""`--profile`: a local requirement by name or by file."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gkreport.cli.shell import Stop, load
from gkreport.rules.profile_model import shipped
from gkreport.rules.profile_read import read

if TYPE_CHECKING:
    from gkreport.report import Report
    from gkreport.rules.profile_model import Profile

_SUFFIX = ".toml"


def find(name: str, report: Path) -> "Profile":
    """The file of that name beside the report, else the shipped one. Raises Stop where it fails."""
    path = _path(name, report.parent)
    return _read(path.resolve(), path)


def unfit(profile: "Profile", report: "Report") -> str:
    """Why a report was not held against a local requirement; empty where it was."""
    if report.year is None or profile.governs(report.year):
        return ""
    return f"“{profile.title}”只用于 {profile.years}，没有拿来检查 {report.year} 年的报告"


def forget() -> None:
    """Read the files anew next time."""
    _read.cache_clear()


def _path(name: str, folder: Path) -> Path:
    given = Path(name)
    if given.suffix == _SUFFIX or given.parent != Path():
        return given
    beside = folder / f"{name}{_SUFFIX}"
    if beside.is_file():
        return beside
    found = {path.stem: path for path in shipped()}
    if name in found:
        return found[name]
    have = "、".join(found)
    raise Stop(
        f"没有叫 {name} 的地方要求。程序自带的有：{have}；自己写的，存成 {beside}，或者写明文件名"
    )


@cache
def _read(_: Path, path: Path) -> "Profile":
    """A file once per run, however many reports it is held against."""
    outcome = read(path.stem, load(path))
    if outcome.profile is None:
        told = "\n".join(outcome.problems)
        raise Stop(f"{told}\n地方要求的写法有错，请先改正上面指出的地方")
    return outcome.profile
