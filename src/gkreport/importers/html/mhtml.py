"""Web pages saved as one file with their pictures (.mht, .mhtml)."""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from typing import Final

from gkreport.importers import html, limits
from gkreport.importers.blocks import Document, Refused

_PARTS: Final = 2_000
_NONE: Final = "这个网页存档里没有网页正文。请在浏览器里打开原网页，另存为“网页，全部”再试"


def read(data: bytes, name: str) -> Document:
    """The page of an archive. Raises Refused where there is none, or it is too large."""
    limits.small_enough(data)
    limits.within(data.count(b"\nContent-Type:"), _PARTS, "网页存档的部件", "个")
    try:
        pages = [bytes(part) for part in _pages(message_from_bytes(data))]
    except (MessageError, LookupError, ValueError, RecursionError) as error:
        raise Refused(_NONE) from error
    if not any(pages):
        raise Refused(_NONE)
    return html.read(max(pages, key=len), name)


def _pages(message: Message) -> Iterator[bytes]:
    """The bytes of each web page in the archive."""
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                yield page
