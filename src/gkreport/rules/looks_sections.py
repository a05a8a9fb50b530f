"""Cheap looks at the texts of the sections: what they tell, and what the preface announces.

The rules about them ask the same questions; a look asks them all before a rule is loaded.
"""

from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.form import NUMERALS
from gkreport.report.cells import Gap
from gkreport.rules.bounds import sentence
from gkreport.rules.lexicon import lists

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkreport.finding import Number
    from gkreport.report import Report
    from gkreport.rules import Case

LEAST: Final = {"overview": 120, "improvements": 40}
"""Fewer characters than this are hardly a report."""
HEAD: Final = 26
"""How many characters after （一） are read as the heading."""
FEWEST: Final = 3
"""Fewer parts are not announced, and fewer titles are no list."""
_UNPAID: Final = ("outcome.otherwise.fee_unpaid", "total")
_NO_LIST: Final = ("统", "第", "之", "唯", "同")
"""Before such a sign 一是 begins no list: 统一是."""
_COUNTED: Final = ("部分", "项内容", "方面内容", "方面的内容")
_ORDINAL: Final = ("第", *NUMERALS)
"""What makes a number an ordinal, or a part of a longer one."""
_REACH: Final = 4
"""A number and its measure word are no longer."""


def has(text: str, words: "Iterable[str]") -> bool:
    """Whether one of the words stands in a text."""
    for word in words:  # noqa: SIM110 - a generator costs more than all the rest
        if word in text:
            return True
    return False


def improvements(case: "Case") -> bool:
    """Whether problems or measures may be missing, or not match each other."""
    passage = case.passage("improvements")
    if passage is None:
        return False
    text = passage.text
    return is_silent(text, "problems") or is_silent(text, "measures") or are_uneven(runs(text))


def fees(case: "Case") -> bool:
    """Whether section six may not tell about fees what it should."""
    passage = case.passage("other_matters")
    return passage is not None and not (says_fee(passage.text) and not unpaid(case.report))


def is_silent(text: str, what: str) -> bool:
    """Whether a text says nothing of "problems", or of "measures"."""
    words = lists("structure")["improvements"]
    if text.strip().rstrip("。.") in words["nothing"]:
        return True
    if what == "measures" and not has(text, words["done"]):
        for phrase in words["wanting"]:
            text = text.replace(phrase, "")
    return not has(text, words[what])


def runs(text: str) -> list[tuple[int, int]]:
    """The lists 一是……二是…… of a text: how long each is, and where it begins."""
    found = []
    start = text.find("一是")
    while start >= 0:
        following = text.find("一是", start + 1)
        end, n, at = following if following >= 0 else len(text), 1, start
        while n < len(NUMERALS) and (at := text.find(NUMERALS[n] + "是", at, end)) >= 0:
            n += 1
        if text[start - 1 : start] not in _NO_LIST:
            found.append((n, start))
        start = following
    return found


def are_uneven(found: list[tuple[int, int]]) -> bool:
    """Whether there are two lists, of problems and of measures, and one is longer."""
    if len(found) != 2:  # noqa: PLR2004 - one of either
        return False
    (problems, _), (measures, _) = found
    return problems != measures and min(problems, measures) > 1


def says_fee(text: str) -> bool:
    """Whether a text speaks of the fee."""
    fees = lists("structure")["fees"]
    for word in fees["except"]:
        text = text.replace(word, "")
    return has(text, fees["words"])


def unpaid(report: "Report") -> "Number":
    """How many applicants have not paid, as far as that is stated."""
    number = report.figures["applications"].at(*_UNPAID)
    return 0 if isinstance(number, Gap) else number


def overview(case: "Case") -> bool:
    """Whether an aspect may be missing or out of order, or a text be short, or a result untold."""
    if case.report.organ.kind in ("government", "township") and not tells_results(case):
        return True
    for section, least in LEAST.items():
        passage = case.passage(section)
        if passage is not None and len(passage.text) < 2 * least:
            return True
    passage = case.passage("overview")
    return passage is not None and not _is_by_aspect(passage.text)


def tells_results(case: "Case") -> bool:
    """Whether the texts speak of each result that a government's report also has to tell."""
    texts = [passage.text for passage in case.passages]
    for result in lists("structure")["results"]:
        if not any(has(text, result["words"]) for text in texts):
            return False
    return True


def _is_by_aspect(text: str) -> bool:
    """Whether exactly （一） to （五） are headings, and name the five aspects one by one."""
    aspects = _aspects()
    at, last = text.find("（"), 0
    while at >= 0:
        if text[at + 2 : at + 3] == "）" and (number := NUMERALS.find(text[at + 1])) >= 0:
            if number != last or last == len(aspects):
                return False
            head = text[at + 3 : at + 3 + HEAD].partition("。")[0]
            named, following = aspects[last]
            if not _names(head, named) or has(head, following):
                return False
            last += 1
        at = text.find("（", at + 1)
    return last == len(aspects) and "(" not in text


@cache
def _aspects() -> list[tuple[str, list[str]]]:
    """By what a heading names each aspect, and those that follow it."""
    named = [aspect["heading"][0] for aspect in lists("structure")["aspects"]]
    return [(word, named[n:]) for n, word in enumerate(named, 1)]


def _names(head: str, word: str) -> bool:
    """Whether a heading names an aspect before any mark."""
    at = head.find(word)
    return at == 0 or (at > 0 and head[:at].isalpha())


def preface(case: "Case") -> bool:
    """Whether the preface may lack something, or announce other parts than there are."""
    passage, report = case.passage("preface"), case.report
    if passage is None:
        return True
    text, words = passage.text, lists("structure")["preface"]
    if not has(text, words["basis"]):
        return True
    if report.publication.period is None and not has(text, words["period"]):
        return True
    if not any(map(str.strip, report.organ.contact.values())) and not has(text, words["contact"]):
        return True
    counted = count(text)
    return bool(counted and counted[0] != parts(report)[0]) or bool(unlisted(text, report))


def parts(report: "Report") -> tuple[int, list[str]]:
    """How many parts the report has, and the headings of those it lacks."""
    form = report.form
    missing = [f"“{s.heading}”" for s in form.sections if s.prose and s.id not in report.sections]
    return len(form.sections) - len(missing) + len(report.extra), missing


def count(text: str) -> tuple[int, int, int] | None:
    """How many parts a preface announces, and where it says so."""
    for word in _COUNTED:
        at = text.find(word)
        while at >= 0:
            before = text[max(0, at - _REACH) : at]
            n = _number(before.rstrip("个大"))
            if n >= FEWEST:
                return n, at - 1, at + len(word)
            at = text.find(word, at + 1)
    return None


def _number(text: str) -> int:
    """The number that a text ends with, or 0; an ordinal is none."""
    digits = text[len(text.rstrip("0123456789")) :]
    before = text[: len(text) - max(1, len(digits))]
    if before.endswith(_ORDINAL):
        return 0
    return int(digits) if digits else NUMERALS.find(text[-1:] or " ") + 1


def unlisted(text: str, report: "Report") -> tuple[list[str], int, int] | None:
    """The titles that the list in the preface leaves out, and from where to where it goes."""
    at = text.find("部分")
    if at < 0:
        return None
    start, end = sentence(text, at, at)
    words, listing, sections = lists("structure")["headings"], text[start:end], report.form.sections
    left_out = [f"“{s.title}”" for s in sections if not has(listing, words[s.id])]
    return (left_out, start, end) if left_out and len(sections) - len(left_out) > FEWEST else None
