"""`--select` and `--ignore`: rules by code, by the beginning of a code, or by name."""

from gkreport.cli.shell import Stop
from gkreport.rules.engine import catalogue


def codes(words: "list[str] | None") -> frozenset[str]:
    """The codes that some words stand for. Raises Stop for a word that stands for none."""
    if not words:
        return frozenset()
    rules = list(catalogue())
    found: set[str] = set()
    for word in (w.strip() for given in words for w in given.split(",")):
        fits = {r.code for r in rules if r.name == word or r.code.startswith(word.upper())}
        if not word or not fits:
            raise Stop(_unknown(word, [n for r in rules for n in (r.code, r.name)]))
        found |= fits
    return frozenset(found)


def _unknown(word: str, known: list[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a misspelt rule

    close = get_close_matches(word, known, n=1, cutoff=0.5)
    guess = f"，是不是想写 {close[0]}？" if close else "。"
    return f"没有 {word} 这条规则{guess}运行 gkreport rules 看全部规则"
