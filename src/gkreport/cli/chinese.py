"""Typer speaks English; here its help and its usage errors are put into Chinese.

`install` must run before Typer is imported: Typer asks `gettext` for its titles at import time.
"""

import gettext
import re
from copy import copy
from typing import Any, Final

_TITLES: Final = {
    "(deprecated) ": "（已停用）",
    "[default: {}]": "[默认：{}]",
    "[env var: {}]": "[环境变量：{}]",
    "[required]": "[必填]",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "Arguments": "参数",
    "Options": "选项",
    "Commands": "命令",
    "Error": "用法不对",
    "Aborted.": "已中止。",
    "Aborted!": "已中止。",
    "Missing command.": "缺少命令。",
    "No such command {name!r}.": "没有 {name!r} 这个命令。",
    "Try [blue]'{command_path} {help_option}'[/] for help.": "用法见 {command_path} {help_option}",
}
_EXTRA: Final = r"(?s)Got unexpected extra arguments? ?\(?s?\)? ?\((.*)\)"
_TRANSLATE: Final = gettext.gettext
_KINDS: Final = {
    "path": "<路径>",
    "int": "<整数>",
    "integer": "<整数>",
    "str": "<文字>",
    "text": "<文字>",
}
"""What the help calls the values of arguments."""
HELP: Final = "显示用法并退出。"
COMPLETION: Final = {
    "install_completion": "为当前的命令行环境安装自动补全。",
    "show_completion": "显示自动补全的脚本，可自行复制或修改。",
}


def install() -> None:
    """Let `gettext` know Typer's titles."""
    gettext.gettext = lambda message: _TITLES.get(message) or _TRANSLATE(message)


def command_classes() -> tuple[type[Any], type[Any]]:
    """Typer's command and group, with a Chinese usage line and help option."""
    from typer.core import TyperCommand, TyperGroup  # noqa: PLC0415 - after `install`

    class Command(TyperCommand):
        def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer's own types are private
            return _in_chinese(super().get_help_option(ctx))

        def get_usage(self, ctx: Any) -> str:  # noqa: ANN401
            return _usage(super().get_usage(ctx))

        def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
            for parameter in self.params:
                _call_kind(parameter)
            super().format_help(ctx, formatter)

    class Group(TyperGroup):
        def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
            return _in_chinese(super().get_help_option(ctx))

        def get_usage(self, ctx: Any) -> str:  # noqa: ANN401
            return _usage(super().get_usage(ctx))

    return Command, Group


def _in_chinese(option: Any) -> Any:  # noqa: ANN401
    if option is not None:
        option.help = HELP
    return option


def _call_kind(parameter: Any) -> None:  # noqa: ANN401
    """Let the help name the kind of an argument's values in Chinese; kinds are shared, so copy."""
    called = _KINDS.get(parameter.type.name)
    if parameter.param_type_name == "argument" and called:
        parameter.type = copy(parameter.type)
        parameter.type.get_metavar = lambda **_: called


def _usage(usage: str) -> str:
    usage = usage.replace("Usage: ", "用法：", 1).replace("[OPTIONS]", "[选项]")
    return usage.replace("COMMAND [ARGS]...", "命令 [参数]...")


def completion(command: Any) -> None:  # noqa: ANN401
    """Put Typer's two completion options into Chinese."""
    for parameter in command.params:
        if parameter.name in COMPLETION:
            parameter.help = COMPLETION[parameter.name]
        if parameter.name == "install_completion":
            parameter.callback = _install_completion


def _install_completion(ctx: Any, _param: Any, value: Any) -> Any:  # noqa: ANN401
    if not value or ctx.resilient_parsing:
        return value
    import typer  # noqa: PLC0415
    from typer._completion_shared import install as install_script  # noqa: PLC0415

    shell, path = install_script(shell=value if isinstance(value, str) else None)
    typer.echo(f"{shell} 的自动补全已装到 {path}，重新打开终端后生效。")
    raise typer.Exit


def explain(error: Any) -> str:  # noqa: ANN401
    """What a usage error says, in Chinese, with the way to the help."""
    message = _MESSAGES.get(type(error).__name__, _other)(error).rstrip("。 ")
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "gkreport"
    return f"{message}。用法见 {path} --help"


def _no_option(error: Any) -> str:  # noqa: ANN401
    close = "、".join(sorted(error.possibilities or ()))
    return f"没有 {error.option_name} 这个选项" + (f"，是不是想写 {close}？" if close else "")


def _option_usage(error: Any) -> str:  # noqa: ANN401
    if "does not take a value" in error.message:
        return f"选项 {error.option_name} 后面不写值"
    return f"选项 {error.option_name} 后面要写一个值"


def _missing(error: Any) -> str:  # noqa: ANN401
    param = error.param
    name = (param.metavar or param.name or "") if param is not None else ""
    if param is not None and param.param_type_name == "option":
        name = "/".join(param.opts)
    return f"缺少 {name}"


def _bad(error: Any) -> str:  # noqa: ANN401
    param = error.param
    name = "/".join(param.opts) if param is not None else "参数"
    if param is not None and param.param_type_name == "argument":
        name = param.metavar or param.name
    kind = getattr(param, "type", None)
    choices = getattr(kind, "choices", None)
    if choices:
        words = "、".join(str(getattr(choice, "value", choice)) for choice in choices)
        return f"{name} 的值不对，只能写 {words} 之一"
    quoted = re.search(r"'([^']*)'", error.message)
    value = f" {quoted[1]}" if quoted else ""
    if getattr(kind, "name", "").startswith(("integer", "int")):
        return f"{name} 应当是整数，不能写{value}"
    return f"{name} 的值{value} 不对"


def _other(error: Any) -> str:  # noqa: ANN401
    message = str(error.message)
    extra = re.search(_EXTRA, message)
    if extra is not None:
        return f"多了参数 {extra[1]}"
    named = re.search(r"没有 '(.*)' 这个命令", message, re.DOTALL)
    if named is not None:
        close = re.search(r"Did you mean (.*)\?", message)
        words = close[1].replace("'", "").replace(", ", "、") if close else ""
        return f"没有 {named[1]} 这个命令" + (f"，是不是想写 {words}？" if words else "")
    return message


_MESSAGES: Final = {
    "NoSuchOption": _no_option,
    "BadOptionUsage": _option_usage,
    "MissingParameter": _missing,
    "BadParameter": _bad,
}
