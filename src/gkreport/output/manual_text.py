"""The manual of the rules in the terminal: the list of all, and single pages."""

from typing import TYPE_CHECKING

from rich.text import Text

from gkreport.layout.width import fold, pad, width
from gkreport.output import SEVERITY_STYLES, SEVERITY_WORDS
from gkreport.output.manual import CODE, group_title, groups, remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkreport.output.manual import Page


def listing(found: "Iterable[Page]", columns: int) -> "Iterator[Text]":
    """Every rule with code, severity, name and what it finds, by groups, no line too wide."""
    all_pages = tuple(found)
    longest = max(len(page.name) for page in all_pages)
    for number, (group, members) in enumerate(groups(all_pages).items()):
        if number:
            yield Text("")
        yield Text(group_title(group), "bold")
        for page in members:
            yield from _entry(page, longest, columns)


def _entry(page: "Page", longest: int, columns: int) -> "Iterator[Text]":
    indent = len("  GK000  ") + 4 + 2 + longest + 2
    lines = fold(page.what.replace(CODE, ""), columns - indent)
    for n, line in enumerate(lines):
        code = page.codes[n] if n < len(page.codes) else ""
        head = Text(f"  {pad(code, 5)}  ")
        head.append(pad("" if n else SEVERITY_WORDS[page.severity], 4) + "  ", _style(page))
        yield head.append(pad("" if n else page.name, longest) + "  " + line)
    for code in page.codes[len(lines) :]:
        yield Text(f"  {code}")


def _style(page: "Page") -> str:
    return SEVERITY_STYLES[page.severity]


def text(page: "Page", columns: int) -> "Iterator[Text]":
    """A page for the terminal."""
    head = Text(f"{'、'.join(page.codes)} {page.name}  ", "bold")
    yield head.append(SEVERITY_WORDS[page.severity], _style(page))
    yield Text("")
    yield from (Text("  " + line, "bold") for line in _folded(page.what, columns - 2))
    for paragraph in page.why:
        yield Text("")
        yield from (Text("  " + line) for line in _folded(paragraph, columns - 2))
    yield Text("")
    for label, lines in page.lines:
        yield from _labelled(label, lines, columns)
    if page.lines:
        yield Text("")
    for label, words in remarks(page):
        yield from _labelled(label, (words,), columns)


def _labelled(label: str, lines: tuple[str, ...], columns: int) -> "Iterator[Text]":
    head = f"  {label}："
    folded = [piece for line in lines for piece in _folded(line, columns - width(head))]
    for n, line in enumerate(folded):
        yield Text((" " * width(head) if n else head) + line)


def _folded(words: str, columns: int) -> list[str]:
    return fold(words.replace(CODE, ""), columns)
