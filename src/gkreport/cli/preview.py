"""`gkreport preview`."""

import os
import signal
import sys
import time
import webbrowser
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gkreport.cli import last as last_year
from gkreport.cli import profile as profiles
from gkreport.cli.render import unused_templates, wishes
from gkreport.cli.shell import Stop, emit, load, reason, say
from gkreport.preview.board import Board
from gkreport.preview.pages import answers
from gkreport.preview.server import Server
from gkreport.preview.sight import Sight, failed, gone, sight
from gkreport.preview.watch import beats, signature
from gkreport.report.read import read
from gkreport.rules.engine import Options, examine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.report import Reading, Report

_PORTS: Final = 65535
_TRIES: Final = 5
"""How often a file is looked for that is not there: editors put a new one in place of the old."""


class Asked(NamedTuple):
    """What the report is held against, as with `check`."""

    last: Path | None = None
    profile: str | None = None


def run(file: Path, asked: Asked, port: int, *, browser: bool) -> None:
    """Show a report until the person ends it."""
    if str(file) == "-":
        raise Stop("预览要一个文件，不能用 - 代替。例如 gkreport preview report.toml")
    if not 0 <= port <= _PORTS:
        raise Stop(f"--port 要写 0 到 {_PORTS} 之间的整数，不写就自动选")
    seen = signature(_watched(file, asked))
    shown = _seen(file, asked, Sight(str(file)))
    version = time.time_ns() // 1_000_000  # a tab of an earlier preview has another one
    board = Board(answers(shown, version), version)
    server = _server(board, port)
    with _ending() as told:
        server.start()
        try:
            _tell(file, server.url, browser=browser)
            _follow(file, asked, board, shown, seen, version, told)
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()
    with suppress(OSError):  # the terminal may be closed
        say("预览已结束。")


def _server(board: Board, port: int) -> Server:
    try:
        return Server(board, port)
    except OSError as error:
        if not port:
            raise Stop(f"预览打不开：{reason(error)}") from error
        raise Stop(
            f"端口 {port} 用不了，可能被别的程序占着。换一个，或者不写 --port，由程序自动选"
        ) from error


def _tell(file: Path, url: str, *, browser: bool) -> None:
    say(f"正在预览 {file}，网址：")
    emit(f"{url}\n", end="")
    sys.stdout.flush()
    say("保存文件，网页自动更新。按 Ctrl+C 结束。")
    if browser and not _opened(url):
        say("没能自动打开浏览器，请把上面的网址复制到浏览器里打开。")


def _opened(url: str) -> bool:
    """Open the browser; where there is no screen, none that would take over the terminal."""
    screen = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform not in {"win32", "darwin"} and not any(map(os.environ.get, screen)):
        return False
    return webbrowser.open(url)


@contextmanager
def _ending() -> "Iterator[list[int]]":
    """End like Ctrl+C also where the terminal is closed or the system asks for it.

    What has been asked for is also noted: an interruption that comes while Python clears something
    away, as it does after an import, goes no further.
    """
    told: list[int] = []

    def leave(number: int, *_: object) -> None:
        told.append(number)
        raise KeyboardInterrupt

    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            before[number] = signal.signal(number, leave)
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _follow(  # noqa: PLR0913, PLR0917 - where it goes on from
    file: Path,
    asked: Asked,
    board: Board,
    shown: Sight,
    seen: object,
    version: int,
    told: list[int],
) -> None:
    """Look again whenever something has changed, until the end is asked for."""
    for _ in beats(tuple(_folders(file, asked))):
        if told:
            return
        now = signature(_watched(file, asked))
        if now == seen:
            continue
        seen, version = now, version + 1
        try:
            shown = _seen(file, asked, shown)
        except Stop as stop:
            shown = gone(shown, str(stop))
        board.put(answers(shown, version), version)


def _watched(file: Path, asked: Asked) -> "Iterator[Path]":
    """What the page depends on: also the neighbours, of which one may be last year's report."""
    yield file
    yield from file.parent.glob("*.toml")
    yield from (path for path in (asked.last, Path(asked.profile or "")) if path)
    own = wishes(file, None, "").templates
    assert own is not None
    yield from own.glob("*")


def _folders(file: Path, asked: Asked) -> "Iterator[Path]":
    found = {path.parent for path in _watched(file, asked)} | {file.parent}
    yield from (folder for folder in found if folder.is_dir())


def _seen(file: Path, asked: Asked, before: Sight) -> Sight:
    """As `look`; whatever goes wrong inside is told on the page, and the page stays."""
    try:
        return look(file, asked, before)
    except Stop:
        raise
    except Exception as error:  # noqa: BLE001 - one rule that fails must not end the preview
        return failed(before, error)


def look(file: Path, asked: Asked, before: Sight) -> Sight:
    """What there is to see now. Raises Stop where the report cannot be read or held against."""
    last_year.forget()
    profiles.forget()
    reading = _reading(file)
    if reading.report is not None and not reading.is_report:
        raise Stop(f"{file} 不是年度报告")
    options = Options(today=date.today())  # noqa: DTZ011 - the clerk's own calendar
    remarks = []
    last = None
    if reading.report is not None:
        options, told = _local(file, asked, reading.report, options)
        last, compared = _before(file, asked, reading.report)
        remarks = [told, compared, *unused_templates(file)]
    outcome = examine(reading, last, options)
    shown = before._replace(remark="；".join(filter(None, remarks)))
    return sight(reading, outcome, shown, time.strftime("%H:%M:%S"), wishes(file, None, ""))


def _reading(file: Path) -> "Reading":
    for _ in range(_TRIES):
        if file.exists():
            break
        time.sleep(0.1)
    return read(load(file))


def _local(file: Path, asked: Asked, report: "Report", options: Options) -> "tuple[Options, str]":
    """The options with the local requirement, if the report is for its years, and a word on it."""
    if asked.profile is None:
        return options, ""
    profile = profiles.find(asked.profile, file)
    unfit = profiles.unfit(profile, report)
    told = unfit or f"已按地方要求“{profile.title}”检查"
    return options._replace(profiles=(profile,)), told


def _before(file: Path, asked: Asked, report: "Report") -> "tuple[Report | None, str]":
    """Last year's report, named or found, and a word on it."""
    if asked.last is not None:
        return last_year.named(asked.last, report), f"已与上年的报告 {asked.last} 核对"
    found = last_year.found(file, report)
    if found is None:
        return None, "旁边没有上年的报告，没有核对上年结转"
    return found[1], f"已与上年的报告 {found[0]} 核对"
