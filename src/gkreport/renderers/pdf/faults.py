"""What the compiler of a PDF has to say about a template, in a clerk's words and with its line."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRANGE: Final = re.compile(r'the (?:text|text contains the disallowed codepoint) `"(.+?)"`')
_PLACE: Final = re.compile(r"┌─ (.+):([0-9]+):[0-9]+")
_WORDS: Final = (
    (r"file not found \(searched (?:at|for) (?P<a>.+)\)", "找不到要用的文件 {a}"),
    (r"path .+ would escape|access denied", "只能用 templates 文件夹里的文件"),
    (r"package", "要用网上的排版包，本程序不联网，请把用到的内容写进模板"),
    (r"unknown font family: (?P<a>.+)", "没有名为“{a}”的字体"),
    (r"unknown variable: (?P<a>.+)", "没有“{a}”这个名字"),
    (r"does not contain key \"(?P<a>.+)\"", "数据里没有“{a}”这一项，请照自带的模板核对"),
    (r"has no (?:method|field) `(?P<a>.+)`", "没有“{a}”这种用法"),
    (r"cannot access fields", "这个值里面没有可取的项"),
    (r"unexpected argument: (?P<a>.+)", "不认识“{a}”这个参数"),
    (r"unexpected argument|missing argument", "参数多了或者少了"),
    (r"unresolved import", "要引用的名字在那个文件里没有"),
    (r"unclosed", "括号、引号或者 $ 没有配成对"),
    (r"unexpected (?:closing|end)|expected ", "写法不对，请看括号、逗号和引号"),
    (r"condition is always true|loop seems to be infinite", "循环没有尽头"),
    (r"maximum .+ exceeded", "没有尽头：模板用到了自己，或者套得太深"),
    (r"did not converge", "排版定不下来，请看是不是用页码、位置决定内容"),
    (r"divide by zero", "算不出来：除数是 0"),
    (r"too large", "算不出来：数太大了"),
    (r"cannot (?:add|subtract|multiply|divide|apply|compare|join)", "这两样东西不能这样算"),
    (r"assertion failed|panicked", "模板里写明在这种情况下停下"),
    (r"unknown image format", "图片的格式不认识"),
    (r"not valid UTF-8|invalid utf-8", "要用的文件不是 UTF-8 编码"),
    (r"label `(?P<a>.+)`", "标签“{a}”没有，或者有几个"),
    (r"PDF/(?P<a>A|UA)\S* error: missing document (?:title|date)",
     "PDF/{a} 要求写明标题和日期，请照自带的模板写 #set document"),
    (r"PDF/(?P<a>A|UA)", "PDF/{a} 的要求没有满足，请照自带的模板核对"),
)  # fmt: skip
"""What the compiler says, and what that means."""
_OTHER: Final = "写法有错，请照自带的模板核对"


def strange(error: Any) -> tuple[str, ...]:  # noqa: ANN401 - of an extra
    """The characters that none of the fonts has, if that is the matter."""
    return tuple(dict.fromkeys(_STRANGE.findall(error.diagnostic)))


def told(error: Any, template: Path | None) -> str:  # noqa: ANN401 - of an extra
    """Where in a template, and what."""
    return f"模板有问题：{''.join(_where(error, template))}{_words(error.message)}"


def _where(error: Any, template: Path | None) -> "Iterator[str]":  # noqa: ANN401 - of an extra
    place = _PLACE.search(error.diagnostic)
    if place:
        main = template if template and Path(place[1]).name == template.name else None
        yield f"{main or place[1]} 第 {place[2]} 行："


def _words(message: str) -> str:
    for pattern, words in _WORDS:
        if match := re.search(pattern, message):
            return words.replace("{a}", match.groupdict().get("a") or "")
    return _OTHER
