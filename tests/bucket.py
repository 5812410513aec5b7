"""A bucket on this machine: moto's S3 behind a gate that lets nobody in with an address that has died."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
from django.utils import timezone
from moto.server import ThreadedMotoServer

NAME = "hunar-content"
KEYS = {"aws_access_key_id": "tests", "aws_secret_access_key": "tests-only"}


class Bucket:
    """``settings`` is the value of ``STORAGES["hunar_content"]``; ``asked`` has path, range and status of each."""

    def __init__(self, moto_port: int) -> None:
        self.moto_port = moto_port
        self.asked: list[tuple[str, str | None, int]] = []
        self.late = timedelta()
        bucket = self

        class Handler(BaseHTTPRequestHandler):
            def __getattr__(self, name: str) -> Any:
                if name.startswith("do_"):
                    return lambda: bucket.pass_on(self)
                raise AttributeError(name)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        options = {"access_key": "tests", "secret_key": "tests-only", "bucket_name": NAME, "endpoint_url": self.origin}
        signing = {"signature_version": "s3v4", "addressing_style": "path", "region_name": "us-east-1"}
        self.settings = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options | signing}

    def dead(self, address: str) -> bool:
        """Whether a signed address has outlived its seconds; ``late`` is how far the bucket's clock is ahead."""
        query = parse_qs(urlsplit(address).query)
        if "X-Amz-Date" not in query:
            return False
        signed = datetime.strptime(query["X-Amz-Date"][0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return timezone.now() + self.late > signed + timedelta(seconds=int(query["X-Amz-Expires"][0]))

    def pass_on(self, asked: BaseHTTPRequestHandler) -> None:
        """Give what moto gives, or 403 for a dead address."""
        wanted = asked.headers.get("Range")
        if self.dead(asked.path):
            self.asked.append((asked.path, wanted, 403))
            asked.send_response(403)
            asked.send_header("Content-Length", "0")
            asked.end_headers()
            return
        body = asked.rfile.read(int(asked.headers.get("Content-Length") or 0))
        connection = http.client.HTTPConnection("127.0.0.1", self.moto_port, timeout=60)
        connection.request(asked.command, asked.path, body, dict(asked.headers.items()))
        answer = connection.getresponse()
        self.asked.append((asked.path, wanted, answer.status))
        data = answer.read()
        asked.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {"transfer-encoding", "connection", "content-length"}:
                asked.send_header(name, value)
        asked.send_header("Content-Length", answer.getheader("Content-Length") or str(len(data)))
        asked.end_headers()
        try:
            asked.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # The browser wanted no more.
        finally:
            connection.close()


@contextmanager
def bucket() -> Iterator[Bucket]:
    """An empty bucket, for the time of one block."""
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    _, port = moto.get_host_and_port()
    made = Bucket(port)
    threading.Thread(target=made.server.serve_forever, daemon=True).start()
    try:
        client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", **KEYS)
        client.create_bucket(Bucket=NAME)
        client.close()
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
        moto.stop()
