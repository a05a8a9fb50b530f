"""Rules about fields in texts: those that are none, those without a figure, those not yet made."""

from collections import Counter
from typing import TYPE_CHECKING, Final

from gkreport.finding import FILE_FORMAT, Hit
from gkreport.report.names import Names
from gkreport.rules import Case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.report.fields import Piece
    from gkreport.rules import Passage

_LITERAL: Final = "要照原样印出两个花括号，请写四个：{{{{"
_LIST: Final = "运行 gkreport fields 看有哪些字段"
_SHOWN: Final = 3
_LONGEST: Final = 24


@rule("GK773", name="unknown-field", basis=FILE_FORMAT)
def unknown_field(case: Case) -> "Iterator[Hit]":
    """文字里的两个花括号不是能用的字段，会照原样印出来。

    写在 {{ }} 里的名称，印成正文时换成表格里的数或者机关名称、年度。名称写错、少了一半括号、用了
    全角的花括号，或者这一行有几列而没有写明哪一列，就换不成。标题、机关名称和联系方式里不用字段，
    写了也照原样印出来。全部字段用 gkreport fields 查看。

    错例：“全年新收申请 {{ 新受 }} 件。”
    正例：“全年新收申请 {{ 新收 }} 件。”
    改法：改成能用的名称；要照原样印出两个花括号，写四个：`{{{{`。
    """
    for passage, piece in _faulty(case):
        if piece.fault is not None and piece.fault.why != "gap":
            message, hint, right = _told(case, passage.text, piece)
            yield passage.hit(
                "unknown-field", message, piece.start, piece.end,
                found=_cut(passage.text[piece.start : piece.end]), expected=right, hint=hint,
            )  # fmt: skip
    from gkreport.rules import fields_stray  # noqa: PLC0415 - only where there are braces

    yield from fields_stray.beside(case)
    yield from fields_stray.wide(case)
    yield from fields_stray.closing(case)


def _faulty(case: Case) -> "Iterator[tuple[Passage, Piece]]":
    for passage in case.passages:
        text = case.expansions.get(passage.path)
        for piece in text.pieces if text is not None else ():
            if piece.fault is not None:
                yield passage, piece


def _told(case: Case, text: str, piece: "Piece") -> tuple[str, str, str]:
    """What is wrong with a field, what to do, and the field that was meant if that is clear."""
    fault = piece.fault
    assert fault is not None
    shown = f"“{_cut(text[piece.start : piece.end])}”"
    if fault.why == "unclosed":
        return f"{shown}后面没有“}}}}”", f"字段要在一行里写完，如 {{{{ 新收 }}}}；{_LITERAL}", ""
    if fault.why == "unlike":
        return f"{shown}加在一起的不都是同一种数", "只有件数和件数、金额和金额可以相加", ""
    if fault.why == "columns":
        return f"{shown}一行有几列，没有写明哪一列", f"可以写 {_listed(fault.columns)}", ""
    near = Names(case.report).near(fault.word)
    meant = f"是不是要写 {_listed(near)}？" if near else ""
    right = _field(near[0]) if len(near) == 1 else ""
    return f"{shown}不是字段，会照原样印出来", f"{meant}{_LIST}；{_LITERAL}", right


def _field(name: str) -> str:
    return f"{{{{ {name} }}}}"


def _listed(names: tuple[str, ...]) -> str:
    return "、".join(map(_field, names[:_SHOWN]))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


@rule("GK774", name="field-unfilled", basis=FILE_FORMAT, severity="warning")
def field_unfilled(case: Case) -> "Iterator[Hit]":
    """文字里的字段还没有数可换：表格里那一格没有填，或者填的不是数。

    没有数可换的字段照原样印出来，不会当成 0，也不会空着。

    改法：在表格里填上那一格；是总计的，运行 gkreport fill。
    """
    found = [(p, piece) for p, piece in _faulty(case) if piece.fault and piece.fault.why == "gap"]
    if not found:
        return
    names = list(dict.fromkeys(p.text[piece.start : piece.end] for p, piece in found))
    shown = "、".join(f"“{name}”" for name in names[:_SHOWN])
    more = f"等，共 {len(names)} 个" if len(names) > _SHOWN else ""
    passage, piece = found[0]
    yield passage.hit(
        "field-unfilled", f"字段还没有数，会照原样印出来：{shown}{more}", piece.start, piece.end,
        found="、".join(names), hint="请在表格里填上那一格；是总计的，运行 gkreport fill",
    )  # fmt: skip


@rule("GK775", name="typed-figure", basis=FILE_FORMAT, severity="note")
def typed_figure(case: Case) -> "Iterator[Hit]":
    """这份报告的文字用了字段，但还有照着表格手写的数，可以换成字段。

    手写的数，表格改了它不会跟着改。没有用字段的报告不提示；只提示看得出说的是哪一格、又与那一格相等的
    数，0 不算。逐处的清单用 gkreport fields 查看。

    改法：把数换成字段；不想换的，不必理会。
    """
    if not any(piece.word for text in case.expansions.values() for piece in text.pieces):
        return
    from gkreport.rules.fields_typed import typed  # noqa: PLC0415 - only where fields are used

    found = tuple(typed(case))
    if found:
        places = Counter((one.figure, one.name) for one in found)
        shown = "、".join(_offer(*one, n) for one, n in [*places.items()][:_SHOWN])
        more = f"，等等，共 {len(found)} 处" if len(places) > _SHOWN else ""
        first = found[0]
        yield first.passage.hit(
            "typed-figure", f"手写的数与表格里的一格相等：{shown}{more}", first.start, first.end,
            found=first.figure, expected=_field(first.name),
            hint="换成字段以后，表格改了文字会跟着改；不想换的，不必理会",
        )  # fmt: skip


def _offer(figure: str, name: str, places: int) -> str:
    often = f"（{places} 处）" if places > 1 else ""
    return f"{figure} 可以写成 {_field(name)}{often}"
