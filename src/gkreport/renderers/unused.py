"""What lies among a user's own templates and is not used: mostly a wrong name."""

from typing import TYPE_CHECKING, Final

from gkreport import resources
from gkreport.renderers import FORMATS, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENDINGS: Final = (".j2", ".typ", ".css")
_ALIKE: Final = 0.7


def known() -> tuple[str, ...]:
    """The names that a template may have, those of parts too."""
    return tuple(sorted(path.name for path in resources.templates().glob("report.*")))


def unused(own: "Path") -> "Iterator[str]":
    """One sentence for each file, or folder, that looks like a template and is not used."""
    try:
        found = sorted(own.iterdir())
    except OSError:
        return
    names = {path.name for path in resources.templates().iterdir()}
    files = [path for path in found if path.is_file()]
    for path in found:
        if path.name in names and path.is_dir():
            yield f"{path} 是文件夹，没有当作模板，用的是自带的"
        elif path in files and _looks_like_one(path.name) and path.name not in names:
            others = (one for one in files if one != path and one.name.endswith(_ENDINGS))
            if not any(path.name in _text(one) for one in others):
                yield f"{path} 没有用上：{_why(path.name)}"


def _looks_like_one(name: str) -> bool:
    return name.endswith(_ENDINGS) or f"{name}.j2" in known()


def _text(path: "Path") -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def _why(name: str) -> str:
    for form, made in FORMATS.items():
        if form not in SUFFIXES and name == f"report{made.suffix}.j2":
            own = "，PDF 的模板叫 report.typ" if made.suffix == ".pdf" else ""
            return f"{made.title}不用这样的模板{own}"
    from difflib import get_close_matches  # noqa: PLC0415 - only for a name that is none

    near = get_close_matches(name, known(), 1, _ALIKE)
    if near:
        return f"没有叫这个名字的模板，是不是要叫 {near[0]}？"
    return f"没有叫这个名字的模板，也没有别的模板用到它。能用的名字有：{'、'.join(known())}"
