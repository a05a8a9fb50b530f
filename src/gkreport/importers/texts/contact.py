"""How to reach the office, as far as a text says it in so many words and in one way only."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from gkreport.importers.texts.words import squeezed, trimmed

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS: Final = ("office", "address", "postcode", "phone", "email")


def contact(text: str) -> "Mapping[str, str]":
    """The keys of gkreport.report.keys.CONTACT that a text states exactly once."""
    found = {}
    for key in _KEYS:
        matches = _pattern(key).finditer(text)
        values = {
            squeezed(v): v for match in matches if (v := trimmed(match[match.lastindex or 1]))
        }
        if len(values) == 1:
            found[key] = values.popitem()[1]
    return found


@cache
def _pattern(key: str) -> re.Pattern[str]:
    phone = r"(?:[（(]?0[0-9]{2,3}[）)]?[-—－–]{0,2}[ ]?)?[0-9]{7,8}(?:[-—转][0-9]{1,5})?"
    han = r"[\u4e00-\u9fff]"
    place = r"[^；;，,。）)（(\n：:]"
    told = r"[^\S\n]*[：:]?[^\S\n]*"
    stop = r"[；;，,。）)（(\n]|$|邮编|邮政编码|电话|联系电话"
    return re.compile(
        {
            "office": rf"联系(?:机构|单位|部门)[：: ]+({han}{{3,30}}?)(?=[；;，,。）)（(\n ]|$)"
            rf"|请与({han}{{4,30}}?)联系",
            "address": rf"(?:(?:通讯|通信|联系|办公)?地址)[：: ]+({place}{{4,60}}?)(?={stop})",
            "postcode": rf"(?:邮政编码|邮编){told}([0-9]{{6}})(?![0-9])",
            "phone": rf"(?:(?:联系|办公|咨询)?电话){told}({phone})(?![0-9、/／\-—])",
            "email": r"([A-Za-z0-9._\-]+[@＠][A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,})",
        }[key],
        re.MULTILINE,
    )
