"""`gkreport ask`."""

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from gkreport.cli.shell import Stop, console, emit, free, say, write
from gkreport.need import Missing
from gkreport.survey.asking import answers
from gkreport.survey.asking.errors import Unanswered
from gkreport.survey.asking.opened import is_whole, opened
from gkreport.survey.asking.questions import Parameter, Unfit, questions
from gkreport.survey.asking.values import check
from gkreport.survey.run import DATABASE
from gkreport.survey.schema import load
from gkreport.survey.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gkreport.survey.asking.opened import Answer, Survey
    from gkreport.survey.asking.questions import Question, Value

_LIMIT: Final = 50
_INTERRUPTED: Final = 130
_NAME: Final = re.compile(r"[\w-]+")
_NUMBERS: Final = (
    ("整数", re.compile(r"[+-]?[0-9]{1,18}")),
    ("小数", re.compile(r"[+-]?[0-9]+\.[0-9]+")),
)
_WRITTEN: Final = (".csv", ".json")
_FOR_EXCEL: Final = "utf-8-sig"
"""With a mark by which Excel knows a file for UTF-8."""
Form = Literal["table", "csv", "json"]


class Wanted(NamedTuple):
    """What the options say."""

    settings: tuple[str, ...] = ()
    limit: int | None = None
    form: Form | None = None
    output: "Path | None" = None
    force: bool = False

    @property
    def style(self) -> Form:
        """The format: by the ending of the file, where there is one."""
        if self.output is None:
            return self.form or "table"
        return "json" if self.output.suffix.lower() == ".json" else "csv"


class Put(NamedTuple):
    """A question as it is put."""

    sql: str
    values: "dict[str, Value | None]"
    known: "Question | None"


def run(folder: "Path", question: str, wanted: Wanted) -> None:
    """Answer a question, or list what can be asked. Raises Stop where that cannot be done."""
    _check(wanted)
    _there(folder)
    if not question:
        from gkreport.cli.ask_list import show  # noqa: PLC0415 - only where nothing is asked

        show(folder, wanted.style, wanted.output)
        return
    put = _put(question, wanted.settings, folder)
    try:
        with opened(folder) as survey:
            if put.known:
                check(survey, put.known, put.values)
            answer = survey.ask(put.sql, put.values)
            if wanted.style == "table":
                _show(survey, answer, put, wanted.limit or _LIMIT)
            else:
                _hand_over(answer, put, wanted)
    except (Missing, Unanswered) as error:
        raise Stop(str(error)) from error
    except KeyboardInterrupt:
        raise Stop("已停下，没有答完。普查的结果没有改动，随时可以再问", _INTERRUPTED) from None


def _check(wanted: Wanted) -> None:
    """Raise Stop where the result cannot go where it should."""
    if wanted.output is None:
        return
    if wanted.output.suffix.lower() not in _WRITTEN:
        raise Stop(f"{wanted.output} 的结尾要是 .csv 或 .json")
    if wanted.form not in {None, wanted.style}:
        raise Stop(f"--format {wanted.form} 与 {wanted.output} 的结尾不一致，请去掉一个")
    free(wanted.output, force=wanted.force)


def _there(folder: "Path") -> None:
    """Raise Stop where a folder has no tables to ask; say where they are older than the work."""
    if not folder.is_dir():
        what = "不是文件夹" if folder.exists() else "没有找到"
        raise Stop(f"{folder} {what}。这里要写 gkreport survey 用 -o 写出结果的文件夹")
    done, begun = (folder / DATABASE).is_file(), Store(folder).unfinished
    if done and begun and is_whole(folder):
        say("这里还有一次没有做完的普查，下面答的是上一次做完的")
    elif begun:
        raise Stop(f"{folder} 里的普查还没有做完。再运行一次同样的 gkreport survey，会接着做完")
    elif not done and (folder / f"{load().tables[0].name}.csv").is_file():
        raise Stop(
            f"{folder} 里的普查结果是 CSV，不能用 ask 问。"
            '请运行 pip install "gkreport[batch]"，再普查一遍（加上 --force）'
        )
    elif not done:
        raise Stop(
            f"{folder} 里没有普查结果（{DATABASE}）。请先运行 gkreport survey 来源 -o {folder}"
        )


def _put(question: str, settings: tuple[str, ...], folder: "Path") -> Put:
    """A shipped question, or SQL, with the values of its parameters. Raises Stop."""
    given = dict(_pair(setting) for setting in settings)
    if not _NAME.fullmatch(question):
        return Put(question, {name: _guess(name, text) for name, text in given.items()}, None)
    known = questions().get(question)
    if known is None:
        raise Stop(_unknown(question, folder))
    parameters = {parameter.name: parameter for parameter in known.parameters}
    odd = [name for name in given if name not in parameters]
    if odd:
        told = f"可以写的有 {'、'.join(parameters)}" if parameters else "它没有参数"
        raise Stop(f"{question} 没有 {'、'.join(odd)} 这个参数，{told}")
    try:
        set_ = {name: parameters[name].read(text) for name, text in given.items()}
    except Unfit as error:
        raise Stop(str(error)) from error
    return Put(known.sql, {p.name: set_.get(p.name, p.default) for p in known.parameters}, known)


def _pair(setting: str) -> tuple[str, str]:
    name, equals, text = setting.partition("=")
    if not equals or not name.strip():
        raise Stop(f"--set 要写成 名称=值，例如 --set year=2024，不能写 {setting}")
    return name.strip(), text.strip()


def _guess(name: str, text: str) -> "Value":
    """A value of one's own query: a number where it looks like one."""
    sort = next((sort for sort, look in _NUMBERS if look.fullmatch(text)), "文字")
    return Parameter(name, sort, None, "").read(text) if text else ""


def _unknown(question: str, folder: "Path") -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a misspelt name

    if question in {table.name for table in load().tables}:
        return f'{question} 是一张表。要看它，请写 "FROM {question}"'
    close = get_close_matches(question.lower(), questions(), n=1, cutoff=0.5)
    guess = f"，是不是想写 {close[0]}" if close else ""
    return (
        f"没有“{question}”这个问题{guess}。运行 gkreport ask {folder} 看能问什么；SQL 请放在引号里"
    )


def _show(survey: "Survey", answer: "Answer", put: Put, limit: int) -> None:
    """Print a table."""
    out = console()
    rows = list(islice(answer.rows, limit + 1))
    if put.known is not None:
        _head(put, out.width)
    if not rows:
        say("没有这样的情况" if put.known else "没有符合的行")
        return
    for part in answers.drawn(answer.columns, rows[:limit], out.width):
        out.print(part, soft_wrap=False)
    if len(rows) > limit:
        left = survey.left(answer, len(rows), put.sql, put.values) + 1
        say(f"还有 {left:,} 行。要多看，加上 --limit；要全部，用 -o 写进 .csv 文件")


def _head(put: Put, columns: int) -> None:
    """What is asked, and how to read the answer."""
    from rich.text import Text  # noqa: PLC0415 - Rich is slow to load

    from gkreport.layout.width import fold  # noqa: PLC0415

    assert put.known is not None
    told = "，".join(f"{name}={value}" for name, value in put.values.items() if value is not None)
    out = console()
    out.print(Text(f"{put.known.title}（{told}）" if told else put.known.title, "bold"))
    for line in fold(put.known.reading, columns):
        out.print(Text(line, "dim"))
    out.print()


def _hand_over(answer: "Answer", put: Put, wanted: Wanted) -> None:
    """Write what programs read, to a file or to stdout."""
    name = put.known.name if put.known else None
    if wanted.limit is not None:
        answer = answer._replace(rows=islice(answer.rows, wanted.limit))
    json = wanted.style == "json"
    sheet = wanted.output is not None
    pieces = answers.as_json(answer, name) if json else answers.as_csv(answer, sheet=sheet)
    if wanted.output is None:
        _pour(pieces)
        return
    text = "".join(pieces)
    write(wanted.output, text if json else text.encode(_FOR_EXCEL))
    say(f"答案已写入 {wanted.output}")


def _pour(pieces: "Iterator[str]") -> None:
    """Write to stdout as it comes, in the encoding that programs expect."""
    import sys  # noqa: PLC0415 - only here

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    for piece in pieces:
        emit(piece, end="")
