"""`gkreport check --fix` and `--diff`."""

import sys
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gkreport.cli.shell import Stop, load_bytes, say, write
from gkreport.mend import Done, Mended, mend
from gkreport.output import visible
from gkreport.report.read import read
from gkreport.rules.engine import examine
from gkreport.source import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from gkreport.cli.checked import Checked
    from gkreport.rules.engine import Outcome
    from gkreport.source import Source

_STDIN: Final = "-"
_LONGEST: Final = 24
"""A stretch that is longer is shown by its beginning and its end."""


def refuse(files: list[Path], form: str, output: Path | None, *, diff: bool) -> None:
    """Raise Stop where two things would be written to one place."""
    if diff and form not in ("full", "concise"):
        raise Stop(f"--diff 只显示要改的地方，不能和 --format {form} 一起用")
    if diff and output is not None:
        raise Stop("--diff 只显示要改的地方，没有检查结果可写，不能和 --output-file 一起用")
    if _STDIN in map(str, files) and output is not None:
        raise Stop("用 - 又加 --fix 时，改好的全文直接输出，不能再和 --output-file 一起用")


@contextmanager
def aside(files: list[Path]) -> "Iterator[TextIO]":
    """Stdout for what is asked for; where that is a mended text, findings are told on stderr."""
    product = sys.stdout
    with redirect_stdout(sys.stderr) if _STDIN in map(str, files) else nullcontext():
        yield product


def run(results: "list[Checked]", product: "TextIO", *, diff: bool) -> "list[Checked]":
    """Make the mends that findings offer, say which, and look again; with `diff` only show them."""
    paths = [Path(result.path).resolve() for result in results]
    fixed = [
        _fix(result, product, diff=diff, told=paths[n] in paths[:n])
        for n, result in enumerate(results)
    ]
    told = [result.mended for result in fixed if result.mended]
    if len(told) > 1:
        what = "可以改" if diff else "改好了"
        say(f"共 {len(told)} 份报告，{what} {sum(map(len, told))} 处")
    elif not told and not any(result.failed for result in fixed):
        say("没有程序能代改的地方，文件没有改动")
    return fixed


def _fix(result: "Checked", product: "TextIO", *, diff: bool, told: bool) -> "Checked":
    """One file; where it was named before, its mends are `told` already."""
    source = result.source
    if source is None or not (result.path == _STDIN or _is_offered(result)):
        return result
    try:
        mended = _mended(source, result)
        if not told:
            _put(source, mended, product, diff=diff)
    except Stop as stop:
        say(str(stop))
        return result._replace(mended=(), failed=True)
    done = () if told else mended.done
    _list(source, done, diff=diff)
    new = source._replace(text=mended.text)
    made = tuple(_as_json(source, one) for one in done)
    return result._replace(source=new, outcome=_outcome(new, result), mended=made)


def _is_offered(result: "Checked") -> bool:
    return any(finding.hit.mends for finding in result.findings)


def _outcome(source: "Source", result: "Checked") -> "Outcome":
    """What is found in a new text that is held against the same."""
    return examine(read(source), *result.held)


def _mended(source: "Source", result: "Checked") -> Mended:
    try:
        return mend(source, result.findings, lambda new: _outcome(new, result).findings)
    except ValueError as error:
        raise Stop(
            f"{source.name}：这里的写法太特别，代改会动到别的地方，所以没有改动。请照列出的问题自己改"
        ) from error


def _put(source: "Source", mended: Mended, product: "TextIO", *, diff: bool) -> None:
    """Write the new text where it belongs. Raises Stop where that is not safe."""
    try:
        data = source.encoded(mended.text)
    except ValueError as error:
        raise Stop(
            f"{source.name}：文件里有读不出的字节，存回去会丢字，所以没有改动。"
            "请先用记事本打开，另存为 UTF-8"
        ) from error
    if diff:
        _diff(source, mended.text, product)
    elif source.name == _STDIN:
        product.flush()
        product.buffer.write(data)
        product.buffer.flush()
    else:
        _write(Path(source.name), source, data)


def _write(path: Path, source: "Source", data: bytes) -> None:
    """Replace the file, if it is still what was checked. Raises Stop where it is not."""
    path = path.resolve()  # a link stays a link
    if decode(source.name, load_bytes(path)) != source:
        raise Stop(f"{source.name}：检查的时候文件又被改过，没有动它。请保存好再运行一次")
    write(path, data)


def _diff(source: "Source", new: str, product: "TextIO") -> None:
    from difflib import unified_diff  # noqa: PLC0415 - slow to load, only for --diff

    old, name = source.text.split("\n"), source.name
    for line in unified_diff(old, new.split("\n"), name, f"{name}（改好后）", lineterm="", n=1):
        product.write(visible(line.removesuffix("\r")) + "\n")


def _list(source: "Source", done: tuple[Done, ...], *, diff: bool) -> None:
    """What was mended, one place a line."""
    if not done:
        return
    said = f"改好了 {len(done)} 处"
    if diff:
        said = f"可以改好 {len(done)} 处，还没有写入；要写入，运行 gkreport check --fix"
    say(f"{source.name}：{said}")
    for one in done:
        line, column = source.place(one.offset)
        change = f"{one.finding.code}  {_short(one.before)} → {_short(one.after)}"
        say(visible(f"  {source.name}:{line}:{column}  {change}"))


def _short(words: str) -> str:
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]}……{words[-half:]}"


def _as_json(source: "Source", done: Done) -> dict[str, Any]:
    line, column = source.place(done.offset)
    return {
        "code": done.finding.code, "name": done.finding.name, "line": line, "column": column,
        "before": done.mend.before, "after": done.mend.after,
    }  # fmt: skip
