"""Stands between a client and the site, counts what is sent of a file, and strikes after so many bytes of it."""

import http.client
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CHUNK = 16 * 1024


class CuttingProxy:
    """Use as a context manager.

    ``sent`` is how many bytes of the file passed in all, ``again`` the most that any piece began behind what had
    passed before it: what a cut cost.
    """

    def __init__(self, site: str, strike: Callable[[], None]) -> None:
        """``site`` is ``host:port``; ``strike`` is called in the middle of a piece, as often as ``arm`` asked."""
        self.site, self.strike = site, strike
        self.sent = self.furthest = self.again = 0
        self.left: int | None = None
        self.lock = threading.Lock()
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                proxy.pass_on(self)

            def do_HEAD(self) -> None:
                proxy.pass_on(self)

            def do_PATCH(self) -> None:
                proxy.pass_on(self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "CuttingProxy":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def arm(self, after: int) -> None:
        """Strike once ``after`` more bytes of the file passed."""
        with self.lock:
            self.left = after

    def pass_on(self, asked: BaseHTTPRequestHandler) -> None:
        """Hand one request on and its answer back; whichever side breaks, the other is let go."""
        asked.close_connection = True
        onward = http.client.HTTPConnection(self.site, timeout=600)
        try:
            onward.putrequest(asked.command, asked.path)
            for name, value in asked.headers.items():
                if name.lower() not in {"host", "connection", "accept-encoding"}:
                    onward.putheader(name, value)
            onward.endheaders()
            self._body(asked, onward)
            answer = onward.getresponse()
            asked.send_response_only(answer.status, answer.reason)
            for name, value in answer.getheaders():
                asked.send_header(name, value)
            asked.end_headers()
            asked.wfile.write(answer.read())
        except (OSError, http.client.HTTPException):
            pass
        finally:
            onward.close()

    def _body(self, asked: BaseHTTPRequestHandler, onward: http.client.HTTPConnection) -> None:
        left = int(asked.headers.get("Content-Length", 0))
        at = int(asked.headers.get("Upload-Offset", 0))
        if left:
            with self.lock:
                self.again = max(self.again, self.furthest - at)
        while left:
            chunk = asked.rfile.read1(min(CHUNK, left))  # type: ignore[attr-defined]
            if not chunk:
                raise ConnectionError
            left, at = left - len(chunk), at + len(chunk)
            self._count(len(chunk), at)
            onward.send(chunk)

    def _count(self, size: int, at: int) -> None:
        with self.lock:
            self.sent += size
            self.furthest = max(self.furthest, at)
            due = self.left is not None and (left := self.left - size) <= 0
            if self.left is not None:
                self.left = None if due else left
        if due:
            self.strike()
