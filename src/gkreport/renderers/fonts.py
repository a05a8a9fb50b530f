"""Font profiles: which font every part of a printed document is set in. They are data."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

_FILE: Final = Path(__file__).parent / "data" / "fonts.toml"
DEFAULT: Final = "free"


class Fonts(NamedTuple):
    """A profile: its name, and a font family for every part."""

    profile: str
    title: str
    body: str
    heading1: str
    heading2: str
    table: str
    number: str
    """Figures and Latin letters in the text, and the page number."""

    @property
    def install(self) -> str:
        """What to do where the fonts are missing."""
        return str(_data()["install"][self.profile])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def profiles() -> tuple[str, ...]:
    """The names of the profiles."""
    return tuple(_data()["profiles"])


def fonts(profile: str = DEFAULT) -> Fonts:
    """A profile by its name. Raises KeyError where there is none of that name."""
    return Fonts(profile, **_data()["profiles"][profile])


def names(family: str) -> tuple[str, ...]:
    """Every name that a family goes by, its own first."""
    return (family, *_data()["same"].get(family, ()))
