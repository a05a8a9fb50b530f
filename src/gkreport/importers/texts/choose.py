"""Title, organ, year and days, chosen among what a page says of them in several places."""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.blocks import Note
from gkreport.importers.texts import chrome, names
from gkreport.importers.texts.days import date, periods
from gkreport.importers.texts.words import squeezed, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from gkreport.importers.blocks import Document

_META: Final = "网页自己的标题"
_SOURCE: Final = "来源一行"
_SEPARATORS: Final = re.compile(r"[_|—–<>\u00bb]+|\s-+\s?|-(?=[^0-9])")


class Told(NamedTuple):
    """Who reports on which year under what title, and the doubts."""

    title: str
    organ: str
    year: int | None
    notes: tuple[Note, ...]


class Evidence(NamedTuple):
    """What a page says of whose report it is."""

    titles: "Sequence[names.Title]"
    opening: str
    """The preface, and how the first section begins."""
    named: "Sequence[tuple[str, str]]"
    """Names that stand elsewhere, each with where, the surest first."""
    period: "tuple[dt.date, dt.date] | None"


def meta_titles(document: "Document") -> "Iterator[names.Title]":
    """The titles that the file says of itself, without the site's name."""
    for key, value in document.meta:
        if key in words("page", "facts", "title"):
            parts = [value, *_SEPARATORS.split(value)]
            found = [t for part in parts if (t := names.title(part, _META)) and t.worth]
            if found:
                yield min(found, key=lambda t: (-t.worth, len(t.text)))


def choose(evidence: Evidence) -> Told:
    """The title that says most; the organ and the year from it, or else from elsewhere."""
    notes: list[Note] = []
    ranked = sorted(
        enumerate(evidence.titles),
        key=lambda item: (item[1].worth, item[1].place != _META, item[0]),
    )
    best = ranked[-1][1] if ranked else None
    introduced = names.introduced(evidence.opening)
    organ = _organ(best, evidence, introduced, notes)
    year = _year(best, evidence, introduced, notes)
    if best is None:
        message = "没有找到报告的标题，请在 title 里写，不写就按机关名称和年度生成"
        notes.append(Note("title-missing", message, serious=True))
    notes.extend(_other_organs(organ, evidence, introduced))
    notes.extend(_other_years(year, evidence, introduced))
    return Told(best.text if best else "", organ, year, tuple(notes))


def _organ(
    best: names.Title | None, evidence: Evidence, introduced: tuple[str, int] | None,
    notes: list[Note],
) -> str:  # fmt: skip
    if best and (best.organ or best.doubtful):
        return best.organ
    elsewhere = [item for item in evidence.named if item[0] != _SOURCE]
    elsewhere.append(("引言", introduced[0] if introduced else ""))
    elsewhere += [item for item in evidence.named if item[0] == _SOURCE]
    for place, name in elsewhere:
        if name:
            message = f"标题里没有机关名称，机关名称“{name}”取自{place}，请核对"
            notes.append(Note("organ-elsewhere", message))
            return name
    message = "没有找到是哪个机关的报告，请在 [organ] 的 name 里写机关全称"
    notes.append(Note("organ-missing", message, serious=True))
    return ""


def _year(
    best: names.Title | None, evidence: Evidence, introduced: tuple[str, int] | None,
    notes: list[Note],
) -> int | None:  # fmt: skip
    if best and best.year:
        return best.year
    others = [title.year for title in evidence.titles if title.year]
    from_period = evidence.period[1].year if evidence.period else None
    found = from_period or (introduced[1] if introduced else None) or next(iter(others), None)
    if found:
        place = "统计期限" if from_period else "引言" if introduced else "另一处标题"
        notes.append(Note("year-elsewhere", f"标题里没有年份，年度 {found} 取自{place}，请核对"))
    else:
        message = "没有找到是哪一年的报告，请在 year 里写年度"
        notes.append(Note("year-missing", message, serious=True))
    return found


def _other_organs(
    organ: str, evidence: Evidence, introduced: tuple[str, int] | None
) -> "Iterator[Note]":
    """Where the page names another organ."""
    said = {f"{title.place}的标题": title.organ for title in evidence.titles}
    said |= {place: name for place, name in evidence.named if place != _SOURCE}
    said |= {"引言": introduced[0]} if introduced else {}
    others = [
        f"{place}写的是“{name}”"
        for place, name in said.items()
        if name and organ and not names.alike(name, organ)
    ]
    if others:
        message = f"机关名称取“{organ}”，但是{'，'.join(others)}，请核对是谁的报告"
        yield Note("organ-disagrees", message)


def _other_years(
    year: int | None, evidence: Evidence, introduced: tuple[str, int] | None
) -> "Iterator[Note]":
    """Where the page names another year."""
    said = {f"{title.place}的标题": title.year for title in evidence.titles}
    said |= {"统计期限": evidence.period[1].year} if evidence.period else {}
    said |= {"引言": introduced[1]} if introduced else {}
    others = [f"{place}写的是 {n} 年" for place, n in said.items() if n and n != year]
    if others and year:
        message = f"年度取 {year}，但是{'，'.join(others)}，请核对是哪一年的报告"
        yield Note("year-disagrees", message)


def fact_names(document: "Document", facts: str) -> "Iterator[tuple[str, str]]":
    """The names that the line of facts and the file give as publisher, where they are organs'."""
    keys = words("page", "facts", "meta_organ")
    for name in (chrome.fact(facts, "organ"), *(v for k, v in document.meta if k in keys)):
        if names.is_organ(name):
            yield _SOURCE, squeezed(name)


def published(document: "Document", facts: str) -> "tuple[dt.date | None, tuple[Note, ...]]":
    """The day of publication: what the page shows, else what the file says of itself."""
    shown = chrome.fact_date(facts, "published")
    keys = words("page", "facts", "meta_published")
    told = next((day for key, text in document.meta if key in keys and (day := date(text))), None)
    if shown and told and shown != told:
        message = f"公布日期取网页上写的 {shown}，网页自己的记录是 {told}，请核对"
        return shown, (Note("published-disagrees", message),)
    return shown or told, ()


def period(texts: "Sequence[str]", year: int | None) -> "tuple[dt.date, dt.date] | None":
    """The days that the figures cover: of the report's year where several are stated."""
    found = [days for text in texts for days in periods(text)]
    own = [days for days in found if days[1].year == year]
    return next(iter(own or found), None)
