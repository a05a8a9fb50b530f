"""The commands. Their options stand in modules of their own, and what they do in others."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any, Final

import typer

from gkreport.cli import chinese

_Command, _Group = chinese.command_classes()


class _Commands(Mapping[str, Callable[..., Any]]):
    """What each command runs, with its options: loaded when it is asked for."""

    _where: Final = {
        "new": "drafting",
        "check": "checking",
        "ready": "checking",
        "show": "drafting",
        "fill": "drafting",
        "render": "drafting",
        "preview": "previewing",
        "fields": "reference",
        "import": "published",
        "verify": "published",
        "survey": "surveying",
        "ask": "asking",
        "schema": "reference",
        "rules": "reference",
        "explain": "reference",
    }

    def __getitem__(self, name: str) -> Callable[..., Any]:
        module = import_module(f"gkreport.cli.{self._where[name]}")
        run: Callable[..., Any] = getattr(module, f"{name}_" if iskeyword(name) else name)
        return run

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def __len__(self) -> int:
        return len(self._where)


COMMANDS: Final = _Commands()


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
    epilog="通常的顺序：new 生成，填写，fill 补总计，check 检查，ready 看一遍，render 生成正文。",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


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


def whole() -> Any:  # noqa: ANN401 - Typer's command type is private
    """The program as one command object."""
    group = typer.main.get_command(app)
    group.commands = dict.fromkeys(COMMANDS)  # type: ignore[attr-defined]  # for suggestions
    chinese.completion(group)
    return group
