"""Requests of tus as they go over the wire, also such as no decent client sends."""

import http.client
from contextlib import closing
from urllib.parse import urlsplit

from lms.people.models import Person
from tests.media.uploads.site_process import SiteProcess, headers_of


class Raw:
    """Requests as they go over the wire."""

    def __init__(self, site: SiteProcess, person: Person) -> None:
        self.host, self.headers = urlsplit(site.url).netloc, headers_of(person) | {"Tus-Resumable": "1.0.0"}

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> http.client.HTTPResponse:
        """One whole request and its answer."""
        kind = {"Content-Type": "application/offset+octet-stream", "Content-Length": str(len(body))}
        with closing(http.client.HTTPConnection(self.host, timeout=300)) as connection:
            connection.request(method, path, body, self.headers | kind | headers)
            answer = connection.getresponse()
            answer.read()
        return answer

    def begin(self, length: int) -> str:
        """The path of a new upload."""
        headers = {"Upload-Length": str(length), "Upload-Metadata": "filename bGVjdHVyZS5tcDQ=", "Content-Type": ""}
        answer = self.ask("POST", "/recordings/uploads/", **headers)
        return urlsplit(answer.headers["Location"]).path

    def offset(self, path: str) -> int:
        """Where it stands."""
        return int(self.ask("HEAD", path).headers["Upload-Offset"])

    def send_and_vanish(self, path: str, body: bytes, of: int) -> None:
        """Announce ``of`` bytes, send ``body``, and be gone without waiting for an answer."""
        kind = {"Content-Type": "application/offset+octet-stream", "Content-Length": str(of), "Upload-Offset": "0"}
        with closing(http.client.HTTPConnection(self.host, timeout=300)) as connection:
            connection.request("PATCH", path, body, self.headers | kind)
