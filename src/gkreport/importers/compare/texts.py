"""The texts of a report held against those of the published one."""

from typing import TYPE_CHECKING, Final

from gkreport.importers.blocks import Line, Origin
from gkreport.importers.compare.model import Difference, bare, folded, printed
from gkreport.importers.compare.paragraphs import head, paragraphs, part
from gkreport.report import DRAFT_MARK
from gkreport.report.keys import CONTACT, PREFACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gkreport.importers.compare.model import Kind
    from gkreport.importers.compose import Imported
    from gkreport.report import Report
    from gkreport.source.positions import KeyPath

_UNREAD: Final = "公布的里面没有读到，请打开看一看"
_FORM_ONLY: Final = "只是全角半角、空格或者分段不同"


class Texts:
    """The texts of two reports, and the places of the published one's lines."""

    def __init__(self, ours: "Report", theirs: "Report", imported: "Imported") -> None:
        self.ours, self.theirs, self.told = ours, theirs, imported.told
        self.compared = 0
        self.origins: dict[str, Origin] = {}
        for block in imported.document.blocks:
            if isinstance(block, Line):
                for line in block.text.splitlines():
                    self.origins.setdefault(bare(line), block.origin)

    def head(self) -> "Iterator[Difference]":
        """Who, which year, the title and the days."""
        ours, told = self.ours, self.told
        yield from self._fact("organ", "机关名称", ours.organ.name, told.organ, ("organ", "name"))
        year = str(ours.year or "")
        yield from self._fact("year", "年度", year, str(told.year or ""), ("year",))
        stated = ("title",) if ours.title else None
        yield from self._fact("title", "标题", ours.full_title, told.title, stated)
        days = ours.publication
        yield from self._day("公布日期", days.date, told.published, "date")
        yield from self._day("成文日期", days.written, told.written, "written")
        if days.period and told.period and days.period != told.period:
            mine, yours = (f"{first} 至 {last}" for first, last in (days.period, told.period))
            at = ("publication", "period")
            yield Difference("date", "different", "统计期限", mine, yours, at)

    def body(self) -> "Iterator[Difference]":
        """Headings and prose, in the order of the report."""
        yield from self._prose("编制说明", PREFACE)
        for section in self.ours.form.sections:
            name = f"第 {section.number} 部分"
            ours = self.ours.heading(section.id)
            known = section.id in self.told.sections or section.id in self.told.headings
            theirs = self.theirs.heading(section.id) if known else ""
            table = "headings" if section.id in self.ours.headings else "sections"
            at = (table, section.id)
            if known:
                yield from self._line("heading", f"{name}的标题", ours, theirs, at)
            yield from self._prose(f"{name}（{section.title}）的文字", section.id)
        yield from self._extra()

    def contact(self) -> "Iterator[Difference]":
        """The ways to reach the office that both state."""
        for key in CONTACT:
            ours, theirs = (r.organ.contact.get(key.name, "") for r in (self.ours, self.theirs))
            if ours and theirs:
                at = ("organ", "contact", key.name)
                yield from self._line("contact", key.title, ours, theirs, at)

    def _extra(self) -> "Iterator[Difference]":
        ours, theirs = self.ours.extra, self.theirs.extra
        for n in range(max(len(ours), len(theirs))):
            name = f"另加的第 {n + 1} 个部分"
            mine = ours[n] if n < len(ours) else None
            yours = theirs[n] if n < len(theirs) else None
            at: KeyPath = ("sections", "extra", n) if mine else ("sections",)
            heads = (mine.heading if mine else "", yours.heading if yours else "")
            yield from self._line("heading", f"{name}的标题", *heads, at)
            texts = (mine.text if mine else "", yours.text if yours else "")
            yield from self._text(f"{name}的文字", *texts, (*at, "text") if mine else at)

    def _fact(
        self, kind: "Kind", name: str, ours: str, theirs: str, at: "KeyPath | None"
    ) -> "Iterator[Difference]":
        """A line that the file states and the published text may not show."""
        if not ours:
            return
        if theirs:
            yield from self._line(kind, name, ours, theirs, at)
        else:
            status = "unknown" if kind == "title" else "note"
            remark = "公布的里面没有读到"
            yield Difference(kind, status, name, ours, "", at, remark=remark)  # type: ignore[arg-type]

    def _line(
        self, kind: "Kind", name: str, ours: str, theirs: str, at: "KeyPath | None"
    ) -> "Iterator[Difference]":
        ours = printed(ours)
        if bare(ours) == bare(theirs):
            return
        same = folded(ours) == folded(theirs)
        yield Difference(
            kind, "note" if same else "different", name, ours.strip(), theirs.strip(), at,
            origin=self._origin(theirs), remark=_FORM_ONLY if same else "",
        )  # fmt: skip

    def _day(
        self, name: str, ours: "date | None", theirs: "date | None", key: str
    ) -> "Iterator[Difference]":
        at = ("publication", key)
        if ours and theirs and ours != theirs:
            yield Difference("date", "different", name, str(ours), str(theirs), at)
        elif ours and not theirs:
            remark = "公布的里面没有读到"
            yield Difference("date", "note", name, str(ours), "", at, remark=remark)

    def _prose(self, name: str, id: str) -> "Iterator[Difference]":  # noqa: A002
        ours, theirs = (r.sections.get(id, "") for r in (self.ours, self.theirs))
        at = ("sections", id) if id in self.ours.sections else ("sections",)
        if ours.strip() and not theirs.strip() and self._unread(id):
            yield Difference("text", "unknown", name, head(ours), "", at, remark=_UNREAD)
        else:
            yield from self._text(name, ours, theirs, at)

    def _unread(self, id: str) -> bool:  # noqa: A002
        """Whether nothing was read of a text, its heading included."""
        prose = {section.id for section in self.ours.form.sections if section.prose}
        return id == PREFACE or (id in prose and id not in self.told.sections)

    def _text(self, name: str, ours: str, theirs: str, at: "KeyPath") -> "Iterator[Difference]":
        ours = printed(ours).replace(DRAFT_MARK, " " * len(DRAFT_MARK))
        self.compared += len(paragraphs(ours)) or len(paragraphs(theirs))
        for parting in part(ours, theirs):
            remark = _FORM_ONLY if parting.same else ""
            if not parting.ours:
                remark = "文件里没有这些话"
            elif not parting.theirs:
                remark = "公布的里面没有这些话"
            elif parting.moved:
                remark = "这一段文字相同，位置不同"
            yield Difference(
                "text", "note" if parting.same else "different", name, parting.ours,
                parting.theirs, at, (parting.start, parting.end), self._origin(parting.whole),
                remark=remark,
            )  # fmt: skip

    def _origin(self, text: str) -> Origin:
        """Where a line or paragraph of the published text stands."""
        wanted = bare(text)
        if wanted in self.origins or not wanted:
            return self.origins.get(wanted, Origin())
        start = wanted[:12]
        return next((o for line, o in self.origins.items() if start in line), Origin())
