"""A course brought in as a job: once, whatever dies on the way, and under the rights it was asked with."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError

from courses.authoring.actions import import_edition as action
from courses.authoring.actions.import_archive import ask_for_import, import_archive
from courses.authoring.actions.import_edition import course_made_by
from courses.authoring.api import compile_course
from courses.authoring.models import CoursePage, Edition
from lms.foundation.api import LeaseLost, store_bytes, stored_path
from lms.foundation.models import Job, StoredFile
from lms.foundation.work.reaper import reap
from lms.foundation.work.runner import claim, run
from lms.people.api import end_role
from lms.people.models import Person
from tests.authoring.portable.conftest import Travelling, forget
from tests.factories.authoring import make_admin, make_course, make_person, make_trainer

pytestmark = pytest.mark.django_db


def ask(archive: bytes, by: Person | None = None) -> Job:
    return ask_for_import(stored(archive), by=by or make_admin(make_course()))


def stored(archive: bytes) -> StoredFile:
    return store_bytes(archive, suffix="zip", content_type="application/zip")


def after(job: Job) -> Job:
    run(job.uuid)
    job.refresh_from_db()
    return job


def ask_again(job: Job) -> Job:
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING)
    return job


def worker_dies(job: Job) -> None:
    """No sign of life for longer than any lease."""
    Job.objects.filter(pk=job.pk).update(heartbeat_at=job.created_at - timedelta(hours=1))
    assert reap().returned == 1


def test_it_comes_in_with_progress_and_is_hers_but_not_released(
    afar: bytes, travelling: Travelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, told = make_admin(make_course()), []
    monkeypatch.setattr("lms.foundation.api.JobRun.progress", lambda _run, *said: told.append(said))
    job = after(ask(afar, admin))
    course = course_made_by(job.uuid)
    assert (job.state, job.error, course.owner) == (Job.State.DONE, "", admin.user)
    assert compile_course(course).hash == travelling.edition.hash
    assert not Edition.objects.filter(course_key=course.key).exists()
    percents = [percent for percent, _note in told]
    assert percents == sorted(percents)
    assert told[0] == (0, f"Copying files: 1 of {len(percents) - 2}")
    assert told[-2:] == [(80, "Making the pages"), (100, "Sign painting")]
    assert admin.role_assignments.filter(scope_uuid=course.key).count() == 1


def test_the_same_file_twice_is_one_job_until_it_is_done(afar: bytes) -> None:
    job = ask(afar)
    assert ask(afar) == job
    after(job)
    again = after(ask(afar))
    assert again != job
    assert (again.state, again.error) == (Job.State.FAILED, "This course is here already. Nothing was changed.")
    assert ask(afar) == again
    forget(course_made_by(job.uuid))
    assert after(again).state == Job.State.DONE


def test_a_worker_that_died_right_after_the_commit_has_not_failed(afar: bytes) -> None:
    admin = make_admin(make_course())
    job = ask(afar, admin)
    _row, leased = claim(job.uuid)
    course = import_archive(leased, job.payload["archive"], by=admin)
    worker_dies(job)
    assert after(job).state == Job.State.DONE
    assert job.note == "Sign painting"
    assert list(CoursePage.objects.filter(key=course.key, locale=course.locale)) == [course]


def test_a_worker_that_was_only_slow_writes_no_page(afar: bytes) -> None:
    admin = make_admin(make_course())
    job = ask(afar, admin)
    _row, slow = claim(job.uuid)
    slow.progress = lambda *_said: None
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, lease=None)
    with pytest.raises(LeaseLost):
        import_archive(slow, job.payload["archive"], by=admin)
    assert course_made_by(job.uuid) is None
    assert after(job).state == Job.State.DONE


def test_a_database_that_was_away_is_asked_again(afar: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as broken:
        broken.setattr(action, "restore_course", away)
        job = after(ask(afar))
    assert (job.state, job.attempt) == (Job.State.WAITING, 1)
    Job.objects.update(run_after=job.created_at)
    assert after(job).state == Job.State.DONE


def test_a_damaged_archive_fails_for_good_and_leaves_no_page(afar: bytes) -> None:
    at = afar.index(b"RIFF")
    job = after(ask(afar[:at] + b"\0" + afar[at + 1 :]))
    assert (job.state, job.attempt) == (Job.State.FAILED, 1)
    assert "damaged" in job.error
    assert not CoursePage.objects.filter(title="Sign painting").exists()


def test_a_file_that_is_gone_and_one_that_the_storage_lost(afar: bytes) -> None:
    file = stored(afar)
    job = ask(afar)
    stored_path(file).unlink()
    assert "cleared away" in after(job).error
    file.delete()
    assert "cleared away" in after(ask_again(job)).error


def test_only_who_may_begin_a_course_and_still_may_when_it_runs(afar: bytes) -> None:
    for person in (make_person(), make_trainer(make_course())):
        with pytest.raises(PermissionDenied):
            ask(afar, person)
    admin = make_admin(make_course())
    job = ask(afar, admin)
    end_role(admin.role_assignments.get(), by=None, reason="left")
    assert "Only a programme admin" in after(job).error
    admin.delete()
    assert "no longer known" in after(ask_again(job)).error


def test_the_administrator_of_the_site_needs_no_role_at_it(afar: bytes) -> None:
    root = make_person(superuser=True)
    assert after(ask(afar, root)).state == Job.State.DONE
    assert not root.role_assignments.exists()
