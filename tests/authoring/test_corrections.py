"""A correction changes words alone and reaches running batches; anything more is refused with the reason."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from courses.authoring.actions.release import make_edition, release
from courses.authoring.api import NotACorrection, difference, fragment, load_manifest
from courses.authoring.jobs import release_course
from courses.authoring.models import CoursePage, Edition, LessonPage
from courses.running.actions.progress import record_activity
from courses.running.models import ActivityRecord, Cohort, EditionMove
from lms.foundation.api import PermanentFailure
from tests.factories.authoring import make_admin, make_lesson, make_recording, make_small_course, paragraph, translate
from tests.factories.running import make_cohort_on, make_enrolment

pytestmark = pytest.mark.django_db


def lessons(course: CoursePage) -> list[LessonPage]:
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


def rewrite(page: LessonPage, words: str) -> None:
    page.body = [paragraph(words)]
    page.save_revision().publish()


def test_a_corrected_letter_reaches_the_running_batch_as_one_fragment_and_touches_no_mark() -> None:
    course = make_small_course()
    first, second = lessons(course)
    before = make_edition(course, by=None)
    enrolment = make_enrolment(cohort=make_cohort_on(before))
    record_activity(enrolment.person, first.key, before, done=True, at=timezone.now())
    records = list(ActivityRecord.objects.values())
    rewrite(first, "The words of Frist, mended.")
    after = make_edition(course, by=None, correction=True)
    enrolment.refresh_from_db()
    assert enrolment.cohort.edition == after
    assert after.corrects == before
    assert list(ActivityRecord.objects.values()) == records
    old, new = load_manifest(before), load_manifest(after)
    changed = [key for key in (first.key, second.key) if old.activity(key).fragments != new.activity(key).fragments]
    assert changed == [first.key]


def a_new_lesson(course: CoursePage) -> None:
    make_lesson(lessons(course)[0].get_parent().specific, "Third")


def another_order(course: CoursePage) -> None:
    lessons(course)[1].move(lessons(course)[0], pos="left")


def other_minutes(course: CoursePage) -> None:
    page = lessons(course)[0]
    page.minutes = 25
    page.save_revision().publish()


def not_required(course: CoursePage) -> None:
    page = lessons(course)[0]
    page.required = False
    page.save_revision().publish()


def gone(course: CoursePage) -> None:
    lessons(course)[1].unpublish()


def another_lecture(course: CoursePage) -> None:
    page = lessons(course)[0]
    page.recording = make_recording(course)
    page.save_revision().publish()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (a_new_lesson, "New: “Third”"),
        (another_order, "order of lessons"),
        (other_minutes, "takes 25 minutes instead of 10"),
        (not_required, "no longer required"),
        (gone, "Gone: “Second”"),
        (another_lecture, "another recording"),
    ],
)
def test_more_than_words_is_refused_with_the_reason(change: Callable[[CoursePage], None], reason: str) -> None:
    course = make_small_course()
    edition = make_edition(course, by=None)
    cohort = make_cohort_on(edition)
    change(course)
    with pytest.raises(NotACorrection, match=reason):
        make_edition(CoursePage.objects.get(pk=course.pk), by=None, correction=True)
    cohort.refresh_from_db()
    assert (cohort.edition, Edition.objects.count()) == (edition, 1)


def test_titles_translations_and_licences_are_words() -> None:
    course = make_small_course()
    edition = make_edition(course, by=None)
    cohort = make_cohort_on(edition)
    first = lessons(course)[0]
    first.title, first.attribution = "First, renamed", "A. Author"
    first.save_revision().publish()
    translate(first, title="پہلا", body=[paragraph("اردو")])
    after = make_edition(CoursePage.objects.get(pk=course.pk), by=None, correction=True)
    cohort.refresh_from_db()
    assert cohort.edition == after


def test_a_batch_on_an_older_edition_keeps_it_where_more_than_words_lies_between() -> None:
    course = make_small_course()
    oldest = make_edition(course, by=None)
    far = make_cohort_on(oldest)
    a_new_lesson(course)
    near = make_cohort_on(make_edition(CoursePage.objects.get(pk=course.pk), by=None))
    rewrite(lessons(course)[0], "Mended.")
    after = make_edition(CoursePage.objects.get(pk=course.pk), by=None, correction=True)
    far.refresh_from_db()
    near.refresh_from_db()
    assert (far.edition, near.edition) == (oldest, after)


def test_ended_and_planned_batches_stay_as_they_are() -> None:
    course = make_small_course()
    edition = make_edition(course, by=None)
    ended = make_cohort_on(edition)
    Cohort.objects.filter(pk=ended.pk).update(state="ended")
    rewrite(lessons(course)[0], "Mended.")
    make_edition(course, by=None, correction=True)
    ended.refresh_from_db()
    assert ended.edition == edition


def test_nothing_to_correct_before_the_first_release() -> None:
    with pytest.raises(NotACorrection, match="Nothing is released yet"):
        make_edition(make_small_course(), by=None, correction=True)


class Run:
    def progress(self, percent: int, note: str = "") -> None: ...


def test_the_job_corrects_and_a_second_run_changes_nothing_more() -> None:
    course = make_small_course()
    cohort = make_cohort_on(make_edition(course, by=None))
    rewrite(lessons(course)[0], "Mended.")
    job = release(course, by=make_admin(course), correction=True)
    release_course(Run(), **job.payload)
    release_course(Run(), **job.payload)
    cohort.refresh_from_db()
    assert (cohort.edition.number, EditionMove.objects.count(), Edition.objects.count()) == (2, 1, 2)
    a_new_lesson(course)
    with pytest.raises(PermanentFailure, match="New: “Third”"):
        release_course(Run(), **job.payload)


def test_a_trainee_in_the_middle_of_an_edition_reads_the_same_bytes_after_the_next_release() -> None:
    course = make_small_course()
    before = make_edition(course, by=None)
    enrolment = make_enrolment(cohort=make_cohort_on(before))
    first, second = lessons(course)
    read = [fragment(before, page.key, "en") for page in (first, second)]
    record_activity(enrolment.person, first.key, before, done=True, at=timezone.now())
    records = list(ActivityRecord.objects.values())
    rewrite(first, "All other words.")
    another_order(course)
    a_new_lesson(course)
    after = make_edition(CoursePage.objects.get(pk=course.pk), by=None)
    enrolment.refresh_from_db()
    assert enrolment.cohort.edition == before != after
    assert [fragment(enrolment.cohort.edition, page.key, "en") for page in (first, second)] == read
    assert list(ActivityRecord.objects.values()) == records


def test_the_same_edition_differs_in_nothing() -> None:
    manifest: Any = load_manifest(make_edition(make_small_course(), by=None))
    assert difference(manifest, manifest) == []
