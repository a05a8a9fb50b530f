"""One figure as a report states it: a number, or a gap that says why there is none."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from gkreport.finding import Number
    from gkreport.form import Kind

Why = Literal["left-out", "blank", "marked", "text", "unreadable"]
MARKS: Final = frozenset(("/", "／", "\\", "-", "－", "–", "—", "——", "无"))
WIDE: Final = str.maketrans("０１２３４５６７８９，．－＋", "0123456789,.-+")
CHANGE: Final = r"[+\-][0-9]+(/[+\-][0-9]+)*"
AMOUNT: Final = r"[0-9][0-9,]*(\.[0-9]+)?\s*(百|千|万|百万|千万|亿)?元"
_NUMBER: Final = r"\s*([+-]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)\s*([^0-9]*)"

_LONGEST: Final = 40
"""How many characters of a raw value fit into a message."""


class Gap(NamedTuple):
    """A cell without a number. `raw` is what stands there, kept as it is."""

    why: Why
    raw: object = None


LEFT_OUT: Final = Gap("left-out")


def read(value: object, kind: "Kind") -> "Number | Gap":
    """A stated cell as a figure of its kind, or as a gap."""
    if isinstance(value, str):
        return _text(value, kind)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return Gap("unreadable", value)
    if isinstance(value, Decimal) and (kind in ("count", "change") or not value.is_finite()):
        return Gap("unreadable", value)
    if value < 0 and kind != "change":
        return Gap("unreadable", value)
    return value


def _text(value: str, kind: "Kind") -> Gap:
    bare = value.strip()
    if not bare:
        return Gap("blank", value)
    if bare in MARKS:
        return Gap("marked", value)
    if kind == "change" and re.fullmatch(CHANGE, bare):
        return Gap("text", value)
    if kind == "amount" and re.fullmatch(AMOUNT, bare):
        return Gap("text", value)
    return Gap("unreadable", value)


def wanted(kind: "Kind") -> str:
    """What belongs into a cell of that kind."""
    return {
        "count": "不小于 0 的整数",
        "money": "以万元为单位、不小于 0 的数",
        "change": "整数，增加写正数、减少写负数",
        "amount": '数，或带单位的金额（如 "251000元"）',
    }[kind]  # fmt: skip


def mend(raw: object, kind: "Kind") -> str:
    """How to write what was meant, where that is beyond doubt; else an empty string."""
    if isinstance(raw, Decimal) and raw.is_finite() and raw >= 0 and raw == int(raw):
        return f"请写成整数 {int(raw)}"
    if not isinstance(raw, str):
        return ""
    match = re.fullmatch(_NUMBER, raw.translate(WIDE))
    if match is None:
        return ""
    number, unit = match[1].replace(",", ""), match[2].strip()
    if isinstance(read(_value(number), kind), Gap) or (unit and kind == "money"):
        return ""
    without = f"，去掉“{unit}”" if unit else ""
    return f"请改写成 {number}（不加引号{without}）"


def _value(number: str) -> "Number":
    return Decimal(number) if "." in number else int(number)


def shown(raw: object) -> str:
    """A raw value in the file's own notation, cut where it is long."""
    text = _shown(raw)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "……"


def _shown(raw: object) -> str:
    if isinstance(raw, str):
        return f'"{raw}"'
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, list):
        return f"[{', '.join(map(_shown, raw))}]"
    if isinstance(raw, dict):
        return "一个表"
    return format(raw, "f") if isinstance(raw, Decimal) and raw.is_finite() else str(raw)
