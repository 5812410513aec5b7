"""A tus client that somebody else wrote uploads to the site as it is served, is cut off, and goes on."""

import hashlib
import io
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed

from lms.foundation.api import stored_path
from lms.people.models import Person
from media_pipeline.models import Recording
from tests.media.uploads.site_process import SiteProcess, headers_of

pytestmark = pytest.mark.django_db(transaction=True)
MEBIBYTE = 1024 * 1024
LECTURE = random.Random(7).randbytes(7 * MEBIBYTE + 321)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteProcess]:
    with SiteProcess(tmp_path) as running:
        yield running


def arrived() -> bytes:
    return stored_path(Recording.objects.get().original).read_bytes()  # type: ignore[union-attr]


def foreign(site: SiteProcess, person: Person, **more: Any) -> Any:
    """An uploader of the foreign client; it is given an open file because it never closes one of its own."""
    client = TusClient(f"{site.url}/recordings/uploads/", headers=headers_of(person))
    return client.uploader(file_stream=io.BytesIO(LECTURE), **more)


def test_it_uploads_in_pieces_with_checksums(site: SiteProcess, amina: Person) -> None:
    metadata = {"filename": "lecture.mp4", "title": "Contrast", "sha256": hashlib.sha256(LECTURE).hexdigest()}
    foreign(site, amina, chunk_size=2 * MEBIBYTE, metadata=metadata, upload_checksum=True).upload()
    assert Recording.objects.get().title == "Contrast"
    assert arrived() == LECTURE


def test_it_goes_on_after_its_own_end_and_the_sites(site: SiteProcess, amina: Person) -> None:
    first = foreign(site, amina, chunk_size=3 * MEBIBYTE, metadata={"filename": "lecture.mp4"})
    first.upload(stop_at=3 * MEBIBYTE)
    site.kill()
    with pytest.raises((TusUploadFailed, TusCommunicationError)):
        first.upload()
    site.start()
    second = foreign(site, amina, url=first.url)
    assert second.offset == 3 * MEBIBYTE
    second.upload()
    assert arrived() == LECTURE
