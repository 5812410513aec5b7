"""Sends a file as the page's script does, in a process that may be killed: ``page_client.py URL FILE HEADERS``.

Finds its upload again by the digest of digests, sends pieces that end where a block of 5 MiB ends, and looks where it
stands after every cut. Uses nothing of ours.
"""

import base64
import hashlib
import http.client
import json
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

BLOCK = 5 * 1024 * 1024
GIVING_UP = 600


class PageClient:
    """One file on its way; ``send`` ends when all of it arrived."""

    def __init__(self, url: str, data: bytes, headers: dict[str, str]) -> None:
        self.site, self.data, self.headers = urlsplit(url), data, headers
        blocks = (hashlib.sha256(data[at : at + BLOCK]).digest() for at in range(0, len(data), BLOCK))
        self.checksum = hashlib.sha256(b"".join(blocks)).hexdigest()

    def send(self) -> str:
        """Send what is missing; return the page of the recording."""
        pairs = {"filename": "lecture.mp4", "checksum": self.checksum}
        said = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())
        begun = self.patiently("POST", self.site.path, {"Upload-Length": str(len(self.data)), "Upload-Metadata": said})
        path = urlsplit(begun.headers["Location"]).path
        while True:
            answer = self.patiently("HEAD", path, {})
            if there := answer.headers.get("Content-Location"):
                return str(there)
            offset = int(answer.headers["Upload-Offset"])
            while offset < len(self.data) and (moved := self.piece(path, offset)):
                offset = moved

    def piece(self, path: str, offset: int) -> int:
        """Send up to the end of the block; where it stands now, zero after a cut."""
        body = self.data[offset : (offset // BLOCK + 1) * BLOCK]
        kind = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
        try:
            return int(self.ask("PATCH", path, kind, body).headers.get("Upload-Offset", 0))
        except (OSError, http.client.HTTPException):
            return 0

    def patiently(self, method: str, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Ask until there is a good answer."""
        end = time.monotonic() + GIVING_UP
        while time.monotonic() < end:
            try:
                answer = self.ask(method, path, headers)
                if answer.status < 300:
                    return answer
                if answer.status < 500:
                    raise SystemExit(f"{method}: {answer.status}")
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.1)
        raise SystemExit("The site never answered.")

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> http.client.HTTPResponse:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection(self.site.netloc, timeout=GIVING_UP)
        own: dict[str, Any] = {**self.headers, "Tus-Resumable": "1.0.0", "Content-Length": str(len(body))}
        try:
            connection.request(method, path, body, own | headers)
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        return answer


if __name__ == "__main__":
    sys.stdout.write(PageClient(sys.argv[1], Path(sys.argv[2]).read_bytes(), json.loads(sys.argv[3])).send())
