"""Staff find a recording by what is said and shown in it, however the letters were typed."""

from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from lms.people.models import Person
from media_pipeline.actions.keep_captions import delete_captions, upload_captions
from media_pipeline.actions.write_slides import write_slides
from media_pipeline.models import Recording
from tests.factories.media import ready_recording, trainer

pytestmark = pytest.mark.django_db
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nکمپیوٹر پر گرافک ڈیزائن\n\n00:03.000 --> 00:04.000\nkerning pairs\n"


@pytest.fixture
def lecture() -> Recording:
    return ready_recording(title="Lesson nine", collection=Collection.get_first_root_node().add_child(name="Mine"))


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    """A block at whose end everything is as after a commit."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def user(lecture: Recording) -> Any:
    return trainer("amina", lecture.collection).user


@pytest.fixture
def staff(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def found(staff: Client, words: str) -> bool:
    listed = "Lesson nine" in staff.get(reverse("hunar_media_recordings:index"), {"q": words}).content.decode()
    url = reverse("hunar_media_recording_chooser:choose_results")
    assert listed == ("Lesson nine" in staff.get(url, {"q": words}).content.decode())
    return listed


def test_words_that_are_said_are_found_in_any_spelling(
    lecture: Recording, user: Any, staff: Client, commit: Any
) -> None:
    with commit():
        caption = upload_captions(lecture, "ur", VTT.encode(), user=user)
    # Typed with the Arabic kaf and yeh, as many keyboards write them.
    for words in ("گرافک", "كمپيوٹر", "KERNING", "kern", "ڈیزائن کمپیوٹر"):
        assert found(staff, words), words
    assert not found(staff, "typography")
    with commit():
        delete_captions(caption, user=user)
    assert not found(staff, "kerning")


def test_words_that_are_shown_are_found(lecture: Recording, user: Any, staff: Client, commit: Any) -> None:
    lecture.slides.create(position=0, at_seconds=0, text="")
    with commit():
        write_slides(lecture, {0: "Margin and white space\nحاشیہ"}, user=user)
    assert found(staff, "margin white")
    assert found(staff, "حاشيہ")


def test_the_title_is_still_found(lecture: Recording, user: Any, staff: Client, commit: Any) -> None:
    with commit():
        upload_captions(lecture, "ur", VTT.encode(), user=user)
    assert found(staff, "lesson ni")


@pytest.mark.parametrize(
    "narrowed",
    [
        {"state": "ready"},
        {"content_class": "slides"},
        {"language": "ur"},
        {"uploaded_by_person": "her"},
        {"collection": "hers"},
        *({"ordering": name} for name in ("title", "-created_at", "seconds", "state", "language")),
    ],
)
def test_a_search_may_be_narrowed_and_sorted(
    lecture: Recording, user: Any, staff: Client, commit: Any, narrowed: dict[str, str]
) -> None:
    her = Person.objects.get(user=user)
    with commit():
        lecture.language, lecture.uploaded_by_person = "ur", her
        lecture.save()
        upload_captions(lecture, "ur", VTT.encode(), user=user)
    known = {"her": str(her.pk), "hers": str(lecture.collection_id)}
    query = {"q": "kerning"} | {name: known.get(value, value) for name, value in narrowed.items()}
    assert "Lesson nine" in staff.get(reverse("hunar_media_recordings:index"), query).content.decode()
