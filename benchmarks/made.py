"""Any number of made-up report files, some with a fault whose findings are known beforehand.

    .venv/bin/python benchmarks/made.py FOLDER COUNT [SEED]

Figures are those of published reports, scaled at random; names, texts and days are made up. The
same count and seed give the same files. `Planted` says what a check must find: a report without a
fault gives no finding at all, one with a fault gives the findings of that fault and no other.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count as counting
from itertools import repeat
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

from made_faults import FAULTS, Draft, Fault
from made_figures import Layout, Values, added, made, published
from made_texts import Texts, composed, said, stock

from gkreport import forms

YEARS: Final = (2025, 2024, 2023, 2025, 2022, 2021, 2024, 2020, 2023, 2019)
EVERY: Final = 10
"""One report of so many has a fault."""
_A_COUNTY: Final = 200
"""So many reports come from one county, all years together, at most."""
_FEWEST, _MOST, _FOR_EACH = 24, 120, 200
"""Prepared figures and texts for each sort of organ: at least, at most, one for so many reports."""


class Planted(NamedTuple):
    """What was written, and what a check must say of it."""

    reports: int
    """Files that are reports, those of broken TOML and the empty ones not counted."""
    findings: Mapping[tuple[str, str], int]
    """How many findings there are of each code and severity."""
    faults: Mapping[str, tuple[Path, ...]]
    """The files that have each fault."""
    sorts: Mapping[str, int]
    """How many files there are of each sort: report, broken, empty, other (no report)."""
    expected: Mapping[Path, tuple[tuple[str, str], ...]]
    """Code and severity of the findings of each file that has any."""


class Organ(NamedTuple):
    """Whose report it is, in words that fill the texts."""

    sort: Mapping[str, Any]
    name: str
    folder: str
    words: Mapping[str, str]


def make(folder: Path, count: int, seed: int, *, every: int = EVERY) -> Planted:
    """Write so many files below a folder: province, county, year.

    One report of `every` so many has a fault; 0 for none.
    """
    luck = Random(f"{seed} {count}")  # noqa: S311 - no secret is at stake
    makers = {id: _Maker(id, count, luck) for id in forms.ids()}  # noqa: A001
    folders: set[Path] = set()
    faults: dict[str, list[Path]] = {fault.name: [] for fault in FAULTS}
    expected: dict[Path, tuple[tuple[str, str], ...]] = {}
    sorts: Counter[str] = Counter()
    for n, fault in zip(range(count), _faults(luck, every), strict=False):
        draft = _draft(makers, n, fault, luck)
        path = folder / draft.folder / str(draft.year) / f"{draft.organ}-{n}.toml"
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_bytes(draft.data())
        sorts[fault.sort if fault else "report"] += 1
        if fault:
            faults[fault.name].append(path)
            expected[path] = draft.expected
    findings = Counter(one for found in expected.values() for one in found)
    told = {name: tuple(paths) for name, paths in faults.items()}
    return Planted(sorts["report"], findings, told, sorts, expected)


def _draft(makers: "Mapping[str, _Maker]", n: int, fault: Fault | None, luck: Random) -> Draft:
    """The n-th report; another one is made until the fault suits it."""
    while True:
        year = luck.choice(YEARS)
        form = forms.governing(year)
        assert form is not None
        draft = makers[form.id].report(n, year, luck)
        if fault is None or draft.spoil(fault, luck):
            return draft


def _faults(luck: Random, every: int) -> "Iterator[Fault | None]":
    """One of so many files has a fault, at a place by chance; the sorts of faults take turns."""
    if not every:
        yield from repeat(None)
    for n in counting():
        if n % len(FAULTS) == 0:
            order = luck.sample(FAULTS, len(FAULTS))
        at = luck.randrange(every)
        yield from (order[n % len(FAULTS)] if m == at else None for m in range(every))


class _Maker:
    """Reports on one form."""

    def __init__(self, form_id: str, count: int, luck: Random) -> None:
        form = forms.load(form_id)
        assert form is not None
        self.layout, self.stock = Layout(form), stock()
        self.cells = {k: self.layout.cells(c) for k, c in self.stock["cells"].items()}
        self.counties = max(4, count // _A_COUNTY)
        self.prepared = min(_MOST, max(_FEWEST, count // _FOR_EACH))
        self.told = published(self.layout)
        self.figures: dict[str, list[Values]] = {}
        self.texts: dict[str, list[Texts]] = {}
        for sort in self.stock["organs"]:
            self.figures[sort["name"]] = self._figures(sort, luck)
            self.texts[sort["name"]] = [composed(luck) for _ in range(self.prepared)]
        self.organs = self.stock["organs"]
        self.shares = [sort["share"] for sort in self.organs]

    def sum(self, name: str, values: "Values | list[Any]") -> Any:  # noqa: ANN401 - a number
        """A named figure; 0 where the form has none of it."""
        return sum(values[n] for n in self.cells[name])

    def _figures(self, sort: Mapping[str, Any], luck: Random) -> list[Values]:
        """Prepared figures for a sort of organ; two of them make a report."""
        size = {values: self.sum("received", values) for values in self.told}
        fit = [v for v in self.told if sort["least"] <= size[v] <= sort["most"]]
        fit = fit or sorted(self.told, key=lambda v: size[v])[-3:]
        found: list[Values] = []
        while len(found) < self.prepared:
            values = made(self.layout, luck.choice(fit), luck, lambda v: self._settle(v, sort))
            if values is not None:
                found.append(values)
        return found

    def _settle(self, values: list[Any], sort: Mapping[str, Any]) -> bool:
        """Keep what no such organ has away; whether nothing else would be remarkable.

        All of it holds for a sum where it holds for both parts.
        """
        aside = [*self.cells["unpaid"], *self.cells["rules"]]
        for n in aside:
            values[n] = 0
        for n in self.cells["fees"]:
            values[n] = min(values[n], sort["fees"] // 2)
        issued, stock = self.cells["issued"], self.cells["in_force"]
        for one, other in zip(issued, stock, strict=True):
            values[other] = max(values[one], values[other])
        told = {name: self.sum(name, values) for name in self.cells}
        return (
            2 * told["withdrawn"] <= told["answered"]
            and 4 * told["carried"] <= told["received"] + told["brought"]
            and told["later_suits"] <= told["reviews"]
            and bool(told["received"]) >= bool(told["brought"] + told["answered"])
        )

    def _organ(self, n: int, luck: Random) -> Organ:
        names = self.stock["names"]
        (sort,) = luck.choices(self.organs, self.shares)
        words = self.stock["words"][sort["name"]]
        at = n % self.counties
        first, second = divmod(at, len(names["second"]))
        area = names["first"][first % len(names["first"])] + names["second"][second]
        area += words["place"]
        province = names["provinces"][at % len(names["provinces"])]
        name, field = self._name(sort, area, luck)
        told = {**words, "organ": name, "field": field}
        return Organ(sort, name, f"{province}/{area}", told)

    def _name(self, sort: Mapping[str, Any], area: str, luck: Random) -> tuple[str, str]:
        """A name, and what the organ sees to."""
        names = self.stock["names"]
        match sort["kind"]:
            case "government":
                return f"{area}人民政府", "经济社会发展"
            case "township":
                return f"{area}{luck.choice(names['towns'])}镇人民政府", "乡村振兴"
            case "authorized":
                office, field = luck.choice(names["offices"])
            case _:
                office, field = luck.choice(names["bureaus"])
        return f"{area}{office}", field

    def report(self, n: int, year: int, luck: Random) -> Draft:
        """The n-th report, without a fault."""
        organ = self._organ(n, luck)
        sort = organ.sort
        prepared = self.figures[sort["name"]]
        values = added(luck.choice(prepared), luck.choice(prepared))
        told: dict[str, Any] = {k: sum([values[n] for n in at]) for k, at in self.cells.items()}
        told |= organ.words
        told["year"], told["basis"] = year, self.layout.form.basis
        told["phone"] = f"0000-{luck.randrange(2100000, 8999999)}"
        told["governs"] = sort["kind"] in ("government", "township")
        told |= said(told)
        texts = luck.choice(self.texts[sort["name"]])
        filled = {name: text.format_map(told) for name, text in texts.items()}
        month = luck.randint(1, 3) if sort["kind"] == "government" else 1
        day = f"{year + 1}-0{month}-{luck.randint(15, 28)}"
        whose = (organ.name, organ.folder, sort["kind"], sort["level"])
        return Draft(self.layout, year, whose, day, values, filled, told)


def main() -> None:
    """Write the files and say what is in them."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    planted = make(folder, count, int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    print(f"{count} files, {planted.reports} of them reports, {dict(planted.sorts)}")
    for (code, severity), many in sorted(planted.findings.items()):
        print(f"{code} {severity:8} {many}")


if __name__ == "__main__":
    main()
