"""Stands in front of the S3 on loopback and spoils a share of all requests: errors, lost requests, lost answers."""

import http.client
import random
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WAYS: tuple[str, ...] = ("500", "503", "lost request", "lost answer", "half an answer")


class FaultyStore:
    """Use as a context manager; ``spoilt`` counts what it did."""

    def __init__(self, store: str, *, share: float, seed: int) -> None:
        """``store`` is ``host:port``; ``share`` of the requests fail, drawn from ``seed``."""
        self.store, self.share, self.chance = store, share, random.Random(seed)
        self.ways = WAYS
        self.lock, self.spoilt, self.asked = threading.Lock(), Counter[str](), 0
        faulty = self

        class Handler(BaseHTTPRequestHandler):
            def handle_one(self) -> None:
                faulty.pass_on(self)

            do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = handle_one  # noqa: N815

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "FaultyStore":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def pass_on(self, asked: BaseHTTPRequestHandler) -> None:
        """Answer one request, or spoil it."""
        asked.close_connection = True
        body = asked.rfile.read(int(asked.headers.get("Content-Length", 0)))
        way = self._way()
        if way == "lost request":
            return
        if way in {"500", "503"}:
            asked.send_response(int(way))
            asked.send_header("Content-Length", "0")
            asked.end_headers()
            return
        onward = http.client.HTTPConnection(self.store, timeout=300)
        headers = {name: value for name, value in asked.headers.items() if name.lower() not in {"connection", "expect"}}
        onward.request(asked.command, asked.path, body, headers)
        answer = onward.getresponse()
        data = answer.read()
        onward.close()
        if way == "lost answer":
            return
        asked.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in {"connection", "transfer-encoding", "content-length"}:
                asked.send_header(name, value)
        length = answer.headers.get("Content-Length", len(data)) if asked.command == "HEAD" else len(data)
        asked.send_header("Content-Length", str(length))
        asked.end_headers()
        asked.wfile.write(data[: len(data) // 2] if way == "half an answer" else data)

    def _way(self) -> str:
        with self.lock:
            self.asked += 1
            if self.chance.random() >= self.share:
                return ""
            way = self.chance.choice(self.ways)
            self.spoilt[way] += 1
            return way
