"""For a data-saver no picture is fetched before the tap; for everybody else they come as she scrolls."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model

from courses.authoring.api import make_edition
from courses.authoring.models import LessonPage
from courses.authoring.rights import collection_of
from courses.running.models import Cohort, Enrolment
from tests.factories.authoring import make_small_course
from tests.factories.running import make_enrolment, make_programme

pytestmark = pytest.mark.django_db


def reading(**person: Any) -> tuple[Client, Enrolment, str]:
    """A trainee, her browser and the address of a lesson with one picture under a licence."""
    course = make_small_course(licence="cc-by", attribution="")
    out = BytesIO()
    Image.radial_gradient("L").convert("RGB").save(out, "PNG")
    image = get_image_model().objects.create(
        title="Sign", file=ContentFile(out.getvalue(), "sign.png"), collection=collection_of(course.key)
    )
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    shown = {"image": image.pk, "alt": "A green <sign>", "caption": ""}
    lesson.body = LessonPage._meta.get_field("body").stream_block.to_python([{"type": "image", "value": shown}])
    lesson.attribution = "A. Painter"
    lesson.save_revision().publish()
    cohort = Cohort.objects.create(
        programme=make_programme(course_key=course.key),
        course_key=course.key,
        name="Batch",
        starts_on=timezone.localdate(),
        edition=make_edition(course, by=None),
        state="open",
        opened_at=timezone.now(),
    )
    enrolment = make_enrolment(cohort=cohort)
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
