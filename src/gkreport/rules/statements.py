"""Things said in words: bases and slogans that have been replaced, sentences said twice."""

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from gkreport.rules import Case, lexicon, rule
from gkreport.rules.looks_words import LONG
from gkreport.rules.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit
    from gkreport.rules import Passage

_HABIT: Final = "通行的审核要求"
_CLOSE: Final = 40
"""How far behind what is superseded its replacement may be named."""


@rule("GK770", name="superseded-basis", basis=_HABIT, severity="warning")
def superseded_basis(case: Case) -> "Iterator[Hit]":
    """引用的依据已经被新的代替。

    2021 年度起的报告用国办公开办函〔2021〕30号的格式，不再用〔2019〕60号的；《政府信息公开条例》
    2019 年修订后是国务院令第711号，不再是第492号。只看是不是引用了旧的文号，不看条文。

    错例：“依据国办公开办函〔2019〕60号编制”（2025 年度的报告）
    正例：“依据国办公开办函〔2021〕30号编制”

    改法：改成现行的文号，并按现行的格式填报。
    """
    for passage, at, word, entry in _replaced(case, "bases"):
        text = f"“{word}”已由“{entry['instead']}”代替"
        yield passage.hit(
            "superseded-basis", text, at, at + len(word), found=word, expected=entry["instead"],
            basis=entry["basis"], hint=f"请改为“{entry['instead']}”，并核对格式是否一致",
        )  # fmt: skip


@rule("GK771", name="superseded-slogan", basis=_HABIT, severity="note")
def superseded_slogan(case: Case) -> "Iterator[Hit]":
    """用了条例修订以前的说法。

    错例：“坚持公开是原则、不公开是例外”
    正例：“坚持以公开为常态、不公开为例外”

    改法：照条例第五条的说法写。
    """
    for passage, at, word, entry in _replaced(case, "slogans"):
        yield passage.hit(
            "superseded-slogan", f"“{word}”是条例修订以前的说法", at, at + len(word),
            found=word, expected=entry["instead"], basis=entry["basis"],
            hint=f"请改为“{entry['instead']}”",
        )  # fmt: skip


def _replaced(case: Case, table: str) -> "Iterator[tuple[Passage, int, str, dict[str, Any]]]":
    """The first place of each entry of a table that is out of date for the year."""
    year, text = case.report.year, whole(case)
    if year is None:
        return
    for entry in lexicon.load("statements")[table]:
        if text.has(entry["sign"]) and year >= entry["from"]:
            found = (
                (passage, at, word, entry)
                for passage in case.passages
                for word in entry["words"]
                if (at := passage.text.find(word)) >= 0
                and entry["current"] not in passage.text[at : at + _CLOSE]
            )
            yield from islice(found, 1)


@rule("GK772", name="repeated-sentence", basis=_HABIT, severity="note")
def repeated_sentence(case: Case) -> "Iterator[Hit]":
    """同一句话在报告里写了两遍。

    多半是复制时多粘了一次，也可能是两部分的内容没有分清。

    改法：删去多余的一处，或者各写各的内容。
    """
    texts = [passage.text for passage in case.passages if passage.section != "extra"]
    cut = "。".join(texts).replace("\n", "。").split("。")
    if len(set(cut)) == len(cut):
        return
    bare = [stripped for s in cut if len(s) >= LONG and len(stripped := s.strip()) >= LONG]
    if len(set(bare)) < len(bare):
        long = [sentence for sentence, n in Counter(bare).items() if n > 1]
        places = [(p, at) for p in case.passages for at in _places(p.text, long[0])]
        passage, at = places[1]
        more = f"，另有 {len(long) - 1} 句" if len(long) > 1 else ""
        text = f"这句话前面已经写过：“{long[0][:LONG]}……”{more}"
        yield passage.hit(
            "repeated-sentence", text, at, at + len(long[0]), found=long[0],
            hint="请删去多余的一处，或者各写各的内容",
        )  # fmt: skip


def _places(text: str, word: str) -> "Iterator[int]":
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
