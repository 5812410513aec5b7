"""Releasing: what is published becomes an edition, the same content the same edition, and never a draft."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from wagtail.models import PageLogEntry

from courses.authoring.api import (
    NotReleasable,
    compile_course,
    course_titles,
    courses,
    edition_file,
    editions_of,
    fragment,
    latest_edition,
    load_manifest,
    make_edition,
    release,
    sealed_part,
)
from courses.authoring.models import CoursePage, Edition, LessonPage
from lms.foundation.api import read_stored
from tests.factories.authoring import (
    make_admin,
    make_course,
    make_lesson,
    make_module,
    make_person,
    make_recording,
    make_small_course,
    make_trainer,
    paragraph,
    translate,
)

pytestmark = pytest.mark.django_db


def lessons(course: CoursePage) -> list[LessonPage]:
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


def problems(course: CoursePage) -> str:
    with pytest.raises(NotReleasable) as refused:
        compile_course(course)
    return str(refused.value)


def test_two_runs_give_one_hash_in_whatever_language_the_process_speaks() -> None:
    course = make_small_course()
    first = compile_course(course)
    with translation.override("ur"):
        assert compile_course(CoursePage.objects.get(pk=course.pk)) == first


def test_an_edition_holds_the_published_words_and_is_numbered_from_one() -> None:
    course = make_small_course("Graphic design")
    edition = make_edition(course, by=make_admin(course))
    manifest = load_manifest(edition)
    assert (edition.number, edition.hash, manifest.title("en")) == (1, manifest.hash, "Graphic design")
    assert [activity.title("en") for activity in manifest.activities] == ["First", "Second"]
    key = lessons(course)[0].key
    assert "The words of First." in fragment(edition, key, "ur")
    assert sealed_part(edition, key) == {}
    assert latest_edition(course.key) == edition
    assert course_titles(course.key) == {"en": "Graphic design"}
    assert courses() == [(course.key, "Graphic design")]


def test_the_same_content_again_is_the_same_edition() -> None:
    course = make_small_course()
    first = make_edition(course, by=make_admin(course))
    assert make_edition(course, by=make_admin(course)) == first
    assert Edition.objects.count() == 1


def test_one_changed_letter_is_one_new_fragment_and_the_next_number() -> None:
    course = make_small_course()
    by = make_admin(course)
    first = make_edition(course, by=by)
    changed, kept = lessons(course)
    before = fragment(first, changed.key, "en")
    changed.body = [paragraph("The words of first.")]
    changed.save_revision().publish()
    second = make_edition(course, by=by)
    one, two = load_manifest(first), load_manifest(second)
    assert second.number == 2
    assert one.activity(kept.key).fragments == two.activity(kept.key).fragments
    assert one.activity(changed.key).fragments != two.activity(changed.key).fragments
    assert fragment(first, changed.key, "en") == before != fragment(second, changed.key, "en")
    assert [edition.number for edition in editions_of(course.key)] == [2, 1]


def test_a_draft_never_reaches_an_edition() -> None:
    course = make_small_course()
    hash_before = compile_course(course).hash
    first = lessons(course)[0]
    first.body, first.title = [paragraph("CANARY-DRAFT")], "CANARY-TITLE"
    first.save_revision()
    make_lesson(first.get_parent().specific, "CANARY-NEW", live=False)
    make_lesson(make_module(course, "CANARY-MODULE", live=False), "CANARY-BELOW")
    compiled = compile_course(course)
    assert compiled.hash == hash_before
    assert b"CANARY" not in compiled.manifest + compiled.sealed + b"".join(compiled.fragments.values())


def test_a_move_changes_the_order_and_no_fragment() -> None:
    course = make_small_course()
    before = compile_course(course)
    lessons(course)[1].move(lessons(course)[0], pos="left")
    after = compile_course(CoursePage.objects.get(pk=course.pk))
    assert after.hash != before.hash
    assert after.fragments == before.fragments


def test_nothing_that_could_differ_elsewhere_stands_in_the_open_bytes() -> None:
    course = make_small_course()
    first, second = lessons(course)
    first.body = [{"type": "paragraph", "value": f'<p><a linktype="page" id="{second.pk}">on</a></p>'}]
    first.save_revision().publish()
    compiled = compile_course(course)
    manifest = json.loads(compiled.manifest)
    assert set(manifest) == {"format", "compiler", "course", "modules"}
    assert f'href="../{second.key}/"'.encode() in b"".join(compiled.fragments.values())
    for page in (course, first, second):
        assert page.slug.encode() not in compiled.manifest
        assert f'"{page.pk}"'.encode() not in b"".join(compiled.fragments.values())


def test_a_lecture_stands_in_the_manifest_and_its_files_in_the_edition() -> None:
    course = make_small_course()
    recording = make_recording(course)
    first = lessons(course)[0]
    first.recording = recording
    first.save_revision().publish()
    edition = make_edition(course, by=make_admin(course))
    lecture = load_manifest(edition).activity(first.key).lecture("en")
    file = lecture["renditions"][0]["files"][0]
    stored = edition_file(edition, file["sha256"])
    assert stored is not None
    assert len(read_stored(stored)) == file["bytes"]
    assert edition_file(edition, recording.original.sha256) is None
    assert load_manifest(edition).activity(lessons(course)[1].key).lecture("en") is None


def test_another_editions_files_are_unknown() -> None:
    one, two = make_small_course(lessons=["One"]), make_small_course(lessons=["Two"])
    first, second = (make_edition(course, by=make_admin(course)) for course in (one, two))
    name = load_manifest(second).activities[0].fragment("en").sha256
    assert edition_file(second, name) is not None
    assert edition_file(first, name) is None


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda page: setattr(page, "body", []), "neither text nor a lecture"),
        (lambda page: setattr(page, "recording", make_recording(state="waiting")), "still being processed"),
        (
            lambda page: setattr(page, "body", [paragraph(f'<a linktype="page" id="{make_course().pk}">x</a>')]),
            "leads to a page that is not in this course",
        ),
    ],
)
def test_what_is_not_ready_keeps_the_course_back_with_a_sentence(spoil: Any, sentence: str) -> None:
    course = make_small_course()
    first = lessons(course)[0]
    spoil(first)
    first.save_revision().publish()
    assert f"First: {sentence}" in problems(course) or sentence in problems(course)


def test_an_empty_or_unpublished_course_is_kept_back() -> None:
    assert "No lesson is published" in problems(make_course())
    course = make_small_course()
    course.unpublish()
    assert "not published" in problems(CoursePage.objects.get(pk=course.pk))


def test_a_key_that_stands_twice_is_kept_back() -> None:
    course = make_small_course()
    first, second = lessons(course)
    LessonPage.objects.filter(pk=second.pk).update(key=first.key)
    assert "Its key stands twice" in problems(course)


def test_a_translation_fills_in_words_and_decides_nothing() -> None:
    course = make_small_course("Design")
    first, _second = lessons(course)
    translate(course, title="ڈیزائن")
    urdu = translate(first, title="پہلا", body=[paragraph("اردو")], minutes=99, required=False)
    manifest = load_manifest(make_edition(urdu.get_parent().get_parent().specific, by=make_admin(course)))
    one, two = manifest.activities
    assert manifest.languages == ("en", "ur")
    assert (manifest.title("ur"), one.title("ur"), one.minutes, one.required) == ("ڈیزائن", "پہلا", 10, True)
    assert set(one.fragments) == {"en", "ur"}
    assert (two.title("ur"), set(two.fragments)) == ("Second", {"en"})


def test_a_missing_translation_and_an_alias_only_warn() -> None:
    from courses.authoring.compiling.gather import gather

    course = make_small_course()
    translate(course)
    first, _second = lessons(course)
    first.copy_for_translation(course.get_translations().first().locale, copy_parents=True, alias=True)
    findings = gather(course).findings
    assert findings.problems == []
    assert sorted(finding.title for finding in findings.warnings) == ["First", "Second"]
    assert "not translated into Urdu" in findings.warnings[0].sentence


def test_only_who_administers_the_programme_may_release() -> None:
    course = make_small_course()
    for person in (make_person(), make_trainer(course), make_admin(make_course())):
        with pytest.raises(PermissionDenied):
            release(course, by=person)
        with pytest.raises(PermissionDenied):
            make_edition(course, by=person)
    assert make_edition(course, by=make_person(superuser=True)).number == 1


def test_a_release_is_one_entry_of_the_audit_log_without_names() -> None:
    course = make_small_course()
    by = make_admin(course)
    edition = make_edition(course, by=by)
    make_edition(course, by=by)
    entry = PageLogEntry.objects.get(action="hunar_courses.release")
    assert entry.data == {"edition": str(edition.uuid)}
    assert entry.user == by.user


def test_reading_an_edition_costs_a_query_once(django_assert_num_queries: Any) -> None:
    course = make_small_course()
    edition = make_edition(course, by=make_admin(course))
    key = lessons(course)[0].key
    fragment(edition, key, "en")
    fresh = Edition.objects.get(pk=edition.pk)
    with django_assert_num_queries(0):
        assert load_manifest(fresh).activity(key) is not None
        assert fragment(fresh, key, "en")


# The hash of the course below: the whole suite runs on SQLite and on PostgreSQL, and asks for this one on both.
SAME_EVERYWHERE = "6f01f6a5f3fa8519860ed88d3d2e9cc5495b9f0dc4ae36c148b5d1a546bca7a9"


def test_the_same_course_has_the_same_hash_on_either_database_with_other_primary_keys() -> None:
    for number in range(7):
        make_small_course(f"Fills primary keys {number}")
    course = make_course("Graphic design", key=UUID(int=1))
    module = make_module(course, "See", key=UUID(int=2))
    make_lesson(module, "Contrast", text="Look at the sign. دیکھیں", key=UUID(int=3))
    make_lesson(module, "Caf\u00e9", text="A second look.", key=UUID(int=4), minutes=7, required=False)
    assert compile_course(course).hash == SAME_EVERYWHERE
