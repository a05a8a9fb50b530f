"""`gkreport verify`."""

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gkreport.cli.imported import load, refusal
from gkreport.cli.shell import Stop, emit, read_report, say
from gkreport.importers.blocks import Refused
from gkreport.importers.compare import compare
from gkreport.importers.naming import place
from gkreport.importers.reading import read_report as read_published
from gkreport.layout.width import fold, width
from gkreport.output import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.importers.compare.model import Compared, Difference
    from gkreport.importers.compose import Imported
    from gkreport.report import Reading

VERSION: Final = 1
_INDENT: Final = "    "
_WORDS: Final = {"different": "不同", "unknown": "看不清", "note": "写法"}


class Spot(NamedTuple):
    """A place in the report file; lines and columns count from 1."""

    line: int
    column: int


def run(file: Path, page: Path, form: str) -> int:
    """Hold the report against the published text: 0 the same, 1 different, 2 cannot tell."""
    reading = read_report(file)
    assert reading.report is not None
    imported = _published(page)
    compared = compare(reading.report, imported)
    spots = Spots(reading)
    if form == "json":
        from gkreport.cli.results import document  # noqa: PLC0415 - one format at a time

        document(_json(file, page, compared, spots))
    else:
        for line in _lines(file, compared, spots, imported.document.kind):
            emit(line)
        _close(file, page, compared)
    return _code(compared)


def _published(page: Path) -> "Imported":
    try:
        return read_published(str(page), load(page))
    except Refused as refused:
        raise Stop(refusal(str(page), refused)) from refused


def _code(compared: "Compared") -> int:
    if compared.of("different"):
        return 1
    return 2 if compared.of("unknown") else 0


class Spots:
    """Where the values of a report stand in its file."""

    def __init__(self, reading: "Reading") -> None:
        from gkreport.source.positions import index  # noqa: PLC0415 - cannot be dispensed with

        self.source = reading.source
        self.positions = index(reading.source.text)

    def spot(self, difference: "Difference") -> Spot | None:
        """The place of one difference; that of the table around it where it has none itself."""
        path = difference.at
        while path:
            span = self.positions.values.get(path) or self.positions.keys.get(path)
            if span is not None:
                start = span.start
                if difference.within is not None and path in self.positions.values:
                    start = self._inside(span.start, span.end, difference.within[0])
                return Spot(*self.source.place(start))
            path = path[:-1]
        return None

    def _inside(self, start: int, end: int, at: int) -> int:
        from gkreport.source.strings import offsets  # noqa: PLC0415 - only for texts

        places = offsets(self.source.text[start:end])
        return start + places[min(at, len(places) - 1)]


def _lines(file: Path, compared: "Compared", spots: Spots, kind: str) -> "Iterator[str]":
    """Each difference: where and what, then both sides, and an empty line."""
    columns = shutil.get_terminal_size().columns
    for difference in compared.differences:
        spot = spots.spot(difference)
        where = f"{file}:{spot.line}:{spot.column}" if spot else str(file)
        yield from _folded(f"{where}  {_WORDS[difference.status]}：", difference.name, columns)
        told = place(difference.origin, kind)
        ours, theirs = (
            side or _nothing(difference) for side in (difference.ours, difference.theirs)
        )
        sides = (("文件里：", ours), ("公布的：", theirs + (f"（{told}）" if told else "")))
        for label, text in sides if difference.ours or difference.theirs else ():
            yield from _folded(_INDENT + label, text, columns)
        if difference.remark:
            yield from _folded(_INDENT + "说明：", difference.remark, columns)
        yield ""


def _nothing(difference: "Difference") -> str:
    """What a side shows that shows nothing."""
    return "空白" if difference.kind == "figure" else "（没有）"


def _folded(label: str, text: str, columns: int) -> "Iterator[str]":
    """A text after a label, its further lines below its beginning or below the label's."""
    indent = width(label) if width(label) * 2 <= columns else len(_INDENT)
    first, *rest = fold(visible(" ".join(text.split())), max(20, columns - indent - 1))
    if width(label) + width(first) > columns - 1:
        yield label.rstrip()
        label = " " * indent
    yield label + first
    yield from (" " * indent + line for line in rest)


def _close(file: Path, page: Path, compared: "Compared") -> None:
    """The closing tally, and what to do next."""
    counts = {status: len(compared.of(status)) for status in ("different", "unknown", "note")}
    looked = f"核对了 {compared.figures} 格数字、{compared.paragraphs} 段文字"
    notes = f"；另有 {counts['note']} 处不影响内容" if counts["note"] else ""
    if not counts["different"] and not counts["unknown"]:
        say(f"{file} 与 {page} 一致：{looked}{notes}")
        return
    found = [f"{counts['different']} 处不同"] if counts["different"] else []
    found += [f"{counts['unknown']} 处看不清，没法核对"] if counts["unknown"] else []
    say(f"{file} 与 {page}：{looked}，{'，'.join(found)}{notes}")
    if _other_report(compared):
        say(f"机关或年度不同，{page} 可能不是这份报告，请先核对文件名")
    elif counts["different"]:
        say("以签发的文件为准：公布的错了就更正公布的，文件错了就先改文件，再核对一次")
    else:
        say(f"请打开 {page}，照着上面列出的地方自己看一看")


def _other_report(compared: "Compared") -> bool:
    return any(d.kind in ("organ", "year") for d in compared.of("different"))


def _json(file: Path, page: Path, compared: "Compared", spots: Spots) -> str:
    body = {
        "version": VERSION,
        "report": str(file),
        "page": str(page),
        "result": ("same", "different", "unknown")[_code(compared)],
        "figures": compared.figures,
        "paragraphs": compared.paragraphs,
        "differences": [_one(d, spots.spot(d)) for d in compared.differences],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _one(difference: "Difference", spot: Spot | None) -> dict[str, Any]:
    from gkreport.importers.evidence import place as where  # noqa: PLC0415 - only for JSON

    return {
        "kind": difference.kind,
        "status": difference.status,
        "name": difference.name,
        "key": ".".join(map(str, difference.at)) if difference.at else None,
        "line": spot.line if spot else None,
        "column": spot.column if spot else None,
        "address": difference.address._asdict() if difference.address else None,
        "ours": difference.ours,
        "theirs": difference.theirs,
        "place": where(difference.origin),
        "remark": difference.remark,
    }
