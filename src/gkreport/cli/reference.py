"""The options of the commands about the rules and the file."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from gkreport.cli.options import DEFAULT, File, Force


def schema(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写到哪里；不写就直接显示。"),
    ] = None,
    form: Annotated[
        str | None, typer.Option(metavar="格式", help="哪一年起用的格式，如 2021。")
    ] = None,
    force: Force = False,
) -> None:
    """写出报告文件的 JSON Schema，供编辑器提示和核对。"""
    from gkreport.cli import schema as module  # noqa: PLC0415

    module.run(output, form, force=force)


def rules(
    form: Annotated[
        Literal["text", "json"],
        typer.Option("--format", metavar="样式", help="text 列表，json 供程序用。"),
    ] = "text",
) -> None:
    """列出全部检查规则和自带的地方要求。"""
    from gkreport.cli import rules as module  # noqa: PLC0415

    module.run(form)


def explain(
    names: Annotated[
        list[str],
        typer.Argument(metavar="规则", help="规则的代码或名称，可写几个，也可以是地方要求的名称。"),
    ],
) -> None:
    """详细说明一条规则：查什么，为什么，怎么改。"""
    from gkreport.cli import explain as module  # noqa: PLC0415

    module.run(names)


def fields(
    file: File = DEFAULT,
    every: Annotated[bool, typer.Option("--all", help="每一行的每一列都列出来。")] = False,
    form: Annotated[
        Literal["text", "json"],
        typer.Option("--format", metavar="样式", help="text 列表，json 供程序用。"),
    ] = "text",
) -> None:
    """列出文字里可以用的字段和它们现在的值。"""
    from gkreport.cli import fields as module  # noqa: PLC0415

    module.run(file, form, every=every)
