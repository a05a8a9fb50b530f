"""A server for this computer alone: known paths, GET and HEAD, and nothing else.

It listens on the loopback address only and asks each request for the host it was sent to: a page
of the internet whose name is made to point here (DNS rebinding) has another one.
"""

import os
import socketserver
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from gkreport.preview.pages import Answer

if TYPE_CHECKING:
    from gkreport.preview.board import Board

HOST: Final = "127.0.0.1"
_EVENTS: Final = "/events"
_PULSE: Final = 10.0
"""Seconds between two signs of life on a stream: a tab that was closed is noticed by it."""
_REFUSED: Final = {
    400: "这个请求看不懂。",
    403: "只有这台电脑上的浏览器，用 127.0.0.1 这个网址才能看预览。",
    404: "没有这一页。预览在网址最后只有 / 的那一页。",
    405: "预览只能看，不能从网页上改。",
}


class Server(ThreadingHTTPServer):
    """One thread for each request; streams do not hold up the end."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # there it would let two programs share a port

    def __init__(self, board: "Board", port: int) -> None:
        """Listen; port 0 is one that is free. Raises OSError where the port is taken."""
        self.board = board
        super().__init__((HOST, port), _Handler)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.port}/"

    def server_bind(self) -> None:
        """Bind without asking a name server what this computer is called: that may take long."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.port

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no error; others are shown."""
        import sys  # noqa: PLC0415 - rare

        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it came

    def start(self) -> None:
        """Answer in the background."""
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def stop(self) -> None:
        """Let go of every stream and of the port."""
        self.board.close()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "gkreport"
    sys_version = ""  # nobody needs to know
    timeout = 60

    def do_GET(self) -> None:
        """A file, or the stream of changes."""
        path = self._path()
        if path is None:
            self.send_error(403)
        elif path == _EVENTS:
            self._stream()
        else:
            answer = self.server.board.answer(path)
            self._send(200, answer) if answer else self.send_error(404)

    def do_HEAD(self) -> None:
        """The same without a body; a stream has nothing to tell in advance."""
        self.do_GET() if self._path() != _EVENTS else self.send_error(405)

    def _refuse(self) -> None:
        self.close_connection = True  # what was sent along is not read
        self.send_error(405 if self._path() is not None else 403)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse  # noqa: N815 - http.server's own

    def _path(self) -> str | None:
        """The path that is asked for; None where the request was meant for another host."""
        hosts = self.headers.get_all("Host", [])
        ours = {f"{name}:{self.server.port}" for name in (HOST, "localhost")}
        if len(hosts) != 1 or hosts[0].strip().lower() not in ours:
            return None
        return urlsplit(self.path).path if self.path.startswith("/") else ""

    def _stream(self) -> None:
        """Tell the number of what is shown, now and whenever it changes."""
        self.close_connection = True
        self._head(200, "text/event-stream", "default-src 'none'", None)
        seen = 0
        with suppress(OSError):  # the tab was closed
            while (version := self.server.board.wait(seen, _PULSE)) is not None:
                self.wfile.write(b":\n\n" if version == seen else b"data: %d\n\n" % version)
                self.wfile.flush()
                seen = version

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A short page in Chinese in place of the English one."""
        del message, explain
        known = code if code in _REFUSED else 400
        self.close_connection = True
        self._send(known, Answer("text/plain", f"{_REFUSED[known]}\n".encode()))

    def _send(self, code: int, answer: Answer) -> None:
        self._head(code, answer.kind, answer.policy, len(answer.body))
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _head(self, code: int, kind: str, policy: str, length: int | None) -> None:
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        if length is not None:
            self.send_header("Content-Length", str(length))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own
        """Say nothing: the terminal belongs to the person."""
