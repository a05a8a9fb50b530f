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
        str,
        typer.Option(
            help="机关类别：人民政府写 government，政府部门写 department，乡镇街道写 township，"
            "法律法规授权的组织写 authorized。",
            metavar="类别",
        ),
    ] = "",
    level: Annotated[
        str,
        typer.Option(
            help="机关层级：国家写 national，省级写 province，市级写 city，县级写 county，"
            "乡级写 township。",
            metavar="层级",
        ),
    ] = "",
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

    module.run(year, output, (organ, kind, level), last, schema=schema, force=force)


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


def render(  # noqa: PLR0913, PLR0917 - one parameter per option
    file: File = DEFAULT,
    docx: Annotated[bool, typer.Option("--docx", help="生成 Word 文档，可以直接签发。")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="生成 PDF。")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="生成 Excel 表格，合计是公式。")] = False,
    html: Annotated[bool, typer.Option("--html", help="生成网页。")] = False,
    fragment: Annotated[
        bool, typer.Option("--fragment", help="生成网页片段，贴进网站后台的编辑器。")
    ] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="生成 Markdown。")] = False,
    text: Annotated[bool, typer.Option("--text", help="生成纯文本。")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="每一种都生成，以机关和年度命名；-o 写文件夹。")
    ] = False,
    fonts: Annotated[
        str, typer.Option(metavar="方案", help="Word 和 PDF 的字体：official、windows 或 free。")
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写到哪里；- 是直接显示。"),
    ] = None,
    force: Force = False,
) -> int:
    """生成报告正文。"""
    from gkreport.cli import render as module  # noqa: PLC0415

    flags = {
        "docx": docx, "pdf": pdf, "xlsx": xlsx, "html": html and not fragment,
        "fragment": fragment, "markdown": markdown, "text": text,
    }  # fmt: skip
    formats = tuple(name for name, on in flags.items() if on)
    asked = module.Asked(formats, output, force, fonts)
    if every:
        from gkreport.cli import publishing  # noqa: PLC0415

        return publishing.run(file, asked)
    module.run(file, asked)
    return 0
