"""Ways to show findings and tables."""

from typing import Final

SEVERITY_WORDS: Final = {"error": "错误", "warning": "警告", "note": "提示"}
SEVERITY_STYLES: Final = {"error": "bold red", "warning": "yellow", "note": "cyan"}
