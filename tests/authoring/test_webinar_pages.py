"""A webinar is written once for all batches; its recording comes later, and reaches those who are learning."""

from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client

from courses.authoring.actions.release import make_edition
from courses.authoring.api import differs_in_words_alone, load_manifest
from courses.authoring.compiling.gather import gather
from courses.authoring.editions.difference import difference
from courses.authoring.models import CoursePage, WebinarPage
from tests.factories.authoring import make_admin, make_recording, make_small_course, make_webinar, translate
from tests.factories.running import make_superuser

pytestmark = pytest.mark.django_db


def compiled(course: CoursePage) -> Any:
    return gather(course).facts.modules[-1].activities[-1]


def test_a_webinar_says_what_it_is_about_in_each_language_and_nothing_of_a_date() -> None:
    course = make_small_course()
    webinar = make_webinar(course, text="Bring your questions about prices.", minutes=60)
    translate(webinar, title="سوال جواب", body=[{"type": "paragraph", "value": "<p>قیمتوں کے بارے میں پوچھیں۔</p>"}])
    made = compiled(course)
    assert "Bring your questions" in made.fragments["en"].decode()
    assert "قیمتوں" in made.fragments["ur"].decode()
    assert b'"kind":"webinar"' in made.entry
    assert b'"minutes":60' in made.entry
    assert b'"extra"' not in made.entry


def test_a_webinar_about_nothing_is_not_released() -> None:
    course = make_small_course()
    webinar = make_webinar(course, body=[])
    problems = [str(problem) for problem in gather(course).findings.problems]
    assert problems == [f"{webinar.title}: It does not say what it is about."]


def test_its_recording_reaches_running_batches_as_a_correction_and_another_one_does_not() -> None:
    course = make_small_course()
    webinar = make_webinar(course)
    by = make_superuser()
    before = load_manifest(make_edition(course, by=by))
    webinar.recording = make_recording(course)
    webinar.save_revision().publish()
    held = load_manifest(make_edition(course, by=by))
    assert [change.sentence for change in difference(before, held)] == [f"“{webinar.title}”: its recording is here."]
    assert differs_in_words_alone(before, held)
    assert held.activity(webinar.key).lectures
    webinar.recording = make_recording(course)
    webinar.save_revision().publish()
    assert not differs_in_words_alone(held, load_manifest(make_edition(course, by=by)))


def test_a_recording_that_a_webinar_plays_is_not_deleted() -> None:
    course = make_small_course()
    recording = make_recording(course)
    make_webinar(course, recording=recording)
    with pytest.raises(ProtectedError):
        recording.delete()


def test_an_author_makes_one_below_a_module_and_looks_at_it(client: Client) -> None:
    course = make_small_course()
    module = course.get_children().get()
    client.force_login(make_admin(course).user)
    form = client.get(f"/cms/pages/add/hunar_courses/webinarpage/{module.pk}/").content.decode()
    assert "takes the place of the live webinar" in form
    webinar = make_webinar(course)
    preview = client.get(f"/cms/pages/{webinar.pk}/revisions/{webinar.save_revision().pk}/view/")
    assert "Questions and answers" in preview.content.decode()
    assert WebinarPage.objects.get().required is True
