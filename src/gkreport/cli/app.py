"""The commands and their options. What a command does stands in its own module."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer

from gkreport.cli import chinese

_Command, _Group = chinese.command_classes()
COMMANDS: Final[dict[str, Callable[..., Any]]] = {}
"""What each command runs; Typer looks at a function only when its command is asked for."""


def command(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Enter a function as a command."""

    def enter(function: Callable[..., Any]) -> Callable[..., Any]:
        COMMANDS[name] = function
        return function

    return enter


class Group(_Group):  # type: ignore[misc,valid-type]  # Typer's own classes are private
    """The commands, each made when it is asked for: six of them cost more than one check."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Their names, in the order of a clerk's work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """One command, or None."""
        if cmd_name not in COMMANDS:
            return None
        if self.commands.get(cmd_name) is None:
            alone = typer.Typer(rich_markup_mode="rich", add_completion=False)
            alone.command(cmd_name, cls=_Command)(COMMANDS[cmd_name])
            self.commands[cmd_name] = typer.main.get_command(alone)
        return self.commands[cmd_name]


app = typer.Typer(
    cls=Group,
    help="政府信息公开工作年度报告：起草、检查、补总计、看表格、生成正文。",
    epilog="通常的顺序：new 生成，填写，check 检查，fill 补总计，render 生成正文。",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
File = Annotated[Path, typer.Argument(metavar="文件", help="报告文件，不写就是 report.toml。")]
Force = Annotated[bool, typer.Option("--force", help="已有同名文件时，换成新的。")]
DEFAULT = Path("report.toml")


def _version(value: bool) -> None:
    if value:
        from gkreport import __version__  # noqa: PLC0415

        typer.echo(f"gkreport {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback acts
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本并退出。")
    ] = False,
) -> None:
    """Show the help where no command is given."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@command("new")
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
        typer.Option("--from", metavar="上年报告", help="带入上年报告的机关、结转数和文字。"),
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="同时写出供编辑器使用的 report.schema.json。")
    ] = False,
    force: Force = False,
) -> None:
    """生成一份待填写的报告文件。"""
    from gkreport.cli import new as module  # noqa: PLC0415

    module.run(year, output, (organ, kind or "", level or ""), last, schema=schema, force=force)


@command("check")
def check(  # noqa: PLR0913, PLR0917 - one parameter per option
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[文件]...", help="报告文件或文件夹，不写就是 report.toml。"),
    ] = None,
    last: Annotated[
        Path | None, typer.Option("--last", metavar="文件", help="上年的报告，用来核对结转数。")
    ] = None,
    form: Annotated[
        Literal["full", "concise", "json"],
        typer.Option(
            "--format", metavar="样式", help="full 详细，concise 一行一条，json 供程序用。"
        ),
    ] = "full",
    severity: Annotated[
        Literal["error", "warning", "note"],
        typer.Option(metavar="轻重", help="到哪一级算不通过：error、warning 或 note。"),
    ] = "error",
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="规则", help="只看这些规则，写代码、代码的开头或名称，可用逗号隔开。"),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="规则", help="不看这些规则，写法同上。")
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(metavar="地方要求", help="同时按一份地方要求检查，写名称或文件名。"),
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="只列每条规则各有几处。")
    ] = False,
    appendix: Annotated[
        bool, typer.Option("--appendix", help="附上报告里写明不作问题处理的事项和理由。")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="检查多份报告时，列出每一条问题。")
    ] = False,
) -> int:
    """检查报告：写法、勾稽关系，以及别的会被退回的问题。"""
    from gkreport.cli import check as module  # noqa: PLC0415

    asked = module.Asked(
        last, form, severity, verbose, statistics, appendix, select, ignore, profile
    )
    return module.run(files or [DEFAULT], asked)


@command("show")
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


@command("fill")
def fill(
    file: File = DEFAULT,
    diff: Annotated[bool, typer.Option("--diff", help="只显示会写入什么，不改文件。")] = False,
) -> None:
    """补上没有写、但能推算出来的总计和行。"""
    from gkreport.cli import fill as module  # noqa: PLC0415

    module.run(file, diff=diff)


@command("render")
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


@command("schema")
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


@command("rules")
def rules(
    form: Annotated[
        Literal["text", "json"],
        typer.Option("--format", metavar="样式", help="text 列表，json 供程序用。"),
    ] = "text",
) -> None:
    """列出全部检查规则和自带的地方要求。"""
    from gkreport.cli import rules as module  # noqa: PLC0415

    module.run(form)


@command("explain")
def explain(
    names: Annotated[
        list[str],
        typer.Argument(metavar="规则", help="规则的代码或名称，可写几个，也可以是地方要求的名称。"),
    ],
) -> None:
    """详细说明一条规则：查什么，为什么，怎么改。"""
    from gkreport.cli import explain as module  # noqa: PLC0415

    module.run(names)


def whole() -> Any:  # noqa: ANN401 - Typer's command type is private
    """The program as one command object."""
    group = typer.main.get_command(app)
    group.commands = dict.fromkeys(COMMANDS)  # type: ignore[attr-defined]  # for suggestions
    chinese.completion(group)
    return group
