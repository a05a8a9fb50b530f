"""Word files as Word and WPS save them, macros and templates included."""

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from gkreport.importers import limits
from gkreport.importers.blocks import Block, Document, Note, Refused
from gkreport.importers.docx.body import Body
from gkreport.importers.docx.lists import Lists
from gkreport.importers.docx.styles import Styles
from gkreport.importers.grids import numbered
from gkreport.importers.zipped import Parts

_MAIN: Final = "word/document.xml"
_META: Final = (("title", "title"), ("creator", "author"), ("created", "created"))
_STRUCK: Final = "原文里有画了删除线的文字，已当作删去，没有读入。请对照原文核对"
_NOTED: Final = "原文有脚注或尾注，没有读入。其中若有数字或说明，请补到正文里"
_UNSEEN: Final = "原文有被合并遮住的单元格里还写着字，Word 里看不见，没有读入"
_ELSEWHERE: Final = "文件里嵌着另一份文件，没有读入。报告如果在那里，请把它另存出来再导入"


def read(data: bytes, name: str) -> Document:
    """A Word file as lines and tables. Raises Refused for one that is broken or too large."""
    del name
    limits.small_enough(data)
    return document(Parts(data))


def document(parts: Parts) -> Document:
    """A Word file from its parts. Raises Refused as `read` does."""
    main = parts.main if parts.main.startswith("word/") else _MAIN
    root = parts.xml(main)
    if root is None or not len(root):
        raise Refused("这个 Word 文件没有正文部分，可能已损坏。请用 Word、WPS 打开另存一份再试")
    targets = dict(_targets(parts, main))
    body = Body(
        Styles(parts.xml("word/styles.xml")), Lists(parts.xml("word/numbering.xml")), targets
    )
    blocks = body.blocks(root)
    notes = tuple(_notes(body))
    blocks, more = _with_inserted(blocks, body, parts, targets)
    return Document(
        numbered(blocks), "docx", tuple(_meta(parts)), (*notes, *more),
        tuple(body.links), body.images,
    )  # fmt: skip


def _targets(parts: Parts, main: str) -> Iterator[tuple[str, str]]:
    """Where the links and inserted parts of the body lead, by their ids."""
    root = parts.xml(f"word/_rels/{main.removeprefix('word/')}.rels")
    for relation in [] if root is None else root:
        yield relation.get("Id", ""), relation.get("Target", "")


def _notes(body: Body) -> Iterator[Note]:
    if body.struck:
        yield Note("struck-out", _STRUCK)
    if body.noted:
        yield Note("footnotes", _NOTED)
    if body.unseen:
        yield Note("covered-cells", _UNSEEN)


def _meta(parts: Parts) -> Iterator[tuple[str, str]]:
    """What the file says of itself."""
    root = parts.xml("docProps/core.xml")
    said = {} if root is None else {_local(e): (e.text or "").strip() for e in root}
    for theirs, ours in _META:
        if value := said.get(theirs):
            yield ours, value


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _with_inserted(
    blocks: list[Block], body: Body, parts: Parts, targets: dict[str, str]
) -> tuple[list[Block], list[Note]]:
    """The blocks with web pages that the file holds as parts of their own."""
    found: list[Block] = []
    notes: list[Note] = []
    marks = {id(mark): part for mark, part in body.inserted}
    for block in blocks:
        if (part := marks.get(id(block))) is None:
            found.append(block)
            continue
        inner = _inserted(parts, targets.get(part, ""))
        found += inner.blocks if inner else ()
        notes += inner.notes if inner else [Note("inserted-file", _ELSEWHERE, serious=True)]
    return found, notes


def _inserted(parts: Parts, target: str) -> Document | None:
    """A web page or plain text that stands in the file as a part; None for anything else."""
    place = parts.find(target) if target.startswith("/") else parts.find(f"word/{target}")
    kind = place.lower().rpartition(".")[2]
    if kind not in {"htm", "html", "xhtml", "mht", "mhtml"}:
        return None
    from gkreport.importers.html import mhtml, read  # noqa: PLC0415 - rare

    data = parts.read(place)
    return mhtml.read(data, place) if kind.startswith("mht") else read(data, place)
