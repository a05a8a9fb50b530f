"""What kind of text some bytes are: a page, Markdown, plain text, or what is no report."""

import re
import tomllib
from pathlib import PurePath
from typing import Final

from gkreport.importers.decoding import decode

_HEAD: Final = 1 << 16
"""How much of a text is looked at."""
_CONTROL: Final = bytes(n for n in range(32) if n not in b"\t\n\v\f\r\x1b")
_MANY: Final = 100
"""One control character in so many: no text."""
_ARCHIVED: Final = re.compile(
    r"(?:[\w-]++:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){0,50}?content-type:\s*+multipart/related",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"progid=\"Word\.Document\"|<w:wordDocument|<pkg:package|<w:document\b")
_PAGE: Final = re.compile(
    r"(?><\?xml[^>]{0,200}\?>\s*|<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|meta|title|base"
    r"|link|style|script|div|table|p|span|h[1-6]|center|article|section|ul|ol|b|font|a|img|br)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP: Final = re.compile(
    r"</?(?:table|tbody|tr|td|th|div|p|span|body|html)\b[^<>]*+>", re.IGNORECASE
)
_RULED: Final = re.compile(
    r"^[ \t>]*+\|?[ \t]*+:?-{2,}+:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)++\|?[ \t]*+$", re.MULTILINE
)
_PIPED: Final = re.compile(r"^[ \t]*+\|.*\|[ \t]*$", re.MULTILINE)
_DRAWN: Final = re.compile(r"^[ \t]*[+┌╔┏](?:[-─═━]+[+┬╦┳])*[-─═━]+[+┐╗┓][ \t]*$", re.MULTILINE)
_SOME: Final = 4
_PAGES: Final = {".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".jsp", ".php"}
_MARKDOWN: Final = {".md", ".markdown", ".mkd"}


def written(name: str, data: bytes) -> str:
    """The name of the reader ("html", "mhtml", "markdown", "text"), or a word of `refusals`."""
    text = decode(data[:_HEAD]).text
    raw = text.encode()
    if (len(raw) - len(raw.translate(None, _CONTROL))) * _MANY > len(text):
        return "unknown"
    ending = PurePath(name).suffix.lower()
    bare = text.lstrip()
    if bare.startswith("<"):
        return _marked(bare, ending)
    return _data(bare, ending) or _prose(text, ending)


def _prose(text: str, ending: str) -> str:
    """What begins with words: markup may follow."""
    if _ARCHIVED.match(text.lstrip()):
        return "mhtml"
    markup = len(_MARKUP.findall(text))
    if markup >= (1 if ending in _PAGES else _SOME) and not _PIPED.search(text):
        return "html"
    if ending not in _MARKDOWN and _DRAWN.search(text):
        return "text"
    if ending in _MARKDOWN or _RULED.search(text) or len(_PIPED.findall(text)) > 1:
        return "markdown"
    return "text"


def _marked(text: str, ending: str) -> str:
    """What begins with a tag."""
    if _WORD.search(text[: _HEAD // 16]):
        return "word-xml"
    if _PAGE.match(text) or ending in _PAGES or _MARKUP.search(text):
        return "html"
    return "xml" if text.startswith(("<?xml", "<rss", "<feed")) else "text"


def _data(text: str, ending: str) -> str:
    """Files for programs."""
    if ending == ".json" or re.match(r'[\[{]\s*(?:\{\s*)?"[^"]*"\s*:', text):
        return "json"
    if ending == ".toml" or text.startswith("#:schema"):
        try:
            tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return "toml" if text.startswith("#:schema") else ""
        return "toml"
    return ""
