"""Texts of made-up reports: composed from a stock of sentences, with a place for every figure."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

Texts = dict[str, str]
"""Texts by the name of the section."""
_RANGE: Final = re.compile(r"<([0-9]+)-([0-9]+)>")
_NUMERALS: Final = "一二三四五六七八九十"
_LEAST: Final = 0.6
"""How much of a stock is used at least."""
_MOST_POINTS: Final = 4


@cache
def stock() -> dict[str, Any]:
    """Everything that reports are made of."""
    return tomllib.loads(Path(__file__).with_name("made.toml").read_text("utf-8"))


def composed(luck: Random) -> Texts:
    """The texts of a report, their figures and names still to be filled in."""
    texts = stock()["texts"]
    found = {
        "preface": luck.choice(texts["preface"]),
        "overview": "\n\n".join(_overview(luck)),
        "remedies": "{remedies}",
        "improvements": "\n\n".join(_improvements(stock()["improvements"], luck)),
        "other_matters": "\n\n".join(_other(stock()["other"], luck)),
    }
    return {name: _with_numbers(text, luck) for name, text in found.items()}


def said(values: Mapping[str, Any]) -> dict[str, str]:
    """What is said of figures: of each matter the first wording that fits."""
    return {
        name: next(w["text"] for w in wordings if _fits(w, values)).format_map(values)
        for name, wordings in stock()["said"].items()
    }


def _fits(wording: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    return all(values[name] for name in wording.get("when", ())) and not any(
        values[name] for name in wording.get("unless", ())
    )


def _overview(luck: Random) -> list[str]:
    """The opening and the five aspects, their headings in the text or above it."""
    above = luck.random() < 1 / 3
    paragraphs = [luck.choice(stock()["texts"]["opening"])]
    heads = stock()["texts"]["heads"]
    for numeral, head, aspect in zip(_NUMERALS, heads, stock()["aspects"], strict=False):
        text = aspect["always"] + "".join(_some(aspect["stock"], luck))
        paragraphs += [f"（{numeral}）{head}", text] if above else [f"（{numeral}）{head}。{text}"]
    return paragraphs


def _improvements(told: Mapping[str, Any], luck: Random) -> list[str]:
    count = luck.randint(3, _MOST_POINTS)
    problems = _listed(luck.sample(told["problems"], count))
    measures = _listed(luck.sample(told["measures"], count))
    return [
        luck.choice(told["lead"]) + problems,
        luck.choice(told["turn"]) + measures + "{corrected}",
        "".join(_some(told["stock"], luck)),
    ]


def _listed(points: Sequence[str]) -> str:
    told = (f"{n}是{text}" for n, text in zip(_NUMERALS, points, strict=False))
    return "；".join(told) + "。"


def _other(told: Mapping[str, Any], luck: Random) -> list[str]:
    return [luck.choice(told["always"]), *_some(told["stock"], luck)]


def _some(sentences: Sequence[str], luck: Random) -> list[str]:
    """Most of a stock, in another order."""
    return luck.sample(sentences, luck.randint(int(_LEAST * len(sentences)), len(sentences)))


def _with_numbers(text: str, luck: Random) -> str:
    return _RANGE.sub(lambda m: str(luck.randint(int(m[1]), int(m[2]))), text)
