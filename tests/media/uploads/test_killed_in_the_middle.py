"""Client and site are killed over and over in the middle of one upload: whole in the end, and little is sent twice."""

import hashlib
import json
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lms.foundation.api import read_stored
from lms.people.models import Person
from media_pipeline.models import Recording, Upload
from tests.faults import rounds
from tests.media.uploads import page_client
from tests.media.uploads.cutting_proxy import CuttingProxy
from tests.media.uploads.site_process import SiteProcess, headers_of

pytestmark = pytest.mark.django_db(transaction=True)
MEBIBYTE = 1024 * 1024
CUTS = rounds(50, least=3)
SIZE = CUTS * 4 * MEBIBYTE
MOST_AGAIN = 5 * MEBIBYTE
# Django itself is most of it; a file held in memory would be more.
MOST_MEMORY = 256 * MEBIBYTE


class Storm:
    """Kills client, site or both, each time it is called, and starts them again."""

    def __init__(self, site: SiteProcess, lecture: Path, headers: dict[str, str]) -> None:
        self.site, self.lecture, self.headers = site, lecture, headers
        self.chance, self.over = random.Random(5), threading.Event()
        self.struck: list[str] = []

    def start_client(self, url: str) -> None:
        """Run the page's client against ``url``."""
        arguments = [f"{url}/recordings/uploads/", str(self.lecture), json.dumps(self.headers)]
        self.client = subprocess.Popen([sys.executable, page_client.__file__, *arguments], stdout=subprocess.PIPE)

    def strike(self) -> None:
        """Kill at once; whoever started the storm puts things up again."""
        self.struck.append(self.chance.choice(["client", "site", "both"]))
        if self.struck[-1] != "site":
            self.client.kill()
        if self.struck[-1] != "client":
            self.site.kill()
        self.over.set()

    def put_up(self, url: str) -> None:
        """Start again what was killed."""
        self.over.clear()
        if self.struck[-1] != "client":
            self.site.start()
        if self.struck[-1] != "site":
            self.client.communicate()
            self.start_client(url)


@pytest.fixture(params=["disk", "bucket"])
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    """How the site is told where its content store is."""
    if request.param == "disk":
        return {}
    store, settings = request.getfixturevalue("bucket"), request.getfixturevalue("settings")
    kept = settings.STORAGES["hunar_content"]
    # The site keeps its files at the top of the bucket.
    kept = {**kept, "OPTIONS": {**kept["OPTIONS"], "location": ""}}
    settings.STORAGES = {**settings.STORAGES, "hunar_content": kept}
    place = {"AWS_STORAGE_BUCKET_NAME": store.bucket, "AWS_S3_ENDPOINT_URL": store.url}
    return {"HUNAR_MEDIA": "s3", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", **place}


def test_the_file_is_whole_and_little_is_sent_twice(tmp_path: Path, amina: Person, environment: dict[str, str]) -> None:
    data = random.Random(11).randbytes(SIZE)
    lecture = tmp_path / "lecture.mp4"
    lecture.write_bytes(data)
    with SiteProcess(tmp_path, **environment) as site:
        storm = Storm(site, lecture, headers_of(amina))
        with CuttingProxy(site.url.removeprefix("http://"), storm.strike) as proxy:
            storm.start_client(proxy.url)
            for _ in range(CUTS):
                proxy.arm(after=storm.chance.randrange(1, 7 * SIZE // CUTS // 4))
                assert storm.over.wait(600), "it was cut"
                storm.put_up(proxy.url)
            assert storm.client.wait(600) == 0
            assert b"/inspect/" in storm.client.communicate()[0]
        memory = site.most_memory()
    recording = Recording.objects.get()
    where = "bucket" if environment else "disk"
    again = f"again after a cut at most {proxy.again / MEBIBYTE:.2f} MiB, in all {(proxy.sent - SIZE) / MEBIBYTE:.1f}"
    killed = {each: storm.struck.count(each) for each in sorted(set(storm.struck))}
    print(f"{where}: {SIZE / 1e6:.0f} MB, killed {killed}, {again}, worker {memory / MEBIBYTE:.0f} MiB")  # noqa: T201
    assert read_stored(recording.original) == data
    assert recording.original.sha256 == hashlib.sha256(data).hexdigest()
    assert Upload.objects.count() == 1
    assert proxy.again <= MOST_AGAIN
    assert memory < MOST_MEMORY
