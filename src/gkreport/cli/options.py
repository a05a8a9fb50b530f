"""The options that several commands have."""

from pathlib import Path
from typing import Annotated, Final

import typer

DEFAULT: Final = Path("report.toml")
File = Annotated[Path, typer.Argument(metavar="文件", help="报告文件，不写就是 report.toml。")]
Force = Annotated[bool, typer.Option("--force", help="已有同名文件时，换成新的。")]
Last = Annotated[
    Path | None, typer.Option("--last", metavar="文件", help="上年的报告，用来核对结转数。")
]
Profile = Annotated[
    str | None, typer.Option(metavar="地方要求", help="同时按一份地方要求检查，写名称或文件名。")
]
