"""Run every rule over a report and stamp what it says: code, severity, basis, place, order."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from gkreport.finding import Finding, Hit
from gkreport.rules import REGISTRY, Case, Rule
from gkreport.rules.wanted import EVERY, EXPLAINING, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from gkreport.form import Form, Severity
    from gkreport.report import Figures, Reading, Report
    from gkreport.rules.profile_model import Profile
    from gkreport.source.positions import KeyPath, Positions, Span


class Options(NamedTuple):
    """How a check is run."""

    select: frozenset[str] = frozenset()
    """Codes of the only rules that speak; empty for all."""
    ignore: frozenset[str] = frozenset()
    """Codes of rules that are silent."""
    today: "date | None" = None
    profiles: "tuple[Profile, ...]" = ()
    """Local requirements that are to be met."""
    places: bool = True
    """Whether findings tell line and column: looking for them takes as long as all rules."""


_DEFAULT = Options()


class Outcome(NamedTuple):
    """What a check found, in the order of the file."""

    findings: tuple[Finding, ...]
    allowed: "tuple[tuple[Finding, str], ...]" = ()
    """Findings that the report itself accounts for, each with the reason it gives."""


def run(reading: "Reading", last: "Report | None" = None) -> tuple[Finding, ...]:
    """Every finding of one report that is not accounted for in it."""
    return examine(reading, last).findings


def examine(
    reading: "Reading", last: "Report | None" = None, options: Options = _DEFAULT
) -> Outcome:
    """Run the rules over one report."""
    hits = list(reading.hits)
    report = reading.report
    if report is not None:
        case = Case(reading, report, last, options.today)
        hits += _sums(case)
        for name in wanted(case):
            for check in _checks(name):
                hits += check(case)
        for profile in options.profiles:
            from gkreport.rules import profile_check  # noqa: PLC0415 - only with --profile

            hits += profile_check.check(case, profile)
        if case.expansions:
            from gkreport.rules import placed  # noqa: PLC0415 - only where texts have fields

            hits = [*placed.placed(hits, case.expansions)]
    if not hits and (report is None or not report.allow):
        return Outcome(())
    stamped = _stamped(hits, reading, options)
    told = [f for f in stamped if _wanted(f.code, options)]
    if report is None or not report.allow:
        return Outcome(tuple(told))
    _load(*EVERY)
    from gkreport.rules import allow  # noqa: PLC0415 - only where something is accounted for

    kept, allowed, unused = allow.sift(told, report)
    more = _stamped(unused, reading, options) if not options.select else []
    return Outcome(tuple(sorted([*kept, *more], key=_place)), tuple(allowed))


def _sums(case: Case) -> "Iterator[Hit]":
    """The identities: of every table, and with last year's report."""
    report, before = case.report, None
    if case.last is None and all(map(_balances, report.figures.values())):
        return
    from gkreport.rules import arithmetic, years  # noqa: PLC0415 - the usual sums hold

    if case.last is not None:
        changed = years.scope_changed(report, case.last)
        before = arithmetic.Before(case.last, years.restated(case.reading, report), changed)
    yield from arithmetic.check(report, before)


def _balances(figures: "Figures") -> bool:
    return not figures.gaps and figures.grid.balances(figures.values)


@cache
def _checks(name: str) -> "tuple[Callable[[Case], Iterator[Hit]], ...]":
    """The checks of a module, each once, also where it stands under two codes."""
    loaded = import_module(f"gkreport.rules.{name}").__name__
    checks = [r.check for r in REGISTRY.values() if r.check and r.check.__module__ == loaded]
    return tuple(dict.fromkeys(checks))


def _load(*names: str) -> None:
    """Enter the rules of modules."""
    for name in names:
        import_module(f"gkreport.rules.{name}")


def _wanted(code: str, options: Options) -> bool:
    return code not in options.ignore and (not options.select or code in options.select)


def _stamped(hits: "list[Hit]", reading: "Reading", options: Options) -> list[Finding]:
    if not hits:
        return []
    from gkreport.source.positions import Positions, index  # noqa: PLC0415 - findings need places

    _load(*EXPLAINING)
    form = reading.report.form if reading.report else None
    sought = options.places and reading.report is not None
    positions = index(reading.source.text) if sought else Positions({}, {}, ())
    return sorted((_stamp(hit, reading, positions, form) for hit in hits), key=_place)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.line or 0, finding.column or 0, finding.code


def _stamp(hit: Hit, reading: "Reading", positions: "Positions", form: "Form | None") -> Finding:
    code, severity, basis = _identity_of(hit, form)
    span = _span(hit, positions)
    if hit.within is not None and span is not None:
        span = _inside(hit.within, span, reading.source.text)
    line = column = None
    width = 1
    if span is not None:
        line, column = reading.source.place(span.start)
        width = max(1, min(span.end - span.start, len(reading.source.line(line)) - column + 1))
    return Finding(
        code, hit.rule, hit.severity or severity, hit.basis or basis, reading.source.name,
        line, column, width, hit,
    )  # fmt: skip


def _identity_of(hit: Hit, form: "Form | None") -> tuple[str, "Severity", str]:
    """Code, severity and basis of the rule that a hit names."""
    named = [r for r in REGISTRY.values() if r.name == hit.rule]
    rule = next((r for r in named if r.section == hit.section), named[0] if named else None)
    if rule is not None:
        return rule.code, rule.severity, rule.basis
    assert form is not None
    scheme = next(i for t in form.tables for i in t.identities if i.name == hit.rule)
    return scheme.code, scheme.severity, scheme.basis


def _span(hit: Hit, positions: "Positions") -> "Span | None":
    """Where a hit points: its own span, its value, its key, or the nearest key above."""
    from gkreport.source.positions import Span  # noqa: PLC0415 - loaded by now

    if hit.at is None or isinstance(hit.at, Span):
        return hit.at
    path: KeyPath = hit.at
    if hit.on_key and path in positions.keys:
        return positions.keys[path]
    while path:
        span = positions.values.get(path) or positions.keys.get(path)
        if span is not None:
            return span
        path = path[:-1]
    return None


def _inside(within: tuple[int, int], span: "Span", text: str) -> "Span":
    """The stretch of a string's value as a stretch of the file."""
    from gkreport.source.strings import offsets  # noqa: PLC0415 - only findings in a text

    places = offsets(text[span.start : span.end])
    start, end = (span.start + places[min(n, len(places) - 1)] for n in within)
    return span._replace(start=start, end=end)


def catalogue() -> "Iterator[Rule]":
    """Every rule there is, those of the forms' identities too, in the order of the codes."""
    from gkreport.rules import identities  # noqa: PLC0415 - reads every form

    _load(*EVERY)
    rules = {rule.code: rule for rule in identities.rules()} | REGISTRY
    yield from (rules[code] for code in sorted(rules))
