"""The options of the command that answers questions about a survey."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from gkreport.cli.options import Force


def ask(  # noqa: PLR0913, PLR0917 - one parameter per option
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="gkreport survey 写出结果的文件夹。")
    ],
    question: Annotated[
        str,
        typer.Argument(
            metavar="问题", help="自带问题的名称，或者一句 SQL；不写就列出能问的和各张表。"
        ),
    ] = "",
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="名称=值", help="问题的参数，如 year=2024，可写几次。"),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(metavar="行数", min=1, help="最多显示几行；表格不写就是 50，其余全部。"),
    ] = None,
    form: Annotated[
        Literal["table", "csv", "json"] | None,
        typer.Option("--format", metavar="样式", help="table 表格，csv 和 json 供程序用。"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写进 .csv 或 .json 文件，全部各行。"),
    ] = None,
    force: Force = False,
) -> None:
    """问普查的结果：自带的问题，或者自己写的 SQL。"""
    from gkreport.cli import ask as module  # noqa: PLC0415

    wanted = module.Wanted(tuple(settings or ()), limit, form, output, force)
    module.run(folder, question.strip(), wanted)
