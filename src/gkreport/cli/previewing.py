"""The options of `preview`."""

from typing import Annotated

import typer

from gkreport.cli.options import DEFAULT, File, Last


def preview(
    file: File = DEFAULT,
    last: Last = None,
    profile: Annotated[
        str | None,
        typer.Option(metavar="地方要求", help="同时按一份地方要求检查，写名称或文件。"),
    ] = None,
    port: Annotated[
        int,
        typer.Option(metavar="端口", show_default=False, help="网址里的端口；不写就自动选。"),
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--open/--no-open", show_default=False, help="是否自动打开浏览器。")
    ] = True,
) -> None:
    """在浏览器里边改边看：每次保存，正文和问题自动更新。"""
    from gkreport.cli import preview as module  # noqa: PLC0415

    module.run(file, module.Asked(last, profile), port, browser=browser)
