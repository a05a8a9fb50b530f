"""Where the shipped files are: forms in the package, templates beside it or in the wheel."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent


@cache
def forms() -> tuple[Path, ...]:
    """Every shipped form file, newest form first."""
    return tuple(sorted((PACKAGE / "forms").glob("*.toml"), reverse=True))


def templates() -> Path:
    """The folder of shipped templates, in an installed wheel or in a source tree.

    Raises FileNotFoundError if neither is there: a broken installation.
    """
    inside = PACKAGE / "_templates"
    beside = PACKAGE.parents[1] / "templates"
    for folder in (inside, beside):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(inside)
