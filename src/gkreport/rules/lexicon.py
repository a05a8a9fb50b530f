"""What several rules look things up in: word lists, and the short lines of a text.

A word list is a TOML file under `data/`, read when a rule first asks.
"""

from functools import cache, lru_cache
from typing import Any, Final

_LONGEST: Final = 40


@cache
def load(name: str) -> dict[str, Any]:
    """The word list of that name, as it stands."""
    import tomllib  # noqa: PLC0415 - loaded by now: the report was TOML
    from pathlib import Path  # noqa: PLC0415 - the same

    path = Path(__file__).parent / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def lists(name: str) -> dict[str, Any]:
    """The same, where a text of several lines is a list of the words in it."""
    return {key: _split(value) for key, value in load(name).items()}


def _split(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    if isinstance(value, dict):
        return {key: _split(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(map(_split, value))
    return tuple(value.split()) if isinstance(value, str) and "\n" in value else value


@lru_cache(maxsize=32)
def short_lines(text: str) -> tuple[tuple[int, str], ...]:
    """The lines that are no paragraph: at most 40 characters, with their place, stripped."""
    found, start = [], 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if 1 < end - start <= _LONGEST and (line := text[start:end].strip()):
            found.append((text.index(line, start), line))
        start = end + 1
    return tuple(found)
