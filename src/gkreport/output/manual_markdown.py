"""The manual of the rules as Markdown, for the documentation."""

from typing import TYPE_CHECKING, Final, Protocol

from gkreport.output import SEVERITY_WORDS
from gkreport.output.manual import CODE, group_title, groups, remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.output.manual import Page

INDEX: Final = "README.md"
_MARK: Final = "<!-- 由 scripts/rule_pages.py 写成，请不要手改；改了规则的说明，运行 make docs -->"
_INTRO: Final = """\
# 全部规则

`gkreport check` 查这些。每条规则有一个代码和一个名称，命令行里写哪个都行。代码的第一位数字是它所管
的部分：1 至 6 是报告的六个部分，0 是文件本身，7 是全文，8 是几份报告之间，9 是与上年报告之间。
`gkreport explain 名称` 在终端里显示同样的说明。
"""
_LOCAL: Final = """\
## 地方要求

有的地方在统一格式之外另有要求。`gkreport check --profile 名称` 选用一份；自己写的放在报告旁边，
`--profile` 后面写它的文件名。`gkreport explain 名称` 显示它的文件，可以另存一份改成自己的。
"""


class Local(Protocol):
    """What the list says of a local requirement."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def years(self) -> str: ...  # noqa: D102
    @property
    def basis(self) -> str: ...  # noqa: D102


def documents(found: "tuple[Page, ...]", profiles: "Iterable[Local]") -> dict[str, str]:
    """Every page and the list of them, by file name."""
    index = "\n".join((_INTRO, *_index(found), _LOCAL, *_profiles(profiles)))
    texts = {INDEX: index, **{f"{page.name}.md": markdown(page) for page in found}}
    return {name: f"{_MARK}\n\n{text.rstrip()}\n" for name, text in texts.items()}


def markdown(page: "Page") -> str:
    """One page."""
    parts = [f"# {page.name}（{'、'.join(page.codes)}）", f"**{page.what}**", *page.why]
    if page.lines:
        parts.append("## 例子和改法")
        parts.append("\n".join(_item(label, lines) for label, lines in page.lines))
    parts.append("## 依据和轻重")
    parts.append("\n".join(f"* {label}：{words}" for label, words in remarks(page)))
    return "\n\n".join(parts) + "\n"


def _item(label: str, lines: tuple[str, ...]) -> str:
    if len(lines) == 1:
        return f"* {label}：{lines[0]}"
    block = "\n".join(f"  {line.strip(CODE)}" for line in lines)
    return f"* {label}：\n\n  ```toml\n{block}\n  ```"


def _index(found: "Iterable[Page]") -> "Iterator[str]":
    for group, members in groups(found).items():
        yield f"## {group_title(group)}\n"
        yield from ("| 代码 | 名称 | 轻重 | 查什么 |", "|---|---|---|---|")
        for page in members:
            link, word = f"[{page.name}]({page.name}.md)", SEVERITY_WORDS[page.severity]
            yield f"| {'、'.join(page.codes)} | {link} | {word} | {_cell(page.what)} |"
        yield ""


def _profiles(profiles: "Iterable[Local]") -> "Iterator[str]":
    yield from ("| 名称 | 内容 | 用于 | 依据 |", "|---|---|---|---|")
    for each in profiles:
        yield f"| {each.id} | {_cell(each.title)} | {each.years} | {_cell(each.basis)} |"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
