"""The fonts that a profile names, on this machine. One that is not there is asked for."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.need import Missing, need
from gkreport.renderers.fonts import names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkreport.renderers.fonts import Fonts

_EXTRA: Final = "pylopdf_fonts_zh_cn"
_PROFILE: Final = "profile"


class Faces(NamedTuple):
    """For every part its families, the wanted one first; and where they are beside the system."""

    families: "Mapping[str, list[str]]"
    folders: tuple[Path, ...]


def find(fonts: "Fonts") -> Faces:
    """The profile's fonts, from the system or else with those of the extra `fonts`.

    The other fonts of the profile follow the wanted one, for rare characters that it lacks.
    Raises Missing, and says what to install, where one is neither here nor there.
    """
    parts = {part: family for part, family in fonts._asdict().items() if part != _PROFILE}
    for folders in dict.fromkeys(((), _extra())):
        there = _families(folders)
        found = {family: _name(family, there) for family in parts.values()}
        if all(found.values()):
            every = list(dict.fromkeys(found[family] for family in parts.values()))
            return Faces({p: _first(found[f], every) for p, f in parts.items()}, folders)
    lacking = "、".join(dict.fromkeys(f"“{family}”" for family, name in found.items() if not name))
    raise Missing(f"这台电脑没有字体{lacking}：{fonts.install}")


@cache
def load(folders: tuple[Path, ...]) -> Any:  # noqa: ANN401 - of an extra
    """The system's fonts and those of the folders, read once; none that the compiler brings."""
    return need("typst", "pdf").Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=list(folders)
    )


@cache
def _families(folders: tuple[Path, ...]) -> frozenset[str]:
    return frozenset(load(folders).families())


def _extra() -> tuple[Path, ...]:
    """The folder of the extra's fonts, where it is installed."""
    spec = find_spec(_EXTRA)
    return tuple(map(Path, (spec and spec.submodule_search_locations) or ()))


def _name(family: str, there: frozenset[str]) -> str:
    return next((name for name in names(family) if name in there), "")


def _first(wanted: str, every: list[str]) -> list[str]:
    return [wanted, *(family for family in every if family != wanted)]
