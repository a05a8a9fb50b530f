"""What is wrong with a template of the user's own, in a clerk's words and with its line."""

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from gkreport.renderers.refusals import Unrenderable
from gkreport.renderers.sandbox import TooMuchError

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final = (
    (r"[Uu]nexpected end of template", "到结尾还没写完，请看每个 {% if %}、{% for %} 有没有结束"),
    (r"unexpected '", "这里的符号不对，请看括号、引号是否成对，有没有用了全角符号"),
    (r"Expected an expression, got 'end of print", "花括号里面是空的，或者没有写完"),
    (r"Expected an expression, got 'end of stat", "{% %} 里面没有写完，少了名字或者 in 后面的内容"),
    (r"Expected an expression", "这里的写法不对，少了一个名字或者数"),
    (r"expected token '?(?P<a>[^']+)'?", "这里的符号不对，请看括号、引号和 {{ }}、{% %} 是否成对"),
    (r"unexpected char '(?P<a>.+?)' at", "这里有一个不该有的“{a}”，请看是不是用了全角符号"),
    (r"unknown tag '(?P<a>[^']+)'", "没有“{a}”这种写法，请看 {% %} 里的第一个词"),
    (r"No filter named '(?P<a>[^']+)'", "没有名为“{a}”的过滤器（竖线后面的词）"),
    (r"No test named '(?P<a>[^']+)'", "没有名为“{a}”的判断（is 后面的词）"),
    (r"'(?P<a>[^']+)' is undefined", "没有“{a}”这个名字，请照自带的模板核对"),
    (r"has no (?:attribute|element) '?(?P<a>[^']+)'?", "这里没有“{a}”这一项，请照自带的模板核对"),
    (r"access to attribute '(?P<a>[^']+)'", "不能用“{a}”：模板只能取用报告的内容"),
    (r"is not safely callable", "不能这样调用：模板只能取用报告的内容"),
)  # fmt: skip
"""What the template engine says, and what that means."""
_RAISED: "Final[Mapping[type[Exception], str]]" = {
    TooMuchError: "没完没了，已经停下：循环套得太多，模板用到了自己，或者算出来的太大",
    ZeroDivisionError: "算不出来：除数是 0",
    RecursionError: "没有尽头，已经停下：模板用到了自己，请看 {% include %} 和 {% macro %}",
    OverflowError: "算不出来：数太大了",
    MemoryError: "算不出来：结果太大了",
    TypeError: "算不出来：这两样东西不能这样算，或者不能这样用",
    ValueError: "算不出来：这里的值不对",
    LookupError: "算不出来：没有这一项",
}
"""What goes wrong while a template is filled in, the narrower kinds first."""
_FAILED: Final = "算不出来，请照自带的模板核对"
_OTHER: Final = "写法有错，请照自带的模板核对"
_ENDING: Final = ".j2"


def explained(error: Exception, own: Path) -> Unrenderable | None:
    """The error as it is told, or None where no template of that folder is at fault."""
    place = _place(error, own)
    if place is None:
        return None
    path, line = place
    return Unrenderable(f"模板 {path} 第 {line} 行：{_words(error)}{_quoted(path, line)}")


def _place(error: Exception, own: Path) -> tuple[Path, int] | None:
    """File and line: what the engine says itself, or else the last template that was running."""
    if isinstance(error, TemplateSyntaxError):
        path = Path(error.filename or "")
        return (path, error.lineno) if path.parent == own else None
    frames = traceback.extract_tb(error.__traceback__)
    found = [(Path(f.filename), f.lineno or 1) for f in frames if f.filename.endswith(_ENDING)]
    return next((place for place in reversed(found) if place[0].parent == own), None)


def _words(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"要用的“{error.name}”不在这个文件夹里，也不是自带的模板"
    if isinstance(error, TemplateError) and not isinstance(error, TooMuchError):
        said = error.message or ""
        for pattern, words in _WORDS:
            if match := re.search(pattern, said):
                return words.replace("{a}", match.groupdict().get("a", ""))
        return _OTHER
    return next((words for kind, words in _RAISED.items() if isinstance(error, kind)), _FAILED)


def _quoted(path: Path, line: int) -> str:
    """The line itself."""
    lines = path.read_text("utf-8-sig").splitlines()
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return f"\n    {text}" if text else ""
