"""Rules: small pure generators over a report. A rule's docstring is its manual page, in Chinese.

A rule says what and where; the engine stamps code, severity and basis on it.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.report import DRAFT_MARK, FIELD
from gkreport.report.keys import PREFACE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from gkreport.finding import Hit
    from gkreport.form import Severity
    from gkreport.report import Reading, Report
    from gkreport.report.fields import Expanded
    from gkreport.source.positions import KeyPath


class Passage(NamedTuple):
    """One text of the report, and where it stands."""

    section: str
    """The section's id, "preface", or "extra"."""
    text: str
    path: "KeyPath"

    def hit(self, rule: str, message: str, start: int, end: int, **more: Any) -> "Hit":  # noqa: ANN401 - the fields of Hit
        """An observation about a stretch of the text."""
        from gkreport.finding import Hit  # noqa: PLC0415 - typing only otherwise

        return Hit(rule, message, self.path, within=(start, end), **more)


class _Case(NamedTuple):
    reading: "Reading"
    report: "Report"
    last: "Report | None" = None
    today: "dt.date | None" = None
    """The day of the check, where a rule may know it."""


class _Texts(NamedTuple):
    passages: tuple[Passage, ...]
    by_section: dict[str, Passage]
    expansions: "Mapping[KeyPath, Expanded]"


class Case(_Case):
    """What a rule may look at."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every text that is written, in the order of the report; drafts of last year left out.

        Fields show their values. The engine finds the places of hits in the text as it is written.
        """
        return self._texts.passages

    @property
    def expansions(self) -> "Mapping[KeyPath, Expanded]":
        """Those of them that have fields, by their paths."""
        return self._texts.expansions

    def passage(self, section: str) -> Passage | None:
        """The text of one section of the form, or the preface, if it is written."""
        return self._texts.by_section.get(section)

    @cached_property
    def _texts(self) -> _Texts:
        passages = tuple(_written(self.report))
        expanded: Mapping[KeyPath, Expanded] = {}
        if any(FIELD in passage.text for passage in passages):
            from gkreport.report.fields import expand  # noqa: PLC0415 - only where there are fields

            expanded = {p.path: expand(p.text, self.report) for p in passages if FIELD in p.text}
            passages = tuple(
                p._replace(text=expanded[p.path].text) if p.path in expanded else p
                for p in passages
            )
        by_section = {passage.section: passage for passage in reversed(passages)}
        return _Texts(passages, by_section, expanded)


def _written(report: "Report") -> "Iterator[Passage]":
    for id in (PREFACE, *[section.id for section in report.form.sections]):  # noqa: A001
        text = report.sections.get(id, "")
        if text and not text.isspace() and DRAFT_MARK not in text:
            yield Passage(id, text, ("sections", id))
    for n, (_, text) in enumerate(report.extra):
        if text and not text.isspace() and DRAFT_MARK not in text:
            yield Passage("extra", text, ("sections", "extra", n, "text"))


class Rule(NamedTuple):
    """One rule: identity, weight, legal basis, manual page, and the check itself."""

    code: str
    name: str
    severity: "Severity"
    basis: str
    check: "Callable[[Case], Iterator[Hit]] | None"
    """None where the hits come from reading or from the identities of a form."""
    page: str
    """The docstring as it stands in the source."""

    @property
    def manual(self) -> str:
        """The docstring without the source's indentation."""
        from inspect import cleandoc  # noqa: PLC0415 - a check needs no manual

        return cleandoc(self.page)

    @property
    def section(self) -> int:
        """The first digit of the code: the section of the report, or 0, 7, 8, 9."""
        return int(self.code[2])


REGISTRY: Final[dict[str, Rule]] = {}
"""Every rule by its code, filled as the rule modules load."""


def rule(
    *codes: str, name: str, basis: str, severity: "Severity" = "error", reads: bool = True
) -> "Callable[[Callable[[Case], Iterator[Hit]]], Callable[[Case], Iterator[Hit]]]":
    """Enter a rule. With `reads=False` its hits come from elsewhere and the body only explains."""

    def enter(
        check: "Callable[[Case], Iterator[Hit]]",
    ) -> "Callable[[Case], Iterator[Hit]]":
        for code in codes:
            page = check.__doc__ or ""
            REGISTRY[code] = Rule(code, name, severity, basis, check if reads else None, page)
        return check

    return enter
