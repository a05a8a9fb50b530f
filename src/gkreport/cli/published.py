"""The options of the commands that read what was published."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from gkreport.cli.options import Force


def import_(  # noqa: PLR0913, PLR0917 - one parameter per option
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="来源...",
            help="已公布的网页、Word、PDF、Excel 等，或文件夹。",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件",
            help="写到哪个文件；读几份时写文件夹。不写就直接显示。",
        ),
    ] = None,
    organ: Annotated[str, typer.Option(metavar="名称", help="原文没有写的机关全称。")] = "",
    year: Annotated[int | None, typer.Option(metavar="年度", help="原文没有写的报告年度。")] = None,
    evidence: Annotated[
        Path | None,
        typer.Option("--evidence", metavar="文件", help="每个数字的出处，写成 JSON 文件。"),
    ] = None,
    force: Force = False,
) -> int:
    """把已经公布的报告读成报告文件；没有把握的数字照原文留着。"""
    from gkreport.cli import imports as module  # noqa: PLC0415

    return module.run(sources, module.Asked(output, organ, year, evidence, force))


def verify(
    file: Annotated[Path, typer.Argument(metavar="文件", help="签发的报告文件。")],
    page: Annotated[
        Path, typer.Argument(metavar="公布的", help="公布的网页、Word、PDF 等；- 是标准输入。")
    ],
    form: Annotated[
        Literal["text", "json"],
        typer.Option("--format", metavar="样式", help="text 逐处说明，json 供程序用。"),
    ] = "text",
) -> int:
    """核对公布的与签发的是不是一样：逐格、逐段，标题和日期。"""
    from gkreport.cli import verify as module  # noqa: PLC0415

    return module.run(file, page, form)
