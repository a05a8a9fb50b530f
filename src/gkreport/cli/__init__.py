"""The command line: a thin shell over the core. One module per command, each imports its own."""

import gc
import os
import sys
from typing import Any

from gkreport.cli import chinese


def main() -> None:
    """Run the program and leave with its exit code."""
    gc.set_threshold(100_000)  # else the collector walks every freshly loaded module several times
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:  # what is left cannot be written any more: end without a traceback
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = code or 2
    if "duckdb" not in sys.modules:  # it takes what is frozen for lost, and says so at length
        gc.freeze()  # else the collector walks everything again on the way out
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code: 0 done, 1 findings, 2 not carried out."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a GBK console must not stop the program
    chinese.install()
    from gkreport.cli.app import whole  # noqa: PLC0415 - Typer must not load before `install`
    from gkreport.cli.shell import Stop, say  # noqa: PLC0415

    try:
        result: Any = whole().main(arguments, prog_name="gkreport", standalone_mode=False)
    except Stop as stop:
        say(str(stop))
        return stop.code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - raised again unless it is one of the known kinds
        return _failed(error)
    return result if isinstance(result, int) else 0


def _failed(error: Exception) -> int:
    """Say what went wrong outside the program's own words; bugs are raised again."""
    from gkreport.cli.shell import reason, say  # noqa: PLC0415 - rare

    if isinstance(error, OSError):  # a full disk behind the output, a name too long
        say(f"没有做完：{reason(error)}")
        return 2
    if type(error).__name__ == "Abort":
        say("已中止。")
        return 130
    if not hasattr(error, "format_message"):
        raise error
    say(chinese.explain(error))
    return 2
