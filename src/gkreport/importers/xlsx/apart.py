"""Old workbooks, read in a process of their own: their parser may end the process it runs in.

It takes memory without asking first, and a damaged file can make it ask for any amount.
"""

import json
import subprocess
import sys
from typing import Any

from gkreport.importers.blocks import Block, Cell, Line, Note, Refused, Table
from gkreport.importers.xlsx.package import DAMAGED

SECONDS = 60
MEMORY = 2 << 30
"""Bytes that the process may take, where the system can tell it so."""
OUR_FAULT = 3
"""The exit code that says: refused, and the text says why."""


def read_apart(data: bytes) -> tuple[list[Block], list[Note]]:
    """The blocks of an old workbook. Refused where it cannot be read."""
    try:
        done = subprocess.run(  # noqa: S603 - this very module
            [sys.executable, "-P", "-m", __name__],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(DAMAGED) from None
    if done.returncode == OUR_FAULT:
        raise Refused(done.stdout.decode("utf-8"))
    if done.returncode:
        raise Refused(DAMAGED)
    found = json.loads(done.stdout)
    return [_block(block) for block in found["blocks"]], [Note(*n[:2]) for n in found["notes"]]


def _block(found: list[Any]) -> Block:
    """A block as it was written: a line is its text alone."""
    if len(found) == 1:
        return Line(found[0])
    cells, height, width = found
    return Table(tuple(Cell(*cell) for cell in cells), height, width)


def _main() -> int:
    from gkreport.importers.xlsx import sheets  # noqa: PLC0415 - the other process alone needs it

    _limit()
    try:
        blocks, notes = sheets.in_here(sys.stdin.buffer.read())
    except Refused as refused:
        sys.stdout.buffer.write(str(refused).encode())
        return OUR_FAULT
    plain = [[b.text] if isinstance(b, Line) else list(b[:3]) for b in blocks]
    sys.stdout.buffer.write(json.dumps({"blocks": plain, "notes": notes}).encode())
    return 0


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(_main())
