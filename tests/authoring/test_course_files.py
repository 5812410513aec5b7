"""Pictures of a course for its authors: nobody else's, and no other course's by the same door."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from courses.authoring.models import CoursePage, Picture
from tests.factories.authoring import make_image, make_small_course, make_trainer

pytestmark = pytest.mark.django_db


def address_of_a_picture(course: CoursePage, shade: int, under: CoursePage | None = None) -> str:
    """Where a picture of ``course`` is asked for, under another course's key if one is given."""
    out = BytesIO()
    Image.new("RGB", (40, 40), (shade, shade, shade)).save(out, "PNG")
    image = make_image(course, out.getvalue())
    stored = Picture.objects.get(file_hash=image.get_file_hash()).small
    return reverse("hunar_courses_staff:file", args=[(under or course).key, stored.name])


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def test_an_author_sees_her_courses_pictures() -> None:
    course = make_small_course()
    reply = signed_in(make_trainer(course)).get(address_of_a_picture(course, 10))
    assert (reply.status_code, reply["Content-Type"]) == (200, "image/webp")
    assert reply.getvalue().startswith(b"RIFF")


def test_nobody_elses_and_no_other_courses() -> None:
    course, other = make_small_course(), make_small_course()
    mine = signed_in(make_trainer(course))
    assert mine.get(address_of_a_picture(other, 20)).status_code == 404
    assert mine.get(address_of_a_picture(other, 30, under=course)).status_code == 404
    assert mine.get(address_of_a_picture(course, 40)[:-5] + "0.png").status_code == 404
    assert Client().get(address_of_a_picture(course, 50)).status_code == 302
