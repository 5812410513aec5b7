"""Lines are cut and senders cross: what arrived is kept, and what is wrong is refused, by the site as it is served."""

import contextlib
import http.client
import random
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lms.foundation.api import stored_path
from lms.people.models import Person
from media_pipeline.models import Recording
from tests.media.uploads.raw_client import Raw
from tests.media.uploads.site_process import SiteProcess

pytestmark = pytest.mark.django_db(transaction=True)
MEBIBYTE = 1024 * 1024
LECTURE = random.Random(7).randbytes(7 * MEBIBYTE + 321)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteProcess]:
    with SiteProcess(tmp_path) as running:
        yield running


def arrived() -> bytes:
    return stored_path(Recording.objects.get().original).read_bytes()  # type: ignore[union-attr]


def test_a_request_that_is_cut_keeps_what_arrived(site: SiteProcess, amina: Person) -> None:
    raw = Raw(site, amina)
    path = raw.begin(len(LECTURE))
    raw.send_and_vanish(path, LECTURE[:5_000_000], of=len(LECTURE))
    end = time.monotonic() + 300
    while raw.offset(path) < 5_000_000 - 64 * 1024 and time.monotonic() < end:
        time.sleep(0.1)
    offset = raw.offset(path)
    assert 5_000_000 - 64 * 1024 <= offset <= 5_000_000
    assert raw.ask("PATCH", path, LECTURE[offset:], **{"Upload-Offset": str(offset)}).status == 204
    assert arrived() == LECTURE


def test_a_body_of_unknown_length_is_refused_and_the_site_lives(site: SiteProcess, amina: Person) -> None:
    raw = Raw(site, amina)
    path = raw.begin(10)
    headers = raw.headers | {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    with closing(http.client.HTTPConnection(raw.host, timeout=300)) as connection:
        connection.request("PATCH", path, iter([b"12345", b"67890"]), headers, encode_chunked=True)
        assert connection.getresponse().status == 411
    assert raw.offset(path) == 0


def test_two_senders_of_one_file_end_in_one_whole_recording(site: SiteProcess, amina: Person) -> None:
    senders = [Raw(site, amina) for _ in range(2)]
    path = senders[0].begin(len(LECTURE))

    def send(raw: Raw) -> None:
        offset = 0
        while offset < len(LECTURE):
            piece = LECTURE[offset : offset + MEBIBYTE]
            # A refusal may come before the body was read: then the line is cut instead of answered.
            with contextlib.suppress(ConnectionError):
                raw.ask("PATCH", path, piece, **{"Upload-Offset": str(offset)})
            offset = raw.offset(path)

    threads = [threading.Thread(target=send, args=(raw,)) for raw in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert arrived() == LECTURE
