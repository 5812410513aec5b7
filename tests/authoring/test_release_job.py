"""A release is a job: it tells how it goes, ends with its reasons, and is asked again who wants it."""

import pytest

from courses.authoring.api import (
    latest_edition,
    release,
)
from courses.authoring.jobs import release_course
from courses.authoring.models import Edition
from lms.foundation.api import PermanentFailure
from lms.foundation.work.runner import run
from lms.people.api import end_role
from tests.factories.authoring import (
    make_admin,
    make_course,
    make_small_course,
)

pytestmark = pytest.mark.django_db


class Run:
    """A job's run that keeps what it was told."""

    def __init__(self) -> None:
        self.notes: list[tuple[int, str]] = []

    def progress(self, percent: int, note: str = "") -> None:
        self.notes.append((percent, note))


def test_the_job_tells_how_it_goes_and_a_second_run_finds_the_first_ones_edition() -> None:
    course = make_small_course()
    by = make_admin(course)
    job = release(course, by=by)
    assert release(course, by=by) == job
    first, again = Run(), Run()
    release_course(first, **job.payload)
    release_course(again, **job.payload)
    assert first.notes[-1] == again.notes[-1] == (100, "Edition 1")
    assert [percent for percent, _note in first.notes] == sorted(percent for percent, _note in first.notes)


def test_the_job_ends_for_good_with_the_list_of_problems() -> None:
    course = make_course()
    with pytest.raises(PermanentFailure, match="No lesson is published"):
        release_course(Run(), **release(course, by=make_admin(course)).payload)
    assert Edition.objects.count() == 0


def test_the_ledgers_runner_takes_a_release_to_its_end() -> None:
    course, empty = make_small_course(), make_course()
    done, failed = release(course, by=make_admin(course)), release(empty, by=make_admin(empty))
    for job in (done, failed):
        run(job.uuid)
        job.refresh_from_db()
    assert (done.state, done.progress, latest_edition(course.key).number) == ("done", 100, 1)
    assert (failed.state, failed.attempt) == ("failed", 1)
    assert "No lesson is published" in failed.error
    assert latest_edition(empty.key) is None


def test_a_role_that_ended_before_the_worker_came_releases_nothing() -> None:
    course = make_small_course()
    admin = make_admin(course)
    job = release(course, by=admin)
    end_role(admin.role_assignments.get(), by=None, reason="moved")
    run(job.uuid)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "Only a programme admin" in job.error
    assert Edition.objects.count() == 0
