"""The options of the commands that check."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from gkreport.cli.options import DEFAULT, File, Last, Profile


def check(  # noqa: PLR0913, PLR0917 - one parameter per option
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[文件]...", help="报告文件或文件夹，不写就是 report.toml。"),
    ] = None,
    last: Last = None,
    form: Annotated[
        Literal["full", "concise", "json", "sarif", "github", "junit"],
        typer.Option(
            "--format",
            metavar="样式",
            help="full 详细，concise 一行一条； json、sarif、github、junit 供程序用。",
        ),
    ] = "full",
    severity: Annotated[
        Literal["error", "warning", "note"],
        typer.Option(metavar="轻重", help="到哪一级算不通过：error、warning 或 note。"),
    ] = "error",
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="规则", help="只看这些规则，写代码、代码开头或名称， 可用逗号隔开。"),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="规则", help="不看这些规则，写法同上。")
    ] = None,
    profile: Profile = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="只列每条规则各有几处。")
    ] = False,
    appendix: Annotated[
        bool, typer.Option("--appendix", help="附上报告里写明不作问题处理的事项和理由。")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="检查多份报告时，列出每一条问题。")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output-file",
            metavar="文件",
            help="结果写进文件；只换掉以前的检查结果。",
        ),
    ] = None,
    reports_only: Annotated[
        bool, typer.Option("--reports-only", help="写明的文件里，不是年度报告的跳过。")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="标点、括号、全角数字的差错， 有把握的代为改好。")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只显示 --fix 会改哪里，不写。")] = False,
) -> int:
    """检查报告：写法、勾稽关系，以及别的会被退回的问题。"""
    from gkreport.cli import check as module  # noqa: PLC0415

    asked = module.Asked(
        last, form, severity, verbose, statistics, appendix, select, ignore, profile,
        output, reports_only, fix, diff,
    )  # fmt: skip
    return module.run(files or [DEFAULT], asked)


def ready(
    file: File = DEFAULT,
    last: Last = None,
    profile: Profile = None,
    form: Annotated[
        Literal["text", "json"],
        typer.Option("--format", metavar="样式", help="text 一页，json 供程序用。"),
    ] = "text",
) -> int:
    """公布之前看一遍：能不能发布，还差什么，期限还有几天。"""
    from gkreport.cli import ready as module  # noqa: PLC0415

    return module.run(file, last, profile, form)
