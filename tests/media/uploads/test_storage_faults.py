"""A store that fails in a fifth of all requests: each upload ends whole, or says so and goes on; wrong bytes never."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.config import Config

from lms.foundation.content.storage import content_storage
from media_pipeline.models import Recording, Upload
from media_pipeline.uploads.actions.sweep import sweep_uploads
from media_pipeline.uploads.errors import StagingSilent
from tests.faults import rounds
from tests.media.uploads.conftest import Sender
from tests.media.uploads.faulty_store import FaultyStore
from tests.media.uploads.store_on_loopback import StoreOnLoopback

pytestmark = pytest.mark.django_db
MEBIBYTE = 1024 * 1024
FILES = rounds(200)
PATIENCE = 200


@pytest.fixture
def faulty(store_on_loopback: StoreOnLoopback, settings: Any) -> Iterator[FaultyStore]:
    """The content store, behind a line that spoils a fifth."""
    with FaultyStore(store_on_loopback.url.removeprefix("http://"), share=0.2, seed=32) as between:
        # Two tries and not the usual five, so that enough failures reach us.
        config = Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 2}, read_timeout=60)
        settings.STORAGES = {
            **settings.STORAGES,
            "hunar_content": store_on_loopback.new_bucket(through=between.url, client_config=config),
        }
        yield between


def file(number: int) -> bytes:
    """Every tenth is long enough to be joined of several parts."""
    chance = random.Random(number)
    return chance.randbytes(11 * MEBIBYTE if number % 10 == 0 else chance.randrange(1, 300_000))


def send(sender: Sender, data: bytes) -> tuple[str, int]:
    """Upload with patience; the recording's page, and how often the site said that the storage was silent."""
    address, silent = sender.begun(len(data)), 0
    for _ in range(PATIENCE):
        asked = sender.ask("head", address)
        if asked.status_code == 200:
            if there := asked.headers.get("Content-Location"):
                return there, silent
            offset = int(asked["Upload-Offset"])
            asked = sender.send(address, offset, data[offset : offset + 5 * MEBIBYTE])
        if asked.status_code == 503:
            silent += 1
            assert asked["Retry-After"]
        else:
            assert asked.status_code == 204, (asked.status_code, asked.content)
    raise AssertionError("It never ended.")


def test_every_upload_is_whole_in_the_end(sender: Sender, faulty: FaultyStore, store_on_loopback: Any) -> None:
    silences = 0
    for number in range(FILES):
        data = file(number)
        page, silent = send(sender, data)
        silences += silent
        made = Recording.objects.get(pk=page.rstrip("/").rpartition("/")[2])
        key = "content/" + made.original.storage_name
        kept = store_on_loopback.client.get_object(Bucket=store_on_loopback.bucket, Key=key)["Body"].read()
        assert kept == data
    assert Upload.objects.filter(state="done").count() == FILES
    assert sum(faulty.spoilt.values()) > FILES
    assert silences
    left = store_on_loopback.open_joinings()
    faulty.share = 0
    sweep_uploads()
    assert store_on_loopback.open_joinings() == 0
    assert not [name for name in store_on_loopback.names() if "arriving" in name]
    print(  # noqa: T201  (read with -s)
        f"{FILES} files, {faulty.asked} requests, {dict(faulty.spoilt)} spoilt, {silences} times said, "
        f"{left} joinings left and swept, 0 wrong bytes"
    )


def test_a_store_that_is_away_is_said_and_nothing_is_lost(sender: Sender, faulty: FaultyStore) -> None:
    address = sender.begun(2000)
    assert sender.send(address, 0, b"\x01" * 1000).status_code in {204, 503}
    stands = Upload.objects.get().offset
    faulty.share, faulty.ways = 1, ("lost request", "500")
    answer = sender.send(address, stands, b"\x01" * 10)
    assert answer.status_code == 503
    assert "What has arrived is kept" in answer.content.decode()
    assert Upload.objects.get().offset == stands
    with pytest.raises(StagingSilent):
        sweep_uploads()
    faulty.share = 0
    assert sender.send(address, stands, b"\x01" * (2000 - stands)).status_code == 204
    assert content_storage().size(Recording.objects.get().original.storage_name) == 2000
