"""For a data-saver no picture is fetched before the tap; for everybody else they come as she scrolls."""

from typing import Any

import pytest
from django.test import Client

from courses.authoring.api import make_edition
from courses.authoring.models import LessonPage
from courses.running.models import Enrolment
from tests.factories.authoring import fill, image_block, make_image, make_small_course
from tests.factories.running import make_cohort_on, make_enrolment

pytestmark = pytest.mark.django_db


def reading(**person: Any) -> tuple[Client, Enrolment, str]:
    """A trainee, her browser and the address of a lesson with one picture under a licence."""
    course = make_small_course(licence="cc-by", attribution="")
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    fill(lesson, image_block(make_image(course), alt="A green <sign>"))
    lesson.attribution = "A. Painter"
    lesson.save_revision().publish()
    enrolment = make_enrolment(cohort=make_cohort_on(make_edition(course, by=None)))
    for name, value in person.items():
        setattr(enrolment.person, name, value)
    enrolment.person.save()
    client = Client()
    client.force_login(enrolment.person.user)
    return client, enrolment, f"/learn/{enrolment.uuid}/{lesson.key}/"


def test_a_picture_comes_as_she_scrolls_and_names_its_author() -> None:
    client, _enrolment, address = reading()
    said = client.get(address).content.decode()
    assert '<img src="files/' in said
    assert 'loading="lazy"' in said
    assert "A. Painter · CC BY 4.0" in said


def test_for_a_data_saver_it_waits_for_a_tap_that_says_what_it_costs() -> None:
    client, _enrolment, address = reading(data_saver=True)
    said = client.get(address).content.decode()
    assert "<img" not in said
    assert "A green &lt;sign&gt;" in said
    link = said.split('<a class="btn alt" href="')[1]
    assert "See the picture" in link
    assert "MB" in link
    file = client.get(address + link.split('"')[0])
    assert (file.status_code, file["Content-Type"]) == (200, "image/webp")
    file.close()
