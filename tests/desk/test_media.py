"""Originals and thumbnails are shown to those who may see them in Wagtail, and to nobody else."""

import pytest
from django.test import Client

from tests.factories.authoring import make_image, make_person, make_small_course, make_trainer

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a thumbnail to the garbage collector.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile"),
]


def read(client: Client, address: str) -> int:
    reply = client.get(address)
    if reply.streaming:
        assert b"".join(reply)[:4] == b"\x89PNG"
        assert "sandbox" in reply["Content-Security-Policy"]
        assert reply["Cache-Control"].startswith("private")
    return reply.status_code


def test_an_author_sees_the_thumbnail_of_her_courses_picture_and_a_stranger_does_not(client: Client) -> None:
    course, other = make_small_course(), make_small_course()
    image = make_image(course)
    addresses = [image.get_rendition("max-165x165").url, image.file.url]
    assert [read(client, address) for address in addresses] == [404, 404]
    for person, status in ((make_person(), 404), (make_trainer(other), 404), (make_trainer(course), 200)):
        client.force_login(person.user)
        assert [read(client, address) for address in addresses] == [status, status], person


@pytest.mark.parametrize("name", ["../hunar.sqlite3", "images/none.png", "original_images/", "%00"])
def test_nothing_else_is_there(client: Client, name: str) -> None:
    client.force_login(make_person(superuser=True).user)
    assert client.get(f"/public/{name}").status_code in (400, 404)
