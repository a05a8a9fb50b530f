"""What a reading is worth beside the truth: each figure exact, unresolved or wrong."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from gkreport.form import Address
from gkreport.importers.figures import Found

Verdict = Literal["exact", "unresolved", "wrong"]


def judge(found: Found, truth: Mapping[Address, Any]) -> dict[Address, Verdict]:
    """Every figure whose truth is known: in a row that holds some other text no cell has one."""
    texts = {address[:2] for address, value in truth.items() if value and isinstance(value, str)}
    return {
        address: _verdict(found, address, value)
        for address, value in truth.items()
        if address[:2] not in texts
    }


def _verdict(found: Found, address: Address, value: Any) -> Verdict:
    read = found.values.get(address)
    if read is None:
        return "unresolved"  # the row stays whole, or the document does not have it
    if value == "":
        return "exact" if read == "" else "wrong" if _number(read) else "unresolved"
    if _number(read):
        return "exact" if read == value else "wrong"
    return "wrong" if read == "" else "unresolved"


def _number(read: object) -> bool:
    return not isinstance(read, str)


def tally(verdicts: Mapping[Address, Verdict]) -> Counter[Verdict]:
    """How many of each."""
    return Counter(verdicts.values())
