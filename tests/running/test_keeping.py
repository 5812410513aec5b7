"""A lecture kept as a file: where the programme allows it, under a name that tells nothing, while the door is open."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse

from lms.foundation.api import store_bytes
from tests.factories.running import lesson, make_cohort, make_enrolment, make_programme
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
TITLE = "Contrast"


def stored(name: str, suffix: str, kind: str) -> Any:
    return store_bytes(f"bytes of {name}".encode() * 50, suffix=suffix, content_type=kind)


class Lecture:
    """A lesson whose lecture has slides with a file to keep, and voice."""

    def __init__(self, *, kept: bool = True) -> None:
        self.voice = stored("voice", "mp4", "audio/mp4")
        self.twin = stored("twin", "m4a", "audio/mp4")
        self.keep = stored("keep", "mp4", "video/mp4")
        sound = [self.file("audio", self.voice), self.file("audio-fallback", self.twin)]
        slides = {"rung": "slides", "files": [*sound, self.file("keep", self.keep)]}
        entry = {"seconds": 60.0, "class": "slides", "synthetic_voice": False}
        entry["renditions"] = [slides, {"rung": "audio", "files": sound}]
        self.key = uuid4()
        files = [self.voice, self.twin, self.keep]
        one = lesson(TITLE, key=self.key, lectures={"en": entry}, files=files)
        self.cohort = make_cohort(make_programme(keep_lectures=kept), [lesson("First"), one])
        self.enrolment = make_enrolment(cohort=self.cohort)

    def file(self, role: str, kept: Any) -> dict[str, Any]:
        return {"role": role, "ext": kept.suffix, "type": kept.content_type, "sha256": kept.sha256, "bytes": kept.bytes}

    @property
    def page(self) -> str:
        return reverse("hunar_running:activity", args=[self.enrolment.uuid, self.key])

    def address(self, kept: Any, query: str = "") -> str:
        return f"{self.page}files/{kept.sha256}.{kept.suffix}{query}"


def test_each_way_offers_its_file_with_its_exact_size(signed: Signed) -> None:
    lecture = Lecture()
    html = signed(lecture.enrolment.person).get(lecture.page).content.decode()
    for kept, name in ((lecture.keep, "lesson-1-2-slides.mp4"), (lecture.twin, "lesson-1-2-audio.m4a")):
        assert f'href="files/{kept.sha256}.{kept.suffix}?keep" download="{name}"' in html


def test_the_file_comes_whole_or_in_parts_under_a_name_that_tells_nothing(signed: Signed) -> None:
    lecture = Lecture()
    client = signed(lecture.enrolment.person)
    response = client.get(lecture.address(lecture.keep, "?keep"))
    assert response["Content-Disposition"] == 'attachment; filename="lesson-1-2-slides.mp4"'
    assert response.getvalue() == b"bytes of keep" * 50
    rest = client.get(lecture.address(lecture.keep, "?keep"), headers={"Range": "bytes=640-"})
    assert (rest.status_code, rest.getvalue()) == (206, (b"bytes of keep" * 50)[640:])


def test_only_a_file_that_is_for_keeping_is_a_download(signed: Signed) -> None:
    lecture = Lecture()
    assert signed(lecture.enrolment.person).get(lecture.address(lecture.voice, "?keep")).status_code == 404


def test_where_the_programme_keeps_nothing_there_is_no_link_and_no_file(signed: Signed) -> None:
    lecture = Lecture(kept=False)
    client = signed(lecture.enrolment.person)
    assert "?keep" not in client.get(lecture.page).content.decode()
    for address in (lecture.address(lecture.keep), lecture.address(lecture.twin, "?keep")):
        refused = client.get(address)
        assert (refused.status_code, refused["Cache-Control"]) == (403, "private, no-store")
        assert "not kept as files" in refused.content.decode()
    for played in (lecture.voice, lecture.twin):
        assert client.get(lecture.address(played)).getvalue()


def test_a_programme_that_thinks_again_is_heard_at_once(signed: Signed) -> None:
    lecture = Lecture()
    client, programme = signed(lecture.enrolment.person), lecture.cohort.programme
    for kept in (True, False, True):
        programme.policy |= {"keep_lectures": kept}
        programme.save()
        assert ("?keep" in client.get(lecture.page).content.decode()) is kept


def test_the_same_lecture_is_offered_in_the_readers_language(signed: Signed) -> None:
    lecture = Lecture()
    client = signed(lecture.enrolment.person)
    for language, words in (("en", "Voice only"), ("ur", "صرف آواز"), ("en", "Voice only")):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        assert words in client.get(lecture.page).content.decode()


def test_the_file_of_one_lesson_is_refused_under_another_too(signed: Signed) -> None:
    lecture = Lecture(kept=False)
    first = lecture.enrolment.cohort.edition
    assert first is not None
    client = signed(lecture.enrolment.person)
    from courses.authoring.api import load_manifest

    other = load_manifest(first).activities[0].key
    address = lecture.address(lecture.keep).replace(str(lecture.key), str(other))
    assert client.get(address).status_code == 403
