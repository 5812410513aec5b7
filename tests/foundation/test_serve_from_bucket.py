"""From a bucket: the door's own address stays, a signed one lives for minutes and is given only on request."""

import http.client
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import checks
from django.test import RequestFactory

from lms.foundation.api import redirects, serve_stored
from tests.bucket import Bucket, bucket
from tests.factories.foundation import stored_file

pytestmark = pytest.mark.django_db
BODY = bytes(range(256)) * 8


@pytest.fixture
def store(settings: Any) -> Iterator[Bucket]:
    with bucket() as made:
        settings.STORAGES = settings.STORAGES | {"hunar_content": made.settings}
        yield made


def ask(stored: Any, address: str = "/x", method: str = "get", **headers: str) -> Any:
    response = serve_stored(getattr(RequestFactory(), method)(address, headers=headers), stored)
    response.body = response.getvalue() if response.streaming else response.content
    let_go(response)
    return response


def let_go(response: Any) -> None:
    """Close what the response holds, without the end of a request, which would close the test's own connection."""
    for close in response._resource_closers:
        close()


def fetch(address: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}", headers=headers)
    answer = connection.getresponse()
    found = answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    connection.close()
    return found


def video() -> Any:
    return stored_file(BODY, suffix="mp4", content_type="video/mp4")


def test_a_range_is_asked_of_the_bucket_as_a_range(store: Bucket) -> None:
    stored = video()
    response = ask(stored, Range="bytes=10-19")
    assert (response.status_code, response.body) == (206, BODY[10:20])
    assert response["ETag"] == f'"{stored.sha256[:16]}"'
    assert ("bytes=10-19", 206) in [(wanted, status) for _, wanted, status in store.asked]


def test_a_player_that_comes_back_is_sent_to_the_bucket_for_minutes(store: Bucket) -> None:
    stored = video()
    response = ask(stored, "/x?redirect", Range="bytes=0-")
    assert response.status_code == 302
    assert response["Cache-Control"] == "private, no-store"
    address = response["Location"]
    assert address.startswith(store.origin)
    query = parse_qs(urlsplit(address).query)
    assert int(query["X-Amz-Expires"][0]) <= 300
    assert query["response-content-type"] == ["video/mp4"]
    assert query["response-content-disposition"] == ["inline"]
    status, body, headers = fetch(address, Range="bytes=5-9")
    assert (status, body, headers["content-type"]) == (206, BODY[5:10], "video/mp4")
    store.late = timedelta(seconds=301)
    assert fetch(address, Range="bytes=5-9")[0] == 403


def test_a_validator_of_the_bucket_keeps_the_range_there(store: Bucket) -> None:
    address = ask(video(), "/x?redirect")["Location"]
    validator = fetch(address)[2]["etag"]
    assert fetch(address, Range="bytes=5-9", **{"If-Range": validator})[:2] == (206, BODY[5:10])


def test_what_is_small_or_read_or_kept_comes_from_the_stable_address(store: Bucket) -> None:
    still = stored_file(BODY, suffix="avif", content_type="image/avif")
    words = stored_file(b"WEBVTT\n", suffix="vtt", content_type="text/vtt")
    assert ask(still, "/x?redirect").body == BODY
    assert ask(words, "/x?redirect").body == b"WEBVTT\n"
    kept = serve_stored(RequestFactory().get("/x?redirect"), video(), filename="lesson.mp4")
    assert kept.status_code == 200
    let_go(kept)


def test_head_answers_here_what_the_bucket_would_give(store: Bucket) -> None:
    response = ask(video(), "/x?redirect", "head")
    assert (response.status_code, response["Content-Length"]) == (200, str(len(BODY)))


def test_nobody_is_sent_away_where_the_site_says_so(store: Bucket, settings: Any) -> None:
    assert redirects()
    settings.HUNAR_FOUNDATION = settings.HUNAR_FOUNDATION | {"REDIRECT_SECONDS": 0}
    assert not redirects()
    assert ask(video(), "/x?redirect").body == BODY
    settings.HUNAR_FOUNDATION = settings.HUNAR_FOUNDATION | {"REDIRECT_SECONDS": 300, "ACCEL_PREFIX": "/bucket/"}
    assert not redirects()
    assert ask(video(), "/x?redirect")["X-Accel-Redirect"].startswith("/bucket/")


def test_a_disk_sends_nobody_away(db: None) -> None:
    assert ask(video(), "/x?redirect").body == BODY


@pytest.mark.parametrize("seconds", [301, -1, "60", None])
def test_an_address_good_for_more_than_minutes_is_refused(settings: Any, seconds: Any) -> None:
    settings.HUNAR_FOUNDATION = settings.HUNAR_FOUNDATION | {"REDIRECT_SECONDS": seconds}
    assert "hunar_foundation.E006" in {each.id for each in checks.run_checks()}


@pytest.mark.parametrize(
    "open_to_all", [{"querystring_auth": False}, {"custom_domain": "files.example"}, {"default_acl": "public-read"}]
)
def test_a_bucket_that_gives_to_anybody_is_refused(settings: Any, open_to_all: dict[str, Any]) -> None:
    options = {"bucket_name": "b", "access_key": "a", "secret_key": "s"} | open_to_all
    store = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"hunar_content": store}
    assert "hunar_foundation.E007" in {each.id for each in checks.run_checks()}
