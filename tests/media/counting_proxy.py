"""Stands between a browser and the site and counts what the site sends: headers and body, byte for byte."""

import http.client
import threading
from collections import defaultdict
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding"}


class CountingProxy:
    """Use as a context manager; ``sent`` maps each path to the bytes that went to the browser for it."""

    def __init__(self, site: str, *, replace: Mapping[bytes, bytes] | None = None) -> None:
        """``site`` is ``host:port`` of the site behind; ``replace`` changes the words of pages, length for length."""
        self.replace = replace or {}
        self.sent: dict[str, int] = defaultdict(int)
        self.lock = threading.Lock()
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                proxy.pass_on(site, self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "CountingProxy":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def media_bytes(self) -> int:
        """Bytes sent for files of a rendition since the last ``forget``."""
        with self.lock:
            return sum(size for path, size in self.sent.items() if "/files/" in path)

    def forget(self) -> None:
        """Count from nothing again."""
        with self.lock:
            self.sent.clear()

    def pass_on(self, site: str, asked: BaseHTTPRequestHandler) -> None:
        """Ask the site, hand its answer on, count what the browser took."""
        connection = http.client.HTTPConnection(site, timeout=60)
        try:
            headers = {name: value for name, value in asked.headers.items() if name.lower() not in HOP_BY_HOP}
            if self.replace:
                headers.pop("Accept-Encoding", None)
            connection.request("GET", asked.path, headers=headers)
            answer = connection.getresponse()
            lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
            lines += [f"{name}: {value}" for name, value in answer.getheaders() if name.lower() not in HOP_BY_HOP]
            self._give(asked, ("\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n").encode())
            if "html" in (answer.getheader("Content-Type") or ""):
                self._give(asked, self._changed(answer.read()))
            while chunk := answer.read(4096):
                self._give(asked, chunk)
        except (BrokenPipeError, ConnectionResetError):
            pass  # The browser wanted no more: only what it took counts.
        finally:
            asked.close_connection = True
            connection.close()

    def _changed(self, page: bytes) -> bytes:
        for found, wanted in self.replace.items():
            page = page.replace(found, wanted)
        return page

    def _give(self, asked: BaseHTTPRequestHandler, data: bytes) -> None:
        asked.wfile.write(data)
        with self.lock:
            self.sent[asked.path] += len(data)
