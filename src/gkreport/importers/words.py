"""The word lists of the readers, one TOML file each."""

import tomllib
from functools import cache
from typing import Any

from gkreport.resources import PACKAGE


@cache
def words(name: str) -> dict[str, Any]:
    """The word list of a reader. Raises FileNotFoundError for a broken installation."""
    return tomllib.loads((PACKAGE / "importers" / "data" / f"{name}.toml").read_text("utf-8"))
