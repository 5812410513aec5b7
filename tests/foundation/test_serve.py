"""Ranges, validators and headers of a stored file."""

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.api import serve_stored
from lms.foundation.content.serve import UnsatisfiableError, wanted_range
from tests.factories.foundation import stored_file

BODY = bytes(range(256)) * 8


@pytest.fixture
def stored(db: None) -> object:
    return stored_file(BODY, suffix="mp4", content_type="video/mp4")


def ask(stored: object, method: str = "get", **headers: str) -> object:
    request = getattr(RequestFactory(), method)("/x", headers=headers)
    response = serve_stored(request, stored)
    if response.streaming:
        response.body = response.getvalue()
    response.close()
    return response


def test_the_whole_file(stored: object) -> None:
    response = ask(stored)
    assert (response.status_code, response.body) == (200, BODY)
    assert response["Content-Length"] == str(len(BODY))
    assert response["Content-Type"] == "video/mp4"
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"] == f'"{stored.sha256[:16]}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=2040-", 2040, 2047),
        ("bytes=-8", 2040, 2047),
        ("bytes=0-99999", 0, 2047),
        ("bytes=-99999", 0, 2047),
    ],
)
def test_one_range(stored: object, header: str, first: int, last: int) -> None:
    response = ask(stored, Range=header)
    assert response.status_code == 206
    assert response.body == BODY[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(BODY)}"
    assert response["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("header", ["bytes=2048-", "bytes=5000-6000", "bytes=-0"])
def test_a_range_outside_is_416(stored: object, header: str) -> None:
    response = ask(stored, Range=header)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(BODY)}"
    assert response.content == b""


@pytest.mark.parametrize("header", ["bytes=1-2,5-6", "items=1-2", "bytes=-", "bytes=9-3", "bytes=a-b", ""])
def test_what_is_no_single_range_gets_everything(stored: object, header: str) -> None:
    assert ask(stored, Range=header).status_code == 200


def test_if_range_keeps_the_range_for_the_same_file_alone(stored: object) -> None:
    same = {"Range": "bytes=0-1", "If-Range": f'"{stored.sha256[:16]}"'}
    other = {"Range": "bytes=0-1", "If-Range": '"another"'}
    assert ask(stored, **same).status_code == 206
    assert ask(stored, **other).status_code == 200


def test_head_says_the_same_without_the_bytes(stored: object) -> None:
    response = ask(stored, "head")
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(BODY))
    assert response.content == b""


def test_what_the_phone_has_is_not_sent_again(stored: object) -> None:
    response = ask(stored, **{"If-None-Match": f'"{stored.sha256[:16]}"'})
    assert response.status_code == 304
    assert response.content == b""


def test_a_download_has_a_name(stored: object) -> None:
    response = serve_stored(RequestFactory().head("/x"), stored, filename="سبق.mp4")
    assert response["Content-Disposition"].startswith("attachment")


def test_the_web_server_sends_the_bytes_where_it_can(stored: object, settings: object) -> None:
    settings.HUNAR_FOUNDATION = {**settings.HUNAR_FOUNDATION, "ACCEL_PREFIX": "/protected/"}
    response = ask(stored, Range="bytes=0-1")
    assert response["X-Accel-Redirect"] == f"/protected/{stored.storage_name}"
    assert response.content == b""
    assert response["Content-Type"] == "video/mp4"


def test_an_empty_file_is_served(db: None) -> None:
    empty = stored_file(b"", suffix="txt", content_type="text/plain")
    assert ask(empty).body == b""
    assert ask(empty, Range="bytes=0-").status_code == 416


@given(st.integers(1, 5000), st.integers(0, 6000) | st.none(), st.integers(0, 6000) | st.none())
def test_a_range_lies_inside_the_file_or_is_refused(size: int, first: int | None, last: int | None) -> None:
    header = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    try:
        part = wanted_range(header, size)
    except UnsatisfiableError:
        assert (first is not None and first >= size) or (first is None and last == 0)
        return
    if part is not None:
        assert 0 <= part[0] <= part[1] < size


@pytest.mark.parametrize(
    ("suffix", "content_type", "inert"), [("m4a", "audio/mp4", True), ("html", "text/html", False)]
)
def test_sound_and_pictures_carry_no_header_they_do_not_need(
    db: None, suffix: str, content_type: str, inert: bool
) -> None:
    response = ask(stored_file(BODY, suffix=suffix, content_type=content_type))
    assert response.has_header("Content-Security-Policy") is not inert
    assert getattr(response, "xframe_options_exempt", False) is inert


@pytest.mark.parametrize("condition", ["own", "*", '"another"'])
def test_a_download_manager_that_names_another_file_is_told(stored: object, condition: str) -> None:
    own = f'"{stored.sha256[:16]}"'
    wanted = {own: 206, "*": 206, '"another"': 412}[own if condition == "own" else condition]
    assert ask(stored, Range="bytes=8-", **{"If-Match": own if condition == "own" else condition}).status_code == wanted
