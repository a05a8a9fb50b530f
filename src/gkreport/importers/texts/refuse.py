"""Sources that hold no readable report: what they are, and what to do instead."""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.importers.blocks import Line, Refused
from gkreport.importers.texts import names
from gkreport.importers.texts.choose import meta_titles
from gkreport.importers.texts.words import core, is_sentence, squeezed, trimmed, words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from gkreport.importers.blocks import Document

_FEW: Final = 400
"""A page of fewer characters holds no report."""
_LIST: Final = 3
_PAIR: Final = 2
"""So many links and next to nothing else make a list too."""
_SENTENCE: Final = 40
_BODY: Final = 3
_OLD: Final = 2
_FIRST_YEAR: Final = 2019
_NAMED: Final = 3
_MARK: Final = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]{1,2}[）)]?)[、.．\s]*")


class _Page(NamedTuple):
    document: "Document"
    lines: tuple[str, ...]
    body: tuple[str, ...]
    """The lines that are sentences of a report, or of something else."""
    text: str


def refuse(document: "Document", tables_found: bool) -> None:
    """Raise Refused where a document is certainly no report that can be read."""
    lines = [trimmed(b.text) for b in document.blocks if isinstance(b, Line) and trimmed(b.text)]
    if tables_found:
        return
    text = "\n".join(lines)
    body = [line for line in lines if is_sentence(line) and len(line) > _SENTENCE]
    page = _Page(document, tuple(lines), tuple(body), text)
    for judge in (_listing, _attachment, _image, _error, _old):
        message = judge(page)
        if message:
            raise Refused(message)
    message = (
        "没有找到统一格式的表格（第二、三、四部分）。请确认给的是年度报告的正文；"
        "表格在附件里的，请下载附件再读入；表格是图片的，请照图片手工填写"
    )
    raise Refused(message)


def _error(page: "_Page") -> str | None:
    """A page of an error, a login or a check for robots."""
    if len(squeezed(page.text)) > _FEW or len(page.body) >= _BODY:
        return None
    told = f"{page.text}\n" + "\n".join(value for _, value in page.document.meta)
    for word in words("refusals", "errors"):
        if re.search(rf"(?<![0-9]){word}(?![0-9])", told):
            return (
                f"这是出错、登录或者验证的页面（写着“{word}”），不是年度报告。"
                "请用浏览器打开报告，把网页另存下来再读入"
            )
    return None


def _image(page: "_Page") -> str | None:
    """A report that is only a picture, or a scan."""
    if page.document.images and not page.body and len(squeezed(page.text)) < _FEW:
        return (
            f"报告是图片（{page.document.images} 幅），里面的文字读不出来。"
            "请找文字版的网页、Word 或 PDF；没有的话，请照图片手工填写"
        )
    if page.document.kind == "pdf" and not squeezed(page.text):
        return (
            "这个 PDF 里没有文字，多半是扫描件，读不出来。请找文字版；没有的话，请照扫描件手工填写"
        )
    return None


def _listing(page: "_Page") -> str | None:
    """A page that lists reports."""
    if len(page.body) >= _BODY:
        return None
    linked = {t.text for label, _ in page.document.links if (t := names.title(label)) and t.worth}
    written = {t.text for line in page.lines if (t := names.title(line)) and t.worth}
    listed = linked if len(linked) >= _LIST or _only_links(page, linked) else written
    if len(listed) < _LIST and not _only_links(page, listed):
        return None
    shown = "、".join(f"“{title}”" for title in sorted(listed)[:_NAMED])
    return (
        f"这是年度报告的列表（有 {shown}等 {len(listed)} 份），不是报告本身。"
        "请打开要读的那一份，再把那一页读入"
    )


def _only_links(page: "_Page", listed: "AbstractSet[str]") -> bool:
    """Whether a page holds next to nothing but links to a few reports."""
    rest = squeezed(page.text)
    for label, _ in page.document.links:
        rest = rest.replace(squeezed(label), "")
    bare = not page.document.images and not _files(page.document)
    return len(listed) >= _PAIR and bare and len(rest) < _SENTENCE


def _attachment(page: "_Page") -> str | None:
    """A page whose report is an attached file."""
    files = _files(page.document)
    if not files or len(page.body) >= _BODY:
        return None
    shown = "；".join(
        f"“{trimmed(label) or '附件'}”（{address}）" for label, address in files[:_NAMED]
    )
    return f"报告的正文在附件里：{shown}。请下载附件，再把它读入"


def _files(document: "Document") -> list[tuple[str, str]]:
    ends = words("refusals", "files")
    return [
        (label, address) for label, address in document.links
        if address.lower().partition("?")[0].endswith(ends) or trimmed(label).lower().endswith(ends)
    ]  # fmt: skip


def _old(page: "_Page") -> str | None:
    """A report of before the unified form: by its year, or by its headings."""
    titles = [t for line in page.lines[:_FEW] if (t := names.title(line)) and t.worth]
    titles += meta_titles(page.document)
    best = max(titles, key=lambda title: title.worth, default=None)
    year = best.year if best else None
    if year and year < _FIRST_YEAR:
        return (
            f"这是 {year} 年的报告。统一格式从 2019 年度起用，更早的报告没有统一的表格，"
            "不能读入；需要时请手工填写"
        )
    if len(page.body) < _BODY:
        return None
    olds = {core(heading) for heading in words("refusals", "old")}
    found = {core(_MARK.sub("", line, count=1)) for line in page.lines if _MARK.match(line)} & olds
    if len(found) >= _OLD and not year:
        return "这份报告用的是 2019 年以前的写法，没有统一格式的表格，不能读入；需要时请手工填写"
    return None
