"""What a rule's manual says, taken apart into a page that can be shown.

A manual is the rule's docstring: first what it finds, in one sentence; then why; then lines that
begin with one of LABELS.
"""

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from gkreport import forms
from gkreport.finding import FILE_FORMAT
from gkreport.output import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.form import Severity

LABELS: Final = ("错例", "正例", "改法")
_CUSTOM: Final = "通行做法，没有明文规定"
_CUSTOMARY: Final = ("通行", "习惯", "没有规定", "不是格式")
_FORCES: Final = (
    ("国家统一格式", re.compile("国办公开办函|(?<!公文)格式")),
    ("《政府信息公开条例》", re.compile("条例")),
    (
        "其他法律、国家规定或标准",
        re.compile("法》|国办函|国办发|国务院令|法释|国家标准|GB ?[/0-9]"),
    ),
)
"""How a basis is known for what it is."""
_WEIGHTS: Final = {
    "error": "公布之前必须改正",
    "warning": "多半有误，请核对后决定",
    "note": "供参考",
}
_GROUPS: Final = {0: "文件的写法", 7: "全文", 8: "几份报告之间", 9: "与上年报告之间"}
CODE: Final = "`"
"""Around what is typed as it stands."""


class Rule(Protocol):
    """What a page says something about."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def severity(self) -> "Severity": ...  # noqa: D102
    @property
    def basis(self) -> str: ...  # noqa: D102
    @property
    def manual(self) -> str: ...  # noqa: D102


class Page(NamedTuple):
    """One rule's page. Rules that share a name share the page."""

    codes: tuple[str, ...]
    name: str
    severity: "Severity"
    basis: str
    what: str
    why: tuple[str, ...]
    """Paragraphs."""
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    """Examples and the way out: the label, and the lines after it."""

    @property
    def group(self) -> int:
        """The first digit of the code: the section of the report, or 0, 7, 8, 9."""
        return int(self.codes[0][2])


def pages(rules: "Iterable[Rule]") -> tuple[Page, ...]:
    """A page for each name, in the order of the first code."""
    by_name: dict[str, list[Rule]] = {}
    for rule in rules:
        by_name.setdefault(rule.name, []).append(rule)
    return tuple(_page(same) for same in by_name.values())


def _page(same: "list[Rule]") -> Page:
    first = same[0]
    blocks = [_lines(block) for block in first.manual.split("\n\n")]
    (_, what), *rest = [line for block in blocks for line in block]
    return Page(
        tuple(rule.code for rule in same),
        first.name,
        first.severity,
        first.basis,
        _joined(what),
        tuple(_joined(text) for label, text in rest if not label),
        tuple((label, _kept(text)) for label, text in rest if label),
    )


def _lines(block: str) -> list[tuple[str, list[str]]]:
    """A paragraph, or its labelled parts, each as the lines it is written in."""
    parts: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        label, colon, text = line.strip().partition("：")
        if colon and label in LABELS:
            parts.append((label, [text] if text else []))
        elif parts:
            parts[-1][1].append(line.strip())
        else:
            parts.append(("", [line.strip()]))
    return parts


def _kept(lines: list[str]) -> tuple[str, ...]:
    """Lines that are code stay lines of their own, the others are one sentence."""
    kept: list[list[str]] = []
    for line in lines:
        if kept and not (_is_code(line) or _is_code(kept[-1][-1])):
            kept[-1].append(line)
        else:
            kept.append([line])
    return tuple(_joined(group) for group in kept)


def _is_code(line: str) -> bool:
    return len(line) > 1 and line[0] == line[-1] == CODE


def _joined(lines: list[str]) -> str:
    """Lines of one paragraph together; a space only between words of letters."""
    text = ""
    for line in lines:
        spaced = text[-1:].isascii() and line[:1].isascii() and text
        text += (" " if spaced else "") + line
    return text


def force(basis: str) -> str:
    """How binding a basis is, in words."""
    if basis == FILE_FORMAT:
        return "本程序的约定，不是对报告内容的规定"
    if "地方要求" in basis:
        return "地方要求，选用时才检查"
    if any(sign in basis for sign in _CUSTOMARY):
        return _CUSTOM
    return "、".join(words for words, sign in _FORCES if sign.search(basis)) or _CUSTOM


def group_title(group: int) -> str:
    """What the rules whose codes begin with that digit are about."""
    if group in _GROUPS:
        return _GROUPS[group]
    form = forms.load(forms.ids()[0])
    assert form is not None
    return next(section.heading for section in form.sections if section.number == group)


def groups(found: "Iterable[Page]") -> "dict[int, list[Page]]":
    """Pages by the first digit of their codes."""
    by_group: dict[int, list[Page]] = {}
    for page in found:
        by_group.setdefault(page.group, []).append(page)
    return by_group


def remarks(page: Page) -> "Iterator[tuple[str, str]]":
    """Basis, force and weight, each with its label."""
    if page.basis != FILE_FORMAT:
        yield "依据", page.basis
    yield "效力", force(page.basis)
    yield "轻重", f"{SEVERITY_WORDS[page.severity]}，{_WEIGHTS[page.severity]}"
