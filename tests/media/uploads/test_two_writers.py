"""Two senders write to one upload at once: every acknowledged step is there, whole, and nothing else is."""

import io
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Collection

from lms.people.models import Person
from media_pipeline.models import Upload
from media_pipeline.uploads.actions import append as append_module
from media_pipeline.uploads.actions.append import append
from media_pipeline.uploads.errors import Moved
from media_pipeline.uploads.staging import find_staging
from tests.foundation.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
STEP, STEPS, WRITERS = 4096, 12, 3


@pytest.fixture(params=["disk", "bucket"])
def place(request: pytest.FixtureRequest) -> str:
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    return str(request.param)


def test_they_never_write_over_each_other(
    place: str, amina: Person, mine: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    length = STEP * STEPS
    made = Upload.objects.create(
        owner=amina.user, length=length, collection=mine, file_name="a.mp4", expires_at=timezone.now()
    )
    monkeypatch.setattr(append_module, "judge_start", lambda _: None)

    def write(number: int) -> list[int]:
        """Send a letter of one's own wherever the upload stands; where it was acknowledged."""
        mine_at, letter = [], bytes([65 + number])
        while (offset := Upload.objects.get(pk=made.pk).offset) < length:
            upload: Any = Upload.objects.get(pk=made.pk)
            try:
                append(upload, offset, io.BytesIO(letter * STEP).read, STEP)
            except Moved:
                continue
            mine_at.append(offset)
        return mine_at

    acknowledged = at_once(WRITERS, write)
    made.refresh_from_db()
    data = b"".join(find_staging().read(str(made.uuid), made.place, length))
    for number, offsets in enumerate(acknowledged):
        for offset in offsets:
            assert data[offset : offset + STEP] == bytes([65 + number]) * STEP
    assert sorted(offset for offsets in acknowledged for offset in offsets) == list(range(0, length, STEP))
