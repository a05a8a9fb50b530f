"""The options of the commands that write a report, fill it in and show it."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from gkreport.cli.options import DEFAULT, File, Force


def new(  # noqa: PLR0913, PLR0917 - one parameter per option
    year: Annotated[int, typer.Argument(metavar="年度", help="报告哪一年的工作，如 2025。")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="写到哪个文件。")
    ] = DEFAULT,
    organ: Annotated[str, typer.Option(metavar="名称", help="机关全称。")] = "",
    kind: Annotated[
        Literal["government", "department", "township", "authorized"] | None,
        typer.Option(
            help="机关类别：人民政府、政府部门、乡镇街道、法律法规授权的组织。", metavar="类别"
        ),
    ] = None,
    level: Annotated[
        Literal["national", "province", "city", "county", "township"] | None,
        typer.Option(help="机关层级：国家、省、市、县、乡。", metavar="层级"),
    ] = None,
    last: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="上年报告",
            help="带入上年报告的机关、结转数和文字； 网页、Word、PDF 也可以。",
        ),
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="同时写出供编辑器使用的 report.schema.json。")
    ] = False,
    force: Force = False,
) -> None:
    """生成一份待填写的报告文件。"""
    from gkreport.cli import new as module  # noqa: PLC0415

    module.run(year, output, (organ, kind or "", level or ""), last, schema=schema, force=force)


def show(
    file: File = DEFAULT,
    table: Annotated[
        Literal["2", "3", "4"] | None,
        typer.Option("--table", metavar="部分", help="只看第几部分的表：2、3 或 4。"),
    ] = None,
) -> None:
    """在终端里看三张表，标出有问题的格子。"""
    from gkreport.cli import show as module  # noqa: PLC0415

    module.run(file, table)


def fill(
    file: File = DEFAULT,
    diff: Annotated[bool, typer.Option("--diff", help="只显示会写入什么，不改文件。")] = False,
) -> None:
    """补上没有写、但能推算出来的总计和行。"""
    from gkreport.cli import fill as module  # noqa: PLC0415

    module.run(file, diff=diff)


def render(
    file: File = DEFAULT,
    html: Annotated[bool, typer.Option("--html", help="生成网页。")] = False,
    text: Annotated[bool, typer.Option("--text", help="生成纯文本。")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写到哪里；- 是直接显示。"),
    ] = None,
    force: Force = False,
) -> None:
    """生成报告正文。"""
    from gkreport.cli import render as module  # noqa: PLC0415

    module.run(file, [name for name, on in (("html", html), ("text", text)) if on], output,
               force=force)  # fmt: skip
