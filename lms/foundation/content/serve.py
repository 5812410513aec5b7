"""Sending a stored file: ranges, validators, and the web server's own hands where it has them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from lms.foundation.conf import options
from lms.foundation.content.elsewhere import open_part, presigned, redirects
from lms.foundation.content.store import open_stored
from lms.foundation.models import StoredFile

CHUNK = 64 * 1024
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
# By which a player says: send me to the store, I come back here when that address has died.
COMES_BACK = "redirect"
_PLAYED = re.compile(r"^(audio|video)/")
# What no browser would ever run; every header it does not need is a header nobody pays for.
_INERT = re.compile(r"^(audio|video)/|^image/(avif|webp|png|jpeg|gif)$")


class UnsatisfiableError(Exception):
    """The range asked for lies outside the file."""


def serve_stored(request: HttpRequest, stored: StoredFile, *, filename: str | None = None) -> HttpResponseBase:
    """The bytes of ``stored``, or the one range asked for. Decides nothing: the caller asked the door.

    ``filename`` makes it a download under that name. Several ranges at once get the whole file, as HTTP allows.
    From a bucket the bytes come through here too, but for sound and video asked with ``?redirect``: a browser stays at
    the address it was sent to, and once that has died only a script finds back.
    """
    if filename is None and COMES_BACK in request.GET and _PLAYED.match(stored.content_type) and redirects():
        return _redirect(request, stored)
    if options["ACCEL_PREFIX"]:
        response: HttpResponseBase = HttpResponse(content_type=stored.content_type)
        response["X-Accel-Redirect"] = f"{options['ACCEL_PREFIX'].rstrip('/')}/{stored.storage_name}"
    else:
        response = _own(request, stored)
    response["ETag"] = _etag(stored)
    response["Cache-Control"] = "private, immutable, max-age=31536000"
    response["X-Content-Type-Options"] = "nosniff"
    if _INERT.match(stored.content_type):
        # The attributes by which django-csp and Django's frame middleware are told to add nothing.
        response._csp_exempt = response.xframe_options_exempt = True  # type: ignore[attr-defined]  # noqa: SLF001
    else:
        # Pages a browser would run as ours are only ever downloads.
        response["Content-Security-Policy"] = "sandbox; default-src 'none'; media-src 'self'; style-src 'unsafe-inline'"
    if filename is not None:
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or ""
    return response


def _redirect(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    if request.method == "HEAD":
        response: HttpResponseBase = _own(request, stored)
    else:
        response = HttpResponseRedirect(presigned(stored))
    response["Cache-Control"] = "private, no-store"
    response._csp_exempt = response.xframe_options_exempt = True  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a ``Range``, or ``None`` for the whole file; ``UnsatisfiableError`` when outside."""
    found = _RANGE.match(header.strip())
    if not found or found.group(0) == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
        if not int(last):
            raise UnsatisfiableError
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
    if start >= size:
        raise UnsatisfiableError
    return start, end


def _own(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    etag = _etag(stored)
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304)
    if etag not in (condition := request.headers.get("If-Match", etag)) and condition.strip() != "*":
        return HttpResponse(status=412)
    try:
        part = wanted_range(_range_header(request, etag), stored.bytes)
    except UnsatisfiableError:
        refused = HttpResponse(status=416, content_type=stored.content_type)
        refused["Content-Range"] = f"bytes */{stored.bytes}"
        return refused
    start, end = part or (0, stored.bytes - 1)
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(content_type=stored.content_type)
    else:
        body = _Pieces(_open_at(stored, start, end - start + 1), end - start + 1)
        response = StreamingHttpResponse(body, content_type=stored.content_type)
    response.status_code = 206 if part else 200
    response["Accept-Ranges"] = "bytes"
    response["Content-Length"] = str(end - start + 1)
    # Compressed once already: gzip again would only break the ranges.
    response["Content-Encoding"] = "identity"
    if part:
        response["Content-Range"] = f"bytes {start}-{end}/{stored.bytes}"
    return response


def _etag(stored: StoredFile) -> str:
    """Sixteen letters do: the whole hash stands in the address, so one address has one content."""
    return f'"{stored.sha256[:16]}"'


def _range_header(request: HttpRequest, etag: str) -> str:
    condition = request.headers.get("If-Range", etag)
    return request.headers.get("Range", "") if condition == etag and request.method == "GET" else ""


def _open_at(stored: StoredFile, start: int, length: int) -> BinaryIO:
    stream = open_part(stored, start, length) if length > 0 else None
    if stream is None:
        stream = open_stored(stored)
        stream.seek(start)
    return stream


class _Pieces:
    """A part of an open file, piece by piece; Django closes it with the response, sent or not."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream, self._left = stream, length

    def __iter__(self) -> Iterator[bytes]:
        while self._left > 0 and (piece := self._stream.read(min(CHUNK, self._left))):
            self._left -= len(piece)
            yield piece

    def close(self) -> None:
        self._stream.close()
