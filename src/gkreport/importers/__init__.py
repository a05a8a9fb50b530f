"""What was already published, read without guessing: a figure is exactly right or unresolved."""

from typing import Final

KINDS: Final = frozenset(
    (".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml", ".docx", ".doc", ".wps", ".pdf",
     ".xlsx", ".xls", ".et", ".md", ".txt")
)  # fmt: skip
"""How the files end that a folder is searched for; what they are is told by what is in them."""
