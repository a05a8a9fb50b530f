"""Faults of made-up reports, each with the findings that a check must give for it, and no other.

A fault changes a draft and names the findings, or names none where it does not suit the report.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final, NamedTuple

from made_figures import Layout
from made_texts import stock

from gkreport.form import Address

Expected = tuple[tuple[str, str], ...]
"""Code and severity of each finding."""
_QUOTES: Final = '"""'
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_LAST: Final = "overview"
"""The text that faults are written into."""


class Draft:
    """A report that is still to be written down."""

    def __init__(  # noqa: PLR0913, PLR0917 - everything that a report states
        self,
        layout: Layout,
        year: int,
        whose: tuple[str, str, str, str],
        date: str,
        values: list[Any],
        texts: dict[str, str],
        told: Mapping[str, Any],
    ) -> None:
        self.layout, self.year, self.date = layout, year, date
        self.organ, self.folder, self.kind, self.level = whose
        self.values, self.texts, self.told = values, texts, told
        self.written = self.title = ""
        self.whole: Callable[[str], str | bytes] = lambda text: text
        self.expected: Expected = ()

    def data(self) -> bytes:
        """The file."""
        title = f'title = "{self.title}"\n' if self.title else ""
        written = f"written = {self.written}\n" if self.written else ""
        texts = "\n\n".join(
            f"{name} = {_QUOTES}\n{text}\n{_QUOTES}" for name, text in self.texts.items()
        )
        text = self.whole(
            f'form = "{self.layout.form.id}"\nyear = {self.year}\n{title}\n[organ]\n'
            f'name = "{self.organ}"\nkind = "{self.kind}"\nlevel = "{self.level}"\n\n'
            f"[publication]\ndate = {self.date}\n{written}\n[sections]\n{texts}\n"
            f"{self.layout.template % tuple(self.values)}"
        )
        return text.encode() if isinstance(text, str) else text

    def spoil(self, fault: "Fault", luck: Random) -> bool:
        """Put a fault in. False where it does not suit."""
        self.expected = fault.spoil(self, luck)
        return bool(self.expected) or fault.silent

    def at(self, row: str, column: str, table: str = "applications") -> int:
        """Where a cell stands among the figures."""
        return self.layout.index[Address(table, row, column)]


class Fault(NamedTuple):
    """One sort of fault."""

    name: str
    spoil: Callable[[Draft, Random], Expected]
    sort: str = "report"
    """What the file then is: report, broken, empty or other."""
    silent: bool = False
    """Whether there is nothing to be found."""


FAULTS: Final[list[Fault]] = []


def _fault(
    name: str, *, sort: str = "report", silent: bool = False
) -> Callable[[Callable[[Draft, Random], Expected]], Callable[[Draft, Random], Expected]]:
    def enter(spoil: Callable[[Draft, Random], Expected]) -> Callable[[Draft, Random], Expected]:
        FAULTS.append(Fault(name, spoil, sort, silent))
        return spoil

    return enter


# --- sums


@_fault("column-total-off-by-one")
def _column_total(draft: Draft, _: Random) -> Expected:
    if not draft.told["answered"]:
        return ()
    draft.values[draft.at("outcome.total", "natural_person")] += 1
    return (("GK300", "error"),)


@_fault("row-total-off")
def _row_total(draft: Draft, luck: Random) -> Expected:
    if not draft.told["granted"]:
        return ()
    draft.values[draft.at("outcome.granted", "organization.enterprise")] += luck.randint(2, 9)
    return (("GK300", "error"),)


@_fault("grand-total-wrong")
def _grand_total(draft: Draft, luck: Random) -> Expected:
    if not draft.told["carried"]:
        return ()
    draft.values[draft.at("carried_forward", "total")] += luck.randint(2, 9)
    return (("GK300", "error"),)


@_fault("totals-left-at-zero")
def _zero_totals(draft: Draft, _: Random) -> Expected:
    if not draft.told["answered"]:
        return ()
    for leaf in draft.layout.grids[-2].columns.leaves:
        draft.values[draft.at("outcome.total", leaf.id)] = 0
    return (("GK308", "error"), ("GK322", "warning"))


@_fault("figure-in-next-row")
def _slipped(draft: Draft, _: Random) -> Expected:
    """Two rows are exchanged in one column; in no other column would that explain their sums."""
    rows = ("outcome.unavailable.not_held", "outcome.unavailable.must_be_created")
    columns = [leaf.id for leaf in draft.layout.grids[-2].columns.leaves]
    lines = [[draft.values[draft.at(row, column)] for column in columns] for row in rows]
    apart = [one - other for one, other in zip(*lines, strict=True)]
    if apart[0] <= 0 or apart[0] in apart[1:] or -apart[0] in apart[1:]:
        return ()
    for row, line in zip(rows, reversed(lines), strict=True):
        draft.values[draft.at(row, columns[0])] = line[0]
    return (("GK309", "error"),)


@_fault("remedy-total-off")
def _remedies(draft: Draft, _: Random) -> Expected:
    if not draft.told["reviews"]:
        return ()
    draft.values[draft.at("reconsideration", "other", "remedies")] += 1
    return (("GK401", "error"),)


@_fault("remedy-total-at-zero")
def _zero_remedies(draft: Draft, _: Random) -> Expected:
    if not draft.told["reviews"]:
        return ()
    draft.values[draft.at("reconsideration", "total", "remedies")] = 0
    return (("GK408", "error"), ("GK420", "warning"))


# --- cells


def _cell(name: str, cell: tuple[str, str], wrong: str, expected: Expected) -> None:
    """A fault in one cell of section two."""

    @_fault(name)
    def _spoil(draft: Draft, _: Random) -> Expected:
        found = draft.layout.cells(("proactive_disclosure", *cell))
        if not found:
            return ()
        draft.values[found[0]] = wrong
        return expected


_cell("unit-in-figure", ("normative_documents", "issued"), '"12件"', (("GK011", "error"),))
_cell("negative-figure", ("penalties", "decisions"), "-3", (("GK011", "error"),))
_cell("mark-for-none", ("compulsion", "decisions"), '"/"', (("GK015", "warning"),))
_cell("blank-cell", ("licensing", "decisions"), '""', (("GK013", "warning"),))


def _lines(name: str, old: str, new: str, expected: Expected, *, sort: str = "report") -> None:
    """A fault that stands in the text of the file, at the first place that fits."""

    @_fault(name, sort=sort)
    def _spoil(draft: Draft, _: Random) -> Expected:
        draft.whole = lambda text: text.replace(old, new, 1)
        return expected


_lines("wrong-length", "\nbrought_forward = [", "\nbrought_forward = [0, ", (("GK010", "error"),))
_lines("unknown-key", "\n[remedies]\n", '\n[remedies]\nremark = "x"\n', (("GK006", "error"),))
_lines("unknown-organ-kind", "\nkind = ", '\nkind = "bureau" #', (("GK007", "error"),))
_lines("missing-year", "\nyear = ", "\n# ", (("GK008", "error"),))


# --- what cannot be


@_fault("stock-below-issue")
def _stock(draft: Draft, _: Random) -> Expected:
    table = "proactive_disclosure"
    if draft.layout.form.last_year or draft.told["documents"]:
        return ()
    for column, value in (("issued", 5), ("repealed", 0), ("in_force", 3)):
        draft.values[draft.at("normative_documents", column, table)] = value
    return (("GK201", "warning"),)


@_fault("impossible-rules")
def _rules(draft: Draft, _: Random) -> Expected:
    if (draft.kind, draft.level) == ("government", "city"):
        return ()
    draft.values[draft.layout.cells(("proactive_disclosure", "rules", ""))[0]] = 1
    draft.values[draft.layout.cells(("proactive_disclosure", "rules", ""))[2]] = 1
    return (("GK202", "error"),)


@_fault("yuan-for-ten-thousand")
def _yuan(draft: Draft, luck: Random) -> Expected:
    if draft.layout.form.last_year:
        return ()
    wrong = luck.randrange(10_000_000, 90_000_000)
    draft.values[draft.at("fees", "amount", "proactive_disclosure")] = wrong
    return (("GK203", "warning"),)


@_fault("section-missing")
def _missing(draft: Draft, _: Random) -> Expected:
    if "六个部分" in draft.texts["preface"]:
        return ()  # that they are six would be wrong then, too
    del draft.texts["other_matters"]
    return (("GK701", "error"),)


@_fault("another-year-in-title")
def _title(draft: Draft, _: Random) -> Expected:
    draft.title = draft.layout.form.title.format(organ=draft.organ, year=draft.year - 1)
    return (("GK720", "error"),)


@_fault("published-late")
def _late(draft: Draft, luck: Random) -> Expected:
    draft.date = f"{draft.year + 1}-0{luck.randint(4, 9)}-{luck.randint(10, 28)}"
    settled = draft.kind in ("government", "department")
    return (("GK722", "error" if settled else "warning"),)


@_fault("published-early")
def _early(draft: Draft, luck: Random) -> Expected:
    draft.date = f"{draft.year}-01-{luck.randint(10, 28)}"
    return (("GK723", "error"),)


@_fault("written-after-publication")
def _written(draft: Draft, _: Random) -> Expected:
    draft.written = str(date.fromisoformat(draft.date) + timedelta(days=1))
    return (("GK724", "warning"),)


# --- prose


@_fault("received-differs")
def _received(draft: Draft, luck: Random) -> Expected:
    told = draft.told["received"]
    old = f"政府信息公开申请{told}件"
    if not told or old not in draft.texts[_LAST]:
        return ()
    new = f"政府信息公开申请{told + luck.randint(1, 9)}件"
    draft.texts[_LAST] = draft.texts[_LAST].replace(old, new, 1)
    return (("GK320", "warning"),)


@_fault("documents-differ")
def _documents(draft: Draft, luck: Random) -> Expected:
    told = draft.told["in_force"]
    old = f"年末现行有效{told}件"  # the other wording names what is in force by a denial only
    if old not in draft.texts[_LAST]:
        return ()
    new = f"年末现行有效{told + luck.randint(1, 9)}件"
    draft.texts[_LAST] = draft.texts[_LAST].replace(old, new, 1)
    return (("GK220", "warning"),)


@_fault("numbering-gap")
def _numbering(draft: Draft, _: Random) -> Expected:
    listed, end, rest = draft.texts["improvements"].partition("。")
    for one, next_ in zip("四三二", "五四三", strict=True):
        listed = listed.replace(f"{one}是", f"{next_}是")
    draft.texts["improvements"] = listed + end + rest
    return (("GK732", "warning"),)


def _sentence(name: str, expected: Expected) -> None:
    """A fault that is one more sentence."""

    @_fault(name)
    def _spoil(draft: Draft, luck: Random) -> Expected:
        more = stock()["spoilt"][name].format(year=draft.year, number=_number(luck))
        draft.texts[_LAST] += more
        return expected


def _number(luck: Random) -> str:
    """A number as of an identity card; nobody is born on that day in that place."""
    digits = f"110000{luck.randint(1901, 1910)}0101{luck.randrange(1000):03}"
    check = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % len(_CHECKS)
    return digits + _CHECKS[check]


_WARNINGS: Final = {
    "GK730": "unclosed-bracket", "GK740": "mixed-numeral", "GK751": "mobile-number",
    "GK744": "doubled-word", "GK742": "misspelling", "GK725": "impossible-date",
    "GK760": "parts-differ", "GK761": "percentage-differs", "GK734": "doubled-mark",
}  # fmt: skip
_ERRORS: Final = {
    "GK717": "template-text-left", "GK750": "id-number", "GK743": "damaged-phrase",
    "GK756": "secrecy-mark", "GK745": "garbled-text",
}  # fmt: skip
for _code, _name in _WARNINGS.items():
    _sentence(_name, ((_code, "warning"),))
for _code, _name in _ERRORS.items():
    _sentence(_name, ((_code, "error"),))


# --- the file


_lines("quote-missing", f"\n{_QUOTES}\n\nimprovements", "\n\nimprovements", (("GK001", "error"),),
       sort="broken")  # fmt: skip
_lines("duplicate-key", "\n[organ]", "\nyear = 2024\n\n[organ]", (("GK005", "error"),),
       sort="broken")  # fmt: skip
_lines("full-width-sign", "\nyear = ", "\nyear ＝ ", (("GK002", "error"),), sort="broken")


def _bytes(
    name: str, change: Callable[[str], bytes], expected: Expected, sort: str = "report"
) -> None:
    """A fault of the file as a whole."""

    @_fault(name, sort=sort, silent=not expected)
    def _spoil(draft: Draft, _: Random) -> Expected:
        draft.whole = change
        return expected


_bytes("empty-file", lambda _: b"", (("GK004", "error"),), "empty")
_bytes("gbk-encoding", lambda text: text.encode("gbk"), (("GK003", "error"),))
_bytes("undecodable-bytes", lambda text: text.encode()[:-1] + b"# \xff\xff\n",
       (("GK003", "error"),))  # fmt: skip
_bytes("no-report", lambda _: b'[tool]\nname = "x"\nversion = "1"\n', (), "other")
