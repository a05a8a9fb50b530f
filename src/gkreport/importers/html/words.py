"""The text of a page as a browser shows it, and the attributes of its tags."""

import re
from html import unescape
from typing import Final

BREAK: Final = "\v"
"""A line break of the page; source text has none, since a parser reads it as a blank."""
_BLANKS: Final = re.compile("[ \t\n\r\f]+")
_SOME_BLANKS: Final = re.compile("[\t\n\r\f]|  ")
_WRAPPED: Final = re.compile(r"(?<=[^\x00-\u2fff])[ \t]*\r?\n[ \t\r\n]*(?=[^\x00-\u2fff])")
"""A line end of the source between two wide characters, which is no blank."""
_BROKEN: Final = re.compile(f" *{BREAK} *")
_LEAKED: Final = re.compile(
    r"<!--\[(?:if|endif)\b[^\]>]{0,80}\](?:--)?>|<!--(?:Start|End)Fragment-->"
    r"|(?:<!(?:--)?)?\[(?:if\s[^\]>]{1,80}|endif)\](?:--)?>?"
)
"""What Word writes for other programs, where a page shows it as text."""


def plain(markup: str, *, pre: bool = False) -> str:
    """Text between tags as shown: blanks run together, line breaks as newlines."""
    text = unescape(markup) if "&" in markup else markup
    if "[" in text or "<!" in text:
        text = _LEAKED.sub("", text)
    if pre:
        return text.replace(BREAK, "\n").strip("\r\n")
    if _SOME_BLANKS.search(text):
        text = _BLANKS.sub(" ", _WRAPPED.sub("", text))
    text = text.strip(" ")
    return _BROKEN.sub("\n", text).strip("\n") if BREAK in text else text


def attribute(tag: str, name: str) -> str:
    """The value of an attribute of a tag that the parser wrote, "" where it has none."""
    at = tag.find(f' {name}="')
    if at < 0:
        return ""
    start = at + len(name) + 3
    return unescape(tag[start : tag.find('"', start)]).strip()
