"""The options of the command that reads a whole country's reports."""

from pathlib import Path
from typing import Annotated

import typer


def survey(  # noqa: PLR0913, PLR0917 - one parameter per option
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="来源...",
            help="报告文件、已公布的网页、Word、PDF 等，或放着它们的文件夹。",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="文件夹", help="结果放进哪个文件夹。"),
    ],
    jobs: Annotated[
        int | None,
        typer.Option("-j", "--jobs", metavar="个数", min=1, help="同时用几个进程，不写就自动。"),
    ] = None,
    cluster: Annotated[
        str, typer.Option(metavar="地址", help="交给一个 Dask 集群，写调度程序的地址。")
    ] = "",
    csv: Annotated[bool, typer.Option("--csv", help="结果写成 CSV，不用 Parquet。")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="文件夹里已有普查结果的，重新做。")
    ] = False,
) -> int:
    """普查：成千上万份报告一起读、一起检查，写成表格和一页说明。

    退出码：0 做完了；2 没有做成，或者没有读成一份报告；130 中途停下。
    """
    from gkreport.cli import survey as module  # noqa: PLC0415

    return module.run(paths, module.Asked(output, jobs, cluster, csv, force))
